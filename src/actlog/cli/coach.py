"""`coach`: what the log says about its rep, and what to do next."""

from __future__ import annotations

from datetime import timedelta

from actlog.analysis.ahead import next_by_account
from actlog.analysis.breakdown import PERSONA, SOURCE
from actlog.analysis.coach.advice import Advice, advise
from actlog.analysis.coach.areas import BEFORE
from actlog.analysis.coach.busy import busy
from actlog.analysis.coach.facts import Facts
from actlog.analysis.coach.kept import to_keep
from actlog.analysis.coach.rules import RULES
from actlog.analysis.promises import Promised
from actlog.analysis.prospects import STALE_AFTER
from actlog.analysis.series import LONGEST
from actlog.analysis.touched import Around, People, by_week, counted_weeks, quiet
from actlog.analysis.week_report import week_report
from actlog.cli import weekly
from actlog.cli.coached import keep
from actlog.cli.model import seen
from actlog.cli.promise import standing
from actlog.domain.model_week import in_force
from actlog.store import funnel, objections, touched

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date
    from typing import TypeVar

    from actlog.analysis.history import History
    from actlog.cli.session import Session

    T = TypeVar("T")
    _Days = tuple[date, date]

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
        around=around(session, history),
    )


def around(session: Session, history: History) -> Around:
    """Return what busy weeks without results hold beside those before; nothing where none are."""
    found = busy(history, session.model())
    if found is None:
        return Around()
    store, first = session.store, found.first.start
    since = touched.whole_from(store, found.first.back(BEFORE).start, found.last.end)
    now, before = (max(first, since), found.last.end), (since, first - timedelta(days=1))
    return Around(
        personas=_both(lambda begin, end: funnel.parts(store, PERSONA, begin, end), now, before),
        sources=_both(lambda begin, end: funnel.parts(store, SOURCE, begin, end), now, before),
        objections=_both(lambda begin, end: objections.heard(store, begin, end), now, before),
    )


def _both(
    read: Callable[[date, date], Sequence[T]], now: _Days, before: _Days
) -> tuple[tuple[T, ...], tuple[T, ...]]:
    return tuple(read(*now)), tuple(read(*before))


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
