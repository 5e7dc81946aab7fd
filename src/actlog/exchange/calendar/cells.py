"""An occurrence as cells of text, one for each of COLUMNS."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from actlog.domain.entry import MOST_MINUTES
from actlog.exchange.calendar import people

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import tzinfo

    from actlog.exchange.calendar.parsed import Parsed
    from actlog.exchange.calendar.people import Owner, Person
    from actlog.exchange.calendar.rules import Moment
    from actlog.exchange.calendar.series import Occurrence

COLUMNS = (
    "UID",
    "Summary",
    "Description",
    "Location",
    "Start",
    "End",
    "Minutes",
    "All day",
    "Status",
    "Busy",
    "Organizer",
    "Organizer name",
    "Attendees",
    "Attendee names",
    "Others",
    "Account",
    "Contact",
    "My answer",
    "Their answer",
    "Categories",
    "Private",
    "Created",
    "Modified",
    "Past",
    "Recurring",
    "Set",
    "Fell through",
)

_DAY = timedelta(days=1)
_CALLED_OFF = (
    "canceled:", "cancelled:", "abgesagt:", "annulé:", "annulé :", "annulée :", "cancelado:",
    "cancelada:", "annullato:", "geannuleerd:",
)  # fmt: skip


class Cells:
    """Makes the cells of occurrences."""

    def __init__(self, owner: Owner, now: datetime) -> None:
        """`owner` is whose calendar it is, `now` an aware instant."""
        self._owner = owner
        self._now = now
        self._today = now.date()

    def row(self, uid: str, found: Occurrence) -> list[str]:
        """Return the cells of an occurrence in the order of COLUMNS."""
        event, start, end = found.parsed, found.start, found.end
        zone = event.zone
        whole_days = _whole_days(event, start, end)
        begins = _day(start) if whole_days else local(start, zone)
        ends = (_day(end) - _DAY if _is_midnight(end) else _day(end)) if whole_days else None
        status = _status(event)
        organizer, attendees = people.organizer(event), people.attendees(event)
        everyone = _everyone(organizer, attendees)
        others = [one for one in everyone if self._owner.is_outside(one)]
        contact = people.contact_of(others)
        answer = _their_answer(others)
        created, modified = event.stamp("CREATED"), self._modified(event)
        gone = status == "cancelled" or answer == "declined"
        return [
            uid + _suffix(found.of) + _suffix(found.original),
            _line(event.text("SUMMARY")),
            event.text("DESCRIPTION").strip(),
            _line(event.text("LOCATION")),
            begins.isoformat(),
            ends.isoformat() if ends else local(end, zone).isoformat(),
            "" if whole_days else _minutes(start, end),
            _yes(whole_days),
            status,
            _yes(_is_busy(event)),
            organizer.address if organizer else "",
            organizer.name if organizer else "",
            ", ".join([one.address for one in attendees if one.address]),
            ", ".join([people.called(one) for one in attendees]),
            ", ".join([one.address for one in others]),
            people.company(contact) if contact else "",
            people.called(contact) if contact else "",
            self._my_answer(organizer, attendees),
            answer,
            ", ".join(_categories(event)),
            _yes(event.text("CLASS").upper() in {"PRIVATE", "CONFIDENTIAL"}),
            local(created, None).isoformat() if created else "",
            local(modified, None).isoformat() if modified else "",
            _yes(self._is_past(end, zone)),
            _yes(found.original is not None),
            self._when_set(found, created, begins),
            self._fell_through(modified, begins) if gone else "",
        ]

    def _modified(self, event: Parsed) -> datetime | None:
        return event.stamp("LAST-MODIFIED") or event.stamp("DTSTAMP")

    def _is_past(self, end: Moment, zone: tzinfo | None) -> bool:
        if isinstance(end, datetime):
            return local(end, zone) <= self._now
        return end <= self._today

    def _my_answer(self, organizer: Person | None, attendees: Sequence[Person]) -> str:
        mine = [one for one in attendees if one.address in self._owner.addresses]
        if mine:
            return mine[0].answer
        return "accepted" if organizer and organizer.address in self._owner.addresses else ""

    def _when_set(self, found: Occurrence, created: datetime | None, begins: Moment) -> str:
        """Return when it was arranged, empty where that is to come.

        One meeting of a series is arranged when the one before it takes place.
        """
        if found.before is not None:
            before = local(found.before, found.parsed.zone)
            return "" if self._is_ahead(before) else _earlier(before, begins)
        if created is not None and not self._is_ahead(local(created, None)):
            return _earlier(local(created, None), begins)
        return min(_day(begins), self._today).isoformat()

    def _fell_through(self, modified: datetime | None, begins: Moment) -> str:
        """Return when it was known not to take place: at the latest when it would have begun."""
        if modified is not None and not self._is_ahead(local(modified, None)):
            return _earlier(local(modified, None), begins)
        return self._today.isoformat() if self._is_ahead(begins) else begins.isoformat()

    def _is_ahead(self, moment: Moment) -> bool:
        if isinstance(moment, datetime):
            return moment > self._now
        return moment > self._today


def local(moment: Moment, zone: tzinfo | None) -> Moment:
    """Return a moment on this computer's clock, to the second; a day stays a day.

    One without a zone is on the clock of `zone`, None being this computer's.
    """
    if not isinstance(moment, datetime):
        return moment
    if moment.tzinfo is None and zone is not None:
        moment = moment.replace(tzinfo=zone)
    try:
        return moment.astimezone().replace(microsecond=0)
    except (OverflowError, OSError, ValueError):  # some systems know no local time that long ago
        return moment.replace(microsecond=0, tzinfo=moment.tzinfo or UTC)


def _earlier(moment: Moment, begins: Moment) -> str:
    """Return a moment, or the day of the beginning where the moment is after that."""
    if isinstance(moment, datetime) and isinstance(begins, datetime):
        late = moment > begins
    else:
        late = _day(moment) > _day(begins)
    return (_day(begins) if late else moment).isoformat()


def _whole_days(event: Parsed, start: Moment, end: Moment) -> bool:
    if not isinstance(start, datetime):
        return True
    if event.text("X-MICROSOFT-CDO-ALLDAYEVENT").upper() == "TRUE":
        return True
    return end - start >= _DAY and _is_midnight(start) and _is_midnight(end)


def _is_midnight(moment: Moment) -> bool:
    return not isinstance(moment, datetime) or moment.time() == time()


def _day(moment: Moment) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _minutes(start: Moment, end: Moment) -> str:
    """Return the whole minutes of what lasts no longer than a day."""
    if isinstance(start, datetime) and isinstance(end, datetime):
        if start.tzinfo is not None:
            start, end = start.astimezone(UTC), end.astimezone(UTC)
        seconds = (end - start).total_seconds()
        minutes = max(int(seconds / 60 + 0.5), 1 if seconds > 0 else 0)
        return str(minutes) if minutes <= MOST_MINUTES else ""
    return ""


def _status(event: Parsed) -> str:
    said = event.text("STATUS").upper()
    called_off = not _is_busy(event) and event.text("SUMMARY").casefold().startswith(_CALLED_OFF)
    if said == "CANCELLED" or called_off or event.calendar.said.get("METHOD", "") == "CANCEL":
        return "cancelled"
    return "tentative" if said == "TENTATIVE" else "confirmed"


def _is_busy(event: Parsed) -> bool:
    return (
        event.text("TRANSP").upper() != "TRANSPARENT"
        and event.text("X-MICROSOFT-CDO-BUSYSTATUS").upper() != "FREE"
    )


def _everyone(organizer: Person | None, attendees: Sequence[Person]) -> list[Person]:
    """Return everybody with an address once, who invited first."""
    if organizer and all(one.address != organizer.address for one in attendees):
        attendees = [organizer.replace(answer="accepted"), *attendees]
    return list({one.address: one for one in reversed(attendees) if one.address}.values())[::-1]


def _their_answer(others: Sequence[Person]) -> str:
    """Return declined where all declined, else the warmest answer that somebody gave."""
    answers = {one.answer for one in others}
    ranks = ("accepted", "tentative", "needs-action", "declined")
    return next((answer for answer in ranks if answer in answers), "needs-action" if others else "")


def _categories(event: Parsed) -> list[str]:
    found = [_line(str(word)) for one in event.all("CATEGORIES") for word in one.cats]
    return list(dict.fromkeys([word for word in found if word]))


def _suffix(original: Moment | None) -> str:
    if original is None:
        return ""
    if not isinstance(original, datetime):
        return f" {original:%Y%m%d}"
    if original.tzinfo is None:
        return f" {original:%Y%m%dT%H%M%S}"
    return f" {original.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _line(text: str) -> str:
    return " ".join(text.split())


def _yes(holds: bool) -> str:
    return "yes" if holds else "no"
