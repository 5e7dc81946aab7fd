"""`plan`: a target by a day, run backwards through the funnel."""

from __future__ import annotations

from datetime import timedelta

from actlog.analysis.rates import funnel_kinds
from actlog.analysis.series import LONGEST
from actlog.cli import weekly
from actlog.cli.funnel import has_funnel
from actlog.cli.worth import deals
from actlog.domain.errors import InputError, NothingToDoError
from actlog.grammar.planning import parse_plan

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from actlog.analysis.history import History
    from actlog.analysis.plan import Plan
    from actlog.cli.session import Session
    from actlog.domain.entry import DayTotal
    from actlog.domain.model_week import Kind, ModelWeek

_FURTHEST = timedelta(days=5 * 366)
"""Nobody's rates of this year hold for longer than that."""


def plan(session: Session, words: Sequence[str], *, json: bool = False, csv: bool = False) -> int:
    """Show what every week until a day has to hold for a target."""
    found = read(session, words)
    if json:
        from actlog.views.plan import plain

        session.json(plain(found))
    elif csv:
        from actlog.views.plan import table

        session.raw(table(found))
    else:
        from actlog.views.plan import plan_screen
        from actlog.views.theme import Theme

        console = session.console()
        console.print(plan_screen(found, session.now, Theme.of(console)), soft_wrap=True)
    return 0


def read(session: Session, words: Sequence[str]) -> Plan:
    """Return the plan that the words ask for."""
    from actlog.analysis.plan import Target, working_weeks
    from actlog.analysis.plan import plan as make
    from actlog.analysis.worth import WEEKS, recent_stages

    model, now = session.model(), session.now
    if not words:
        raise InputError("what, and by when?", "such as: actlog plan 3 deals by 31 jan")
    asked = parse_plan(words, model=model, now=now)
    if asked.by - now.date() > _FURTHEST:
        raise InputError(
            "a plan reaches five years ahead at most", "such as: actlog plan 3 deals by 31 jan"
        )
    which = model.calendar.week(now.date())
    totals, history = weekly.read(session, which, longest=LONGEST, told=False)
    steps = recent_stages(model, totals, which.back(WEEKS - 1).start, now.date())
    weeks = working_weeks(model, now, asked.by, asked.kind.name if asked.kind else None)
    if not weeks:
        raise InputError("no working time is left until then", "see: actlog off")
    if asked.kind is not None:
        target = Target(kind=asked.kind, amount=float(asked.count or 0), by=asked.by)
        return make(model, history, steps, target, weeks=weeks)
    result, each = _brings(session, model)
    cents = asked.cents or 0
    target = Target(kind=result, amount=cents / each, by=asked.by, cents=cents)
    brought = _values(history, totals, result)
    return make(model, history, steps, target, weeks=weeks, values=brought)


def _brings(session: Session, model: ModelWeek) -> tuple[Kind, float]:
    """Return the result that money comes from, and what one brings, in cents."""
    from actlog.analysis.worth import FEWEST_DEALS, deal_value

    has_funnel(model)
    result, found = funnel_kinds(model)[-1], deals(session, model)
    value = deal_value(model, result, found)
    if value is None or not value.cents:
        raise NothingToDoError(
            f"not enough yet: what a {result.title} brings is not known",
            f"it takes {FEWEST_DEALS} with a value ({len(found)} so far), "
            "or its worth in the model week: actlog model edit",
        )
    return result, value.cents


def _values(history: History, totals: Sequence[DayTotal], result: Kind) -> list[float]:
    """Return what each of the usual weeks brought, in cents, the newest first."""
    from actlog.analysis.history import counted
    from actlog.analysis.plan import USUAL_WEEKS

    by_week = {past.week: 0.0 for past in counted(history.past(result))[:USUAL_WEEKS]}
    for week in by_week:
        within = [one[5] for one in totals if one[1] == result.name and one[0] in week.days()]
        by_week[week] = float(sum(within))
    return list(by_week.values())
