"""What booked meetings add to reach: the chance that so many of them are held."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actlog.analysis.intervals import at_least, share
from actlog.analysis.reach import Reach, held_at_least
from actlog.domain.ratio import Ratio

SHARES = st.integers(1, 300).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


def test_one_booked_meeting_is_held_with_the_show_rate_and_half_a_hit_and_a_miss() -> None:
    assert held_at_least(1, share(4, 5)) == [Ratio(1), Ratio(9, 12)]
    assert held_at_least(2, share(4, 5))[2] == Ratio(9, 12) * Ratio(11, 14)


def test_three_booked_at_80_percent_fill_a_gap_of_three_in_half_of_all_cases() -> None:
    assert float(held_at_least(3, share(80, 100))[3]) == pytest.approx(0.511, abs=0.01)


@given(st.integers(1, 40), SHARES)
def test_it_is_the_beta_binomial_tail_exactly(booked: int, known: tuple[int, int]) -> None:
    hits, n = known
    chances = held_at_least(booked, share(hits, n))
    a, b = hits + 0.5, n - hits + 0.5
    expected = [at_least(least, booked, a, b) for least in range(booked + 1)]
    assert [float(one) for one in chances] == pytest.approx(expected, abs=1e-9)
    assert chances[0] == 1


def test_hundreds_of_booked_meetings_are_no_trouble() -> None:
    chances = held_at_least(500, share(60, 80))
    assert chances == sorted(chances, reverse=True)


def test_it_tells_weeks_or_a_percentage_where_meetings_are_booked() -> None:
    weeks = Reach(weeks=26, made=13, chance=Ratio(1, 2), most_left=Ratio(9))
    assert weeks.told == "reached in 13 of 26 weeks"
    assert weeks.replace(booked=3).told == "reached in 13 of 26 weeks", "no show rate is known"
    booked = weeks.replace(booked=3, show=Ratio(4, 5), chance=Ratio(37, 50))
    assert booked.told == "74% likely with 3 booked"
    assert weeks.replace(chance=None).told is None
