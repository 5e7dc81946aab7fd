"""What one more is worth, against draws made anew, and what a gap costs."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actlog.analysis.history import History, judged_weeks
from actlog.analysis.rates import FEWEST, stages
from actlog.analysis.worth import (
    FEWEST_DEALS,
    Value,
    deal_value,
    lag,
    with_gap,
    worth_report,
    worths,
)
from actlog.domain.entry import DayTotal
from actlog.domain.model_week import Worth as ModelWorth
from actlog.domain.model_week import with_closers
from actlog.domain.ratio import Ratio
from actlog.domain.week import Week
from tests.rep import (
    CALL,
    CONNECT,
    FOLLOW_UP,
    MODEL,
    MONDAY,
    SET,
    WON,
    day,
    steady,
    total,
    versions,
)

KINDS = with_closers((CALL, CONNECT, SET, WON))
COUNTS = {"call": 1000, "connect": 200, "meeting_set": 60, "deal_won": 30}
DEALS = [100_000, 200_000, 300_000] * 4
TOLD = MODEL.replace(
    funnel=("call", "connect", "meeting_set", "deal_won"),
    worth=(ModelWorth(result="deal_won", value_cents=800_000, commission=Ratio(1, 10)),),
)


def past(totals: list[DayTotal]) -> History:
    first = min([one[0] for one in totals])
    return History(judged_weeks(versions(TOLD), Week(start=MONDAY), first, 260), totals)


def value(*deals: int) -> Value | None:
    return deal_value(TOLD, WON, deals)


def test_it_is_the_product_of_the_rates_times_the_mean_deal() -> None:
    steps = stages(KINDS, COUNTS)
    call, won = worths(steps, value(*DEALS), (CALL, WON))
    assert call.units
    assert call.value
    assert call.commission
    assert won.value
    assert (call.to, call.short) == (WON, None)
    assert call.units.value == pytest.approx(0.03)
    assert call.value.value == pytest.approx(0.03 * 200_000)
    assert call.commission.value == pytest.approx(0.03 * 20_000)
    assert won.value.value == 200_000


def test_its_interval_is_that_of_draws_made_anew() -> None:
    (call,) = worths(stages(KINDS, COUNTS), value(*DEALS), (CALL,))
    assert call.value
    rng = np.random.default_rng(987)
    rates = rng.beta(200.5, 800.5, 200_000) * rng.gamma(60.5, 1 / 200, 200_000)
    rates *= rng.gamma(30.5, 1 / 60, 200_000)
    means = rng.choice(DEALS, (200_000, 12)).mean(axis=1)
    low, high = np.quantile(rates * means, (0.05, 0.95))
    assert call.value.low == pytest.approx(low, rel=0.03)
    assert call.value.high == pytest.approx(high, rel=0.03)


def test_the_same_log_gives_the_same_figures() -> None:
    steps = stages(KINDS, COUNTS)
    assert worths(steps, value(*DEALS), KINDS) == worths(steps, value(*DEALS), KINDS)


def test_ten_deals_outweigh_the_models_figure_and_nine_do_not() -> None:
    nine, ten = value(*[100] * (FEWEST_DEALS - 1)), value(*[100] * FEWEST_DEALS)
    assert nine
    assert ten
    assert (nine.cents, nine.deals, ten.cents, len(ten.deals)) == (800_000, (), 100, 10)
    assert nine.commission == 0.1
    assert deal_value(MODEL, WON, [100] * 9) is None
    assert deal_value(TOLD, SET, [100] * 10) is None


def test_it_ends_before_a_step_with_too_little_to_divide_by() -> None:
    counts = COUNTS | {"meeting_set": FEWEST - 1}
    call, booked = worths(stages(KINDS, counts), value(*DEALS), (CALL, SET))
    assert (call.to and call.to.name, call.short and call.short.kind) == ("meeting_set", WON)
    assert call.units
    assert call.value is None
    assert (booked.units, booked.short and booked.short.kind) == (None, WON)
    (enough,) = worths(stages(KINDS, COUNTS | {"meeting_set": FEWEST}), value(*DEALS), (CALL,))
    assert enough.to == WON


def test_what_is_outside_the_funnel_is_said_so() -> None:
    (one,) = worths(stages(KINDS, COUNTS), None, (FOLLOW_UP,))
    assert (one.inside, one.units) == (False, None)


def test_without_a_value_units_are_known_and_money_is_not() -> None:
    call, won = worths(stages(KINDS, COUNTS), None, (CALL, WON))
    assert call.units
    assert (call.to, call.value, won.units) == (WON, None, None)


def test_last_weeks_gap_costs_its_worth_and_when_is_unknown_without_a_relation() -> None:
    (call,) = worths(stages(KINDS, COUNTS), value(*DEALS), (CALL,))
    before = [total(day(-7 * week), "call", 200) for week in range(2, 30)]
    gap = with_gap(call, past([*before, total(day(-7), "call", 150)]), WON).gap
    assert gap
    assert gap.cents
    assert call.value
    assert (gap.gap, gap.week, gap.lag, gap.shows) == (50, Week(start=day(-7)), None, None)
    assert gap.cents.value == pytest.approx(50 * call.value.value)
    reached = past([*before, total(day(-7), "call", 200)])
    assert with_gap(call, reached, WON).gap is None


def test_the_lag_is_that_of_the_relation() -> None:
    rng = np.random.default_rng(5)
    calls = rng.integers(50, 250, 80)
    totals = []
    for week, count in enumerate(calls):
        start = day(7 * (week - 80))
        totals.append(total(start, "call", int(count)))
        won = int(calls[week - 2]) // 20 if week > 1 else 5
        totals.append(total(start, "deal_won", won))
    assert lag(past(totals), CALL, WON) == 2
    unrelated = [one for one in totals if one[1] == "call"]
    unrelated += [
        total(one[0], "deal_won", int(count))
        for one, count in zip(unrelated, rng.integers(1, 9, 80), strict=True)
    ]
    assert lag(past(unrelated), CALL, WON) is None


def test_the_report_takes_the_last_year() -> None:
    old = [total(day(-7 * 60), "call", 9999)]
    totals = [*old, *steady(50)]
    found = worth_report(TOLD, totals, past(totals), DEALS, today=day(1), kinds=TOLD.activities)
    assert found.first == day(-7 * 51)
    by_kind = {one.kind.name: one for one in found.activities}
    assert by_kind["call"].rates[0].rate
    assert by_kind["call"].rates[0].rate.d < 9999
    assert not by_kind["follow_up"].inside


@settings(max_examples=25)
@given(st.lists(st.integers(0, 300), min_size=4, max_size=4))
def test_the_interval_is_around_and_never_below_nothing(found: list[int]) -> None:
    calls, connects, booked, won = sorted(found, reverse=True)
    counts = {"call": calls, "connect": connects, "meeting_set": booked, "deal_won": won}
    for one in worths(stages(KINDS, counts), value(*DEALS), KINDS):
        if one.units is not None:
            assert 0 <= one.units.low <= one.units.high
            # Draws have the posterior's mean, a little over the plain product.
            assert one.units.value <= one.units.high + 1e-12
