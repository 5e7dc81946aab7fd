"""A table that is about to come in: what it is, and how it is read, as often as is needed."""

from __future__ import annotations

from operator import itemgetter

from actlog.domain.arrivals import FileSeen
from actlog.domain.record import Record
from actlog.exchange import csv_file, own, rejects
from actlog.exchange.problems import Problems, Strays
from actlog.exchange.table import Raw

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from contextlib import ExitStack
    from datetime import datetime

    from actlog.domain.mapping import Lookup, Mapping
    from actlog.domain.model_week import ModelWeek
    from actlog.exchange.mapped.lookups import LookupTable
    from actlog.exchange.source import Member
    from actlog.exchange.table import Table
    from actlog.exchange.text import Text

    Opens = Callable[[Problems], Raw]
    """Begins to read a foreign table, each time anew."""

    Seen = Callable[[], FileSeen]
    """What was seen of a table, told when its rows have been read."""

    Reasons = Iterable[tuple[int, str]]
    """The lines of rejected rows and what is wrong with each, in order."""

OWN, JSONL, DAYLOG, CALENDAR = "actlog-csv", "jsonl", "daylog", "calendar"
BUILT_IN = {
    OWN: "actlog's own columns",
    JSONL: "actlog's JSON Lines",
    DAYLOG: "a day log",
}
"""The formats that need no mapping, and what they are called."""


class Wanted(Record):
    """How files are to be read: what the import was asked, and what may be in them.

    `mappings` returns those that a header may be recognised by; `format` names one format where
    it was asked for, `me` is whose calendar it is, and `words` are what else may stand for
    kinds. What is opened on the way is closed with `closing`.
    """

    model: ModelWeek
    now: datetime
    mappings: Callable[[], tuple[Mapping, ...]]
    closing: ExitStack
    format: str | None = None
    date_order: str | None = None
    sheet: str | None = None
    me: str | None = None
    words: tuple[str, ...] = ()
    ignore_extra: bool = False


class Reading(Record):
    """One table of a file.

    `name` is the file's, or the member's of an archive; `title` says what it is. `open` begins
    to read it, and `rejects` makes a file of rejected rows; `suffix` is how its name ends.
    `done` tells which part has been read, from 0 to 1, None where nobody knows.
    """

    name: str
    title: str
    open: Callable[[Problems], tuple[Table, Seen]]
    rejects: Callable[[Reasons], Iterator[str]]
    suffix: str
    done: Callable[[], float | None]


class Opening:
    """One file of a source, and how it is read as this or that. `remarks` are told with it."""

    def __init__(self, member: Member, wanted: Wanted) -> None:
        """Read nothing yet."""
        self.member = member
        self.wanted = wanted
        self.remarks: list[str] = []

    def own_csv(self, text: Text) -> Reading:
        """Return how a CSV as actlog writes it is read: with its strict rules."""

        def begin(problems: Problems) -> Table:
            extra = self.wanted.ignore_extra
            return own.of_csv(text.lines(), problems, ignore_extra=extra)

        def rejected(reasons: Reasons) -> Iterator[str]:
            rows = csv_file.read(text.lines(), Problems())
            _, header = next(rows)
            yield from rejects.of_table(Raw(header=tuple(header), rows=rows), reasons)

        return self._plain(OWN, begin, rejected, ".csv")

    def own_table(self, opens: Opens) -> Reading:
        """Return how any table with actlog's columns is read."""

        def begin(problems: Problems) -> Table:
            return own.of_raw(opens(problems), ignore_extra=self.wanted.ignore_extra)

        return self._plain(OWN, begin, _rejected(opens), ".csv")

    def objects(self, text: Text) -> Reading:
        """Return how JSON Lines are read."""

        def begin(problems: Problems) -> Table:
            extra = self.wanted.ignore_extra
            return own.of_objects(text.lines(), problems, ignore_extra=extra)

        def rejected(reasons: Reasons) -> Iterator[str]:
            return rejects.of_objects(text.lines(), reasons)

        return self._plain(JSONL, begin, rejected, ".jsonl")

    def day_log(self, text: Text) -> Reading:
        """Return how log lines under date lines are read."""
        from actlog.exchange import daylog

        model, now = self.wanted.model, self.wanted.now

        def begin(problems: Problems) -> Table:
            return daylog.read(text.lines(), problems, model, now, known=self.wanted.words)

        def rejected(reasons: Reasons) -> Iterator[str]:
            return daylog.rejects(text.lines(), reasons, model, now)

        return self._plain(DAYLOG, begin, rejected, ".txt")

    def mapped(
        self,
        opens: Opens,
        mapping: Mapping,
        names: Callable[[Lookup], LookupTable],
        *,
        in_order: bool = True,
    ) -> Reading:
        """Return how another program's table is read through a mapping.

        Where its rows are not `in_order` of their lines, they are few enough to be sorted.
        """
        from actlog.exchange.mapped import reading
        from actlog.exchange.seen import seen

        def begin(problems: Problems) -> tuple[Table, Seen]:
            read = reading.read(
                opens(problems),
                mapping,
                again=lambda: opens(Problems()),
                now=self.wanted.now,
                problems=problems,
                date_order=self.wanted.date_order,
                names=names,
            )
            return read.table, lambda: seen(self.member.name, mapping, read, self.remarks)

        rejected = _rejected(opens, in_order=in_order)
        return self._reading(mapping.title, begin, rejected, ".csv")

    def _plain(
        self,
        name: str,
        begin: Callable[[Problems], Table],
        rejected: Callable[[Reasons], Iterator[str]],
        suffix: str,
    ) -> Reading:
        """Return how one of the formats that need no mapping is read."""
        title = BUILT_IN[name]

        def begin_seen(problems: Problems) -> tuple[Table, Seen]:
            remarks = tuple(self.remarks)
            found = FileSeen(name=self.member.name, format=name, title=title, remarks=remarks)
            return begin(problems), lambda: found

        return self._reading(title, begin_seen, rejected, suffix)

    def _reading(
        self,
        title: str,
        begin: Callable[[Problems], tuple[Table, Seen]],
        rejected: Callable[[Reasons], Iterator[str]],
        suffix: str,
    ) -> Reading:
        member = self.member
        return Reading(
            name=member.name,
            title=title,
            open=begin,
            rejects=rejected,
            suffix=suffix,
            done=lambda: member.done / member.size if member.size else None,
        )


def _rejected(opens: Opens, *, in_order: bool = True) -> Callable[[Reasons], Iterator[str]]:
    def rejected(reasons: Reasons) -> Iterator[str]:
        strays = Strays()
        raw = opens(strays)
        rows = strays.among(raw.rows)
        if not in_order:
            rows = iter(sorted(rows, key=itemgetter(0)))
        return rejects.of_table(Raw(header=raw.header, rows=rows), reasons)

    return rejected
