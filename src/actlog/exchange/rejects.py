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
    Of a row that cannot be shown, such as an event without a start, its line is told.
    """
    yield line([*[harmless(name) for name in raw.header], PROBLEM])
    width = len(raw.header)
    for cells, reason in _chosen(raw.rows, reasons):
        stood = cells or []
        full = [*stood, *[""] * (width - len(stood))]
        yield line([*[harmless(restore(cell)) for cell in full], harmless(reason)])


def of_objects(lines: Iterable[str], reasons: Iterable[tuple[int, str]]) -> Iterator[str]:
    """Yield the rejected lines of JSON Lines, those that are objects with PROBLEM in them."""
    numbered = ((number, text) for number, text in enumerate(lines, 1))
    for text, reason in _chosen(numbered, reasons):
        if text is None:
            continue  # every line is one of these
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
) -> Iterator[tuple[Row | None, str]]:
    """Yield the rows on the lines that have a reason; both rise.

    A reason without a row comes with None, and says which line it is about.
    """
    wanted = iter(reasons)
    one = next(wanted, None)
    shown = False
    for number, row in rows:
        while one is not None and one[0] < number:
            if not shown:
                yield None, _at(one)
            one, shown = next(wanted, None), False
        if one is None:
            return
        if one[0] == number:
            yield row, one[1]
            shown = True
    if one is not None and not shown:
        yield None, _at(one)
    for other in wanted:
        yield None, _at(other)


def _at(reason: tuple[int, str]) -> str:
    return f"line {reason[0]}: {reason[1]}"
