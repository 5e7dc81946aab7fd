"""The rule about what the rep promised for last week."""

from __future__ import annotations

from actlog.analysis.coach.advice import Said
from actlog.analysis.promises import UNANSWERED, tally
from actlog.domain.findings import Evidence, Finding
from actlog.domain.promise import BROKEN, KEPT

TYPE_CHECKING = False
if TYPE_CHECKING:
    from actlog.analysis.coach.facts import Facts
    from actlog.analysis.promises import Standing
    from actlog.domain.plain import Level

_TITLES: dict[str, tuple[Level, str]] = {
    KEPT: ("good", "last week's promise was kept"),
    BROKEN: ("watch", "last week's promise was not kept"),
    UNANSWERED: ("act", "last week's promise: was it kept?"),
}


def promise(facts: Facts) -> Said:
    """Say what came of last week's promise, or ask where only the rep can know."""
    last = facts.promised.last
    if last is None or last.state not in _TITLES:
        return Said()
    level, title = _TITLES[last.state]
    found = Finding(
        id="promise",
        level=level,
        title=title,
        detail=_detail(last),
        kind=last.promise.kind,
        evidence=Evidence(n=last.done),
        next=_next(last, facts.promised.this),
    )
    return Said(findings=(found,))


def _detail(last: Standing) -> str:
    text = last.promise.text or "it named somebody who is forgotten"
    counted = tally(last)
    return f"{text}: {counted}" if counted else text


def _next(last: Standing, this: Standing | None) -> str:
    if last.state == UNANSWERED or this is not None:
        return "actlog promise"  # on a terminal it asks
    return "actlog promise 'one sentence for this week'"
