"""Is the bend real? A one-sided test of a tipping point against every concave curve.

The statistic is how much better the best slow-fast-flat curve explains the results than the best
concave one: a straight line or diminishing returns, from any base. Its distribution is that of
histories made up from concave curves, each weighted by how well it explains the rep's own results,
with counts as dispersed as the rep's (a parametric bootstrap). One-sided, since a two-sided test
(Davies 1987) takes diminishing returns for a tipping point.

A null that was fitted has followed some of the noise, and diminishing returns leave less room for a
chance bend than a straight line does. So the made-up histories come from all concave curves and,
again, from straight lines alone; the larger p counts, and FITTED is added for what the weights
leave out, as Berger and Boos (1994) do.
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
    concave,
    dispersion,
    felt,
    slow_fast_flat,
)
from actlog.analysis.tipping_fit import HIGHEST, LAST, LOWEST, bends, make_grid

FITTED = 0.02
"""What is added to p because the null is fitted."""

BATCHES = (50, 100, 250)
"""Made-up histories of each null; the next batch is drawn while the answer can still change."""

_CLEAR = 24
"""So many made-up bends as clear as the rep's, out of all batches, are a p above 0.06."""

_SIZE = 14
_SHAPES = Shapes(
    slow=(0.0, 0.1, 0.3), slow_weights=(1 / 3,) * 3,
    past=(0.0, 0.5), past_weights=(1 / 2,) * 2,
    base=(0.01, 0.06, 0.25), base_weights=(1 / 3,) * 3,
)  # fmt: skip
_PAST = (0.0, 0.25, 0.5, 0.75, 1.0)
_BASE = (0.01, 0.05, 0.15, 0.35, 0.8, 2.0)


class _Families:
    """The curves of both families on one history, and how far apart they are on results."""

    def __init__(self, weeks: Weeks, timing: Timing) -> None:
        """Lay out the curves; `straight` tells which of the concave ones are lines."""
        grid = make_grid(LOWEST, HIGHEST, LOWEST, LAST, _SIZE)
        seen = felt(weeks, timing, bends(weeks, grid))
        self.results = seen.results
        count = seen.results.size
        plain = concave(seen, np.arange(_SIZE) + _SIZE, _PAST, _BASE)
        straight = np.zeros(plain.shape[:-1], dtype=bool)
        straight[:, -1] = True
        self.straight = np.append(straight.ravel(), True)
        constant = np.ones((1, count), np.float32)
        self.plain = np.vstack([plain.reshape(-1, count), constant])
        self.bent = slow_fast_flat(seen, grid.first, grid.last + _SIZE, _SHAPES).reshape(-1, count)
        self._logs = np.log(self.bent).T, np.log(self.plain).T

    def compare(self, results: Floats) -> tuple[Doubles, Doubles, Doubles]:
        """Return the statistic of each row, the concave curves' gains on the first row, and phi.

        Gains are over phi, which is that around the best concave curve.
        """
        bent, plain = (results @ log for log in self._logs)
        mean = results.mean(1)[:, None]
        around, phi = (
            dispersion(results, curves[gains.argmax(1)] * mean)
            for curves, gains in ((self.bent, bent), (self.plain, plain))
        )
        statistic = (bent.max(1) - plain.max(1)) / np.minimum(around, phi)
        return statistic, plain[0].astype(np.float64) / phi[0], phi


def kink_p(weeks: Weeks, timing: Timing, rng: np.random.Generator) -> float:
    """Return the chance of a bend as clear as the rep's where the truth is concave."""
    families = _Families(weeks, timing)
    own, gains, phi = families.compare(families.results[None])
    chances = np.exp(gains - gains.max())
    nulls = [chances / chances.sum()]
    chances = chances * families.straight
    if chances.sum() > 0:
        nulls.append(chances / chances.sum())
    above, drawn = [0] * len(nulls), 0
    for batch in BATCHES:
        for place, null in enumerate(nulls):
            made, _, _ = families.compare(_made_up(families, null, float(phi[0]), batch, rng))
            above[place] += int((made >= own[0]).sum())
        drawn += batch
        if max(above) >= _CLEAR:
            break
    return min(1.0, (max(above) + 1) / (drawn + 1) + FITTED)


def _made_up(
    families: _Families, chances: Doubles, phi: float, count: int, rng: np.random.Generator
) -> Floats:
    """Draw results of `count` histories whose truth is concave: (histories, weeks)."""
    curves: Places = rng.choice(chances.size, count, p=chances)
    expected = families.plain[curves].astype(np.float64) * float(families.results.mean())
    if phi > 1.01:
        expected = rng.gamma(expected / (phi - 1), phi - 1)
    return rng.poisson(expected).astype(np.float32)
