"""Rules about how steadily the rep works: droughts, momentum and the mix.

In a week off none of them asks for anything.
"""

from __future__ import annotations

from datetime import timedelta

from actlog.analysis.coach.advice import Said
from actlog.analysis.history import counted
from actlog.analysis.mix import BEFORE, WEEKS, Share, part
from actlog.analysis.momentum import RECENT_DAYS, Day
from actlog.analysis.pace import how_to_go_on, plural_name
from actlog.domain.findings import Evidence, Finding
from actlog.domain.ratio import Ratio

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from actlog.analysis.coach.facts import Facts
    from actlog.analysis.drought import Drought
    from actlog.domain.model_week import Kind

FALLEN = 0.8
"""Momentum falls while `recent` is under so much of `base`, for a working week."""

FINE = Ratio(9, 10)
"""Results are fine at so much of what the 13 weeks before brought."""


def drought(facts: Facts) -> Said:
    """Say that prospecting or follow-up has dried up for longer than it does with this rep.

    Longer than 19 of 20 gaps of the last 26 weeks, at least 2 working days, from 20 gaps on.
    """
    if not facts.report.share:
        return Said()
    return Said(findings=tuple([_dry(one) for one in facts.momentum.droughts if one.unusual]))


def _dry(one: Drought) -> Finding:
    kind = _logged(one.kinds)
    return Finding(
        id="drought",
        level="act",
        title=f"no {one.name} for {_days(one.now)}",
        detail=_usually(one),
        kind=kind.name,
        evidence=Evidence(n=len(one.gaps), value=float(one.now), high=float(one.longest or 0)),
        next=how_to_go_on(kind),
    )


def _usually(one: Drought) -> str:
    """Return how long this rep goes without a group at other times."""
    if not one.most_usual:
        often = "hardly ever" if one.longest else "never"
        return f"in the weeks before, a working day {often} went without"
    return (
        f"19 of 20 times you were back within {_days(one.most_usual)};"
        f" the longest before, in 26 weeks, was {_days(one.longest or 0)}"
    )


def _days(count: int) -> str:
    return f"{count:,} working day{'' if count == 1 else 's'}"


def _logged(kinds: Sequence[Kind]) -> Kind:
    """Return the first kind that is logged itself, not counted from another."""
    return next((kind for kind in kinds if kind.of is None), kinds[0])


def falling(days: Sequence[Day]) -> bool:
    """Tell whether momentum falls: `recent` under 80% of `base` on each of the last 5 days."""
    last = days[-RECENT_DAYS:]
    return len(last) == RECENT_DAYS and all(
        not day.warming_up and day.recent < FALLEN * day.base for day in last
    )


def momentum_falling(facts: Facts) -> Said:
    """Say that the last week is well under what the rep is used to, where results are down too.

    Where results are fine, `coasting` says what it will cost instead.
    """
    days = facts.momentum.days
    if not facts.report.share or not falling(days) or _fine(facts) is not None:
        return Said()
    kind, said = _fallen_most(facts)
    last = days[-1]
    return Said(
        findings=(
            Finding(
                id="momentum-falling",
                level="watch",
                title=f"momentum is falling: {last.recent:.0f} this week, {last.base:.0f} usual",
                detail=f"100 is your model week; {said}",
                kind=kind.name if kind else None,
                evidence=Evidence(n=len(days), value=last.trend),
                next=how_to_go_on(kind) if kind else "actlog momentum",
            ),
        )
    )


def coasting(facts: Facts) -> Said:
    """Say that activity falls while results, which follow it later, are still fine.

    The cost is in proportion: a week at 70 of a base of 100 is taken to bring 30% fewer results.
    """
    days, fine = facts.momentum.days, _fine(facts)
    if not facts.report.share or not falling(days) or fine is None:
        return Said()
    result, per_week, weeks = fine
    last = days[-1]
    lost = float(per_week) * (1 - last.recent / last.base)
    cost = f"in proportion, about {_some(lost)} {plural_name(result)} fewer for each such week"
    when = it_shows(facts.lag(result), facts.report.week.start)
    kind, _ = _fallen_most(facts)
    return Said(
        findings=(
            Finding(
                id="coasting",
                level="act",
                title=f"coasting: {plural_name(result)} are fine, activity is"
                f" {1 - last.recent / last.base:.0%} down",
                detail=f"{cost}; {when}",
                kind=kind.name if kind else None,
                evidence=Evidence(weeks=weeks, n=len(days), value=last.trend),
                next=how_to_go_on(kind) if kind else "actlog momentum",
            ),
        )
    )


def it_shows(lag: int | None, start: date) -> str:
    """Return when results will show what a week that begins on `start` was like."""
    if lag is None:
        return "when it shows is not known: no lag has shown yet"
    if not lag:
        return "it shows in the same week"
    later = "a week later" if lag == 1 else f"{lag} weeks later"
    day = start + timedelta(weeks=lag)
    return f"it shows {later}, in the week of {day.day} {day:%b}"


def _some(amount: float) -> str:
    return f"{amount:.0f}" if amount >= 10 else f"{amount:.1f}"


def _fine(facts: Facts) -> tuple[Kind, Ratio, int] | None:
    """Return the first result that still comes as before, its usual week, and its weeks.

    The last 4 counted weeks are at 90% or more of the 13 before them, a result in which at least
    some came.
    """
    for kind in facts.model.results:
        weeks = counted(facts.history.past(kind))[: WEEKS + BEFORE]
        now, before = weeks[:WEEKS], weeks[WEEKS:]
        had = sum([week.count for week in before])
        if not had:
            continue
        usual = had / sum([week.weight for week in before], Ratio(0))
        recent = sum([week.count for week in now]) / sum([week.weight for week in now], Ratio(0))
        if recent >= FINE * usual:
            return kind, usual, len(weeks)
    return None


def _fallen_most(facts: Facts) -> tuple[Kind | None, str]:
    """Return the activity furthest under its own past in the last counted week, and how far."""
    worst: tuple[Ratio, Kind, str] | None = None
    for kind in facts.model.activities:
        weeks = counted(facts.history.past(kind))[: 1 + BEFORE]
        now, before = part([weeks[:1]]), part([weeks[1:]])
        if now is None or not before:
            continue
        if worst is None or now / before < worst[0]:
            said = f"{plural_name(kind)} fell most: {_percent(now)} of the line last week"
            worst = now / before, kind, f"{said}, {_percent(before)} before"
    return (worst[1], worst[2]) if worst else (None, "see which activity fell")


def neglected_mix(facts: Facts) -> Said:
    """Say that a group is neglected: under 60% of its lines in 4 weeks, the others above 90%."""
    shares = [one for one in facts.momentum.mix if one.neglected and facts.report.share]
    return Said(findings=tuple([_neglected(one, facts) for one in shares]))


def _neglected(one: Share, facts: Facts) -> Finding:
    parts = {kind: part([counted(facts.history.past(kind))[:WEEKS]]) for kind in one.kinds}
    known = {kind: found for kind, found in parts.items() if found is not None}
    kind = min(known, key=lambda kind: float(known[kind]))
    before = f"; {_percent(one.before)} in the {BEFORE} weeks before" if one.before else ""
    return Finding(
        id="neglected-mix",
        level="watch",
        title=f"{one.name} is neglected: {_percent(one.part)} of its lines in {WEEKS} weeks",
        detail=f"everything else is at {_percent(one.others)}{before}",
        kind=kind.name,
        evidence=Evidence(weeks=one.weeks, value=float(one.part or 0)),
        next=how_to_go_on(kind),
    )


def _percent(value: Ratio | None) -> str:
    return f"{(value * 100).nearest()}%" if value is not None else "nothing"
