"""The events of one UID as what takes place: once, or at every date of a recurrence."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from time import monotonic

from icalendar import Calendar as Component
from recurring_ical_events import CalendarQuery

from actlog.domain.record import Record
from actlog.exchange.calendar import rules

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from actlog.exchange.calendar.parsed import Parsed
    from actlog.exchange.calendar.rules import Moment

_DAY = timedelta(days=1)
_MARGIN = 2 * _DAY  # more than two UTC offsets differ
_AT_ONCE = 2_000
_NEVER = datetime(9999, 1, 1)  # noqa: DTZ001 - no zone has anything to say of it


class Occurrence(Record):
    """Something that takes place, from `start` to `end`.

    `parsed` is the event that says it. `original` is the start that its recurrence gives it, None
    where it does not recur; `before` the start of the occurrence before it, if there is one.
    `of` tells series of one UID apart by their first start.
    """

    parsed: Parsed
    start: Moment
    end: Moment
    original: Moment | None = None
    before: Moment | None = None
    of: Moment | None = None


class Window(Record):
    """What is followed of recurrences: to `last`, and those without an end from `first` on.

    Both are moments in UTC without a zone.
    """

    first: datetime
    last: datetime


class Series:
    """The events of one UID, none of them an older version of another.

    `older` counts the older versions that were left out, `unused` the exceptions of dates that do
    not take place. `endless` tells whether it recurs without end, `cut` whether it goes on after
    the window, and `spent` how many seconds went into following it.
    """

    def __init__(self, events: Sequence[Parsed]) -> None:
        """`events` are in the order of the file."""
        cores = [one for one in events if one.replaces is None]
        newest = max([one.sequence for one in cores], default=0)
        # The same UID for several events is a mistake of some programs: none of them is lost.
        kept = _newest([(one.start, one) for one in cores if one.sequence == newest])
        changes = _newest([(key(one.replaces), one) for one in events if one.replaces is not None])
        self.cores, self.changes = kept, changes
        self.older = len(events) - len(kept) - len(changes)
        self.unused = 0
        self.endless = self.cut = False
        self.spent = 0.0

    def occurrences(self, window: Window) -> Iterator[Occurrence]:
        """Yield what takes place, in the order of time. Raises RowError."""
        changes = self.changes
        for core in self.cores:
            of = core.start if len(self.cores) > 1 else None
            if core.recurs or changes:
                for found in self._recurring(core, changes, window):
                    yield found.replace(of=of) if of else found
                changes = []
            else:
                yield Occurrence(parsed=core, start=core.start, end=core.end, of=of)
        for one in sorted(changes, key=lambda one: key(one.start)):
            yield Occurrence(parsed=one, start=one.start, end=one.end, original=one.replaces)

    def _recurring(
        self, core: Parsed, changes: Sequence[Parsed], window: Window
    ) -> Iterator[Occurrence]:
        first, last, most = self._span(core, changes, window)
        for change in changes:
            change.follow(core)
        calendar = Component()
        for one in (core, *changes):
            calendar.add_component(one.component)
        query = CalendarQuery(calendar)
        by_line = {one.line: one for one in (core, *changes)}
        pieces = most // _AT_ONCE + 1
        step = (last - first) / pieces + timedelta(seconds=1)
        seen: set[int] = set()
        before = None
        for number in range(pieces):
            begin, end = first + number * step, first + (number + 1) * step
            begun = monotonic()
            among, twice = _between(query, begin, end, by_line)
            self.older += twice
            self.spent += monotonic() - begun
            for found in among:
                seen.add(found.parsed.line)
                yield found.replace(before=before)
                before = found.start
        for change in changes:
            if change.line not in seen and first <= key(change.start) <= last:
                self.unused += 1

    def _span(
        self, core: Parsed, changes: Sequence[Parsed], window: Window
    ) -> tuple[datetime, datetime, int]:
        """Return the first and last moment of interest, and the most occurrences between them."""
        moments = [core.start, *core.dates]
        for change in changes:
            moments += [change.start, change.replaces or change.start]
        starts = [key(moment) for moment in moments]
        first, last = min(starts), min(max(starts), window.last)
        most = len(moments)
        possible = []
        for rule in core.rules:
            endless = rules.endless(rule)
            begin = max(first, window.first) if endless else first
            end = key(rule["UNTIL"][0]) + _DAY if rule.get("UNTIL") else _NEVER
            self.endless = self.endless or endless
            self.cut = self.cut or rules.goes_beyond(rule, key(core.start), end, window.last)
            end = max(begin, min(end, window.last))
            if rules.matches_a_day(rule, core.start, begin.date(), end.date()):
                most += rules.most(rule, key(core.start), begin, end)
                last = max(last, end)
                possible.append(rule)
        core.component["RRULE"] = possible
        if self.endless:
            first = max(first, min(window.first, last))
        return first, max(first, last), most


def _newest(events: Sequence[tuple[object, Parsed]]) -> list[Parsed]:
    """Return of the events with one key the newest version."""
    found: dict[object, Parsed] = {}
    for name, event in events:
        other = found.get(name)
        if other is None or event.version >= other.version:
            found[name] = event
    return list(found.values())


def _between(
    query: CalendarQuery, begin: datetime, end: datetime, by_line: dict[int, Parsed]
) -> tuple[list[Occurrence], int]:
    """Return what begins from `begin` on and before `end`, in order, and how much came twice."""
    found: dict[Moment, Occurrence] = {}  # by original: the hours of a day are one day
    twice = 0
    span = (begin - _MARGIN).replace(tzinfo=UTC), (end + _MARGIN).replace(tzinfo=UTC)
    for component in query.between(*span):
        start, stop = component["DTSTART"].dt, component["DTEND"].dt
        if begin <= key(start) < end:
            parsed = by_line[int(component["X-LINE"])]
            given = component["RECURRENCE-ID"].dt
            original = start - parsed.moved if parsed.moved is not None else given
            made = Occurrence(parsed=parsed, start=start, end=stop, original=original)
            if original in found and isinstance(original, datetime):
                twice += 1
            found.setdefault(original, made)
    return sorted(found.values(), key=lambda one: key(one.start)), twice


def key(moment: Moment | None) -> datetime:
    """Return a moment in UTC without its zone; one on no clock as if on that of UTC."""
    if not isinstance(moment, datetime):
        return datetime.combine(moment or date.max, time())
    return moment.astimezone(UTC).replace(tzinfo=None) if moment.tzinfo else moment
