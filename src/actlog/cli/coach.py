"""`coach`: what the log says about its rep, and what to do next."""

from __future__ import annotations

from actlog.analysis.coach.advice import advise
from actlog.analysis.coach.facts import Facts
from actlog.analysis.coach.rules import RULES
from actlog.analysis.series import LONGEST
from actlog.analysis.week_report import week_report
from actlog.cli import weekly
from actlog.cli.accounts import read_all
from actlog.domain.model_week import in_force

TYPE_CHECKING = False
if TYPE_CHECKING:
    from actlog.cli.session import Session


def gather(session: Session) -> Facts:
    """Return everything that the rules read."""
    versions = session.versions()
    which = session.model().calendar.week(session.now.date())
    model = in_force(versions, which)
    totals, history = weekly.read(session, which, longest=LONGEST)
    streaks = weekly.streaks(session, which, totals, history, every=True)
    return Facts(
        now=session.now,
        versions=versions,
        report=week_report(model, which, session.now, totals, history, streaks),
        history=history,
        told=tuple(history.told.values()),
        prospects=read_all(session),
    )


def coach(session: Session, *, every: bool = False, json: bool = False) -> int:
    """Show the few findings that matter now, or `every` one that there is."""
    facts = gather(session)
    advice = advise(facts, RULES)
    if json:
        from actlog.views.coach import plain

        session.json(plain(advice, facts.report))
    else:
        from actlog.views.coach import coach_screen
        from actlog.views.theme import Theme

        console = session.console()
        screen = coach_screen(advice, facts.report, Theme.of(console), every=every)
        console.print(screen, soft_wrap=True)
    return 0
