"""The rules about the model week, and about what the log still lacks."""

from datetime import timedelta

import pytest

from actlog.analysis.coach import model_rules
from actlog.analysis.coach.model_rules import HISTORY, QUARTER
from actlog.domain.entry import DayTotal
from actlog.domain.model_week import Kind, ModelWeek, Version
from actlog.domain.week import TimeOff
from tests.analysis.coach.told import facts, said, the
from tests.rep import CALL, CONNECT, HELD, MODEL, PROPOSAL, SET, at, day, steady, total

NOW = at("2026-11-25 13:00")
EMAIL = Kind(name="email", group="prospecting", tipping_point=20)


def model(*activities: Kind, funnel: tuple[str, ...] = ()) -> ModelWeek:
    return MODEL.replace(activities=activities, funnel=funnel)


@pytest.mark.parametrize(
    "ends",
    [
        model(CALL),
        model(CALL.replace(group="prospecting"), EMAIL),
        model(CALL, funnel=("call", "deal_won")),
    ],
)
def test_a_model_of_first_calls_and_final_sales_is_told_so(ends: ModelWeek) -> None:
    one = the(model_rules.bookend, facts([], NOW, ends), "bookend")
    assert one.title == "only the two ends are tracked: first calls and final sales"
    assert one.next == "actlog model add connect"


@pytest.mark.parametrize(
    "whole",
    [
        model(CALL, CONNECT),
        model(CALL, SET, HELD),
        model(CALL, PROPOSAL, funnel=("call", "proposal", "deal_won")),
        model(CALL, PROPOSAL),
        model(CALL).replace(results=()),
    ],
)
def test_a_step_between_the_ends_is_enough(whole: ModelWeek) -> None:
    assert said(model_rules.bookend, facts([], NOW, whole), "bookend") == []


def ends(weeks: int, *, calls: int = 2) -> list[DayTotal]:
    """Return weeks in which calls are logged, and three deals in all."""
    totals = [total(day(-7 * ago), "call", calls) for ago in range(1, weeks + 1)]
    return [*totals, total(day(-7), "deal_won", 3)]


def test_a_log_of_a_quarter_that_holds_only_the_ends_is_told_so_too() -> None:
    whole = model(CALL, SET, HELD)
    one = the(model_rules.bookend, facts(ends(QUARTER), NOW, whole), "bookend")
    assert one.title == "only the two ends are logged: first calls and final sales"
    assert (one.next, one.evidence.weeks, one.evidence.n) == ("actlog log meeting_set", 13, 29)
    assert said(model_rules.bookend, facts(ends(QUARTER - 1), NOW, whole), "bookend") == []
    assert said(model_rules.bookend, facts(ends(QUARTER, calls=1), NOW, whole), "bookend") == []
    met = [*ends(QUARTER), total(day(-8), "meeting_held")]
    assert said(model_rules.bookend, facts(met, NOW, whole), "bookend") == []


def test_a_model_week_is_looked_at_once_a_quarter() -> None:
    since = NOW - timedelta(weeks=QUARTER)
    fresh = (Version(since=since, model=MODEL),)
    assert said(model_rules.model_unread, facts([], NOW, found=fresh), "model-unread") == []
    old = (Version(since=since - timedelta(days=1), model=MODEL),)
    one = the(model_rules.model_unread, facts([], NOW, found=old), "model-unread")
    assert one.title == "nobody looked at the model week for 13 weeks"
    assert one.detail == (
        "it was right for the rep you were then; does it still ask for what brings results?"
    )
    assert one.next == "actlog model show"


def test_showing_the_model_week_is_looking_at_it() -> None:
    seen = NOW.date() - timedelta(weeks=QUARTER)
    assert said(model_rules.model_unread, facts([], NOW, seen=seen), "model-unread") == []
    earlier = seen - timedelta(days=1)
    assert len(said(model_rules.model_unread, facts([], NOW, seen=earlier), "model-unread")) == 1


def test_it_names_the_line_that_is_furthest_from_what_is_done() -> None:
    one = the(model_rules.model_unread, facts(steady(26), NOW), "model-unread")
    assert one.detail.startswith("linkedin days: 2 a week, under the line of 4;")
    calls = model(CALL.replace(tipping_point=100))
    one = the(model_rules.model_unread, facts(steady(26), NOW, calls), "model-unread")
    assert one.detail.startswith("calls: 154 a week, over the line of 100;")


def test_until_half_a_year_is_collected_the_missing_weeks_are_counted() -> None:
    one = the(model_rules.weeks_missing, facts(steady(HISTORY - 1), NOW), "weeks-missing")
    assert one.title == "collecting: 25 of 26 weeks"
    assert (one.level, one.evidence.weeks, one.evidence.n) == ("info", 25, 25)
    assert said(model_rules.weeks_missing, facts(steady(HISTORY), NOW), "weeks-missing") == []
    one = the(model_rules.weeks_missing, facts([], NOW), "weeks-missing")
    assert one.title == "collecting: 0 of 26 weeks"


def test_twenty_of_the_weeks_have_to_be_worked() -> None:
    def known(weeks_off: int) -> int:
        off = TimeOff(first=day(-7 * weeks_off), last=day(-1))
        resting = MODEL.with_time_off((off,))
        found = facts(steady(HISTORY), NOW, resting)
        return len(said(model_rules.weeks_missing, found, "weeks-missing"))

    assert known(HISTORY - model_rules.WORKED) == 0
    assert known(HISTORY - model_rules.WORKED + 1) == 1
