"""The rules about droughts, momentum, the mix, streaks and bests."""

from __future__ import annotations

from datetime import datetime

from actlog.analysis.coach import momentum_rules as rules
from actlog.analysis.coach.advice import Said
from actlog.analysis.coach.facts import Facts
from actlog.domain.entry import DayTotal
from actlog.domain.model_week import Kind, ModelWeek, Timebox
from actlog.domain.week import TimeOff
from tests.analysis.coach.told import facts, said, the
from tests.rep import CALENDAR, at, day, total

CALL = Kind(name="call", group="prospecting", goal=45, tipping_point=36, ceiling=90)
CONNECT = Kind(name="connect", of="call", of_outcomes=("connected",))
FOLLOW_UP = Kind(name="follow_up", group="follow-up", goal=18, tipping_point=14)
HELD = Kind(name="meeting_held", closes="meeting_set", tipping_point=6)
SET = Kind(name="meeting_set", closed_by="meeting_held", tipping_point=8)
BOX = Kind(name="linkedin", timebox=Timebox(minutes=30, touches=5))
WON = Kind(name="deal_won", result=True)
MODEL = ModelWeek(
    name="m", activities=(CONNECT, CALL, FOLLOW_UP), results=(WON,), calendar=CALENDAR
)
MEETINGS = MODEL.replace(activities=(HELD, SET, CALL))
NOON = at("2026-11-25 12:00")  # two complete days of the week are behind


def lived(
    weeks: int, *, call: int = 10, follow_up: int = 4, won: int = 1, skip: int = 0
) -> list[DayTotal]:
    """Return weeks of the same days before Monday, half as much on Fridays, `skip` days cut."""
    totals = []
    for offset in range(-7 * weeks, -skip):
        if day(offset).weekday() > 4:
            continue
        part = 2 if day(offset).weekday() == 4 else 1
        totals += [total(day(offset), "call", call // part)] if call else []
        totals += [total(day(offset), "follow_up", follow_up // part)] if follow_up else []
        if day(offset).weekday() == 0 and won:
            totals.append(total(day(offset), "deal_won", won))
    return totals


def this_week(days: int, **counts: int) -> list[DayTotal]:
    return [total(day(n), kind, count) for n in range(days) for kind, count in counts.items()]


def known(totals: list[DayTotal], now: datetime = NOON, model: ModelWeek = MODEL) -> Facts:
    return facts(totals, now, model)


# drought


def test_two_working_days_without_prospecting_are_a_drought_for_a_daily_caller() -> None:
    one = the(rules.drought, known([*lived(10), *this_week(2, follow_up=4)]), "drought")
    assert one.title == "no prospecting for 2 working days"
    assert one.detail == "19 of 20 gaps of yours were 0 at most; the longest in 26 weeks was 0"
    assert (one.level, one.kind, one.next) == ("act", "call", "actlog log call")
    assert (one.evidence.n, one.evidence.value, one.evidence.high) == (49, 2, 0)


def test_one_day_or_what_is_usual_is_no_drought() -> None:
    one_day = [*lived(10), *this_week(1, call=10), *this_week(2, follow_up=4)]
    assert said(rules.drought, known(one_day), "drought") == []
    assert said(rules.drought, known([]), "drought") == []


def test_a_drought_begins_where_19_of_20_gaps_end() -> None:
    weekly = [total(day(-7 * back), "call", 9) for back in range(1, 26)]
    assert said(rules.drought, known(weekly, at("2026-11-23 08:00")), "drought") == []
    tuesday = at("2026-11-24 18:00")  # six working days since last Monday; four are usual
    assert the(rules.drought, known(weekly, tuesday), "drought").evidence.value == 6
    monday = at("2026-11-23 18:00")
    assert the(rules.drought, known(weekly, monday), "drought").evidence.value == 5
    assert said(rules.drought, known(weekly[:-6], monday), "drought") == [], "18 gaps are too few"


def test_a_week_off_has_no_drought() -> None:
    off = MODEL.with_time_off((TimeOff(first=day(0), last=day(6)),))
    dry = lived(10, skip=7)
    assert len(said(rules.drought, known(dry), "drought")) == 2
    assert said(rules.drought, known(dry, model=off), "drought") == []


# momentum-falling and coasting


def fallen(days: int, *, call: int = 1, won: int = 1, weeks: int = 20) -> list[DayTotal]:
    """Return a steady rep whose last so many working days before Wednesday are thin."""
    thin = [n for n in range(1, -60, -1) if day(n).weekday() < 5][:days]
    kept = [one for one in lived(weeks, won=won) if one[0] < day(min(thin))]
    return [
        *kept,
        *[total(day(n), "call", call) for n in thin],
        *[total(day(n), "deal_won", won) for n in thin if won and day(n).weekday() == 0],
    ]


def test_a_week_under_80_percent_of_the_base_is_a_fall() -> None:
    one = the(rules.momentum_falling, known(fallen(9, won=0)), "momentum-falling")
    assert one.title.startswith("momentum is falling: ")
    assert one.detail.endswith("follow ups fell most: 0% of the line last week, 125% before")
    assert (one.level, one.kind, one.next) == ("watch", "follow_up", "actlog log follow_up")
    assert one.evidence.value is not None
    assert one.evidence.value < -20


def test_it_is_said_on_the_fifth_day_and_not_before() -> None:
    days = [n for n in range(5, 12) if said(_falling, known(fallen(n, won=0)), "momentum-falling")]
    first = min(days)
    assert days == list(range(first, 12))
    measured = known(fallen(first, won=0)).momentum.days[-5:]
    assert all(one.recent < 0.8 * one.base for one in measured)
    before = known(fallen(first, won=0)).momentum.days[-6]
    assert before.recent >= 0.8 * before.base


def _falling(facts: Facts) -> Said:
    return rules.momentum_falling(facts)


def test_a_steady_rep_one_who_is_warming_up_and_an_empty_log_do_not_fall() -> None:
    assert said(rules.momentum_falling, known(lived(20, won=0)), "momentum-falling") == []
    assert said(rules.momentum_falling, known(fallen(9, weeks=5)), "momentum-falling") == []
    assert said(rules.momentum_falling, known([]), "momentum-falling") == []


def test_falling_with_results_that_are_fine_is_coasting() -> None:
    known_ = known(fallen(9))
    assert said(rules.momentum_falling, known_, "momentum-falling") == []
    one = the(rules.coasting, known_, "coasting")
    drop = known_.momentum.days[-1]
    lost = 1 - drop.recent / drop.base
    assert one.title == f"coasting: deals won are fine, activity is {lost:.0%} down"
    assert one.detail == (
        f"in proportion, about {lost:.1f} deals won fewer for each such week;"
        " when it shows is not known: no lag has shown yet"
    )
    assert (one.level, one.evidence.weeks) == ("act", 17)


def test_a_known_lag_dates_what_coasting_costs() -> None:
    one = the(lambda known_: rules.coasting_with(known_, 3), known(fallen(9)), "coasting")
    assert one.detail.endswith("; it shows 3 weeks later, in the week of 14 Dec")


def test_results_are_fine_at_90_percent_of_the_13_weeks_before() -> None:
    def results(lately: int) -> list[DayTotal]:
        calls = [one for one in fallen(9, won=0) if one[1] != "deal_won"]
        return [
            *calls,
            *[total(day(-7 * back), "deal_won", lately) for back in range(1, 5)],
            *[total(day(-7 * back), "deal_won", 10) for back in range(5, 18)],
        ]

    assert the(rules.coasting, known(results(9)), "coasting").kind == "follow_up"
    assert said(rules.coasting, known(results(8)), "coasting") == []
    assert the(rules.momentum_falling, known(results(8)), "momentum-falling").level == "watch"


def test_a_steady_rep_does_not_coast() -> None:
    assert said(rules.coasting, known([*lived(20), *this_week(2, call=10)]), "coasting") == []


# neglected-mix


def test_follow_up_under_60_percent_while_calls_are_fine_is_neglected() -> None:
    one = the(rules.neglected_mix, known(lived(20, follow_up=1)), "neglected-mix")
    assert one.title == "follow-up is neglected: 29% of its lines in 4 weeks"
    assert one.detail == "everything else is at 125%; 29% in the 13 weeks before"
    assert (one.level, one.next, one.evidence.weeks) == ("watch", "actlog log follow_up", 4)


def test_a_mix_near_the_lines_or_low_everywhere_is_not_neglected() -> None:
    assert said(rules.neglected_mix, known(lived(20)), "neglected-mix") == []
    assert said(rules.neglected_mix, known(lived(20, call=2, follow_up=1)), "neglected-mix") == []
    assert said(rules.neglected_mix, known(lived(3, follow_up=1)), "neglected-mix") == []


# streak


def with_streaks(now: datetime, model: ModelWeek, totals: list[DayTotal], **streaks: int) -> Facts:
    found = facts(totals, now, model)
    rows = [row.replace(streak=streaks.get(row.kind.name)) for row in found.report.activities]
    found.report = found.report.replace(activities=tuple(rows))
    return found


def test_four_weeks_at_the_line_are_a_streak_and_three_are_none() -> None:
    one = the(rules.streak, with_streaks(NOON, MODEL, [], call=4, follow_up=3), "streak")
    assert one.title == "calls: 4 weeks in a row at the line"
    assert (one.level, one.detail) == ("good", "this week is the next, at its line")
    assert said(rules.streak, with_streaks(NOON, MODEL, [], call=3), "streak") == []


def test_the_longest_streak_is_named_and_a_reached_week_is_in_it() -> None:
    reached = this_week(2, call=20)
    known_ = with_streaks(NOON, MODEL, reached, call=9, follow_up=5)
    one = the(rules.streak, known_, "streak")
    assert (one.kind, one.detail, one.evidence.n) == ("call", "this week is one of them", 9)


def test_ten_kept_days_of_a_timebox_are_a_streak() -> None:
    boxed = MODEL.replace(activities=(BOX,))
    one = the(rules.streak, with_streaks(NOON, boxed, [], linkedin=10), "streak")
    assert one.title == "linkedin: 10 days kept in a row"
    assert said(rules.streak, with_streaks(NOON, boxed, [], linkedin=9), "streak") == []


# best


def history_of(weeks: int, lately: int, back: int, kind: str = "meeting_held") -> list[DayTotal]:
    """Return so many weeks with 3 each before the one that is `back` weeks ago, which has more."""
    past = [total(day(-7 * (back + n)), kind, 3) for n in range(1, weeks + 1)]
    return [*past, total(day(-7 * back), kind, lately)]


def test_the_most_meetings_ever_are_a_best_this_week_and_the_week_after() -> None:
    one = the(rules.best, known(history_of(13, 4, 0), model=MEETINGS), "best")
    assert one.title == "4 meetings held this week: your best so far"
    assert one.detail == "the most before was 3 in a week, of 13 weeks"
    assert (one.level, one.evidence.weeks, one.evidence.high) == ("good", 13, 3)
    last = the(rules.best, known(history_of(13, 4, 1), model=MEETINGS), "best")
    assert last.title == "4 meetings held last week: your best so far"
    assert said(rules.best, known(history_of(13, 4, 2), model=MEETINGS), "best") == []


def test_as_many_as_before_too_few_weeks_or_a_single_one_are_no_best() -> None:
    assert said(rules.best, known(history_of(13, 3, 0), model=MEETINGS), "best") == []
    assert said(rules.best, known(history_of(12, 4, 0), model=MEETINGS), "best") == []
    first = [total(day(-7 * 20), "call"), total(day(0), "meeting_held")]
    assert said(rules.best, known(first, model=MEETINGS), "best") == []


def test_volume_is_never_a_best_and_results_are() -> None:
    assert said(rules.best, known(history_of(13, 900, 0, "call"), model=MEETINGS), "best") == []
    won = the(rules.best, known(history_of(13, 4, 0, "deal_won"), model=MEETINGS), "best")
    assert won.title == "4 deals won this week: your best so far"
