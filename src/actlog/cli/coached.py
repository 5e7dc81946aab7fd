"""The coach's word beside other commands: kept for the week, worked out anew when outdated.

On the lean lane: `week`, `today` and `averages` come here.
"""

from __future__ import annotations

from actlog import __version__
from actlog.analysis.coach.kept import Kept, to_keep
from actlog.store import coached, models
from actlog.store.says import NAME

TYPE_CHECKING = False
if TYPE_CHECKING:
    from actlog.analysis.coach.advice import Advice
    from actlog.cli.session import Session
    from actlog.domain.findings import Finding

MOST_OPERATIONS = 300
"""After so many operations it is worked out anew, whatever they were."""


def kept_findings(session: Session) -> tuple[Finding, ...]:
    """Return the coach's findings that stand beside those of the running week.

    The first command of a week works them out, and so does the first one after the past, the
    model week or time off has changed.
    """
    if session.options.model is not None:
        return to_keep(_worked_out(session))
    kept, newest = coached.read(session.store), coached.newest_operation(session.store)
    if kept is not None and _stands(session, kept, newest):
        return kept.standing(newest, session.now.date())
    advice = _worked_out(session)
    keep(session, advice)
    return to_keep(advice)


def _worked_out(session: Session) -> Advice:
    from actlog.analysis.coach.advice import advise
    from actlog.analysis.coach.rules import RULES
    from actlog.cli.coach import gather

    return advise(gather(session), RULES)


def _stands(session: Session, kept: Kept, newest: int) -> bool:
    week = session.model().calendar.week(session.now.date()).start
    made = (kept.week, kept.model, kept.program)
    if made != (week, models.newest_row(session.store), __version__):
        return False
    if kept.day > session.now.date() or newest - kept.operation not in range(MOST_OPERATIONS):
        return False
    return newest == kept.operation or not coached.past_changed(session.store, kept.operation, week)


def keep(session: Session, advice: Advice) -> None:
    """Keep what the coach says, for the commands that cannot wait for it."""
    if session.options.model is not None:
        return
    store, today = session.store, session.now.date()
    made = Kept(
        operation=coached.newest_operation(store),
        day=today,
        week=session.model().calendar.week(today).start,
        model=models.newest_row(store) or 0,
        program=__version__,
        findings=to_keep(advice),
    )
    session.note(NAME, coached.text(store, made))
