"""How the screens look: glyphs, colours, and what this terminal can show.

The three zones differ by glyph as well as by colour, and the colours (orange, blue,
magenta) stay apart for colour-blind eyes. In a pipe there is neither colour nor drawing.
"""

from __future__ import annotations

from rich.cells import cell_len, set_cell_size
from rich.console import Console

from actlog.domain.record import Record
from actlog.domain.text import can_show, visible

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import IO

BELOW, AT, PAST = "dark_orange", "dodger_blue1", "magenta"
"""The colours of the zones."""
STRONG, QUIET = "bold", "dim"

_WIDEST = 100


class Glyphs(Record):
    """What the screens are drawn with; every glyph is one cell wide.

    `below`, `at` and `past` fill a bar in those zones, `rest` is what is left of it, `line`
    the tipping point, `ceiling` where more adds little, `expected` where the pace is by now.
    `spark` goes from nothing to the most; `off` stands for a week off; `base` is the line of
    a chart.
    """

    below: str
    at: str
    past: str
    rest: str
    line: str
    ceiling: str
    expected: str
    spark: str
    off: str
    base: str
    dot: str
    dash: str
    more: str


UNICODE = Glyphs(
    below="▒",
    at="█",
    past="▚",
    rest="·",
    line="┃",
    ceiling="┊",
    expected="│",
    spark="▁▂▃▄▅▆▇█",
    off="·",
    base="━",
    dot="·",
    dash="–",
    more="…",
)
ASCII = Glyphs(
    below="=",
    at="#",
    past="%",
    rest=".",
    line="|",
    ceiling="'",
    expected=":",
    spark="_.-~=+*#",
    off="x",
    base="-",
    dot="-",
    dash="-",
    more="~",
)


class Theme(Record):
    """What one console can show: its `width` to fill, its `glyphs`, its `encoding`.

    `drawn` is false in a pipe: no bars there, words instead.
    """

    width: int
    glyphs: Glyphs
    encoding: str
    drawn: bool

    @classmethod
    def of(cls, console: Console) -> Theme:
        """Return the theme of a console."""
        encoding = console.encoding
        return cls(
            width=min(console.width, _WIDEST),
            glyphs=UNICODE if can_show(encoding, "".join(UNICODE.as_tuple())) else ASCII,
            encoding=encoding,
            drawn=console.is_terminal,
        )

    def shows(self, text: str) -> bool:
        """Whether this console has all the characters of a text."""
        return can_show(self.encoding, text)

    def clean(self, text: str) -> str:
        """Return text that somebody typed as this console can show it, controls written out."""
        shown = visible(text)
        if self.shows(shown):
            return shown
        return shown.encode(self.encoding, "backslashreplace").decode(self.encoding)

    def cut(self, text: str, width: int) -> str:
        """Return the text in at most so many cells, with a sign where it was cut."""
        if cell_len(text) <= width:
            return text
        return set_cell_size(text, width - 1).rstrip() + self.glyphs.more


def make_console(stream: IO[str], environ: Mapping[str, str], width: int) -> Console:
    """Return the console of a stream: no markup, no guessed colours, `NO_COLOR` honoured."""
    return Console(
        file=stream,
        width=width,
        markup=False,
        emoji=False,
        highlight=False,
        soft_wrap=False,
        legacy_windows=False,
        _environ=environ,
    )
