"""The rules about the week that is running."""

from actlog.analysis.coach import week_rules
from tests.analysis.coach.told import facts, said, the
from tests.rep import MODEL, at, day, steady, total

NOON = at("2026-11-25 13:00")  # half of Wednesday's hours are gone


def test_the_gap_names_what_is_furthest_behind_its_pace() -> None:
    one = the(week_rules.gap, facts(steady(26), NOON), "gap")
    assert one.title == "meetings held: 6 to the tipping point"
    assert one.next == "actlog meetings"
    assert (one.level, one.evidence.n, one.evidence.weeks) == ("act", 0, 26)


def test_on_its_pace_nothing_is_a_gap() -> None:
    calls = MODEL.replace(activities=(MODEL.activities[3],))
    ahead = [*steady(26), total(day(0), "call", 112)]
    assert said(week_rules.gap, facts(ahead, NOON, calls), "gap") == []
    behind = [*steady(26), total(day(0), "call", 110)]
    assert len(said(week_rules.gap, facts(behind, NOON, calls), "gap")) == 1


def test_where_a_line_is_reached_the_week_turns_instead() -> None:
    known = facts([*steady(26), total(day(0), "meeting_set", 8)], NOON)
    assert said(week_rules.gap, known, "gap") == []
    assert the(week_rules.lines, known, "turn-to").next == "actlog meetings"


def test_what_cannot_be_caught_up_is_no_gap() -> None:
    calls = MODEL.replace(activities=(MODEL.activities[3],))
    known = facts(steady(26), at("2026-11-27 16:00"), calls)
    assert said(week_rules.gap, known, "gap") == []
    assert len(said(week_rules.lines, known, "out-of-reach")) == 1


def test_a_young_log_has_a_gap_without_weeks_behind_it() -> None:
    one = the(week_rules.gap, facts([total(day(0), "call", 5)], NOON), "gap")
    assert one.detail == "0 done, the furthest behind its pace"
    assert one.evidence.value is None


def test_past_the_ceiling_the_coach_says_stop_and_where_to_turn() -> None:
    known = facts([total(day(0), "call", 321)], NOON)
    one = the(week_rules.lines, known, "past-ceiling")
    assert (one.title, one.next) == ("calls: stop", "actlog meetings")
    assert said(week_rules.lines, facts([total(day(0), "call", 320)], NOON), "past-ceiling") == []


def test_a_line_reached_is_named_with_how_often_it_is() -> None:
    known = facts([*steady(26), total(day(0), "meeting_set", 8)], NOON)
    one = the(week_rules.line_reached, known, "line-reached")
    assert one.title == "meetings set: at the line"
    assert one.detail == "8 of 8; so were 13 of the last 13 weeks"
    assert (one.level, one.next) == ("good", "actlog meetings")


def test_of_several_lines_the_one_that_is_reached_least_often_is_named() -> None:
    both = [*steady(26), total(day(0), "meeting_set", 8), total(day(0), "call", 200)]
    one = the(week_rules.line_reached, facts(both, NOON), "line-reached")
    assert one.title == "calls: at the line"


def test_one_short_of_the_line_and_past_the_ceiling_nothing_is_praised() -> None:
    for calls in (199, 321):
        known = facts([*steady(26), total(day(0), "call", calls)], NOON)
        assert said(week_rules.line_reached, known, "line-reached") == []
    one = the(week_rules.line_reached, facts([total(day(0), "call", 200)], NOON), "line-reached")
    assert one.detail == "200 of 200, in the log's first week"


def test_an_empty_log_has_no_gap_but_a_beginning() -> None:
    known = facts([], NOON)
    assert said(week_rules.gap, known, "gap") == []
    one = the(week_rules.begin, known, "begin")
    assert (one.title, one.next) == ("nothing is logged yet", "actlog log meeting_set")
    for kind in ("call", "deal_won", "unknown"):
        assert said(week_rules.begin, facts([total(day(0), kind)], NOON), "begin") == []
