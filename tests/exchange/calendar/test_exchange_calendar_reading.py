import importlib.util
from datetime import UTC, date, datetime
from importlib.machinery import ModuleSpec
from pathlib import Path

import pytest

from actlog.domain.errors import InputError
from actlog.exchange.calendar.cells import COLUMNS
from actlog.exchange.calendar.reading import need_calendars
from tests.exchange.calendar.calendars import GUESTS, bad, calendar, event, read, rows, starts, told
from tests.exchange.calendar.independent import compare

DATA = Path(__file__).parents[2] / "data" / "calendars"
FIRST, LAST = date(2017, 1, 1), date(2027, 9, 1)


def test_an_event_is_a_row_of_all_that_it_says() -> None:
    data = calendar(
        event(
            "DTSTART;TZID=Europe/Berlin:20261109T100000",
            "DTEND;TZID=Europe/Berlin:20261109T104500",
            "SUMMARY:Demo\\, pricing",
            "DESCRIPTION:First line\\nsecond",
            "LOCATION:Room 4",
            "CREATED:20261102T080000Z",
            "LAST-MODIFIED:20261103T080000Z",
            "CATEGORIES:Sales,Key account",
            "ORGANIZER;CN=Jo Berg:mailto:jo@own.example",
            'ATTENDEE;CN="Cole, Dana";PARTSTAT=ACCEPTED:mailto:Dana@Acme.example',
            "ATTENDEE;PARTSTAT=TENTATIVE:mailto:ann@own.example",
            "ATTENDEE;CUTYPE=ROOM:mailto:room4@other.example",
        )
    )
    assert rows(data) == [
        {
            "UID": "one",
            "Summary": "Demo, pricing",
            "Description": "First line\nsecond",
            "Location": "Room 4",
            "Start": "2026-11-09T09:00:00+00:00",
            "End": "2026-11-09T09:45:00+00:00",
            "Minutes": "45",
            "All day": "no",
            "Status": "confirmed",
            "Busy": "yes",
            "Organizer": "jo@own.example",
            "Organizer name": "Jo Berg",
            "Attendees": "dana@acme.example, ann@own.example",
            "Attendee names": "Cole, Dana, ann",
            "Others": "dana@acme.example",
            "Account": "acme",
            "Contact": "Cole, Dana",
            "My answer": "accepted",
            "Their answer": "accepted",
            "Categories": "Sales, Key account",
            "Private": "no",
            "Created": "2026-11-02T08:00:00+00:00",
            "Modified": "2026-11-03T08:00:00+00:00",
            "Past": "yes",
            "Recurring": "no",
            "Set": "2026-11-02T08:00:00+00:00",
            "Fell through": "",
        }
    ]


def test_rows_name_the_line_on_which_their_event_begins() -> None:
    made, _ = read(calendar("X-A:1", event("DTSTART:20260101T100000Z")))
    assert made.raw.header == COLUMNS
    assert [line for line, _ in made.raw.rows] == [4]


@pytest.mark.parametrize(
    ("name", "agreed", "missing"),
    [
        ("recurring.ics", 54, []),
        ("two.ics", 6, []),
        # Outlook says in its title alone that it was called off.
        (
            "outlook.ics",
            3,
            [("040000008200E00074C5B7101A82E00800000003", "20260708T080000Z")],
        ),
    ],
)
def test_what_takes_place_is_what_an_independent_count_finds(
    name: str, agreed: int, missing: list[tuple[str, str]]
) -> None:
    data = (DATA / name).read_bytes()
    found = compare(rows(data), data, FIRST, LAST)
    assert (found.agreed, found.missing, found.invented) == (agreed, missing, [])


def test_a_changed_date_keeps_the_id_of_its_original_start() -> None:
    found = {row["UID"]: row for row in rows((DATA / "recurring.ics").read_bytes())}
    moved, cancelled = found["weekly 20260312T080000Z"], found["weekly 20260316T080000Z"]
    assert moved["Start"] == "2026-03-13T10:00:00+00:00"
    assert cancelled["Status"] == "cancelled"
    later = [row for uid, row in found.items() if uid.startswith("later ")]
    assert [row["UID"] for row in later] == [f"later 202604{d:02}T140000Z" for d in range(1, 7)]
    assert [row["Start"][11:16] for row in later] == ["14:00"] * 2 + ["15:00"] * 4
    assert [row["Minutes"] for row in later] == ["45"] * 2 + ["60"] * 4


def test_each_date_of_a_series_is_set_when_the_one_before_takes_place() -> None:
    data = calendar(
        event("DTSTART:20261109T100000Z", "CREATED:20261102T080000Z", "RRULE:FREQ=WEEKLY;COUNT=5")
    )
    assert [row["Set"] for row in rows(data)] == [
        "2026-11-02T08:00:00+00:00",
        "2026-11-09T10:00:00+00:00",
        "2026-11-16T10:00:00+00:00",
        "2026-11-23T10:00:00+00:00",
        "",
    ]


def test_what_was_written_down_afterwards_was_set_on_its_own_day() -> None:
    late = event("DTSTART:20261109T100000Z", "CREATED:20261110T080000Z")
    unknown = event("DTSTART:20261109T100000Z", uid="two")
    ahead = event("DTSTART:20261209T100000Z", uid="three")
    assert [row["Set"] for row in rows(calendar(late, unknown, ahead))] == [
        "2026-11-09",
        "2026-11-09",
        "2026-11-23",
    ]


@pytest.mark.parametrize(
    "name",
    [
        "Europe/Berlin",
        "europe/berlin",
        "W. Europe Standard Time",
        '"W. Europe Standard Time"',
        "/freeassociation.sourceforge.net/Europe/Berlin",
        "/mozilla.org/20070129_1/Europe/Berlin",
        '"(UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna"',
        '"GMT+0200"',
        '"UTC+02:00"',
    ],
)
def test_a_time_zone_is_known_by_any_of_its_names(name: str) -> None:
    assert starts(f"DTSTART;TZID={name}:20260706T100000") == ["2026-07-06T08:00:00+00:00"]


def test_a_time_zone_that_nothing_explains_is_told() -> None:
    data = calendar(event("DTSTART;TZID=Nowhere:20260706T100000"))
    assert [row["Start"] for row in rows(data)] == ["2026-07-06T10:00:00+00:00"]
    assert told(data) == [
        "the time zone 'Nowhere' is not known: 1 event is read on this computer's clock"
    ]


def test_two_calendars_of_one_file_have_time_zones_of_their_own() -> None:
    found = {row["UID"]: row["Start"] for row in rows((DATA / "two.ics").read_bytes())}
    assert (found["a"], found["b"]) == ("2026-06-01T09:00:00+00:00", "2026-06-01T15:00:00+00:00")


def test_a_time_on_no_clock_is_on_the_calendars() -> None:
    data = calendar("X-WR-TIMEZONE:America/New_York", event("DTSTART:20260706T100000"))
    assert [row["Start"] for row in rows(data)] == ["2026-07-06T14:00:00+00:00"]


def test_whole_days_end_on_their_last_day() -> None:
    data = calendar(
        event("DTSTART;VALUE=DATE:20260504", "DTEND;VALUE=DATE:20260506"),
        event("DTSTART;VALUE=DATE:20260504", uid="two"),
        event("DTSTART:20260504T000000", "DTEND:20260505T000000", uid="three"),
    )
    assert [(r["Start"], r["End"], r["Minutes"], r["All day"]) for r in rows(data)] == [
        ("2026-05-04", "2026-05-05", "", "yes"),
        ("2026-05-04", "2026-05-04", "", "yes"),
        ("2026-05-04", "2026-05-04", "", "yes"),
    ]


@pytest.mark.parametrize(
    ("until", "count"),
    [
        ("20260105", 5),  # that day included
        ("20260105T100000", 5),  # on the clock of the start
        ("20260105T090000Z", 5),
        ("20260105T085959Z", 4),
        ("99991231T235959Z", 391),
    ],
)
def test_the_end_of_a_recurrence_is_included(until: str, count: int) -> None:
    found = starts("DTSTART;TZID=Europe/Berlin:20260101T100000", f"RRULE:FREQ=DAILY;UNTIL={until}")
    if until.startswith("9999"):
        assert found[-1] == "2027-11-23T09:00:00+00:00"
    else:
        assert len(found) == count


def test_weekdays_with_and_without_a_number_are_all_meant() -> None:
    found = starts("DTSTART:20260105T100000Z", "RRULE:FREQ=MONTHLY;BYDAY=MO,-1TH;COUNT=6")
    days = ["05", "12", "19", "26", "29"]
    assert [one[:10] for one in found] == [*[f"2026-01-{day}" for day in days], "2026-02-02"]
    found = starts("DTSTART:20260101T100000Z", "RRULE:FREQ=YEARLY;BYDAY=1TH,FR;COUNT=3")
    assert [one[:10] for one in found] == ["2026-01-01", "2026-01-02", "2026-01-09"]


def test_a_day_that_is_taken_out_takes_out_all_of_it() -> None:
    lines = ["DTSTART:20260101T100000Z", "RRULE:FREQ=DAILY;COUNT=3", "EXDATE;VALUE=DATE:20260102"]
    assert [one[:10] for one in starts(*lines)] == ["2026-01-01", "2026-01-03"]


def test_an_endless_recurrence_is_read_ten_years_back_and_one_ahead() -> None:
    data = calendar(event("DTSTART:20100104T100000Z", "RRULE:FREQ=WEEKLY"))
    found = [row["Start"][:10] for row in rows(data)]
    assert (found[0], found[-1]) == ("2016-11-28", "2027-11-22")
    assert told(data) == [
        "1 event recurs after 2027-11-23: that is for a later file",
        "1 event recurs without an end: read from 2016-11-23 on",
    ]


def test_what_lies_outside_the_days_asked_for_is_counted() -> None:
    data = calendar(event("DTSTART:20260101T100000Z"), event("DTSTART:20260301T100000Z", uid="b"))
    assert [row["UID"] for row in rows(data, since=date(2026, 2, 1))] == ["b"]


def test_nothing_is_left_out_in_silence() -> None:
    data = calendar(
        event("DTSTART:20260101T100000Z", "SEQUENCE:1"),
        event("DTSTART:20260101T090000Z", "SEQUENCE:0"),
        event("DTSTART:20260101T100000Z", "RRULE:FREQ=DAILY;UNTIL=20251231T100000Z", uid="none"),
        event("DTSTART:20260101T100000Z", "RRULE:FREQ=DAILY;COUNT=2", uid="c").replace(
            "END:VEVENT", "EXDATE:20260102T100000Z\r\nEND:VEVENT"
        ),
        event("DTSTART:20260102T120000Z", "RECURRENCE-ID:20260102T100000Z", uid="c"),
        "BEGIN:VTODO",
        "END:VTODO",
    )
    assert [row["UID"] for row in rows(data)] == ["one", "c 20260101T100000Z"]
    assert told(data) == [
        "1 to-do left out: no events",
        "1 older or equal version of events left out",
        "1 change of dates that are taken out of their series",
        "1 event takes place on no day that is read",
    ]


def test_two_events_of_the_same_uid_are_both_read() -> None:
    found = [row["UID"] for row in rows((DATA / "two.ics").read_bytes())]
    assert found[3:5] == ["same 20260603T100000Z", "same 20260604T100000Z"]
    assert len(found[5]) == 32  # of one without a UID it is made of what it says


def test_bare_events_are_read_without_a_calendar() -> None:
    assert len(rows(event("DTSTART:20260101T100000Z").encode())) == 1


@pytest.mark.parametrize(
    "data",
    [
        calendar(event("DTSTART:20260101T100000Z", "SUMMARY:Büro")),
        calendar(event("DTSTART:20260101T100000Z", "SUMMARY:Büro")).replace(b"\r\n", b"\n"),
        calendar(event("DTSTART:20260101T100000Z", "SUMMARY:Büro")).replace(b"\r\n", b"\r"),
        calendar(event("DTSTART:20260101T100000Z", "SUMMARY:Büro")).decode().encode("utf-8-sig"),
        calendar(event("DTSTART:20260101T100000Z", "SUMMARY:Büro")).decode().encode("utf-16"),
        calendar(event("DTSTART:20260101T100000Z", "SUMMARY:Büro")).decode().encode("cp1252"),
        calendar(event("DTST\r\n ART:2026\r\n 0101T100000Z", "SUMM\r\n\tARY:B")).replace(
            b"ARY:B", "ARY:Bü\r\n ro".encode().replace("ü".encode(), b"\xc3\r\n \xbc")
        ),
    ],
)
def test_lines_are_read_however_they_are_written(data: bytes) -> None:
    assert [(row["Summary"], row["Start"][:10]) for row in rows(data)] == [("Büro", "2026-01-01")]


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (["SUMMARY:x"], "the event has no start: there is no DTSTART"),
        (["DTSTART:yesterday"], "DTSTART: 'DTSTART:yesterday' cannot be read"),
        (["DTSTART:00010101"], "DTSTART is in the year 1, not from 1600 to 2999"),
        (
            ["DTSTART:20260101T100000Z", "RRULE:FREQ=WEEKLY;BYDAY=XX"],
            "RRULE: 'RRULE:FREQ=WEEKLY;BYDAY=XX' cannot be read",
        ),
        (
            ["DTSTART:20260101T100000Z", "RRULE:RSCALE=HEBREW;FREQ=YEARLY"],
            "RRULE: RSCALE in 'RSCALE=HEBREW;FREQ=YEARLY' cannot be followed",
        ),
        (
            ["DTSTART:20260101T100000Z", "RRULE:FREQ=DAILY;INTERVAL=0"],
            "RRULE: INTERVAL in 'FREQ=DAILY;INTERVAL=0' is not 1 or more",
        ),
        (
            ["DTSTART:20260101T100000Z", "RRULE:BYDAY=MO"],
            "RRULE: 'BYDAY=MO' does not say how often: it has no FREQ=WEEKLY or the like",
        ),
        (
            ["DTSTART:20260101T100000Z", "EXDATE:soon"],
            "EXDATE: 'EXDATE:soon' cannot be read",
        ),
        (
            ["DTSTART:20260101T100000Z", "EXRULE:FREQ=DAILY"],
            "EXRULE is out of use and not followed: its dates belong in EXDATE",
        ),
    ],
)
def test_an_event_that_cannot_be_read_is_named_with_its_line(
    lines: list[str], message: str
) -> None:
    assert bad(calendar(event(*lines))) == [f"line 3: {message}"]


def test_a_file_that_was_cut_off_is_not_half_read() -> None:
    data = calendar(event("DTSTART:20260101T100000Z"))
    assert bad(data[:-15]) == ["line 1: the calendar does not end: is the file whole?"]
    assert bad(data[:60]) == ["line 3: the event that begins here does not end: is the file whole?"]
    twice = data.replace(b"END:VEVENT\r\n", b"") + data
    assert bad(twice)[0] == "line 3: the event that begins here does not end: is the file whole?"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "the file is empty"),
        (b"at,kind\n2026-01-01,call\n", "this is no calendar: it has no BEGIN:VCALENDAR"),
        (bytes(range(256)) * 10, "this is no calendar: it has no BEGIN:VCALENDAR"),
        (
            calendar("CALSCALE:HEBREW", event("DTSTART:20260101")),
            "line 1: the dates of this calendar are HEBREW",
        ),
    ],
)
def test_what_is_no_calendar_is_refused(data: bytes, message: str) -> None:
    with pytest.raises(InputError) as refused:
        rows(data)
    assert refused.value.message == message


def test_an_empty_calendar_has_no_rows_and_says_so() -> None:
    assert rows(calendar()) == []
    assert told(calendar()) == ["there is no event in it"]


def test_an_hour_that_came_twice_or_never_is_an_instant() -> None:
    assert starts("DTSTART;TZID=Europe/Berlin:20261025T023000") == ["2026-10-25T00:30:00+00:00"]
    assert starts("DTSTART;TZID=Europe/Berlin:20260329T023000") == ["2026-03-29T01:30:00+00:00"]


def test_all_answers_and_states_are_words() -> None:
    data = calendar(
        event("DTSTART:20261201T100000Z", "STATUS:TENTATIVE", "CLASS:PRIVATE", *GUESTS),
        event("DTSTART:20261201T100000Z", "TRANSP:TRANSPARENT", *GUESTS, uid="b"),
        event(
            "DTSTART:20261201T100000Z",
            "ATTENDEE;PARTSTAT=DECLINED:mailto:jo@own.example",
            "ATTENDEE;PARTSTAT=DECLINED:mailto:dana@acme.example",
            "LAST-MODIFIED:20261120T100000Z",
            uid="c",
        ),
    )
    one, two, three = rows(data, now=datetime(2026, 11, 30, tzinfo=UTC))
    assert (one["Status"], one["Private"], one["Past"]) == ("tentative", "yes", "no")
    assert (two["Busy"], two["Their answer"]) == ("no", "needs-action")
    assert (three["My answer"], three["Their answer"]) == ("declined", "declined")
    assert three["Fell through"] == "2026-11-20T10:00:00+00:00"


def test_without_the_extra_the_message_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    found = importlib.util.find_spec

    def hidden(name: str, package: str | None = None) -> ModuleSpec | None:
        return None if name == "recurring_ical_events" else found(name, package)

    monkeypatch.setattr("actlog.exchange.calendar.reading.find_spec", hidden)
    with pytest.raises(InputError) as refused:
        need_calendars()
    assert refused.value.message == "a calendar needs recurring_ical_events, which is not installed"
    assert refused.value.hint == "pip install 'actlog-sales[calendars]'"
