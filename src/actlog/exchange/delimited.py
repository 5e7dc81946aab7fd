"""Any program's CSV: its separator worked out, its rows as they come, some slips mended.

actlog's own CSV keeps stricter rules (`csv_file.read`).
"""

from __future__ import annotations

import csv
import re
from collections import deque
from contextlib import suppress
from itertools import chain

from actlog.exchange import shape
from actlog.exchange.csv_file import plainly
from actlog.exchange.problems import RowError
from actlog.exchange.table import LONGEST_LINE, Raw

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from actlog.exchange.problems import Problems
    from actlog.exchange.table import Rows

SEPARATORS = (",", ";", "\t", "|")

_LOOKED_AT = (100, 1 << 16)  # lines, characters
_LONGEST_SLIP = 40  # lines
_TELLS = re.compile(r'"?sep=(.)"?\s*', re.IGNORECASE)


def read_raw(lines: Iterator[str], problems: Problems, *, knows: shape.Knows | None = None) -> Raw:
    """Return the header and the rows of a CSV, whatever separates its cells.

    The header is the first row whose cells `knows` recognises, and where there is none the first
    that looks like one; it has no cells in an empty file. Every row is as long as the
    header: shorter ones are filled up; those that say something beyond it, and what is no CSV, go
    to `problems`. Rows without text are left out, and so is a footer: behind an empty
    line and up to the end, nothing but single cells.
    """
    head = _head(lines)
    told = _TELLS.fullmatch(head[0]) if head else None
    above = 1 if told else 0
    separator = told[1] if told else _worked_out(head, knows)
    end, header = shape.header(_parsed(head[above:], separator), knows)
    above += end
    reader = _Reader(chain(head[above:], lines), separator, len(header), problems)
    return Raw(header=header, rows=shape.fitted(reader.rows(above + 1), len(header), problems))


def _head(lines: Iterator[str]) -> list[str]:
    """Take the first lines, enough to see what the file is like."""
    head: list[str] = []
    most, room = _LOOKED_AT
    while len(head) < most and room > 0:
        line = next(lines, None)
        if line is None:
            break
        head.append(line)
        room -= len(line)
    return head


def _parsed(head: list[str], separator: str) -> list[tuple[int, list[str]]]:
    """Return the rows of the first lines that have text, and how many lines each ends behind."""
    reader = csv.reader(head, delimiter=separator)
    rows: list[tuple[int, list[str]]] = []
    with suppress(csv.Error):  # told where the rows are read
        rows.extend((reader.line_num, cells) for cells in reader if any(cells))
    return rows


def _worked_out(head: list[str], knows: shape.Knows | None) -> str:
    """Return the separator that makes a known header, or else the most even table."""
    best, most = SEPARATORS[0], 0.0
    for separator in SEPARATORS:
        rows = [cells for _, cells in _parsed(head, separator)] or [[""]]
        if knows is not None and any(
            knows(shape.names(row)) for row in rows[: shape.MOST_ABOVE + 1]
        ):
            return separator
        width, cells = shape.usual(rows)
        if width > 1 and cells / len(rows) > most:
            best, most = separator, cells / len(rows)
    return best


class _Reader:
    """Rows of CSV by the standard reader, which goes on behind what it cannot read."""

    def __init__(
        self, lines: Iterator[str], separator: str, width: int, problems: Problems
    ) -> None:
        self._lines = lines
        self._again: deque[str] = deque()
        self._row: list[str] = []  # the lines that were read of a row
        self._size = 0
        self._separator = separator
        self._width = width
        self._problems = problems

    def rows(self, begin: int) -> Rows:
        """Yield every row, empty ones too; `begin` is the number of the first line."""
        row = self._row
        while True:
            reader = csv.reader(self._fed(), delimiter=self._separator, strict=True)
            try:
                for cells in reader:
                    yield begin, cells
                    begin += len(row)
                    row.clear()
            except csv.Error as error:
                taken, mended = _mended(row, self._separator, self._width)
                if mended:
                    yield begin, mended
                else:
                    said = f"this is not CSV: {plainly(error)}"
                    stood = ["".join(row[:taken]).rstrip("\r\n")]
                    self._problems.add(begin, RowError(said, cells=stood))
                # A quote that is never closed swallows all the rows behind it. Those have even
                # numbers of quotes, so that none of them is read a third time.
                self._again.extendleft(reversed(row[taken:]))
                begin += taken
                row.clear()
            else:
                return

    def _fed(self) -> Iterator[str]:
        """Yield the lines, and keep those of the row that is being read."""
        row = self._row
        while self._again:
            row.append(self._again.popleft())
            yield row[-1]
        for line in self._lines:
            if row:
                self._grow(line)
            row.append(line)
            yield line

    def _grow(self, line: str) -> None:
        """Take note of a row that goes on. Raises csv.Error where it goes on for too long."""
        self._size = len(line) + (self._size if len(self._row) > 1 else len(self._row[0]))
        if self._size > LONGEST_LINE:
            raise csv.Error("a row is longer than 1 MiB")


def _mended(lines: list[str], separator: str, width: int) -> tuple[int, list[str] | None]:
    """Return how many lines a row really has, and its cells; 1 and None where nobody knows.

    Some programs forget to double a quote within a cell. Where every cell is quoted, the borders
    between them still show, if they make as many cells as the header has.
    """
    border = f'"{separator}"'
    for taken in range(1, min(len(lines), _LONGEST_SLIP) + 1):
        text = "".join(lines[:taken]).rstrip("\r\n")
        if not text.startswith('"'):
            break
        cells = text[1:-1].split(border)
        if text.endswith('"') and len(cells) == width > 1:
            return taken, [cell.replace('""', '"') for cell in cells]
    return 1, None
