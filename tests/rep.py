"""A model week and a log for the tests of analysis and views, small and regular."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from actlog.analysis.history import History, judged_weeks
from actlog.analysis.week_report import WeekReport, week_report
from actlog.domain.entry import DayTotal
from actlog.domain.model_week import Kind, ModelWeek, Timebox, Version, in_force
from actlog.domain.ratio import Ratio
from actlog.domain.week import Calendar, Week

HELD = Kind(name="meeting_held", tipping_point=6, ceiling=11, closes="meeting_set")
SET = Kind(name="meeting_set", tipping_point=8, goal=10)
CONNECT = Kind(
    name="connect", of="call", of_outcomes=("connected", "not-interested"), tipping_point=22
)
CALL = Kind(
    name="call",
    goal=240,
    tipping_point=200,
    ceiling=320,
    why="ten dials make a connect, four connects a meeting",
)
FOLLOW_UP = Kind(name="follow_up", tipping_point=14)
LINKEDIN = Kind(name="linkedin", timebox=Timebox(minutes=60, touches=12), tipping_point=4)
PROPOSAL = Kind(name="proposal")
WON = Kind(name="deal_won", result=True)

CALENDAR = Calendar(
    weights=(Ratio(1), Ratio(1), Ratio(1), Ratio(1), Ratio(1, 2), Ratio(0), Ratio(0)),
    hours=(8 * 60 + 30, 17 * 60 + 30),
)
MODEL = ModelWeek(
    name="Jo's model week",
    activities=(HELD, SET, CONNECT, CALL, FOLLOW_UP, LINKEDIN, PROPOSAL),
    results=(WON,),
    calendar=CALENDAR,
)
MONDAY = date(2026, 11, 23)
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


def at(text: str) -> datetime:
    """Return an instant in UTC: `2026-11-23 10:41`."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def total(
    day: date, kind: str, count: int = 1, outcome: str | None = None, *, minutes: int = 0
) -> DayTotal:
    """Return what a day holds of a kind and outcome."""
    return day, kind, outcome, count, minutes, 0


def day(offset: int) -> date:
    """Return the day so many days after Monday 23 November 2026."""
    return MONDAY + timedelta(days=offset)


def versions(model: ModelWeek = MODEL) -> tuple[Version, ...]:
    """Return a model as its own only version."""
    return (Version(since=LONG_AGO, model=model),)


def history(found: tuple[Version, ...], week: Week, totals: list[DayTotal]) -> History:
    """Return the complete weeks before a week."""
    first = min((one[0] for one in totals), default=None)
    return History(judged_weeks(found, week, first, 13), totals)


def report(
    totals: list[DayTotal],
    now: datetime,
    model: ModelWeek = MODEL,
    *,
    week: Week | None = None,
    found: tuple[Version, ...] | None = None,
) -> WeekReport:
    """Return the report of a week, the current one unless another is given."""
    found = found or versions(model)
    week = week or found[-1].model.calendar.week(now.date())
    return week_report(in_force(found, week), week, now, totals, history(found, week, totals))


def steady(weeks: int, *, to: int = 0) -> list[DayTotal]:
    """Return weeks of the same work before the week of `MONDAY`, and `to` days of that week.

    Each working day holds 40 calls, 5 of them connected, 2 meetings set, 1 held and 3
    follow-ups; Tuesday and Thursday an hour of linkedin with 15 touches; Wednesday a
    proposal; every fourth Friday a deal of 5,000. Every other week does half the calls.
    """
    totals: list[DayTotal] = []
    for offset in range(-7 * weeks, to):
        one = day(offset)
        if one.weekday() > 4:
            continue
        week = offset // 7
        calls = 40 if week % 2 else 20
        totals += [
            total(one, "call", calls - 5),
            total(one, "call", 5, "connected"),
            total(one, "meeting_set", 2),
            total(one, "meeting_held"),
            total(one, "follow_up", 3),
        ]
        if one.weekday() in {1, 3}:
            totals.append(total(one, "linkedin", 15, minutes=60))
        if one.weekday() == 2:
            totals.append(total(one, "proposal"))
        if one.weekday() == 4 and week % 4 == 0:
            totals.append((one, "deal_won", None, 1, 0, 500_000))
    return totals
