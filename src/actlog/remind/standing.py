"""Rules about what stands open: a timer, meetings, next steps, the page of the week."""

from __future__ import annotations

from datetime import date, timedelta

from actlog.domain.reminder import FRIDAY, MEETINGS_TOMORROW, NEXT_STEPS, PAST_MEETINGS, TIMER
from actlog.remind.facts import Due, counted, due

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from actlog.analysis.meetings import Meeting, Stories
    from actlog.domain.week import Calendar
    from actlog.remind.facts import Facts

_FURTHEST = 60
"""After so many days off in a row nobody confirms the meetings behind them."""


def timer(facts: Facts) -> list[Due]:
    """Ask about a timebox that has been running for too long to be believed."""
    running = facts.timer()
    if running is None:
        return []
    kind = facts.model.kind(running.kind)
    if not running.forgotten(facts.now, kind.timebox if kind else None):
        return []
    title = kind.title if kind else running.kind
    hours = running.minutes(facts.now) // 60
    return [
        due(
            TIMER,
            f"{title} has been running for {hours} hours",
            "nobody stopped it: say how long it was, or throw its time away",
            "actlog stop",
            key=f"{running.kind} {running.started.isoformat()}",
            kind=running.kind,
        )
    ]


def meetings_tomorrow(facts: Facts) -> list[Due]:
    """Ask to confirm the meetings up to the next working day."""
    today = facts.now.date()
    last = next_working_day(facts.model.calendar, today)
    found = [
        one
        for one in _open(facts.upcoming())
        if one.planned is not None and today < one.planned.day <= last
    ]
    if not found:
        return []
    near = last == today + timedelta(days=1)
    when = "tomorrow" if near else f"by {last:%a} {last.day} {last:%b}"
    return [
        due(
            MEETINGS_TOMORROW,
            f"{counted(len(found), 'meeting', 'meetings')} {when} to confirm",
            "a meeting that is confirmed the day before is held more often",
            "actlog meetings",
            key=_names(found),
            n=len(found),
        )
    ]


def next_working_day(calendar: Calendar, today: date) -> date:
    """Return the first day after `today` that has a weight, the day after it where none has."""
    days = [today + timedelta(days=ahead) for ahead in range(1, _FURTHEST + 1)]
    return next((day for day in days if calendar.weight(day)), days[0])


def past_meetings(facts: Facts) -> list[Due]:
    """Ask how the meetings went that are over."""
    found = [one for one in _open(facts.told()) if one.past(facts.now)]
    if not found:
        return []
    return [
        due(
            PAST_MEETINGS,
            f"{counted(len(found), 'meeting is', 'meetings are')} over and nobody said how",
            "the show rate leaves out what nobody has said",
            "actlog meetings",
            key=_names(found),
            n=len(found),
        )
    ]


def _open(told: Sequence[Stories]) -> list[Meeting]:
    return [meeting for stories in told for meeting in stories.open()]


def _names(meetings: list[Meeting]) -> str:
    """Return what is the same while the same meetings have the same dates."""
    named = sorted(
        [f"{one.begun.id}@{one.planned.iso() if one.planned else ''}" for one in meetings]
    )
    return " ".join(named)


def next_steps(facts: Facts) -> list[Due]:
    """Name the next steps that are due today or earlier."""
    steps = facts.steps()
    if not steps:
        return []
    _, what, account = steps[0]
    first = " ".join([word for word in (what, f"@{account}" if account else None) if word])
    return [
        due(
            NEXT_STEPS,
            f"{counted(len(steps), 'next step is', 'next steps are')} due",
            f"the first: {first}" if first else "the first has no words",
            "actlog due",
            key=" ".join([str(number) for number, _, _ in steps]),
            n=len(steps),
        )
    ]


def friday(facts: Facts) -> list[Due]:
    """Say that the page of the week can be read, where the week has anything to show."""
    if not facts.totals():
        return []
    return [
        due(
            FRIDAY,
            "this week's page is ready",
            "the week on one page, for yourself or a one-to-one",
            "actlog week --friday",
            key=facts.week.label,
            level="info",
        )
    ]
