"""`momentum`: how near the rep's days come to the model week, and which way that goes."""

from __future__ import annotations

from actlog.analysis.momentum_report import MomentumReport, momentum_report
from actlog.analysis.series import LONGEST
from actlog.analysis.week_report import week_report
from actlog.cli import weekly
from actlog.domain.model_week import in_force

TYPE_CHECKING = False
if TYPE_CHECKING:
    from actlog.cli.session import Session


def read(session: Session) -> MomentumReport:
    """Return the report of the rep's momentum now."""
    which = session.model().calendar.week(session.now.date())
    model = in_force(session.versions(), which)
    totals, history = weekly.read(session, which, longest=LONGEST, told=False)
    streaks = weekly.streaks(session, which, totals, history, every=True)
    week = week_report(model, which, session.now, totals, history, streaks)
    return momentum_report(week, history)


def momentum(session: Session, *, json: bool = False, csv: bool = False) -> int:
    """Show base, recent and trend, droughts, streaks, buffers and bests."""
    report = read(session)
    if json:
        from actlog.views.momentum_data import plain

        session.json(plain(report))
    elif csv:
        from actlog.exchange.csv_file import table
        from actlog.views.momentum_data import DAY, plain_days

        session.raw(table(DAY, plain_days(report)))
    else:
        from actlog.views.momentum import momentum_screen
        from actlog.views.theme import Theme

        console = session.console()
        console.print(momentum_screen(report, Theme.of(console)), soft_wrap=True)
    return 0
