"""The curves that a tipping point is looked for in: results expected of weekly activity.

A curve is piecewise linear: slow up to the first knee, faster up to the second, then slower or
flat. Only its shape counts here. Each curve is scaled to a mean of 1 over the weeks that are
looked at, for the best factor of a Poisson mean is then the mean of the results, whatever the
curve; and the log-likelihood over that of a constant mean is `log(curve) @ results`. That is why a
whole family can be compared by one matrix product.
"""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from actlog.domain.record import Record

Floats: TypeAlias = NDArray[np.float32]
Doubles: TypeAlias = NDArray[np.float64]
Flags: TypeAlias = NDArray[np.bool_]
Places: TypeAlias = NDArray[np.intp]

LEAST = 1e-6
"""The least that a curve may expect of a week, so that its logarithm exists."""


class Weeks(Record):
    """Weekly activity in units of its mean, weekly results, and which weeks were worked."""

    activity: Doubles
    results: Doubles
    worked: Flags


class Timing(Record):
    """When activity is felt: `shares[j]` of it `lag + j` calendar weeks later."""

    lag: int
    shares: tuple[float, ...]


class Shapes(Record):
    """What is tried besides the knees, each with its weights, which sum to 1.

    `slow`: the slope below the first knee, `past`: the slope above the second, both over the fast
    one between them. `base`: results without any activity, over the mean of the others.
    """

    slow: tuple[float, ...]
    slow_weights: tuple[float, ...]
    past: tuple[float, ...]
    past_weights: tuple[float, ...]
    base: tuple[float, ...]
    base_weights: tuple[float, ...]

    def weigh(self, chances: Floats) -> Doubles:
        """Average over the shapes: from (pairs, slow, past, base) to (pairs)."""
        slow, past, base = self.slow_weights, self.past_weights, self.base_weights
        weights = np.multiply.outer(np.multiply.outer(slow, past), base).ravel()
        return chances.reshape(-1, weights.size).astype(np.float64) @ weights


class Felt(Record):
    """A history seen through one timing: the weeks whose results it explains.

    `hinges[k]` is what activity above knot k brings to each of them, the last row but one
    nothing, the last row all of it; `results` are theirs.
    """

    hinges: Floats
    results: Floats


def knots(weeks: Weeks, levels: Doubles) -> Doubles:
    """Return the quantiles of the rep's own weeks at these levels, rising.

    Equal counts are spread over the room between their neighbours, for a knee can lie between two
    counts, and a level must not jump over it.
    """
    values, counts = np.unique(weeks.activity[weeks.worked], return_counts=True)
    middles = (values[1:] + values[:-1]) / 2
    low = np.concatenate([values[:1], middles])
    high = np.concatenate([middles, values[-1:]])
    single = counts == 1
    low, high = np.where(single, values, low), np.where(single, values, high)
    rank = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
    part = (rank + 0.5) / np.repeat(counts, counts)
    spread = np.repeat(low, counts) + part * np.repeat(high - low, counts)
    at: Doubles = np.quantile(spread, levels)
    return at


def felt(weeks: Weeks, timing: Timing, at: Doubles) -> Felt:
    """Return the worked weeks whose results the history explains, with hinges at the knots."""
    x = weeks.activity
    hinges = np.vstack([np.maximum(x - at[:, None], 0), np.zeros_like(x), x])
    first = timing.lag + len(timing.shares) - 1
    kept = weeks.worked[first:]
    moved = sum(
        share * hinges[:, first - timing.lag - later : x.size - timing.lag - later]
        for later, share in enumerate(timing.shares)
    )
    return Felt(
        hinges=np.asarray(moved)[:, kept].astype(np.float32),
        results=weeks.results[first:][kept].astype(np.float32),
    )


def slow_fast_flat(seen: Felt, first: Places, last: Places, shapes: Shapes) -> Floats:
    """Return a curve for each pair of knots and shape: (pairs, slow, past, base, weeks)."""
    slow = np.asarray(shapes.slow, np.float32)[None, :, None, None]
    past = np.asarray(shapes.past, np.float32)[None, None, :, None]
    low, high = (seen.hinges[knot][:, None, None, :] for knot in (first, last))
    return _based(slow * seen.hinges[-1] + (1 - slow) * low - (1 - past) * high, shapes.base)


def concave(seen: Felt, knot: Places, past: tuple[float, ...], base: tuple[float, ...]) -> Floats:
    """Return straight and diminishing curves: (knots, past, base, weeks).

    The slope above the knot is `past` of the one below: 1 is a straight line.
    """
    over = np.asarray(past, np.float32)[None, :, None]
    return _based(seen.hinges[-1] - (1 - over) * seen.hinges[knot][:, None, :], base)


def _based(curves: Floats, base: tuple[float, ...]) -> Floats:
    """Put each base below each curve and scale all to a mean of 1."""
    under = np.asarray(base, np.float32)[:, None]
    mean = np.maximum(curves.mean(-1, keepdims=True), LEAST)
    based: Floats = np.maximum((curves / mean)[..., None, :] + under, LEAST) / (1 + under)
    return based


def dispersion(results: Doubles | Floats, expected: Doubles | Floats) -> Doubles:
    """Return max(1, Pearson's chi-squared over its degrees of freedom), along the last axis.

    Five coefficients are counted. A week that hardly anything is expected of counts as one of 0.1.
    """
    square = (results - expected) ** 2 / np.maximum(expected, 0.1)
    free = max(results.shape[-1] - 5, 1)
    phi: Doubles = np.maximum(1.0, square.sum(-1, dtype=np.float64) / free)
    return phi
