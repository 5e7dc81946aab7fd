"""What an import brings in, or would: counts, and what is worth a second look."""

from __future__ import annotations

from actlog.domain.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from actlog.domain.week import Week

LONG_MINUTES = 9 * 60
"""From so many minutes on, one activity is odd."""

ODD_YEAR = "1970"
"""The year that a wrong unit of time makes of any date."""


class KindTotal(Record):
    """What one kind brings in: its rows, and their counts summed."""

    kind: str
    entries: int
    count: int


class WeekTotal(Record):
    """What one week gets."""

    week: Week
    kinds: tuple[KindTotal, ...]


class Arrivals(Record):
    """What an import would add, or has added, to the log as it is.

    `rows` came in, `forgotten` of them are of people whom the log has forgotten, `entries` are
    new, from day `first` to `last` (ISO; None where nothing is new), and `changed` say something
    else of entries than when these were imported; `edited` would, were it not for what the rep
    has edited since, first of all in the entries `edited_numbers`. `new_accounts` have no live
    entry yet; `names` holds the first of them. Of the new entries, `ancient` lie in ODD_YEAR
    and `long` take LONG_MINUTES or more.
    """

    rows: int
    forgotten: int
    entries: int
    changed: int
    edited: int
    edited_numbers: tuple[int, ...]
    kinds: tuple[KindTotal, ...]
    first: str | None
    last: str | None
    new_accounts: int
    names: tuple[str, ...]
    ancient: int
    long: int

    @property
    def known(self) -> int:
        """How many rows say what the log holds already."""
        return self.rows - self.forgotten - self.entries - self.changed - self.edited

    @property
    def any(self) -> bool:
        """Whether the log would be another one."""
        return bool(self.entries or self.changed)


class Unknown(Record):
    """A value that the mapping does not know, how many rows have it, and what becomes of it."""

    column: str
    value: str
    rows: int
    becomes: str


class FileSeen(Record):
    """One table that was read: what it is called, what it is, and what it did not bring in.

    `left_out` are (why, rows). `remarks` say how it was read where that is worth knowing.
    """

    name: str
    format: str
    title: str
    left_out: tuple[tuple[str, int], ...] = ()
    unknown: tuple[Unknown, ...] = ()
    remarks: tuple[str, ...] = ()


class Came(Record):
    """An import as a whole: from what `path`, and what came of it.

    `rejected` rows are bad ones, kept in `reject_files`; `missing` counts new rows of
    a kind that lack a field which the model week requires.
    """

    path: str
    files: tuple[FileSeen, ...]
    arrivals: Arrivals
    weeks: tuple[WeekTotal, ...]
    missing: tuple[tuple[str, str, int], ...]
    rejected: int = 0
    reject_files: tuple[str, ...] = ()
