"""A made-up rep's facts for the tests of rules."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from actlog.analysis.coach.facts import Facts
from actlog.analysis.history import History, judged_weeks
from actlog.analysis.meetings import Stories
from actlog.analysis.promises import Promised
from actlog.analysis.series import LONGEST
from actlog.analysis.touched import People
from actlog.analysis.week_report import week_report
from actlog.domain.entry import DayTotal
from actlog.domain.findings import Finding
from actlog.domain.model_week import ModelWeek, Version
from tests.rep import MODEL, versions

if TYPE_CHECKING:
    from actlog.analysis.coach.advice import Rule

NARROW = 80


def facts(
    totals: list[DayTotal],
    now: datetime,
    model: ModelWeek = MODEL,
    *,
    found: tuple[Version, ...] | None = None,
    told: tuple[Stories, ...] = (),
    people: People | None = None,
    seen: date | None = None,
    promised: Promised | None = None,
) -> Facts:
    """Return what is known of a log that holds these totals."""
    found = found or versions(model)
    model = found[-1].model
    week = model.calendar.week(now.date())
    first = min((one[0] for one in totals), default=None)
    history = History(judged_weeks(found, week, first, LONGEST), totals)
    report = week_report(model, week, now, totals, history)
    return Facts(
        now=now,
        versions=found,
        report=report,
        history=history,
        told=told,
        people=people,
        seen=seen,
        promised=promised,
    )


def said(rule: Rule, known: Facts, name: str) -> list[Finding]:
    """Return what a rule says under a name; every one is short and has a next step."""
    found = [one for one in rule(known).findings if one.id == name]
    for one in found:
        assert len(one.title) <= NARROW - 2, one
        assert one.next, one
    return found


def the(rule: Rule, known: Facts, name: str) -> Finding:
    """Return the one finding that a rule has under a name."""
    (one,) = said(rule, known, name)
    return one
