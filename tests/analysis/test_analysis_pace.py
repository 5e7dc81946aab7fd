from datetime import date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actlog.analysis.pace import activity, distance, done, due, most_neglected, share
from actlog.domain.model_week import Kind, Lines, ModelWeek, SpecialWeek
from actlog.domain.ratio import Ratio
from actlog.domain.week import TimeOff, Week
from tests.rep import (
    CALENDAR,
    CALL,
    CONNECT,
    FOLLOW_UP,
    HELD,
    LINKEDIN,
    MODEL,
    MONDAY,
    PROPOSAL,
    SET,
    at,
    day,
    total,
)

NOON = at("2026-11-25 13:00")  # half of Wednesday's hours are gone


def with_off(*off: TimeOff) -> ModelWeek:
    return MODEL.with_time_off(off)


def test_the_week_on_wednesday_noon_in_exact_figures() -> None:
    totals = [total(day(0), "call", 38), total(day(2), "call", 12)]
    calls = activity(MODEL, CALL, totals, NOON)
    assert calls.done == 50
    assert [calls.tipping_point, calls.goal, calls.ceiling] == [200, 240, 320]
    assert calls.gap == 150
    assert calls.zone == "below"
    assert calls.expected_by_now == Ratio(200 * 25, 45)  # 2.5 of 4.5 days
    assert calls.pace == 50 - Ratio(200 * 25, 45)
    assert calls.days_left == 2
    assert calls.needed_per_day == 75
    assert calls.ends == 17 * 60 + 30
    assert calls.deadline == (day(4), 17 * 60 + 30)


@pytest.mark.parametrize(
    ("count", "zone"), [(0, "below"), (199, "below"), (200, "at"), (320, "at"), (321, "past")]
)
def test_the_line_and_the_ceiling_belong_to_the_zone_between_them(count: int, zone: str) -> None:
    totals = [total(day(0), "call", count)] if count else []
    assert activity(MODEL, CALL, totals, NOON).zone == zone


def test_a_measure_counts_its_parents_outcomes_and_nothing_of_its_own() -> None:
    totals = [
        total(day(0), "call", 9, "connected"),
        total(day(0), "call", 4, "not-interested"),
        total(day(0), "call", 50),
        total(day(0), "connect", 7),
    ]
    assert done(CONNECT, totals) == 13
    assert done(CALL, totals) == 63


def test_what_becomes_of_a_meeting_counts_nothing_in_meetings_held() -> None:
    told = [total(day(0), "meeting_held", 1, word) for word in ("no-show", "cancelled", "moved")]
    assert done(HELD, [*told, total(day(1), "meeting_held", 2)]) == 3


def test_a_kind_that_closes_nothing_counts_every_outcome() -> None:
    assert done(FOLLOW_UP, [total(day(0), "follow_up", 2, "cancelled")]) == 2


def test_a_timebox_day_is_kept_when_minutes_and_touches_are_both_reached() -> None:
    totals = [
        total(day(0), "linkedin", 6, minutes=30),
        total(day(0), "linkedin", 6, "replied", minutes=30),
        total(day(1), "linkedin", 40, minutes=59),
        total(day(2), "linkedin", 11, minutes=200),
        total(day(3), "linkedin", 12, minutes=60),
    ]
    assert done(LINKEDIN, totals) == 2


def test_an_activity_without_lines_has_no_gap_no_zone_and_no_pace() -> None:
    proposals = activity(MODEL, PROPOSAL, [total(day(0), "proposal", 2)], NOON)
    assert proposals.done == 2
    missing = (proposals.gap, proposals.zone, proposals.pace, proposals.needed_per_day)
    assert missing == (None, None, None, None)


def test_what_lies_outside_the_week_is_left_out() -> None:
    totals = [total(day(offset), "call", 10) for offset in (-1, 0, 2, 7)]
    assert activity(MODEL, CALL, totals, NOON).done == 20


def test_a_past_week_is_gone_as_a_whole() -> None:
    week = Week(start=day(-7))
    calls = activity(MODEL, CALL, [total(day(-6), "call", 150)], NOON, week)
    assert [calls.expected_by_now, calls.pace] == [200, -50]
    assert [calls.days_left, calls.needed_per_day, calls.deadline] == [0, None, None]


def test_half_a_day_off_takes_its_part_of_the_line_and_ends_the_day_at_noon() -> None:
    model = with_off(TimeOff(first=day(2), last=day(2), part="pm"))
    calls = activity(model, CALL, [], at("2026-11-25 10:15"))
    assert calls.share == Ratio(8, 9)
    assert calls.tipping_point == Ratio(1600, 9)
    assert calls.days_left == Ratio(1, 4) + Ratio(3, 2)
    assert calls.ends == 12 * 60


def test_time_off_for_one_kind_leaves_the_others_alone() -> None:
    model = with_off(TimeOff(first=day(3), last=day(3), kinds=("call",), why="trade show"))
    assert activity(model, CALL, [], NOON).share == Ratio(7, 9)
    assert activity(model, SET, [], NOON).tipping_point == 8


def test_a_week_off_asks_nothing_whatever_weeks_says_of_it() -> None:
    model = with_off(TimeOff(first=day(0), last=day(6)))
    model = model.replace(
        weeks=(SpecialWeek(day=day(3), lines=(("call", Lines(tipping_point=60)),)),)
    )
    calls = activity(model, CALL, [total(day(0), "call", 5)], NOON)
    assert calls.off
    assert [calls.zone, calls.gap, calls.tipping_point] == [None, 0, 0]
    assert (calls.needed_per_day, calls.deadline) == (None, None)


def test_a_special_week_replaces_the_figures_as_they_are() -> None:
    off = TimeOff(first=day(4), last=day(4))
    lines = (("call", Lines(goal=80, tipping_point=60)),)
    model = with_off(off).replace(weeks=(SpecialWeek(day=day(5), why="trade show", lines=lines),))
    asked = due(model, CALL, Week(start=MONDAY))
    assert [asked.goal, asked.tipping_point] == [80, 60]
    assert asked.ceiling == 320 * Ratio(8, 9)
    assert due(model, SET, Week(start=MONDAY)).tipping_point == 8 * Ratio(8, 9)
    assert due(model, CALL, Week(start=day(7))).tipping_point == 200


def test_the_last_hours_are_todays_when_no_later_day_is_worked() -> None:
    friday = activity(MODEL, CALL, [total(day(0), "call", 198)], at("2026-11-27 15:00"))
    assert friday.days_left == Ratio(1, 2) * Ratio(150, 540)
    assert friday.deadline == (day(4), 17 * 60 + 30)


def test_on_a_day_that_is_not_worked_nothing_is_left_of_the_week() -> None:
    saturday = activity(MODEL, CALL, [], at("2026-11-28 10:00"))
    assert [saturday.days_left, saturday.needed_per_day, saturday.gap] == [0, None, 200]


def test_the_most_neglected_is_furthest_behind_as_a_part_of_its_line() -> None:
    totals = [total(day(0), "meeting_held", 3), total(day(0), "meeting_set", 7)]
    totals += [total(day(0), "call", 10, "connected"), total(day(0), "call", 90)]
    totals += [total(day(0), "follow_up", 1), total(day(0), "linkedin", 12, minutes=60)]
    found = most_neglected(MODEL, totals, NOON)
    assert found is not None
    assert (found.kind, found.done) == ("follow_up", 1)


def test_between_equally_neglected_ones_the_models_order_decides() -> None:
    found = most_neglected(MODEL, [], NOON)
    assert found is not None
    assert found.kind == "meeting_held"


def test_nothing_is_neglected_when_every_line_is_reached() -> None:
    model = MODEL.replace(activities=(CALL, PROPOSAL))
    assert most_neglected(model, [total(day(0), "call", 200)], NOON) is None


def test_a_day_stays_where_the_activity_happened_on_the_flight_from_tokyo() -> None:
    tokyo, angeles = timezone(timedelta(hours=9)), timezone(timedelta(hours=-8))
    before = datetime(2026, 11, 25, 16, 0, tzinfo=tokyo)
    after = datetime(2026, 11, 25, 9, 0, tzinfo=angeles)
    assert before < after
    totals = [total(before.date(), "call", 30), total(after.date(), "call", 5)]
    there = activity(MODEL, CALL, totals, before)
    here = activity(MODEL, CALL, totals, after)
    assert there.done == here.done == 35
    assert there.days_left == Ratio(90, 540) + Ratio(3, 2)
    assert here.days_left == Ratio(510, 540) + Ratio(3, 2)


@pytest.mark.parametrize("starts", range(7))
def test_every_week_start_holds_seven_days_and_its_own_line(starts: int) -> None:
    model = MODEL.replace(calendar=CALENDAR.replace(starts=starts))
    totals = [total(day(offset), "call") for offset in range(-20, 3)]
    calls = activity(model, CALL, totals, NOON)
    assert calls.done == (2 - starts) % 7 + 1
    assert calls.share == 1


def test_clock_change_nights_move_no_day_and_no_hour() -> None:
    summer, winter = timezone(timedelta(hours=2)), timezone(timedelta(hours=1))
    for zone in (summer, winter):
        monday = datetime(2026, 10, 26, 13, 0, tzinfo=zone)
        assert activity(MODEL, CALL, [], monday).days_left == 4
        sunday = datetime(2026, 10, 25, 2, 30, tzinfo=zone)
        calls = activity(MODEL, CALL, [total(sunday.date(), "call")], sunday)
        assert [calls.done, calls.days_left] == [1, 0]


def test_the_buffer_is_how_long_what_is_done_is_enough() -> None:
    def buffer(calls: int, model: ModelWeek = MODEL) -> Ratio | None:
        return activity(model, CALL, [total(day(0), "call", calls)], NOON).buffer

    assert [buffer(calls) for calls in (80, 150)] == [0, Ratio(7, 8)]
    assert buffer(200) == buffer(900) == 2
    assert activity(MODEL, PROPOSAL, [], NOON).buffer is None
    assert buffer(9, MODEL.with_time_off((TimeOff(first=day(0), last=day(6)),))) is None


def test_distance_is_a_part_of_the_line_and_needs_one() -> None:
    assert distance(activity(MODEL, PROPOSAL, [], NOON)) is None
    assert distance(activity(MODEL, CALL, [total(day(0), "call", 100)], NOON)) == Ratio(-1, 18)


DAYS = st.dates(date(2019, 1, 1), date(2028, 12, 31))


@given(DAYS, st.integers(0, 6), st.integers(0, 40), st.integers(1, 10))
def test_the_quick_share_is_the_calendars_share(
    first: date, starts: int, length: int, back: int
) -> None:
    off = TimeOff(first=first, last=first + timedelta(days=length), kinds=("call",))
    calendar = CALENDAR.replace(starts=starts, time_off=(off,))
    week = Week.of(first + timedelta(days=length), starts).back(back - 5)
    assert share(calendar, week, "call") == calendar.share(week, "call")
    assert share(calendar, week, "meeting_set") == 1


@given(st.lists(st.tuples(st.integers(-10, 10), st.integers(1, 500))), st.integers(0, 6))
def test_what_was_typed_is_what_is_shown(typed: list[tuple[int, int]], starts: int) -> None:
    model = MODEL.replace(calendar=CALENDAR.replace(starts=starts), activities=(Kind(name="call"),))
    totals = [total(day(offset), "call", count) for offset, count in typed]
    late = at("2026-12-31 12:00")
    weeks = {model.calendar.week(one[0]).start for one in totals}
    shown = [activity(model, CALL, totals, late, Week(start=start)).done for start in weeks]
    assert sum(shown) == sum(count for _, count in typed)
