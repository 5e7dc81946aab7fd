"""Rows of text cells become rows for the log; what cannot is told by line and column."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime
from hashlib import blake2b
from operator import itemgetter

from actlog.domain.entry import MOST_MINUTES
from actlog.domain.incoming import INCOMING, SAID, place
from actlog.domain.memo import Memo
from actlog.exchange import cells
from actlog.exchange.cells import Moments, named, optional
from actlog.exchange.codec import FIELDS
from actlog.exchange.problems import LeftOutError, RowError
from actlog.grammar.fields import FieldError, clean_name, clean_text, read_money

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import TypeVar

    from actlog.domain.incoming import Incoming
    from actlog.exchange.cells import When
    from actlog.exchange.kinds import Kinds
    from actlog.exchange.problems import Problems
    from actlog.exchange.table import Table

    Value = TypeVar("Value")

_READ = FIELDS[1:]  # an `id` is this log's own number: it is accepted and not kept
_DIGEST = SAID - 3  # behind the day
_SAYS = INCOMING.index("kind")
_LATER = INCOMING.index("done")
_NOTHING_LATER: list[str | None] = [None, None, None]
_PLANNED, _DUE, _DONE = [INCOMING.index(name) for name in ("planned", "due", "done")]
_WHOLE_INSTANT = len("2026-11-23T10:41:00+01:00")
_NO_TEXT = "it holds bytes that are no text; save the file as UTF-8"


class RowReader:
    """Reads the rows of one table. `missing` counts (kind, field) that the model requires.

    `left_out` counts rows that are left out as asked, by what was asked.

    Old data is taken without the fields that a new entry must have: they are counted, so
    that the rep is told.
    """

    def __init__(
        self,
        table: Table,
        kinds: Kinds,
        now: datetime,
        *,
        number: int = 0,
    ) -> None:
        """`now` is an aware instant; rows later than it are refused.

        Of several tables this one has a `number`.
        """
        self.left_out: Counter[str] = Counter()
        self._place = place(number, 0)
        self._sourced = table.sourced
        self._is_local = table.is_local
        self._titles = table.titles
        self._rows = table.rows
        self._restore = table.restore
        self._width = len(table.columns)
        # A column that the file lacks is read from the empty cell put behind each row.
        places = {name: place for place, name in enumerate(table.columns) if name}
        self._pick = itemgetter(*[places.get(name, self._width) for name in _READ])
        moments = Moments(now)
        self._past = Memo(self._named("at", moments.read_past))
        self._days = Memo(self._named("day", moments.read_past))
        self._planned = Memo(self._named("for", optional(moments.read)))
        self._due = Memo(self._named("due", optional(moments.read)))
        self._done = Memo(self._named("done", optional(moments.read_past)))
        self._minutes = Memo(self._named("minutes", optional(cells.whole(0, MOST_MINUTES))))
        self._values = Memo(self._named("value", optional(read_money)))
        self._kinds = self._memo("kind", kinds.read)
        self._accounts = self._memo("account", _name)
        self._contacts = self._memo("contact", _name)
        self._sources = self._memo("source", _name)
        self._personas = self._memo("persona", _name)
        self._tags = self._memo("tags", cells.tags)
        self._objections = self._memo("objection", cells.objections)

    def _named(self, column: str, read: Callable[[str], Value]) -> Callable[[str], Value]:
        """Return a reader whose errors name the column as the file does."""
        return named(self._titles.get(column, column), read)

    def _memo(self, column: str, read: Callable[[str], Value]) -> Memo[Value]:
        """Return a memo for text, from which the file's apostrophes are taken first."""
        reader, restore = self._named(column, read), self._restore
        return Memo(lambda cell: reader(restore(cell)))

    def read_all(self, problems: Problems) -> Iterator[Incoming]:
        """Yield every row that can be taken; the others go to `problems`."""
        for line, row in self._rows:
            try:
                yield self._read(line, row)
            except LeftOutError as error:
                self.left_out[error.message] += 1
            except RowError as error:
                problems.add(line, error if _is_text(row) else RowError(_NO_TEXT, error.column))

    def _read(self, line: int, row: list[str]) -> Incoming:
        """Return one row in the order of INCOMING. Raises RowError."""
        if len(row) != self._width:
            cells = "1 cell" if len(row) == 1 else f"{len(row)} cells"
            raise RowError(f"{cells} where the header has {self._width}")
        row.append("")
        (
            uid, day, at, kind_cell, count, outcome, account, contact, minutes, value,
            source, persona, tags, note, planned, following, due, done, story,
            objection,
        ) = self._pick(row)  # fmt: skip
        when = self._days[day] if day and not at else self._past[at]
        if at and day and day != when.day:
            self._check_day(day, when)
        kind = self._kinds[kind_cell]
        found: Incoming = [
            self._place + line,
            _uid("uid", uid) if uid else None,
            when.day,
            when.at,
            kind.name,
            kind.counts[count],
            kind.outcomes[outcome],
            self._accounts[account],
            self._contacts[contact],
            self._minutes[minutes],
            self._values[value],
            self._sources[source],
            self._personas[persona],
            self._tags[tags],
            self._text("note", note) if note else None,
            _iso(self._planned[planned]),
            self._text("next", following) if following else None,
            _iso(self._due[due]),
            _iso(self._done[done]),
            _uid("story", story) if story else None,
            self._objections[objection] if objection else None,
        ]
        said = _in_utc(found, when) if self._is_local else _content(found, when.said, when.ordinal)
        found.append(said + b"=" + uid.encode() if self._sourced and uid else said)
        return found

    def _check_day(self, day: str, when: When) -> None:
        if self._days[day].day != when.day:
            raise RowError(f"{day!r} is not the day of at, {when.day}", "day")

    def _text(self, column: str, cell: str) -> str | None:
        text = self._restore(cell)
        if text.isspace():
            return None
        try:
            return clean_text(text, "it")
        except FieldError as error:
            raise RowError(error.message, column) from None


@optional
def _name(text: str) -> str:
    return clean_name(text, "it")


def _is_text(row: list[str]) -> bool:
    """Tell whether all bytes of a row were text: others were read as surrogates."""
    return not any("\ud800" <= character <= "\udfff" for character in "".join(row))


def _iso(when: When | None) -> str | None:
    return None if when is None else when.iso()


def _uid(column: str, cell: str) -> str:
    uid = cell.strip()
    if len(uid) > 64 or not (uid.isascii() and uid.replace("-", "").isalnum()):
        raise RowError(f"{cell!r} is not a unique id", column)
    return uid


def _in_utc(found: Incoming, when: When) -> bytes:
    """Return the digest of a row whose instants were put on this computer's clock.

    It is that of the same instants in UTC: the same wherever the file is read.
    """
    said = _utc(when.said)
    there = found
    if found[_PLANNED] or found[_DUE] or found[_DONE]:
        there = found.copy()
        for moment in (_PLANNED, _DUE, _DONE):
            there[moment] = _utc(found[moment] or "") or None
    return _content(there, said, date.fromisoformat(said[:10]).toordinal().to_bytes(3))


def _utc(text: str) -> str:
    """Return an ISO instant with an offset in UTC; a day, or a time without one, as it is."""
    if len(text) != _WHOLE_INSTANT or text.endswith("+00:00"):
        return text
    try:
        return datetime.fromisoformat(text).astimezone(UTC).isoformat(timespec="seconds")
    except OverflowError:  # the last day of all
        return text


def _content(found: Incoming, when: str, ordinal: bytes) -> bytes:
    """Return the digest of all that a row says, led by its day.

    Days come first so that the rows of one time lie together in the log's index. The parts
    are parted by NULs, which nothing else holds. Columns that came later count only where
    they say something, so that files from before them keep their digests.
    """
    (
        kind, count, outcome, account, contact, minutes, value,
        source, persona, tags, note, planned, following, due,
    ) = found[_SAYS:_LATER]  # fmt: skip
    said = (
        f"{when}\0{kind}\0{count}\0{outcome or ''}\0{account or ''}\0{contact or ''}\0"
        f"{'' if minutes is None else minutes}\0{'' if value is None else value}\0"
        f"{source or ''}\0{persona or ''}\0{tags or ''}\0{note or ''}\0{planned or ''}\0"
        f"{following or ''}\0{due or ''}"
    )
    if found[_LATER:] != _NOTHING_LATER:
        done, story, objection = found[_LATER:]
        said += f"\0{done or ''}\0{story or ''}" + ("" if objection is None else f"\0{objection}")
    return ordinal + blake2b(said.encode(), digest_size=_DIGEST).digest()
