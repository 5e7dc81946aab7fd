"""The exact test of the latest weeks against those before."""

from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from actlog.analysis.shuffles import lower

weeks = st.lists(st.tuples(st.integers(0, 5), st.integers(5, 9)), min_size=3, max_size=6)


def test_of_thirteen_weeks_the_lowest_four_have_the_least_chance() -> None:
    assert lower([(1, 10)] * 4 + [(5, 10)] * 9, 4) == 1 / 715
    assert lower([(5, 10)] * 4 + [(1, 10)] * 9, 4) == 1.0


def test_equal_weeks_are_no_sign_of_anything() -> None:
    assert lower([(3, 10)] * 13, 4) == 1.0
    assert lower([(0, 0)] * 13, 4) == 1.0


@given(weeks)
def test_it_is_the_part_of_all_orders_that_put_so_low_a_share_first(
    some: list[tuple[int, int]],
) -> None:
    def share(chosen: tuple[tuple[int, int], ...]) -> float:
        return sum(hits for hits, _ in chosen) / sum(of for _, of in chosen)

    orders = [share(order[:2]) <= share(tuple(some[:2])) for order in permutations(some)]
    assert abs(lower(some, 2) - sum(orders) / len(orders)) < 1e-9
