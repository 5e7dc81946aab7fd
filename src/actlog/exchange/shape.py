"""The shape of a foreign table: which row is its header, how long its rows are, where they end."""

from __future__ import annotations

from collections import Counter
from operator import itemgetter

from actlog.exchange.problems import RowError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from actlog.exchange.problems import Problems
    from actlog.exchange.table import Rows

    Knows = Callable[[Sequence[str]], bool]
    """Tells whether the names of a header are those of a known format."""

MOST_ABOVE = 20
"""How many rows of titles may stand above the header."""

_MOST_BELOW = 12


def usual(rows: Sequence[Sequence[str]]) -> tuple[int, int]:
    """Return how long the rows are that most cells are in, and how many cells these have."""
    counts = Counter(map(len, rows)).items()
    return max([(width, width * count) for width, count in counts], key=itemgetter(1))


def header(
    rows: list[tuple[int, list[str]]], knows: Knows | None = None
) -> tuple[int, tuple[str, ...]]:
    """Return the number that the header has among the first rows, and the names in it.

    It is the first row that `knows` recognises; where there is none, the first that names more
    than half as many columns as the table has; 0 and no names where no row has text.
    """
    found = [(number, names(cells)) for number, cells in rows[: MOST_ABOVE + 1]]
    if not found:
        return 0, ()
    for number, named in found:
        if knows is not None and knows(named):
            return number, named
    # A title may have a separator in it, but hardly as many as the table.
    width, _ = usual([cells for _, cells in rows])
    for least in (max(width // 2 + 1, 2), 2):
        for number, named in found:
            if sum(map(bool, named)) >= least:
                return number, named
    return found[0]


def names(cells: Sequence[str]) -> tuple[str, ...]:
    """Return the names in a header: trimmed, on one line, without empty ones at the end."""
    named = [" ".join(cell.split()) for cell in cells]
    while named and not named[-1]:
        named.pop()
    return tuple(named)


def fitted(rows: Rows, width: int, problems: Problems) -> Rows:
    """Yield the rows that have text, each of `width` cells.

    Shorter ones are filled up; those that say something beyond go to `problems`. Left out is a
    footer: behind an empty row and up to the end, nothing but single cells.
    """
    held: list[tuple[int, list[str]]] = []
    behind_gap = False
    for line, cells in rows:
        if len(cells) == width and not behind_gap and any(cells):
            yield line, cells
            continue
        if not any(cells):
            behind_gap = True
            continue
        if behind_gap and len(cells) == 1 < width and len(held) < _MOST_BELOW:
            held.append((line, cells))
            continue
        for early, single in held:
            yield early, _filled(single, width)
        held.clear()
        behind_gap = False
        if any(cells[width:]):
            said = f"it has {len(cells)} cells, and the header {width}"
            problems.add(line, RowError(said, cells=cells))
        else:
            yield line, _filled(cells, width)


def _filled(cells: list[str], width: int) -> list[str]:
    return cells[:width] + [""] * (width - len(cells))
