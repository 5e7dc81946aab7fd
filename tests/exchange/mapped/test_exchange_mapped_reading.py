import pytest
from hypothesis import given
from hypothesis import strategies as st

from actlog.domain.errors import InputError
from actlog.domain.incoming import INCOMING
from actlog.domain.mapping import Condition, Value
from actlog.exchange.codec import FIELDS
from actlog.exchange.kinds import Kinds
from actlog.exchange.mapped.columns import Columns
from actlog.exchange.problems import Problems
from actlog.exchange.rows import RowReader
from tests.exchange.given import MODEL
from tests.exchange.mapped.tables import (
    NOW,
    entries,
    mapping,
    of,
    opened,
    rule,
    said,
    wrong,
)

DATE = "2026-11-20"


def when(column: str, test: str, *words: str) -> Condition:
    return Condition(column=column, test=test, words=words)


def holds(cell: str, test: str, *words: str) -> bool:
    """Tell whether a row with this cell makes an entry under a condition."""
    how = mapping(rule(when=(when("X", test, *words),)))
    return bool(entries(how, ("Date", "X"), [(DATE, cell)]))


def test_a_table_has_actlogs_columns_and_says_what_the_file_calls_them() -> None:
    how = mapping(rule(at=of("done on", "DATE"), note=of("A", "B", join=" ")), id=of("Id"))
    mapped, problems = opened(how, ("\ufeffid", "Done  On ", "Date", "b", "a"), [])
    assert mapped.table.columns == FIELDS
    assert mapped.table.sourced
    assert mapped.table.titles == {"at": "Done On or Date", "note": "a and b"}
    assert list(mapped.table.rows) == []
    assert not problems


def test_rows_without_an_id_are_not_another_programs() -> None:
    mapped, _ = opened(mapping(), ("Date",), [(DATE,)])
    assert not mapped.table.sourced
    assert said(mapped) == [{"at": DATE, "kind": "call"}]


def test_the_reader_of_rows_takes_what_comes_out() -> None:
    how = mapping(
        rule(outcome=of("How"), account=of("Who"), minutes=of("Seconds", unit="seconds")),
        id=of("Id"),
        zone="UTC",
    )
    header = ("Id", "Date", "How", "Who", "Seconds")
    mapped, problems = opened(
        how, header, [("7", "2026-11-20 09:00:00", "Connected", "Acme", "95")]
    )
    (row,) = RowReader(mapped.table, Kinds(MODEL), NOW).read_all(problems)
    assert problems.named == []
    assert {name: cell for name, cell in zip(INCOMING, row, strict=True) if cell} == {
        "place": 2,
        "uid": "dialer-7",
        "day": DATE,
        "at": "2026-11-20T09:00:00+00:00",
        "kind": "call",
        "count": 1,
        "outcome": "connected",
        "account": "Acme",
        "minutes": 2,
        "content": row[INCOMING.index("content")],
    }


@pytest.mark.parametrize(
    ("cell", "test", "words", "expected"),
    [
        ("Call", "is", ("call", "dial"), True),
        (" DIAL ", "is", ("call", "dial"), True),
        ("Calls", "is", ("call", "dial"), False),
        ("", "is", ("",), True),
        ("Call", "not", ("call",), False),
        ("", "not", ("call",), True),
        ("Call back, re: pilot", "has", ("call",), True),
        ("Recall: pilot", "has", ("call",), False),
        ("a CALL", "has", ("call",), True),
        ("left voice mail", "has", ("voice mail", "x"), True),
        ("anything", "has", ("",), False),
        ("a+b", "has", ("a+b",), True),
        ("ÉTÉ", "is", ("été",), True),
        ("e\u0301te\u0301", "is", ("été",), True),
        (" x ", "filled", (), True),
        ("  ", "filled", (), False),
        ("  ", "empty", (), True),
        ("x", "empty", (), False),
    ],
)
def test_conditions_look_at_cells(
    cell: str, test: str, words: tuple[str, ...], expected: bool
) -> None:
    assert holds(cell, test, *words) is expected


@pytest.mark.parametrize(
    ("cell", "past"),
    [
        ("2026-11-23", True),
        ("2026-11-24", False),
        ("2026-11-23T10:41:00+01:00", True),
        ("2026-11-23T10:41:01+01:00", False),
        ("2026-11-23T09:41:00Z", True),
        ("1-Jan-21", True),
        ("2626-01-01 00:00:00", False),
    ],
)
def test_a_moment_is_past_or_ahead(cell: str, past: bool) -> None:
    assert holds(cell, "past") is past
    assert holds(cell, "ahead") is not past


def test_an_empty_moment_is_neither_past_nor_ahead() -> None:
    assert not holds(" ", "past")
    assert not holds("", "ahead")


def test_past_reads_a_moment_as_the_field_that_takes_its_column() -> None:
    at = of("Date", time="Time", zone="Asia/Tokyo")
    how = mapping(rule(at=at, when=(when("Date", "past"),)))
    rows = [("2026-11-23", "18:41"), ("2026-11-23", "18:42"), ("", "")]
    mapped, problems = opened(how, ("Date", "Time"), rows)
    assert [found["at"] for found in said(mapped)] == ["2026-11-23T09:41:00+00:00"]
    assert mapped.silent == 2
    assert not problems


def test_what_is_not_ahead_is_not_in_the_future_for_the_reader_of_rows() -> None:
    how = mapping(rule(when=(when("Date", "past"),)), zone="America/New_York")
    rows = [("2026-11-23 04:40",), ("2026-11-23 04:41",), ("2026-11-23 04:42",)]
    mapped, problems = opened(how, ("Date",), rows)
    assert len(list(RowReader(mapped.table, Kinds(MODEL), NOW).read_all(problems))) == 2
    assert not problems


def test_rows_are_left_out_and_counted_by_the_condition() -> None:
    how = mapping(
        skip=(when("Gone", "is", "1", "true"),),
        keep=(when("Status", "is", "Completed"), when("Note", "filled")),
    )
    rows = [
        (DATE, "1", "Completed", "x"),
        (DATE, "TRUE", "Open", "x"),
        (DATE, "0", "Open", "x"),
        (DATE, "", "completed", ""),
        (DATE, "", "completed", "x"),
    ]
    mapped, problems = opened(how, ("Date", "Gone", "Status", "Note"), rows)
    assert len(said(mapped)) == 1
    assert mapped.left_out == {
        "Gone is 1 or true": 2,
        "Status is not Completed": 1,
        "Note is empty": 1,
    }
    assert mapped.silent == 0
    assert not problems


def test_rows_that_no_rule_makes_anything_of_are_counted_with_an_example() -> None:
    how = mapping(
        rule(when=(when("Type", "is", "call"),)),
        rule(part="meeting", when=(when("Type", "is", "meeting"), when("Done", "filled"))),
    )
    rows = [(DATE, "call", ""), (DATE, "Fax", "x"), (DATE, "Meeting", "")]
    mapped, _ = opened(how, ("Date", "Type", "Done"), rows)
    assert len(said(mapped)) == 1
    assert mapped.silent == 2
    assert mapped.example == "line 3: Type is 'Fax', Done is 'x'"


MEETING = (
    rule(part="set", kind=Value(constant="meeting_set"), at=of("Created"), for_=of("Date")),
    rule(
        part="held",
        kind=Value(constant="meeting_held"),
        when=(when("Status", "is", "completed"),),
        story="set",
    ),
)


def test_one_row_can_make_several_entries_in_the_order_of_the_rules() -> None:
    how = mapping(*MEETING, id=of("Id"), source="crm")
    header = ("Id", "Created", "Date", "Status")
    rows = [("7", "2026-11-01", DATE, "Completed"), ("8", "2026-11-01", DATE, "Planned")]
    mapped, _ = opened(how, header, rows)
    assert [line for line, _ in mapped.table.rows] == [2, 2, 3]
    assert entries(how, header, rows) == [
        {"uid": "crm-7-set", "at": "2026-11-01", "kind": "meeting_set", "for": DATE},
        {"uid": "crm-7-held", "at": DATE, "kind": "meeting_held", "story": "crm-7-set"},
        {"uid": "crm-8-set", "at": "2026-11-01", "kind": "meeting_set", "for": DATE},
    ]


def test_of_the_rules_for_one_part_the_first_that_applies_makes_the_entry() -> None:
    how = mapping(
        rule(when=(when("Type", "is", "a"),), source=Value(constant="first")),
        rule(when=(when("Type", "is", "a", "b"),), source=Value(constant="second")),
        rule(part="x", when=(when("Type", "is", "b"),), source=Value(constant="third")),
        rule(source=Value(constant="last")),
        id=of("Id"),
    )
    rows = [("1", DATE, "a"), ("2", DATE, "b"), ("3", DATE, "c")]
    found = entries(how, ("Id", "Date", "Type"), rows)
    assert [(entry["uid"], entry["source"]) for entry in found] == [
        ("dialer-1", "first"),
        ("dialer-2", "second"),
        ("dialer-2-x", "third"),
        ("dialer-3", "last"),
    ]


def test_a_header_may_call_a_column_something_else() -> None:
    how = mapping(
        rule(note=of("Subject"), when=(when("Done", "filled"),)),
        names=(("Date", ("Due", "Fällig")), ("Subject", ("Betreff",)), ("Done", ("Gone", "Date"))),
    )
    mapped, _ = opened(how, ("FÄLLIG", "betreff", "Subject"), [(DATE, "a", "b")])
    assert mapped.table.titles == {"at": "FÄLLIG", "note": "Subject"}
    assert said(mapped) == []
    assert mapped.silent == 1
    assert entries(how, ("Fällig", "Due", "Betreff", "Gone"), [("", DATE, "a", "x")]) == [
        {"at": DATE, "kind": "call", "note": "a"}
    ]
    assert entries(how, ("Date",), [(DATE,)]) == [{"at": DATE, "kind": "call"}]


def test_a_moment_within_a_value_is_past_as_the_value_reads_it() -> None:
    at = Value(parts=(of("A"), of("B", zone="Asia/Tokyo")))
    how = mapping(rule(at=at, when=(when("B", "past"),)))
    rows = [("", "2026-11-23 18:41"), ("", "2026-11-23 18:42")]
    assert len(entries(how, ("A", "B"), rows)) == 1


def test_a_story_is_of_a_meeting_that_the_same_row_sets() -> None:
    first, second = MEETING
    how = mapping(first.replace(when=(when("Mine", "filled"),)), second, id=of("Id"))
    header = ("Id", "Created", "Date", "Status", "Mine")
    (found,) = entries(how, header, [("7", "2026-11-01", DATE, "completed", "")])
    assert found == {"uid": "dialer-7-held", "at": DATE, "kind": "meeting_held"}


def test_a_row_of_which_one_entry_is_bad_makes_none() -> None:
    how = mapping(*MEETING, id=of("Id"))
    header = ("Id", "Created", "Date", "Status")
    mapped, problems = opened(how, header, [("7", "2026-11-01", "soon", "completed")])
    assert said(mapped) == []
    assert problems.named == ["line 2: Date: 'soon' is not a date"]


def uid(own: str, **more: object) -> str:
    (found,) = entries(mapping(id=of("Id"), **more), ("Id", "Date"), [(own, DATE)])
    return found.get("uid", "")


def test_unique_ids_are_the_sources_own() -> None:
    assert uid(" 00T8a00000INVEN01 ", source="salesforce") == "salesforce-00T8a00000INVEN01"
    assert uid("12-34") == "dialer-12-34"
    assert uid("") == ""
    assert uid("7", format="My CRM_2") == "My-CRM-2-7"
    assert uid("ID_1", source="x") == "x-4c65347b2eeb79f7fc02aeb15160c841"
    assert uid("9" * 70, source="x").startswith("x-")
    assert len(uid("9" * 70, source="x")) == 34
    assert len(uid("7", source="s" * 70)) == 32


def test_an_id_that_ends_like_a_part_is_not_taken_for_that_part() -> None:
    header = ("Id", "Created", "Date", "Status")
    how = mapping(*MEETING, id=of("Id"), source="crm")
    rows = [("7", DATE, DATE, "completed"), ("7-set", DATE, DATE, "completed")]
    found = [entry["uid"] for entry in entries(how, header, rows)]
    assert len(set(found)) == 4


def test_ragged_rows_are_filled_up_and_longer_ones_are_bad() -> None:
    how = mapping(rule(note=of("X")))
    header = ("Date", "X", "")
    assert entries(how, header, [(DATE,), (DATE, "a"), (DATE, "b", "", "", " ")]) == [
        {"at": DATE, "kind": "call"},
        {"at": DATE, "kind": "call", "note": "a"},
        {"at": DATE, "kind": "call", "note": "b"},
    ]
    assert wrong(how, header, [(DATE, "a", "", "b")]) == ["line 2: 4 cells where the header has 3"]


def test_a_file_without_the_column_that_every_entry_needs_is_refused() -> None:
    how = mapping(rule(at=of("Done", "Due")), rule(at=of("Due")))
    with pytest.raises(InputError) as caught:
        opened(how, ("Id", " Subject "), [])
    assert caught.value.message == "the file has no column 'Done' or 'Due'"
    assert caught.value.hint == "it has Id, Subject"
    assert opened(how, ("Done",), [])[0].table.sourced is False
    with pytest.raises(InputError, match="no column 'Type'"):
        opened(mapping(rule(kind=of("Type"))), ("Date",), [])


def test_other_columns_may_be_absent() -> None:
    how = mapping(
        rule(note=of("Note"), when=(when("Gone", "empty"), when("Gone", "not", "1"))),
        id=of("Id"),
        skip=(when("Deleted", "is", "1"),),
    )
    assert entries(how, ("Date",), [(DATE,)]) == [{"at": DATE, "kind": "call"}]


def test_a_column_that_stands_twice_is_refused_where_it_is_asked_for() -> None:
    header = ("Date", "Name", "name ")
    assert entries(mapping(), header, [(DATE, "a", "b")])
    with pytest.raises(InputError, match="'Name' stands twice"):
        opened(mapping(rule(contact=of("Name"))), header, [])


def test_many_columns_are_not_all_listed() -> None:
    error = Columns([f"c{number}" for number in range(99)]).lacks(["Date"])
    assert (error.hint or "").endswith("c59 and 39 more")
    assert Columns([]).lacks(["Date"]).hint == "it has no columns"


def test_a_mapping_in_a_zone_that_is_none_is_refused() -> None:
    with pytest.raises(InputError, match="'Mars' is no time zone"):
        opened(mapping(zone="Mars"), ("Date",), [])


CELLS = st.text(max_size=12) | st.sampled_from(
    ("", " ", "call", "3/4/2026", "13/4/2026", "2026-11-20", "45631.5", "1,250", "Europe/Berlin")
)
EVERYTHING = mapping(
    rule(
        kind=of("A", values=(("call", "call"),)),
        at=of("B", time="C", zone_column="D"),
        for_=of("A"),
        due=of("A", "B"),
        done=of("C", only_day=True),
        count=of("D"),
        minutes=of("C", unit="clock"),
        value=of("D"),
    ),
    rule(
        part="two",
        when=(when("A", "past"), when("B", "has", "a", "1")),
        at=of("D"),
        account=of("A", first=3),
        note=of("A", "B", join=" "),
        next=of("A", html=True),
        tags=of("B", "C"),
        objection=of("C"),
        minutes=of("A"),
        outcome=of("D", values=(("x", "y"),), other="empty"),
        story="two",
    ),
    id=of("C"),
    skip=(when("D", "ahead"),),
)


def assert_that_is_told(error: InputError) -> None:
    assert "can be read two ways" in error.message
    assert error.hint


@given(st.lists(st.lists(CELLS, max_size=5), max_size=6), st.sampled_from((None, "dmy")))
def test_any_cells_are_rows_or_bad_rows(rows: list[list[str]], order: str | None) -> None:
    header = ("A", "B", "C", "D")
    try:
        mapped, problems = opened(EVERYTHING, header, rows, date_order=order)
        made = [(line, list(cells)) for line, cells in mapped.table.rows]
    except InputError as error:
        assert_that_is_told(error)
        return
    assert all(len(cells) == len(FIELDS) for _, cells in made)
    lines = [line for line, _ in made]
    assert lines == sorted(lines)
    left_out = sum(mapped.left_out.values())
    assert len(set(lines)) + problems.total + left_out + mapped.silent == len(rows)
    again, _ = opened(EVERYTHING, header, rows, date_order=order)
    assert list(again.table.rows) == made
    refused = Problems()
    table = mapped.table.replace(rows=iter(made))
    assert len(list(RowReader(table, Kinds(MODEL), NOW).read_all(refused))) + refused.total == len(
        made
    )


@given(st.text(max_size=80))
def test_any_id_makes_a_unique_id_that_is_the_same_again(own: str) -> None:
    found = uid(own)
    assert found == uid(own)
    assert len(found) <= 64
    assert found == "" or (found.isascii() and found.replace("-", "").isalnum())
