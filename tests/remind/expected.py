"""What `docs/reminders.md` asks for, minute by minute: a model of its own.

It knows nothing of the program. Everything is worked out anew each minute from the list of what
was done, with plain dates and fractions, and as slowly as that takes.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from itertools import pairwise
from zoneinfo import ZoneInfo

Said = tuple[str, str]
"""What is watched, and what it is about: an activity, a group, or nothing."""

USUAL = {
    "timer": 0,
    "meetings_tomorrow": 15 * 60 + 30,
    "past_meetings": 16 * 60 + 30,
    "next_steps": 9 * 60,
    "nothing_logged": 12 * 60,
    "gap": 15 * 60,
    "timebox": 15 * 60,
    "drought": 9 * 60 + 30,
    "friday": 16 * 60,
}
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Kind:
    """An activity: its tipping point, its group, its timebox, and what it closes or counts."""

    line: int | None = None
    group: str = ""
    box: tuple[int, int] | None = None
    closes: str = ""
    of: str = ""


@dataclass(frozen=True)
class Week:
    """A model week: weights from Monday to Sunday, hours in minutes, times and days by watch."""

    days: tuple[Fraction, ...]
    hours: tuple[int, int]
    kinds: dict[str, Kind]
    starts: int = 0
    own: dict[str, tuple[int | None, tuple[int, ...]] | None] = field(default_factory=dict)

    def at(self, watch: str) -> int:
        """Return the minute from which something is said."""
        said = self.own.get(watch)
        begin, end = self.hours
        if said is not None and said[0] is not None:
            return said[0]
        return max(begin, min(USUAL[watch], end - 30))


@dataclass(frozen=True)
class Done:
    """Something that was logged on a day; `count` is what it counts, 0 for a no-show."""

    day: date
    kind: str
    count: int
    minutes: int = 0
    story: str = ""
    """The meeting that it is about."""
    planned: date | datetime | None = None
    ends: bool = False
    step: str = ""
    due: date | None = None


@dataclass(frozen=True)
class Off:
    """Time off: halves of a day, for some kinds or for all."""

    first: date
    last: date
    halves: frozenset[str] = frozenset({"am", "pm"})
    kinds: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Closed:
    """A next step that was taken."""

    step: str


class Expected:
    """The log of one rep, and what is to be said."""

    def __init__(self, week: Week, zone: ZoneInfo, *, stopped: date | None = None) -> None:
        """`stopped`: the day until which the coach says stop, by what was logged before."""
        self.week = week
        self.zone = zone
        self.stopped_until = stopped or date.min
        self.operations: list[list[Done | Off | Closed]] = []
        self.timer: tuple[str, datetime] | None = None
        self.known: dict[Said, frozenset[object]] = {}
        self.now = datetime.min.replace(tzinfo=UTC)

    # What happened

    def all(self, what: type[Done]) -> list[Done]:
        """Return everything logged."""
        return [one for some in self.operations for one in some if isinstance(one, what)]

    @property
    def offs(self) -> list[Off]:
        """Return all time off."""
        return [one for some in self.operations for one in some if isinstance(one, Off)]

    # The calendar

    @property
    def wall(self) -> datetime:
        """The clock on the wall."""
        return self.now.astimezone(self.zone).replace(tzinfo=None)

    @property
    def today(self) -> date:
        """The day it is."""
        return self.wall.date()

    @property
    def stopped(self) -> bool:
        """Whether the coach says stop."""
        return self.today < self.stopped_until

    @property
    def minute(self) -> int:
        """The minute of the day on the wall."""
        return self.wall.hour * 60 + self.wall.minute

    def halves(self, day: date, kind: str | None) -> set[str]:
        """Return the halves of a day that are worked."""
        if not self.week.days[day.weekday()]:
            return set()
        left = {"am", "pm"}
        for off in self.offs:
            if off.first <= day <= off.last and (not off.kinds or kind in off.kinds):
                left -= off.halves
        return left

    def weight(self, day: date, kind: str | None) -> Fraction:
        """Return what a day weighs."""
        return self.week.days[day.weekday()] * Fraction(len(self.halves(day, kind)), 2)

    @property
    def noon(self) -> int:
        """Return the minute that parts the two halves of a day."""
        begin, end = self.week.hours
        return min(max(begin, 12 * 60), end)

    def rest(self, kind: str) -> Fraction:
        """Return the part of today's work that is left, out of all of it."""
        begin, end = self.week.hours
        halves = self.halves(self.today, kind)
        first = begin if "am" in halves else self.noon
        last = end if "pm" in halves else self.noon
        if not halves or first == last:
            return Fraction(0)
        return Fraction(last - min(max(first, self.minute), last), last - first)

    def week_of(self, day: date) -> list[date]:
        """Return the seven days of a day's week."""
        first = day - DAY * ((day.weekday() - self.week.starts) % 7)
        return [first + DAY * n for n in range(7)]

    # What an activity is asked for

    def done(self, kind: str, days: list[date]) -> int:
        """Return what was done of a kind on some days."""
        box = self.week.kinds[kind].box
        if box is None:
            return sum(x.count for x in self.all(Done) if x.kind == kind and x.day in days)
        return sum(self.kept(kind, day) for day in days)

    def kept(self, kind: str, day: date) -> bool:
        """Tell whether a day's timebox is kept."""
        some = [x for x in self.all(Done) if x.kind == kind and x.day == day]
        box = self.week.kinds[kind].box
        assert box is not None
        return sum(x.minutes for x in some) >= box[0] and sum(x.count for x in some) >= box[1]

    def due(self, kind: str) -> Fraction | None:
        """Return the tipping point that is due this week."""
        line = self.week.kinds[kind].line
        if line is None:
            return None
        worked = sum((self.weight(day, kind) for day in self.week_of(self.today)), Fraction(0))
        return line * worked / sum(self.week.days)

    def below(self, kind: str) -> bool:
        """Tell whether a kind is below its tipping point."""
        due = self.due(kind)
        return due is not None and self.done(kind, self.week_of(self.today)) < due

    def asked(self) -> list[str]:
        """Return the activities of which something may be asked today, stopped ones left out."""
        lines = any(kind.line is not None for kind in self.week.kinds.values())
        closed = {kind.closes for kind in self.week.kinds.values()}
        some = []
        for name, kind in self.week.kinds.items():
            meeting = bool(kind.closes) or name in closed
            if self.stopped and (meeting or kind.group == "prospecting"):
                continue
            if self.weight(self.today, name) and (self.below(name) or not lines):
                some.append(name)
        return some

    # What holds now: by what it is about, the things that it says

    def timer_holds(self) -> dict[str, set[object]]:
        """Return a timer that was forgotten."""
        if self.timer is None:
            return {}
        kind, begun = self.timer
        box = self.week.kinds[kind].box
        assert box is not None
        long = self.now - begun > timedelta(minutes=max(180, 2 * box[0]))
        return {"": {begun}} if long else {}

    def meetings(self) -> dict[str, date | datetime]:
        """Return the open meetings that have a date."""
        found: dict[str, date | datetime] = {}
        for one in self.all(Done):
            if one.ends:
                found.pop(one.story, None)
            elif one.planned is not None:
                found[one.story] = one.planned
        return found

    def day_of(self, planned: date | datetime) -> date:
        """Return the day on which something is planned."""
        return planned.astimezone(self.zone).date() if isinstance(planned, datetime) else planned

    def is_over(self, planned: date | datetime) -> bool:
        """Tell whether its instant, or its whole day, is over."""
        if isinstance(planned, datetime):
            return planned <= self.now
        return planned < self.today

    def meetings_tomorrow_holds(self) -> dict[str, set[object]]:
        """Return the meetings up to the next working day."""
        last = self.today + DAY
        while not self.weight(last, None):
            last += DAY
        found: set[object] = {
            (story, planned)
            for story, planned in self.meetings().items()
            if self.today < self.day_of(planned) <= last
        }
        return {"": found} if found else {}

    def past_meetings_holds(self) -> dict[str, set[object]]:
        """Return the meetings of which nobody said how they went."""
        some = self.meetings().items()
        found: set[object] = {(story, when) for story, when in some if self.is_over(when)}
        return {"": found} if found else {}

    def next_steps_holds(self) -> dict[str, set[object]]:
        """Return the steps due today or earlier."""
        closed = {x.step for some in self.operations for x in some if isinstance(x, Closed)}
        found: set[object] = {
            one.step
            for one in self.all(Done)
            if one.due is not None and one.due <= self.today and one.step not in closed
        }
        return {"": found} if found else {}

    def nothing_logged_holds(self) -> dict[str, set[object]]:
        """Return today, where nothing is logged for it."""
        logged = any(one.day == self.today for one in self.all(Done))
        return {} if logged or not self.asked() else {"": {self.today}}

    def timebox_holds(self) -> dict[str, set[object]]:
        """Return the timeboxes of today that are not kept."""
        found: dict[str, set[object]] = {}
        closed = {kind.closes for kind in self.week.kinds.values()}
        for name, kind in self.week.kinds.items():
            if kind.box is None or not self.weight(self.today, name) or name in closed:
                continue
            if self.stopped and kind.group == "prospecting":
                continue
            running = self.timer is not None and self.timer[0] == name
            short = kind.line is None or self.below(name)
            if short and not running and not self.kept(name, self.today):
                found[name] = {self.today}
        return found

    def gap_holds(self) -> dict[str, set[object]]:
        """Return the activity that needs a quarter more a day, the furthest behind of several."""
        days = self.week_of(self.today)
        found: list[tuple[Fraction, str]] = []  # of equals, the first of the model week
        for name in self.asked():
            due = self.due(name)
            if not due:
                continue
            whole = sum((self.weight(day, name) for day in days), Fraction(0))
            ahead = sum((self.weight(day, name) for day in days if day > self.today), Fraction(0))
            left = ahead + self.weight(self.today, name) * self.rest(name)
            missing = due - self.done(name, days) - self.booked(name, days)
            if missing <= 0 or not left or missing / left < Fraction(5, 4) * due / whole:
                continue
            if self.out_of_reach(name, due - self.done(name, days)):
                continue
            by_now = due * (whole - left) / whole
            found.append(((self.done(name, days) - by_now) / due, name))
        return {min(found, key=lambda one: one[0])[1]: {self.today}} if found else {}

    def booked(self, name: str, days: list[date]) -> int:
        """Return the meetings booked for the rest of the week, for the kind that closes them."""
        if not self.week.kinds[name].closes:
            return 0
        some = self.meetings().values()
        return sum(not self.is_over(x) and self.day_of(x) in days for x in some)

    def out_of_reach(self, name: str, missing: Fraction) -> bool:
        """Tell whether what is missing is more than in any of the last 26 weeks, 13 at least."""
        days = self.week_of(self.today)
        begun = min((one.day for one in self.all(Done)), default=self.today)
        best: list[Fraction] = []
        for back in range(1, 27):
            if days[0] - DAY * 7 * back < self.week_of(begun)[0]:
                break
            some = Fraction(0)
            for day in days:
                part = Fraction(len(self.halves(day, name)), 2)
                part *= self.rest(name) if day == self.today else int(day > self.today)
                some += part * self.done(name, [day - DAY * 7 * back])
            best.append(some)
        return len(best) >= 13 and missing > max(best)

    def drought_holds(self) -> dict[str, set[object]]:
        """Return the groups that have dried up."""
        found: dict[str, set[object]] = {}
        for group in ("prospecting", "follow-up"):
            names = {name for name, kind in self.week.kinds.items() if kind.group == group}
            if group == "prospecting" and self.stopped:
                continue
            since = self.today - DAY * 7 * 26
            some = self.all(Done)
            touched = sorted({x.day for x in some if x.kind in names and x.day >= since})
            gaps = [self.between(one, two) for one, two in pairwise(touched)]
            if len(gaps) < 20:
                continue
            without = self.between(touched[-1], self.today)
            if without >= 2 and sum(gap < without for gap in gaps) * 20 >= len(gaps) * 19:
                found[group] = {self.week_of(self.today)[0]}
        return found

    def between(self, one: date, two: date) -> int:
        """Return the working days between two days, neither of them counted."""
        return sum(bool(self.weight(one + DAY * n, None)) for n in range(1, (two - one).days))

    def friday_holds(self) -> dict[str, set[object]]:
        """Return the week on whose last working day the page is ready."""
        days = self.week_of(self.today)
        own = self.week.own.get("friday")
        last = [day for day in days if self.weight(day, None)][-1:]
        if not (own and own[1]) and last != [self.today]:
            return {}
        return {"": {days[0]}} if any(one.day in days for one in self.all(Done)) else {}

    # What is said

    def remind(self, now: datetime) -> list[Said]:
        """Return what one run says, the weightiest first, and remember it."""
        self.now = now
        said: list[Said] = []
        if not self.weight(self.today, None) or not self.at_work():
            return said
        for watch in USUAL:
            own = self.week.own.get(watch, (None, ()))
            if own is None or (own[1] and self.today.weekday() not in own[1]):
                continue
            at = self.week.at(watch)
            if "pm" not in self.halves(self.today, None):
                at = min(at, max(self.week.hours[0], self.noon - 30))
            if self.minute < at:
                continue
            holds: dict[str, set[object]] = getattr(self, f"{watch}_holds")()
            before = {key: self.known.pop(key) for key in list(self.known) if key[0] == watch}
            if watch == "gap" and holds and before:  # once a day, whichever is named
                (things,) = holds.values()
                if things <= next(iter(before.values())):
                    self.known |= before
                    continue
            for about, things in holds.items():
                if not things <= before.get((watch, about), frozenset()):
                    said.append((watch, about))
                self.known[watch, about] = frozenset(things)
        return said

    def at_work(self) -> bool:
        """Tell whether it is within the hours, in a half that is worked."""
        begin, end = self.week.hours
        if not begin <= self.minute < end:
            return False
        half = "am" if self.minute < self.noon else "pm"
        return half in self.halves(self.today, None)
