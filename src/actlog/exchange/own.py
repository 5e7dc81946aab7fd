"""Tables that name actlog's own columns: a CSV, a sheet, JSON Lines."""

from __future__ import annotations

from actlog.domain.errors import InputError
from actlog.exchange import csv_file, jsonl
from actlog.exchange.codec import FIELDS
from actlog.exchange.rejects import PROBLEM
from actlog.exchange.table import Table

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from actlog.exchange.problems import Problems
    from actlog.exchange.table import Raw

_MOST_EXTRA = 10


def names_columns(header: Sequence[str]) -> bool:
    """Tell whether a header is one of actlog's: it has a kind and a day or an instant."""
    names = {_folded(name) for name in header}
    return "kind" in names and not names.isdisjoint(("at", "day"))


def of_csv(lines: Iterator[str], problems: Problems, *, ignore_extra: bool = False) -> Table:
    """Return the table in the lines of a CSV. Raises InputError as `of_raw` does."""
    rows = csv_file.read(lines, problems)
    header = next(rows, None)
    if header is None:
        if problems:
            raise InputError(problems.named[0])
        raise InputError("the file is empty", "its first line names the columns, such as: at,kind")
    columns = _columns(header[1], ignore_extra=ignore_extra)
    return Table(columns=columns, rows=rows, restore=csv_file.restore)


def of_raw(raw: Raw, *, ignore_extra: bool = False) -> Table:
    """Return the table that a sheet, or another program's CSV, makes of actlog's columns.

    Raises InputError where columns are missing, doubled or unknown.
    """
    columns = _columns(raw.header, ignore_extra=ignore_extra)
    return Table(columns=columns, rows=raw.rows, restore=csv_file.restore)


def of_objects(lines: Iterator[str], problems: Problems, *, ignore_extra: bool = False) -> Table:
    """Return the table in lines of JSON."""
    rows = jsonl.read(lines, problems, ignore_extra=ignore_extra)
    return Table(columns=FIELDS, rows=rows, restore=str)


def _folded(name: str) -> str:
    return name.strip().casefold()


def _columns(header: Sequence[str], *, ignore_extra: bool) -> tuple[str | None, ...]:
    names = [_folded(name) for name in header]
    extra = [name for name in names if name not in FIELDS and name != PROBLEM]
    if extra and not ignore_extra:
        raise InputError(_unknown(extra), f"leave them out with --ignore-extra; {_known()}")
    known = [name for name in names if name in FIELDS]
    twice = {name for name in known if known.count(name) > 1}
    if twice:
        raise InputError(f"columns stand twice: {', '.join(sorted(twice))}", "keep one of each")
    if "kind" not in known or not {"at", "day"} & set(known):
        missing = "kind" if "kind" not in known else "at"
        raise InputError(f"there is no column {missing!r}", "the first line names the columns")
    return tuple([name if name in FIELDS else None for name in names])


def _unknown(extra: Sequence[str]) -> str:
    names = ", ".join([repr(name) for name in extra[:_MOST_EXTRA]])
    more = len(extra) - _MOST_EXTRA
    return f"unknown columns: {names}" + (f" and {more:,} more" if more > 0 else "")


def _known() -> str:
    return f"actlog knows {' '.join(FIELDS)}"
