"""The same accounts followed, as anybody would follow them."""

from __future__ import annotations

from datetime import date
from statistics import median
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from actlog.analysis.cohort import cohort
from actlog.domain.model_week import with_closers
from tests.rep import CALL, CONNECT, HELD, SET, day

if TYPE_CHECKING:
    from actlog.analysis.cohort import FirstDay

KINDS = with_closers((CALL, CONNECT, SET, HELD))
FIRST, LAST = day(-30), day(0)


def ns(rows: list[FirstDay]) -> list[int]:
    return [stage.n for stage in cohort(KINDS, rows, FIRST, LAST).stages]


def test_who_came_far_has_been_through_the_steps_before() -> None:
    rows: list[FirstDay] = [(1, "meeting_held", "moved", day(-3)), (2, "call", None, day(-4))]
    assert ns(rows) == [2, 1, 1, 1]


def test_a_measure_is_reached_by_its_outcomes_and_a_no_show_reaches_nothing() -> None:
    assert ns([(1, "call", "connected", day(-3))]) == [1, 1, 0, 0]
    assert ns([(1, "call", "voicemail", day(-3))]) == [1, 0, 0, 0]
    assert ns([(1, "meeting_held", "no-show", day(-3))]) == [0, 0, 0, 0]


def test_accounts_of_before_the_window_are_not_followed() -> None:
    older: list[FirstDay] = [(1, "call", None, day(-31)), (1, "meeting_set", None, day(-3))]
    assert ns(older) == [0, 0, 0, 0]
    assert ns([(1, "call", None, FIRST)]) == [1, 0, 0, 0]


def test_days_are_the_median_of_accounts_that_made_both_steps() -> None:
    rows: list[FirstDay] = [
        *[(one, "meeting_set", None, day(-40)) for one in range(3)],
        (0, "meeting_held", None, day(-30)),
        (1, "meeting_held", None, day(-20)),
        (2, "meeting_held", None, day(-41)),  # the step before came later
    ]
    between = cohort(KINDS, rows, FIRST, LAST).between[3]
    assert between is not None
    assert (between.n, between.days) == (2, 15)


def test_without_accounts_there_is_nothing_to_follow() -> None:
    found = cohort(KINDS, [], FIRST, LAST)
    assert found.accounts == 0
    assert cohort((), [], FIRST, LAST).accounts == 0
    assert [one and one.days for one in found.between] == [None, None, None, None]


rows = st.lists(
    st.tuples(
        st.integers(1, 6),
        st.sampled_from(["call", "meeting_set", "meeting_held"]),
        st.sampled_from([None, "connected", "voicemail", "no-show", "again"]),
        st.integers(-60, 0).map(day),
    ),
    max_size=40,
)


@given(rows)
def test_each_step_is_some_of_the_one_before_and_equal_to_a_plain_count(
    found: list[FirstDay],
) -> None:
    steps: dict[int, dict[int, list[date]]] = {}
    for account, kind, outcome, when in found:
        own = steps.setdefault(account, {0: [], 1: [], 2: [], 3: []})
        if kind == "call":
            own[0].append(when)
            if outcome == "connected":
                own[1].append(when)
        elif kind == "meeting_set" and outcome != "again":
            own[2].append(when)
        elif kind == "meeting_held" and outcome != "no-show":
            own[3].append(when)
    entered = [
        own
        for own in steps.values()
        if (days := [one for days in own.values() for one in days]) and min(days) >= FIRST
    ]
    wanted = [sum(any(own[at] for at in range(step, 4)) for own in entered) for step in range(4)]
    told = cohort(KINDS, found, FIRST, LAST)
    assert [stage.n for stage in told.stages] == wanted
    for before, stage, between, place in zip(
        told.stages, told.stages[1:], told.between[1:], range(1, 4), strict=False
    ):
        assert stage.rate
        assert stage.rate.part
        assert stage.n <= before.n == stage.rate.d
        apart = [
            (min(own[place]) - min(own[place - 1])).days
            for own in steps.values()
            if own[place] and own[place - 1] and min(own[place]) >= min(own[place - 1])
            if min(own[place]) >= FIRST
        ]
        assert between
        assert (between.n, between.days) == (
            len(apart),
            median(apart) if apart else None,
        )
