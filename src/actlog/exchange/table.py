"""A file to import as a table: its lines, its columns, its rows of text cells."""

from __future__ import annotations

from types import MappingProxyType

from actlog.domain.errors import InputError
from actlog.domain.record import Record
from actlog.exchange import csv_file, jsonl
from actlog.exchange.codec import FIELDS
from actlog.exchange.rejects import PROBLEM

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from typing import BinaryIO

    from actlog.exchange.problems import Problems

    Rows = Iterator[tuple[int, list[str]]]
    """Each row's line, or number in its sheet, and its cells."""

LONGEST_LINE = 1 << 20
"""The most bytes of one line: reading stays flat whatever the file holds."""

_BOM = b"\xef\xbb\xbf"
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_MOST_EXTRA = 10


class Table(Record):
    """`columns` name the cells of every row, None for one that is left out.

    `rows` yields each row's first line and its cells; it can be read once. `restore` is
    what makes a cell's text of a cell: the CSV's apostrophes are taken away. In a `sourced` table
    unique ids are those of another program's rows: what such a row says later changes
    the entry. `titles` is what the file calls a column where that differs.
    """

    columns: tuple[str | None, ...]
    rows: Rows
    restore: Callable[[str], str]
    sourced: bool = False
    titles: Mapping[str, str] = MappingProxyType({})


class Raw(Record):
    """Another program's table: its header, and rows of text cells, which may be ragged."""

    header: tuple[str, ...]
    rows: Rows


def open_table(stream: BinaryIO, problems: Problems, *, ignore_extra: bool = False) -> Table:
    """Return the table in a stream of bytes: CSV with a header, or JSON Lines.

    It is JSON Lines when its first line begins with a brace. Raises InputError when it is
    neither, or has columns that are missing, doubled or unknown.
    """
    first = _line(stream)
    if first.startswith(_UTF16):
        raise InputError("this is UTF-16 text, not UTF-8", "save it as UTF-8, then import that")
    first = first.removeprefix(_BOM)
    lines = _lines(first, stream)
    if first.lstrip().startswith(b"{"):
        rows = jsonl.read(lines, problems, ignore_extra=ignore_extra)
        return Table(columns=FIELDS, rows=rows, restore=str)
    rows = csv_file.read(lines, problems)
    header = next(rows, None)
    if header is None:
        if problems:
            raise InputError(problems.named[0])
        raise InputError("the file is empty", "its first line names the columns, such as: at,kind")
    columns = _columns(header[1], ignore_extra=ignore_extra)
    return Table(columns=columns, rows=rows, restore=csv_file.restore)


def _lines(line: bytes, stream: BinaryIO) -> Iterator[str]:
    """Yield the lines as text; bytes that are no UTF-8 become surrogates, found row by row."""
    number = 1
    while line:
        if len(line) == LONGEST_LINE:
            raise InputError(f"line {number} is longer than 1 MiB", "is this a text file?")
        yield line.decode("utf-8", "surrogateescape")
        line = _line(stream)
        number += 1


def _line(stream: BinaryIO) -> bytes:
    """Read one line, or its first mebibyte. Raises InputError where the file cannot be read."""
    try:
        return stream.readline(LONGEST_LINE)
    except OSError as error:
        raise InputError(f"the file cannot be read: {error.strerror}") from None


def _columns(header: Sequence[str], *, ignore_extra: bool) -> tuple[str | None, ...]:
    names = [name.strip().casefold() for name in header]
    if len(names) == 1 and (";" in names[0] or "\t" in names[0]):
        raise InputError(
            "the columns are not separated by commas", "save it as CSV with commas, then import it"
        )
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
