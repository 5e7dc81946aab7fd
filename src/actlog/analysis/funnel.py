"""The funnel of a rep: steps of a window of weeks, accounts followed, and where it leaks.

The window is held against the year before it. Definitions: docs/funnel.md.
"""

from __future__ import annotations

from datetime import timedelta

from actlog.analysis.cohort import Cohort, cohort
from actlog.analysis.quality import QualityReport, quality
from actlog.analysis.rates import Rate, Stage, counted, funnel_kinds, stages
from actlog.domain.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from actlog.analysis.breakdown import Breakdown
    from actlog.analysis.cohort import FirstDay
    from actlog.domain.entry import DayTotal
    from actlog.domain.model_week import Kind, ModelWeek

USUAL_WEEKS = 13
"""How many weeks the window has unless asked otherwise, the current one included."""

BEFORE = timedelta(weeks=52)
"""How long before the window is what it is held against."""


class Leak(Record):
    """The step whose rate fell most against the year before: `kind` for each of `of`.

    `p` is that of the test for a change of this rate over all weeks, None where there were not
    weeks enough for it.
    """

    kind: Kind
    of: Kind
    before: Rate
    now: Rate
    p: float | None = None

    @property
    def left(self) -> float:
        """What part is left of what it was."""
        return (self.now.value or 0.0) / (self.before.value or 1.0)


class Funnel(Record):
    """The steps of so many `weeks`, from `first` to `last`, counted as the model week says now."""

    model: ModelWeek
    weeks: int
    first: date
    last: date
    period: tuple[Stage, ...]
    cohort: Cohort
    quality: QualityReport
    leak: Leak | None
    by: Breakdown | None = None


def funnel(
    model: ModelWeek,
    totals: Sequence[DayTotal],
    firsts: Iterable[FirstDay],
    *,
    weeks: int,
    first: date,
    last: date,
) -> Funnel:
    """Return the funnel of the days from `first` to `last`.

    `totals` reach back the year before as well, where the log does; `firsts` are as `cohort`
    takes them.
    """
    kinds = funnel_kinds(model)
    now = stages(kinds, counted(kinds, totals, first, last))
    before = counted(kinds, totals, first - BEFORE, first - timedelta(days=1))
    return Funnel(
        model=model,
        weeks=weeks,
        first=first,
        last=last,
        period=now,
        cohort=cohort(kinds, firsts, first, last),
        quality=quality(model, [total for total in totals if first <= total[0] <= last]),
        leak=leak(stages(kinds, before), now),
    )


def leak(before: Sequence[Stage], now: Sequence[Stage]) -> Leak | None:
    """Return the step whose rate fell most, as a part of what it was; None where none fell.

    Both rates need enough to divide by.
    """
    fallen = [
        Leak(kind=new.kind, of=step.kind, before=old.rate, now=new.rate)
        for step, old, new in zip(now, before[1:], now[1:], strict=False)
        if old.rate and new.rate and old.rate.enough and new.rate.enough
        if (new.rate.value or 0.0) < (old.rate.value or 0.0)
    ]
    return min(fallen, key=lambda one: one.left, default=None)
