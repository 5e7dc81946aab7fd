"""What `check` found: a few lines for each finding, with the command that mends it."""

from __future__ import annotations

from rich.cells import cell_len
from rich.console import Group
from rich.text import Text

from actlog.views import theme as looks
from actlog.views.grid import wrapped
from actlog.views.tables import write_rows

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from rich.console import RenderableType

    from actlog.domain.findings import Fault
    from actlog.views.theme import Theme

_NUMBERS_SHOWN, _ALIKE_SHOWN = 3, 2
"""How many numbers of a finding, and how many findings of a rule, are shown."""

_COLUMNS = ["id", "level", "title", "detail", "kind", "n", "value", "high", "next", "entries"]

_COLOURS = {"act": looks.BELOW, "watch": looks.AT}


def check_screen(
    findings: Sequence[Fault], entries: int, model: str, theme: Theme, *, every: bool
) -> RenderableType:
    """Return every finding under a heading; long ones and like ones in brief, unless `every`."""
    dot = f" {theme.glyphs.dot} "
    size = "1 thing to mend" if len(findings) == 1 else f"{len(findings):,} things to mend"
    checked = "1 entry" if entries == 1 else f"{entries:,} entries"
    heading = dot.join([size, f"{checked} checked", theme.clean(model)])
    parts: list[RenderableType] = [wrapped(theme, [(heading, looks.STRONG)], 0), Text("")]
    for rule in dict.fromkeys(one.id for one in findings):
        alike = [one for one in findings if one.id == rule]
        shown = alike if every else alike[:_ALIKE_SHOWN]
        for one in shown:
            parts += _finding(one, theme, every=every)
        if len(alike) > len(shown):
            parts.append(_more(rule, alike[len(shown) :], theme))
    hint = "right as it stands? actlog check NUMBER --accept; undo takes it back"
    parts += [Text(""), wrapped(theme, [(hint, looks.QUIET)])]
    return Group(*parts)


def _finding(one: Fault, theme: Theme, *, every: bool) -> list[RenderableType]:
    title = theme.clean(one.title)
    if cell_len(title) + cell_len(one.id) + 2 <= theme.width:
        gap = " " * (theme.width - cell_len(title) - cell_len(one.id))
        head = Text.assemble((title, _COLOURS[one.level]), gap, (one.id, looks.QUIET), no_wrap=True)
    else:
        head = wrapped(theme, [(title, _COLOURS[one.level]), (one.id, looks.QUIET)])
    detail = theme.clean(one.detail)
    if len(one.entries) > 1:
        detail += f" {theme.glyphs.dot} {_numbers(one.entries, every=every)}"
    lines = [[(detail, "")]]
    if one.next is not None:
        lines.append([(">", ""), (theme.clean(one.next), looks.STRONG)])
    return [head, *[_indented(theme, pieces) for pieces in lines]]


def _indented(theme: Theme, pieces: Sequence[tuple[str, str]]) -> Text:
    narrower = theme.replace(width=theme.width - 2)
    lines = [Text("  ").append_text(line) for line in wrapped(narrower, pieces).split("\n")]
    return Text("\n", no_wrap=True).join(lines)


def _numbers(numbers: Sequence[int], *, every: bool) -> str:
    shown = numbers if every else numbers[:_NUMBERS_SHOWN]
    text = ", ".join([f"#{number}" for number in shown])
    left = len(numbers) - len(shown)
    return f"{text} and {left:,} more" if left else text


def _more(rule: str, left: Sequence[Fault], theme: Theme) -> Text:
    entries = sum(len(one.entries) for one in left)
    text = f"and {len(left):,} more of {rule} ({entries:,} entries): actlog check {rule} --all"
    return wrapped(theme, [(text, looks.QUIET)])


def csv(findings: Sequence[Fault]) -> str:
    """Return `check --csv`: a row for each finding, below a header that is always there."""
    return write_rows(_COLUMNS, map(_row, findings))


def _row(one: Fault) -> tuple[Any, ...]:
    evidence = (one.evidence.n, one.evidence.value, one.evidence.high)
    numbers = " ".join(map(str, one.entries))
    return (one.id, one.level, one.title, one.detail, one.kind, *evidence, one.next, numbers)
