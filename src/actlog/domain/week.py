"""The calendar: weeks and their labels, the weight of a day, time off.

A week begins on the model's `week.starts`. Its label is the ISO week (`2026-W48`) when it
begins on Monday, else `week of 2026-11-22`: ISO numbers mean nothing for other weeks.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from actlog.domain.ratio import Ratio
from actlog.domain.record import Record

DAY_NAMES = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MONDAY = 0
NOON = 12 * 60
ONE = Ratio(1)
NOTHING = Ratio(0)
HALF = Ratio(1, 2)


class Week(Record):
    """Seven days from `start`."""

    start: date

    @classmethod
    def of(cls, day: date, starts: int) -> Week:
        """Return the week that holds `day` when weeks start on weekday `starts` (0 Monday)."""
        return cls(start=day - timedelta(days=(day.weekday() - starts) % 7))

    @property
    def end(self) -> date:
        """The last day."""
        return self.start + timedelta(days=6)

    @property
    def label(self) -> str:
        """`2026-W48`, or `week of 2026-11-22` when the week does not start on Monday."""
        if self.start.weekday() != MONDAY:
            return f"week of {self.start.isoformat()}"
        year, number, _ = self.start.isocalendar()
        return f"{year:04}-W{number:02}"

    def days(self) -> list[date]:
        """Return the seven days in order."""
        return [self.start + timedelta(days=n) for n in range(7)]

    def back(self, weeks: int) -> Week:
        """Return the week so many weeks before; a negative number looks ahead."""
        return Week(start=self.start - timedelta(days=7 * weeks))


class TimeOff(Record):
    """Days off: `first` to `last`, whole or a half (`am`, `pm`), for all kinds or some."""

    first: date
    last: date
    part: str = "day"
    kinds: tuple[str, ...] = ()
    why: str | None = None

    def covers(self, day: date, kind: str | None) -> bool:
        """Tell whether it cuts `day` for `kind`; None asks for the day as such."""
        return self.first <= day <= self.last and (not self.kinds or kind in self.kinds)


class Calendar(Record):
    """When a rep works: weekday weights and hours, and the time off that cuts them.

    `weights` holds seven weights, Monday first; `hours` the working hours as minutes of
    the day; `starts` the weekday on which weeks begin. A `kind` asked for takes the time off
    of that kind into account too.
    """

    weights: tuple[Ratio, ...]
    hours: tuple[int, int]
    starts: int = MONDAY
    time_off: tuple[TimeOff, ...] = ()

    def week(self, day: date) -> Week:
        """Return the week that holds `day`."""
        return Week.of(day, self.starts)

    def _halves(self, day: date, kind: str | None) -> tuple[bool, bool]:
        """Tell which halves of the day are worked: the morning, the afternoon."""
        parts = {off.part for off in self.time_off if off.covers(day, kind)}
        return not parts & {"day", "am"}, not parts & {"day", "pm"}

    def part(self, day: date, kind: str | None = None) -> Ratio:
        """Return the part of a day that time off leaves: all, half or nothing of it."""
        morning, afternoon = self._halves(day, kind)
        if morning and afternoon:
            return ONE
        return HALF if morning or afternoon else NOTHING

    def weight(self, day: date, kind: str | None = None) -> Ratio:
        """Return the weight of a day: its weekday's, cut by time off."""
        return self.weights[day.weekday()] * self.part(day, kind)

    def full(self) -> Ratio:
        """Return the weight of a week without time off."""
        return sum(self.weights, NOTHING)

    def weighs(self, week: Week, kind: str | None = None) -> Ratio:
        """Return the weight of a week: the sum of its days'."""
        return sum((self.weight(day, kind) for day in week.days()), NOTHING)

    def share(self, week: Week, kind: str | None = None) -> Ratio:
        """Return the share of a week that is worked, 0 (a week off) to 1."""
        return self.weighs(week, kind) / self.full()

    def hours_on(self, day: date, kind: str | None = None) -> tuple[int, int]:
        """Return when the day's work begins and ends, in minutes of the day; equal when off."""
        morning, afternoon = self._halves(day, kind)
        begin, end = self.hours
        noon = min(max(NOON, begin), end)
        if morning and afternoon:
            return begin, end
        if morning:
            return begin, noon
        return (noon, end) if afternoon else (begin, begin)

    def day_gone(self, now: datetime, kind: str | None = None) -> Ratio:
        """Return the part of today's working hours that is gone, 0 to 1."""
        begin, end = self.hours_on(now.date(), kind)
        seconds = (now.hour * 60 + now.minute - begin) * 60 + now.second
        if seconds <= 0:
            return NOTHING
        return min(Ratio(seconds, (end - begin) * 60), ONE) if end > begin else ONE

    def elapsed(self, week: Week, now: datetime, kind: str | None = None) -> Ratio:
        """Return the weight of the week that is gone at `now`, today's by its hours."""
        today = now.date()
        gone = sum((self.weight(day, kind) for day in week.days() if day < today), NOTHING)
        if week.start <= today <= week.end:
            gone += self.weight(today, kind) * self.day_gone(now, kind)
        return gone
