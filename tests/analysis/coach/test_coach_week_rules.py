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
