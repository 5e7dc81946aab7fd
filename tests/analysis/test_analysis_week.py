from actlog.analysis.day_report import TodayRow, day_report
from actlog.analysis.reach import out_of_reach
from actlog.analysis.week_findings import week_findings
from actlog.analysis.week_report import ActivityRow, WeekReport
from actlog.domain.entry import DayTotal
from actlog.domain.findings import Finding
from actlog.domain.model_week import Kind, ModelWeek, SpecialWeek
from actlog.domain.ratio import Ratio
from actlog.domain.week import TimeOff, Week
from tests.rep import CALL, MODEL, MONDAY, at, day, report, steady, total

NOON = at("2026-11-25 13:00")  # half of Wednesday's hours are gone


def row(found: WeekReport, kind: str) -> ActivityRow:
    return next(one for one in found.activities if one.kind.name == kind)


def today(totals: list[DayTotal], kind: str, now: str, model: ModelWeek = MODEL) -> TodayRow:
    found = day_report(model, at(now), totals, [])
    return next(one for one in found.activities if one.kind.name == kind)


def ids(found: WeekReport) -> list[str]:
    return [one.id for one in week_findings(found)]


def finding(found: WeekReport, name: str) -> Finding:
    return next(one for one in week_findings(found) if one.id == name)


def test_the_same_stretch_is_half_a_wednesday_and_the_days_after() -> None:
    totals = [*steady(26), total(day(0), "call", 110)]
    reach = row(report(totals, NOON), "call").reach
    assert reach is not None
    # from Wednesday noon 100 calls in one week, 50 in the other; 90 are missing
    assert [reach.weeks, reach.made, reach.most_left] == [26, 13, 100]
    assert reach.chance == Ratio(27, 54)


def test_what_is_off_in_the_rest_of_this_week_is_not_counted_in_past_ones() -> None:
    off = TimeOff(first=day(3), last=day(3)), TimeOff(first=day(4), last=day(4), part="pm")
    found = report(steady(26), NOON, MODEL.with_time_off(off))
    reach = row(found, "call").reach
    assert reach is not None
    assert reach.most_left == 20 + 20


def test_a_weekend_counts_in_the_stretch_unless_time_off_takes_it() -> None:
    saturdays = [total(day(5 - 7 * ago), "call", 30) for ago in range(1, 27)]
    free = row(report(saturdays, NOON), "call").reach
    off = TimeOff(first=day(4), last=day(6))
    taken = row(report(saturdays, NOON, MODEL.with_time_off((off,))), "call").reach
    assert free is not None
    assert taken is not None
    assert [free.most_left, taken.most_left] == [30, 0]


def test_under_thirteen_weeks_nothing_is_said_about_reach() -> None:
    twelve = row(report(steady(12), NOON), "call")
    assert twelve.reach is not None
    assert [twelve.reach.weeks, twelve.reach.chance, twelve.reach.most_left] == [12, None, 100]
    assert not out_of_reach(twelve.kind, twelve.standing, twelve.reach)
    thirteen = row(report(steady(13), NOON), "call").reach
    assert thirteen is not None
    assert thirteen.chance == Ratio(1, 28)


def test_what_no_week_did_from_here_cannot_be_caught_up() -> None:
    found = report([*steady(26), total(day(0), "call", 99)], NOON)
    calls = row(found, "call")
    assert calls.reach is not None
    assert out_of_reach(calls.kind, calls.standing, calls.reach)
    (said,) = [one for one in week_findings(found) if one.kind == "call"]
    assert said.title == "calls can't be caught up this week"
    assert said.detail == "101 to go; the most done from here in 26 weeks was 100"
    assert (said.level, said.evidence.weeks, said.evidence.high) == ("watch", 26, 100)


def test_meetings_held_are_never_called_lost_while_booked_ones_may_fill_them() -> None:
    found = report(steady(26), at("2026-11-27 17:00"))
    held = row(found, "meeting_held")
    assert held.reach is not None
    assert held.reach.made == 0
    assert not out_of_reach(held.kind, held.standing, held.reach)


def test_only_the_current_week_can_still_be_reached() -> None:
    assert row(report(steady(26), NOON, week=Week(start=day(-7))), "call").reach is None
    assert row(report(steady(26), NOON, week=Week(start=day(7))), "call").reach is None


def test_a_past_week_shows_the_averages_of_the_weeks_before_it() -> None:
    totals = [total(day(-14), "call", 10), total(day(-7), "call", 90)]
    calls = row(report(totals, NOON, week=Week(start=day(-7))), "call")
    assert calls.standing.done == 90
    assert [window.per_week for window in calls.averages.windows] == [10, 10]


def test_the_week_knows_how_far_it_is() -> None:
    found = report([], NOON)
    assert [found.share, found.elapsed] == [1, Ratio(25, 45)]
    assert (found.day, found.days) == (3, 5)
    assert (found.current, found.over) == (True, False)


def test_results_are_counted_and_valued_without_goals() -> None:
    totals: list[DayTotal] = [(day(0), "deal_won", None, 2, 0, 1_850_000)]
    (won,) = report(totals, NOON).results
    assert (won.done, won.value_cents) == (2, 1_850_000)


def test_at_the_line_the_week_turns_to_what_is_neglected() -> None:
    found = report([total(day(0), "call", 200), total(day(0), "meeting_set", 8)], NOON)
    said = finding(found, "turn-to")
    assert said.title == "turn to meetings held: 0 of 6"
    assert said.detail == "at the line: meetings set, calls"
    assert (said.kind, said.next) == ("meeting_held", "actlog meetings")


def test_past_a_ceiling_without_a_line_no_line_is_reached() -> None:
    texts = Kind(name="text", ceiling=5)
    model = MODEL.replace(activities=(CALL, texts))
    assert ids(report([total(day(0), "text", 9)], NOON, model))[:1] == ["past-ceiling"]
    assert "turn-to" not in ids(report([total(day(0), "text", 9)], NOON, model))


def test_many_lines_reached_are_counted_and_not_named() -> None:
    totals = [
        total(day(0), kind, count)
        for kind, count in (("call", 200), ("meeting_set", 8), ("follow_up", 14))
    ]
    said = finding(report(totals, NOON), "turn-to")
    assert said.detail == "at the line: 3 of 6 activities"


def test_past_the_ceiling_the_week_says_stop() -> None:
    said = finding(report([total(day(0), "call", 321)], NOON), "past-ceiling")
    assert (said.level, said.title) == ("act", "calls: stop")
    assert said.detail == "321 is past the ceiling of 320; more adds little"


def test_when_every_line_is_reached_nothing_more_is_asked() -> None:
    model = MODEL.replace(activities=MODEL.activities[3:4])
    found = report([total(day(0), "call", 200)], NOON, model)
    assert ids(found) == ["all-reached"]


def test_when_no_time_is_left_nothing_is_asked() -> None:
    found = report([total(day(0), "call", 200)], at("2026-11-28 10:00"))
    assert ids(found) == ["not-enough-weeks"]


def test_a_young_log_says_how_many_weeks_are_missing() -> None:
    said = finding(report(steady(5), NOON), "not-enough-weeks")
    assert said.detail == "5 of 13 weeks so far"
    assert said.evidence.weeks == 5


def test_a_week_off_asks_for_nothing() -> None:
    model = MODEL.with_time_off((TimeOff(first=day(0), last=day(6)),))
    found = report([total(day(0), "call", 400)], NOON, model)
    assert ids(found) == ["week-off"]
    assert [found.share, found.elapsed, found.days] == [0, None, 0]


def test_a_special_week_says_why() -> None:
    model = MODEL.replace(weeks=(SpecialWeek(day=day(2), why="trade show"),))
    assert finding(report([], NOON, model), "special-week").detail == "trade show"


def test_what_the_model_does_not_know_is_shown_all_the_same() -> None:
    found = report([total(day(0), "fax", 2), total(day(1), "fax"), total(day(1), "deal_won")], NOON)
    assert found.strangers == (("fax", 3),)
    assert finding(found, "not-in-model").evidence.n == 3


def test_a_week_that_is_over_is_judged_by_its_figures_alone() -> None:
    totals = [total(day(-7), "call", 400)]
    assert ids(report(totals, NOON, week=Week(start=day(-7)))) == []


def test_today_asks_for_its_part_of_what_was_missing_this_morning() -> None:
    totals = [total(day(0), "call", 65), total(day(1), "call", 12)]
    calls = today(totals, "call", "2026-11-24 13:00")
    assert (calls.done, calls.asks, calls.left) == (12, Ratio(135, 1) * Ratio(2, 7), Ratio(186, 7))


def test_today_has_enough_when_its_part_is_done() -> None:
    calls = today([total(day(1), "call", 120)], "call", "2026-11-24 09:00")
    assert [calls.asks, calls.left] == [Ratio(200 * 2, 7), 0]


def test_the_last_working_day_asks_for_the_whole_rest() -> None:
    off = TimeOff(first=day(0), last=day(0))
    model = MODEL.with_time_off((off,))
    calls = today([total(day(3), "call", 100)], "call", "2026-11-27 09:00", model)
    assert calls.standing.tipping_point == Ratio(200 * 7, 9)
    assert calls.asks == 56  # 55.6 calls are missing, and none can be made by halves


def test_a_day_off_asks_for_nothing() -> None:
    assert today([], "call", "2026-11-28 09:00").asks is None
    off = TimeOff(first=MONDAY, last=MONDAY, kinds=("call",))
    assert today([], "call", "2026-11-23 09:00", MODEL.with_time_off((off,))).left is None
    assert today([], "proposal", "2026-11-24 09:00").asks is None
