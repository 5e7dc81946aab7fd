"""The coach's word beside other commands: kept for the week, worked out anew when outdated.

On the lean lane: `week`, `today` and `averages` come here.
"""

from __future__ import annotations

from actlog import __version__
from actlog.analysis.coach.kept import Kept, renewed, to_keep
from actlog.store import coached, history, models
from actlog.store.says import NAME

TYPE_CHECKING = False
if TYPE_CHECKING:
    from actlog.analysis.coach.facts import Facts
    from actlog.analysis.week_report import WeekReport
    from actlog.cli.session import Session
    from actlog.domain.findings import Finding

MOST_OPERATIONS = 300
"""After so many operations it is worked out anew, whatever they were."""


def kept_findings(session: Session) -> tuple[Finding, ...]:
    """Return the coach's findings that stand beside those of the running week.

    The first command of a week works them out, and so does the first one after the past, the
    model week or time off has changed; the first one of a day, those that change with the day.
    """
    if session.options.model is not None:
        return _worked_out(session)
    kept, newest = coached.read(session.store), history.newest(session.store)
    if kept is None or not _stands(session, kept, newest):
        found = _worked_out(session)
    elif kept.day == session.now.date():
        logged = coached.logged_since(session.store, kept.operation)
        return kept.standing(logged, session.model())
    else:
        found = renewed(kept, _worked_out(session, of_the_day=True), session.model())
    keep(session, found)
    return found


def fresh(session: Session) -> tuple[WeekReport, tuple[Finding, ...]]:
    """Return the running week's report, and all of the coach's findings that are worth keeping.

    Those that hold until the week ends serve as they are kept, where nothing has changed them;
    the others are worked out anew, whatever was logged.
    """
    from actlog.cli.coach import gather

    facts, store = gather(session), session.store
    kept = coached.read(store) if session.options.model is None else None
    if kept is not None and _stands(session, kept, history.newest(store)):
        found = renewed(kept, _said(facts, of_the_day=True), session.model())
    else:
        found = _said(facts)
    keep(session, found)
    return facts.report, found


def _worked_out(session: Session, *, of_the_day: bool = False) -> tuple[Finding, ...]:
    from actlog.cli.coach import gather

    return _said(gather(session), of_the_day=of_the_day)


def _said(facts: Facts, *, of_the_day: bool = False) -> tuple[Finding, ...]:
    from actlog.analysis.coach.advice import advise
    from actlog.analysis.coach.rules import OF_THE_DAY, RULES

    return to_keep(advise(facts, OF_THE_DAY if of_the_day else RULES).findings)


def _stands(session: Session, kept: Kept, newest: int) -> bool:
    week = session.model().calendar.week(session.now.date()).start
    made = (kept.week, kept.model, kept.program)
    if made != (week, models.newest_row(session.store), __version__):
        return False
    if kept.day > session.now.date() or newest - kept.operation not in range(MOST_OPERATIONS):
        return False
    return newest == kept.operation or not coached.past_changed(session.store, kept.operation, week)


def keep(session: Session, findings: tuple[Finding, ...]) -> None:
    """Keep what the coach says that is worth keeping, for the commands that cannot wait for it."""
    if session.options.model is not None:
        return
    store, today = session.store, session.now.date()
    made = Kept(
        operation=history.newest(store),
        day=today,
        week=session.model().calendar.week(today).start,
        model=models.newest_row(store) or 0,
        program=__version__,
        findings=findings,
    )
    session.note(NAME, coached.text(store, made))
