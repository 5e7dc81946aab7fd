"""The rules about whom the touches go to."""

from collections.abc import Sequence

from actlog.analysis.coach import reach_rules
from actlog.analysis.coach.facts import Facts
from actlog.analysis.coach.reach_rules import compared
from actlog.analysis.intervals import jeffreys
from actlog.analysis.touched import People, Touched
from actlog.domain.entry import DayTotal
from actlog.domain.model_week import ModelWeek
from actlog.domain.week import Week
from tests.analysis.coach.told import facts, said, the
from tests.rep import CALL, HELD, MODEL, MONDAY, SET, at, day, total

NOW = at("2026-11-25 13:00")
THIS = Week(start=MONDAY)
PROSPECTS = MODEL.replace(activities=(HELD, SET, CALL.replace(group="prospecting")))


def known(
    weeks: Sequence[tuple[int, int, int, int]],
    model: ModelWeek = PROSPECTS,
    totals: list[DayTotal] | None = None,
) -> Facts:
    """Return facts of weeks, newest first: accounts, new ones, touches, those on existing ones."""
    touched = [
        Touched(
            week=THIS.back(n + 1), accounts=one[0], first=one[1], touches=one[2], existing=one[3]
        )
        for n, one in enumerate(weeks)
    ]
    return facts(totals or [], NOW, model, people=People(touched=tuple(touched)))


def test_few_new_accounts_against_the_own_past_is_cherry_picking() -> None:
    facts_ = known([(10, 1, 20, 10)] * 4 + [(10, 5, 20, 10)] * 9)
    one = the(reach_rules.cherry_picking, facts_, "cherry-picking")
    assert one.title == "few new accounts: you go where you have been"
    assert one.detail == "10% of the accounts touched in 4 weeks were new to you, 50% before"
    assert (one.evidence.weeks, one.evidence.n, one.evidence.value) == (13, 40, 0.1)
    assert one.evidence.p == 1 / 715
    tests = reach_rules.cherry_picking(facts_).tests
    assert [(test.about, test.p) for test in tests] == [
        ("new accounts", 1 / 715),
        ("different accounts", 1.0),
    ]


def test_the_same_few_accounts_over_and_over_are_cherry_picking_too() -> None:
    facts_ = known([(5, 0, 20, 10)] * 4 + [(15, 0, 20, 10)] * 9)
    one = the(reach_rules.cherry_picking, facts_, "cherry-picking")
    assert one.title == "always the same few accounts"
    assert one.evidence.value == 0.25


def test_a_fall_has_to_be_large_and_no_chance() -> None:
    before = [(10, 5, 20, 10)] * 9
    at_the_edge = known([(10, 3, 20, 10)] * 4 + before)  # 30% of 50% is just enough
    assert len(said(reach_rules.cherry_picking, at_the_edge, "cherry-picking")) == 1
    one_more = known([(10, 4, 20, 10), *[(10, 3, 20, 10)] * 3, *before])
    assert said(reach_rules.cherry_picking, one_more, "cherry-picking") == []
    assert len(reach_rules.cherry_picking(one_more).tests) == 2
    wild = [(10, n % 2 * 10, 20, 10) for n in range(9)]
    chance = known([*[(10, 2, 20, 10)] * 4, *wild])
    assert said(reach_rules.cherry_picking, chance, "cherry-picking") == []


def test_it_takes_twelve_weeks_and_twenty_accounts() -> None:
    assert compared([(1, 5)] * 4 + [(4, 5)] * 8) is not None
    assert compared([(1, 5)] * 4 + [(4, 5)] * 7) is None
    assert compared([(1, 5)] * 3 + [(1, 4)] + [(4, 5)] * 8) is None
    assert compared([(1, 5)] * 4 + [(0, 0)] * 8) is None
    assert reach_rules.cherry_picking(known([])).tests == ()


def test_turning_away_from_new_accounts_is_told_with_what_it_was() -> None:
    facts_ = known([(10, 0, 20, 19)] * 4 + [(10, 0, 20, 10)] * 9)
    one = the(reach_rules.pipeline_only, facts_, "pipeline-only")
    assert one.title == "only the existing pipeline is worked"
    assert one.detail == (
        "5% of the touches of 4 weeks went to accounts before their first meeting, 50% before"
    )
    assert one.next == "actlog accounts --new"
    assert [test.p for test in reach_rules.pipeline_only(facts_).tests] == [1 / 715]


def test_twenty_touches_and_all_of_them_on_the_pipeline_are_a_plain_fact() -> None:
    one = the(reach_rules.pipeline_only, known([(5, 0, 5, 5)] * 4), "pipeline-only")
    assert (one.evidence.n, one.evidence.value, one.evidence.p) == (20, 0.0, None)
    assert (one.evidence.low, one.evidence.high) == jeffreys(0, 20)
    fewer = known([(5, 0, 5, 5)] * 3 + [(4, 0, 4, 4)])
    assert said(reach_rules.pipeline_only, fewer, "pipeline-only") == []
    one_new = known([(5, 0, 5, 5)] * 3 + [(5, 0, 5, 4)])
    assert said(reach_rules.pipeline_only, one_new, "pipeline-only") == []
    short = known([(9, 0, 9, 9)] * 3)
    assert said(reach_rules.pipeline_only, short, "pipeline-only") == []


def test_prospecting_that_names_nobody_may_have_been_for_new_accounts() -> None:
    calls = [total(day(-7 * n), "call", 6) for n in range(1, 5)]
    unnamed = known([(5, 0, 5, 5)] * 4, totals=calls)
    assert said(reach_rules.pipeline_only, unnamed, "pipeline-only") == []
    calls = [total(day(-7 * n), "call", 5) for n in range(1, 5)]
    named = known([(5, 0, 5, 5)] * 4, totals=calls)
    assert len(said(reach_rules.pipeline_only, named, "pipeline-only")) == 1


def test_a_model_without_meetings_or_prospecting_knows_no_pipeline() -> None:
    alone = MODEL.replace(activities=(CALL.replace(group="prospecting"),))
    assert reach_rules.pipeline_only(known([(5, 0, 5, 5)] * 4, alone)).findings == ()
    assert reach_rules.pipeline_only(known([(5, 0, 5, 5)] * 4, MODEL)).findings == ()
