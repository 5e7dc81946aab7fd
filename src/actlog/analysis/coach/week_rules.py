"""Rules about the week that is running: its lines, what is past them, what is still to go."""

from __future__ import annotations

from math import ceil

from actlog.analysis.coach.advice import Said
from actlog.analysis.history import counted
from actlog.analysis.pace import AT, PAST, furthest_behind, how_to_go_on, plural_name
from actlog.analysis.reach import out_of_reach
from actlog.analysis.week_findings import week_findings
from actlog.domain.findings import Evidence, Finding

TYPE_CHECKING = False
if TYPE_CHECKING:
    from actlog.analysis.coach.facts import Facts
    from actlog.analysis.history import Past
    from actlog.analysis.week_report import ActivityRow

_QUARTER = 13


def lines(facts: Facts) -> Said:
    """Say what `week` says under its table: past a ceiling, turn to another, out of reach.

    How many weeks reach still needs is left to `weeks-missing`.
    """
    found = [one for one in week_findings(facts.report) if one.id != "not-enough-weeks"]
    return Said(findings=tuple(found))


def begin(facts: Facts) -> Said:
    """Say how to begin where nothing is logged yet."""
    kinds = facts.model.activities
    if facts.begun or not kinds:
        return Said()
    kind = next((one for one in kinds if not (one.closes or one.requires or one.of)), kinds[0])
    found = Finding(
        id="begin",
        level="act",
        title="nothing is logged yet",
        detail="one line as soon as it is done; after a week there is an average, after"
        " thirteen what can still be reached",
        next=f"actlog log {kind.name}",
    )
    return Said(findings=(found,))


def gap(facts: Facts) -> Said:
    """Say what is missing of the activity that is furthest behind its pace.

    It speaks where `turn-to` does not: while no line is reached yet, and the gap can be closed.
    """
    rows, standings = facts.report.activities, [row.standing for row in facts.report.activities]
    worst = furthest_behind(standings)
    if worst is None or worst.pace is None or worst.pace >= 0 or not worst.days_left:
        return Said()
    if not facts.begun or any(one.zone in {AT, PAST} for one in standings):
        return Said()
    row = next(row for row in rows if row.kind.name == worst.kind)
    if row.reach is not None and out_of_reach(row.kind, worst, row.reach):
        return Said()
    return Said(findings=(_gap(row),))


def _gap(row: ActivityRow) -> Finding:
    standing, reach = row.standing, row.reach
    missing = ceil(standing.gap or 0)
    made = f"; from here {reach.told}" if reach is not None and reach.told else ""
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


def line_reached(facts: Facts) -> Said:
    """Name the line that was reached this week although this rep reaches it least often.

    Where all are reached `all-reached` says so, and past a ceiling there is nothing to praise.
    """
    rows = facts.report.activities
    behind = furthest_behind([row.standing for row in rows])
    reached = [row for row in rows if row.standing.zone == AT and row.standing.gap is not None]
    if behind is None or not reached or not facts.report.share:
        return Said()
    row = min(reached, key=lambda one: _part_reached(facts, one))
    line = row.standing.tipping_point
    found = Finding(
        id="line-reached",
        level="good",
        title=f"{plural_name(row.kind)}: at the line",
        detail=f"{row.standing.done:,} of {max(1, line.nearest()) if line else 0:,}"
        f"{_how_often(facts, row)}",
        kind=row.kind.name,
        evidence=Evidence(weeks=len(_lined(facts, row)), n=row.standing.done),
        next=next(how_to_go_on(one.kind) for one in rows if one.standing is behind),
    )
    return Said(findings=(found,))


def _lined(facts: Facts, row: ActivityRow) -> list[Past]:
    """Return the last quarter's weeks that counted and had a line."""
    past = [one for one in counted(facts.history.past(row.kind)) if one.due.tipping_point]
    return past[:_QUARTER]


def _part_reached(facts: Facts, row: ActivityRow) -> float:
    past = _lined(facts, row)
    return sum(one.reached for one in past) / len(past) if past else 1.0


def _how_often(facts: Facts, row: ActivityRow) -> str:
    past = _lined(facts, row)
    if not past:
        return ", in the log's first week"
    return f"; so were {sum(one.reached for one in past)} of the last {len(past)} weeks"
