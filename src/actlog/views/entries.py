"""Entries in columns, for `list`."""

from __future__ import annotations

from actlog.domain.entry import Moment
from actlog.grammar.dates import echo
from actlog.views import said
from actlog.views.listing import listing

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from rich.console import RenderableType

    from actlog.domain.entry import Entry
    from actlog.domain.model_week import ModelWeek
    from actlog.views.grid import Cell
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
    return in_columns([cells(entry, model, now, theme) for entry in entries], wrap=wrap)


def in_columns(rows: Sequence[Sequence[Cell]], *, wrap: bool) -> RenderableType:
    """Return rows under the heading of entries; `wrap` is that of `entries_list`."""
    return listing(_HEADING, rows, _SIDES, fixed=_HEADING[:2], wrap=wrap)


def begin(entry: Entry, model: ModelWeek, now: datetime, theme: Theme) -> list[Cell]:
    """Return the first three cells of an entry: its number, when it was, and what."""
    day = echo(Moment(day=entry.day), now)
    clock = f"{entry.at:%H:%M}" if entry.at is not None else ""
    when = f"{day:<10} {clock}".rstrip()
    return [str(entry.id or ""), when, theme.clean(said.what(entry, model))]


def cells(entry: Entry, model: ModelWeek, now: datetime, theme: Theme) -> list[Cell]:
    """Return what stands under the heading for one entry, safe to show."""
    parts = [*said.tags(entry), *said.details(entry, now)]
    parts += [text for text in (entry.persona, entry.source, entry.note) if text is not None]
    rest = f" {theme.glyphs.dot} ".join(parts)
    return [*begin(entry, model, now, theme), theme.clean(said.who(entry)), theme.clean(rest)]
