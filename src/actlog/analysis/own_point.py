"""A rep's own tipping point of one activity, beside what the model week says of it."""

from __future__ import annotations

import numpy as np

from actlog.analysis.pace import AT, BELOW, PAST
from actlog.analysis.series import series
from actlog.analysis.tipping import Tip, estimate
from actlog.domain.model_week import Kind
from actlog.domain.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from numpy.typing import NDArray

    from actlog.analysis.history import History

    Reals = NDArray[np.float64]
    from actlog.domain.plain import ZoneName

_STEPS = 500
_LEAST = 1e-9


class Zone(Record):
    """One zone of the rep's own: how many weeks lay in it, and what they brought a week.

    A week's results are those `lag` weeks later; `per_week` is None where no week lay in it.
    """

    name: ZoneName
    weeks: int
    per_week: float | None


class Point(Record):
    """One week's activity, and the results that `lag` weeks later came of it."""

    activity: int
    results: int


class OwnPoint(Record):
    """What the rep's weeks say of one activity and one result.

    `points` are the worked weeks whose results are known, oldest first, `zones` what they
    come to, and `line` the corners of the fitted line, as activity and results a week. Both are
    empty unless the tipping point is shown; `points` are empty without a lag. `missing` is the
    one of the two that was never logged.
    """

    kind: Kind
    result: Kind
    tip: Tip
    points: tuple[Point, ...] = ()
    zones: tuple[Zone, ...] = ()
    line: tuple[tuple[float, float], ...] = ()
    missing: Kind | None = None

    @property
    def habit(self) -> int | None:
        """The figure that the model week has for it: its tipping point, else its goal."""
        return self.kind.tipping_point or self.kind.goal

    @property
    def far(self) -> bool:
        """Whether the model's tipping point lies outside of the rep's own interval."""
        line, tip = self.kind.tipping_point, self.tip
        if not tip.shown or line is None or tip.tip_low is None or tip.tip_high is None:
            return False
        return not tip.tip_low <= line <= tip.tip_high


def own_point(history: History, kind: Kind, result: Kind, weeks: int | None = None) -> OwnPoint:
    """Return what the last `weeks` complete weeks, or all of them, say of a kind and a result.

    A week off for either is off.
    """
    past, brought = history.past(kind)[:weeks], history.past(result)[:weeks]
    activity, results = series(past), series(brought)
    off = [one or other for one, other in zip(activity.off, results.off, strict=True)]
    tip = estimate(activity.counts, results.counts, off=off)
    if tip.lag is None:
        empty = [
            one
            for one, counts in ((kind, activity.counts), (result, results.counts))
            if not any(counts)
        ]
        return OwnPoint(kind=kind, result=result, tip=tip, missing=empty[0] if empty else None)
    points = _points(activity.counts, results.counts, off, tip.lag)
    found = OwnPoint(kind=kind, result=result, tip=tip, points=points)
    if not tip.shown or tip.tip is None:
        return found
    return found.replace(
        zones=_zones(points, tip.tip, tip.ceiling), line=fitted(points, tip.tip, tip.ceiling)
    )


def _points(
    activity: tuple[int, ...], results: tuple[int, ...], off: list[bool], lag: int
) -> tuple[Point, ...]:
    return tuple(
        [
            Point(activity=activity[week - lag], results=results[week])
            for week in range(lag, len(off))
            if not off[week] and not off[week - lag]
        ]
    )


def _zones(points: tuple[Point, ...], tip: float, ceiling: float | None) -> tuple[Zone, ...]:
    inside: dict[ZoneName, list[int]] = {BELOW: [], AT: []}
    if ceiling is not None:
        inside[PAST] = []
    for one in points:
        past = ceiling is not None and one.activity > ceiling
        inside[PAST if past else AT if one.activity >= tip else BELOW].append(one.results)
    return tuple(
        [
            Zone(name=name, weeks=len(found), per_week=sum(found) / len(found) if found else None)
            for name, found in inside.items()
        ]
    )


def fitted(
    points: tuple[Point, ...], tip: float, ceiling: float | None
) -> tuple[tuple[float, float], ...]:
    """Return the corners of the rising line with these knees that fits the points best.

    Its parts are fitted as a Poisson mean with coefficients that are never negative; each step
    of expectation and maximization keeps them so (Marschner 2010).
    """
    x = np.array([one.activity for one in points], dtype=np.float64)
    y = np.array([one.results for one in points], dtype=np.float64)
    most = max(float(x.max()), tip)
    corners = sorted({0.0, tip, *([] if ceiling is None else [ceiling]), most})
    parts = _parts(x, tip, ceiling)
    weights = np.full(parts.shape[1], max(y.mean(), _LEAST) / parts.shape[1])
    weights /= np.maximum(parts.mean(axis=0), _LEAST)
    total = np.maximum(parts.sum(axis=0), _LEAST)
    for _ in range(_STEPS):
        weights *= (parts.T @ (y / np.maximum(parts @ weights, _LEAST))) / total
    heights = _parts(np.array(corners), tip, ceiling) @ weights
    return tuple([(at, float(height)) for at, height in zip(corners, heights, strict=True)])


def _parts(x: Reals, tip: float, ceiling: float | None) -> Reals:
    """Return what each part of the line has to give at some activity: base, slow, fast, past."""
    end = np.inf if ceiling is None else ceiling
    parts = [np.ones_like(x), np.minimum(x, tip), np.clip(x - tip, 0, end - tip)]
    return np.column_stack([*parts, *([] if ceiling is None else [np.maximum(x - end, 0)])])
