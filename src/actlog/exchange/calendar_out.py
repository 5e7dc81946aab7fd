"""What lies ahead as a calendar (RFC 5545) that other programs import or subscribe to.

icalendar writes it; it is an extra, and loaded when a calendar is asked for.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from actlog.domain.record import Record
from actlog.domain.text import visible

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from icalendar import Event

    from actlog.domain.entry import Moment

DOMAIN = "actlog"
"""What stands behind the @ of a UID: the part before it says which entry of the log it is."""

STEP = "next."
"""What stands before the entry's uid in the UID of its next step. No uid holds a dot."""

_BEGIN = (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//actlog//actlog//EN\r\n"
    "CALSCALE:GREGORIAN\r\nX-WR-CALNAME:actlog\r\n"
)
_END = "END:VCALENDAR\r\n"


class Planned(Record):
    """One event: the `uid` in its calendar, what it is called, when, and how long in minutes.

    Where only the day is known it takes all of the day. What is `busy` takes up that time.
    """

    uid: str
    summary: str
    when: Moment
    minutes: int
    busy: bool


def write(events: Iterable[Planned], now: datetime) -> Iterator[str]:
    r"""Yield the calendar, an event at a time; lines end with `\r\n`.

    `now` is an aware instant: what was written later counts where a UID is known already.
    """
    yield _BEGIN
    for event in events:
        yield _event(event, now).to_ical().decode()
    yield _END


def _event(planned: Planned, now: datetime) -> Event:
    from icalendar import Event

    event = Event()
    event.add("uid", planned.uid)
    event.add("dtstamp", now.astimezone(UTC))
    at = planned.when.at
    if at is None:
        event.add("dtstart", planned.when.day)
        event.add("dtend", planned.when.day + timedelta(days=1))
    else:
        event.add("dtstart", at.astimezone(UTC))
        event.add("dtend", at.astimezone(UTC) + timedelta(minutes=planned.minutes))
    event.add("summary", visible(" ".join(planned.summary.split())))
    event.add("transp", "OPAQUE" if planned.busy and at is not None else "TRANSPARENT")
    return event
