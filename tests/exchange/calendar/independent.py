"""When the events of a calendar take place, worked out from RFC 5545 and dateutil's rrule alone.

It shares nothing with the program: no code, and neither icalendar nor recurring_ical_events.
Moments are counted on the clock of the event's zone without it, and put into the zone at the end.

Where the RFC leaves it open, or a file breaks it, both read it in one way, so that agreement says
nothing about whether that way is right: a recurrence that ends before it begins takes place on no
day; a day as the end, or as what is taken out, is all of that day; a change of a date that is
taken out does not take place; the highest SEQUENCE of a UID replaces the others, and of equal ones
each start stays; a period of bare days begins at midnight; a name of the tz database is that zone,
whatever the file defines it to be.
"""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from itertools import takewhile
from typing import NamedTuple
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulestr
from dateutil.tz import tzical

Line = tuple[dict[str, str], str]
Event = dict[str, list[Line]]

WINDOWS = {
    "GMT Standard Time": "Europe/London",
    "W. Europe Standard Time": "Europe/Berlin",
    "Eastern Standard Time": "America/New_York",
    "Central Standard Time": "America/Chicago",
    "Pacific Standard Time": "America/Los_Angeles",
    "Tokyo Standard Time": "Asia/Tokyo",
}
_LINE = re.compile(r'([A-Za-z0-9-]+)((?:\s*;[^":]*(?:"[^"]*"[^":]*)*)?):(.*)', re.DOTALL)
_PARAM = re.compile(r'([A-Za-z0-9-]+)=(?:"([^"]*)"|([^;"]*))')


class Agreement(NamedTuple):
    """How many (UID, start) both have, which the rows lack, and which only they have."""

    agreed: int
    missing: list[tuple[str, str]]
    invented: list[tuple[str, str]]


def compare(rows: Iterable[Mapping[str, str]], data: bytes, first: date, last: date) -> Agreement:
    """Hold the confirmed rows of a calendar, by column, against what takes place.

    Recurrences are compared to the day `last`, those without an end from the day `first` on.
    Moments on no clock are taken for UTC.
    """
    theirs: Counter[tuple[str, str]] = Counter()
    endless: set[str] = set()
    recurring: set[str] = set()
    for uid, series in _series(data):
        theirs.update([(uid, start) for start in series.of(first, last)])
        if any("RRULE" in core for core in series.cores):
            recurring.add(uid)
        if series.is_endless():
            endless.add(uid)
    ours: Counter[tuple[str, str]] = Counter()
    uids = {uid for uid, _ in theirs} | recurring
    for row in rows:
        start = datetime.fromisoformat(row["Start"])
        uid = row["UID"]
        while uid and uid not in uids:
            uid = uid.rpartition(" ")[0]
        day = start.date()
        late = uid in recurring and day > last
        if row["Status"] == "confirmed" and not late and not (uid in endless and day < first):
            whole = len(row["Start"]) == 10
            stamp = _stamp(day if whole else start, start.tzinfo)
            ours[uid, _midnight(uid, stamp, theirs) if whole else stamp] += 1
    return Agreement(
        (ours & theirs).total(),
        sorted((theirs - ours).elements()),
        sorted((ours - theirs).elements()),
    )


def _midnight(uid: str, day: str, theirs: Iterable[tuple[str, str]]) -> str:
    """Return the moment that is a day's midnight somewhere: from one to the next is a whole day."""
    if (uid, day) in theirs:
        return day
    zero = _wall(_day(day))
    moments = [one for its, one in theirs if its == uid and len(one) > 8]
    near = [one for one in moments if abs(_moment(one) - zero) <= timedelta(hours=14)]
    return near[0] if near else day


def _series(data: bytes) -> Iterator[tuple[str, _Series]]:
    """Yield the UID and the events of each series, without those of cancelled calendars."""
    text = data.decode("utf-8-sig", "replace")
    for calendar in re.split(r"(?im)^(?=BEGIN:VCALENDAR)", text):
        lines = re.sub(r"(?:\r?\n)+[ \t]", "", calendar).replace("\r", "\n").split("\n")
        if any(line.strip().upper() == "METHOD:CANCEL" for line in lines):
            continue
        zones = _Zones(lines)
        alone: list[Event] = []
        together: dict[str, list[Event]] = {}
        for event in _events(lines):
            uid = _text(event, "UID")
            (together.setdefault(uid, []) if uid else alone).append(event)
        for event in alone:
            yield "", _Series([event], zones)
        for uid, events in together.items():
            yield uid, _Series(events, zones)


class _Zones:
    def __init__(self, lines: list[str]) -> None:
        self._defined: dict[str, tzinfo] = {}
        block: list[str] | None = None
        for line in lines:
            if line.strip().upper() == "BEGIN:VTIMEZONE":
                block = []
            if block is not None and not re.match(r"X-|COMMENT|LAST-MOD", line, re.IGNORECASE):
                day = re.fullmatch(r"DTSTART;VALUE=DATE:(\d{8})", line.strip())
                block.append(f"DTSTART:{day[1]}T000000" if day else line.strip())
            if line.strip().upper() == "END:VTIMEZONE" and block:
                self._define("\n".join(filter(None, block)))
                block = None
        named = [
            line.partition(":")[2].strip() for line in lines if line.startswith("X-WR-TIMEZONE")
        ]
        self.floating: tzinfo = (self.get(named[0]) if named else None) or UTC

    def _define(self, block: str) -> None:
        try:
            zones = tzical(io.StringIO(block))
            self._defined |= {
                name.strip('"/'): zone for name in list(zones.keys()) if (zone := zones.get(name))
            }
        except (ValueError, IndexError):
            return

    def get(self, name: str) -> tzinfo | None:
        parts = name.strip("/").split("/")
        for one in (name, WINDOWS.get(name, ""), *["/".join(parts[n:]) for n in range(len(parts))]):
            try:
                return ZoneInfo(one)
            except (ValueError, OSError, KeyError):
                if one in self._defined:
                    return self._defined[one]
        return None


class _Series:
    """The events of one UID."""

    def __init__(self, events: list[Event], zones: _Zones) -> None:
        self._zones = zones
        cores = [event for event in events if "RECURRENCE-ID" not in event]
        newest = max([_sequence(event) for event in cores], default=0)
        by_start = {_text(event, "DTSTART"): event for event in cores if _sequence(event) == newest}
        self.cores = list(by_start.values())
        self.changes: dict[datetime | date, Event] = {}
        core = self.cores[0] if self.cores else None
        for event in sorted([e for e in events if "RECURRENCE-ID" in e], key=_sequence):
            self.changes[self._original(event, core)] = event

    def is_endless(self) -> bool:
        """Tell whether a rule has neither COUNT nor UNTIL."""
        rules = [rule for core in self.cores for _, rule in core.get("RRULE", [])]
        return any(not re.search("UNTIL|COUNT=[0-9]", rule) for rule in rules)

    def of(self, first: date, last: date) -> Iterator[str]:
        """Yield the confirmed starts."""
        changes = dict(self.changes)
        for core in self.cores:
            yield from self._expanded(core, changes, first, last)
            changes = {}
        for event in changes.values():
            if _is_confirmed(event):
                yield _stamp(*self._read(event, "DTSTART"))

    def _expanded(
        self, core: Event, changes: dict[datetime | date, Event], first: date, last: date
    ) -> Iterator[str]:
        start, zone = self._read(core, "DTSTART")
        wall = _wall(start)
        out, days_out = self._left_out(core, zone)
        endless = self.is_endless()
        starts = set(self._starts(core, wall, zone, last))
        starts |= {_wall(self._in_zone(one, zone, start)) for one in self._dates(core, "RDATE")}
        starts = {one for one in starts if one not in out and one.date() not in days_out}
        given = {_wall(original): event for original, event in changes.items()}
        given = {
            one: e for one, e in given.items() if one not in out and one.date() not in days_out
        }
        for one in sorted(starts - set(given)):
            event, moved = core, timedelta()
            for original, change in sorted(given.items(), key=lambda pair: pair[0]):
                ranged = change["RECURRENCE-ID"][0][0].get("RANGE") == "THISANDFUTURE"
                if ranged and original < one:
                    its, its_zone = self._read(change, "DTSTART")
                    if its_zone and zone and isinstance(its, datetime):
                        its = its.replace(tzinfo=its_zone).astimezone(zone).replace(tzinfo=None)
                    event, moved = change, _wall(its) - original
            if _is_confirmed(event):
                found = one + moved
                if not endless or found.date() >= first:
                    yield _stamp(found if isinstance(start, datetime) else found.date(), zone)
        for event in given.values():
            its, its_zone = self._read(event, "DTSTART")
            day = _wall(its).date()
            if _is_confirmed(event) and (not endless or day >= first) and day <= last:
                yield _stamp(its, its_zone)

    def _starts(
        self, core: Event, wall: datetime, zone: tzinfo | None, last: date
    ) -> Iterator[datetime]:
        limit = datetime.combine(last, time(23, 59, 59))
        ended = False
        for _, text in core.get("RRULE", []):
            rule, until = self._until(text.strip().strip(";").upper(), zone)
            ended = ended or bool(until and until < wall)
            rule = re.sub(r";?COUNT=-\d+", "", rule)
            moments = rrulestr(rule, dtstart=wall)
            end = min(limit, until or limit)
            yield from takewhile(lambda moment: moment <= end, moments)  # noqa: B023
        if not ended and (wall <= limit or "RRULE" not in core):
            yield wall

    def _until(self, rule: str, zone: tzinfo | None) -> tuple[str, datetime | None]:
        found = re.search(r";?UNTIL=([^;]*)", rule)
        if not found:
            return rule, None
        text = found[1]
        rule = rule.replace(found[0], "").strip(";")
        if len(text) == 8:
            return rule, datetime.combine(_day(text), time(23, 59, 59))
        moment = _moment(text)
        if text.endswith("Z"):
            local = moment.replace(tzinfo=UTC).astimezone(zone or self._zones.floating)
            moment = local.replace(tzinfo=None)
        return rule, moment

    def _left_out(self, core: Event, zone: tzinfo | None) -> tuple[set[datetime], set[date]]:
        start, _ = self._read(core, "DTSTART")
        moments, days = set(), set()
        for one in self._dates(core, "EXDATE"):
            if isinstance(one[0], datetime):
                moments.add(_wall(self._in_zone(one, zone, start)))
                if not isinstance(start, datetime):
                    days.add(one[0].date())
            else:
                days.add(one[0])
        return moments, days

    def _original(self, event: Event, core: Event | None) -> datetime | date:
        found = self._read(event, "RECURRENCE-ID")
        if core is None:
            return found[0]
        start, zone = self._read(core, "DTSTART")
        return self._in_zone(found, zone, start)

    def _in_zone(
        self, found: tuple[date, tzinfo | None], zone: tzinfo | None, start: date
    ) -> datetime | date:
        """Return a moment on the clock of a zone, in the form of a start."""
        moment, its = found
        if not isinstance(start, datetime):
            return moment.date() if isinstance(moment, datetime) else moment
        if not isinstance(moment, datetime):
            return datetime.combine(moment, start.time())
        if its is None:
            return moment
        local = moment.replace(tzinfo=its).astimezone(zone or self._zones.floating)
        return local.replace(tzinfo=None)

    def _dates(self, event: Event, name: str) -> Iterator[tuple[date, tzinfo | None]]:
        for params, text in event.get(name, []):
            for one in filter(None, text.strip().split(",")):
                begin, _, end = one.partition("/")
                yield self._one(params, f"{begin}T000000" if end and len(begin) == 8 else begin)

    def _read(self, event: Event, name: str) -> tuple[date, tzinfo | None]:
        params, text = event[name][0]
        return self._one(params, text.strip())

    def _one(self, params: dict[str, str], text: str) -> tuple[date, tzinfo | None]:
        if len(text) == 8:
            return _day(text), None
        if text.endswith("Z"):
            return _moment(text), UTC
        zone = self._zones.get(params["TZID"]) if "TZID" in params else None
        return _moment(text), zone or self._zones.floating


def _events(lines: list[str]) -> Iterator[Event]:
    event: Event | None = None
    within = 0
    for line in lines:
        found = _LINE.match(line.strip())
        if not found:
            continue
        name, value = found[1].upper(), found[3]
        if name in {"BEGIN", "END"}:
            if value.strip().upper() == "VEVENT":
                if name == "END" and event is not None:
                    yield event
                event, within = {} if name == "BEGIN" else None, 0
            else:
                within += 1 if name == "BEGIN" else -1
        elif event is not None and not within and value.strip():
            params = {one[1].upper(): one[2] or one[3] or "" for one in _PARAM.finditer(found[2])}
            event.setdefault(name, []).append((params, value))


def _text(event: Event, name: str) -> str:
    return event[name][0][1].strip() if name in event else ""


def _sequence(event: Event) -> int:
    return int(_text(event, "SEQUENCE") or 0)


def _is_confirmed(event: Event) -> bool:
    return _text(event, "STATUS").upper() not in {"CANCELLED", "TENTATIVE"}


def _day(text: str) -> date:
    return datetime.strptime(text, "%Y%m%d").date()  # noqa: DTZ007


def _moment(text: str) -> datetime:
    return datetime.strptime(text.rstrip("Z"), "%Y%m%dT%H%M%S")  # noqa: DTZ007


def _wall(moment: date) -> datetime:
    return moment if isinstance(moment, datetime) else datetime.combine(moment, time())


def _stamp(moment: date, zone: tzinfo | None) -> str:
    if not isinstance(moment, datetime):
        return f"{moment:%Y%m%d}"
    return f"{moment.replace(tzinfo=zone or UTC).astimezone(UTC):%Y%m%dT%H%M%SZ}"
