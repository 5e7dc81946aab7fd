"""One event, its moments read and made comparable with each other."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from icalendar import Event as Component
from icalendar import vRecur
from icalendar.prop import vBroken, vDDDLists, vDDDTypes

from actlog.domain.text import visible
from actlog.exchange.calendar import rules
from actlog.exchange.calendar.rules import FIRST_YEAR, LAST_YEAR
from actlog.exchange.problems import RowError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import tzinfo
    from typing import Any

    from actlog.exchange.calendar.lines import Event
    from actlog.exchange.calendar.rules import Moment, Rule
    from actlog.exchange.calendar.zones import Zones

_OF_TIME = (
    "DTSTART", "DTEND", "DURATION", "RECURRENCE-ID", "RRULE", "RDATE", "EXDATE", "EXRULE",
)  # fmt: skip
_DAY = timedelta(days=1)
_LONGEST_SHOWN = 60


class Parsed:
    """An event: `line` where it begins, `said` all that it says, as icalendar reads it.

    `start` and `end` are days or moments; the end of days is the day after. `replaces` is the
    start of the occurrence that it changes. `dates` are further starts, `rules` its recurrence
    rules. `zone` is the one of moments that name none, None for this computer's clock. `unknown`
    is the name of a time zone that nothing explains. `component` holds its moments alone.
    """

    def __init__(self, event: Event, zones: Zones, zone: tzinfo | None) -> None:
        """Read an event. Raises RowError."""
        self.line, self.calendar, self.zone = event.line, event.calendar, zone
        self.unknown: str | None = None
        with zones:
            data = b"BEGIN:VEVENT\r\n" + event.data + b"\r\nEND:VEVENT\r\n"
            said = Component.from_ical(data.decode("utf-8", "replace"))
        assert isinstance(said, Component)  # noqa: S101 - its first line says so
        self.said = said
        _check_read(self.said, event.data)
        start = self._moment("DTSTART")
        if start is None:
            raise RowError("the event has no start: there is no DTSTART")
        self.start: Moment = start
        self.end = self._end()
        self.replaces = self._moment("RECURRENCE-ID")
        self.dates: list[Moment] = []
        self.rules: list[Rule] = []
        self.component = self._component()
        self.recurs = bool(self.rules or self.dates)
        self.sequence = self._sequence()
        stamps = [self.stamp(name) for name in ("LAST-MODIFIED", "DTSTAMP")]
        self.version = next((one for one in stamps if one), datetime.min.replace(tzinfo=UTC))

    @property
    def moved(self) -> timedelta | None:
        """How far an occurrence and every later one are moved, None where others stay."""
        replaced = self.one("RECURRENCE-ID")
        if replaced is None or str(replaced.params.get("RANGE", "")).upper() != "THISANDFUTURE":
            return None
        start, original = self.start, self.replaces
        if not (isinstance(start, datetime) and isinstance(original, datetime)):
            return datetime.combine(start, time()) - datetime.combine(original or start, time())
        if start.tzinfo is not None and original.tzinfo is not None:
            original = original.astimezone(start.tzinfo)
        return start.replace(tzinfo=None) - original.replace(tzinfo=None)

    def follow(self, core: Parsed) -> None:
        """Name the occurrence that is changed as the recurrence itself names it."""
        replaced = core.like(self.replaces) or self.start
        named = self.component["RECURRENCE-ID"]
        self.replaces = replaced
        self.component["RECURRENCE-ID"] = vDDDTypes(replaced)
        self.component["RECURRENCE-ID"].params = named.params

    def one(self, name: str) -> Any:
        """Return the first property of a name, None where there is none or it is broken."""
        found = self.all(name)
        return found[0] if found else None

    def all(self, name: str) -> list[Any]:
        """Return all properties of a name that could be read."""
        found = self.said.get(name, [])
        properties = found if isinstance(found, list) else [found]
        return [one for one in properties if not isinstance(one, vBroken)]

    def text(self, name: str) -> str:
        """Return a property's text, empty where there is none."""
        return str(self.one(name) or "")

    def stamp(self, name: str) -> datetime | None:
        """Return an instant that a program noted, None where it has none that can be."""
        found = getattr(self.one(name), "dt", None)
        if not isinstance(found, datetime) or found.year < 1970 or found.year > LAST_YEAR:
            return None
        return found if found.tzinfo else found.replace(tzinfo=UTC)

    def _moment(self, name: str) -> Moment | None:
        found = self.one(name)
        if found is None:
            return None
        moment = found.dt
        if isinstance(moment, datetime) and moment.tzinfo is None and "TZID" in found.params:
            self.unknown = str(found.params["TZID"])
        return _checked(name, moment)

    def _end(self) -> Moment:
        start, end = self.start, self._moment("DTEND")
        length = getattr(self.one("DURATION"), "dt", None)
        if end is None and isinstance(length, timedelta):
            end = _added(start, length)
        if not isinstance(start, datetime):
            if isinstance(end, datetime):
                end = end.date() + (_DAY if end.time() != time() else timedelta())
            return max(end or start, start + _DAY)
        if end is None:
            return start
        if not isinstance(end, datetime):
            end = datetime.combine(end, time())
        end = self.like(end)
        assert isinstance(end, datetime)  # noqa: S101 - as its start is
        return max(end, start)

    def like(self, moment: Moment | None) -> Moment | None:
        """Return a moment in the form of the start, so that the two can be compared."""
        start = self.start
        if moment is None or not isinstance(start, datetime):
            return moment.date() if isinstance(moment, datetime) else moment
        if not isinstance(moment, datetime):
            return datetime.combine(moment, start.timetz())
        if start.tzinfo is None:
            return moment.astimezone(self.zone).replace(tzinfo=None) if moment.tzinfo else moment
        return moment if moment.tzinfo else moment.replace(tzinfo=start.tzinfo)

    def _sequence(self) -> int:
        try:
            return int(self.one("SEQUENCE") or 0)
        except ValueError:
            return 0

    def _component(self) -> Component:
        """Return an event that has the same moments and recurs in the same way."""
        made = Component()
        made["UID"], made["X-LINE"] = "one", str(self.line)
        made["DTSTART"], made["DTEND"] = vDDDTypes(self.start), vDDDTypes(self.end)
        made["SEQUENCE"] = 0
        if self.replaces is not None:
            made["RECURRENCE-ID"] = vDDDTypes(self.replaces)
            if self.moved is not None:
                made["RECURRENCE-ID"].params["RANGE"] = "THISANDFUTURE"
            return made
        made["RRULE"] = [self._rule(rule) for rule in self.all("RRULE")]
        dates = [self._date(one.dt) for more in self.all("RDATE") for one in more.dts]
        made["RDATE"] = vDDDLists(dates)
        made["EXDATE"] = vDDDLists(
            [self._out(d.dt) for more in self.all("EXDATE") for d in more.dts]
        )
        return made

    def _rule(self, rule: vRecur) -> vRecur:
        text: bytes = rule.to_ical()  # type: ignore[no-untyped-call]
        rules.check(rule, visible(text.decode()))
        fixed = vRecur(rule)
        if "BYDAY" in fixed:
            fixed["BYDAY"] = rules.weekdays(fixed)
        end = rules.until(rule, self.start, self.zone)
        if end is not None:
            if isinstance(end, datetime) and end.tzinfo is not None:
                end = end.astimezone(UTC)
            fixed["UNTIL"] = [end]
        self.rules.append(fixed)
        return fixed

    def _date(self, moment: Any) -> Any:
        if not isinstance(moment, tuple):
            start = self.like(_checked("RDATE", moment))
            self.dates.append(start or self.start)
            return start
        start, end = self.like(_checked("RDATE", moment[0])), moment[1]
        self.dates.append(start or self.start)
        if not isinstance(start, datetime):
            return start
        return start, end if isinstance(end, timedelta) else self.like(_checked("RDATE", end))

    def _out(self, moment: Any) -> Moment | None:
        """Return a date that is left out. A day alone leaves out all of that day."""
        moment = _checked("EXDATE", moment)
        return self.like(moment) if isinstance(moment, datetime) else moment


def _checked(name: str, moment: Any) -> Moment:
    if not isinstance(moment, date):
        raise RowError(f"{name} is no date")
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        raise RowError(f"{name} is in the year {moment.year}, not from {FIRST_YEAR} to {LAST_YEAR}")
    return moment


def _added(start: Moment, length: timedelta) -> Moment:
    try:
        return _checked("DURATION", start + length)
    except OverflowError:
        raise RowError("DURATION is too long") from None


def _check_read(said: Component, data: bytes) -> None:
    """Raise RowError where a line that says when is none: what is left would be another event."""
    for line in data.decode("utf-8", "replace").split("\r\n"):
        name = line.split(":", 1)[0].split(";", 1)[0].strip().upper()
        if name not in _OF_TIME:
            continue
        found = said.get(name)
        values = found if isinstance(found, list) else [found]
        if found is None or any(isinstance(one, vBroken) for one in values):
            raise RowError(f"{name}: {visible(line[:_LONGEST_SHOWN])!r} cannot be read")
        if name == "EXRULE":
            raise RowError("EXRULE is out of use and not followed: its dates belong in EXDATE")
