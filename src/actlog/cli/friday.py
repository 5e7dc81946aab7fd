"""`week --friday`: one page of a week, for the rep and for a one-to-one."""

from __future__ import annotations

from actlog.analysis import friday as pure
from actlog.analysis.ahead import ahead
from actlog.analysis.coach.advice import weight
from actlog.analysis.coach.kept import heard as heard_now
from actlog.analysis.coach.kept import top
from actlog.analysis.objections import objections
from actlog.analysis.week_findings import week_findings
from actlog.cli import weekly
from actlog.cli.coached import fresh
from actlog.cli.look import this_week, which_week
from actlog.cli.promise import standing
from actlog.domain.filter import Filter
from actlog.store.entries import select
from actlog.store.objections import heard

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from actlog.analysis.ahead import Ahead
    from actlog.analysis.friday import Page
    from actlog.analysis.week_report import WeekReport
    from actlog.cli.session import Session
    from actlog.domain.findings import Finding
    from actlog.domain.week import Week


def friday(
    session: Session, words: Sequence[str], *, markdown: bool = False, json: bool = False
) -> int:
    """Show the page of a week (this one, unless words say which)."""
    page = _page(session, which_week(session, words))
    if json:
        from actlog.views.friday import plain

        session.json(plain(page))
    elif markdown:
        from actlog.views.friday_markdown import write

        session.raw(write(page))
    else:
        from actlog.views.friday import friday_screen
        from actlog.views.theme import Theme

        console = session.console()
        console.print(friday_screen(page, Theme.of(console)), soft_wrap=True)
    return 0


def _page(session: Session, week: Week) -> Page:
    report, findings, coach = _told(session, week)
    marked = Filter(tags=(pure.MARK,), first=week.start, last=week.end)
    return pure.page(
        report,
        findings,
        select(session.store, marked),
        objections(heard(session.store, week.start, week.end)),
        standing(session, week),
        standing(session, week.back(-1)),
        coach,
    )


def _told(session: Session, week: Week) -> tuple[WeekReport, Sequence[Finding], Finding | None]:
    """Return a week's report, its findings, and the coach's word.

    The current week's findings are all of the coach's, a past one's are its own.
    """
    if not week.start <= session.now.date() <= week.end:
        report = this_week(session, week)
        return report.replace(ahead=_ahead(session, week.back(-1))), week_findings(report), None
    report, kept = fresh(session)
    live = heard_now(week_findings(report), kept, report.model)
    return report, sorted([*live, *kept], key=weight), top(live, kept)


def _ahead(session: Session, week: Week) -> tuple[Ahead, ...] | None:
    """Return the outlook of the week after that of the page, where it is the current one."""
    if not week.start <= session.now.date() <= week.end:
        return None
    _, history = weekly.read(session, week)
    model = session.model()
    return ahead(model, history.told.values(), session.now, week=week) if history.told else None
