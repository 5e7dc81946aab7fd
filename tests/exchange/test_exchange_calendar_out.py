from datetime import date, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar, Event

from actlog.domain.entry import Moment
from actlog.domain.text import visible
from actlog.exchange.calendar_out import Planned, write

NOW = datetime(2026, 11, 23, 10, 41, tzinfo=timezone(timedelta(hours=1)))
MEETING = Planned(
    uid="0192f3a4@actlog",
    summary="Meeting with Acme (Dana)",
    when=Moment.of(datetime(2026, 11, 24, 10, 0, tzinfo=timezone(timedelta(hours=1)))),
    minutes=45,
    busy=True,
)


def test_an_event_stands_in_universal_time_with_its_end() -> None:
    assert "".join(write([MEETING], NOW)).split("\r\n") == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//actlog//actlog//EN",
        "CALSCALE:GREGORIAN",
        "X-WR-CALNAME:actlog",
        "BEGIN:VEVENT",
        "SUMMARY:Meeting with Acme (Dana)",
        "DTSTART:20261124T090000Z",
        "DTEND:20261124T094500Z",
        "DTSTAMP:20261123T094100Z",
        "UID:0192f3a4@actlog",
        "TRANSP:OPAQUE",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]


def read(*events: Planned) -> list[Event]:
    calendar = Calendar.from_ical("".join(write(events, NOW)))
    return [event for event in calendar.walk("VEVENT") if isinstance(event, Event)]


def test_a_day_without_a_time_is_an_event_of_all_day_that_keeps_nobody_busy() -> None:
    (event,) = read(MEETING.replace(when=Moment(day=date(2026, 12, 31))))
    assert (event.start, event.end) == (date(2026, 12, 31), date(2027, 1, 1))
    assert event["transp"] == "TRANSPARENT"


@given(st.text(max_size=120))
def test_any_summary_is_one_property_and_reads_as_it_is_shown(text: str) -> None:
    planned = MEETING.replace(summary=f"with {text}")
    lines = "".join(write([planned], NOW))
    assert all(len(line.encode()) <= 75 for line in lines.split("\r\n"))
    assert lines.count("\nBEGIN:VEVENT\r\n") == lines.count("\nEND:VCALENDAR\r\n") == 1
    (event,) = read(planned)
    assert set(event) == {"SUMMARY", "DTSTART", "DTEND", "DTSTAMP", "UID", "TRANSP"}
    assert event["summary"] == visible(" ".join(f"with {text}".split()))


@given(st.integers(631_152_000, 32_000_000_000), st.integers(-56, 56))
def test_any_instant_is_kept(seconds: int, quarters: int) -> None:
    at = datetime.fromtimestamp(seconds, timezone(timedelta(minutes=15 * quarters)))
    (event,) = read(MEETING.replace(when=Moment.of(at)))
    assert event.start == at
    assert event.end == at + timedelta(minutes=45)
