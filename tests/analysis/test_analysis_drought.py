"""Droughts: working days without anything of a group."""

from __future__ import annotations

from datetime import datetime

from hypothesis import given
from hypothesis import strategies as st

from actlog.analysis.drought import Drought, droughts
from actlog.analysis.history import History, Judged, judged_weeks
from actlog.analysis.series import LONGEST
from actlog.domain.entry import DayTotal
from actlog.domain.model_week import ModelWeek
from actlog.domain.ratio import Ratio
from actlog.domain.week import TimeOff
from tests.rep import CALL, CONNECT, FOLLOW_UP, MODEL, at, day, total, versions

GROUPED = MODEL.replace(
    activities=(
        CONNECT,
        CALL.replace(group="prospecting"),
        FOLLOW_UP.replace(group="follow-up"),
    )
)
FRIDAY = at("2026-11-27 17:30")


def found(
    totals: list[DayTotal], now: datetime = FRIDAY, model: ModelWeek = GROUPED
) -> dict[str, Drought]:
    week = model.calendar.week(now.date())
    first = min((one[0] for one in totals), default=None)
    history = History(judged_weeks(versions(model), week, first, LONGEST), totals)
    return {one.name: one for one in droughts(history, Judged(week=week, model=model), now)}


def calls(*offsets: int) -> list[DayTotal]:
    return [total(day(offset), "call", 3) for offset in offsets]


def test_complete_working_days_since_the_last_activity_are_counted() -> None:
    assert found(calls(0, 4))["prospecting"].now == 0
    assert found(calls(0, 1))["prospecting"].now == 3
    assert found(calls(0, 1), at("2026-11-27 17:29"))["prospecting"].now == 2
    assert found(calls(0, 1))["prospecting"].last == day(1)


def test_weekends_and_days_off_are_no_drought_and_work_on_them_ends_one() -> None:
    off = GROUPED.with_time_off((TimeOff(first=day(2), last=day(3)),))
    assert found(calls(-3, 1), model=off)["prospecting"].now == 1
    assert found(calls(-3, 1), model=off)["prospecting"].gaps == (1,)
    assert found(calls(-1), at("2026-11-23 09:00"))["prospecting"].now == 0
    assert found(calls(-3, -1, 0))["prospecting"].gaps == (0, 0)


def test_what_is_usual_and_longest_comes_from_the_gaps_of_26_weeks() -> None:
    one = found(calls(-200, -21, -20, -18, -14, -7))["prospecting"]
    assert one.gaps == (0, 1, 1, 4)
    assert (one.usual, one.longest) == (Ratio(1), 4)
    assert one.now == 9


def test_a_group_that_was_never_touched_has_no_last_day_and_nothing_usual() -> None:
    one = found(calls(0, 1))["follow-up"]
    assert (one.last, one.now, one.gaps, one.usual, one.longest) == (None, 5, (), None, None)
    assert not one.unusual


def test_a_log_without_entries_or_a_model_without_groups_has_no_droughts() -> None:
    assert found([]) == {}
    assert found(calls(0), model=MODEL) == {}


def test_it_is_unusual_from_two_days_on_and_past_19_of_20_gaps() -> None:
    one = found(calls(0))["prospecting"]
    gaps = (0,) * 19 + (3,)
    assert one.replace(now=2, gaps=gaps).unusual
    assert not one.replace(now=1, gaps=gaps).unusual
    assert not one.replace(now=9, gaps=gaps[1:]).unusual, "19 gaps are too few"
    assert not one.replace(now=3, gaps=(0,) * 18 + (3, 3)).unusual
    assert one.replace(now=4, gaps=(0,) * 18 + (3, 3)).unusual


@given(st.sets(st.integers(-150, 4)), st.sets(st.integers(-150, 4), max_size=20))
def test_gaps_are_what_a_walk_over_plain_days_counts(active: set[int], off: set[int]) -> None:
    model = GROUPED.with_time_off(tuple([TimeOff(first=day(n), last=day(n)) for n in off]))
    gaps, gap = [], None
    for offset in range(-150, 5):
        if offset in active:
            if gap is not None:
                gaps.append(gap)
            gap = 0
        elif gap is not None and day(offset).weekday() < 5 and offset not in off:
            gap += 1
    shown = found(calls(*sorted(active)), model=model)
    if active:
        assert shown["prospecting"].gaps == tuple(gaps)
        assert shown["prospecting"].now == gap
    else:
        assert shown == {}
