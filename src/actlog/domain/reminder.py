"""What a model week says of reminders: what each watches, from when on, on which days."""

from __future__ import annotations

from actlog.domain.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from actlog.domain.model_week import ModelWeek
    from actlog.domain.week import Calendar

TIMER, MEETINGS_TOMORROW, PAST_MEETINGS = "timer", "meetings_tomorrow", "past_meetings"
NEXT_STEPS, NOTHING_LOGGED, GAP = "next_steps", "nothing_logged", "gap"
TIMEBOX, DROUGHT, FRIDAY = "timebox", "drought", "friday"

USUAL = {
    TIMER: 0,
    MEETINGS_TOMORROW: 15 * 60 + 30,
    PAST_MEETINGS: 16 * 60 + 30,
    NEXT_STEPS: 9 * 60,
    NOTHING_LOGGED: 12 * 60,
    GAP: 15 * 60,
    TIMEBOX: 15 * 60,
    DROUGHT: 9 * 60 + 30,
    FRIDAY: 16 * 60,
}
"""What is watched, the weightiest first, and the minute of the day from which it is said."""

AT_LEAST = 30
"""A usual time outside the working hours is moved into them, so many minutes before their end."""


class Reminder(Record):
    """One thing that is watched, by a key of USUAL.

    `at` is the minute of the day from which on it may be said, None where the file leaves it
    open; `days` are weekdays, 0 Monday, empty where it leaves them open; `on` is false for one
    that is switched off.
    """

    watch: str
    at: int | None = None
    days: tuple[int, ...] = ()
    on: bool = True


def reminders(model: ModelWeek) -> list[Reminder]:
    """Return every reminder that is on, the weightiest first, each with its time.

    What the model week leaves open is as usual, the time moved into the working hours. `days`
    stay empty where every working day counts, or for Friday's page the last one of the week.
    """
    said = {one.watch: one for one in model.reminders}
    found = []
    for watch, usual in USUAL.items():
        one = said.get(watch) or Reminder(watch=watch)
        if one.on:
            at = _within(usual, model.calendar) if one.at is None else one.at
            found.append(Reminder(watch=watch, at=at, days=one.days))
    return found


def _within(minute: int, calendar: Calendar) -> int:
    begin, end = calendar.hours
    return max(begin, min(minute, end - AT_LEAST))
