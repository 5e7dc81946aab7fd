"""Made-up reps whose truth is known: what the estimators are measured on.

    python benchmarks/reps.py [--weeks 16]     # a rep of each shape, week by week
    python benchmarks/reps.py --log none       # one of them as a CSV to import

A rep is a history of weekly activity and weekly results. Activity is negative binomial around a
level that has a trend, a season and an autocorrelated part; two to six weeks a year are off, alone
or in pairs, without activity and without results. Results are drawn around `f(activity)` of
so many calendar weeks before: a week off is felt `lag` weeks later.

The tipping point lies between the 10% and the 75% quantile of the rep's own worked weeks, the
ceiling above it: up to the 97% quantile where `knees` is "wide" (half of the ceilings are hardly
seen then), below the 75% quantile where it is "close". Both fall between whole counts too.
Everything is drawn from the generator that is passed in: the same seed makes the same rep.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

import numpy as np

TIPPING = ("slow-fast-flat", "spread", "overdispersed", "drifting")
"""Shapes that have a tipping point."""

RELATED = ("straight", "straight-overdispersed", "straight-drift", "concave")
"""Shapes in which activity brings results without a tipping point."""

UNRELATED = ("none", "autocorrelated", "trending")
"""Shapes in which activity and results have nothing to do with each other."""

SHAPES = (*TIPPING, *RELATED, *UNRELATED)

EFFECTS = {"medium": (6.0, 8.0), "strong": (12.0, 15.0)}
"""Results a week at the ceiling, and how many times the fast slope is the slow one."""

MEANS = (6.0, 8.0, 15.0, 25.0, 60.0, 120.0, 200.0)
"""Weekly levels of activity: meetings, proposals, connects, touches, calls."""

LONGEST_LAG = 6
_BEFORE = 12
"""Weeks before the history, so that its first results have an activity to come from."""

Array = np.ndarray
Curve = Callable[[Array], Array]


class Rep(NamedTuple):
    """A history, oldest week first, and the truth behind it.

    `tip` and `ceiling` are in units of activity, None where the shape has none; `lag` is in weeks,
    None where nothing is related; `expected` is the mean that each week's results were drawn from.
    """

    shape: str
    activity: Array
    results: Array
    off: Array
    tip: float | None
    ceiling: float | None
    lag: int | None
    expected: Array


def rep(
    rng: np.random.Generator,
    shape: str,
    weeks: int,
    *,
    effect: str = "medium",
    lag: int | None = None,
    mean: float | None = None,
    knees: str = "wide",
) -> Rep:
    """Make one rep of a shape with so many weeks.

    `lag` is drawn from 0 to 6 weeks and `mean` (the level of activity) from MEANS where they are
    not given.
    """
    total = weeks + _BEFORE
    off = weeks_off(rng, total)
    level = float(rng.choice(MEANS)) if mean is None else mean
    activity = np.where(off, 0, activity_of(rng, total, level, shape))
    behind = int(rng.integers(0, LONGEST_LAG + 1)) if lag is None else lag
    height, ratio = EFFECTS[effect]
    tip = ceiling = None
    if shape in UNRELATED:
        expected = _unrelated(rng, total, height, shape)
    else:
        if shape in TIPPING:
            tip, ceiling = _knees(rng, activity[~off], knees)
            curve = slow_fast_flat(tip, ceiling, height, ratio)
        else:
            curve = _bend(rng, activity[~off], height, shape)
        kernel = rng.dirichlet((4, 4, 4)) if shape == "spread" else np.ones(1)
        expected = _delayed(curve(activity.astype(float)), behind, kernel)
        if shape in {"drifting", "straight-drift"}:
            drift = np.linspace(0, rng.uniform(0.15, 0.35) * height, total)
            expected += drift if rng.uniform() < 0.5 else drift[::-1]
    results = np.where(off, 0, _draw(rng, expected, shape))
    kept = slice(_BEFORE, None)
    return Rep(
        shape=shape,
        activity=activity[kept],
        results=results[kept],
        off=off[kept],
        tip=tip,
        ceiling=ceiling,
        lag=None if shape in UNRELATED else behind,
        expected=expected[kept],
    )


def weeks_off(rng: np.random.Generator, weeks: int) -> Array:
    """Return which weeks are off: two to six a year, alone or in pairs."""
    off = np.zeros(weeks, dtype=bool)
    target = rng.uniform(2, 6) * weeks / 52
    while off.sum() < target:
        first = int(rng.integers(0, weeks))
        off[first : first + int(rng.integers(1, 3))] = True
    return off


def activity_of(rng: np.random.Generator, weeks: int, level: float, shape: str = "") -> Array:
    """Return negative-binomial weeks around a level with trend, season and autocorrelation."""
    t = np.arange(weeks)
    slope = rng.uniform(-0.35, 0.35)
    if shape == "trending":
        slope = rng.choice((-1, 1)) * rng.uniform(0.4, 1.0)
    season = rng.uniform(0, 0.25) * np.sin(2 * np.pi * (t / 52 + rng.uniform()))
    strength = rng.uniform(0.6, 0.9) if shape == "autocorrelated" else rng.uniform(0, 0.6)
    wave = _wave(rng, weeks, strength, rng.uniform(0.1, 0.3))
    size = rng.uniform(4, 20)
    means = level * np.exp(slope * (t / weeks - 0.5) + season + wave)
    return np.asarray(rng.negative_binomial(size, size / (size + means)))


def slow_fast_flat(tip: float, ceiling: float, height: float, ratio: float) -> Curve:
    """Return results by activity: slow up to `tip`, `ratio` times as fast to `ceiling`, flat."""
    slow = height / (tip + ratio * (ceiling - tip))
    return lambda x: slow * (np.minimum(x, tip) + ratio * np.clip(x - tip, 0, ceiling - tip))


def _wave(rng: np.random.Generator, weeks: int, strength: float, spread: float) -> Array:
    """Return an AR(1) with a standard deviation of `spread`, steady from the start."""
    shocks = rng.normal(0, spread * np.sqrt(1 - strength**2), weeks)
    wave = np.empty(weeks)
    wave[0] = rng.normal(0, spread)
    for week in range(1, weeks):
        wave[week] = strength * wave[week - 1] + shocks[week]
    return wave


def _knees(rng: np.random.Generator, worked: Array, knees: str) -> tuple[float, float]:
    """Draw the knees until the fast part is at least one unit, and 15% of the tipping point."""
    highest = 0.97 if knees == "wide" else 0.75
    while True:
        low = rng.uniform(0.10, 0.75)
        levels = (low, rng.uniform(low, highest))
        tip, ceiling = np.quantile(worked, levels) + rng.uniform(-0.4, 0.4, 2)
        if tip >= 1 and ceiling - tip >= max(1, 0.15 * tip):
            return float(tip), float(ceiling)


def _bend(rng: np.random.Generator, worked: Array, height: float, shape: str) -> Curve:
    """Return a straight line, or a curve of diminishing returns: smooth or with one bend."""
    busy = float(np.quantile(worked, 0.75)) + 1
    if shape != "concave":
        return lambda x: height * x / busy
    if rng.uniform() < 0.5:
        half = rng.uniform(0.3, 1.5) * busy
        return lambda x: height * (x / (x + half)) * (busy + half) / busy
    bend = float(np.quantile(worked, rng.uniform(0.2, 0.75))) + 0.5
    flat = rng.uniform(0, 0.4)
    return lambda x: height * (np.minimum(x, bend) + flat * np.maximum(x - bend, 0)) / bend


def _delayed(values: Array, lag: int, kernel: Array) -> Array:
    """Return the values felt `lag` weeks later and on; the first ones are taken from the mean."""
    padded = np.concatenate([np.full(_BEFORE, values.mean()), values])
    felt = np.zeros(values.size)
    for week, share in enumerate(kernel):
        first = _BEFORE - lag - week
        felt += share * padded[first : first + values.size]
    return felt


def _unrelated(rng: np.random.Generator, weeks: int, height: float, shape: str) -> Array:
    level = rng.uniform(0.3, 1.0) * height
    if shape == "autocorrelated":
        wave = _wave(rng, weeks, rng.uniform(0.6, 0.9), rng.uniform(0.2, 0.4))
        return np.asarray(level * np.exp(wave))
    if shape == "trending":
        slope = rng.choice((-1, 1)) * rng.uniform(0.4, 1.0)
        return np.asarray(level * np.exp(slope * (np.arange(weeks) / weeks - 0.5)))
    return np.full(weeks, level)


def _draw(rng: np.random.Generator, expected: Array, shape: str) -> Array:
    """Draw Poisson counts, or where they are overdispersed 1.4 to 2.2 times as much variance."""
    if "overdispersed" not in shape:
        return np.asarray(rng.poisson(expected))
    size = np.maximum(expected, 1e-9) / rng.uniform(0.4, 1.2)
    return np.asarray(rng.poisson(rng.gamma(size, np.maximum(expected, 1e-9) / size)))


def rows(made: Rep, after: date) -> Iterator[tuple[str, str, int]]:
    """Yield day, kind and count of meetings held and deals won, to be imported.

    The last week ends on the day before `after`, and each one's counts are spread over its first
    five days.
    """
    weeks = made.off.size
    for week in range(weeks):
        first = after - timedelta(weeks=weeks - week)
        for kind, column in (("meeting_held", made.activity), ("deal_won", made.results)):
            each, more = divmod(int(column[week]), 5)
            for day in range(5):
                count = each + (day < more)
                if count:
                    yield (first + timedelta(days=day)).isoformat(), kind, count


def main() -> None:
    """Print a rep of each shape, or the log of one."""
    options = argparse.ArgumentParser(description="made-up reps")
    options.add_argument("--weeks", type=int, default=16)
    options.add_argument("--seed", type=int, default=0)
    options.add_argument("--level", type=float, help="the level of activity")
    options.add_argument("--lag", type=int)
    options.add_argument("--log", choices=SHAPES, metavar="SHAPE", help="print a log as CSV")
    options.add_argument("--before", type=date.fromisoformat, default=date(2026, 11, 16))
    asked = options.parse_args()
    for shape in [asked.log] if asked.log else SHAPES:
        rng = np.random.default_rng(asked.seed)
        one = rep(rng, shape, asked.weeks, lag=asked.lag, mean=asked.level)
        if asked.log:
            print_log(one, asked.before)
        else:
            print_weeks(shape, one)


def print_log(one: Rep, after: date) -> None:
    """Print a log as CSV; behind it, as `#off 2026-08-03`, the first day of each week off."""
    print("at,kind,count")
    for day, kind, count in rows(one, after):
        print(f"{day},{kind},{count}")
    for week in np.flatnonzero(one.off):
        print(f"#off {after - timedelta(weeks=one.off.size - int(week))}")


def print_weeks(shape: str, one: Rep) -> None:
    """Print a rep week by week, with the truth behind it."""
    known = "" if one.tip is None else f", tip {one.tip:.1f}, ceiling {one.ceiling:.1f}"
    print(f"{shape}: lag {one.lag}{known}")
    print("  activity", *(f"{count:4d}" for count in one.activity))
    print("  results ", *(f"{count:4d}" for count in one.results))
    print("  off     ", *("   x" if week else "   ." for week in one.off))


if __name__ == "__main__":
    main()
