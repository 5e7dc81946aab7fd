from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest

from actlog.domain.entry import Entry, Moment
from tests.exchange.mapped.written import mapping, read_back, written

CET = timezone(timedelta(hours=1))
MONDAY, WEDNESDAY = date(2026, 11, 16), date(2026, 11, 18)
CALLS = """
source: mycrm
recognise: [Id, Subject, Status]
id: Id
time_zone: UTC
keep: {Status: [Done, Finished]}
entries:
  - when: {Type: Call}
    kind: {is: call}
    at: When
    outcome: {column: Result, values: {Connected: connected, Left Voicemail: voicemail}}
    account: Company
    contact: Name
    minutes: {column: Seconds, unit: seconds}
    note: Subject
    tags: Labels
"""
MEETINGS = """
source: mycrm
id: Id
entries:
  - part: set
    when: {Created: {filled: true}}
    kind: {is: meeting_set}
    at: Created
    for: Start
    account: Company
    note: Title
  - part: held
    story: set
    when: {Start: {past: true}, Outcome: {not: [Open]}}
    kind: {is: meeting_held}
    at: Start
    outcome: {column: Outcome, values: {No show: no-show}}
    account: Company
    note: Notes
"""


def at(hour: int, minute: int = 0, day: date = MONDAY) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=CET)


def call(**more: Any) -> Entry:
    given: dict[str, Any] = {"day": MONDAY, "kind": "call"}
    return Entry(**given | more)


def set_for(hour: int, **more: Any) -> Entry:
    planned = Moment.of(at(hour, day=WEDNESDAY))
    given: dict[str, Any] = {"day": MONDAY, "uid": "u1", "account": "Acme", "planned": planned}
    return Entry(**{"kind": "meeting_set"} | given | more)


def held_at(hour: int, **more: Any) -> Entry:
    given: dict[str, Any] = {"day": WEDNESDAY, "at": at(hour, day=WEDNESDAY), "story": "u1"}
    return Entry(**{"kind": "meeting_held", "uid": "u2", "account": "Acme"} | given | more)


def test_a_row_says_the_entry_in_the_words_of_the_other_program() -> None:
    entry = call(
        at=at(10, 41),
        outcome="voicemail",
        account="Acme",
        contact="Dana",
        minutes=7,
        note="asked",
        tags=("a", "b"),
    )
    rows, unsaid = written([entry], mapping(CALLS))
    assert [" | ".join(row) for row in rows] == [
        "Id | Subject | Status | When | Result | Company | Name | Seconds | Labels | Type",
        " | asked | Done | 2026-11-16 09:41:00 | Left Voicemail | Acme | Dana | 420 | a, b | Call",
    ]
    assert read_back(rows, mapping(CALLS)) == [entry]
    assert (unsaid.written, unsaid.rows, unsaid.poorer) == (1, 1, 0)


def test_a_day_without_a_time_stays_one() -> None:
    rows, _ = written([call()], mapping(CALLS))
    assert rows[1][3] == "2026-11-16"
    assert read_back(rows, mapping(CALLS)) == [call()]


def test_an_entry_that_came_from_there_gets_its_id_back() -> None:
    entries = [call(uid="mycrm-00T8"), call(uid="0190b5"), call(uid="other-00T8")]
    rows, _ = written(entries, mapping(CALLS))
    assert [row[0] for row in rows] == ["Id", "00T8", "", ""]
    assert [entry.uid for entry in read_back(rows, mapping(CALLS))] == ["mycrm-00T8", None, None]


def test_a_kind_that_the_mapping_does_not_know_is_left_out_and_counted() -> None:
    won = Entry(day=MONDAY, kind="deal_won", value_cents=100)
    rows, unsaid = written([won, call(), won], mapping(CALLS))
    assert (len(rows), unsaid.written, dict(unsaid.kinds)) == (2, 1, {"deal_won": 2})


def test_fields_without_a_column_are_counted() -> None:
    entry = call(source="web", persona="cfo", next="call", due=Moment(day=MONDAY))
    _, unsaid = written([entry, call(source="web"), call()], mapping(CALLS))
    assert dict(unsaid.fields) == {"source": 2, "persona": 1, "next": 1, "due": 1}
    assert (unsaid.written, unsaid.poorer) == (3, 2)


def test_an_outcome_without_a_word_there_is_lost_and_counted() -> None:
    rows, unsaid = written([call(outcome="not-interested")], mapping(CALLS))
    assert (rows[1][4], dict(unsaid.fields)) == ("", {"outcome": 1})


def test_what_fell_through_is_never_written_as_held() -> None:
    entries = [
        held_at(10, outcome="cancelled", story=None),
        held_at(10, outcome="no-show", story=None),
    ]
    rows, unsaid = written(entries, mapping(MEETINGS))
    assert [entry.outcome for entry in read_back(rows, mapping(MEETINGS))] == ["no-show"]
    assert dict(unsaid.kinds) == {"meeting_held": 1}


def test_several_at_once_are_as_many_rows_of_which_the_first_has_the_sums() -> None:
    rows, unsaid = written([call(count=3, minutes=9, account="Acme", note="dials")], mapping(CALLS))
    assert [(row[5], row[7], row[1]) for row in rows[1:]] == [
        ("Acme", "540", "dials"),
        ("Acme", "", ""),
        ("Acme", "", ""),
    ]
    assert (unsaid.written, unsaid.rows) == (1, 3)


def test_a_column_for_the_count_keeps_several_together() -> None:
    counted = mapping("entries: [{kind: {is: call}, at: Date, count: Number}]")
    rows, _ = written([call(count=12)], counted)
    assert rows == [["Date", "Number"], ["2026-11-16", "12"]]
    assert read_back(rows, counted) == [call(count=12)]


def test_a_meeting_set_and_held_is_one_row() -> None:
    rows, unsaid = written([set_for(10), held_at(10)], mapping(MEETINGS))
    assert rows == [
        ["Id", "Created", "Company", "Title", "Start", "Outcome", "Notes"],
        ["", "2026-11-16", "Acme", "", "2026-11-18T10:00:00+01:00", "", ""],
    ]
    assert [entry.kind for entry in read_back(rows, mapping(MEETINGS))] == [
        "meeting_set",
        "meeting_held",
    ]
    assert not unsaid.fields


def test_a_meeting_that_came_from_there_keeps_its_story() -> None:
    entries = [set_for(10, uid="mycrm-7-set"), held_at(10, uid="mycrm-7-held", story="mycrm-7-set")]
    rows, unsaid = written(entries, mapping(MEETINGS))
    assert [row[0] for row in rows] == ["Id", "7"]
    assert read_back(rows, mapping(MEETINGS)) == entries
    assert not unsaid.fields


def test_what_was_held_here_goes_to_the_row_of_its_meeting_there() -> None:
    entries = [set_for(10, uid="mycrm-7-set"), held_at(10, outcome="no-show", story="mycrm-7-set")]
    rows, _ = written(entries, mapping(MEETINGS))
    assert rows[1][:3] == ["7", "2026-11-16", "Acme"]
    assert [entry.uid for entry in read_back(rows, mapping(MEETINGS))] == [
        "mycrm-7-set",
        "mycrm-7-held",
    ]


def test_a_meeting_that_is_past_and_open_is_not_written_as_held() -> None:
    rows, _ = written([set_for(10)], mapping(MEETINGS))
    assert rows[1][5] == "Open"
    assert read_back(rows, mapping(MEETINGS)) == [set_for(10, uid=None)]


def test_what_contradicts_itself_in_one_row_stands_in_two() -> None:
    entries = [set_for(10, note="intro"), held_at(11, note="went well")]
    rows, _ = written(entries, mapping(MEETINGS))
    assert [row[4] for row in rows[1:]] == [
        "2026-11-18T10:00:00+01:00",
        "2026-11-18T11:00:00+01:00",
    ]
    back = read_back(rows, mapping(MEETINGS))
    assert back == [
        set_for(10, note="intro", uid=None),
        held_at(11, note="went well", uid=None, story=None),
    ]


@pytest.mark.parametrize("text", ["=1+1", "+49 30", "-5%", "@home", "'quoted'", "''", "'=x"])
def test_formulas_are_harmless_there_and_themselves_here(text: str) -> None:
    rows, _ = written([call(note=text)], mapping(CALLS))
    assert rows[1][1] == "'" + text
    assert [entry.note for entry in read_back(rows, mapping(CALLS))] == [text]


@pytest.mark.parametrize(
    ("unit", "cell"),
    [
        ("minutes", "95"),
        ("seconds", "5700"),
        ("milliseconds", "5700000"),
        ("hours", "1.5833"),
        ("clock", "01:35:00"),
    ],
)
def test_minutes_are_written_in_the_unit_of_the_column(unit: str, cell: str) -> None:
    by = mapping(f"entries: [{{kind: {{is: call}}, at: D, minutes: {{column: M, unit: {unit}}}}}]")
    rows, _ = written([call(minutes=95)], by)
    assert rows[1] == ["2026-11-16", cell]
    assert read_back(rows, by) == [call(minutes=95)]


def test_a_time_in_a_column_of_its_own_is_on_the_clock_of_the_zone() -> None:
    by = mapping(
        "time_zone: America/New_York\nentries: [{kind: {is: call}, at: {column: Day, time: Time}}]"
    )
    rows, _ = written([call(at=at(15, 30)), call()], by)
    assert rows[1:] == [["2026-11-16", "09:30"], ["2026-11-16", ""]]
    assert read_back(rows, by) == [call(at=at(15, 30)), call()]


def test_a_time_that_came_twice_gets_its_offset() -> None:
    by = mapping("time_zone: Europe/Berlin\nentries: [{kind: {is: call}, at: When}]")
    entries = [
        call(day=date(2026, 10, 25), at=datetime(2026, 10, 25, hour, 30, tzinfo=UTC))
        for hour in (0, 1)
    ]
    rows, _ = written(entries, by)
    assert rows[1:] == [["2026-10-25 02:30:00"], ["2026-10-25T01:30:00+00:00"]]
    assert read_back(rows, by) == entries


def test_a_column_of_days_loses_the_time_of_day() -> None:
    by = mapping("entries: [{kind: {is: call}, at: {column: Date, only_day: true}}]")
    rows, unsaid = written([call(at=at(9))], by)
    assert rows[1] == ["2026-11-16"]
    assert dict(unsaid.fields) == {"at": 1}


def test_a_measure_is_written_as_what_it_measures() -> None:
    by = mapping("entries: [{kind: {column: Type, values: {Talk: connect, Dial: call}}, at: Date}]")
    rows, unsaid = written([call(outcome="connected"), call()], by)
    assert rows[1:] == [["Talk", "2026-11-16"], ["Dial", "2026-11-16"]]
    assert not unsaid.fields


def test_two_fields_of_one_column_agree_on_its_word() -> None:
    by = mapping(
        "entries: [{kind: {column: Type, values: {Dial: call, Talk: call}}, at: Date,"
        " outcome: {column: Type, values: {Talk: connected, Dial: null}}}]"
    )
    rows, _ = written([call(outcome="connected"), call()], by)
    assert rows[1:] == [["Talk", "2026-11-16"], ["Dial", "2026-11-16"]]


def test_a_word_that_would_be_left_out_is_not_chosen() -> None:
    by = mapping(
        "skip: {Type: Dial}\n"
        "entries: [{kind: {column: Type, values: {Dial: call, Phone: call}}, at: Date}]"
    )
    assert written([call()], by)[0][1:] == [["Phone", "2026-11-16"]]


def test_a_rule_whose_row_would_be_read_as_more_is_not_used() -> None:
    by = mapping(
        "entries: [{part: a, kind: {is: call}, at: Day}, {part: b, kind: {is: deal_won}, at: Day}]"
    )
    rows, unsaid = written([call()], by)
    assert (len(rows), dict(unsaid.kinds)) == (1, {"call": 1})


def test_html_comes_back_as_its_text() -> None:
    by = mapping("entries: [{kind: {is: call}, at: Date, note: {column: Note, html: true}}]")
    rows, _ = written([call(note="a < b & c")], by)
    assert rows[1][1] == "a &lt; b &amp; c"
    assert read_back(rows, by) == [call(note="a < b & c")]


def test_a_constant_origin_is_no_reason_to_leave_an_entry_out() -> None:
    by = mapping("entries: [{kind: {is: call}, at: Date, source: {is: crm}}]")
    _, unsaid = written([call(), call(source="crm")], by)
    assert (unsaid.written, dict(unsaid.fields)) == (2, {"source": 1})


TYPED = """
entries:
  - when: {Result: {filled: true}}
    kind: {is: call}
    at: Date
    tags: Result
  - when: {Seconds: {filled: true}}
    kind: {is: call}
    at: Date
  - kind: {column: Type, values: {Meeting: meeting_held}}
    at: Date
    account: Company
    minutes: {column: Seconds, unit: seconds}
    tags: Result
"""


def test_what_would_make_another_entry_of_it_is_left_out_however_much_it_is() -> None:
    met = held_at(10, story=None, uid=None, minutes=45, tags=("demo",))
    rows, unsaid = written([met, met.replace(tags=())], mapping(TYPED))
    assert read_back(rows, mapping(TYPED)) == [met.replace(minutes=None, tags=())] * 2
    assert dict(unsaid.fields) == {"minutes": 2, "tags": 1}


def test_a_note_of_several_lines_goes_out_on_one() -> None:
    entry = Entry(day=MONDAY, at=datetime(2026, 11, 16, 9, tzinfo=UTC), kind="call", note="a\n\tb")
    rows, unsaid = written([entry], mapping(CALLS))
    assert [one.note for one in read_back(rows, mapping(CALLS))] == ["a b"]
    assert "note" not in unsaid.fields
