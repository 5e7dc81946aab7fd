"""Rules that praise: streaks at the line, and best weeks of meetings and results. Never volume."""

from __future__ import annotations

from actlog.analysis.coach.advice import Said
from actlog.analysis.pace import plural_name
from actlog.domain.findings import Evidence, Finding

TYPE_CHECKING = False
if TYPE_CHECKING:
    from actlog.analysis.bests import Best
    from actlog.analysis.coach.facts import Facts
    from actlog.analysis.week_report import ActivityRow

STREAK_WEEKS, STREAK_DAYS = 4, 10
"""From here on a streak is worth a word: weeks at the line, kept days of a timebox."""

LEAST_BEST = 2
"""One of anything is no best."""


def streak(facts: Facts) -> Said:
    """Praise the longest streak: 4 weeks in a row at the line, or 10 kept days of a timebox."""
    worthy = [row for row in facts.report.activities if _worth(row) >= 1]
    if not worthy:
        return Said()
    row = max(worthy, key=_worth)
    count, timebox = row.streak or 0, row.kind.timebox is not None
    title = f"{row.kind.title}: {count} days kept in a row"
    if not timebox:
        title = f"{plural_name(row.kind)}: {count} weeks in a row at the line"
    reached = row.standing.zone in {"at", "past"}
    running = "this week is one of them" if reached else "this week is the next, at its line"
    return Said(
        findings=(
            Finding(
                id="streak",
                level="good",
                title=title,
                detail="days off break nothing" if timebox else running,
                kind=row.kind.name,
                evidence=Evidence(n=count),
                next="actlog momentum",
            ),
        )
    )


def _worth(row: ActivityRow) -> float:
    """Return a streak as a part of what is worth a word."""
    return (row.streak or 0) / (STREAK_DAYS if row.kind.timebox else STREAK_WEEKS)


def best(facts: Facts) -> Said:
    """Praise the best week ever of a meeting or a result: this one or the one before it.

    Two at least, and more than in any of 13 or more counted weeks before. Never for volume.
    """
    lately = {facts.report.week.start, facts.report.week.back(1).start}
    found = [
        _best(one, this=one.week == facts.report.week)
        for one in facts.momentum.bests
        if one.earned and one.count >= LEAST_BEST and one.week.start in lately
    ]
    return Said(findings=tuple(found))


def _best(one: Best, *, this: bool) -> Finding:
    return Finding(
        id="best",
        level="good",
        title=f"{one.kind.counted(one.count)} {'this' if this else 'last'} week: your best so far",
        detail=f"the most before was {one.before} in a week, of {one.weeks} weeks",
        kind=one.kind.name,
        evidence=Evidence(weeks=one.weeks, n=one.count, high=float(one.before)),
        next="actlog momentum",
    )
