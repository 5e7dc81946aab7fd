"""What one more of an activity is worth to this rep, and what a bad week will cost and when.

The product of the rates from the activity to the result, times what a result brings. Its
interval comes from draws of all rates at once (a Beta or Gamma posterior for each, with Jeffreys'
prior) and of the mean of the deals, resampled.
"""

from __future__ import annotations

from math import ceil

import numpy as np

from actlog.analysis.rates import Rate, Stage, counted, funnel_kinds, stages
from actlog.analysis.relations import relations
from actlog.analysis.series import series
from actlog.domain.record import Record
from actlog.domain.week import NOTHING

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from numpy.typing import NDArray

    from actlog.analysis.history import History
    from actlog.domain.entry import DayTotal
    from actlog.domain.model_week import Kind, ModelWeek
    from actlog.domain.week import Week

    Draws = NDArray[np.float64]

WEEKS = 52
"""Over how many weeks the rates are taken, the current one included."""

DRAWS, SEED = 10_000, 20
FEWEST_DEALS, MOST_DEALS = 10, 200
"""From so many deals their own values count, of the latest so many; else the model's figure."""


class Estimate(Record):
    """A value with the ends of its 90% interval."""

    value: float
    low: float
    high: float

    def times(self, factor: float) -> Estimate:
        """Return so many of it."""
        return Estimate(value=self.value * factor, low=self.low * factor, high=self.high * factor)


class Value(Record):
    """What one `result` brings, in cents: the mean of so many `deals`, or the model's (deals 0)."""

    result: Kind
    cents: float
    deals: tuple[int, ...]
    commission: float | None


class Gap(Record):
    """What a week lacked before its line, and what that costs by the worth of one more.

    `lag` is after how many weeks results follow this activity, None where no relation
    shows; `units` are of the step that the worth reaches, `cents` None where there is no value.
    """

    week: Week
    gap: int
    units: Estimate
    cents: Estimate | None
    lag: int | None

    @property
    def shows(self) -> Week | None:
        """The week in which it shows; None where that is not known."""
        return None if self.lag is None else self.week.back(-self.lag)


class Worth(Record):
    """What one more of a `kind` brings: so many `units` of the step `to`, and their value in cents.

    `rates` lead there from the kind. Where the next rate had too little to divide by, `short` is
    that rate's step and `to` the furthest before it; `units` are None where not even one step has
    enough. `inside` tells whether the kind is in the funnel at all. `value` is None unless `to` is
    a result whose value is known.
    """

    kind: Kind
    inside: bool = True
    to: Kind | None = None
    rates: tuple[Stage, ...] = ()
    units: Estimate | None = None
    value: Estimate | None = None
    commission: Estimate | None = None
    short: Stage | None = None
    gap: Gap | None = None


class WorthReport(Record):
    """The worth of activities by the rates from `first` to `last`; `deal` is what one brings."""

    model: ModelWeek
    first: date
    last: date
    deal: Value | None
    activities: tuple[Worth, ...]


def recent_stages(
    model: ModelWeek, totals: Sequence[DayTotal], first: date, last: date
) -> tuple[Stage, ...]:
    """Return the steps of the model's funnel over some days."""
    kinds = funnel_kinds(model)
    return stages(kinds, counted(kinds, totals, first, last))


def deal_value(model: ModelWeek, result: Kind | None, deals: Sequence[int]) -> Value | None:
    """Return what a result brings: by its own deals where there are enough, else the model's."""
    if result is None or not result.result:
        return None
    said = next((one for one in model.worth if one.result == result.name), None)
    commission = float(said.commission) if said and said.commission else None
    if len(deals) >= FEWEST_DEALS:
        mean = sum(deals) / len(deals)
        return Value(result=result, cents=mean, deals=tuple(deals), commission=commission)
    if said is None:
        return None
    return Value(result=result, cents=said.value_cents, deals=(), commission=commission)


def worths(steps: Sequence[Stage], deal: Value | None, kinds: Sequence[Kind]) -> tuple[Worth, ...]:
    """Return what one more of each kind is worth, by the rates of the `steps`."""
    drawn = [draw(stage.rate, place) if stage.rate else None for place, stage in enumerate(steps)]
    places = {stage.kind.name: place for place, stage in enumerate(steps)}
    return tuple(
        [
            _worth(kind, places[kind.name], steps, drawn, deal)
            if kind.name in places
            else Worth(kind=kind, inside=False)
            for kind in kinds
        ]
    )


def _worth(
    kind: Kind,
    place: int,
    steps: Sequence[Stage],
    drawn: Sequence[Draws | None],
    deal: Value | None,
) -> Worth:
    end, short = place, None
    for step in range(place + 1, len(steps)):
        rate = steps[step].rate
        if rate is None or not rate.enough:
            short = steps[step]
            break
        end = step
    if end == place and (short is not None or deal is None or deal.result != kind):
        return Worth(kind=kind, short=short)
    value, product = chain(steps[place + 1 : end + 1], drawn[place + 1 : end + 1])
    to = steps[end].kind
    units = estimate(value, product)
    money = commission = None
    if deal is not None and deal.result == to:
        money = estimate(value * deal.cents, product * deal_draws(deal))
        commission = money.times(deal.commission) if deal.commission else None
    return Worth(
        kind=kind,
        to=to,
        rates=tuple(steps[place + 1 : end + 1]),
        units=units,
        value=money,
        commission=commission,
        short=short,
    )


def chain(steps: Sequence[Stage], drawn: Sequence[Draws | None]) -> tuple[float, Draws]:
    """Return the product of the rates of steps, and its draws."""
    value, product = 1.0, np.ones(DRAWS)
    for stage, draws in zip(steps, drawn, strict=True):
        if stage.rate is not None and draws is not None:
            value *= stage.rate.value or 0.0
            product = product * draws
    return value, product


def draw(rate: Rate, place: int) -> Draws:
    """Return draws of a rate from its posterior; `place` keeps the rates of a funnel apart."""
    rng = np.random.default_rng((SEED, place))
    if rate.part:
        return rng.beta(rate.n + 0.5, rate.d - rate.n + 0.5, DRAWS)
    return rng.gamma(rate.n + 0.5, 1.0, DRAWS) / max(rate.d, 1)


def deal_draws(deal: Value) -> Draws:
    """Return draws of the mean value of a deal, in cents: the deals resampled."""
    if not deal.deals:
        return np.full(DRAWS, deal.cents)
    size = len(deal.deals)
    rng = np.random.default_rng((SEED, DRAWS))
    times = rng.multinomial(size, np.full(size, 1 / size), DRAWS)
    means: Draws = times @ np.array(deal.deals, dtype=float) / size
    return means


def estimate(value: float, draws: Draws) -> Estimate:
    """Return a value with the middle 90% of its draws."""
    low, high = np.quantile(draws, (0.05, 0.95))
    return Estimate(value=value, low=float(low), high=float(high))


def with_gap(worth: Worth, history: History, result: Kind | None) -> Worth:
    """Return a worth with the price of last week's gap, where that week had one."""
    past = history.past(worth.kind)[:1]
    if not past or worth.units is None or past[0].weight == NOTHING:
        return worth
    line = past[0].due.tipping_point
    missing = ceil(line - past[0].count) if line is not None else 0
    if missing <= 0:
        return worth
    gap = Gap(
        week=past[0].week,
        gap=missing,
        units=worth.units.times(missing),
        cents=worth.value.times(missing) if worth.value else None,
        lag=lag(history, worth.kind, result) if result else None,
    )
    return worth.replace(gap=gap)


def lag(history: History, kind: Kind, result: Kind) -> int | None:
    """Return after how many weeks a result follows an activity; None where none shows (p 0.05)."""
    activity, results = series(history.past(kind)), series(history.past(result))
    (found,) = relations([(kind, activity)], [(result, results)])
    return found.relation.lag if found.shows else None


def worth_report(
    model: ModelWeek,
    totals: Sequence[DayTotal],
    history: History,
    deals: Sequence[int],
    *,
    today: date,
    kinds: Sequence[Kind],
) -> WorthReport:
    """Return what one more of each of the kinds is worth, and what last week's gaps will cost."""
    first = model.calendar.week(today).back(WEEKS - 1).start
    steps = recent_stages(model, totals, first, today)
    end = steps[-1].kind if steps else None
    deal = deal_value(model, end, deals)
    found = worths(steps, deal, kinds)
    return WorthReport(
        model=model,
        first=first,
        last=today,
        deal=deal,
        activities=tuple([with_gap(one, history, end) for one in found]),
    )
