"""The rules about activity and results: busy without results, and which metrics predict."""

from __future__ import annotations

from datetime import timedelta
from math import floor

import numpy as np
import pytest

from actlog.analysis.coach import result_rules as rules
from actlog.analysis.coach.advice import BUSY, Said
from actlog.analysis.coach.busy import busy
from actlog.analysis.coach.facts import Facts
from actlog.analysis.touched import Around, People
from actlog.domain.entry import DayTotal
from actlog.domain.model_week import Kind, ModelWeek
from actlog.domain.objection import Heard
from actlog.domain.week import TimeOff
from benchmarks import reps
from tests.analysis.coach.told import facts, said, the
from tests.rep import CALENDAR, at, day, total

HELD = Kind(name="meeting_held", tipping_point=6, closes="meeting_set")
SET = Kind(name="meeting_set", tipping_point=8)
CALL = Kind(name="call", group="prospecting", tipping_point=200)
FOLLOW_UP = Kind(name="follow_up", group="follow-up", tipping_point=10)
WON = Kind(name="deal_won", result=True)
MODEL = ModelWeek(
    name="m", activities=(HELD, SET, CALL, FOLLOW_UP), results=(WON,), calendar=CALENDAR
)
NOON = at("2026-11-25 12:00")
WAVE = (9, 14, 6, 11, 17, 5, 12, 8, 16, 7, 13, 10, 18, 4, 15, 9, 6, 14, 11, 5, 17, 8, 13, 10)


def week(back: int, *, call: int = 200, won: int = 0) -> list[DayTotal]:
    """Return one week: at the line of meetings, with so many calls and deals."""
    monday = day(-7 * back)
    totals = [total(monday, "meeting_set", 8), total(monday, "meeting_held", 6)]
    totals.append(total(monday, "call", call))
    return [*totals, total(monday, "deal_won", won)] if won else totals


def lived(weeks: int, *, lately: int, before: int = 40) -> list[DayTotal]:
    """Return so many weeks at the line with no results, after weeks below it with 2 or 3."""
    totals = [one for back in range(1, weeks + 1) for one in week(back)]
    if lately:
        totals.append(total(day(-7), "deal_won", lately))
    for back in range(weeks + 1, weeks + before + 1):
        totals += week(back, call=150, won=2 + back % 2)
    return totals


def known(totals: list[DayTotal], model: ModelWeek = MODEL, people: People | None = None) -> Facts:
    return facts(totals, NOON, model, people=people)


# busy-without-results


def test_eight_weeks_at_the_line_without_a_deal_are_busy_without_results() -> None:
    one = the(rules.busy_without_results, known(lived(8, lately=0)), "busy-without-results")
    assert one.title == "busy without results: 8 weeks at the line, 0 deals won"
    assert one.detail.startswith("9 of 10 stretches as long before brought 20 or more; look at ")
    assert (one.level, one.next) == ("act", "actlog funnel")
    assert (one.evidence.weeks, one.evidence.n, one.evidence.low) == (8, 0, 20)


def test_six_weeks_are_enough_and_five_are_not() -> None:
    assert len(said(rules.busy_without_results, known(lived(6, lately=0)), BUSY)) == 1
    assert said(rules.busy_without_results, known(lived(5, lately=0)), BUSY) == []


def test_one_result_fewer_than_nine_of_ten_stretches_bring_is_too_few() -> None:
    assert len(said(rules.busy_without_results, known(lived(6, lately=14)), BUSY)) == 1
    assert said(rules.busy_without_results, known(lived(6, lately=15)), BUSY) == []


def test_without_a_history_nothing_at_all_has_to_come() -> None:
    young = known(lived(6, lately=0, before=0))
    assert "none yet at all" in the(rules.busy_without_results, young, BUSY).detail
    for totals in (lived(6, lately=1, before=0), [], lived(5, lately=0, before=0)):
        assert said(rules.busy_without_results, known(totals), BUSY) == []
    # 14 weeks before hold nine stretches of six, 15 hold ten
    assert busy(known(lived(6, lately=1, before=14)).history, MODEL) is None
    found = busy(known(lived(6, lately=1, before=15)).history, MODEL)
    assert found is not None
    assert found.usual == 15


@pytest.mark.parametrize("kind", ["meeting_held", "meeting_set", "call"])
def test_one_line_that_was_not_reached_breaks_the_run(kind: str) -> None:
    totals = [one for one in lived(9, lately=0) if (one[0], one[1]) != (day(-7 * 4), kind)]
    assert said(rules.busy_without_results, known(totals), BUSY) == []


def test_follow_up_is_not_what_keeps_a_rep_busy_and_a_week_off_breaks_nothing() -> None:
    off = MODEL.with_time_off((TimeOff(first=day(-28), last=day(-22)),))
    totals = [one for one in lived(7, lately=0) if not day(-28) <= one[0] <= day(-22)]
    one = the(rules.busy_without_results, known(totals, off), BUSY)
    assert one.evidence.weeks == 6


def test_the_run_has_to_be_longer_than_the_lag() -> None:
    history = known(lived(8, lately=0)).history
    assert busy(history, MODEL, 7) is not None
    assert busy(history, MODEL, 8) is None


def test_of_a_long_run_the_last_quarter_counts() -> None:
    always = [one for back in range(1, 61) for one in week(back, won=0 if back <= 10 else 3)]
    found = busy(known(always).history, MODEL)
    assert found is not None
    assert (found.weeks, found.of, found.brought, found.usual) == (60, 13, 9, 39)
    assert found.last.start == day(-7)
    assert found.first.start == day(-7 * 13)


def test_without_a_result_or_a_kind_of_prospecting_nothing_is_busy() -> None:
    totals = lived(8, lately=0)
    assert busy(known(totals).history, MODEL.replace(results=())) is None
    assert busy(known(totals).history, MODEL.replace(activities=(FOLLOW_UP,))) is None


def test_the_areas_are_filled_from_the_log() -> None:
    heard = Heard(
        words=("price", "time"), persona=None, source=None, outcome=None, entries=8, last=day(-7)
    )
    around = Around(
        personas=((("intern", "call", None, 30), ("owner", "call", None, 10)),
                  (("owner", "call", None, 90), ("Intern", "call", None, 10))),
        sources=((("list", "call", None, 4), (None, "call", None, 50)), ()),
        objections=((heard,), ()),
    )  # fmt: skip
    found = known(lived(8, lately=0), people=People(around=around))
    one = the(rules.busy_without_results, found, BUSY)
    assert "persona: intern 30 of 40 (before: 10 of 100)" in one.detail
    assert "source: too few noted to say" in one.detail
    assert "objection: time 8 of 16 (before: none noted)" in one.detail
    assert "activity: calls " in one.detail
    assert one.next == "actlog funnel --by persona"


def test_what_changed_is_the_outcome_that_gained_most() -> None:
    totals = lived(8, lately=0)
    for back in range(1, 30):
        late = back <= 8
        totals.append(total(day(-7 * back), "call", 90 if late else 10, "no-answer"))
        totals.append(total(day(-7 * back), "call", 10 if late else 30, "connected"))
    one = the(rules.busy_without_results, known(totals), BUSY)
    assert one.detail.endswith("outcome of calls: no-answer 720 of 800 (before: 210 of 840)")


# tipping-point-far


def made_up(shape: str, weeks: int = 104) -> list[DayTotal]:
    """Return the weeks of a made-up rep whose meetings bring deals two weeks later."""
    made = reps.rep(np.random.default_rng(3), shape, weeks, mean=8.0, lag=2)
    return [
        total(day(7 * (n - weeks)), kind, int(count))
        for kind, column in (("meeting_held", made.activity), ("deal_won", made.results))
        for n, count in enumerate(column)
        if count
    ]


def lined(line: int) -> ModelWeek:
    return MODEL.replace(activities=(HELD.replace(tipping_point=line), CALL))


def test_a_line_outside_of_the_own_interval_is_far() -> None:
    totals = made_up("slow-fast-flat")
    (point,) = known(totals, lined(3)).own_points
    tip = point.tip
    assert tip.shown
    assert tip.tip is not None
    assert tip.tip_low is not None
    assert tip.tip_high is not None
    one = the(rules.tipping_point_far, known(totals, lined(3)), "tipping-point-far")
    assert one.title == f"meetings held: your own tipping point is {tip.tip:.1f}, the model's 3"
    assert one.detail == (
        f"between {tip.tip_low:.1f} and {tip.tip_high:.1f} with 90%;"
        " from there on deals won come faster, 2 weeks later"
    )
    assert (one.level, one.kind, one.next) == ("watch", "meeting_held", "actlog model suggest")
    assert (one.evidence.p, one.evidence.low) == (tip.kink_p, tip.tip_low)
    within, over = floor(tip.tip_high), floor(tip.tip_high) + 1
    assert said(rules.tipping_point_far, known(totals, lined(within)), "tipping-point-far") == []
    assert len(said(rules.tipping_point_far, known(totals, lined(over)), "tipping-point-far")) == 1


def test_the_bend_is_tested_where_a_relation_shows_and_else_not() -> None:
    found = rules.tipping_point_far(known(made_up("straight"), lined(3)))
    assert found.findings == ()
    assert [test.about for test in found.tests] == ["meeting_held, deal_won"]
    assert rules.tipping_point_far(known(made_up("none"), lined(3))).tests == ()


def test_under_26_weeks_no_tipping_point_is_looked_for() -> None:
    assert rules.tipping_point_far(known(made_up("slow-fast-flat", 25), lined(3))) == Said()


# choose-metrics


def followed(weeks: int, lag: int = 2) -> list[DayTotal]:
    """Return weeks whose deals follow the calls; follow-ups go as they go."""
    totals = []
    for back in range(1, weeks + 1):
        monday = day(-7 * back)
        earlier = WAVE[(back + lag) % 24] + (back + lag) // 24
        totals.append(total(monday, "call", WAVE[back % 24] + back // 24))
        totals.append(total(monday + timedelta(days=1), "follow_up", 1 + (back * back) % 7))
        totals.append(total(monday, "deal_won", earlier))
    return totals


def test_what_results_follow_is_named_with_its_lag_and_the_rest_beside_it() -> None:
    found = known(followed(44))
    one = the(rules.choose_metrics, found, "choose-metrics")
    assert one.title == "calls predict deals won best, 2 weeks later"
    assert one.detail == "no sign of it: follow ups"
    assert (one.level, one.kind, one.next) == ("watch", "call", "actlog model edit")
    assert one.evidence.p is not None
    assert one.evidence.p < 0.05
    tests = rules.choose_metrics(found).tests
    assert [test.about for test in tests] == ["call, deal_won", "follow_up, deal_won"]


def test_where_nothing_predicts_it_says_so_and_from_40_weeks_on_it_is_worth_a_word() -> None:
    def calm(weeks: int) -> list[DayTotal]:
        totals = [one for one in followed(weeks) if one[1] == "follow_up"]
        deals = [
            total(day(-7 * n), "deal_won", 1 + WAVE[(5 * n) % 24] % 3) for n in range(1, weeks)
        ]
        return [*totals, *deals]

    one = the(rules.choose_metrics, known(calm(40)), "choose-metrics")
    assert one.title == "no activity that you track predicts deals won so far"
    assert one.detail.startswith("no sign of it in 40 weeks: follow ups; keep ")
    assert (one.level, one.evidence.p) == ("watch", None)
    assert the(rules.choose_metrics, known(calm(39)), "choose-metrics").level == "info"


def against(weeks: int) -> list[DayTotal]:
    """Return weeks in which the more follow-ups there were, the fewer deals came, and calls."""
    totals = [one for one in followed(weeks) if one[1] != "follow_up"]
    for back in range(1, weeks + 1):
        deals = WAVE[(back + 2) % 24]
        totals.append(total(day(1 - 7 * back), "follow_up", 20 - deals))
    return totals


def test_what_goes_with_fewer_results_is_said_and_no_silence() -> None:
    one = the(rules.choose_metrics, known(against(44)), "choose-metrics")
    assert one.title == "calls predict deals won best, 2 weeks later"
    assert one.detail == (
        "more follow ups go with fewer deals won; every other that was tested goes with more"
    )
    assert (one.level, one.next) == ("watch", "actlog model edit")


def test_where_all_go_with_fewer_results_none_is_said_to_predict_them() -> None:
    follow_ups = MODEL.replace(activities=(FOLLOW_UP,))
    one = the(rules.choose_metrics, known(against(44), follow_ups), "choose-metrics")
    assert one.title == "no activity that you track goes with more deals won so far"
    assert one.detail == (
        "more follow ups go with fewer deals won; look at what busy weeks left no time for,"
        " and try a measure closer to the result"
    )
    assert one.evidence.p is not None
    assert one.evidence.p < 0.05


def test_where_all_predict_nothing_has_to_be_chosen() -> None:
    calls = MODEL.replace(activities=(CALL,))
    one = the(rules.choose_metrics, known(followed(44), calls), "choose-metrics")
    said = "no other activity could be tested: it takes 20 weeks that differ"
    assert (one.level, one.detail) == ("info", said)
    assert one.next == "actlog model show"


def test_under_twenty_weeks_nothing_is_tested() -> None:
    assert rules.choose_metrics(known(followed(19))).tests == ()
    assert said(rules.choose_metrics, known(followed(19)), "choose-metrics") == []
    assert len(rules.choose_metrics(known(followed(20))).tests) == 2
