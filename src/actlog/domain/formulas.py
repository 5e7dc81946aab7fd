"""Cells that a spreadsheet would run as a formula, made text and nothing else.

Such cells are written with an apostrophe before them, and so are those that begin with an
apostrophe themselves: reading takes exactly that one away, and every text comes back as it was.
"""

from __future__ import annotations

_STARTS = frozenset("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20'")


def harmless(text: str) -> str:
    """Return a cell that no spreadsheet takes for a formula; `restore` is its inverse."""
    return "'" + text if text[:1] in _STARTS else text


def restore(cell: str) -> str:
    """Return the text of a cell that `harmless` may have changed; other cells stay as they are."""
    return cell[1:] if cell[:1] == "'" and cell[1:2] in _STARTS else cell
