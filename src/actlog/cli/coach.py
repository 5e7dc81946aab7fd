"""`coach`: what the log says about its rep, and what to do next."""

from __future__ import annotations

from datetime import timedelta

from actlog.analysis.ahead import next_by_account
from actlog.analysis.coach.advice import Advice, advise
from actlog.analysis.coach.facts import Facts
from actlog.analysis.coach.kept import to_keep
from actlog.analysis.coach.rules import RULES
from actlog.analysis.promises import Promised
from actlog.analysis.prospects import STALE_AFTER
from actlog.analysis.series import LONGEST
from actlog.analysis.touched import People, by_week, counted_weeks, quiet
from actlog.analysis.week_report import week_report
from actlog.cli import weekly
from actlog.cli.coached import keep
from actlog.cli.model import seen
from actlog.cli.promise import standing
from actlog.domain.model_week import in_force
from actlog.store import touched

TYPE_CHECKING = False
if TYPE_CHECKING:
    from actlog.analysis.history import History
    from actlog.cli.session import Session

_QUIET = timedelta(days=STALE_AFTER)


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
        people=people(session, history),
        seen=seen(session),
        promised=Promised(last=standing(session, which.back(1)), this=standing(session, which)),
    )


def advised(session: Session) -> tuple[Facts, Advice]:
    """Return all that the coach says and what it says it of; it is kept for other commands."""
    facts = gather(session)
    advice = advise(facts, RULES)
    keep(session, to_keep(advice.findings))
    return facts, advice


def people(session: Session, history: History) -> People:
    """Return what is known of accounts and the next steps agreed with them."""
    store, today = session.store, session.now.date()
    counted = counted_weeks(history.weeks)
    awake = session.model().calendar.week(today - _QUIET).start
    earliest = min([awake, *[week.start for week in counted]])
    from_day = touched.whole_from(store, earliest, today)
    counted = [week for week in counted if week.start >= from_day]
    begin = min([awake, *[week.start for week in counted]])
    closing = [closes.name for _, closes in session.model().stories()]
    rows = touched.weeks(store, begin, today, closing)
    ahead = next_by_account(history.told.values(), today)
    agreed = touched.agreed(store, session.now) | touched.numbers(store, ahead)
    still = quiet(rows, touched.accounts_before(store), agreed, today)
    return People(
        touched=by_week(rows, touched.accounts_before(store, begin), counted),
        quiet=still,
        overdue=touched.overdue(store, session.now),
        names=touched.names(store, [number for number, _, _ in still.named]),
    )


def coach(session: Session, *, every: bool = False, json: bool = False) -> int:
    """Show the few findings that matter now, or `every` one that there is."""
    facts, advice = advised(session)
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
