"""Promises: which week they are for, and how they stand."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from actlog.analysis.promises import asks, standing, week_for
from actlog.domain.entry import DayTotal
from actlog.domain.model_week import Kind, ModelWeek, Outcome, Timebox
from actlog.domain.promise import Promise
from actlog.domain.ratio import Ratio
from actlog.domain.week import Calendar, Week

CALENDAR = Calendar(weights=(Ratio(1),) * 5 + (Ratio(0),) * 2, hours=(510, 1050))
MODEL = ModelWeek(
    name="Jo",
    calendar=CALENDAR,
    activities=(
        Kind(name="connect", of="call", of_outcomes=("connected",)),
        Kind(name="call", outcomes=(Outcome(name="connected", cls="moved"),)),
        Kind(name="linkedin", timebox=Timebox(minutes=60, touches=12)),
    ),
    results=(),
)
MONDAY = date(2026, 11, 16)
WEEK = Week(start=MONDAY)


def total(kind: str, count: int, day: int = 1, outcome: str | None = None) -> DayTotal:
    return (MONDAY + timedelta(days=day), kind, outcome, count, 60, 0)


def state(promise: Promise, day: int, *totals: DayTotal) -> str:
    return standing(promise, WEEK, MODEL, totals, MONDAY + timedelta(days=day)).state


@pytest.mark.parametrize(
    ("weights", "starts", "day", "ahead"),
    [
        ("1111100", 0, "2026-11-16", 0),
        ("1111100", 0, "2026-11-19", 0),
        ("1111100", 0, "2026-11-20", 1),
        ("1111100", 0, "2026-11-22", 1),
        ("1111110", 0, "2026-11-20", 0),
        ("1111110", 0, "2026-11-21", 1),
        ("1111001", 6, "2026-11-19", 1),
        ("1111001", 6, "2026-11-22", 0),
        ("0000001", 0, "2026-11-22", 1),
        ("0000001", 0, "2026-11-21", 0),
    ],
)
def test_from_the_last_working_day_on_a_promise_is_for_the_next_week(
    weights: str, starts: int, day: str, ahead: int
) -> None:
    calendar = CALENDAR.replace(weights=tuple(Ratio(int(w)) for w in weights), starts=starts)
    today = date.fromisoformat(day)
    assert week_for(calendar, today) == calendar.week(today).back(-ahead)


def test_a_counted_promise_is_judged_by_the_log() -> None:
    promise = Promise(week=MONDAY, text="call", kind="call", count=5)
    assert state(promise, -1) == "ahead"
    assert state(promise, 0) == state(promise, 6) == "open"
    assert state(promise, 7) == "broken"
    assert state(promise, 7, total("call", 4)) == "broken"
    assert state(promise, 7, total("call", 5)) == "kept"
    assert state(promise, 2, total("call", 2), total("call", 3, outcome="connected")) == "kept"


def test_only_its_own_week_counts_for_a_promise() -> None:
    promise = Promise(week=MONDAY, text="call", kind="call", count=5)
    assert state(promise, 7, total("call", 5, day=-1), total("call", 5, day=7)) == "broken"
    assert state(promise, 7, total("call", 2, day=0), total("call", 3, day=6)) == "kept"


def test_measures_and_timeboxes_count_as_they_do_in_the_week() -> None:
    connects = Promise(week=MONDAY, text="x", kind="connect", count=2)
    found = standing(
        connects, WEEK, MODEL, [total("call", 9), total("call", 2, 2, "connected")], MONDAY
    )
    assert (found.done, found.state) == (2, "kept")
    boxes = Promise(week=MONDAY, text="x", kind="linkedin", count=2)
    days = [total("linkedin", 12, 0), total("linkedin", 30, 1), total("linkedin", 3, 2)]
    assert standing(boxes, WEEK, MODEL, days, MONDAY).done == 2


def test_a_kind_that_left_the_model_is_counted_by_its_name() -> None:
    found = standing(
        Promise(week=MONDAY, text="x", kind="visit", count=1),
        WEEK,
        MODEL,
        [total("visit", 3)],
        MONDAY,
    )
    assert (found.done, found.state) == (3, "kept")


@pytest.mark.parametrize(
    ("answer", "day", "expected"),
    [
        (None, -1, "ahead"),
        (None, 0, "open"),
        (None, 6, "open"),
        (None, 7, "unanswered"),
        ("kept", 4, "kept"),
        ("broken", 4, "broken"),
        ("kept", 99, "kept"),
    ],
)
def test_any_other_promise_is_judged_by_what_the_rep_says(
    answer: str | None, day: int, expected: str
) -> None:
    assert state(Promise(week=MONDAY, text="x", answer=answer), day) == expected


def test_the_rep_is_asked_from_the_last_working_day_on() -> None:
    promise = Promise(week=MONDAY, text="x")
    asked = [
        asks(standing(promise, WEEK, MODEL, [], day), CALENDAR, day)
        for day in [MONDAY + timedelta(days=n) for n in (-1, 3, 4, 6, 7, 20)]
    ]
    assert asked == [False, False, True, True, True, True]
    counted = promise.replace(kind="call", count=1)
    friday = MONDAY + timedelta(days=4)
    assert not asks(standing(counted, WEEK, MODEL, [], friday), CALENDAR, friday)
    answered = standing(promise.replace(answer="kept"), WEEK, MODEL, [], friday)
    assert not asks(answered, CALENDAR, friday)
