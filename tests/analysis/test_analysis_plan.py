"""A target by a day: amounts, probability, and how often as much was done."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actlog.analysis.history import History, judged_weeks
from actlog.analysis.plan import FEWEST_WEEKS, Plan, Target, chance, plan, working_weeks
from actlog.analysis.rates import Stage, stages
from actlog.domain.entry import DayTotal
from actlog.domain.model_week import Kind, with_closers
from actlog.domain.ratio import Ratio
from actlog.domain.week import TimeOff, Week
from tests.rep import (
    CALENDAR,
    CALL,
    CONNECT,
    FOLLOW_UP,
    MODEL,
    MONDAY,
    SET,
    WON,
    at,
    day,
    total,
    versions,
)

KINDS = with_closers((CALL, CONNECT, SET, WON))
STEPS = stages(KINDS, {"call": 1000, "connect": 200, "meeting_set": 50, "deal_won": 25})
NOW = at("2026-11-23 08:30")


def weekly(kind: str, counts: list[int]) -> list[DayTotal]:
    """Return weeks that hold so many, the last one before Monday last."""
    return [
        total(day(7 * (place - len(counts))), kind, count)
        for place, count in enumerate(counts)
        if count
    ]


def made(
    totals: list[DayTotal],
    kind: Kind,
    amount: float,
    weeks: Ratio,
    steps: tuple[Stage, ...] = STEPS,
) -> Plan:
    first = min([one[0] for one in totals], default=None)
    history = History(judged_weeks(versions(), Week(start=MONDAY), first, 260), totals)
    target = Target(kind=kind, amount=amount, by=day(30))
    return plan(MODEL, history, steps, target, weeks=weeks)


def test_the_rates_are_run_backwards() -> None:
    found = made(weekly("call", [200] * 20), WON, 5, Ratio(10))
    needs = {one.kind.name: one.weekly.value for one in found.needs}
    assert needs == pytest.approx({"call": 20, "connect": 4, "meeting_set": 1})
    for one in found.needs:
        assert one.weekly.low < one.weekly.value < one.weekly.high
    calls = found.needs[0]
    assert (calls.done, calls.weeks) == (20, 20)


def test_how_often_counts_the_weeks_that_held_as_much() -> None:
    found = made(weekly("call", [19, 20, 21] * 5), CALL, 20, Ratio(1))
    (calls,) = found.needs
    assert (calls.weekly.value, calls.done, calls.weeks) == (20, 10, 15)


def test_what_is_outside_the_funnel_is_planned_by_itself() -> None:
    found = made(weekly("follow_up", [10] * 14), FOLLOW_UP, 30, Ratio(3))
    assert [one.kind.name for one in found.needs] == ["follow_up"]
    assert found.chance == 1


def test_before_a_step_with_too_little_no_need_is_known() -> None:
    few = stages(KINDS, {"call": 1000, "connect": 19, "meeting_set": 19, "deal_won": 5})
    found = made(weekly("call", [200] * 20), SET, 5, Ratio(10), few)
    assert [one.kind.name for one in found.needs] == ["meeting_set"]
    assert found.short
    assert found.short.kind.name == "meeting_set"
    never = stages(KINDS, {"call": 1000, "connect": 0, "meeting_set": 0})
    assert made(weekly("call", [9]), CONNECT, 5, Ratio(10), never).short


def test_under_thirteen_weeks_no_probability_is_given() -> None:
    few = made(weekly("call", [200] * (FEWEST_WEEKS - 1)), CALL, 5, Ratio(1))
    assert (few.chance, few.known) == (None, FEWEST_WEEKS - 1)
    assert made(weekly("call", [200] * FEWEST_WEEKS), CALL, 5, Ratio(1)).chance == 1
    assert made([], CALL, 5, Ratio(1)).known == 0


def test_money_is_drawn_from_what_weeks_brought() -> None:
    history = History([], [])
    target = Target(kind=WON, amount=2.5, by=day(30), cents=1_000)
    values = [0.0, 500.0] * 10
    found = plan(MODEL, history, STEPS, target, weeks=Ratio(2), values=values)
    assert found.chance == pytest.approx(0.25, abs=0.02)


@settings(max_examples=30)
@given(
    usual=st.lists(st.integers(0, 30), min_size=13, max_size=26),
    weeks=st.integers(1, 6),
    wanted=st.integers(1, 120),
)
def test_the_probability_is_that_of_weeks_drawn_anew(
    usual: list[int], weeks: int, wanted: int
) -> None:
    rng = np.random.default_rng(4)
    again = np.mean(rng.choice(usual, (40_000, weeks)).sum(axis=1) >= wanted)
    assert chance(usual, weeks, wanted) == pytest.approx(float(again), abs=0.025)


def test_a_part_of_a_week_counts_as_that_part() -> None:
    assert chance([10], 1.5, 15) == 1
    assert chance([10], 1.5, 15.1) == 0


def test_days_off_hold_nothing_and_today_counts_for_what_is_left() -> None:
    friday = day(4)
    assert working_weeks(MODEL, NOW, friday) == 1
    assert working_weeks(MODEL, at("2026-11-23 13:00"), friday) == Ratio(8, 9)
    assert working_weeks(MODEL, at("2026-11-23 20:00"), MONDAY) == 0
    off = TimeOff(first=day(1), last=day(2))
    resting = MODEL.replace(calendar=CALENDAR.replace(time_off=(off,)))
    assert working_weeks(resting, NOW, friday) == Ratio(5, 9)
