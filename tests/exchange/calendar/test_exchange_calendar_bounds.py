import io
import tracemalloc

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actlog.domain.errors import InputError
from actlog.exchange.calendar import reading
from actlog.exchange.calendar.cells import COLUMNS
from actlog.exchange.calendar.reading import read_events
from actlog.exchange.problems import Problems
from tests.exchange.calendar.calendars import GUESTS, ME, NOW, bad, calendar, event, rows, starts

START = "DTSTART:20260101T100000Z"


@pytest.mark.parametrize(
    ("rule", "message"),
    [
        ("FREQ=SECONDLY", "it repeats secondly over 59,725,812 steps; 1,000,000 are followed"),
        ("FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30", None),
        ("FREQ=SECONDLY;BYSETPOS=2", "RRULE: BYSETPOS in 'FREQ=SECONDLY;BYSETPOS=2' cannot be"),
        ("FREQ=SECONDLY;COUNT=10000000", "it repeats secondly over 59,725,812 steps"),
        ("FREQ=MINUTELY", "it repeats minutely, up to 995,433 times; at most 100,000"),
        ("FREQ=DAILY;BYHOUR=1,2,3;BYMINUTE=1,2,3,4,5;BYSECOND=1,2,3,4,5,6,7,8,9,10", "it repeats"),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", None),
        ("FREQ=DAILY;INTERVAL=7;BYDAY=FR", None),
        ("FREQ=DAILY;COUNT=2147483647", None),
        ("FREQ=YEARLY;INTERVAL=2147483647", None),
    ],
)
def test_no_recurrence_is_followed_for_ever(rule: str, message: str | None) -> None:
    found = bad(calendar(event(START, f"RRULE:{rule}")))
    assert len(found) == (0 if message is None else 1)
    assert message is None or message in found[0]


def test_what_repeats_within_the_day_is_followed_as_far_as_meetings_go() -> None:
    rule = "RRULE:FREQ=MINUTELY;INTERVAL=20;BYHOUR=9,10;UNTIL=20260102T235959Z"
    assert len(starts("DTSTART:20260101T090000Z", rule)) == 12


def test_a_file_with_too_many_occurrences_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MOST", 100)
    events = [event(START, "RRULE:FREQ=DAILY;COUNT=30", uid=f"u{n}") for n in range(4)]
    with pytest.raises(InputError, match="the calendar holds more than 100 occurrences"):
        rows(calendar(*events))


@pytest.mark.parametrize(
    "zone",
    [
        "RRULE:FREQ=SECONDLY",
        "RRULE:FREQ=YEARLY;BYHOUR=0,1,2,3,4,5,6,7,8,9",
        "RRULE:FREQ=YEARLY;INTERVAL=0",
        "TZOFFSETTO:+9900",
        "DTSTART:99991231T000000",
    ],
)
def test_a_time_zone_that_no_clock_follows_is_not_known(zone: str) -> None:
    data = calendar(
        "BEGIN:VTIMEZONE",
        "TZID:Mine",
        "BEGIN:STANDARD",
        *(["DTSTART:19700101T000000"] if not zone.startswith("DTSTART") else []),
        "TZOFFSETFROM:+0100",
        *(["TZOFFSETTO:+0100"] if not zone.startswith("TZOFFSETTO") else []),
        zone,
        "END:STANDARD",
        "END:VTIMEZONE",
        event("DTSTART;TZID=Mine:20260101T100000"),
    )
    assert len(rows(data)) == 1


def test_giant_properties_that_no_row_needs_cost_nothing() -> None:
    attached = "ATTACH;ENCODING=BASE64;VALUE=BINARY:" + "\r\n ".join(["A" * 70] * 20_000)
    data = calendar(event(START, attached, "SUMMARY:Small"))
    assert [row["Summary"] for row in rows(data)] == ["Small"]


def test_text_of_more_than_a_mebibyte_is_refused() -> None:
    folded = "DESCRIPTION:" + "\r\n ".join(["A" * 70] * 16_000)
    with pytest.raises(InputError) as refused:
        rows(calendar(event(START, folded)))
    assert refused.value.message == "the text that begins on line 6 is longer than 1 MiB"
    with pytest.raises(InputError) as refused:
        rows(calendar(event(START, "X-A:" + "A" * (1 << 20))))
    assert refused.value.message == "line 6 is longer than 1 MiB"


def test_deep_folds_and_deep_nests_are_read_or_refused() -> None:
    folded = "\r\n ".join("SUMMARY:" + "x" * 20_000)
    assert rows(calendar(event(START, folded)))[0]["Summary"] == "x" * 20_000
    with pytest.raises(InputError, match="nothing in a calendar is nested so deeply"):
        rows(calendar(*["BEGIN:X-A"] * 100))


def test_memory_stays_within_ten_times_the_file() -> None:
    guest = "ATTENDEE;CN=Dana Cole;PARTSTAT=ACCEPTED:mailto:dana@acme.example"
    one = [START, "DURATION:PT1H", "SUMMARY:Demo", "DESCRIPTION:" + "words " * 40, *GUESTS, guest]
    data = calendar(*[event(*one, uid=f"uid-{number}@own.example") for number in range(400)])
    rows(calendar(event(*one)))  # loads the libraries
    stream = io.BytesIO(data)
    tracemalloc.start()
    try:
        made = read_events(stream, Problems(), now=NOW, me=ME)
        assert sum(1 for _ in made.raw.rows) == 400
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 10 * len(data)


_STARTS = """
DTSTART:20260101T100000Z
DTSTART;TZID=Mine:20260101T100000
DTSTART;TZID=Asia/Tokyo:20260101T100000
DTSTART:20260101T100000
DTSTART;VALUE=DATE:20260101
DTSTART;TZID="Europe":20260101T100000
DTSTART:29991231T235959Z
DTSTART:16000101T000000
DTSTART;VALUE=PERIOD:20260101T100000Z/PT1H
"""
_LINES = """
DTEND:20260101T110000Z
DTEND:20250101
DTEND;TZID=Mine:20260101T110000
DURATION:PT1H
DURATION:-P1W
DURATION:P9999999D
RRULE:FREQ=DAILY;COUNT=3
RRULE:FREQ=WEEKLY;BYDAY=TH,1MO;UNTIL=20260201
RRULE:FREQ=YEARLY;BYWEEKNO=53;COUNT=2
RRULE:FREQ=MONTHLY;BYDAY=MO,-1TH;BYSETPOS=-3;COUNT=4
RRULE:FREQ=DAILY;UNTIL=20260105T000000
RRULE:FREQ=HOURLY;INTERVAL=5;COUNT=5
RRULE:FREQ=DAILY;BYHOUR=3,10;COUNT=9
RRULE:COUNT=1
EXDATE:20260102T100000Z
EXDATE:20260102
EXDATE;TZID=Mine:20260103T100000
RDATE:20260103
RDATE;VALUE=PERIOD:20260104T100000Z/PT2H
RDATE;TZID=Asia/Tokyo:20260104T100000
RECURRENCE-ID:20260102T100000Z
RECURRENCE-ID;RANGE=THISANDFUTURE:20260102T100000
RECURRENCE-ID;VALUE=DATE:20260102
RECURRENCE-ID;RANGE=THISANDFUTURE;VALUE=DATE:20260103
SEQUENCE:1
SEQUENCE:x
STATUS:CANCELLED
CATEGORIES:a,b
CATEGORIES:
ATTENDEE;CN="a:mailto:b@c.example
ATTENDEE;PARTSTAT=:mailto:
ORGANIZER:mailto:d@e.example
SUMMARY:\x1b[31m\u202e
SUMMARY;LANGUAGE=
CREATED:00001231T000000Z
LAST-MODIFIED:20260101T000000Z
BEGIN:VALARM
END:VALARM
END:VEVENT
END:VCALENDAR
"""
ZONE = """BEGIN:VTIMEZONE
TZID:Mine
BEGIN:STANDARD
DTSTART:19700101T000000
TZOFFSETFROM:+0100
TZOFFSETTO:+0100
END:STANDARD
END:VTIMEZONE"""
EVENTS = st.builds(
    lambda uid, start, lines: "\n".join(
        ["BEGIN:VEVENT", uid, start, *lines, "END:VEVENT"]
    ).encode(),
    st.sampled_from(("UID:a", "UID:a", "UID:b", "X:")),
    st.sampled_from(_STARTS.split()),
    st.lists(st.sampled_from(_LINES.strip().split("\n")), max_size=5),
)
PARTS = st.one_of(EVENTS, EVENTS, EVENTS, st.just(ZONE.encode()), st.binary(max_size=12))


@settings(max_examples=80)
@given(st.lists(PARTS, max_size=4))
def test_any_bytes_are_rows_or_a_message(parts: list[bytes]) -> None:
    problems = Problems()
    data = b"\n".join([b"BEGIN:VCALENDAR", *parts, b"END:VCALENDAR", b""])
    try:
        made = read_events(io.BytesIO(data), problems, now=NOW, me=ME)
        found, told = list(made.raw.rows), made.told
    except InputError as error:
        found, told = [], [error.message]
    assert all(len(cells) == len(COLUMNS) for _, cells in found)
    assert all("\n" not in one for one in [*problems.named, *told])
    uids = [cells[0] for _, cells in found]
    assert len(uids) == len(set(uids))


@given(st.binary(max_size=200))
def test_bytes_that_are_no_calendar_are_refused(data: bytes) -> None:
    with pytest.raises(InputError):
        rows(data.replace(b"VEVENT", b"").replace(b"VCALENDAR", b""))
