"""A file to import as a table: its columns, its rows of text cells."""

from __future__ import annotations

from types import MappingProxyType

from actlog.domain.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    Rows = Iterator[tuple[int, list[str]]]
    """Each row's line, or number in its sheet, and its cells."""

LONGEST_LINE = 1 << 20
"""The most bytes of one line: reading stays flat whatever the file holds."""

MOST_VALUES = 20_000
"""The most cells of a long line: small ones take twenty times the memory of their text."""


class Table(Record):
    """`columns` name the cells of every row, None for one that is left out.

    `rows` yields each row's first line and its cells; it can be read once. `restore` is
    what makes a cell's text of a cell: the CSV's apostrophes are taken away. In a `sourced` table
    unique ids are those of another program's rows: what such a row says later changes
    the entry. In an `is_local` one, instants were put on this computer's clock. `titles` is what
    the file calls a column where that differs.
    """

    columns: tuple[str | None, ...]
    rows: Rows
    restore: Callable[[str], str]
    sourced: bool = False
    is_local: bool = False
    titles: Mapping[str, str] = MappingProxyType({})


class Raw(Record):
    """Another program's table: its header, and rows of text cells, which may be ragged."""

    header: tuple[str, ...]
    rows: Rows
