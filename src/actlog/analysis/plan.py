"""A target and a date, run backwards through the funnel: what every week until then has to hold.

Weeks off before the date hold nothing. How likely it is with this rep's usual weeks comes from
drawing such weeks; how hard it is, from how many of them held as much.
"""

from __future__ import annotations

from datetime import timedelta

import numpy as np

from actlog.analysis.history import Past, counted
from actlog.analysis.worth import DRAWS, SEED, Estimate, chain, draw
from actlog.domain.ratio import Ratio
from actlog.domain.record import Record
from actlog.domain.week import NOTHING, ONE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from actlog.analysis.history import History
    from actlog.analysis.rates import Stage
    from actlog.domain.model_week import Kind, ModelWeek

USUAL_WEEKS, FEWEST_WEEKS, LONG = 26, 13, 52
"""So many weeks are usual ones, and so many of them it takes; a year says how often as much was."""


class Target(Record):
    """`amount` more of a kind by a day; `cents` is the money that was asked for, else None."""

    kind: Kind
    amount: float
    by: date
    cents: int | None = None


class Need(Record):
    """What a week has to hold of a kind, with its 90% interval.

    `done` of the last `weeks` counted weeks held as much, short ones pro rata.
    """

    kind: Kind
    weekly: Estimate
    done: int
    weeks: int


class Plan(Record):
    """What it takes to have `amount` more of a kind by a day.

    `cents` is the money that was asked for, None where a count was; `weeks` are those of work
    until then, a day's rest among them. `short` names the step whose rate had too little to
    divide by: no need is known before it. `chance` is None under FEWEST_WEEKS `known` weeks.
    """

    model: ModelWeek
    kind: Kind
    amount: float
    cents: int | None
    by: date
    weeks: float
    needs: tuple[Need, ...]
    short: Stage | None
    chance: float | None
    known: int


def working_weeks(model: ModelWeek, now: datetime, by: date, kind: str | None = None) -> Ratio:
    """Return the weeks of work from now until the end of a day, time off left out."""
    calendar, today = model.calendar, now.date()
    left = calendar.weight(today, kind) * (ONE - calendar.day_gone(now, kind))
    day = today + timedelta(days=1)
    while day <= by:
        left += calendar.weight(day, kind)
        day += timedelta(days=1)
    return left / calendar.full()


def plan(
    model: ModelWeek,
    history: History,
    steps: Sequence[Stage],
    target: Target,
    *,
    weeks: Ratio,
    values: Sequence[float] = (),
) -> Plan:
    """Return the plan for a target within so many weeks of work, above 0.

    `steps` are the rates to run backwards. For money, `values` hold what each usual week
    brought of it, in cents; else the counts of the kind are drawn.
    """
    kind, cents, time = target.kind, target.cents, float(weeks)
    usual = counted(history.past(kind))[:USUAL_WEEKS]
    drawn = list(values) if cents is not None else [_full(past) for past in usual]
    wanted = target.amount if cents is None else float(cents)
    needs, short = _needs(history, steps, kind, target.amount / time)
    return Plan(
        model=model,
        kind=kind,
        amount=target.amount,
        cents=cents,
        by=target.by,
        weeks=time,
        needs=needs,
        short=short,
        chance=chance(drawn, time, wanted) if len(drawn) >= FEWEST_WEEKS else None,
        known=len(drawn),
    )


def chance(usual: Sequence[float], weeks: float, wanted: float) -> float:
    """Return how likely so many weeks like the usual ones bring what is wanted, from draws.

    The last part of a week counts as that part of one.
    """
    rng = np.random.default_rng((SEED, 1))
    whole, part = int(weeks), weeks - int(weeks)
    held = np.array(usual, dtype=float)
    sums = np.zeros(DRAWS)
    for _ in range(whole):
        sums += rng.choice(held, DRAWS)
    sums += part * rng.choice(held, DRAWS)
    return float(np.mean(sums >= wanted - 1e-9))


def _needs(
    history: History, steps: Sequence[Stage], kind: Kind, weekly: float
) -> tuple[tuple[Need, ...], Stage | None]:
    """Return what each activity up to the target needs a week, and where the rates end."""
    places = [place for place, stage in enumerate(steps) if stage.kind.name == kind.name]
    end = places[0] if places else None
    own = (
        []
        if kind.result
        else [_need(history, kind, Estimate(value=weekly, low=weekly, high=weekly))]
    )
    if end is None:
        return tuple(own), None
    found: list[Need] = []
    for place in range(end - 1, -1, -1):
        rate = steps[place + 1].rate
        if rate is None or not rate.enough or not rate.n:
            return (*reversed(found), *own), steps[place + 1]
        between = steps[place + 1 : end + 1]
        drawn = [draw(one.rate, at) for at, one in enumerate(between, place + 1) if one.rate]
        value, product = chain(between, drawn)
        low, high = np.quantile(weekly / product, (0.05, 0.95))
        need = Estimate(value=weekly / value, low=float(low), high=float(high))
        if not steps[place].kind.result:
            found.append(_need(history, steps[place].kind, need))
    return (*reversed(found), *own), None


def _need(history: History, kind: Kind, weekly: Estimate) -> Need:
    past = counted(history.past(kind))[:LONG]
    done = sum([_full(one) >= weekly.value - 1e-9 for one in past])
    return Need(kind=kind, weekly=weekly, done=done, weeks=len(past))


def _full(past: Past) -> float:
    """Return what a week held, as a full week would have."""
    return past.count / float(past.weight) if past.weight > NOTHING else 0.0
