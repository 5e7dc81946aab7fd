"""The rules that praise: streaks and bests."""

from __future__ import annotations

from datetime import datetime

from actlog.analysis.coach import praise_rules
from actlog.analysis.coach.facts import Facts
from actlog.domain.entry import DayTotal
from actlog.domain.model_week import Kind, ModelWeek, Timebox
from tests.analysis.coach.told import facts, said, the
from tests.rep import CALENDAR, at, day, total

CALL = Kind(name="call", group="prospecting", tipping_point=36)
FOLLOW_UP = Kind(name="follow_up", group="follow-up", tipping_point=14)
HELD = Kind(name="meeting_held", closes="meeting_set", tipping_point=6)
SET = Kind(name="meeting_set", closed_by="meeting_held", tipping_point=8)
BOX = Kind(name="linkedin", timebox=Timebox(minutes=30, touches=5))
WON = Kind(name="deal_won", result=True)
MODEL = ModelWeek(name="m", activities=(CALL, FOLLOW_UP), results=(WON,), calendar=CALENDAR)
MEETINGS = MODEL.replace(activities=(HELD, SET, CALL))
NOON = at("2026-11-25 12:00")


def known(totals: list[DayTotal], model: ModelWeek = MODEL) -> Facts:
    return facts(totals, NOON, model)


# streak


def with_streaks(now: datetime, model: ModelWeek, totals: list[DayTotal], **streaks: int) -> Facts:
    found = facts(totals, now, model)
    rows = [row.replace(streak=streaks.get(row.kind.name)) for row in found.report.activities]
    found.report = found.report.replace(activities=tuple(rows))
    return found


def test_four_weeks_at_the_line_are_a_streak_and_three_are_none() -> None:
    one = the(praise_rules.streak, with_streaks(NOON, MODEL, [], call=4, follow_up=3), "streak")
    assert one.title == "calls: 4 weeks in a row at the line"
    assert (one.level, one.detail) == ("good", "this week is the next, at its line")
    assert said(praise_rules.streak, with_streaks(NOON, MODEL, [], call=3), "streak") == []


def test_the_longest_streak_is_named_and_a_reached_week_is_in_it() -> None:
    reached = [total(day(0), "call", 40)]
    known_ = with_streaks(NOON, MODEL, reached, call=9, follow_up=5)
    one = the(praise_rules.streak, known_, "streak")
    assert (one.kind, one.detail, one.evidence.n) == ("call", "this week is one of them", 9)


def test_ten_kept_days_of_a_timebox_are_a_streak() -> None:
    boxed = MODEL.replace(activities=(BOX,))
    one = the(praise_rules.streak, with_streaks(NOON, boxed, [], linkedin=10), "streak")
    assert one.title == "linkedin: 10 days kept in a row"
    assert said(praise_rules.streak, with_streaks(NOON, boxed, [], linkedin=9), "streak") == []


# best


def history_of(weeks: int, lately: int, back: int, kind: str = "meeting_held") -> list[DayTotal]:
    """Return so many weeks with 3 each before the one that is `back` weeks ago, which has more."""
    past = [total(day(-7 * (back + n)), kind, 3) for n in range(1, weeks + 1)]
    return [*past, total(day(-7 * back), kind, lately)]


def test_the_most_meetings_ever_are_a_best_this_week_and_the_week_after() -> None:
    one = the(praise_rules.best, known(history_of(13, 4, 0), model=MEETINGS), "best")
    assert one.title == "4 meetings held this week: your best so far"
    assert one.detail == "the most before was 3 in a week, of 13 weeks"
    assert (one.level, one.evidence.weeks, one.evidence.high) == ("good", 13, 3)
    last = the(praise_rules.best, known(history_of(13, 4, 1), model=MEETINGS), "best")
    assert last.title == "4 meetings held last week: your best so far"
    assert said(praise_rules.best, known(history_of(13, 4, 2), model=MEETINGS), "best") == []


def test_as_many_as_before_too_few_weeks_or_a_single_one_are_no_best() -> None:
    assert said(praise_rules.best, known(history_of(13, 3, 0), model=MEETINGS), "best") == []
    assert said(praise_rules.best, known(history_of(12, 4, 0), model=MEETINGS), "best") == []
    first = [total(day(-7 * 20), "call"), total(day(0), "meeting_held")]
    assert said(praise_rules.best, known(first, model=MEETINGS), "best") == []


def test_volume_is_never_a_best_and_results_are() -> None:
    assert (
        said(praise_rules.best, known(history_of(13, 900, 0, "call"), model=MEETINGS), "best") == []
    )
    won = the(praise_rules.best, known(history_of(13, 4, 0, "deal_won"), model=MEETINGS), "best")
    assert won.title == "4 deals won this week: your best so far"
