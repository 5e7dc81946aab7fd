"""Intervals of shares and rates, and the chance of a count, from Beta and Gamma distributions.

The Jeffreys interval is the middle of Beta(d + 1/2, n - d + 1/2), the posterior of a share
after d of n with Jeffreys' prior (Brown, Cai and DasGupta 2001). Nothing but `math` is
loaded: these stand behind the quick commands.
"""

from __future__ import annotations

from math import exp, lgamma, log, log1p, sqrt

from actlog.domain.record import Record

LEVEL = 0.9
"""The mass of every interval that is shown."""

_TINY = 1e-300
_MOST_STEPS = 2000
_MOST_TERMS = 100_000
_PRECISE = 1e-16


class Share(Record):
    """`hits` of `n`, the share that this is, and the ends of its interval.

    `value` is None where n is 0; `low` and `high` are 0 and 1 then.
    """

    hits: int
    n: int
    value: float | None
    low: float
    high: float


def share(hits: int, n: int) -> Share:
    """Return a share with its equal-tailed 90% Jeffreys interval."""
    low, high = jeffreys(hits, n)
    return Share(hits=hits, n=n, value=hits / n if n else None, low=low, high=high)


def jeffreys(hits: int, n: int, level: float = LEVEL) -> tuple[float, float]:
    """Return the equal-tailed Jeffreys interval of `hits` of `n`, which is at least `hits`.

    It ends at 0 where nothing hit and at 1 where everything did. Raises ValueError where
    the counts or the level are none.
    """
    if not 0 <= hits <= n or not 0 < level < 1:
        raise ValueError(f"{hits} of {n} at {level} has no interval")
    tail = (1 - level) / 2
    a, b = hits + 0.5, n - hits + 0.5
    low = beta_quantile(tail, a, b) if hits else 0.0
    # The upper end is the lower end of the misses: there is no 1 to lose digits against.
    high = 1 - beta_quantile(tail, b, a) if hits < n else 1.0
    return low, high


def beta_cdf(x: float, a: float, b: float) -> float:
    """Return the chance of at most `x` under Beta(a, b), for a and b above 0."""
    if x <= 0:
        return 0.0
    if x >= 1:
        return 1.0
    front = exp(a * log(x) + b * log1p(-x) - _log_beta(a, b))
    # The fraction converges quickly on this side of the mean, and the other side mirrors it.
    if x <= (a + 1) / (a + b + 2):
        return front * _fraction(x, a, b) / a
    return 1 - front * _fraction(1 - x, b, a) / b


def beta_quantile(p: float, a: float, b: float) -> float:
    """Return the x below which Beta(a, b) has the mass `p`, to about 1e-12.

    Newton's steps in a bracket that shrinks with each of them, and halves where a step
    would leave it.
    """
    low, high = 0.0, 1.0
    x = a / (a + b)
    scale = _log_beta(a, b)
    for _ in range(_MOST_STEPS):
        off = beta_cdf(x, a, b) - p
        low, high = (low, x) if off > 0 else (x, high)
        density = exp((a - 1) * log(x) + (b - 1) * log1p(-x) - scale)
        step = x - off / density if density > _TINY else -1.0
        following = step if low < step < high else (low + high) / 2
        if abs(following - x) <= _PRECISE * following or high - low <= _PRECISE * high:
            return following
        x = following
    return x


def at_least(hits: int, n: int, a: float, b: float) -> float:
    """Return the chance of `hits` or more of `n` whose share comes from Beta(a, b)."""
    if hits <= 0:
        return 1.0
    if hits > n:
        return 0.0
    scale = _log_beta(a, b) + log(n + 1)
    below = sum(
        [
            exp(_log_beta(a + x, b + n - x) - _log_beta(x + 1, n - x + 1) - scale)
            for x in range(hits)
        ]
    )
    return max(0.0, 1 - below)


def enough(hits: int, a: float, b: float, *, chance: float, most: int) -> int | None:
    """Return the least n that gives `hits` or more with `chance`; None where it is past `most`."""
    if at_least(hits, most, a, b) < chance:
        return None
    low, high = hits - 1, most  # the chance rises with n
    while high - low > 1:
        middle = (low + high) // 2
        if at_least(hits, middle, a, b) >= chance:
            high = middle
        else:
            low = middle
    return high


def _log_beta(a: float, b: float) -> float:
    return lgamma(a) + lgamma(b) - lgamma(a + b)


def _fraction(x: float, a: float, b: float) -> float:
    """Return the continued fraction of the incomplete beta function, by Lentz's method."""
    c, d = 1.0, _away(1 - (a + b) * x / (a + 1))
    d = 1 / d
    value = d
    for m in range(1, _MOST_STEPS):
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        d = 1 / _away(1 + even * d)
        c = _away(1 + even / c)
        value *= d * c
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        d = 1 / _away(1 + odd * d)
        c = _away(1 + odd / c)
        value *= d * c
        if abs(d * c - 1) < _PRECISE:
            break
    return value


def _away(value: float) -> float:
    return value if abs(value) > _TINY else _TINY


def gamma_cdf(x: float, a: float) -> float:
    """Return the chance of at most `x` under Gamma(a) of scale 1, for a above 0."""
    if x <= 0:
        return 0.0
    front = exp(a * log(x) - x - lgamma(a))
    if x < a + 1:
        term = total = 1 / a
        for n in range(1, _MOST_TERMS):
            term *= x / (a + n)
            total += term
            if term < total * _PRECISE:
                break
        return front * total
    return 1 - front * _gamma_fraction(x, a)


def gamma_quantile(p: float, a: float) -> float:
    """Return the x below which Gamma(a) of scale 1 has the mass `p`, to about 1e-12 of it.

    Newton's steps from Wilson and Hilferty's guess (1931), in a bracket as for the beta.
    """
    low, high = 0.0, a + 40 * (sqrt(a) + 1)
    x = max(a * (1 - 1 / (9 * a) + _normal(p) / (3 * sqrt(a))) ** 3, _TINY)
    for _ in range(_MOST_STEPS):
        off = gamma_cdf(x, a) - p
        low, high = (low, x) if off > 0 else (x, high)
        density = exp((a - 1) * log(x) - x - lgamma(a))
        step = x - off / density if density > _TINY else -1.0
        following = step if low < step < high else (low + high) / 2
        if abs(following - x) <= _PRECISE * following or high - low <= _PRECISE * high:
            return following
        x = following
    return x


def gamma_ratio(n: int, d: int, level: float = LEVEL) -> tuple[float, float]:
    """Return the equal-tailed interval of `n` events for each of `d`: Gamma(n + 1/2) / d.

    It is the posterior of a Poisson rate with Jeffreys' prior, and ends at 0 where nothing
    happened. Raises ValueError where d is 0.
    """
    if n < 0 or d < 1 or not 0 < level < 1:
        raise ValueError(f"{n} for {d} at {level} has no interval")
    tail = (1 - level) / 2
    low = gamma_quantile(tail, n + 0.5) / d if n else 0.0
    return low, gamma_quantile(1 - tail, n + 0.5) / d


def _normal(p: float) -> float:
    """Return about where the normal distribution has the mass `p`: a guess to begin with."""
    t = sqrt(-2 * log(min(p, 1 - p)))
    z = t - (2.30753 + 0.27061 * t) / (1 + 0.99229 * t + 0.04481 * t * t)
    return -z if p < 0.5 else z


def _gamma_fraction(x: float, a: float) -> float:
    """Return the continued fraction of the upper incomplete gamma function, by Lentz's method."""
    b = x + 1 - a
    c, d = 1 / _TINY, 1 / _away(b)
    value = d
    for n in range(1, _MOST_TERMS):
        b += 2
        d = 1 / _away(n * (a - n) * d + b)
        c = _away(b + n * (a - n) / c)
        value *= d * c
        if abs(d * c - 1) < _PRECISE:
            break
    return value
