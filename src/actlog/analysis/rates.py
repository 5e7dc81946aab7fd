"""Rates between the steps of a funnel, each with the interval that its kind of figure has.

A part of a whole (connects of calls, accounts that went on) is a share with a Jeffreys
interval. Events of the same weeks (meetings set, and the connects beside them) are no parts of
each other: one for each of the other, with the interval of a Poisson rate, and never
a conversion.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

from actlog.analysis.intervals import gamma_ratio, jeffreys
from actlog.analysis.pace import by_day
from actlog.domain.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from actlog.domain.entry import DayTotal
    from actlog.domain.model_week import Kind, ModelWeek

FEWEST = 20
"""Under so many to divide by, a rate is too few to say: its 90% interval spans a third of it all.

Half of 20 lies between 0.33 and 0.67.
"""


class Rate(Record):
    """`n` for `d`: their `value`, and the ends of its 90% interval.

    `part` tells whether the `n` are some of the `d`: a share, of which nothing is above 1.
    Else it is so many for each. Where `d` is 0, `value` and `high` are None and `low` is 0.
    """

    n: int
    d: int
    part: bool
    value: float | None
    low: float
    high: float | None

    @property
    def enough(self) -> bool:
        """Whether there is enough to divide by for the rate to say anything."""
        return self.d >= FEWEST


class Stage(Record):
    """A step of a funnel: how many, and the rate from the step before; None at the first."""

    kind: Kind
    n: int
    rate: Rate | None


@lru_cache(maxsize=4096)
def rate(n: int, d: int, *, part: bool) -> Rate:
    """Return a rate with its interval; parts of a funnel ask for the same small ones often."""
    if not d:
        return Rate(n=n, d=d, part=part, value=None, low=0.0, high=None)
    low, high = jeffreys(n, d) if part else gamma_ratio(n, d)
    return Rate(n=n, d=d, part=part, value=n / d, low=low, high=high)


def funnel_kinds(model: ModelWeek) -> tuple[Kind, ...]:
    """Return the steps of the model's funnel, in order."""
    found = [model.kind(name) for name in model.funnel]
    return tuple([kind for kind in found if kind is not None])


def is_part(kind: Kind, before: Kind) -> bool:
    """Tell whether a step counts outcomes of the step before it."""
    return kind.of == before.name


def stages(kinds: Sequence[Kind], counts: Mapping[str, int]) -> tuple[Stage, ...]:
    """Return the steps with the rates of their counts, those of one stretch of time."""
    made = [Stage(kind=kind, n=counts.get(kind.name, 0), rate=None) for kind in kinds[:1]]
    for before, kind in pairwise(kinds):
        n, d = counts.get(kind.name, 0), counts.get(before.name, 0)
        made.append(Stage(kind=kind, n=n, rate=rate(n, d, part=is_part(kind, before))))
    return tuple(made)


def counted(
    kinds: Iterable[Kind], totals: Sequence[DayTotal], first: date, last: date
) -> dict[str, int]:
    """Return how many of each kind some days hold, as weeks count them, by the kind's name."""
    within = [total for total in totals if first <= total[0] <= last]
    return {kind.name: sum(by_day(kind, within).values()) for kind in kinds}
