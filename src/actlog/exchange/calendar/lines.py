"""The events of a calendar, put together from its unfolded lines.

The file passes by once. Of an event only the properties that a row needs are held, so
attachments, alarms and formatted copies of a description cost nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from hashlib import blake2b

from actlog.domain.errors import InputError
from actlog.exchange.calendar.unfolding import name_of, text_of, unfolded
from actlog.exchange.problems import RowError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

    from actlog.exchange.problems import Problems

_OF_EVENTS = frozenset(
    b"UID SEQUENCE RECURRENCE-ID DTSTART DTEND DURATION RRULE RDATE EXDATE EXRULE DTSTAMP CREATED"
    b" LAST-MODIFIED SUMMARY DESCRIPTION LOCATION STATUS TRANSP CLASS CATEGORIES ORGANIZER"
    b" ATTENDEE X-MICROSOFT-CDO-BUSYSTATUS X-MICROSOFT-CDO-ALLDAYEVENT".split()
)
_OF_CALENDARS = frozenset(b"METHOD CALSCALE X-WR-CALNAME X-WR-TIMEZONE X-OWNER".split())
_OF_ZONES = frozenset(b"TZID TZNAME TZOFFSETFROM TZOFFSETTO DTSTART RRULE RDATE".split())
_NEEDED = _OF_EVENTS | _OF_CALENDARS | _OF_ZONES | {b"BEGIN", b"END"}
_VALUE = re.compile(rb'[^":]*(?:"[^"]*"[^":]*)*:(.*)', re.DOTALL)
_CHANGING = (b"DTSTAMP", b"LAST-MODIFIED", b"SEQUENCE", b"CREATED")
_DEEPEST = 32
_WHOLE = "is the file whole?"


class Calendar:
    """What a VCALENDAR says of all its events: its properties by name, and its time zones."""

    __slots__ = ("line", "said", "zones")

    def __init__(self, line: int) -> None:
        """`line` is the one on which it begins."""
        self.line = line
        self.said: dict[str, str] = {}
        self.zones: list[bytes] = []


class Event:
    """One VEVENT: the line on which it begins, its lines unfolded in UTF-8, its calendar."""

    __slots__ = ("calendar", "data", "line")

    def __init__(self, line: int, calendar: Calendar) -> None:
        """Begin without lines; `data` is filled when the event ends."""
        self.line = line
        self.calendar = calendar
        self.data = b""


class Events:
    """All events of a file. `series` are those of one UID, or of one made of what they say.

    `calendars` are what they stand in; `others` counts components that are no events, by name.
    """

    def __init__(self) -> None:
        """Begin without any."""
        self.series: dict[bytes, list[Event]] = {}
        self.calendars: list[Calendar] = []
        self.others: Counter[str] = Counter()

    def __iter__(self) -> Iterator[Event]:
        for series in self.series.values():
            yield from series


def split(stream: BinaryIO, problems: Problems) -> Events:
    """Return the events of a stream of bytes; those that do not end go to `problems`.

    Raises InputError where the file holds no calendar, or a line longer than 1 MiB.
    """
    splitter = _Splitter(problems)
    start = stream.read(3)
    if not start:
        raise InputError("the file is empty", "a calendar begins with BEGIN:VCALENDAR")
    for number, line in unfolded(text_of(start, stream), _NEEDED):
        splitter.take(number, line)
    splitter.finish()
    if not (splitter.events.calendars or splitter.events.series or problems):
        raise InputError(
            "this is no calendar: it has no BEGIN:VCALENDAR",
            "export the calendar as an .ics file, then import that",
        )
    return splitter.events


def value_of(line: bytes) -> bytes:
    """Return what stands behind the first colon that is in no quotes."""
    found = _VALUE.match(line)
    return (found[1] if found else line.partition(b":")[2]).strip()


class _Splitter:
    """Puts lines into events."""

    def __init__(self, problems: Problems) -> None:
        self.events = Events()
        self._problems = problems
        self._open: list[bytes] = []
        self._calendar = Calendar(1)
        self._event: Event | None = None
        self._zone: list[bytes] | None = None
        self._lines: list[bytes] = []

    def take(self, number: int, line: bytes) -> None:
        """Take one unfolded line."""
        name = name_of(line)
        if name == b"BEGIN":
            self._begin(number, value_of(line).upper())
        elif name == b"END":
            self._end(number, value_of(line).upper())
        elif self._zone is not None:
            self._zone.append(line)
        elif self._event is not None:
            if self._open[-1] == b"VEVENT" and name in _OF_EVENTS and value_of(line):
                self._lines.append(line)
        elif self._open == [b"VCALENDAR"] and name in _OF_CALENDARS:
            text = value_of(line).decode("utf-8", "replace")
            self._calendar.said.setdefault(name.decode(), text)

    def finish(self) -> None:
        """Tell what has not ended."""
        if self._event is not None:
            self._lost(self._event.line, f"the event that begins here does not end: {_WHOLE}")
        elif b"VCALENDAR" in self._open:
            self._lost(self._calendar.line, f"the calendar does not end: {_WHOLE}")
        self._event = self._zone = None

    def _begin(self, number: int, what: bytes) -> None:
        if what == b"VCALENDAR":
            self.finish()
            self._open = []
            self._calendar = Calendar(number)
            self.events.calendars.append(self._calendar)
        elif what == b"VEVENT":
            self._begin_event(number)
        elif self._event is None and self._zone is None:
            if what == b"VTIMEZONE":
                self._zone = []
            elif what.startswith(b"V"):
                self.events.others[what.decode("ascii", "replace")] += 1
        if self._zone is not None:
            self._zone.append(b"BEGIN:" + what)
        if len(self._open) == _DEEPEST:
            raise InputError(f"line {number}: nothing in a calendar is nested so deeply")
        self._open.append(what)

    def _begin_event(self, number: int) -> None:
        """Begin an event. It is part of a calendar alone, so anything else that is open ends."""
        if self._event is not None:
            self._lost(self._event.line, "another event begins before this one ends")
        self._open = self._open[:1] if self._open[:1] == [b"VCALENDAR"] else []
        self._zone = None
        self._event, self._lines = Event(number, self._calendar), []

    def _end(self, number: int, what: bytes) -> None:
        if what not in self._open:
            if what == b"VEVENT":
                self._lost(number, "an event ends here that has not begun")
            return
        while self._open.pop() != what:
            pass
        if self._zone is not None:
            self._zone.append(b"END:" + what)
            if b"VTIMEZONE" not in self._open:
                self._calendar.zones.append(b"\r\n".join(self._zone))
                self._zone = None
        if self._event is not None and b"VEVENT" not in self._open:
            if what == b"VEVENT":
                self._add(self._event)
            else:
                self._lost(self._event.line, f"the event that begins here does not end: {_WHOLE}")
            self._event = None

    def _add(self, event: Event) -> None:
        event.data = b"\r\n".join([_utf8(line) for line in self._lines])
        uids = [value_of(line) for line in self._lines if name_of(line) == b"UID"]
        key = uids[0] if uids else _made(event)
        self.events.series.setdefault(key, []).append(event)

    def _lost(self, line: int, why: str) -> None:
        self._problems.add(line, RowError(why))


def _made(event: Event) -> bytes:
    """Return an id for an event that has none: a digest of what does not change by itself."""
    said = [line for line in event.data.split(b"\r\n") if not line.upper().startswith(_CHANGING)]
    return blake2b(b"\n".join(said), digest_size=16).hexdigest().encode()


def _utf8(line: bytes) -> bytes:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return line.decode("cp1252", "replace").encode()
    return line
