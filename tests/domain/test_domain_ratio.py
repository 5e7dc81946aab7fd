"""Every operation is held against the standard library's exact fractions."""

from fractions import Fraction
from math import ceil, floor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actlog.domain.ratio import Ratio, total

WHOLE = st.integers(-(10**9), 10**9)
PAIRS = st.tuples(WHOLE, WHOLE.filter(bool))


def same(ratio: Ratio, fraction: Fraction) -> bool:
    return (ratio.over, ratio.under) == (fraction.numerator, fraction.denominator)


@given(PAIRS, PAIRS)
def test_arithmetic_and_order_are_those_of_fractions(
    a: tuple[int, int], b: tuple[int, int]
) -> None:
    x, y = Ratio(*a), Ratio(*b)
    u, v = Fraction(*a), Fraction(*b)
    assert same(x + y, u + v)
    assert same(x - y, u - v)
    assert same(x * y, u * v)
    assert (x < y, x <= y, x > y, x >= y, x == y) == (u < v, u <= v, u > v, u >= v, u == v)
    if y:
        assert same(x / y, u / v)


@given(st.lists(PAIRS, max_size=12))
def test_a_total_is_the_exact_sum(parts: list[tuple[int, int]]) -> None:
    ratios, fractions = [Ratio(*part) for part in parts], [Fraction(*part) for part in parts]
    assert same(total(ratios), sum(fractions, Fraction(0)))


@given(PAIRS, WHOLE)
def test_whole_numbers_mix_in_on_either_side(a: tuple[int, int], n: int) -> None:
    x, u = Ratio(*a), Fraction(*a)
    assert same(x + n, u + n)
    assert same(n + x, n + u)
    assert same(x - n, u - n)
    assert same(n - x, n - u)
    assert same(n * x, n * u)
    assert (x < n, x >= n, x == n) == (u < n, u >= n, u == n)
    if u:
        assert same(n / x, n / u)


@given(PAIRS)
def test_rounding_hash_and_float_are_those_of_fractions(a: tuple[int, int]) -> None:
    x, u = Ratio(*a), Fraction(*a)
    assert (ceil(x), floor(x)) == (ceil(u), floor(u))
    assert x.nearest() == floor(u + Fraction(1, 2))
    assert float(x) == float(u)
    assert bool(x) == bool(u)
    assert len({x, Ratio(2 * x.over, 2 * x.under)}) == 1
    assert hash(Ratio(x.over)) == hash(x.over)


@given(st.decimals(-1000, 1000, places=3))
def test_a_decimal_is_read_exactly(number: object) -> None:
    assert same(Ratio.parse(str(number)), Fraction(str(number)))


@pytest.mark.parametrize("text", ["", "a", "1e3", "1/2", "٣", "0x1", "nan"])
def test_anything_but_a_plain_decimal_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="decimal"):
        Ratio.parse(text)


def test_nothing_is_divided_by_zero() -> None:
    with pytest.raises(ZeroDivisionError):
        Ratio(1, 0)


def test_tenths_add_up_exactly() -> None:
    tenth = Ratio.parse("0.1")
    assert sum([tenth] * 10, Ratio(0)) == 1
    assert ceil(sum([tenth] * 30, Ratio(0))) == 3
    assert repr(tenth) == "Ratio(1, 10)"
