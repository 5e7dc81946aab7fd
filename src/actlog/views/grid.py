"""Columns and lines of text, measured in terminal cells: Greek, Arabic and emoji stay aligned."""

from __future__ import annotations

from rich.cells import cell_len
from rich.text import Text

from actlog.views import theme as looks

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from actlog.views.theme import Theme

Cell = Text | str


def text(cell: Cell) -> Text:
    """Return a cell as a Text that obeys no markup."""
    return Text(cell) if isinstance(cell, str) else cell


def widths(rows: Sequence[Sequence[Cell]]) -> list[int]:
    """Return the cells that each column needs."""
    return [
        max(cell_len(text(cell).plain) for cell in column) for column in zip(*rows, strict=True)
    ]


def columns(rows: Sequence[Sequence[Cell]], sides: str, gap: int = 2) -> list[Text]:
    """Return rows as lines of aligned columns, `l` or `r` for each in `sides`."""
    if not rows:
        return []
    wide = widths(rows)
    lines = []
    for row in rows:
        line = Text(no_wrap=True, end="\n")
        last = max((place for place, cell in enumerate(row) if text(cell).plain), default=0)
        for place, cell in enumerate(row[: last + 1]):
            piece = text(cell)
            pad = wide[place] - cell_len(piece.plain)
            if place:
                line.append(" " * gap)
            if sides[place] == "r":
                line.append(" " * pad)
            line.append_text(piece)
            if sides[place] == "l" and place < last:
                line.append(" " * pad)
        line.rstrip()
        lines.append(line)
    return lines


def wrapped(theme: Theme, pieces: Sequence[tuple[str, str]], indent: int = 2) -> Text:
    """Return styled pieces as one paragraph within the width; later lines are indented.

    Each piece is a text, already safe to show, and its style. A word longer than a line is
    cut over several.
    """
    whole = Text(no_wrap=True)
    column, glue, last = 0, False, ""
    for content, style in pieces:
        for word in content.split(" "):
            for part in _parts(word, theme.width - indent):
                size = cell_len(part)
                if column and column + glue + size > theme.width:
                    whole.append("\n" + " " * indent)
                    column, glue = indent, False
                space = " " if glue else ""
                if space and style != last:
                    whole.append(space)
                    space = ""
                whole.append(space + part, style=style)
                column += glue + size
                glue, last = True, style
    return whole


def labelled(label: str, said: str, theme: Theme, cells: int) -> Text:
    """Return a text behind its label of so many cells, later lines below the text."""
    room = theme.replace(width=theme.width - cells - 2)
    lines = wrapped(room, [(theme.clean(said), "")], indent=0).split("\n")
    whole = Text(f"  {label:<{cells}}", style=looks.QUIET, no_wrap=True)
    for place, line in enumerate(lines):
        whole.append("" if not place else "\n" + " " * (cells + 2))
        whole.append_text(Text(line.plain, style="default"))
    return whole


def _parts(word: str, width: int) -> list[str]:
    if cell_len(word) <= width:
        return [word] if word else []
    parts, part = [], ""
    for character in word:
        if cell_len(part + character) > width:
            parts.append(part)
            part = ""
        part += character
    return [*parts, part]
