"""Streaks, by example and against a walk over plain days."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actlog.analysis.history import Judged
from actlog.analysis.streak import streaks
from actlog.analysis.timebox import box_day
from actlog.domain.entry import DayTotal
from actlog.domain.model_week import Kind, Lines, ModelWeek, SpecialWeek, Timebox
from actlog.domain.week import TimeOff, Week
from tests.rep import CALL, LINKEDIN, MODEL, MONDAY, day, total

FRIDAY = day(4)


def walk(
    totals: list[DayTotal], model: ModelWeek, today: date, *, weeks: int = 30, begin: int = 0
) -> Iterator[tuple[Judged, list[DayTotal]]]:
    week = model.calendar.week(today).back(begin)
    for back in range(weeks):
        one = week.back(back)
        yield (
            Judged(week=one, model=model),
            [held for held in totals if one.start <= held[0] <= one.end],
        )


def streak(
    totals: list[DayTotal], kind: Kind, model: ModelWeek = MODEL, today: date = FRIDAY
) -> int:
    return streaks([kind], walk(totals, model, today), today)[kind.name]


def kept(*offsets: int) -> list[DayTotal]:
    return [total(day(offset), "linkedin", 12, minutes=60) for offset in offsets]


def test_days_kept_in_a_row_skip_the_weekend() -> None:
    assert streak(kept(4, 3, 2, 1, 0, -3), LINKEDIN) == 6
    assert streak(kept(4, 3, 1, 0), LINKEDIN) == 2
    assert streak([], LINKEDIN) == 0


def test_today_counts_once_it_is_kept_and_breaks_nothing_before_it_ends() -> None:
    assert streak(kept(3, 2), LINKEDIN) == 2
    assert streak(kept(4, 3, 2), LINKEDIN) == 3
    assert streak(kept(3, 2), LINKEDIN, today=day(7)) == 0


def test_work_on_a_day_off_adds_nothing_and_breaks_nothing() -> None:
    off = MODEL.with_time_off((TimeOff(first=day(2), last=day(2), kinds=("linkedin",)),))
    assert streak(kept(4, 3, 1), LINKEDIN, off) == 3
    assert streak(kept(4, 3, 2, 1), LINKEDIN, off) == 3
    assert streak(kept(0, -1, -2, -3), LINKEDIN, today=day(0)) == 2


def test_minutes_and_touches_both_keep_a_day_however_many_slots_they_took() -> None:
    short = [total(day(4), "linkedin", 12, minutes=59)]
    few = [total(day(4), "linkedin", 11, minutes=60)]
    slots = [
        total(day(4), "linkedin", 6, "replied", minutes=30),
        total(day(4), "linkedin", 6, minutes=30),
    ]
    assert [streak(held, LINKEDIN) for held in (short, few, slots)] == [0, 0, 1]


def test_past_days_are_judged_by_the_box_of_their_time() -> None:
    smaller = LINKEDIN.replace(timebox=Timebox(minutes=30, touches=6))
    before = MODEL.replace(activities=(smaller,))
    totals = [total(day(-3), "linkedin", 6, minutes=30), *kept(0)]
    weeks = [*walk(totals, MODEL, MONDAY, weeks=1), *walk(totals, before, MONDAY, begin=1)]
    assert streaks([LINKEDIN], iter(weeks), MONDAY) == {"linkedin": 2}


def calls(*counts: int) -> list[DayTotal]:
    """Return calls of this week and of those before it, newest first."""
    return [total(day(-7 * back), "call", count) for back, count in enumerate(counts) if count]


def test_weeks_at_the_line_count_and_the_current_one_once_it_is_reached() -> None:
    assert streak(calls(10, 200, 320, 400, 199, 200), CALL) == 3
    assert streak(calls(200, 200, 320, 400, 199, 200), CALL) == 4
    assert streak(calls(10, 199, 200), CALL) == 0


def test_a_week_off_is_skipped_and_a_short_week_asks_for_less() -> None:
    off = MODEL.with_time_off((TimeOff(first=day(-7), last=day(-1)),))
    assert streak(calls(200, 0, 200), CALL, off) == 2
    short = MODEL.with_time_off((TimeOff(first=day(-7), last=day(-5)),))
    assert streak(calls(200, 67, 200), CALL, short) == 3


def test_a_special_week_is_judged_by_its_own_line() -> None:
    lines = (("call", Lines(tipping_point=60)),)
    fair = MODEL.replace(weeks=(SpecialWeek(day=day(-7), lines=lines),))
    assert streak(calls(200, 60, 200), CALL, fair) == 3
    assert streak(calls(200, 59, 200), CALL, fair) == 1


def test_a_week_whose_model_had_no_such_line_ends_a_streak() -> None:
    for before in (
        MODEL.replace(activities=(LINKEDIN,)),
        MODEL.replace(activities=(CALL.replace(tipping_point=None),)),
    ):
        totals = calls(200, 200, 200)
        weeks = [*walk(totals, MODEL, MONDAY, weeks=2), *walk(totals, before, MONDAY, begin=2)]
        assert streaks([CALL], iter(weeks), MONDAY) == {"call": 2}


def test_no_further_week_is_read_than_the_longest_streak_needs() -> None:
    seen: list[Week] = []

    def counted() -> Iterator[tuple[Judged, list[DayTotal]]]:
        for judged, held in walk(calls(200, 200, 0, 200) + kept(4), MODEL, FRIDAY):
            seen.append(judged.week)
            yield judged, held

    assert streaks([LINKEDIN, CALL], counted(), FRIDAY) == {"linkedin": 1, "call": 2}
    assert len(seen) == 3


@given(
    done=st.lists(st.booleans(), min_size=1, max_size=40),
    off=st.sets(st.integers(0, 39), max_size=8),
    weekday=st.integers(0, 6),
)
def test_a_streak_of_days_is_what_a_walk_back_over_them_counts(
    done: list[bool], off: set[int], weekday: int
) -> None:
    today = day(weekday)
    days = [today - timedelta(days=back) for back in range(len(done))]
    holidays = tuple([TimeOff(first=days[n], last=days[n]) for n in off if n < len(days)])
    totals = [
        total(one, "linkedin", 12, minutes=60) for one, so in zip(days, done, strict=True) if so
    ]
    expected = 0
    for back, (one, so) in enumerate(zip(days, done, strict=True)):
        if one.weekday() > 4 or back in off:
            continue
        if so:
            expected += 1
        elif back:
            break
    assert streak(totals, LINKEDIN, MODEL.with_time_off(holidays), today) == expected


@pytest.mark.parametrize(
    ("minutes", "touches", "begun", "is_kept"),
    [(0, 0, False, False), (0, 3, True, False), (60, 11, True, False), (60, 12, True, True)],
)
def test_a_day_of_a_timebox_is_begun_and_kept(
    minutes: int, touches: int, begun: bool, is_kept: bool
) -> None:
    totals = [
        total(MONDAY, "linkedin", touches, minutes=minutes),
        total(MONDAY, "call", 9, minutes=9),
    ]
    found = box_day(LINKEDIN, totals, MONDAY)
    assert found is not None
    assert (found.minutes, found.touches, found.begun, found.kept) == (
        minutes, touches, begun, is_kept,
    )  # fmt: skip
    assert box_day(CALL, totals, MONDAY) is None
