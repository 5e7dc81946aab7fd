"""Loads, base and recent: by example, and computed again the slow way."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from fractions import Fraction
from math import exp

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actlog.analysis.history import History, Judged, judged_weeks
from actlog.analysis.momentum import Day, Mean, at_end, momentum
from actlog.analysis.series import LONGEST
from actlog.domain.entry import DayTotal
from actlog.domain.model_week import Kind, Lines, ModelWeek, SpecialWeek, Version, in_force
from actlog.domain.ratio import Ratio
from actlog.domain.week import TimeOff
from tests.rep import CALENDAR, LONG_AGO, at, day, total, versions

CALL = Kind(name="call", goal=45, tipping_point=36, ceiling=90)
HELD = Kind(name="held", tipping_point=9)
PROPOSAL = Kind(name="proposal")
MODEL = ModelWeek(name="m", activities=(CALL, HELD, PROPOSAL), calendar=CALENDAR)
ALONE = MODEL.replace(activities=(CALL,))
SUNDAY = at("2026-11-29 10:00")


def days(
    totals: list[DayTotal],
    now: datetime = SUNDAY,
    model: ModelWeek = ALONE,
    found: tuple[Version, ...] | None = None,
) -> list[Day]:
    found = found or versions(model)
    week = model.calendar.week(now.date())
    first = min((one[0] for one in totals), default=None)
    history = History(judged_weeks(found, week, first, LONGEST), totals)
    return momentum(history, Judged(week=week, model=in_force(found, week)), now)


def loads(totals: list[DayTotal], now: datetime = SUNDAY, model: ModelWeek = ALONE) -> list[Ratio]:
    return [one.load for one in days(totals, now, model)]


def lived(weeks: int) -> list[DayTotal]:
    """Return weeks that are exactly the model week: ten calls a day, five on a short Friday."""
    return [
        total(day(7 * week + weekday), "call", 10 if weekday < 4 else 5)
        for week in range(1 - weeks, 1)
        for weekday in range(5)
    ]


def test_living_the_model_week_is_100_on_every_day_however_short_it_is() -> None:
    found = days(lived(8))
    assert len(found) == 40
    assert {one.load for one in found} == {Ratio(100)}
    assert all(abs(one.base - 100) < 1e-9 and abs(one.recent - 100) < 1e-9 for one in found)


def test_a_load_is_the_mean_over_the_activities_that_have_a_line() -> None:
    monday = [total(day(0), "call", 5), total(day(0), "held", 4), total(day(0), "proposal", 7)]
    assert loads(monday, at("2026-11-24 08:00"), MODEL) == [Ratio(125)]


def test_volume_past_the_ceiling_adds_nothing() -> None:
    assert loads([total(day(0), "call", 20)], at("2026-11-24 08:00")) == [Ratio(200)]
    assert loads([total(day(0), "call", 900)], at("2026-11-24 08:00")) == [Ratio(200)]


def test_work_on_a_day_of_no_weight_joins_the_next_working_day() -> None:
    weekend = [total(day(-2), "call", 4), total(day(-1), "call", 3), total(day(0), "call", 3)]
    assert loads(weekend, at("2026-11-24 08:00")) == [Ratio(100)]


def test_time_off_takes_days_out_and_halves_them() -> None:
    off = (
        TimeOff(first=day(0), last=day(0)),
        TimeOff(first=day(1), last=day(1), part="am"),
        TimeOff(first=day(2), last=day(2), kinds=("call",)),
    )
    model = MODEL.with_time_off(off)
    totals = [total(day(0), "call", 2), total(day(1), "call", 3), total(day(2), "held", 2)]
    found = days(totals, at("2026-11-26 08:00"), model)
    assert [(one.day, one.weight) for one in found] == [(day(1), Ratio(1, 2)), (day(2), Ratio(1))]
    assert [one.load for one in found] == [Ratio(50), Ratio(100)]


def test_today_is_complete_once_its_hours_are_over() -> None:
    totals = [total(day(0), "call", 10), total(day(1), "call", 10)]
    assert len(days(totals, at("2026-11-24 17:29"))) == 1
    assert len(days(totals, at("2026-11-24 17:30"))) == 2


def test_nothing_is_counted_before_the_first_entry_and_nothing_of_an_empty_log() -> None:
    assert [one.day for one in days([total(day(2), "call")], at("2026-11-27 08:00"))] == [
        day(2),
        day(3),
    ]
    assert days([]) == []
    assert days([total(day(0), "call")], model=MODEL.replace(activities=(PROPOSAL,))) == []


def test_a_day_is_judged_by_the_model_of_its_week_and_by_the_weeks_own_figures() -> None:
    harder = ALONE.replace(activities=(CALL.replace(goal=90, ceiling=180),))
    since = at("2026-11-24 12:00")
    both = (Version(since=LONG_AGO, model=ALONE), Version(since=since, model=harder))
    totals = [total(day(-3), "call", 5), total(day(0), "call", 10)]
    found = days(totals, at("2026-11-24 08:00"), harder, both)
    assert [one.load for one in found] == [Ratio(100), Ratio(50)]
    fair = ALONE.replace(weeks=(SpecialWeek(day=day(1), lines=(("call", Lines(goal=9)),)),))
    assert loads([total(day(0), "call", 2)], at("2026-11-24 08:00"), fair) == [Ratio(100)]


def test_a_ceiling_under_the_goal_does_not_make_the_model_week_unreachable() -> None:
    odd = ALONE.replace(weeks=(SpecialWeek(day=day(1), lines=(("call", Lines(goal=99)),)),))
    assert loads([total(day(0), "call", 30)], at("2026-11-24 08:00"), odd) == [Ratio(100)]


def test_the_first_30_working_days_are_warming_up() -> None:
    found = days(lived(8))
    assert [one.warming_up for one in found] == [True] * 30 + [False] * 10


def test_each_week_is_left_as_its_last_complete_day_was() -> None:
    model = ALONE.with_time_off((TimeOff(first=day(-7), last=day(-1)),))
    found = days(lived(3), at("2026-11-25 08:00"), model)
    weeks = [CALENDAR.week(day(-7 * back)) for back in (3, 2, 1, 0)]
    ended = at_end(found, weeks)
    assert [one and one.day for one in ended] == [None, day(-10), None, day(1)]


def test_base_remembers_for_30_working_days_and_recent_for_5() -> None:
    first, second = days([total(day(0), "call", 10)], at("2026-11-25 08:00"))
    assert (first.base, first.recent) == pytest.approx((100, 100))
    for shown, constant in ((second.base, 30), (second.recent, 5)):
        kept = exp(-1 / constant)
        assert shown == pytest.approx(100 * kept / (1 + kept))
    assert second.trend == second.recent - second.base < 0


def test_a_constant_load_is_its_own_mean_from_the_first_day_on() -> None:
    mean = Mean(30)
    assert all(abs(mean.add(80, weight) - 80) < 1e-9 for weight in (1, 0.5, 0.1, 1))


@given(
    given_loads=st.lists(
        st.tuples(st.floats(0, 300), st.sampled_from([0.1, 0.5, 1.0, 2.0])), min_size=1, max_size=60
    ),
    constant=st.sampled_from([5, 30]),
)
def test_a_mean_weighs_each_day_by_what_all_later_ones_have_left_of_it(
    given_loads: list[tuple[float, float]], constant: int
) -> None:
    mean = Mean(constant)
    shown = [mean.add(load, weight) for load, weight in given_loads][-1]
    weights, left = [], 1.0
    for _, weight in reversed(given_loads):
        kept = exp(-weight / constant)
        weights.append(left * (1 - kept))
        left *= kept
    pairs = zip(reversed(given_loads), weights, strict=True)
    assert shown == pytest.approx(sum(load * part for (load, _), part in pairs) / sum(weights))


@given(
    counts=st.lists(st.integers(0, 40), min_size=1, max_size=80),
    off=st.sets(st.integers(0, 79), max_size=15),
    halves=st.sets(st.integers(0, 79), max_size=15),
)
def test_loads_are_what_a_walk_over_plain_days_says(
    counts: list[int], off: set[int], halves: set[int]
) -> None:
    last = date(2026, 11, 29)
    every = [last - timedelta(days=back) for back in range(len(counts))][::-1]
    away = [TimeOff(first=every[n], last=every[n]) for n in off if n < len(every)]
    away += [TimeOff(first=every[n], last=every[n], part="pm") for n in halves if n < len(every)]
    totals = [total(one, "call", count) for one, count in zip(every, counts, strict=True) if count]
    expected, waiting = [], 0
    weights = [Fraction(1)] * 4 + [Fraction(1, 2), Fraction(0), Fraction(0)]
    begun = False
    for place, (one, count) in enumerate(zip(every, counts, strict=True)):
        begun = begun or count > 0
        weight = weights[one.weekday()]
        weight *= 0 if place in off else Fraction(1, 2) if place in halves else 1
        waiting += count
        if begun and weight:
            load = min(waiting / (Fraction(45) / Fraction(9, 2) * weight), Fraction(2)) * 100
            expected.append((one, load))
        if weight:
            waiting = 0
    model = ALONE.with_time_off(tuple(away))
    found = days(totals, at("2026-11-29 18:00"), model)
    assert [(one.day, Fraction(one.load.over, one.load.under)) for one in found] == expected
