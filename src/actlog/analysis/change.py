"""Has something changed? One split of the weeks, tested so that looking everywhere is paid for.

The split with the largest binomial likelihood ratio (K. J. Worsley, "The power of likelihood ratio
and cumulative sum tests for a change in a binomial probability", Biometrika 70, 1983). Its p comes
from dealing whole weeks anew, never single trials: weeks differ in more than chance, and
redrawing trials took that for change.
"""

from __future__ import annotations

import numpy as np

from actlog.analysis.columns import amounts
from actlog.analysis.dealing import chance
from actlog.analysis.intervals import Share, share
from actlog.domain.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from actlog.analysis.columns import Column, Reals

FEWEST_WEEKS, FEWEST_TRIALS = 4, 20
"""What each side of a split has to have."""


class Change(Record):
    """The most likely change of a weekly rate.

    `p` is the chance of so large a change where nothing changed, `week` the index of the
    first week after it; `before` and `after` are the rates on either side. All are None where
    no split has weeks and trials enough.
    """

    p: float | None
    week: int | None
    before: Share | None
    after: Share | None


def find(successes: Column, trials: Column, *, seed: int = 0) -> Change:
    """Find where a rate changed: `successes` of `trials`, week by week, oldest first.

    Weeks without trials may be among them. The same `seed` gives the same p. Raises ValueError
    where the columns differ in length, hold no whole counts, or more successes than trials.
    """
    hits, tried = amounts("successes", successes), amounts("trials", trials)
    if hits.size != tried.size:
        raise ValueError(f"successes have {hits.size} weeks, trials {tried.size}")
    if (hits > tried).any() or (hits % 1).any() or (tried % 1).any():
        raise ValueError("successes must be whole, and no more than the trials of their week")
    if hits.size < 2 * FEWEST_WEEKS:
        return Change(p=None, week=None, before=None, after=None)
    ratios = _ratios(hits[np.newaxis, :], tried[np.newaxis, :])[0]
    place = int(np.argmax(ratios))
    largest = float(ratios[place])
    if largest < 0:
        return Change(p=None, week=None, before=None, after=None)
    week, rng = place + FEWEST_WEEKS, np.random.default_rng(seed)
    return Change(
        p=chance(largest, lambda times: _dealt(hits, tried, times, rng)),
        week=week,
        before=share(int(hits[:week].sum()), int(tried[:week].sum())),
        after=share(int(hits[week:].sum()), int(tried[week:].sum())),
    )


def _dealt(hits: Reals, tried: Reals, times: int, rng: np.random.Generator) -> Reals:
    """Return the largest ratio of each of so many histories with the weeks in another order."""
    weeks = np.broadcast_to(np.arange(hits.size), (times, hits.size))
    order = rng.permuted(weeks, axis=1)
    most: Reals = _ratios(hits[order], tried[order]).max(axis=1)
    return most


def _ratios(hits: Reals, tried: Reals) -> Reals:
    """Return twice the log likelihood ratio of every split of every row, -1 where it is too thin.

    The first split has FEWEST_WEEKS weeks before it, the last as many behind it.
    """
    sums, sizes = np.cumsum(hits, axis=1), np.cumsum(tried, axis=1)
    inner = slice(FEWEST_WEEKS - 1, hits.shape[1] - FEWEST_WEEKS)
    before, size = sums[:, inner], sizes[:, inner]
    after, rest = sums[:, -1:] - before, sizes[:, -1:] - size
    whole = _likelihood(sums[:, -1:], sizes[:, -1:])
    ratios = 2 * (_likelihood(before, size) + _likelihood(after, rest) - whole)
    thick = (size >= FEWEST_TRIALS) & (rest >= FEWEST_TRIALS)
    return np.where(thick, np.maximum(ratios, 0.0), -1.0)


def _likelihood(hits: Reals, tried: Reals) -> Reals:
    """Return the log likelihood of counts at their own rate."""
    rate = hits / np.maximum(tried, 1)
    missed = tried - hits
    one = hits * np.log(np.where(hits > 0, rate, 1.0))
    other = missed * np.log(np.where(missed > 0, 1 - rate, 1.0))
    likelihood: Reals = one + other
    return likelihood
