"""How a log is doing: the screen of `doctor`."""

from __future__ import annotations

from rich.console import Group
from rich.text import Text

from actlog.domain.health import NOTE, OK, PROBLEM, UNUSABLE
from actlog.views import theme as looks
from actlog.views.grid import wrapped

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from actlog.domain.health import Check
    from actlog.views.theme import Theme

_STYLES = {OK: looks.QUIET, NOTE: "", PROBLEM: looks.BELOW, UNUSABLE: looks.BELOW}
_ENDLESS = 1_000_000
_LEFT = 10  # where what was found begins


def health_screen(
    facts: Mapping[str, str], checks: Sequence[Check], verdict: str, theme: Theme, *, wrap: bool
) -> Group:
    """Return the facts, what each check found and what mends it, and the verdict last.

    With `wrap` they fit the theme's width; without, each keeps to one line.
    """
    if not wrap:
        theme = theme.replace(width=_ENDLESS)
    lines = [_line(name, "", said, theme) for name, said in facts.items()]
    lines.append(Text())
    for check in checks:
        style = _STYLES[check.level]
        said = f"{check.id}: {check.says}"
        lines.append(_line(check.level, style, said, theme))
        if check.mend is not None:
            lines.append(_line("", "", f"mend: {check.mend}", theme))
    return Group(*lines, Text(), wrapped(theme, [(verdict, looks.STRONG)]))


def _line(name: str, style: str, said: str, theme: Theme) -> Text:
    """Return a paragraph behind a word on the left."""
    room = theme.replace(width=theme.width - _LEFT)
    body = wrapped(room, [(theme.clean(said), "")], indent=0).split("\n")
    first, *rest = body
    line = Text.assemble((name.ljust(_LEFT), style), first)
    for more in rest:
        line.append("\n" + " " * _LEFT).append_text(more)
    return line
