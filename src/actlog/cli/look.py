"""`today`, `week` and `averages`: the log against the model week."""

from __future__ import annotations

from actlog.analysis.coach.kept import heard, top
from actlog.analysis.week_findings import week_findings
from actlog.analysis.week_report import WeekReport, week_report
from actlog.cli import weekly
from actlog.cli.coached import kept_findings
from actlog.domain.errors import InputError
from actlog.domain.filter import Filter
from actlog.domain.model_week import in_force
from actlog.store import sums

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from actlog.cli.session import Session
    from actlog.domain.findings import Finding
    from actlog.domain.week import Week
    from actlog.views.shapes.weeks import WeekJson

SHOWN_ENTRIES = 8
"""How many of today's entries the screen shows, the latest ones."""


def today(session: Session, words: Sequence[str], *, json: bool = False, csv: bool = False) -> int:
    """Show today's entries, what today still needs, and the week in brief."""
    from actlog.analysis.day_report import day_report
    from actlog.store.entries import select
    from actlog.store.timer import running

    _no_words("today", words)
    day = session.now.date()
    this_week = session.model().calendar.week(day)
    model = in_force(session.versions(), this_week)
    totals, history = weekly.read(session, this_week)
    limit = None if json else SHOWN_ENTRIES + 1
    found = select(session.store, Filter(first=day, last=day), limit)
    shown = found if json else found[-SHOWN_ENTRIES:]
    report = day_report(
        model,
        session.now,
        totals,
        shown,
        more=len(found) > len(shown),
        begun=sums.first_day(session.store) is not None,
        timer=running(session.store),
    )
    streaks = weekly.streaks(session, this_week, totals, history, every=json)
    brief = week_report(model, this_week, session.now, totals, history, streaks)
    findings, coach = _said(session, brief)
    if json:
        from actlog.exchange.codec import to_plain
        from actlog.views import jsonable

        plain = [to_plain(entry) for entry in shown]
        session.json(jsonable.today(report, plain, brief, findings, coach))
    elif csv:
        from actlog.views import tables

        session.raw(tables.write(tables.today(report)))
    else:
        from actlog.views.theme import Theme
        from actlog.views.today import today_screen

        console = session.console()
        console.print(
            today_screen(report, brief, findings, coach, Theme.of(console)), soft_wrap=True
        )
    return 0


def week(session: Session, words: Sequence[str], *, json: bool = False, csv: bool = False) -> int:
    """Show a week (this one, unless words say which) against the tipping point."""
    if json:
        session.json(plain_week(session, which_week(session, words)))
        return 0
    report = this_week(session, which_week(session, words), every=csv)
    if csv:
        from actlog.views import tables

        session.raw(tables.write(tables.week(report)))
    else:
        from actlog.views.theme import Theme
        from actlog.views.week import week_screen

        findings, coach = _said(session, report)
        console = session.console()
        screen = week_screen(report, findings, coach, Theme.of(console))
        console.print(screen, soft_wrap=True)
    return 0


def plain_week(session: Session, which: Week) -> WeekJson:
    """Return `week --json` of a week."""
    from actlog.views import jsonable

    report = this_week(session, which)
    return jsonable.week(report, *_said(session, report))


def averages(
    session: Session, words: Sequence[str], *, json: bool = False, csv: bool = False
) -> int:
    """Show the weekly averages of every activity over the complete weeks so far."""
    from actlog.analysis.averages import averages_report

    _no_words("averages", words)
    model = session.model()
    before = model.calendar.week(session.now.date())
    _, history = weekly.read(session, before, told=False)
    report = averages_report(model, before, history)
    coach = None if csv else top((), kept_findings(session))
    if json:
        from actlog.views import jsonable

        session.json(jsonable.averages(report, coach))
    elif csv:
        from actlog.views import tables

        session.raw(tables.write(tables.averages(report)))
    else:
        from actlog.views.averages import averages_screen
        from actlog.views.theme import Theme

        console = session.console()
        console.print(averages_screen(report, coach, Theme.of(console)), soft_wrap=True)
    return 0


def _no_words(command: str, words: Sequence[str]) -> None:
    if words:
        raise InputError(
            f"{command} takes no words: {' '.join(words)}",
            "another week: actlog week last; single entries: actlog list yesterday",
        )


def which_week(session: Session, words: Sequence[str]) -> Week:
    """Return the week that words name, this one without any. Raises InputError."""
    calendar = session.model().calendar
    if not words:
        return calendar.week(session.now.date())
    from actlog.grammar import periods
    from actlog.grammar.when import DateError

    order = session.model().date_order
    try:
        return periods.which_week(words, now=session.now, starts=calendar.starts, order=order)
    except DateError as error:
        raise InputError(error.message, error.hint) from None


def this_week(session: Session, which: Week | None = None, *, every: bool = True) -> WeekReport:
    """Return the report of a week, the current one unless another is given."""
    which = which or session.model().calendar.week(session.now.date())
    totals, history = weekly.read(session, which)
    model = in_force(session.versions(), which)
    streaks = weekly.streaks(session, which, totals, history, every=every)
    return week_report(model, which, session.now, totals, history, streaks)


def _said(session: Session, report: WeekReport) -> tuple[tuple[Finding, ...], Finding | None]:
    """Return the findings of a week, and the coach's word where it is the current one."""
    live = week_findings(report)
    if not report.current:
        return live, None
    kept = kept_findings(session)
    live = heard(live, kept, report.model)
    return live, top(live, kept)
