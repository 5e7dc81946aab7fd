"""Entries as a table, for `list` and `today`."""

from __future__ import annotations

from rich.table import Table
from rich.text import Text

from actlog.domain.entry import Moment
from actlog.domain.text import visible
from actlog.grammar.dates import echo
from actlog.views import said

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from actlog.domain.entry import Entry
    from actlog.domain.model_week import ModelWeek


def entries_table(entries: Sequence[Entry], model: ModelWeek, now: datetime) -> Table:
    """Return a table with number, time, activity, account and the rest of each entry."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    table.add_column("#", justify="right", no_wrap=True)
    table.add_column("when", no_wrap=True)
    table.add_column("activity")
    table.add_column("with")
    table.add_column("said")
    for entry in entries:
        day = echo(Moment(day=entry.day), now)
        clock = f"{entry.at:%H:%M}" if entry.at is not None else ""
        parts = [*said.tags(entry), *said.details(entry, now)]
        parts += [text for text in (entry.persona, entry.source, entry.note) if text is not None]
        table.add_row(
            str(entry.id or ""),
            f"{day:<10} {clock}".rstrip(),
            Text(visible(said.what(entry, model))),
            Text(visible(said.who(entry))),
            Text(visible(" · ".join(parts))),
        )
    return table
