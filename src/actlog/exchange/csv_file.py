"""Entries as CSV: UTF-8, commas, the names of the codec as the header.

A spreadsheet runs a cell that begins like a formula. Such cells are written with an
apostrophe before them, and so are those that begin with an apostrophe themselves: reading
takes exactly that one away, and every text comes back as it was.
"""

from __future__ import annotations

import csv

from actlog.domain import formulas
from actlog.exchange.codec import FIELDS, cell, to_cells, to_plain
from actlog.exchange.problems import RowError
from actlog.exchange.table import LONGEST_LINE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from typing import Any

    from actlog.domain.entry import Entry
    from actlog.exchange.problems import Problems

harmless, restore = formulas.harmless, formulas.restore

_BORDERS = frozenset(',"\r\n')
_PLAINLY = {
    "field larger": "a cell is longer than 131,072 characters",
    "new-line character": "a carriage return stands alone, outside of quotes",
    "unexpected end": "a quote is opened and never closed",
    "',' expected": "behind a closing quote, neither a comma nor the end of the line follows",
}


def line(cells: Iterable[str]) -> str:
    r"""Return one row, ended by `\n`.

    The standard writer leaves a lone carriage return unquoted unless rows end with one.
    """
    return ",".join([_quoted(cell) for cell in cells]) + "\n"


def _quoted(cell: str) -> str:
    return cell if _BORDERS.isdisjoint(cell) else '"' + cell.replace('"', '""') + '"'


def write(entries: Iterable[Entry]) -> Iterator[str]:
    """Yield the header and then one row per entry."""
    yield line(FIELDS)
    for entry in entries:
        yield line([harmless(cell) for cell in to_cells(to_plain(entry))])


def table(names: Sequence[str], rows: Iterable[Mapping[str, object]]) -> str:
    """Return plain rows as CSV under these names; what a row lacks is an empty cell."""
    lines = [line([_safe(row.get(name)) for name in names]) for row in rows]
    return line(names) + "".join(lines)


def _safe(value: Any) -> str:
    """Return a value as a cell: of what is no text, only -3 could begin like a formula."""
    if isinstance(value, bool):
        return str(value).lower()
    return str(value) if isinstance(value, int | float) else harmless(cell(value))


def write_text(entries: Iterable[Entry]) -> str:
    """Return the whole CSV as one text."""
    return "".join(write(entries))


def read(lines: Iterator[str], problems: Problems) -> Iterator[tuple[int, list[str]]]:
    """Yield every row with the line on which it begins; empty lines are no rows.

    The first row is the header. What is not CSV at all (an open quote, a giant cell or row) is
    told to `problems` and ends the reading: no later row could be trusted.
    """
    size = 0

    def fed() -> Iterator[str]:
        nonlocal size
        for text in lines:
            size += len(text)
            if size > LONGEST_LINE:
                raise csv.Error("a row is longer than 1 MiB")
            yield text

    rows = csv.reader(fed(), strict=True)
    begin = 1
    try:
        for cells in rows:
            size = 0
            if cells:
                yield begin, cells
            begin = rows.line_num + 1
    except csv.Error as error:
        problems.add(begin, RowError(f"this is not CSV: {plainly(error)}; the rest was not read"))
        problems.cut_short = True


def plainly(error: csv.Error) -> str:
    """Return what the reader stumbled over in plain words, or in its own where it has others."""
    said = str(error)
    return next((plain for start, plain in _PLAINLY.items() if said.startswith(start)), said)
