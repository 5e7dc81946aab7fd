"""Does activity bring results? A test that pays for looking at many lags.

Both columns are ranked, since one huge week should not decide, and freed of a linear trend: two
things that grow are not related by that. Both are then filtered by the autoregression of the
activity (prewhitening, Haugh 1976), so that a slow wave in it does not look like many
agreeing weeks. What is tested is the largest of the cross-correlations over all lags, against the
same largest one when the filtered activity is dealt anew over the weeks.

Which lag it is, is another question, and ranks are not the best answer to it: where activity
brings results, it is the lag at which a rising curve explains their counts best. Only where they
surely fall with it, the largest correlation says that too.

L. D. Haugh, "Checking the independence of two covariance-stationary time series", Journal of the
American Statistical Association 71 (1976).
"""

from __future__ import annotations

import numpy as np

from actlog.analysis.columns import pair
from actlog.analysis.dealing import chance
from actlog.analysis.series import FEWEST_WORKED
from actlog.analysis.tipping_curves import Weeks
from actlog.analysis.tipping_fit import likeliest_lag
from actlog.domain.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from actlog.analysis.columns import Column, Mask, Reals

LONGEST_LAG = 8
"""The most weeks that a result may follow its activity by."""

_DEEPEST = 3
"""The most weeks back that the autoregression looks."""

_TINY = 1e-12
_GATE, _VALUES = 0.05, 4


class Relation(Record):
    """Whether weekly results follow weekly activity.

    `p` is the chance of so large a correlation in unrelated histories, `lag` the weeks by
    which results follow, `rho` the rank correlation at that lag (-1 to 1). All three are None
    under FEWEST_WORKED worked weeks, and where one column never changes. `weeks` are those that
    were worked.
    """

    p: float | None
    lag: int | None
    rho: float | None
    weeks: int


def relate(
    activity: Column,
    results: Column,
    *,
    off: Sequence[bool] | NDArray[np.generic] | None = None,
    seed: int = 0,
) -> Relation:
    """Test whether weekly results follow weekly activity by 0 to 8 weeks.

    The columns stand oldest first and are equally long; `off` says which weeks were off: they
    are left out, and lags count calendar weeks all the same. The same `seed` gives the same p.
    Raises ValueError where the columns differ in length or hold anything but amounts.
    """
    x, y, mask = pair(activity, results, off)
    weeks = int(mask.sum())
    if weeks < FEWEST_WORKED:
        return Relation(p=None, lag=None, rho=None, weeks=weeks)
    flat, ranked = _detrended(x, mask), _detrended(y, mask)
    steps = _autoregression(flat, mask)
    use = mask.copy()
    use[: steps.size] = False
    pairs = _Pairs(_filtered(flat, steps), _filtered(ranked, steps), use, mask)
    found = pairs.correlations(pairs.innovations[np.newaxis, :])[0]
    sizes = np.abs(found) * pairs.scale
    lag = int(np.argmax(sizes))
    if sizes[lag] <= _TINY:
        return Relation(p=None, lag=None, rho=None, weeks=weeks)
    rng = np.random.default_rng(seed)
    p = chance(float(sizes[lag]), lambda times: pairs.dealt(times, rng))
    falls = found[lag] < 0 and p < _GATE
    if not falls and np.unique(x[mask]).size >= _VALUES:
        lag = likeliest_lag(Weeks(activity=x / x[mask].mean(), results=y, worked=mask))
    return Relation(p=p, lag=lag, rho=float(found[lag]), weeks=weeks)


class _Pairs:
    """Filtered activity and results, side by side at every lag."""

    def __init__(self, activity: Reals, results: Reals, use: Mask, mask: Mask) -> None:
        weeks, most = activity.size, min(LONGEST_LAG, activity.size // 4)
        self.places = np.flatnonzero(use)
        line = np.column_stack([np.ones(self.places.size), self.places])
        self._line = np.linalg.qr(line)[0]
        self.innovations = self._flat(activity[self.places])
        meets = np.zeros((weeks, most + 1))
        follow = np.zeros((weeks, most + 1))
        for lag in range(most + 1):
            source = self.places[self.places < weeks - lag]
            source = source[mask[source + lag]]
            meets[source, lag] = 1
            follow[source, lag] = results[source + lag]
        self._meets, self._follow = meets[self.places], follow[self.places]
        self._n = np.maximum(meets.sum(axis=0), 1)
        self._sum = follow.sum(axis=0)
        self._spread = (follow**2).sum(axis=0) - self._sum**2 / self._n
        self.scale = np.sqrt(np.maximum(self._n - 1, 0))

    def correlations(self, activity: Reals) -> Reals:
        """Return the correlation at each lag, for each row of filtered activity."""
        sums = activity @ self._meets
        spread = (activity**2) @ self._meets - sums**2 / self._n
        product = activity @ self._follow - sums * self._sum / self._n
        size = np.sqrt(np.maximum(spread, 0) * np.maximum(self._spread, 0))
        return np.where(size > _TINY, product / np.maximum(size, _TINY), 0.0)

    def dealt(self, times: int, rng: np.random.Generator) -> Reals:
        """Return the largest scaled correlation of so many deals of the activity."""
        own = np.broadcast_to(self.innovations, (times, self.places.size))
        rows = self._flat(rng.permuted(own, axis=1))
        largest: Reals = (np.abs(self.correlations(rows)) * self.scale).max(axis=1)
        return largest

    def _flat(self, rows: Reals) -> Reals:
        """Return rows without a linear trend: what is dealt has to be as free of one as the rest.

        A deal has a slope by chance, and correlates less with a column that has none.
        """
        flat: Reals = rows - (rows @ self._line) @ self._line.T
        return flat


def _detrended(column: Reals, mask: Mask) -> Reals:
    """Return the ranks of the worked weeks without their linear trend, 0 for weeks off."""
    place = np.flatnonzero(mask).astype(np.float64)
    _, which, counts = np.unique(column[mask], return_inverse=True, return_counts=True)
    ranks = (np.cumsum(counts) - (counts - 1) / 2)[which]
    place -= place.mean()
    ranks -= ranks.mean()
    flat = np.zeros(column.size)
    flat[mask] = ranks - place * (place @ ranks) / (place @ place)
    return flat


def _autoregression(column: Reals, mask: Mask) -> Reals:
    """Return the coefficients of the autoregression that Akaike's criterion prefers.

    It is the one for small samples (Hurvich, Tsai 1989): half a year of weeks has no room for
    steps that chance suggests.
    """
    rows = np.flatnonzero(mask)
    rows = rows[rows >= _DEEPEST]
    later = column[rows]
    best: Reals = np.zeros(0)
    least = _criterion(later, 0)
    for depth in range(1, _DEEPEST + 1):
        earlier = np.column_stack([column[rows - back] for back in range(1, depth + 1)])
        steps: Reals = np.linalg.lstsq(earlier, later, rcond=None)[0].astype(np.float64)
        worth = _criterion(later - earlier @ steps, depth)
        if worth < least:
            best, least = steps, worth
    return best


def _criterion(rest: Reals, depth: int) -> float:
    mean = max(float(rest @ rest) / max(rest.size, 1), _TINY)
    given = depth + 1  # the spread is one too
    room = max(rest.size - given - 1, 1)
    return rest.size * float(np.log(mean)) + 2 * given * (1 + (given + 1) / room)


def _filtered(column: Reals, steps: Reals) -> Reals:
    """Return what is left of a column when each week's expectation is taken off."""
    rest = column.copy()
    for back, step in enumerate(steps, 1):
        rest[back:] -= step * column[:-back]
    return rest
