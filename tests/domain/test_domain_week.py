"""Weeks, their labels, and what time off cuts."""

from datetime import date, datetime, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actlog.domain.ratio import Ratio
from actlog.domain.week import Calendar, TimeOff, Week

DAYS = st.dates(date(1970, 1, 8), date(2200, 12, 20))
FIVE = (*[Ratio(1)] * 5, Ratio(0), Ratio(0))
HOURS = (8 * 60 + 30, 17 * 60 + 30)
WEDNESDAY = date(2026, 11, 25)


def calendar(*off: TimeOff, starts: int = 0) -> Calendar:
    return Calendar(weights=FIVE, hours=HOURS, starts=starts, time_off=off)


@given(DAYS, st.integers(0, 6))
def test_a_week_holds_its_day_and_begins_on_the_day_asked_for(day: date, starts: int) -> None:
    week = Week.of(day, starts)
    assert week.start <= day <= week.end
    assert week.start.weekday() == starts
    assert len(week.days()) == 7
    assert week.days()[-1] == week.end
    assert week.back(1).end + timedelta(days=1) == week.start


@given(DAYS)
def test_a_monday_week_is_labelled_by_its_iso_week(day: date) -> None:
    week = Week.of(day, 0)
    assert date.fromisoformat(week.label) == week.start


@pytest.mark.parametrize(
    ("day", "starts", "label"),
    [
        (date(2026, 11, 23), 0, "2026-W48"),
        (date(2026, 12, 31), 0, "2026-W53"),
        (date(2027, 1, 3), 0, "2026-W53"),
        (date(2027, 1, 4), 0, "2027-W01"),
        (date(2024, 12, 30), 0, "2025-W01"),
        (date(2026, 11, 23), 6, "week of 2026-11-22"),
        (date(2026, 11, 21), 5, "week of 2026-11-21"),
    ],
)
def test_labels(day: date, starts: int, label: str) -> None:
    assert Week.of(day, starts).label == label


def test_a_whole_day_off_takes_its_weight() -> None:
    off = calendar(TimeOff(first=WEDNESDAY, last=WEDNESDAY))
    week = off.week(WEDNESDAY)
    assert off.weight(WEDNESDAY) == 0
    assert off.weighs(week) == 4
    assert off.share(week) == Ratio(4, 5)


def test_a_half_day_off_halves_the_weight_and_ends_the_hours_at_noon() -> None:
    afternoon = calendar(TimeOff(first=WEDNESDAY, last=WEDNESDAY, part="pm"))
    assert afternoon.weight(WEDNESDAY) == Ratio(1, 2)
    assert afternoon.hours_on(WEDNESDAY) == (510, 720)
    morning = calendar(TimeOff(first=WEDNESDAY, last=WEDNESDAY, part="am"))
    assert morning.hours_on(WEDNESDAY) == (720, 1050)


def test_both_halves_off_are_a_day_off() -> None:
    both = calendar(
        TimeOff(first=WEDNESDAY, last=WEDNESDAY, part="pm"),
        TimeOff(first=WEDNESDAY, last=WEDNESDAY, part="am"),
    )
    assert both.weight(WEDNESDAY) == 0
    assert both.hours_on(WEDNESDAY) == (510, 510)


def test_time_off_for_one_kind_leaves_the_others_alone() -> None:
    calls = calendar(TimeOff(first=WEDNESDAY, last=WEDNESDAY, kinds=("call",)))
    week = calls.week(WEDNESDAY)
    assert calls.share(week, "call") == Ratio(4, 5)
    assert calls.share(week, "meeting_set") == 1
    assert calls.share(week) == 1


@given(
    st.lists(st.integers(0, 1000), min_size=7, max_size=7).filter(any),
    st.integers(0, 6),
    DAYS,
    st.lists(
        st.tuples(st.integers(-3, 8), st.integers(0, 9), st.sampled_from(["day", "am", "pm"]))
    ),
)
def test_a_share_is_the_sum_of_weights_left_over_the_sum_without_time_off(
    milli: list[int], starts: int, day: date, off: list[tuple[int, int, str]]
) -> None:
    times = []
    for begin, length, part in off:
        first = day + timedelta(days=begin)
        times.append(TimeOff(first=first, last=first + timedelta(days=length), part=part))
    weights = tuple(Ratio(weight, 1000) for weight in milli)
    here = Calendar(weights=weights, hours=HOURS, starts=starts, time_off=tuple(times))
    week = here.week(day)
    left = Fraction(0)
    for one in week.days():
        parts = {time.part for time in times if time.first <= one <= time.last}
        worked = 0 if "day" in parts else 2 - len(parts)
        left += Fraction(milli[one.weekday()], 1000) * worked / 2
    share = left / (Fraction(sum(milli)) / 1000)
    assert here.share(week) == Ratio(share.numerator, share.denominator)


@pytest.mark.parametrize(
    ("clock", "gone"),
    [
        ("07:00", Ratio(2)),
        ("08:30", Ratio(2)),
        ("13:00", Ratio(5, 2)),
        ("17:30", Ratio(3)),
        ("23:59", Ratio(3)),
    ],
)
def test_today_counts_by_the_part_of_its_hours_gone(clock: str, gone: Ratio) -> None:
    here = calendar()
    now = datetime.fromisoformat(f"{WEDNESDAY}T{clock}:00+00:00")
    assert here.elapsed(here.week(WEDNESDAY), now) == gone


def test_a_past_week_is_all_gone_and_a_coming_one_not_at_all() -> None:
    here = calendar()
    now = datetime.fromisoformat("2026-11-25T12:00:00+00:00")
    assert here.elapsed(here.week(date(2026, 11, 18)), now) == 5
    assert here.elapsed(here.week(date(2026, 12, 2)), now) == 0


def test_time_off_leaves_a_part_of_a_day_whatever_the_day_weighs() -> None:
    saturday = date(2026, 11, 28)
    for part, left in ("day", Ratio(0)), ("am", Ratio(1, 2)), ("pm", Ratio(1, 2)):
        off = TimeOff(first=saturday, last=saturday, part=part, kinds=("call",))
        days = calendar(off)
        assert [days.part(saturday, "call"), days.weight(saturday, "call")] == [left, 0]
        assert days.part(saturday, "email") == days.part(saturday) == 1
