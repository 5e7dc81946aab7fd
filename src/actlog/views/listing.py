"""Rows in columns under a heading: within the width of a terminal, or whole lines in a pipe."""

from __future__ import annotations

from rich.console import Group
from rich.table import Table
from rich.text import Text

from actlog.views.grid import columns

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from rich.console import JustifyMethod, RenderableType

    from actlog.views.grid import Cell


def listing(
    heading: Sequence[str],
    rows: Sequence[Sequence[Cell]],
    sides: str,
    *,
    fixed: Collection[str] = (),
    wrap: bool,
) -> RenderableType:
    """Return rows of cells that are safe to show, `l` or `r` for each column in `sides`.

    With `wrap` they fit the console's width, the `fixed` columns uncut; without, a row keeps
    to one line however long, so that grep and awk see it whole.
    """
    if not wrap:
        return Group(*columns([list(heading), *rows], sides))
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for name, side in zip(heading, sides, strict=True):
        justify: JustifyMethod = "right" if side == "r" else "left"
        table.add_column(name, justify=justify, no_wrap=name in fixed, overflow="fold")
    for row in rows:
        table.add_row(*[Text(cell) if isinstance(cell, str) else cell for cell in row])
    return table
