from datetime import date, timedelta

import pytest

from actlog.analysis.averages import Window, averages_report, median, window
from actlog.analysis.history import judged_weeks
from actlog.domain.entry import DayTotal
from actlog.domain.model_week import Kind, Lines, ModelWeek, SpecialWeek, Version
from actlog.domain.ratio import Ratio
from actlog.domain.week import TimeOff, Week
from tests.rep import CALENDAR, CALL, MODEL, MONDAY, at, day, history, steady, total, versions

THIS_WEEK = Week(start=MONDAY)


def windows(
    totals: list[DayTotal],
    model: ModelWeek = MODEL,
    *,
    kind: str = "call",
    found: tuple[Version, ...] | None = None,
    week: Week = THIS_WEEK,
) -> tuple[Window, ...]:
    found = found or versions(model)
    report = averages_report(found[-1].model, week, history(found, week, totals))
    return next(one.windows for one in report.activities if one.kind.name == kind)


def weekly(*counts: int) -> list[DayTotal]:
    """Return calls of complete weeks, the oldest first; a zero is a week without entries."""
    ago = len(counts)
    return [total(day(7 * (n - ago)), "call", count) for n, count in enumerate(counts) if count]


def test_four_weeks_in_exact_figures() -> None:
    four, thirteen = windows(weekly(190, 210, 200, 150))
    assert four == Window(
        weeks_asked=4,
        weeks_counted=4,
        per_week=Ratio(750, 4),
        median=Ratio(195),
        min=150,
        max=210,
        at_or_above=2,
    )
    assert (thirteen.weeks_asked, thirteen.weeks_counted) == (13, 4)


def test_the_current_week_is_no_complete_week() -> None:
    assert windows([*weekly(100), total(MONDAY, "call", 500)])[0].per_week == 100


def test_weeks_before_the_first_entry_of_any_kind_are_left_out() -> None:
    totals = [total(day(-21), "proposal"), *weekly(100)]
    assert windows(totals)[1].weeks_counted == 3
    assert windows(totals)[1].per_week == Ratio(100, 3)


def test_a_week_without_entries_is_a_zero() -> None:
    four = windows(weekly(200, 0, 0, 100))[0]
    assert [four.weeks_counted, four.per_week, four.min] == [4, 75, 0]


def test_a_week_off_is_left_out_and_none_is_fetched_in_its_place() -> None:
    off = TimeOff(first=day(-14), last=day(-8))
    four = windows(weekly(90, 100, 100, 7, 100), MODEL.with_time_off((off,)))[0]
    assert [four.weeks_asked, four.weeks_counted, four.per_week] == [4, 3, 100]


def test_half_a_week_weighs_half_and_is_judged_by_half_its_line() -> None:
    model = MODEL.replace(calendar=CALENDAR.replace(weights=(Ratio(1),) * 4 + (Ratio(0),) * 3))
    off = TimeOff(first=day(-7), last=day(-6))
    four = windows(weekly(200, 100), model.with_time_off((off,)))[0]
    assert four.per_week == Ratio(300 * 2, 3)
    assert [four.median, four.at_or_above] == [150, 2]


def test_one_kind_off_cuts_only_its_own_weeks() -> None:
    off = TimeOff(first=day(-7), last=day(-1), kinds=("call",))
    totals = [*weekly(200, 30), total(day(-7), "follow_up", 4), total(day(-14), "follow_up", 8)]
    model = MODEL.with_time_off((off,))
    assert windows(totals, model)[0].per_week == 200
    assert windows(totals, model, kind="follow_up")[0].per_week == 6


def test_a_special_week_weighs_what_its_line_is_of_the_models() -> None:
    lines = (("call", Lines(goal=80, tipping_point=50)),)
    model = MODEL.replace(weeks=(SpecialWeek(day=day(-4), lines=lines),))
    four = windows(weekly(200, 60), model)[0]
    assert four.per_week == Ratio(260 * 4, 5)
    assert four.at_or_above == 2


def test_a_special_week_with_a_goal_alone_weighs_by_the_goal() -> None:
    model = MODEL.replace(weeks=(SpecialWeek(day=day(-4), lines=(("call", Lines(goal=120)),)),))
    four = windows(weekly(200, 100), model)[0]
    assert [four.per_week, four.at_or_above] == [200, 1]


def test_no_complete_week_means_no_average() -> None:
    assert windows([total(MONDAY, "call", 9)])[0] == Window(weeks_asked=4, weeks_counted=0)
    assert windows([])[1] == Window(weeks_asked=13, weeks_counted=0)


def test_without_a_line_nothing_is_at_or_above() -> None:
    proposals = windows([total(day(-3), "proposal", 2)], kind="proposal")[0]
    assert [proposals.per_week, proposals.at_or_above] == [2, None]


def test_a_model_changed_in_mid_quarter_judges_only_the_weeks_from_then_on() -> None:
    harder = MODEL.replace(activities=(CALL.replace(tipping_point=220),))
    found = (*versions(), Version(since=at("2026-11-11 09:00"), model=harder))
    four = windows(weekly(210, 210, 210, 210), found=found)[0]
    assert four.at_or_above == 2  # W45 and W44 by the old line, W46 and W47 by the new one


def test_a_kind_counted_otherwise_in_its_time_keeps_those_weeks() -> None:
    then = MODEL.replace(activities=(Kind(name="connect", tipping_point=5),))
    found = (
        Version(since=at("2020-01-01 09:00"), model=then),
        Version(since=at("2026-11-16 09:00"), model=MODEL),
    )
    totals = [total(day(-14), "connect", 6), total(day(-7), "call", 8, "connected")]
    four = windows(totals, found=found, kind="connect")[0]
    assert [four.per_week, four.at_or_above] == [7, 1]


def test_the_last_weeks_stand_oldest_first_with_the_days_before_the_log_empty() -> None:
    found = versions()
    report = averages_report(MODEL, THIS_WEEK, history(found, THIS_WEEK, weekly(5, 0, 7)))
    calls = next(one for one in report.activities if one.kind.name == "call")
    assert [week and week.count for week in calls.recent] == [None] * 10 + [5, 0, 7]


def test_weeks_reach_back_until_26_count_for_every_activity() -> None:
    off = TimeOff(first=day(-7 * 10), last=day(-1), kinds=("call",))
    model = MODEL.with_time_off((off,))
    weeks = judged_weeks(versions(model), THIS_WEEK, day(-7 * 50), 13)
    assert len(weeks) == 36
    assert len(judged_weeks(versions(), THIS_WEEK, day(-7 * 50), 13)) == 26
    assert len(judged_weeks(versions(), THIS_WEEK, day(-7 * 50), 40)) == 40
    assert len(judged_weeks(versions(), THIS_WEEK, day(-7 * 5 + 6), 13)) == 5


def test_endless_time_off_ends_the_search() -> None:
    off = TimeOff(first=date(1, 1, 1), last=date(9999, 12, 31))
    weeks = judged_weeks(versions(MODEL.with_time_off((off,))), THIS_WEEK, date(1, 1, 8), 13)
    assert len(weeks) == 260


@pytest.mark.parametrize("starts", range(7))
def test_every_week_start_makes_weeks_of_its_own(starts: int) -> None:
    model = MODEL.replace(calendar=CALENDAR.replace(starts=starts))
    week = model.calendar.week(MONDAY)
    totals = [total(week.start - timedelta(days=n), "call", n) for n in range(1, 29)]
    four = windows(totals, model, week=week)[0]
    assert (four.min, four.max) == (sum(range(1, 8)), sum(range(22, 29)))
    assert four.per_week == Ratio(sum(range(1, 29)), 4)


def test_a_year_of_53_weeks_has_53_of_them() -> None:
    week = Week(start=date(2027, 1, 4))
    totals = [total(date(2026, 1, 1) + timedelta(days=7 * n), "call") for n in range(53)]
    model = MODEL.replace(averages=(4, 53))
    found = versions(model)
    weeks = judged_weeks(found, week, totals[0][0], 53)
    assert [weeks[0].week.label, weeks[-1].week.label] == ["2026-W53", "2026-W01"]
    past = history(found, week, totals)
    assert window(past.past(CALL), 53).weeks_counted == 26  # the history was read for 13
    report = averages_report(model, week, type(past)(weeks, totals))
    calls = next(one for one in report.activities if one.kind.name == "call")
    assert [calls.windows[1].weeks_counted, calls.windows[1].per_week] == [53, 1]


@pytest.mark.parametrize(
    ("counts", "middle"), [([3], Ratio(3)), ([9, 1, 5], Ratio(5)), ([4, 1], Ratio(5, 2))]
)
def test_the_median(counts: list[int], middle: Ratio) -> None:
    assert median(counts) == middle


def test_a_regular_rep_has_regular_averages() -> None:
    four, thirteen = windows(steady(26))
    assert four.per_week == 150
    assert (thirteen.weeks_counted, thirteen.min, thirteen.max) == (13, 100, 200)
    assert (thirteen.at_or_above, thirteen.per_week) == (7, Ratio(7 * 200 + 6 * 100, 13))
