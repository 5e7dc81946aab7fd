"""How often relate() and find() see what is there, and how often what is not.

    python benchmarks/relations.py [--reps 1000] [--seed 0] [--jobs 1]

Made-up reps (see reps.py) whose activity and results have nothing to do with each other: in so many
of them relate() says that they do. Reps with a medium effect: in so many it says so, and the lag is
right. The bar for the lag is on every shape and length but those whose activity is felt over three
weeks, which have no one lag. Weekly rates that never change, with and without more variation
between weeks than chance has: in so many find() says that one did. A rate that goes from 0.12 to
0.18 at 60 calls a week: in so many it is found, and so many weeks away from where it is. Ends
with exit code 1 where a bar is missed.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from typing import NamedTuple, TypeVar

import numpy as np
from reps import SHAPES, TIPPING, UNRELATED, rep

from actlog.analysis.change import find
from actlog.analysis.correlation import relate

GATE = 0.05
WEEKS = (26, 52, 104)
FALSE, LAG, FOUND, AWAY = 0.06, 0.90, 0.95, 1.0
SPREAD = 3
"""What is felt in three weeks has three right lags."""

CALLS, RATE, RAISED = 60, 0.12, 0.18


T = TypeVar("T")


class Row(NamedTuple):
    """One measured figure beside its bar; `least` where it must not be under it, or over it."""

    name: str
    value: float
    bar: float | None
    least: bool = False

    @property
    def missed(self) -> bool:
        """Whether the figure is on the wrong side of its bar."""
        if self.bar is None:
            return False
        return self.value < self.bar if self.least else self.value > self.bar


class Told(NamedTuple):
    """What relate() said of one rep: its p, and whether the lag is the true one."""

    p: float
    right: bool


def related(shape: str, weeks: int, base: int, seed: int) -> Told:
    """Make one rep and ask."""
    made = rep(np.random.default_rng((base, SHAPES.index(shape), weeks, seed)), shape, weeks)
    found = relate(made.activity, made.results, off=made.off, seed=seed)
    true = range(made.lag or 0, (made.lag or 0) + (SPREAD if shape == "spread" else 1))
    return Told(1.0 if found.p is None else found.p, found.lag in true)


def rates(
    weeks: int, intraclass: float, base: int, seed: int, *, raised: bool = False
) -> tuple[float, float]:
    """Return the p of a change in a rate, and how many weeks it is said away from the true one.

    The change lies in the middle half of the weeks. Each week's rate is drawn from a Beta
    distribution whose intraclass correlation is given.
    """
    rng = np.random.default_rng((base, weeks, round(1000 * intraclass), int(raised), seed))
    true = int(rng.integers(weeks // 4, weeks - weeks // 4 + 1))
    rate = np.where((np.arange(weeks) >= true) & raised, RAISED, RATE)
    trials = rng.poisson(CALLS, weeks)
    if intraclass:
        size = 1 / intraclass - 1
        rate = rng.beta(rate * size, (1 - rate) * size)
    found = find(rng.binomial(trials, rate), trials, seed=seed)
    if found.p is None or found.week is None:
        return 1.0, float(weeks)
    return found.p, abs(found.week - true)


def asked(ask: Callable[[int], T], reps: int, jobs: int) -> list[T]:
    """Return what was said of so many reps."""
    if jobs == 1:
        return [ask(seed) for seed in range(reps)]
    with ProcessPoolExecutor(jobs) as pool:
        return list(pool.map(ask, range(reps), chunksize=25))


def relation_rows(reps: int, base: int, jobs: int) -> Iterable[Row]:
    """Yield the false alarms of relate(), then how often the lag is right."""
    for shape in UNRELATED:
        for weeks in WEEKS:
            told = asked(partial(related, shape, weeks, base), reps, jobs)
            alarms = sum(one.p < GATE for one in told) / reps
            yield Row(f"relation: false alarms, {shape}, {weeks} weeks", alarms, FALSE)
    for shape in TIPPING:
        bar = None if shape == "spread" else LAG
        for weeks in WEEKS:
            told = asked(partial(related, shape, weeks, base), reps, jobs)
            shown = [one for one in told if one.p < GATE]
            name = f"{shape}, {weeks} weeks"
            yield Row(f"relation: shown, {name}", len(shown) / reps, None)
            yield Row(f"relation: lag right, {name}", part_right(told), bar, least=True)
            yield Row(f"relation: lag right where shown, {name}", part_right(shown), None)


def part_right(told: Sequence[Told]) -> float:
    """Return in what part the lag is right."""
    return sum(one.right for one in told) / max(len(told), 1)


def change_rows(reps: int, base: int, jobs: int) -> Iterable[Row]:
    """Yield the false alarms of find(), then how often and how near it finds a change."""
    for intraclass in (0.0, 0.02):
        for weeks in WEEKS:
            told = asked(partial(rates, weeks, intraclass, base), reps, jobs)
            alarms = sum(p < GATE for p, _ in told) / reps
            name = f"change: false alarms, intraclass {intraclass}, {weeks} weeks"
            yield Row(name, alarms, FALSE)
    told = asked(partial(rates, 52, 0.0, base, raised=True), reps, jobs)
    name = f"change: {RATE} to {RAISED} found, 52 weeks"
    yield Row(name, sum(p < GATE for p, _ in told) / reps, FOUND, least=True)
    away = float(np.median([weeks for _, weeks in told]))
    yield Row("change: weeks away from the true one (median)", away, AWAY)


def main() -> None:
    """Measure, print each figure beside its bar, and say by the exit code if one is missed."""
    options = argparse.ArgumentParser(description="the bars of relation and change")
    options.add_argument("--reps", type=int, default=1000)
    options.add_argument("--seed", type=int, default=0)
    options.add_argument("--jobs", type=int, default=1)
    options.add_argument("--only", choices=("relation", "change"))
    given = options.parse_args()
    missed = False
    for name, measure in (("relation", relation_rows), ("change", change_rows)):
        if given.only in {None, name}:
            for row in measure(given.reps, given.seed, given.jobs):
                bar = "" if row.bar is None else f"{'>=' if row.least else '<='} {row.bar:.3f}"
                print(f"{row.name:60} {row.value:6.3f} {bar:9}{' MISSED' if row.missed else ''}")
                sys.stdout.flush()
                missed = missed or row.missed
    sys.exit(missed)


if __name__ == "__main__":
    main()
