"""Next steps: what was promised to whom, and which of it is late. Pure."""

from __future__ import annotations

from actlog.domain.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from actlog.domain.entry import Entry
    from actlog.domain.plain import StepState

OVERDUE: StepState
TODAY: StepState
AHEAD: StepState
UNDATED: StepState
OVERDUE, TODAY, AHEAD, UNDATED = "overdue", "today", "ahead", "undated"
STATES = (OVERDUE, TODAY, AHEAD, UNDATED)
"""The states of an open next step, the most pressing first."""


class Step(Record):
    """An open next step: the `entry` that says it, and how it stands.

    `state` is one of STATES; `days` are those from today to the day on which it is due,
    below 0 when that is past, None without one. What was due earlier today is overdue.
    """

    entry: Entry
    state: StepState
    days: int | None


def open_steps(entries: Iterable[Entry], now: datetime) -> list[Step]:
    """Return the next steps of entries that have an open one: by when they are due.

    Overdue first, the longest overdue before the others; those without a date last, the
    newest first.
    """
    steps = [_step(entry, now) for entry in entries if is_open(entry)]
    return sorted(steps, key=_order)


def is_open(entry: Entry) -> bool:
    """Tell whether an entry has a next step that is not done. Meetings are no next steps."""
    return entry.done is None and (entry.next is not None or entry.due is not None)


def _step(entry: Entry, now: datetime) -> Step:
    if entry.due is None:
        return Step(entry=entry, state=UNDATED, days=None)
    days = (entry.due.day - now.date()).days
    late = days < 0 or (days == 0 and entry.due.at is not None and entry.due.at < now)
    return Step(entry=entry, state=OVERDUE if late else AHEAD if days else TODAY, days=days)


def _order(step: Step) -> tuple[int, str, str, int]:
    due, number = step.entry.due, step.entry.id or 0
    if due is None:
        return STATES.index(step.state), "", "", -number
    # A day without a time comes behind the times of that day: there is until its end.
    clock = due.at.isoformat() if due.at is not None else "~"
    return STATES.index(step.state), due.day.isoformat(), clock, number
