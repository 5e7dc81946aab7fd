"""Bad rows as a file of their own: as they stood, with what is wrong, to be mended and imported."""

from __future__ import annotations

import json

from actlog.exchange.csv_file import harmless, line, restore

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import TypeVar

    from actlog.exchange.table import Raw

    Row = TypeVar("Row")

PROBLEM = "import problem"
"""The column, or the name, that says what is wrong with a row; reading passes over it."""


def of_table(raw: Raw, reasons: Iterable[tuple[int, str]]) -> Iterator[str]:
    """Yield the rejected rows of a table as CSV; `reasons` are (line, what is wrong), in order.

    Cells are kept as they stood, apart from an apostrophe before what a spreadsheet would run.
    """
    yield line([*[harmless(name) for name in raw.header], PROBLEM])
    width = len(raw.header)
    for cells, reason in _chosen(raw.rows, reasons):
        full = [*cells, *[""] * (width - len(cells))]
        yield line([*[harmless(restore(cell)) for cell in full], harmless(reason)])


def of_objects(lines: Iterable[str], reasons: Iterable[tuple[int, str]]) -> Iterator[str]:
    """Yield the rejected lines of JSON Lines, those that are objects with PROBLEM in them."""
    numbered = ((number, text) for number, text in enumerate(lines, 1))
    for text, reason in _chosen(numbered, reasons):
        try:
            plain = json.loads(text)
        except (ValueError, RecursionError):
            plain = None
        if isinstance(plain, dict):
            yield json.dumps({**plain, PROBLEM: reason}, ensure_ascii=False) + "\n"
        else:
            yield text.rstrip("\r\n") + "\n"


def _chosen(
    rows: Iterable[tuple[int, Row]], reasons: Iterable[tuple[int, str]]
) -> Iterator[tuple[Row, str]]:
    """Yield the rows on the lines that have a reason; both rise."""
    wanted = iter(reasons)
    one = next(wanted, None)
    for number, row in rows:
        while one is not None and one[0] < number:
            one = next(wanted, None)
        if one is None:
            return
        if one[0] == number:
            yield row, one[1]
