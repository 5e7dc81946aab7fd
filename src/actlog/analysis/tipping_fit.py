"""Where the knees lie, and how late activity is felt: the posterior over a grid.

Each point of the grid is a timing, two knees and a shape. Its weight is its prior times
exp(gain / phi), the quasi-likelihood of Poisson counts whose variance is phi times their mean.
Three passes: a coarse one over all timings, a whole one over those that remain, and a fine one
over the part of the knees' range that holds the posterior.
"""

from __future__ import annotations

import numpy as np

from actlog.analysis.tipping_curves import (
    Doubles,
    Floats,
    Places,
    Shapes,
    Timing,
    Weeks,
    dispersion,
    felt,
    knots,
    slow_fast_flat,
)
from actlog.domain.record import Record

LONGEST_LAG = 8
LOWEST, HIGHEST, LAST = 0.08, 0.80, 0.97
"""The quantiles between which the first knee is looked for, and up to which the second."""

KERNELS = (
    ((1.0,), 0.85),
    ((0.5, 0.5), 0.05),
    ((0.25, 0.5, 0.25), 0.05),
    ((1 / 3, 1 / 3, 1 / 3), 0.05),
)
"""How one week's activity is spread over the weeks that feel it, each with its prior."""

NO_CEILING = 0.1
"""The prior that no second knee is seen."""

COARSE = Shapes(
    slow=(0.05, 0.3), slow_weights=(0.6, 0.4),
    past=(0.0, 0.5), past_weights=(0.7, 0.3),
    base=(0.02, 0.2), base_weights=(0.7, 0.3),
)  # fmt: skip
FULL = Shapes(
    slow=(0.0, 0.07, 0.15, 0.3, 0.6), slow_weights=(0.1, 0.4, 0.4, 0.08, 0.02),
    past=(0.0, 0.3, 0.7), past_weights=(0.9, 0.07, 0.03),
    base=(0.01, 0.05, 0.15, 0.5), base_weights=(0.8, 0.12, 0.06, 0.02),
)  # fmt: skip
"""A tipping point is one: most of the prior is on slow parts of a sixth of the fast one or less."""

_REMAINS = 0.02
_MOST_TIMINGS = 4


class Grid(Record):
    """Pairs of knees: their levels, which of them make each pair, and its prior.

    `last` points one past `lasts` where there is no second knee.
    """

    firsts: Doubles
    lasts: Doubles
    first: Places
    last: Places
    prior: Doubles


class Posterior(Record):
    """Weights that sum to 1 over the levels of the first knee, the second, and the lags.

    The last weight of `lasts` is that of no second knee. `timing` is the likeliest one.
    """

    grid: Grid
    firsts: Doubles
    lasts: Doubles
    lags: dict[int, float]
    timing: Timing
    phi: float


class _Scored(Record):
    """A timing, how much it explains over a constant mean, and the dispersion around that."""

    timing: Timing
    evidence: float
    pairs: Doubles
    best: float
    phi: float


def fit(weeks: Weeks) -> Posterior:
    """Return the posterior; the activity has at least three different values."""
    coarse = make_grid(LOWEST, HIGHEST, LOWEST, LAST, 9)
    scored = _score(weeks, timings(weeks.activity.size), coarse, COARSE)
    remaining = _remaining(scored)
    whole = make_grid(LOWEST, HIGHEST, LOWEST, LAST, 16)
    scored = _score(weeks, remaining, whole, FULL)
    rough = _posterior(whole, scored)
    fine = _closer(rough)
    return _posterior(fine, _score(weeks, _remaining(scored), fine, FULL))


def likeliest_lag(weeks: Weeks) -> int:
    """Return the lag that explains the results best, whatever the curve, as long as it rises.

    One coarse pass over activity that is felt at once. The activity has at least three different
    values.
    """
    tried = [one for one in timings(weeks.activity.size) if len(one.shares) == 1]
    scored = _score(weeks, tried, make_grid(LOWEST, HIGHEST, LOWEST, LAST, 9), COARSE)
    return max(scored, key=lambda one: one.evidence).timing.lag


def timings(count: int) -> list[Timing]:
    """Return what is tried on so many weeks: lags up to 8 weeks, and a quarter of them."""
    lags = range(min(LONGEST_LAG, count // 4) + 1)
    return [Timing(lag=lag, shares=shares) for lag in lags for shares, _ in KERNELS]


def make_grid(low: float, high: float, lowest: float, last: float, size: int) -> Grid:
    """Return pairs of rising levels, `size` of each knee, and the first knee alone.

    The first is uniform over the rep's own weeks; so is the second, above the first.
    """
    firsts, lasts = np.linspace(low, high, size), np.linspace(lowest, last, size)
    step = (last - lowest) / (size - 1)
    first, second = np.nonzero(firsts[:, None] + step / 4 < lasts)
    prior = (1 - NO_CEILING) * step / (1 - firsts[first])
    return Grid(
        firsts=firsts,
        lasts=lasts,
        first=np.concatenate([first, np.arange(size)]),
        last=np.concatenate([second, np.full(size, size)]),
        prior=np.concatenate([prior, np.full(size, NO_CEILING)]),
    )


def bends(weeks: Weeks, grid: Grid) -> Doubles:
    """Return the activity at a grid's levels: those of the first knee, then of the second."""
    return knots(weeks, np.concatenate([grid.firsts, grid.lasts]))


def _score(weeks: Weeks, tried: list[Timing], grid: Grid, shapes: Shapes) -> list[_Scored]:
    priors = dict(KERNELS)
    at, last = bends(weeks, grid), grid.last + grid.firsts.size
    gains, felts = [], []
    for timing in tried:
        seen = felt(weeks, timing, at)
        curves = slow_fast_flat(seen, grid.first, last, shapes)
        gain = np.log(curves) @ seen.results
        best = int(gain.argmax())
        expected = curves.reshape(-1, seen.results.size)[best] * seen.results.mean()
        felts.append((float(gain.flat[best]), _spread(seen.results, expected)))
        gains.append(gain)
    top, phi = max(felts)
    scored = []
    for timing, gain, (best_gain, own) in zip(tried, gains, felts, strict=True):
        pairs = grid.prior * shapes.weigh(np.exp((gain - top) / phi)) * priors[timing.shares]
        scored.append(
            _Scored(
                timing=timing, evidence=float(pairs.sum()), pairs=pairs, best=best_gain, phi=own
            )
        )
    return scored


def _spread(results: Floats, expected: Floats) -> float:
    """Return the dispersion, 1 where it is within one standard error of a Poisson count's.

    Half of all Poisson histories have more than 1 by chance, which would only widen the
    intervals.
    """
    phi = float(dispersion(results, expected))
    return phi if phi > 1 + np.sqrt(2 / max(results.size - 5, 1)) else 1.0


def _remaining(scored: list[_Scored]) -> list[Timing]:
    """Return the timings that hold the posterior, the likeliest first, and at least one."""
    ordered = sorted(scored, key=lambda one: -one.evidence)[:_MOST_TIMINGS]
    least = _REMAINS * ordered[0].evidence
    return [one.timing for one in ordered if one.evidence >= least]


def _posterior(grid: Grid, scored: list[_Scored]) -> Posterior:
    pairs = np.sum([one.pairs for one in scored], axis=0)
    pairs /= pairs.sum()
    total = sum(one.evidence for one in scored)
    lags: dict[int, float] = {}
    for one in scored:
        lags[one.timing.lag] = lags.get(one.timing.lag, 0.0) + one.evidence / total
    likeliest = max(scored, key=lambda one: one.evidence)
    return Posterior(
        grid=grid,
        firsts=np.bincount(grid.first, pairs, grid.firsts.size).astype(np.float64),
        lasts=np.bincount(grid.last, pairs, grid.lasts.size + 1).astype(np.float64),
        lags=lags,
        timing=likeliest.timing,
        phi=likeliest.phi,
    )


def _closer(rough: Posterior) -> Grid:
    """Return a grid over the levels that hold the posterior."""
    low, high = _window(rough.firsts, rough.grid.firsts)
    lowest, last = _window(rough.lasts[:-1], rough.grid.lasts)
    return make_grid(low, high, lowest, last, 24)


def _window(weights: Doubles, levels: Doubles) -> tuple[float, float]:
    """Return the levels around all but a five-hundredth of the weights, a step wider."""
    below = np.cumsum(weights) / max(weights.sum(), 1e-300)
    low = max(int(np.searchsorted(below, 0.001)) - 1, 0)
    high = min(int(np.searchsorted(below, 0.999)) + 1, levels.size - 1)
    return float(levels[low]), float(levels[high])


def quantiles(weeks: Weeks, levels: Doubles, weights: Doubles, at: Doubles) -> Doubles:
    """Return the quantiles of a knee: each level's weight is spread half way to its neighbours."""
    places = knots(weeks, levels)
    edges = np.concatenate([places[:1], (places[1:] + places[:-1]) / 2, places[-1:]])
    below = np.concatenate([[0.0], np.cumsum(weights)])
    ends: Doubles = np.interp(at, below / below[-1], edges)
    return ends
