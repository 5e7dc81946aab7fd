"""The same accounts followed through the steps of a funnel, and how long each step takes.

An account has come as far as the furthest step that it has an entry of: who has a meeting held has
been through the calls before it, whether or not those were logged with a name.
"""

from __future__ import annotations

from statistics import median

from actlog.analysis.rates import Stage, rate
from actlog.domain.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from actlog.domain.model_week import Kind

    FirstDay = tuple[int, str, str | None, date]
    """An account, a kind and an outcome of its entries, and the first day of these."""


class Between(Record):
    """The days from the first of one step to the first of the next: their median, of `n`."""

    n: int
    days: float | None


class Cohort(Record):
    """The accounts whose first entry of any step lies in the window, and how far they came.

    `between` stands as `stages` do, None at the first step; it is of accounts that made
    both steps, the later one in the window and not before the earlier one.
    """

    stages: tuple[Stage, ...]
    between: tuple[Between | None, ...]

    @property
    def accounts(self) -> int:
        """How many accounts are followed."""
        return self.stages[0].n if self.stages else 0


def cohort(kinds: Sequence[Kind], firsts: Iterable[FirstDay], first: date, last: date) -> Cohort:
    """Return what became of the accounts that entered the funnel on some days.

    `firsts` hold at least every account touched on those days, with all of its past and what
    followed.
    """
    reached: dict[int, dict[int, date]] = {}
    for account, kind, outcome, day in firsts:
        for place in _places(kinds, kind, outcome):
            steps = reached.setdefault(account, {})
            steps[place] = min(day, steps.get(place, day))
    entered = [steps for steps in reached.values() if first <= min(steps.values()) <= last]
    furthest = [max(steps) for steps in entered]
    numbers = [sum(far >= place for far in furthest) for place in range(len(kinds))]
    return Cohort(
        stages=tuple(
            [
                Stage(
                    kind=kind, n=n, rate=rate(n, numbers[place - 1], part=True) if place else None
                )
                for place, (kind, n) in enumerate(zip(kinds, numbers, strict=True))
            ]
        ),
        between=tuple(
            [
                _between(reached.values(), place, first, last) if place else None
                for place in range(len(kinds))
            ]
        ),
    )


def _places(kinds: Sequence[Kind], name: str, outcome: str | None) -> list[int]:
    """Return which steps an entry of this kind and outcome stands for."""
    return [
        place
        for place, kind in enumerate(kinds)
        if (kind.of == name and outcome in kind.of_outcomes)
        or (kind.of is None and kind.name == name and outcome not in kind.uncounted)
    ]


def _between(reached: Iterable[Mapping[int, date]], place: int, first: date, last: date) -> Between:
    days = [
        (steps[place] - steps[place - 1]).days
        for steps in reached
        if place in steps
        and place - 1 in steps
        and first <= steps[place] <= last
        and steps[place] >= steps[place - 1]
    ]
    return Between(n=len(days), days=median(days) if days else None)
