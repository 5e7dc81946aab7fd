"""Screens for the tests of views: a terminal or a pipe, of any width and encoding."""

from __future__ import annotations

import io
import re
from typing import Literal

from rich.console import Console, RenderableType

from actlog.views.theme import Theme

Colors = Literal["standard", "256", "truecolor"]


def console(*, width: int = 80, encoding: str = "utf-8", colors: Colors | None = None) -> Console:
    """Return a terminal's console; `colors` is one of Rich's colour systems, None for none."""
    return _console(True, width, encoding, colors)


def pipe(*, width: int = 80, encoding: str = "utf-8") -> Console:
    """Return the console of a pipe."""
    return _console(False, width, encoding, None)


def _console(terminal: bool, width: int, encoding: str, colors: Colors | None) -> Console:
    return Console(
        file=io.TextIOWrapper(io.BytesIO(), encoding=encoding),
        width=width,
        force_terminal=terminal,
        color_system=colors,
        markup=False,
        emoji=False,
        highlight=False,
        _environ={},
    )


def shown(on: Console, screen: RenderableType) -> str:
    """Return what a screen puts on a console, as the program prints it, blank ends cut off."""
    on.print(screen, soft_wrap=True)
    file = on.file
    assert isinstance(file, io.TextIOWrapper)
    file.flush()
    assert isinstance(file.buffer, io.BytesIO)
    text = file.buffer.getvalue().decode(file.encoding)
    return "\n".join(line.rstrip() for line in text.splitlines()) + "\n"


def uncoloured(text: str) -> str:
    """Return what a terminal showed without colours and blank line ends."""
    plain = re.sub(r"\x1b\[[0-9;]*m", "", text)
    return "\n".join(line.rstrip() for line in plain.splitlines()) + "\n"


def theme(on: Console) -> Theme:
    """Return the theme of a console."""
    return Theme.of(on)
