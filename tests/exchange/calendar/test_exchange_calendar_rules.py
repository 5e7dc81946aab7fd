"""The rule table: which events are meetings, and what entries they make."""

from __future__ import annotations

import io

import pytest

from actlog.exchange.calendar.cells import COLUMNS
from actlog.exchange.calendar.reading import read_events
from actlog.exchange.codec import FIELDS
from actlog.exchange.kinds import Kinds
from actlog.exchange.mapped.reading import Mapped, read
from actlog.exchange.mapped.recognising import best
from actlog.exchange.problems import Problems
from actlog.exchange.rows import RowReader
from actlog.exchange.table import Raw
from tests.exchange.calendar.calendars import GUESTS, ME, NOW, calendar, event
from tests.exchange.crm import model, presets

CREATED = "CREATED:20261102T080000Z"
PAST = ("DTSTART:20261109T100000Z", "DURATION:PT45M", CREATED, "SUMMARY:Demo", *GUESTS)
AHEAD = ("DTSTART:20261209T100000Z", "DURATION:PT45M", CREATED, "SUMMARY:Demo", *GUESTS)


def again() -> Raw:
    raise AssertionError("nothing in a calendar needs a second reading")


def mapped(data: bytes) -> tuple[Mapped, Problems]:
    problems = Problems()
    made = read_events(io.BytesIO(data), problems, now=NOW, me=ME)
    rules = presets()["calendar"]
    return read(made.raw, rules, again=again, now=NOW, problems=problems), problems


def said(*lines: str) -> list[tuple[str, ...]]:
    """Return kind, at, outcome, for and minutes of what an event makes, which the log takes."""
    made, _ = mapped(calendar(event(*lines)))
    shown = ("kind", "at", "outcome", "for", "minutes")
    rows = [dict(zip(FIELDS, cells, strict=True)) for _, cells in made.table.rows]
    made, problems = mapped(calendar(event(*lines)))
    taken = list(RowReader(made.table, Kinds(model("sdr")), NOW).read_all(problems))
    assert (problems.named, len(taken)) == ([], len(rows))
    return [tuple(row[name].removesuffix(":00+00:00") for name in shown) for row in rows]


SET = ("meeting_set", "2026-11-02T08:00", "", "2026-11-09T10:00", "")
SET_AHEAD = ("meeting_set", "2026-11-02T08:00", "", "2026-12-09T10:00", "")
HELD = ("meeting_held", "2026-11-09T10:00", "", "", "45")


def test_a_meeting_that_is_past_was_set_and_held() -> None:
    assert said(*PAST) == [SET, HELD]


def test_a_meeting_to_come_is_set() -> None:
    assert said(*AHEAD) == [SET_AHEAD]


def test_a_tentative_meeting_that_is_past_stays_open() -> None:
    assert said(*PAST, "STATUS:TENTATIVE") == [SET]


@pytest.mark.parametrize(
    ("lines", "fell"),
    [
        ((*AHEAD, "STATUS:CANCELLED", "LAST-MODIFIED:20261120T080000Z"), "2026-11-20T08:00"),
        ((*AHEAD, "STATUS:CANCELLED"), "2026-11-23"),
        (
            (*AHEAD[:3], "SUMMARY:Cancelled: Demo", "TRANSP:TRANSPARENT", *GUESTS),
            "2026-11-23",
        ),
        (
            (*AHEAD[:4], "ATTENDEE;PARTSTAT=DECLINED:mailto:dana@acme.example"),
            "2026-11-23",
        ),
    ],
)
def test_a_meeting_that_fell_through_ends_its_story(lines: tuple[str, ...], fell: str) -> None:
    assert said(*lines) == [SET_AHEAD, ("meeting_held", fell, "cancelled", "", "")]


def test_a_meeting_cancelled_afterwards_fell_through_on_its_day() -> None:
    late = "LAST-MODIFIED:20261112T080000Z"
    assert said(*PAST, "STATUS:CANCELLED", late) == [
        SET,
        ("meeting_held", "2026-11-09", "cancelled", "", ""),
    ]


@pytest.mark.parametrize(
    "lines",
    [
        PAST[:4],  # nobody invited
        (*PAST[:4], "ATTENDEE:mailto:ann@own.example"),
        (*PAST, "TRANSP:TRANSPARENT"),
        (*PAST, "CLASS:PRIVATE"),
        (*PAST, "ATTENDEE;PARTSTAT=DECLINED:mailto:jo@own.example"),
        ("DTSTART;VALUE=DATE:20261109", CREATED, *GUESTS),
        ("DTSTART:20261109T100000Z", "SUMMARY:Team lunch", *GUESTS),
        ("DTSTART:20261109T100000Z", "SUMMARY:Dentist", *GUESTS),
        ("DTSTART:20261109T100000Z", "SUMMARY:Out of office", *GUESTS),
    ],
)
def test_what_is_no_sales_meeting_is_left_out_and_counted(lines: tuple[str, ...]) -> None:
    made, problems = mapped(calendar(event(*lines)))
    assert (list(made.table.rows), problems.named) == ([], [])
    assert made.left_out.total() + made.silent == 1


def test_of_a_series_no_more_is_set_than_the_next_meeting() -> None:
    lines = ("DTSTART:20261109T100000Z", "DURATION:PT45M", CREATED, "RRULE:FREQ=WEEKLY;COUNT=5")
    assert said(*lines, *GUESTS) == [
        SET,
        HELD,
        ("meeting_set", "2026-11-09T10:00", "", "2026-11-16T10:00", ""),
        ("meeting_held", "2026-11-16T10:00", "", "", "45"),
        ("meeting_set", "2026-11-16T10:00", "", "2026-11-23T10:00", ""),  # and it goes on
        ("meeting_set", "2026-11-23T10:00", "", "2026-11-30T10:00", ""),
    ]


def test_a_later_export_says_the_same_ids() -> None:
    def uids(data: bytes) -> list[tuple[str, str]]:
        found = [dict(zip(FIELDS, cells, strict=True)) for _, cells in mapped(data)[0].table.rows]
        return [(row["uid"], row["story"]) for row in found]

    before = uids(calendar(event(*PAST)))
    moved = uids(calendar(event("DTSTART:20261110T100000Z", "SEQUENCE:1", CREATED, *GUESTS)))
    assert before == moved == [("calendar-one-set", ""), ("calendar-one-held", "calendar-one-set")]


def test_account_contact_and_title_come_with_it() -> None:
    row = dict(
        zip(FIELDS, next(iter(mapped(calendar(event(*PAST)))[0].table.rows))[1], strict=True)
    )
    assert (row["account"], row["contact"], row["note"]) == ("acme", "Dana Cole", "Demo")


def test_the_columns_of_a_calendar_are_recognised() -> None:
    found = best(COLUMNS, presets().values())
    assert found is not None
    assert found.format == "calendar"
