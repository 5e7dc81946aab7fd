"""Rules about who waits: meetings that nobody closed, overdue next steps, stale accounts."""

from __future__ import annotations

from actlog.analysis.coach.advice import Said
from actlog.analysis.prospects import STALE_AFTER
from actlog.domain.findings import Evidence, Finding

TYPE_CHECKING = False
if TYPE_CHECKING:
    from actlog.analysis.coach.facts import Facts


def open_meetings(facts: Facts) -> Said:
    """Ask about meetings whose time is over and that nobody ended."""
    past = [one for told in facts.told for one in told.open() if one.past(facts.now)]
    if not past:
        return Said()
    oldest = min(past, key=lambda one: one.planned.iso() if one.planned else "")
    day = oldest.planned.day if oldest.planned else oldest.begun.day
    with_whom = f" with {oldest.begun.account}" if oldest.begun.account else ""
    size = len(past)
    found = Finding(
        id="open-meetings",
        level="act",
        title=f"{_some(size, 'meeting is', 'meetings are')} over, and nobody said how",
        detail=f"the show rate leaves {'it' if size == 1 else 'them'} out;"
        f" the oldest{with_whom} was {_ago((facts.now.date() - day).days)}",
        evidence=Evidence(n=size),
        next="actlog meetings",
    )
    return Said(findings=(found,))


def overdue_steps(facts: Facts) -> Said:
    """Remind of next steps that are overdue."""
    overdue = facts.people.overdue
    if not overdue.steps:
        return Said()
    what = overdue.next or "a next step"
    whose = f" ({overdue.account})" if overdue.account else ""
    found = Finding(
        id="overdue-steps",
        level="act",
        title=f"{_some(overdue.steps, 'next step is', 'next steps are')} overdue",
        detail=f"the oldest was due {_ago(overdue.days)}: {what}{whose}",
        evidence=Evidence(n=overdue.steps),
        next="actlog due",
    )
    return Said(findings=(found,))


def stale_accounts(facts: Facts) -> Said:
    """Name accounts that are left behind: untouched for 14 days, and nothing agreed."""
    quiet, names = facts.people.quiet, facts.people.names
    if not quiet.accounts:
        return Said()
    named = [f"{names[one]} ({days} days)" for one, _, days in quiet.named if one in names]
    rest = quiet.accounts - len(named)
    if rest and named:
        named.append(f"and {rest:,} more")
    verb = "is" if quiet.accounts == 1 else "are"
    found = Finding(
        id="stale-accounts",
        level="watch",
        title=f"{quiet.accounts:,} of {_some(quiet.of, 'account', 'accounts')} {verb} left behind",
        detail=f"no touch for {STALE_AFTER} days and nothing agreed"
        + (f": {', '.join(named)}" if named else ", nor in the last quarter"),
        evidence=Evidence(n=quiet.accounts, value=quiet.accounts / quiet.of),
        next="actlog accounts --stale",
    )
    return Said(findings=(found,))


def _some(count: int, one: str, more: str) -> str:
    return f"{count:,} {one if count == 1 else more}"


def _ago(days: int) -> str:
    return "today" if not days else "yesterday" if days == 1 else f"{days:,} days ago"
