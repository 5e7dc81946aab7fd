"""Whether what is read of a row is the entry that the row was written for."""

from __future__ import annotations

from datetime import datetime

from actlog.domain.memo import Memo
from actlog.domain.model_week import AGAIN, STORY_OUTCOMES
from actlog.exchange import cells
from actlog.exchange.codec import FIELDS, to_cells, to_plain
from actlog.exchange.kinds import Kinds
from actlog.exchange.problems import RowError
from actlog.grammar.fields import FieldError, clean_name, clean_text, read_money

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from actlog.domain.entry import Entry
    from actlog.domain.model_week import ModelWeek

    Says = dict[str, str]
    """The texts of an entry by FIELDS, as the codec writes them."""

LOST, DIFFERENT, WRONG = 1, 3, 1000
"""What it costs that a field does not come back, comes back as something else, or makes
another entry of it."""

_STORY_WORDS = frozenset((*STORY_OUTCOMES, AGAIN))
_FORGIVEN = frozenset(("source", "persona", "tags", "note", "next", "objection"))
_MOMENTS = ("at", "for", "due", "done")


def says(entry: Entry) -> Says:
    """Return what an entry says, field by field; `at` is its day where no more is known."""
    found = dict(zip(FIELDS, to_cells(to_plain(entry)), strict=True))
    found["at"] = found["at"] or found["day"]
    return found


class Proof:
    """Holds what is read of rows against entries, for one model week."""

    def __init__(self, model: ModelWeek, now: datetime) -> None:
        """`now` is an aware instant."""
        self._kinds = Kinds(model)
        self._said = Memo(self._spelled)
        self._when = Memo(cells.Moments(now).read)
        self._costs: dict[str, Callable[[str, str], int]] = {
            **dict.fromkeys(_MOMENTS, self._moment),
            "count": lambda meant, read: 0 if int(read or 1) == int(meant) else WRONG,
            "minutes": lambda meant, read: 0 if int(read) == int(meant) else WRONG,
            "value": lambda meant, read: 0 if read_money(read) == read_money(meant) else WRONG,
            **dict.fromkeys(("account", "contact", "source", "persona"), _name),
            **dict.fromkeys(("note", "next"), _text),
            "tags": lambda meant, read: 0 if cells.tags(read) == meant else DIFFERENT,
            "objection": lambda meant, read: 0 if cells.objections(read) == meant else DIFFERENT,
        }

    def kind_of(self, text: str) -> str:
        """Return the kind that is stored for a kind's cell; the text itself for an unknown one."""
        return self._said[f"{text}\0"][0]

    def losses(self, meant: Says, read: Mapping[str, str], *, alone: bool) -> dict[str, int]:
        """Return what of an entry does not come back, by field with its cost.

        What makes another entry of it costs WRONG: another kind, day or count, or something
        that was never said. An entry that is not `alone` in its row may get the row's id.
        """
        lost: dict[str, int] = {}
        kind, outcome = self._said[f"{read['kind']}\0{read['outcome']}"]
        if kind != meant["kind"]:
            lost["kind"] = WRONG
        if outcome != meant["outcome"]:
            lost["outcome"] = WRONG if outcome or meant["outcome"] in _STORY_WORDS else LOST
        for field, cost_of in self._costs.items():
            if meant[field] != read[field]:
                cost = _cost(field, meant[field], read[field], cost_of)
                if cost:
                    lost[field] = cost
        _compare_ids(meant, read, lost, alone=alone)
        return lost

    def _moment(self, meant: str, read: str) -> int:
        """Return what a moment loses: its clock time may stay away, its day may not."""
        when = self._when[read]
        if when.day != meant[:10]:
            return WRONG
        if when.at is None or len(meant) == 10:
            return LOST if when.at is None else WRONG
        return 0 if datetime.fromisoformat(when.at) == datetime.fromisoformat(meant) else WRONG

    def _spelled(self, said: str) -> tuple[str, str]:
        """Return the kind and the outcome that are stored for two cells parted by a NUL."""
        kind, _, outcome = said.partition("\0")
        try:
            found = self._kinds.read(kind)
            return found.name, found.outcomes[outcome] or ""
        except RowError:
            return kind, outcome


def _cost(field: str, meant: str, read: str, cost_of: Callable[[str, str], int]) -> int:
    if not read and field not in {"at", "count"}:
        return LOST
    try:
        cost = cost_of(meant, read) if meant else DIFFERENT
    except (RowError, FieldError, ValueError):
        return WRONG
    return WRONG if cost == DIFFERENT and field not in _FORGIVEN else cost


def _name(meant: str, read: str) -> int:
    return 0 if clean_name(read, "it") == meant else DIFFERENT


def _text(meant: str, read: str) -> int:
    return 0 if clean_text(read, "it") == meant else DIFFERENT


def _compare_ids(
    meant: Says, read: Mapping[str, str], lost: dict[str, int], *, alone: bool
) -> None:
    """Compare unique ids; one that the row cannot give is lost, another one is wrong."""
    if meant["id"] and meant["uid"] != read["uid"]:
        lost["id"] = WRONG if read["uid"] else LOST
    elif not meant["id"] and alone and read["uid"]:
        lost["id"] = WRONG
    if meant["story"] != read["story"] and (alone or read["story"]):
        # In one row with what set it, a meeting needs no other word of it.
        lost["story"] = DIFFERENT if read["story"] else LOST
