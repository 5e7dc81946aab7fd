"""The rep's own tipping point: the weekly activity from which on results come faster.

How it is found, and how well, is told in docs/statistics.md. The model is a broken line with
two knees (Muggeo 2003, 2008) whose slopes cannot be negative, for quasi-Poisson counts; a grid
of knees takes the place of iterations from a starting point, which may end in the wrong one
(Wood 2001). References and what differs from them stand in the document.
"""

from __future__ import annotations

import numpy as np

from actlog.analysis.columns import pair
from actlog.analysis.correlation import Relation, relate
from actlog.analysis.series import LONGEST
from actlog.analysis.tipping_curves import Doubles, Flags, Weeks
from actlog.analysis.tipping_fit import Posterior, fit, quantiles
from actlog.analysis.tipping_gate import kink_p
from actlog.domain.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from actlog.analysis.columns import Column
    from actlog.domain.plain import TipAnswer

WEEKS = 26
"""Weeks of history that an estimate needs, and of these, weeks worked:"""
WORKED = 20

GATE = 0.05
"""Both p must be below this for a tipping point to be shown."""

UNVARIED = "activity or results hardly differ between weeks"

_VALUES = 4
_ENDS = np.array([0.05, 0.5, 0.95])


class Tip(Record):
    """A tipping point with what it rests on.

    `tip` and `ceiling` are weekly activity, with the ends of their 90% intervals; `lag` is in
    calendar weeks. All of them, and the p-values, are None where the history allows no estimate;
    the ceiling's are None also where it is more likely than not that none is seen. Unless `shown`,
    they are there to be judged, not to be told. `answer` is "found" or why nothing is shown:
    "collecting" (too few weeks), "unvaried" (activity or results hardly differ), "unrelated",
    "falling" (more activity goes with fewer results) or "no-kink"; `reason` says so in words.
    `weeks` is the length of the history, and `worked` how many of them were not off.
    """

    relation_p: float | None
    lag: int | None
    tip: float | None
    tip_low: float | None
    tip_high: float | None
    kink_p: float | None
    ceiling: float | None
    ceiling_low: float | None
    ceiling_high: float | None
    shown: bool
    answer: TipAnswer
    reason: str
    weeks: int
    worked: int


def estimate(
    activity: Column,
    results: Column,
    *,
    off: Sequence[bool] | Flags | None = None,
    seed: int = 0,
) -> Tip:
    """Estimate a rep's tipping point from weekly activity and weekly results, oldest first.

    `off` marks weeks off. Their results are not looked at, but calendar weeks are counted: what
    was done in a week off, most often nothing, is felt `lag` weeks later like any other week's.
    The last 260 weeks count. The same input and `seed` give the same answer.

    Raises ValueError where the lengths differ, or where one holds anything but amounts (from 0
    to 1e12).
    """
    x, y, worked = pair(activity, results, off)
    x, y, worked = x[-LONGEST:], y[-LONGEST:], worked[-LONGEST:]
    count, done = x.size, int(worked.sum())
    if count < WEEKS or done < WORKED:
        return _nothing("collecting", _collecting(count, done), count, done)
    if np.unique(x[worked]).size < _VALUES or np.unique(y[worked]).size < 2:
        return _nothing("unvaried", UNVARIED, count, done)
    return _estimate(x, y, worked, seed)


def _estimate(x: Doubles, y: Doubles, worked: Flags, seed: int) -> Tip:
    relation = relate(x, y, off=~worked, seed=seed)
    if relation.p is None:
        return _nothing("unvaried", UNVARIED, x.size, int(worked.sum()))
    unit = float(x[worked].mean())
    weeks = Weeks(activity=x / unit, results=y, worked=worked)
    found = fit(weeks)
    kink = kink_p(weeks, found.timing, np.random.default_rng(seed))
    low, tip, high = (quantiles(weeks, found.grid.firsts, found.firsts, _ENDS) * unit).tolist()
    ceiling_low, ceiling, ceiling_high = _ceiling(weeks, found, unit)
    answer, reason = _verdict(relation, kink, x.size)
    likeliest = max(found.lags, key=lambda lag: found.lags[lag])
    return Tip(
        relation_p=relation.p,
        lag=relation.lag if answer == "falling" else likeliest,  # curves that rise fit no fall
        tip=tip,
        tip_low=low,
        tip_high=high,
        kink_p=kink,
        ceiling=ceiling,
        ceiling_low=ceiling_low,
        ceiling_high=ceiling_high,
        shown=answer == "found",
        answer=answer,
        reason=reason,
        weeks=x.size,
        worked=int(worked.sum()),
    )


def _ceiling(weeks: Weeks, found: Posterior, unit: float) -> list[float] | list[None]:
    if found.lasts[-1] > 0.5:
        return [None, None, None]
    ends: list[float] = (
        quantiles(weeks, found.grid.lasts, found.lasts[:-1], _ENDS) * unit
    ).tolist()
    return ends


def _verdict(relation: Relation, kink: float, weeks: int) -> tuple[TipAnswer, str]:
    if relation.p is None or relation.p >= GATE:
        return "unrelated", f"no sign of a relation in {weeks} weeks"
    if kink >= GATE and relation.rho is not None and relation.rho < 0:
        return "falling", "weeks with more activity were followed by fewer results"
    if kink >= GATE:
        return "no-kink", "activity and results go together, but no tipping point shows yet"
    return "found", f"a tipping point shows in {weeks} weeks"


def _collecting(weeks: int, worked: int) -> str:
    if weeks < WEEKS:
        return f"collecting, {weeks} of {WEEKS} weeks"
    return f"collecting, {worked} of {WORKED} weeks worked"


def _nothing(answer: TipAnswer, reason: str, weeks: int, worked: int) -> Tip:
    return Tip(
        relation_p=None,
        lag=None,
        tip=None,
        tip_low=None,
        tip_high=None,
        kink_p=None,
        ceiling=None,
        ceiling_low=None,
        ceiling_high=None,
        shown=False,
        answer=answer,
        reason=reason,
        weeks=weeks,
        worked=worked,
    )
