"""Entries in columns, for `list`."""

from __future__ import annotations

from rich.console import Group
from rich.table import Table
from rich.text import Text

from actlog.domain.entry import Moment
from actlog.grammar.dates import echo
from actlog.views import said
from actlog.views.grid import columns

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from rich.console import JustifyMethod, RenderableType

    from actlog.domain.entry import Entry
    from actlog.domain.model_week import ModelWeek
    from actlog.views.theme import Theme


_HEADING = ("#", "when", "activity", "with", "said")
_SIDES = "rllll"


def entries_list(
    entries: Sequence[Entry], model: ModelWeek, now: datetime, theme: Theme, *, wrap: bool
) -> RenderableType:
    """Return number, time, activity, account and the rest of each entry, in columns.

    With `wrap` they fit the console's width; without, an entry keeps to one line however
    long, so that grep and awk see it whole.
    """
    rows = [list(map(theme.clean, _row(entry, model, now, theme.glyphs.dot))) for entry in entries]
    if not wrap:
        return Group(*columns([_HEADING, *rows], _SIDES))
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for name in _HEADING:
        fixed = name in _HEADING[:2]
        side: JustifyMethod = "right" if name == "#" else "left"
        table.add_column(name, justify=side, no_wrap=fixed, overflow="fold")
    for row in rows:
        table.add_row(*map(Text, row))
    return table


def _row(entry: Entry, model: ModelWeek, now: datetime, dot: str) -> list[str]:
    day = echo(Moment(day=entry.day), now)
    clock = f"{entry.at:%H:%M}" if entry.at is not None else ""
    parts = [*said.tags(entry), *said.details(entry, now)]
    parts += [text for text in (entry.persona, entry.source, entry.note) if text is not None]
    return [
        str(entry.id or ""),
        f"{day:<10} {clock}".rstrip(),
        said.what(entry, model),
        said.who(entry),
        f" {dot} ".join(parts),
    ]
