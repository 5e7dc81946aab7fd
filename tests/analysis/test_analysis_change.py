"""Where a weekly rate changed, and whether it did."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binom

from actlog.analysis.change import FEWEST_WEEKS, Change, find
from actlog.analysis.intervals import share

NONE = Change(p=None, week=None, before=None, after=None)


def test_a_change_is_found_with_both_rates() -> None:
    rng = np.random.default_rng(2)
    trials = rng.poisson(240, 52)
    hits = rng.binomial(trials, np.where(np.arange(52) < 30, 0.12, 0.18))
    found = find(hits, trials)
    assert found.p is not None
    assert found.week is not None
    assert found.p < 0.01
    assert abs(found.week - 30) <= 1
    before = share(int(hits[: found.week].sum()), int(trials[: found.week].sum()))
    after = share(int(hits[found.week :].sum()), int(trials[found.week :].sum()))
    assert (found.before, found.after) == (before, after)


def test_the_split_is_the_likeliest_one() -> None:
    rng = np.random.default_rng(6)
    trials = rng.poisson(20, 16)
    hits = rng.binomial(trials, 0.4)
    likely = {}
    for week in range(FEWEST_WEEKS, 16 - FEWEST_WEEKS + 1):
        parts = (slice(week), slice(week, None))
        rates = [hits[part].sum() / trials[part].sum() for part in parts]
        likely[week] = sum(
            binom.logpmf(hits[part], trials[part], rate).sum()
            for part, rate in zip(parts, rates, strict=True)
        )
    assert find(hits, trials).week == max(likely, key=lambda week: likely[week])


def test_weeks_that_differ_by_themselves_are_no_change() -> None:
    """Redrawing single trials would be sure of many of them."""
    rng, alarms = np.random.default_rng(9), 0
    for _ in range(100):
        trials = rng.poisson(200, 40)
        hits = rng.binomial(trials, rng.beta(0.12 * 49, 0.88 * 49, 40))
        found = find(hits, trials)
        alarms += found.p is not None and found.p < 0.05
    assert alarms <= 10


def test_a_side_needs_four_weeks_and_twenty_trials() -> None:
    assert find([0] * 7, [50] * 7) == NONE
    assert find([0] * 8, [50] * 8).week == 4
    assert find([0] * 8, [5] * 8).week == 4
    assert find([0] * 8, [5] * 7 + [4]) == NONE
    assert find([], []) == NONE
    assert find([0] * 30, [0] * 30) == NONE


def test_weeks_without_trials_may_be_among_them() -> None:
    hits, trials = [1, 0] * 8 + [9, 0] * 8, [10, 0] * 16
    found = find(hits, trials)
    assert found.p is not None
    assert found.p < 0.01
    assert found.week in {15, 16}


@pytest.mark.parametrize(
    ("successes", "trials", "said"),
    [
        ([1], [1, 2], "successes have 1 weeks, trials 2"),
        ([2], [1], "no more than the trials"),
        ([0.5], [1], "must be whole"),
        ([-1], [1], "successes must be from 0"),
    ],
)
def test_what_are_no_counts_is_refused(
    successes: list[float], trials: list[float], said: str
) -> None:
    with pytest.raises(ValueError, match=said):
        find(successes, trials)


history = st.lists(
    st.integers(0, 10**6).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))), max_size=40
)


@given(history, st.integers(0, 9))
def test_any_history_has_an_answer_and_the_same_seed_gives_the_same(
    weeks: list[tuple[int, int]], seed: int
) -> None:
    hits, trials = [one[0] for one in weeks], [one[1] for one in weeks]
    found = find(hits, trials, seed=seed)
    assert found == find(hits, trials, seed=seed)
    if found.p is not None and found.before is not None and found.after is not None:
        assert 0 < found.p <= 1
        assert found.before.n + found.after.n == sum(trials)
