"""Entries as a text: what is untouched changes nothing, and an edit only what it touches."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actlog.domain.entry import Entry
from actlog.domain.model_week import ModelWeek
from actlog.grammar.sheet import Changes, SheetError, read_sheet, write_sheet
from actlog.grammar.writer import write
from tests.grammar.said import zone
from tests.grammar.test_grammar_round_trip import entries
from tests.grammar.typed import MODEL, NOW, ODD_MODEL, one

LATER = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
TWO = (
    one("3 calls voicemail sun 9:10 @acme").replace(id=7, uid="u7"),
    one("call connected 20m next:'send quote' -- it's $x").replace(id=8, uid="u8"),
)
SHEET = """\
# One line, one entry, with its number. Change a line to edit it, take it out to
# remove it, write one without a number to add it. Save and close: all of it is
# one operation. Leave it as it is, and nothing changes.

Sun 22 Nov 2026
#7  09:10 3 calls voicemail @acme

Mon 23 Nov 2026
#8  10:41 1 call connected 20m next:'send quote' -- it's $x
"""


def sheet(found: Sequence[Entry] = TWO, model: ModelWeek = MODEL) -> str:
    return write_sheet(found, model=model)


def read(text: str, found: Sequence[Entry] = TWO, model: ModelWeek = MODEL) -> Changes:
    return read_sheet(text, found, model=model, now=NOW)


def places(text: str) -> list[tuple[int, str]]:
    with pytest.raises(SheetError) as caught:
        read(text)
    assert len(caught.value.problems) == len(caught.value.places)
    return list(caught.value.places)


def test_entries_stand_under_their_days_with_their_numbers() -> None:
    assert TWO[1].at == NOW.replace(microsecond=0)
    assert sheet() == SHEET


def test_a_changed_line_changes_what_it_says_and_keeps_the_seconds() -> None:
    changes = read(SHEET.replace("1 call connected 20m", "2 calls connected"))
    assert changes == Changes(edited=((TWO[1], TWO[1].replace(count=2, minutes=None)),))


def test_a_time_is_changed_and_a_line_moved_below_another_day() -> None:
    ((_, after),) = read(SHEET.replace("09:10", "9:15")).edited
    assert after == TWO[0].replace(at=datetime(2026, 11, 22, 9, 15, tzinfo=UTC))
    ((_, after),) = read(SHEET.replace("Mon 23 Nov 2026", "")).edited
    assert after.when.iso() == "2026-11-22T10:41:00+00:00"
    ((_, after),) = read(SHEET.replace("Sun 22 Nov 2026", "fri")).edited
    assert after.when.iso() == "2026-11-20T09:10:00+00:00"


def test_a_line_taken_out_removes_and_one_without_a_number_adds() -> None:
    lines = SHEET.splitlines()
    del lines[5]
    lines.insert(5, "5 calls 2 connected")
    changes = read("\r\n".join([*lines, "", "  9:30 voicemail @x -- a", "fri", "call"]))
    assert changes.removed == (TWO[0],)
    assert changes.edited == ()
    assert [(entry.when.iso(), entry.count) for entry in changes.added] == [
        ("2026-11-22", 2),
        ("2026-11-22", 3),
        ("2026-11-23T09:30:00+00:00", 1),
        ("2026-11-20", 1),
    ]


def test_comments_blank_lines_and_spaces_say_nothing() -> None:
    text = "\n#! cals is not understood\n#\n" + SHEET.replace("\n", " \t\n").replace(
        "#7  ", "  #7\t"
    )
    assert read(text) == Changes()


def test_an_empty_text_asks_for_nothing_and_says_so() -> None:
    assert read(" \n").empty
    assert not read(SHEET.partition("Sun")[0]).empty


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("3 calls", "3 cals", "cals is not understood (try: 09:10 3 calls voicemail @acme)"),
        ("3 calls", "3001 calls", "an entry of call counts at most 2,000 (the model"),
        ("3 calls voicemail", "", "the line names no activity (say what you did"),
        ("09:10 3 calls voicemail @acme", "", "the line is empty (say what you did"),
        ("3 calls voicemail", "3 calls 1 voicemail", "#7 is one entry, and this makes 2 (leave"),
        ("#7", "#9", "#9 is none of these entries (leave out the number to add a line)"),
        ("#7", "#8", None),
        ("#7", "#x", "#x is not understood"),
        ("Sun 22 Nov 2026", "9:10", "a time alone heads no lines"),
        ("Sun 22 Nov 2026", "tomorrow", "Tue 24 Nov is still to come"),
        ("3 calls", "3 cal", "cal is not understood (try"),
    ],
)
def test_what_is_wrong_is_said_of_its_line(old: str, new: str, said: str | None) -> None:
    found = places(SHEET.replace(old, new, 1))
    if said is None:
        assert found == [(9, "#8 stands here twice (leave out the number to add a line)")]
    else:
        assert found[0][0] == SHEET[: SHEET.index(old)].count("\n") + 1
        assert found[0][1].startswith(said)


def test_every_wrong_line_is_said() -> None:
    text = SHEET.replace("calls", "cals").replace("call ", "cal ")
    assert [number for number, _ in places(text)] == [6, 9]


def test_what_the_model_has_no_more_stays_as_it_is_and_can_be_made_another() -> None:
    fax = TWO[0].replace(kind="fax", outcome="sent")
    text = sheet([fax, TWO[1]])
    assert "#7  3 fax outcome:sent at:09:10 @acme\n" in text
    assert read(text, [fax, TWO[1]]) == Changes()
    ((_, after),) = read(text.replace("3 fax outcome:sent", "3 calls"), [fax, TWO[1]]).edited
    assert after == TWO[0].replace(outcome=None)


def test_times_that_the_clock_here_does_not_say_are_written_whole() -> None:
    abroad = TWO[0].replace(at=datetime.fromisoformat("2026-11-22T09:10:05+09:00"))
    twice = TWO[0].replace(
        day=date(2026, 10, 25), at=datetime.fromisoformat("2026-10-25T02:30:00+01:00")
    )
    with zone("Europe/Berlin"):
        for entry, shown in ((abroad, "2026-11-22T09:10:00+09:00"), (twice, twice.when.iso())):
            text = sheet([entry])
            assert f"#7  {shown} 3 calls" in text
            assert read(text, [entry]) == Changes()
            ((_, after),) = read(text.replace("3 calls", "4 calls"), [entry]).edited
            assert after == entry.replace(count=4)


def test_what_is_still_to_come_here_stays_as_it_is() -> None:
    ahead = TWO[0].replace(day=date(2026, 11, 24), at=datetime(2026, 11, 24, 9, 0, tzinfo=UTC))
    text = sheet([ahead])
    assert read(text, [ahead]) == Changes()
    assert read(text + "call\n", [ahead]).added[0].day == date(2026, 11, 24)


def test_a_day_without_entries_has_its_head() -> None:
    text = write_sheet([], model=MODEL, day=date(2026, 11, 20))
    assert text.endswith("\nFri 20 Nov 2026\n")
    assert read(f"{text}9:00 call\n", []).added[0].when.iso() == "2026-11-20T09:00:00+00:00"


def numbered(found: list[Entry]) -> list[Entry]:
    ordered = sorted(found, key=lambda entry: entry.day)
    return [entry.replace(id=place, uid=f"u{place}") for place, entry in enumerate(ordered, 7)]


def check_round_trip(found: list[Entry], model: ModelWeek) -> None:
    """Nothing touched is nothing changed, and a tag before every line is one tag more."""
    text = write_sheet(found, model=model)
    again = read_sheet(text.replace("\n", "\r\n"), found, model=model, now=LATER)
    assert again == Changes()
    lines = [
        line.replace("  ", "  +zz9 ", 1) if line[:2] > "#/" else line for line in text.split("\n")
    ]
    tagged = read_sheet("\n".join(lines), found, model=model, now=LATER)
    assert tagged.edited == tuple(
        (entry, entry.replace(tags=("zz9", *entry.tags))) for entry in found
    )


@given(st.lists(entries(MODEL), max_size=4).map(numbered))
def test_every_entry_can_be_touched_and_keeps_the_rest(found: list[Entry]) -> None:
    check_round_trip(found, MODEL)


@given(st.lists(entries(ODD_MODEL), max_size=3).map(numbered))
def test_every_entry_can_be_touched_where_names_clash_with_dates(found: list[Entry]) -> None:
    check_round_trip(found, ODD_MODEL)


@given(entries(MODEL), entries(MODEL))
def test_the_line_of_another_entry_makes_it_equal_to_that(first: Entry, other: Entry) -> None:
    first = first.replace(id=7, uid="u7")
    text = write_sheet([first], model=MODEL)
    head = text[: text.index("#7")]
    changes = read_sheet(f"{head}#7 {write(other, MODEL)}", [first], model=MODEL, now=LATER)
    after = changes.edited[0][1] if changes.edited else first
    assert after == other.replace(id=7, uid="u7")


@given(
    st.lists(st.sampled_from([*SHEET, "\n", "#7", "#8", "# ", "call ", "\x85", "'"]), max_size=40)
)
def test_whatever_is_written_is_read_or_refused(pieces: list[str]) -> None:
    text = "".join(pieces)
    try:
        changes = read(text)
    except SheetError as refusal:
        error = refusal
    else:
        assert len(changes.removed) + len(changes.edited) <= len(TWO)
        return
    assert all(0 < number <= text.count("\n") + 1 for number, _ in error.places)
