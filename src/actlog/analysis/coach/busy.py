"""Is the rep busy without results? Weeks at every line that bring less than such weeks do."""

from __future__ import annotations

from math import ceil

from actlog.analysis.coach.kinds import is_meeting, is_prospecting
from actlog.domain.record import Record
from actlog.domain.week import NOTHING, Week

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from actlog.analysis.history import History, Past
    from actlog.domain.model_week import Kind, ModelWeek

FEWEST_WEEKS = 6
"""So many counted weeks in a row have to be at every line."""

UNKNOWN_LAG = 4
"""How many weeks results are taken to follow where no lag shows."""

_LONGEST = 13
"""Of a longer run the last quarter is looked at: what came before is no news."""

_STRETCHES = 10
"""So many earlier stretches of as many weeks tell what is few for this rep."""


class Busy(Record):
    """A run of counted weeks at every line, and what the last of them brought.

    `weeks` is the length of the run; the last `of` of them, `first` to `last`, brought
    `brought` results. 9 of 10 earlier stretches of as many weeks brought `usual` or more; None
    where there are too few of them to say.
    """

    weeks: int
    of: int
    first: Week
    last: Week
    brought: int
    usual: int | None


def busy_kinds(model: ModelWeek) -> list[Kind]:
    """Return the activities of prospecting and meetings: what a busy rep does."""
    return [one for one in model.activities if is_prospecting(model, one) or is_meeting(model, one)]


def busy(history: History, model: ModelWeek, lag: int | None = None) -> Busy | None:
    """Return the run of busy weeks where it brings too little, or None.

    It has to be longer than the `lag` by which results follow. Too little is fewer than the 10%
    quantile of the rep's own stretches of as many weeks, or nothing where there are not ten.
    """
    kinds = busy_kinds(model)
    if not kinds or not model.results:
        return None
    rows = [
        row for row in zip(*[history.past(kind) for kind in kinds], strict=True) if _worked(row)
    ]
    weeks = next((n for n, row in enumerate(rows) if not _at_every_line(row)), len(rows))
    if weeks < FEWEST_WEEKS or weeks <= (UNKNOWN_LAG if lag is None else lag):
        return None
    brought = _results(history, model)
    had = [brought[row[0].week] for row in rows]
    of = min(weeks, _LONGEST)
    before = had[of:]
    stretches = sorted([sum(before[n : n + of]) for n in range(len(before) - of + 1)])
    usual = None
    if len(stretches) >= _STRETCHES:
        usual = stretches[ceil(len(stretches) / 10) - 1]
    else:
        of = weeks
    found = Busy(
        weeks=weeks,
        of=of,
        first=rows[of - 1][0].week,
        last=rows[0][0].week,
        brought=sum(had[:of]),
        usual=usual,
    )
    return found if found.brought < (1 if usual is None else usual) else None


def _results(history: History, model: ModelWeek) -> dict[Week, int]:
    """Return what each week brought, of all results together."""
    found: dict[Week, int] = {}
    for kind in model.results:
        for one in history.past(kind):
            found[one.week] = found.get(one.week, 0) + one.count
    return found


def _worked(row: Sequence[Past]) -> bool:
    return any(one.weight > NOTHING for one in row)


def _at_every_line(row: Sequence[Past]) -> bool:
    """Tell whether a week was at the line of every kind that had one and was not off."""
    lined = [one for one in row if one.weight > NOTHING and one.due.tipping_point is not None]
    return bool(lined) and all(one.reached for one in lined)
