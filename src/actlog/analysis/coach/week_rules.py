"""Rules about the week that is running: its lines, what is past them, what is still to go."""

from __future__ import annotations

from math import ceil

from actlog.analysis.coach.advice import Said
from actlog.analysis.pace import furthest_behind, plural_name
from actlog.analysis.reach import out_of_reach
from actlog.analysis.week_findings import how_to_go_on, week_findings
from actlog.domain.findings import Evidence, Finding

TYPE_CHECKING = False
if TYPE_CHECKING:
    from actlog.analysis.coach.facts import Facts
    from actlog.analysis.week_report import ActivityRow


def lines(facts: Facts) -> Said:
    """Say what `week` says under its table: past a ceiling, turn to another, out of reach."""
    return Said(findings=week_findings(facts.report))


def gap(facts: Facts) -> Said:
    """Say what is missing of the activity that is furthest behind its pace.

    It speaks where `turn-to` does not: while no line is reached yet, and the gap can be closed.
    """
    rows, standings = facts.report.activities, [row.standing for row in facts.report.activities]
    worst = furthest_behind(standings)
    if worst is None or worst.pace is None or worst.pace >= 0 or not worst.days_left:
        return Said()
    if any(one.zone in {"at", "past"} for one in standings):
        return Said()
    row = next(row for row in rows if row.kind.name == worst.kind)
    if row.reach is not None and out_of_reach(row.kind, worst, row.reach):
        return Said()
    return Said(findings=(_gap(row),))


def _gap(row: ActivityRow) -> Finding:
    standing, reach = row.standing, row.reach
    missing = ceil(standing.gap or 0)
    made = ""
    if reach is not None and reach.enough and reach.made is not None:
        made = f"; reached from here in {reach.made} of {reach.weeks} weeks"
    return Finding(
        id="gap",
        level="act",
        title=f"{plural_name(row.kind)}: {missing:,} to the tipping point",
        detail=f"{standing.done:,} done, the furthest behind its pace{made}",
        kind=row.kind.name,
        evidence=Evidence(
            weeks=reach.weeks if reach else None,
            n=standing.done,
            value=float(reach.chance) if reach and reach.chance is not None else None,
        ),
        next=how_to_go_on(row.kind),
    )
