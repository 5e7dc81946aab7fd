"""What a week's figures come to: the few sentences under the table, and in the JSON."""

from __future__ import annotations

from math import ceil

from actlog.analysis.pace import (
    AT,
    BELOW,
    PAST,
    Activity,
    furthest_behind,
    how_to_go_on,
    plural_name,
)
from actlog.analysis.reach import FEWEST_WEEKS, out_of_reach
from actlog.analysis.week_report import ActivityRow, WeekReport
from actlog.domain.findings import Evidence, Finding

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence


_MOST_NAMED = 2
"""How many activities a sentence names."""


def week_findings(report: WeekReport) -> tuple[Finding, ...]:
    """Return the findings of a week, the ones to act on first.

    Only the current week asks for anything: a week that is over is judged by its figures.
    """
    found: list[Finding] = []
    if report.current and report.share:
        found += _past_ceiling(report.activities)
        found += _turn(report.activities)
        found += _out_of_reach(report.activities)
        found += _not_enough(report.activities)
    if not report.share:
        found.append(_week_off(report))
    found += _special(report)
    found += _strangers(report)
    return tuple(found)


def _name(row: ActivityRow) -> str:
    return plural_name(row.kind)


def _past_ceiling(rows: Sequence[ActivityRow]) -> list[Finding]:
    found = []
    behind = furthest_behind([row.standing for row in rows])
    turn = next((how_to_go_on(row.kind) for row in rows if row.standing is behind), "actlog due")
    for row in rows:
        standing = row.standing
        if standing.zone == PAST and standing.ceiling is not None:
            ceiling = max(1, standing.ceiling.nearest())
            found.append(
                Finding(
                    id="past-ceiling",
                    level="act",
                    title=f"{_name(row)}: stop",
                    detail=f"{standing.done:,} is past the ceiling of {ceiling:,};"
                    " more adds little",
                    kind=row.kind.name,
                    evidence=Evidence(n=standing.done, value=float(standing.ceiling)),
                    next=turn,
                )
            )
    return found


def _turn(rows: Sequence[ActivityRow]) -> list[Finding]:
    """At the line, turn to what is neglected."""
    lined = [row for row in rows if row.standing.tipping_point is not None and row.standing.zone]
    reached = [row for row in lined if row.standing.zone in {AT, PAST}]
    if not reached:
        return []
    worst = furthest_behind([row.standing for row in rows])
    if worst is None:
        return [
            Finding(
                id="all-reached",
                level="good",
                title="every line is reached",
                detail="nothing more is asked of this week",
                evidence=Evidence(n=len(lined)),
                next="actlog due",
            )
        ]
    if not worst.days_left:
        return []
    row = next(row for row in rows if row.kind.name == worst.kind)
    return [
        Finding(
            id="turn-to",
            level="act",
            title=f"turn to {_name(row)}: {_so_far(worst)}",
            detail=f"at the line: {_reached(reached, len(lined))}",
            kind=worst.kind,
            evidence=Evidence(n=worst.done, value=_part(worst)),
            next=how_to_go_on(row.kind),
        )
    ]


def _reached(rows: Sequence[ActivityRow], lines: int) -> str:
    """Return two names, or how many of the lines are reached: it should stay one short line."""
    if len(rows) > _MOST_NAMED:
        return f"{len(rows)} of {lines} activities"
    return ", ".join([_name(row) for row in rows])


def _so_far(standing: Activity) -> str:
    line = standing.tipping_point
    return f"{standing.done:,} of {max(1, line.nearest()) if line else 0:,}"


def _part(standing: Activity) -> float | None:
    line = standing.tipping_point
    return float(standing.done / line) if line else None


def _out_of_reach(rows: Sequence[ActivityRow]) -> list[Finding]:
    found = []
    for row in rows:
        standing, reach = row.standing, row.reach
        if reach is None or reach.chance is None or reach.most_left is None:
            continue
        if standing.gap is None or not out_of_reach(row.kind, standing, reach):
            continue
        found.append(
            Finding(
                id="out-of-reach",
                level="watch",
                title=f"{_name(row)} can't be caught up this week",
                detail=f"{ceil(standing.gap):,} to go; the most done from here"
                f" in {reach.weeks} weeks was {reach.most_left.nearest():,}",
                kind=row.kind.name,
                evidence=Evidence(
                    weeks=reach.weeks, value=float(reach.chance), high=float(reach.most_left)
                ),
                next="actlog averages",
            )
        )
    return found


def _not_enough(rows: Sequence[ActivityRow]) -> list[Finding]:
    """Say how many weeks are missing before reach can be told."""
    waiting = [
        row.reach.weeks
        for row in rows
        if row.reach is not None and not row.reach.enough and row.standing.zone == BELOW
    ]
    if not waiting:
        return []
    weeks = max(waiting)
    return [
        Finding(
            id="not-enough-weeks",
            level="info",
            title="not enough weeks yet to say what can still be reached",
            detail=f"{weeks} of {FEWEST_WEEKS} weeks so far",
            evidence=Evidence(weeks=weeks),
            next="keep logging; a week that is not logged says nothing",
        )
    ]


def _week_off(report: WeekReport) -> Finding:
    return Finding(
        id="week-off",
        level="info",
        title="enjoy your week off",
        detail="nothing is asked of it, and it counts in no average",
        evidence=Evidence(value=float(report.share)),
        next="actlog averages",
    )


def _special(report: WeekReport) -> list[Finding]:
    if report.why is None:
        return []
    return [
        Finding(
            id="special-week",
            level="info",
            title="a week with figures of its own",
            detail=report.why,
            next="actlog model show",
        )
    ]


def _strangers(report: WeekReport) -> list[Finding]:
    return [
        Finding(
            id="not-in-model",
            level="info",
            title=f"{name} is logged but not in the model week",
            detail=f"{count:,} this week",
            kind=name,
            evidence=Evidence(n=count),
            next=f"actlog model add {name}",
        )
        for name, count in report.strangers
    ]
