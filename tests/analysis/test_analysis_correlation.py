"""Whether results follow activity, told from weekly columns."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import spearmanr

from actlog.analysis.correlation import LONGEST_LAG, Relation, relate
from actlog.analysis.series import FEWEST_WORKED
from benchmarks.reps import rep

NOTHING = (None, None, None)


def told(one: Relation) -> tuple[float | None, int | None, float | None]:
    return one.p, one.lag, one.rho


@pytest.mark.parametrize("lag", [0, 1, 3, 6])
def test_a_relation_is_found_with_its_lag(lag: int) -> None:
    made = rep(np.random.default_rng(lag), "slow-fast-flat", 104, lag=lag)
    found = relate(made.activity, made.results, off=made.off)
    assert found.p is not None
    assert found.rho is not None
    assert (found.p < 0.01, found.lag, found.rho > 0.3) == (True, lag, True)
    assert found.weeks == int((~made.off).sum())


def test_two_columns_that_only_grow_together_are_not_related() -> None:
    rng = np.random.default_rng(3)
    rising = np.linspace(20, 120, 60)
    found = relate(rng.poisson(rising), rng.poisson(rising / 10))
    assert found.p is not None
    assert found.p > 0.1


def test_two_slow_waves_are_not_related() -> None:
    """The plain best lag would be sure of most of them."""
    alarms = naive = 0
    for seed in range(60):
        made = rep(np.random.default_rng(seed), "autocorrelated", 52)
        found = relate(made.activity, made.results, off=made.off)
        alarms += found.p is not None and found.p < 0.05
        worked = ~made.off
        lags = [
            spearmanr(made.activity[: 52 - lag][both], made.results[lag:][both]).pvalue
            for lag in range(LONGEST_LAG + 1)
            if (both := worked[: 52 - lag] & worked[lag:]) is not None
        ]
        naive += min(lags) < 0.05
    assert alarms <= 7
    assert naive >= 20


def test_weeks_off_are_left_out_and_lags_stay_calendar_weeks() -> None:
    made = rep(np.random.default_rng(8), "slow-fast-flat", 104, lag=2)
    activity, results = made.activity.copy(), made.results.copy()
    activity[made.off], results[made.off] = 10**6, 10**6
    wild = relate(activity, results, off=made.off)
    assert wild == relate(made.activity, made.results, off=made.off)
    assert wild.lag == 2


def test_too_few_worked_weeks_say_nothing() -> None:
    rng = np.random.default_rng(1)
    x = rng.poisson(50, FEWEST_WORKED)
    off = [False] * FEWEST_WORKED
    assert relate(x, x, off=off).p is not None
    off[3] = True
    few = relate(x, x, off=off)
    assert (told(few), few.weeks) == (NOTHING, FEWEST_WORKED - 1)
    assert told(relate([], [])) == NOTHING


@pytest.mark.parametrize("flat", [0, 7])
def test_a_column_that_never_changes_says_nothing(flat: int) -> None:
    varied = list(range(30))
    assert told(relate([flat] * 30, varied)) == NOTHING
    assert told(relate(varied[::-1], [flat] * 30)) == NOTHING


def test_the_seed_decides_p_and_nothing_else() -> None:
    made = rep(np.random.default_rng(21), "overdispersed", 26)
    ones = [relate(made.activity, made.results, off=made.off, seed=seed) for seed in (4, 4, 5)]
    assert ones[0] == ones[1]
    assert ones[0].replace(p=None) == ones[2].replace(p=None)


@pytest.mark.parametrize(
    ("activity", "results", "off", "said"),
    [
        ([1, 2], [1], None, "activity has 2 weeks, results 1"),
        ([1, 2], [1, 2], [True], "off has 1 weeks, activity 2"),
        ([1, -2], [1, 2], None, "activity must be from 0"),
        ([1, 2], [1, float("nan")], None, "results must be from 0"),
        ([1, float("inf")], [1, 2], None, "activity must be from 0"),
        ([1, 10**400], [1, 2], None, "activity must be numbers"),
        ([1, "x"], [1, 2], None, "activity must be numbers"),
        ([[1, 2]], [1, 2], None, "activity must be one number"),
    ],
)
def test_what_is_no_history_is_refused(
    activity: list[float], results: list[float], off: list[bool] | None, said: str
) -> None:
    with pytest.raises(ValueError, match=said):
        relate(activity, results, off=off)


weeks = st.tuples(st.integers(0, 10**6), st.integers(0, 50), st.booleans())


@given(st.lists(weeks, max_size=60))
def test_any_history_has_an_answer(history: list[tuple[int, int, bool]]) -> None:
    x, y, off = ([week[part] for week in history] for part in range(3))
    found = relate(x, y, off=[bool(one) for one in off])
    assert found.weeks == len(off) - sum(off)
    if found.p is not None:
        assert 0 < found.p <= 1
        assert found.lag in range(LONGEST_LAG + 1)
        assert found.rho is not None
        assert -1.000001 <= found.rho <= 1.000001


def test_weeks_off_take_no_lag_from_half_a_year() -> None:
    rng = np.random.default_rng(5)
    activity = rng.poisson(30, 26)
    results = np.concatenate([rng.poisson(30, 6), activity[:-6]])
    off = np.isin(np.arange(26), (3, 9, 14))
    found = relate(activity, results, off=off)
    assert (found.weeks, found.lag) == (23, 6)
    assert found.p is not None
    assert found.p < 0.05
