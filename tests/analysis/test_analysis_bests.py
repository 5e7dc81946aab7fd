"""Personal bests: meetings and results only."""

from __future__ import annotations

from actlog.analysis.bests import WEEKS, Best, bests
from actlog.analysis.history import History, Judged, judged_weeks
from actlog.analysis.series import LONGEST
from actlog.domain.entry import DayTotal
from actlog.domain.week import TimeOff
from tests.rep import MODEL, MONDAY, day, total, versions


def found(totals: list[DayTotal]) -> dict[str, Best]:
    week = MODEL.calendar.week(MONDAY)
    first = min((one[0] for one in totals), default=None)
    history = History(judged_weeks(versions(), week, first, LONGEST), totals)
    return {one.kind.name: one for one in bests(history, Judged(week=week, model=MODEL))}


def test_volume_has_no_best() -> None:
    totals = [total(day(-7), kind.name, 9, minutes=90) for kind in MODEL.kinds()]
    assert list(found(totals)) == ["meeting_held", "meeting_set", "deal_won"]
    assert found([total(day(0), "call", 500)]) == {}
    assert found([]) == {}


def test_a_best_is_the_first_week_with_the_most_and_knows_what_stood_before() -> None:
    counts = {-28: 2, -21: 5, -14: 3, -7: 5}
    one = found([total(day(offset), "meeting_held", n) for offset, n in counts.items()])
    best = one["meeting_held"]
    assert (best.count, best.week.start, best.before, best.weeks) == (5, day(-21), 2, 1)


def test_the_week_that_is_running_counts() -> None:
    totals = [total(day(-7), "deal_won", 2), total(day(0), "deal_won", 3)]
    best = found(totals)["deal_won"]
    assert (best.count, best.week.start, best.before) == (3, MONDAY, 2)


def test_it_is_earned_where_13_counted_weeks_stand_before_it() -> None:
    def earned(weeks: int) -> bool:
        totals = [total(day(-7 * weeks), "call"), total(day(0), "meeting_set", 4)]
        return found(totals)["meeting_set"].earned

    assert earned(WEEKS)
    assert not earned(WEEKS - 1)


def test_a_week_off_is_no_week_to_beat() -> None:
    model = MODEL.with_time_off((TimeOff(first=day(-14), last=day(-8)),))
    week = model.calendar.week(MONDAY)
    totals = [total(day(-21), "call"), total(day(0), "meeting_set", 4)]
    history = History(judged_weeks(versions(model), week, day(-21), LONGEST), totals)
    (best,) = bests(history, Judged(week=week, model=model))
    assert best.weeks == 2
