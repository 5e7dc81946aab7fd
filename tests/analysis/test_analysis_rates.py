"""Rates between steps: parts of a whole, and so many for each."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import beta, gamma

from actlog.analysis.funnel import Funnel, funnel, leak
from actlog.analysis.rates import FEWEST, counted, funnel_kinds, rate, stages
from actlog.domain.entry import DayTotal
from actlog.domain.model_week import with_closers
from tests.rep import CALL, CONNECT, HELD, MODEL, SET, WON, day, steady, total

FUNNEL = MODEL.replace(
    activities=with_closers(MODEL.activities),
    funnel=("call", "connect", "meeting_set", "meeting_held", "proposal", "deal_won"),
)
KINDS = funnel_kinds(FUNNEL)


def of(totals: list[DayTotal], *, weeks: int = 13) -> Funnel:
    first, last = day(-7 * (weeks - 1)), day(2)
    return funnel(FUNNEL, totals, [], weeks=weeks, first=first, last=last)


def test_a_step_that_counts_its_parents_outcomes_is_a_part_of_it() -> None:
    counts = {"call": 200, "connect": 30, "meeting_set": 40, "meeting_held": 50}
    _, connect, booked, held = stages((CALL, CONNECT, SET, HELD), counts)
    assert connect.rate
    assert booked.rate
    assert held.rate
    assert (connect.rate.part, connect.rate.value) == (True, 0.15)
    assert connect.rate.low == pytest.approx(beta.ppf(0.05, 30.5, 170.5), abs=1e-10)
    assert not booked.rate.part
    assert booked.rate.value == pytest.approx(40 / 30)
    assert booked.rate.high == pytest.approx(gamma.ppf(0.95, 40.5) / 30, abs=1e-10)
    assert held.rate.value == 1.25


def test_nothing_to_divide_by_is_no_rate() -> None:
    none = rate(3, 0, part=False)
    assert (none.value, none.low, none.high, none.enough) == (None, 0, None, False)


def test_a_rate_says_something_from_twenty_on() -> None:
    assert not rate(3, FEWEST - 1, part=True).enough
    assert rate(3, FEWEST, part=True).enough


@given(n=st.integers(0, 500), d=st.integers(1, 500))
def test_a_rate_lies_in_its_interval(n: int, d: int) -> None:
    for part in (False, True):
        if n <= d or not part:
            one = rate(n, d, part=part)
            assert one.value is not None
            assert one.high is not None
            # Where nothing happened, or everything did, the rate is the interval's end.
            assert one.low - 1e-12 <= one.value <= one.high + 1e-12


KIND_ROWS = st.lists(
    st.tuples(
        st.integers(-200, 2).map(day),
        st.sampled_from(
            [
                ("call", None),
                ("call", "connected"),
                ("call", "not-interested"),
                ("call", "voicemail"),
                ("meeting_set", None),
                ("meeting_set", "again"),
                ("meeting_held", "moved"),
                ("meeting_held", "no-show"),
                ("meeting_held", "cancelled"),
                ("meeting_held", "rescheduled"),
                ("proposal", None),
                ("deal_won", None),
                ("stranger", None),
            ]
        ),
        st.integers(1, 40),
    ),
    max_size=40,
)


@given(KIND_ROWS)
def test_the_period_counts_as_anybody_would(
    rows: list[tuple[date, tuple[str, str | None], int]],
) -> None:
    found = of([total(one, kind, count, outcome) for one, (kind, outcome), count in rows])
    within = [row for row in rows if found.first <= row[0] <= found.last]

    def number(*wanted: tuple[str, str | None]) -> int:
        return sum(count for _, key, count in within if key in wanted)

    calls = [("call", outcome) for outcome in (None, "connected", "not-interested", "voicemail")]
    assert [stage.n for stage in found.period] == [
        number(*calls),
        number(("call", "connected"), ("call", "not-interested")),
        number(("meeting_set", None)),
        number(("meeting_held", "moved")),
        number(("proposal", None)),
        number(("deal_won", None)),
    ]
    for before, stage in zip(found.period, found.period[1:], strict=False):
        assert stage.rate
        assert (stage.rate.n, stage.rate.d) == (stage.n, before.n)


def test_meetings_that_were_not_held_count_nothing() -> None:
    totals = [total(day(0), "meeting_held", 5, "no-show"), total(day(0), "meeting_held", 2)]
    assert counted((HELD, WON), totals, day(0), day(0)) == {"meeting_held": 2, "deal_won": 0}


def test_the_leak_is_the_step_whose_rate_fell_most() -> None:
    before = stages((CALL, CONNECT, SET), {"call": 400, "connect": 100, "meeting_set": 50})
    now = stages((CALL, CONNECT, SET), {"call": 400, "connect": 80, "meeting_set": 20})
    found = leak(before, now)
    assert found is not None
    assert (found.kind, found.of, found.left) == (SET, CONNECT, 0.5)
    assert found.p is None


def test_nothing_leaks_where_nothing_fell_or_too_little_is_there() -> None:
    many = stages((CALL, CONNECT), {"call": 400, "connect": 100})
    assert leak(many, many) is None
    few = stages((CALL, CONNECT), {"call": FEWEST - 1, "connect": 0})
    assert leak(many, few) is None
    assert leak(few, many) is None
    enough = stages((CALL, CONNECT), {"call": FEWEST, "connect": 0})
    assert leak(many, enough) is not None


def test_the_window_is_held_against_the_year_before_it_alone() -> None:
    steadily = steady(80, to=2)
    assert of(steadily).leak is None or of(steadily).leak
    older = [row for row in steadily if row[0] >= day(-7 * 12)]
    assert of(older).leak is None
    assert [kind.name for kind in KINDS] == list(FUNNEL.funnel)
