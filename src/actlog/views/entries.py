"""Entries as a table, for `list` and `today`."""

from __future__ import annotations

from rich.table import Table
from rich.text import Text

from actlog.domain.text import visible
from actlog.views.answer import day_text, money

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
    day = None
    for entry in entries:
        shown = day_text(entry.day, now) if entry.day != day else ""
        clock = f"{entry.at:%H:%M}" if entry.at is not None else ""
        day = entry.day
        table.add_row(
            str(entry.id or ""),
            f"{shown:<10} {clock}".rstrip(),
            Text(visible(_activity(entry, model))),
            Text(visible(_who(entry))),
            Text(visible(" · ".join(_said(entry, now)))),
        )
    return table


def _activity(entry: Entry, model: ModelWeek) -> str:
    kind = model.kind(entry.kind)
    name = f"{entry.count:,} {entry.kind}" if kind is None else kind.counted(entry.count)
    return f"{name} {entry.outcome}" if entry.outcome else name


def _who(entry: Entry) -> str:
    return "/".join([part for part in (entry.account, entry.contact) if part])


def _said(entry: Entry, now: datetime) -> list[str]:
    from actlog.views.answer import moment_text

    said = [f"+{tag}" for tag in entry.tags]
    if entry.minutes is not None:
        said.append(f"{entry.minutes}m")
    if entry.value_cents is not None:
        said.append(money(entry.value_cents))
    if entry.planned is not None:
        said.append(f"for {moment_text(entry.planned, now)}")
    if entry.next is not None:
        said.append(f"next: {entry.next}")
    if entry.due is not None:
        said.append(f"due {moment_text(entry.due, now)}")
    said += [text for text in (entry.persona, entry.source, entry.note) if text is not None]
    return said
