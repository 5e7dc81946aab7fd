"""Which reminders may speak at an instant, and what they say then."""

from __future__ import annotations

from actlog.domain.reminder import AT_LEAST, FRIDAY, reminders
from actlog.remind import asking, standing

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date, datetime

    from actlog.domain.model_week import ModelWeek
    from actlog.domain.reminder import Reminder
    from actlog.remind.facts import Due, Facts

    Rule = Callable[[Facts], Sequence[Due]]

_RULES: dict[str, Rule] = {
    "timer": standing.timer,
    "meetings_tomorrow": standing.meetings_tomorrow,
    "past_meetings": standing.past_meetings,
    "next_steps": standing.next_steps,
    "nothing_logged": asking.nothing_logged,
    "gap": asking.gap,
    "timebox": asking.timebox,
    "drought": asking.drought,
    "friday": standing.friday,
}


def watched(model: ModelWeek, now: datetime) -> list[str]:
    """Return what is watched at an instant, the weightiest first; nothing outside working hours."""
    calendar, today = model.calendar, now.date()
    if not calendar.weight(today):
        return []
    begin, end = calendar.hours_on(today)
    minute = now.hour * 60 + now.minute
    if not begin <= minute < end:
        return []
    # In an afternoon off nothing is said; what is said then on other days is said before it.
    last = end if end == calendar.hours[1] else max(begin, end - AT_LEAST)
    return [
        one.watch
        for one in reminders(model)
        if minute >= min(one.at or 0, last) and _on(one, model, today)
    ]


def _on(one: Reminder, model: ModelWeek, today: date) -> bool:
    """Tell whether a working day is one of a reminder's."""
    if one.days:
        return today.weekday() in one.days
    if one.watch != FRIDAY:
        return True
    calendar = model.calendar
    worked = [day for day in calendar.week(today).days() if calendar.weight(day)]
    return today == worked[-1]


def said(watch: str, facts: Facts) -> Sequence[Due]:
    """Return what one rule has to say now."""
    return _RULES[watch](facts)


def is_new(one: Due, before: str | None) -> bool:
    """Tell whether there is more to say than under the key `before`, None where none was kept.

    A key names each of the things that it is about; one thing less is nothing new.
    """
    return before is None or not set(one.key.split()) <= set(before.split())
