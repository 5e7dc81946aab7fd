"""`funnel`: how far activity goes, step by step, and where it leaks."""

from __future__ import annotations

from actlog.analysis import breakdown
from actlog.analysis.funnel import BEFORE, USUAL_WEEKS, Funnel, funnel
from actlog.analysis.rate_changes import step
from actlog.analysis.rates import funnel_kinds
from actlog.analysis.series import LONGEST
from actlog.cli import weekly
from actlog.domain.errors import InputError, NothingToDoError
from actlog.store import funnel as store_funnel
from actlog.store import sums

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from actlog.analysis.breakdown import Breakdown
    from actlog.analysis.funnel import Leak
    from actlog.cli.session import Session
    from actlog.domain.entry import DayTotal
    from actlog.domain.model_week import ModelWeek


def read(session: Session, weeks: int, by: str | None) -> Funnel:
    """Return the funnel of the last weeks, broken down where it is asked for."""
    if by is not None and by not in breakdown.BY:
        raise InputError(f"a funnel is not broken down by {by}", f"by {', '.join(breakdown.BY)}")
    model, today = session.model(), session.now.date()
    has_funnel(model)
    first = model.calendar.week(today).back(weeks - 1).start
    totals = sums.totals_until(session.store, first - BEFORE, today, session.now)
    firsts = store_funnel.first_days(session.store, first, today)
    found = funnel(model, totals, firsts, weeks=weeks, first=first, last=today)
    if found.leak is not None:
        found = found.replace(leak=_tested(session, found.leak))
    if by is None:
        return found
    within = [total for total in totals if total[0] >= first]
    return found.replace(by=_broken_down(session, model, by, within, first))


def _tested(session: Session, leak: Leak) -> Leak:
    """Return the step that fell most with the p of its change, over as many weeks as are tested."""
    which = session.model().calendar.week(session.now.date())
    _, history = weekly.read(session, which, longest=LONGEST, told=False)
    return leak.replace(p=step(history, leak.kind, leak.of).p)


def has_funnel(model: ModelWeek) -> None:
    """Raise NothingToDoError where the model week has no funnel, and say what to add."""
    if len(funnel_kinds(model)) < 2:
        names = [kind.name for kind in (*model.activities[:1], *model.results[:1])]
        steps = ", ".join(names if len(names) == 2 else ["call", "meeting_held", "deal_won"])
        raise NothingToDoError(
            "the model week has no funnel",
            f"add its steps from first touch to result: funnel: [{steps}] (actlog model edit)",
        )


def _broken_down(
    session: Session, model: ModelWeek, by: str, totals: Sequence[DayTotal], first: date
) -> Breakdown:
    kinds = funnel_kinds(model)
    if by == breakdown.WEEKDAY:
        return breakdown.by_weekday(kinds, totals, model.calendar.starts)
    if by == breakdown.OUTCOME:
        return breakdown.by_outcome(kinds, totals)
    today = session.now.date()
    rows = store_funnel.parts(session.store, by, first, today)
    return breakdown.by_name(by, kinds, rows, today)


def show(
    session: Session,
    *,
    by: str | None = None,
    weeks: int = USUAL_WEEKS,
    json: bool = False,
    csv: bool = False,
) -> int:
    """Show the funnel of the last weeks."""
    found = read(session, weeks, by)
    if json:
        from actlog.views.funnel_data import plain

        session.json(plain(found))
    elif csv:
        from actlog.views.funnel_data import table

        session.raw(table(found))
    else:
        from actlog.views.funnel import funnel_screen
        from actlog.views.theme import Theme

        console = session.console()
        console.print(funnel_screen(found, session.now.date(), Theme.of(console)), soft_wrap=True)
    return 0
