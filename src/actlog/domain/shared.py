"""What a database for others holds beside the entries: weeks and meetings, worked out."""

from __future__ import annotations

from datetime import date

from actlog.domain.record import Record

PRIVATE = ("contact", "value", "note", "next")
"""The columns that are left out unless they are asked for: people, money, and free text."""


class WeekRow(Record):
    """What the week from `week` on came to in one kind, as `actlog week` counts it.

    Its lines are those of that week, time off taken away; None where there is none. `value`
    is an amount, not hundredths of it.
    """

    week: date
    kind: str
    count: int
    minutes: int
    value: float
    goal: float | None = None
    tipping_point: float | None = None
    ceiling: float | None = None


class MeetingRow(Record):
    """A meeting as it stands: `id` is the entry that set it, `state` how it ended, or `open`.

    `planned` is the date or instant that it is, or was last, planned for; `ended_on` the day on
    which its end was logged.
    """

    id: int
    kind: str
    set_on: date
    planned: str | None
    state: str
    ended_on: date | None
    account: str | None
    contact: str | None
