"""`off`: the week shrinks with the days that are worked."""

import json

import pytest

from tests.program import Program


def line(actlog: Program, kind: str) -> float:
    rows = json.loads(actlog.ok("week", "--json"))["activities"]
    return next(float(row["tipping_point"]) for row in rows if row["kind"] == kind)


def test_a_half_day_cuts_every_line_and_undo_restores_it(actlog: Program) -> None:
    full = line(actlog, "call")
    out = actlog.ok("off", "wed", "pm")
    assert out.startswith("off Wed 25 Nov afternoon │ 2026-W48 counts 4")
    assert line(actlog, "call") < full
    assert actlog.ok("undo").startswith("undid 1: off wed pm")
    assert line(actlog, "call") == full


def test_a_single_kind_is_off_with_its_reason(actlog: Program) -> None:
    calls, meetings = line(actlog, "call"), line(actlog, "meeting_set")
    out = actlog.ok("off", "thu", "call", "trade show")
    assert out == "off Thu 26 Nov for call · trade show │ 2026-W48 counts 4 of 5 days for it\n"
    assert line(actlog, "call") < calls
    assert line(actlog, "meeting_set") == meetings


def test_kinds_are_named_as_people_write_them_and_reasons_stay_quoted(actlog: Program) -> None:
    out = actlog.ok("off", "thu", "held", "calls", "trade show")
    assert out.startswith("off Thu 26 Nov for meeting held, call · trade show │ ")
    assert actlog.ok("undo") == "undid 1: off thu held calls 'trade show'\n"


def test_a_span_of_days_is_listed_until_it_is_over(actlog: Program) -> None:
    actlog.ok("off", "24 dec..3 jan")
    assert actlog.ok("off") == "Thu 24 Dec to Sun 3 Jan 2027\n"
    (off,) = json.loads(actlog.ok("off", "--json"))["time_off"]
    assert (off["first"], off["last"], off["part"]) == ("2026-12-24", "2027-01-03", "day")


def test_a_week_off_for_one_kind_is_no_week_off(actlog: Program) -> None:
    assert actlog.ok("off", "mon..sun", "call").endswith("2026-W48 is a week off for it\n")
    actlog.ok("undo")
    actlog.ok("off", "tue", "call")
    out = actlog.ok("off", "wed", "call", "email")
    assert out.endswith("2026-W48 counts from 3 of 5 days for them\n")


def test_a_week_off_is_called_so(actlog: Program) -> None:
    assert "2026-W48 is a week off" in actlog.ok("off", "mon..fri")
    rows = json.loads(actlog.ok("week", "--json"))["activities"]
    assert {row["zone"] for row in rows} == {None}


@pytest.mark.parametrize("words", [["someday"], ["31 june"], ["wed", "cals"], ["--", "x"]])
def test_what_is_no_day_is_refused(actlog: Program, words: list[str]) -> None:
    result = actlog("off", *words)
    assert (result.code, result.out) == (2, "")
    assert json.loads(actlog.ok("off", "--json"))["time_off"] == []
