"""The answer of a statement of somebody's own, in columns."""

from __future__ import annotations

from rich.cells import cell_len, set_cell_size
from rich.console import Group
from rich.table import Table
from rich.text import Text

from actlog.views.grid import columns, wrapped

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from rich.console import RenderableType

    from actlog.views.theme import Theme


_NARROWEST = 8  # cells that a column of a table wants at least


def plain(value: Any) -> Any:
    """Return a value of SQLite as JSON and CSV can hold it: bytes as `x'00ff'`."""
    if isinstance(value, bytes):
        return f"x'{value.hex()}'"
    if isinstance(value, float) and value - value != 0:
        return str(value)  # an infinity, which JSON does not know
    return value


def query_table(
    names: Sequence[str], rows: Sequence[Sequence[Any]], theme: Theme, *, wrap: bool
) -> RenderableType:
    """Return the rows under their columns' names; nothing stands for NULL.

    With `wrap` they fit the console's width, where there are too many columns one below the
    other; without, a row keeps to one line however long.
    """
    shown = [[_text(value, theme) for value in row] for row in rows]
    heading = [theme.clean(name) for name in names]
    numbers = [
        all(value is None or isinstance(value, (int, float)) for value in column)
        for column in zip(*rows, strict=True)
    ] or [False] * len(names)
    if not wrap:
        return Group(*columns([heading, *shown], "".join("lr"[right] for right in numbers)))
    if len(names) * _NARROWEST > theme.width:
        return _records(heading, shown, theme)
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for name, right in zip(heading, numbers, strict=True):
        table.add_column(Text(name), justify="right" if right else "left", overflow="fold")
    for row in shown:
        table.add_row(*map(Text, row))
    return table


def _records(names: Sequence[str], rows: Sequence[Sequence[str]], theme: Theme) -> Group:
    """Return each row as lines of a name and its value, with a free line between rows."""
    left = max(map(cell_len, names)) + 2
    room = theme.replace(width=max(theme.width - left, _NARROWEST))
    lines: list[Text] = []
    for row in rows:
        for name, value in zip(names, row, strict=True):
            first, *rest = wrapped(room, [(value, "")], indent=0).split("\n") or [Text()]
            lines.append(Text.assemble((set_cell_size(name, left), "bold"), first))
            lines += [Text(" " * left).append_text(more) for more in rest]
        lines.append(Text())
    return Group(*lines[:-1])


def _text(value: Any, theme: Theme) -> str:
    return "" if value is None else theme.clean(str(plain(value)))
