"""Rules about the model week itself, and about what the log still lacks."""

from __future__ import annotations

from actlog.analysis.coach.advice import Said
from actlog.analysis.coach.kinds import is_meeting, is_prospecting
from actlog.analysis.history import counted
from actlog.analysis.pace import plural_name
from actlog.domain.findings import Evidence, Finding
from actlog.domain.week import NOTHING

TYPE_CHECKING = False
if TYPE_CHECKING:
    from actlog.analysis.coach.facts import Facts
    from actlog.analysis.history import Past
    from actlog.domain.model_week import Kind, ModelWeek

QUARTER = 13
"""After so many weeks the model week wants to be looked at."""

HISTORY, WORKED = 26, 20
"""The weeks of history, and those of them worked, that the own tipping point takes."""

_ENDS = 20, 3
"""How many first touches and results in a quarter show that the two ends are logged."""


def bookend(facts: Facts) -> Said:
    """Tell a model week, or a log, that has only first calls and final sales what it hides.

    The middle are meetings, measures (`of:`), inner steps of the funnel, and every activity
    that is neither prospecting nor the first one.
    """
    model = facts.model
    if not model.results or not model.activities:
        return Said()
    middle = _middle(model)
    if not middle:
        return Said(findings=(_bookend("tracked", "the model week", "actlog model add connect"),))
    past = {kind.name: facts.history.past(kind)[:QUARTER] for kind in model.kinds()}
    weeks = len(counted(past[model.activities[0].name]))
    first = sum(_count(past[kind.name]) for kind in model.activities if kind not in middle)
    last = sum(_count(past[kind.name]) for kind in model.results)
    inside = sum(_count(past[kind.name]) for kind in middle)
    if inside or first < _ENDS[0] or last < _ENDS[1] or weeks < QUARTER:
        return Said()
    found = _bookend("logged", "the log of the last 13 weeks", f"actlog log {middle[0].name}")
    return Said(findings=(found.replace(evidence=Evidence(weeks=weeks, n=first + last)),))


def _bookend(how: str, where: str, following: str) -> Finding:
    return Finding(
        id="bookend",
        level="watch",
        title=f"only the two ends are {how}: first calls and final sales",
        detail=f"{where} has no step between them, so nothing shows where deals are lost",
        next=following,
    )


def _middle(model: ModelWeek) -> list[Kind]:
    inner = set(model.funnel[1:-1])
    first = model.funnel[0] if model.funnel else model.activities[0].name
    return [
        kind
        for kind in model.activities
        if is_meeting(model, kind)
        or kind.of is not None
        or kind.name in inner
        or not (is_prospecting(model, kind) or kind.name == first)
    ]


def _count(past: list[Past]) -> int:
    return sum(one.count for one in past)


def model_unread(facts: Facts) -> Said:
    """Ask to look at a model week that nobody looked at for a quarter.

    It was looked at when its newest version came into force, and when `model show` last
    showed it.
    """
    looked = max(facts.versions[-1].since.date(), facts.seen or facts.versions[-1].since.date())
    days = (facts.now.date() - looked).days
    if days <= 7 * QUARTER:
        return Said()
    weeks = days // 7
    found = Finding(
        id="model-unread",
        level="watch",
        title=f"nobody looked at the model week for {weeks:,} weeks",
        detail=f"{_drifted(facts)}; does it still ask for what brings results?",
        evidence=Evidence(weeks=weeks),
        next="actlog model show",
    )
    return Said(findings=(found,))


def _drifted(facts: Facts) -> str:
    """Return which line is furthest from what the rep does, in the last quarter."""
    told = [
        (window.per_week / row.kind.tipping_point, row.kind, window.per_week)
        for row in facts.report.activities
        for window in row.averages.windows
        if window.weeks_asked == QUARTER and window.per_week is not None and row.kind.tipping_point
    ]
    if not told:
        return "it was right for the rep you were then"
    part, kind, per_week = max(told, key=lambda one: abs(float(one[0]) - 1))
    how = "over" if part >= 1 else "under"
    return (
        f"{plural_name(kind)}: {float(per_week):,.0f} a week, {how} the line of"
        f" {kind.tipping_point:,}"
    )


def weeks_missing(facts: Facts) -> Said:
    """Say how many weeks are still to be collected before activity is related to results."""
    kinds = facts.model.activities
    past = facts.history.past(kinds[0]) if kinds else []
    weeks, worked = len(past), sum(one.weight > NOTHING for one in past)
    if weeks >= HISTORY and worked >= WORKED:
        return Said()
    found = Finding(
        id="weeks-missing",
        level="info",
        title=f"collecting: {weeks} of {HISTORY} weeks",
        detail="with them actlog can tell whether activity brings you results, and from which"
        " line on; until then the line is your model week's",
        evidence=Evidence(weeks=weeks, n=worked),
        next="log every working day, the quiet ones too",
    )
    return Said(findings=(found,))
