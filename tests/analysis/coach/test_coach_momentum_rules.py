"""The rules about droughts, momentum and the mix."""

from __future__ import annotations

from datetime import datetime

from actlog.analysis.coach import momentum_rules as rules
from actlog.analysis.coach.advice import Said
from actlog.analysis.coach.facts import Facts
from actlog.domain.entry import DayTotal
from actlog.domain.model_week import Kind, ModelWeek
from actlog.domain.week import TimeOff
from tests.analysis.coach.told import facts, said, the
from tests.rep import CALENDAR, at, day, total

CALL = Kind(name="call", group="prospecting", goal=45, tipping_point=36, ceiling=90)
CONNECT = Kind(name="connect", of="call", of_outcomes=("connected",))
FOLLOW_UP = Kind(name="follow_up", group="follow-up", goal=18, tipping_point=14)
WON = Kind(name="deal_won", result=True)
MODEL = ModelWeek(
    name="m", activities=(CONNECT, CALL, FOLLOW_UP), results=(WON,), calendar=CALENDAR
)
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
    assert one.detail == "in the weeks before, a working day never went without"
    assert (one.level, one.kind, one.next) == ("act", "call", "actlog log call")
    assert (one.evidence.n, one.evidence.value, one.evidence.high) == (49, 2, 0)


def test_a_gap_that_came_once_in_a_while_is_no_habit() -> None:
    gap = [one for one in lived(10) if one[0] != day(-14)]
    one = the(rules.drought, known([*gap, *this_week(2, follow_up=4)]), "drought")
    assert one.detail == "in the weeks before, a working day hardly ever went without"


def test_one_day_or_what_is_usual_is_no_drought() -> None:
    one_day = [*lived(10), *this_week(1, call=10), *this_week(2, follow_up=4)]
    assert said(rules.drought, known(one_day), "drought") == []
    assert said(rules.drought, known([]), "drought") == []


def test_a_drought_begins_where_19_of_20_gaps_end() -> None:
    weekly = [total(day(-7 * back), "call", 9) for back in range(1, 26)]
    assert said(rules.drought, known(weekly, at("2026-11-23 08:00")), "drought") == []
    tuesday = at("2026-11-24 18:00")  # six working days since last Monday; four are usual
    one = the(rules.drought, known(weekly, tuesday), "drought")
    assert one.evidence.value == 6
    assert one.detail == (
        "19 of 20 times you were back within 4 working days;"
        " the longest before, in 26 weeks, was 4 working days"
    )
    monday = at("2026-11-23 18:00")
    assert the(rules.drought, known(weekly, monday), "drought").evidence.value == 5
    assert said(rules.drought, known(weekly[:-6], monday), "drought") == [], "18 gaps are too few"


def test_a_week_off_asks_for_nothing() -> None:
    off = MODEL.with_time_off((TimeOff(first=day(0), last=day(6)),))
    dry = lived(10, skip=7)
    assert len(said(rules.drought, known(dry), "drought")) == 2
    for rule, name, totals in (
        (rules.drought, "drought", dry),
        (rules.momentum_falling, "momentum-falling", fallen(12, won=0)),
        (rules.coasting, "coasting", fallen(12)),
        (rules.neglected_mix, "neglected-mix", lived(20, follow_up=1)),
    ):
        assert len(said(rule, known(totals), name)) >= 1
        assert said(rule, known(totals, model=off), name) == []


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
    wave = (9, 14, 6, 11, 17, 5, 12, 8, 16, 7, 13, 10, 18, 4, 15, 9, 6, 14, 11, 5, 17, 8)
    rising = [9 + wave[back % len(wave)] for back in range(43)]
    totals = []
    for back in range(2, 41):
        monday = -7 * back
        totals += [total(day(monday + n), "call", rising[back]) for n in range(5)]
        totals += [total(day(monday + n), "follow_up", 4) for n in range(5)]
        totals.append(total(day(monday), "deal_won", rising[back + 2] // 2))
    totals += [total(day(n), "call", 1) for n in (-7, -6, -5, -4, -3, 0, 1)]
    totals.append(total(day(-7), "deal_won", rising[3] // 2))
    one = the(rules.coasting, known(totals), "coasting")
    assert one.detail.endswith("; it shows 2 weeks later, in the week of 7 Dec")


def test_when_it_shows_is_said_as_people_say_it() -> None:
    assert rules.it_shows(0, day(0)) == "it shows in the same week"
    assert rules.it_shows(1, day(0)) == "it shows a week later, in the week of 30 Nov"
    assert rules.it_shows(2, day(0)) == "it shows 2 weeks later, in the week of 7 Dec"


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
