"""An entry in full: every field that it has, and what became of it."""

from __future__ import annotations

from datetime import date, datetime

from rich.cells import cell_len
from rich.text import Text

from actlog.domain.entry import Entry, Moment
from actlog.domain.touches import REDONE, UNDONE
from actlog.grammar.dates import echo
from actlog.views import said
from actlog.views import theme as looks
from actlog.views.grid import wrapped

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from actlog.domain.model_week import ModelWeek
    from actlog.domain.touches import Change, Life, Touch
    from actlog.views.theme import Theme

_LABELS = {
    "account": "account",
    "contact": "contact",
    "minutes": "duration",
    "value_cents": "value",
    "planned": "for",
    "next": "next",
    "due": "due",
    "done": "done",
    "source": "source",
    "persona": "persona",
    "tags": "tags",
    "objection": "objection",
    "note": "note",
    "story": "story",
}
_LABEL = 10
"""The cells of the labels' column."""
_UNWRAPPED = 1_000_000


def entry_screen(
    entry: Entry, life: Life, model: ModelWeek, now: datetime, theme: Theme, *, wrap: bool
) -> Text:
    """Return an entry and its life, within the theme's width where lines are to `wrap`.

    Its story is shown as it stands there: hand over a number, where people are to read it.
    """
    if not wrap:
        theme = theme.replace(width=_UNWRAPPED)
    state = "" if life.live else "removed" if life.removed else "undone"
    head = Text.assemble(
        (f"#{entry.id}", looks.STRONG), f"  {theme.clean(said.what(entry, model))}"
    )
    if state:
        head.append(f" {theme.glyphs.dot} {state}")
    lines = [head, Text()]
    lines += _field("when", echo(entry.when, now), theme)
    for field, label in _LABELS.items():
        value = getattr(entry, field)
        if value is not None and value != ():
            lines += _field(label, shown(field, value, now), theme)
    lines += [Text(), Text("history", style=looks.STRONG)]
    wide = max(len(str(touch.operation)) for touch in life.touches)
    for touch in life.touches:
        lines += _touch(touch, wide, model, now, theme)
    return Text("\n").join(lines)


def _field(label: str, text: str, theme: Theme) -> list[Text]:
    """Return a label and a value, each line of a note on one of its own."""
    lines = []
    for place, line in enumerate(text.replace("\r\n", "\n").split("\n")):
        begin = (label if not place else "").ljust(_LABEL)
        lines.append(_hanging(begin, theme.clean(line), theme, looks.QUIET))
    return lines


def _hanging(begin: str, text: str, theme: Theme, style: str = "") -> Text:
    """Return a text behind its beginning, later lines below the text."""
    room = theme.replace(width=max(theme.width - len(begin), _LABEL))
    whole = Text(no_wrap=True)
    if cell_len(text) <= room.width:
        lines = [Text(text)]
    else:
        lines = list(wrapped(room, [(text, "")], indent=0).split("\n"))
    for place, line in enumerate(lines):
        whole.append(begin if not place else "\n" + " " * len(begin), style="" if place else style)
        whole.append_text(line)
    whole.rstrip()
    return whole


def _touch(touch: Touch, wide: int, model: ModelWeek, now: datetime, theme: Theme) -> list[Text]:
    """Return the line of an operation, and below it what it changed."""
    moment = Moment.of(touch.at)
    begin = f"{touch.operation:>{wide}}  {echo(moment, now):<16}  {touch.what:<8}  "
    typed = f"{touch.command} {touch.words}".rstrip()
    if touch.what in {UNDONE, REDONE}:
        typed = f"operation {touch.target}"
    lines = [_hanging(begin, theme.clean(typed), theme)]
    told = [change for change in touch.changes if not _is_said_by_time(change, touch.changes)]
    lines += [_hanging(" " * len(begin), _change(one, model, now, theme), theme) for one in told]
    return lines


def _is_said_by_time(change: Change, changes: Sequence[Change]) -> bool:
    """Tell whether a change of day shows in that of the time, which names both days."""
    both = any(one.field == "at" and one.before and one.after for one in changes)
    return change.field == "day" and both


def _change(change: Change, model: ModelWeek, now: datetime, theme: Theme) -> str:
    arrow = "→" if theme.shows("→") else "->"
    label = _LABELS.get(change.field) or {"at": "time", "kind": "activity"}.get(change.field)
    sides = [
        theme.clean(_side(change.field, value, model, now))
        for value in (change.before, change.after)
    ]
    return f"{label or change.field}: {f' {arrow} '.join(sides)}"


def _side(field: str, value: Any, model: ModelWeek, now: datetime) -> str:
    """Return a value of a field as a word or two; `-` for none."""
    if value is None or value == ():
        return "-"
    if field == "kind":
        kind = model.kind(value)
        return str(value) if kind is None else kind.title
    return shown(field, value, now)


def shown(field: str, value: Any, now: datetime) -> str:
    """Return the value of a field as people read it."""
    if isinstance(value, datetime):
        value = Moment.of(value)
    elif isinstance(value, date):
        value = Moment(day=value)
    if isinstance(value, Moment):
        return echo(value, now)
    if isinstance(value, tuple):
        if field == "objection":
            return ", ".join(value)
        return " ".join([f"+{tag}" for tag in value])
    if field in {"minutes", "value_cents"}:
        return said.money(value) if field == "value_cents" else f"{value}m"
    return f"{value:,}" if isinstance(value, int) else str(value)
