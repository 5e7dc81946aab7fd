"""The tipping point: found where it is, not found where it isn't, and honest about too little."""

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from actlog.analysis.tipping import Tip, estimate
from actlog.domain.plain import TipAnswer
from benchmarks.reps import Rep, rep


def made(shape: str, weeks: int, *, seed: int = 3, effect: str = "strong", mean: float = 60) -> Rep:
    return rep(np.random.default_rng(seed), shape, weeks, effect=effect, mean=mean)


def told(one: Rep) -> Tip:
    return estimate(one.activity, one.results, off=one.off)


def nothing(answer: TipAnswer, reason: str, *, weeks: int, worked: int) -> Tip:
    return Tip(
        relation_p=None, lag=None, tip=None, tip_low=None, tip_high=None, kink_p=None,
        ceiling=None, ceiling_low=None, ceiling_high=None, shown=False,
        answer=answer, reason=reason, weeks=weeks, worked=worked,
    )  # fmt: skip


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("mean", [8, 60, 200])
def test_a_clear_tipping_point_is_found_near_the_truth_with_its_lag(seed: int, mean: float) -> None:
    one = made("slow-fast-flat", 104, seed=seed, mean=mean)
    found = told(one)
    assert found.shown
    assert found.answer == "found"
    assert found.lag == one.lag
    assert found.tip == pytest.approx(one.tip, rel=0.2)
    assert found.tip_low is not None
    assert found.tip is not None
    assert found.tip_high is not None
    assert found.tip_low < found.tip < found.tip_high


def test_a_ceiling_is_told_where_weeks_above_it_show_it() -> None:
    rng = np.random.default_rng(2)
    activity = rng.integers(0, 40, 104)
    results = rng.poisson(0.05 * activity + 1.2 * np.clip(activity - 12, 0, 8))
    found = estimate(activity, results)
    assert found.tip == pytest.approx(12, abs=1)
    assert found.ceiling == pytest.approx(20, abs=1)
    assert found.ceiling_low is not None
    assert found.ceiling_high is not None
    assert 17 < found.ceiling_low < 20 < found.ceiling_high < 23


def test_no_ceiling_is_told_where_results_rise_to_the_end() -> None:
    rng = np.random.default_rng(5)
    activity = rng.integers(0, 40, 104)
    found = estimate(activity, rng.poisson(0.05 * activity + 1.2 * np.maximum(activity - 25, 0)))
    assert found.tip == pytest.approx(25, abs=2)
    assert (found.ceiling, found.ceiling_low, found.ceiling_high) == (None, None, None)


@pytest.mark.parametrize("shape", ["straight", "straight-overdispersed", "concave"])
def test_a_relation_without_a_bend_has_no_tipping_point(shape: str) -> None:
    answers = [told(made(shape, 104, seed=seed)) for seed in range(8)]
    assert [one.shown for one in answers] == [False] * 8
    assert {one.answer for one in answers} == {"no-kink"}
    assert all(one.tip is not None and one.kink_p is not None for one in answers)
    assert answers[0].reason == ("activity and results go together, but no tipping point shows yet")


@pytest.mark.parametrize("lag", [0, 2])
def test_results_that_fall_with_activity_are_not_said_to_rise_with_it(lag: int) -> None:
    rng = np.random.default_rng(4)
    activity = rng.negative_binomial(8, 8 / 48, 60)
    results = np.roll(rng.poisson(np.maximum(12 - 0.2 * activity, 0.3)), lag)
    found = estimate(activity, results)
    assert (found.answer, found.shown, found.lag) == ("falling", False, lag)
    assert found.reason == "weeks with more activity were followed by fewer results"
    assert estimate(activity, 20 - np.minimum(results, 20)).answer == "no-kink"


@pytest.mark.parametrize("shape", ["none", "autocorrelated", "trending"])
def test_nothing_is_shown_where_results_come_by_themselves(shape: str) -> None:
    answers = [told(made(shape, 52, seed=seed)) for seed in range(8)]
    assert [one.shown for one in answers] == [False] * 8


def test_an_unrelated_history_is_called_so() -> None:
    found = told(made("none", 52))
    assert found.answer == "unrelated"
    assert found.reason == "no sign of a relation in 52 weeks"
    assert found.relation_p is not None
    assert found.relation_p >= 0.05


def test_twenty_five_weeks_are_too_few_and_twenty_six_are_enough() -> None:
    one = made("slow-fast-flat", 26, seed=1)
    off = [False] * 26
    short = estimate(one.activity[:25], one.results[:25], off=off[:25])
    assert short == nothing("collecting", "collecting, 25 of 26 weeks", weeks=25, worked=25)
    enough = estimate(one.activity, one.results, off=off)
    assert enough.tip is not None
    assert enough.weeks == 26


def test_nineteen_weeks_worked_are_too_few_and_twenty_are_enough() -> None:
    one = made("slow-fast-flat", 30, seed=1)
    off = [week < 11 for week in range(30)]
    short = estimate(one.activity, one.results, off=off)
    assert short == nothing("collecting", "collecting, 19 of 20 weeks worked", weeks=30, worked=19)
    off[0] = False
    enough = estimate(one.activity, one.results, off=off)
    assert enough.tip is not None
    assert enough.worked == 20


@pytest.mark.parametrize(
    ("activity", "results"),
    [
        ([5] * 40, list(range(40))),
        ([4, 5, 6, 5] * 10, list(range(40))),
        ([0] * 40, [0] * 40),
        (list(range(40)), [0] * 40),
        (list(range(40)), [3] * 40),
    ],
)
def test_weeks_that_hardly_differ_are_called_so(activity: list[int], results: list[int]) -> None:
    found = estimate(activity, results)
    assert found == nothing(
        "unvaried", "activity or results hardly differ between weeks", weeks=40, worked=40
    )


def test_four_different_counts_are_enough_to_look() -> None:
    assert estimate([4, 5, 6, 7] * 10, [1, 2, 2, 6] * 10).tip is not None


def test_an_empty_history_is_still_collecting() -> None:
    assert estimate([], []).reason == "collecting, 0 of 26 weeks"


@pytest.mark.parametrize(
    ("activity", "results", "off", "says"),
    [
        ([1, 2], [1], None, "activity has 2 weeks, results 1"),
        ([1, 2], [1, 2], [False], "off has 1 weeks, activity 2"),
        ([1, -1], [1, 2], None, "activity must be from 0"),
        ([1, 1], [1, float("nan")], None, "results must be from 0"),
        ([1, 1], [1, float("inf")], None, "results must be from 0"),
        ([1, 1e13], [1, 1], None, "activity must be from 0"),
        ([1, 10**400], [1, 1], None, "activity must be numbers"),
    ],
)
def test_what_is_no_history_is_refused(
    activity: Sequence[float], results: Sequence[float], off: Sequence[bool] | None, says: str
) -> None:
    with pytest.raises(ValueError, match=says):
        estimate(activity, results, off=off)


def test_lists_tuples_and_arrays_give_the_same_plain_answer() -> None:
    one = made("slow-fast-flat", 40)
    as_arrays = estimate(one.activity, one.results, off=one.off)
    as_lists = estimate(one.activity.tolist(), one.results.tolist(), off=one.off.tolist())
    as_tuples = estimate(tuple(one.activity), tuple(one.results), off=tuple(one.off))
    assert as_arrays == as_lists == as_tuples
    plain = {type(value) for value in as_arrays.as_tuple()}
    assert plain == {float, int, bool, str}


def test_the_same_seed_gives_the_same_answer() -> None:
    one = made("straight", 52)
    first = estimate(one.activity, one.results, off=one.off, seed=7)
    assert first == estimate(one.activity, one.results, off=one.off, seed=7)
    other = estimate(one.activity, one.results, off=one.off, seed=8)
    assert other.tip == first.tip  # the place does not depend on chance, only the tests do
    assert other.kink_p != first.kink_p


def test_results_of_weeks_off_are_not_looked_at() -> None:
    one = made("slow-fast-flat", 52)
    assert one.off.any()
    noise = np.where(one.off, 999, one.results)
    assert estimate(one.activity, noise, off=one.off) == told(one)


def test_what_was_done_in_a_week_off_is_felt_later() -> None:
    one = made("slow-fast-flat", 52)
    busy = np.where(one.off, one.activity.max(), one.activity)
    assert estimate(busy, one.results, off=one.off).tip != told(one).tip


def test_only_the_last_five_years_count() -> None:
    one = made("slow-fast-flat", 270)
    whole = told(one)
    assert whole.weeks == 260
    assert whole == estimate(one.activity[-260:], one.results[-260:], off=one.off[-260:])


@pytest.mark.parametrize("factor", [2, 3, 10])
def test_counting_in_other_units_moves_the_tipping_point_with_them(factor: int) -> None:
    one = made("slow-fast-flat", 52)
    base, scaled = told(one), estimate(one.activity * factor, one.results, off=one.off)
    assert base.tip is not None
    assert base.ceiling is not None
    assert scaled.tip == pytest.approx(base.tip * factor, rel=1e-3)
    assert scaled.tip_low == pytest.approx((base.tip_low or 0) * factor, rel=1e-3)
    assert scaled.ceiling == pytest.approx(base.ceiling * factor, rel=1e-3)
    assert scaled.lag == base.lag


COUNTS = st.lists(
    st.tuples(
        st.one_of(st.integers(0, 12), st.integers(0, 10**9), st.floats(0, 1e9)),
        st.one_of(st.integers(0, 5), st.integers(0, 10**9)),
        st.booleans(),
    ),
    min_size=24,
    max_size=60,
)


@settings(max_examples=60)
@given(COUNTS)
@example([(week % 5, 10**9 * (week == 0), False) for week in range(30)])
@example([(week * 1e-9, week % 2, False) for week in range(30)])
@example([(10**9 * (week == 29) + week % 4, week, False) for week in range(30)])
def test_any_history_has_an_answer_with_its_figures_in_order(
    weeks: list[tuple[float, int, bool]],
) -> None:
    activity, results, off = zip(*weeks, strict=True)
    found = estimate(activity, results, off=off)
    assert found.weeks == len(weeks)
    assert found.reason
    assert found.shown == (found.answer == "found")
    if found.tip is None:
        assert found.answer in {"collecting", "unvaried"}
        return
    assert found.tip_low is not None
    assert found.tip_high is not None
    assert found.relation_p is not None
    assert found.kink_p is not None
    assert min(activity) <= found.tip_low <= found.tip <= found.tip_high <= max(activity)
    assert 0 < found.relation_p <= 1
    assert 0 < found.kink_p <= 1
    assert found.shown == (found.relation_p < 0.05 and found.kink_p < 0.05)
    if found.ceiling is not None:
        assert found.ceiling_low is not None
        assert found.ceiling_high is not None
        assert found.ceiling_low <= found.ceiling <= found.ceiling_high
