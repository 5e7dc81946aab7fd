"""Intervals and tails against SciPy, which the program itself does without."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import beta, betabinom, gamma

from actlog.analysis.intervals import (
    at_least,
    beta_quantile,
    enough,
    gamma_cdf,
    gamma_quantile,
    gamma_ratio,
    jeffreys,
    share,
)

NUMBERS = (1, 2, 3, 5, 17, 100, 1_000, 100_000, 1_000_000)


@pytest.mark.parametrize("n", NUMBERS)
def test_jeffreys_intervals_equal_scipys_to_the_tenth_digit(n: int) -> None:
    hits = sorted({0, 1, 2, n // 7, n // 2, n - 1, n})
    for d, level in product([d for d in hits if d <= n], (0.5, 0.9, 0.99)):
        tail = (1 - level) / 2
        low, high = jeffreys(d, n, level)
        assert low == pytest.approx(beta.ppf(tail, d + 0.5, n - d + 0.5) if d else 0, abs=1e-10)
        wanted = beta.ppf(1 - tail, d + 0.5, n - d + 0.5) if d < n else 1
        assert high == pytest.approx(wanted, abs=1e-10)


@given(p=st.floats(0.001, 0.999), a=st.floats(0.5, 1000), b=st.floats(0.5, 1000))
def test_quantiles_equal_scipys(p: float, a: float, b: float) -> None:
    assert beta_quantile(p, a, b) == pytest.approx(beta.ppf(p, a, b), abs=1e-10)


def test_nothing_known_is_the_whole_interval() -> None:
    assert jeffreys(0, 0) == (0, 1)
    assert share(0, 0).value is None
    assert share(3, 3).high == 1
    assert share(0, 3).low == 0
    with pytest.raises(ValueError, match="has no interval"):
        jeffreys(4, 3)


@given(
    n=st.integers(0, 300), part=st.floats(0, 1.1), a=st.floats(0.5, 2000), b=st.floats(0.5, 2000)
)
def test_the_chance_of_so_many_equals_scipys(n: int, part: float, a: float, b: float) -> None:
    hits = int(n * part)
    wanted = betabinom.sf(hits - 1, n, a, b) if hits else 1
    assert at_least(hits, n, a, b) == pytest.approx(wanted, abs=1e-9)


@given(hits=st.integers(1, 30), a=st.floats(0.5, 200), b=st.floats(0.5, 200))
def test_enough_is_the_least_number_that_gives_the_chance(hits: int, a: float, b: float) -> None:
    found = enough(hits, a, b, chance=0.8, most=500)
    if found is None:
        assert at_least(hits, 500, a, b) < 0.8
    else:
        assert at_least(hits, found, a, b) >= 0.8
        assert at_least(hits, found - 1, a, b) < 0.8


@pytest.mark.parametrize("n", [0, *NUMBERS])
def test_intervals_of_rates_equal_scipys_to_the_tenth_digit(n: int) -> None:
    for d, level in product((1, 20, 3_000), (0.5, 0.9, 0.99)):
        tail = (1 - level) / 2
        low, high = gamma_ratio(n, d, level)
        assert low == pytest.approx(gamma.ppf(tail, n + 0.5) / d if n else 0, rel=1e-10, abs=1e-10)
        assert high == pytest.approx(gamma.ppf(1 - tail, n + 0.5) / d, rel=1e-10, abs=1e-10)


@given(p=st.floats(0.001, 0.999), a=st.floats(0.5, 5000))
def test_gamma_quantiles_equal_scipys(p: float, a: float) -> None:
    found = gamma_quantile(p, a)
    assert found == pytest.approx(gamma.ppf(p, a), rel=1e-10, abs=1e-10)
    assert gamma_cdf(found, a) == pytest.approx(p, abs=1e-9)


@given(x=st.floats(0, 6000), a=st.floats(0.5, 5000))
def test_the_chance_of_at_most_so_much_equals_scipys(x: float, a: float) -> None:
    assert gamma_cdf(x, a) == pytest.approx(gamma.cdf(x, a), abs=1e-10)


def test_a_rate_for_nothing_has_no_interval() -> None:
    for n, d, level in ((1, 0, 0.9), (-1, 5, 0.9), (1, 5, 1.0)):
        with pytest.raises(ValueError, match="has no interval"):
            gamma_ratio(n, d, level)
