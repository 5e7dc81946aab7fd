#!/usr/bin/env python3
"""Hold the tipping point's estimator to its bars, on made-up reps whose truth is known.

    python benchmarks/tipping.py [--reps 400] [--null-reps 1000] [--jobs 2] [--knees close]

For each effect and length: the error of the tipping point (relative, median), how often its 90%
interval covers the truth, how wide that is (relative, median), how often the lag is right and the
tipping point shown. Then the same for other shapes, which have no bars, and how often one is shown
where there is none. A bar that is missed is marked, and the exit code is 1.
"""

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # before numpy: one process, one thread

import argparse
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import NamedTuple

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from actlog.analysis.tipping import estimate
from benchmarks.reps import EFFECTS, RELATED, TIPPING, UNRELATED, rep


class Cell(NamedTuple):
    """Reps of one kind."""

    shape: str
    effect: str
    weeks: int
    knees: str
    reps: int
    seed: int


class Bar(NamedTuple):
    """What a cell of the slow-fast-flat shape must reach."""

    error: float
    width: float
    shown: float


class Outcome(NamedTuple):
    """One rep: NaN where the rep has no tipping point."""

    error: float
    covered: float
    width: float
    ceiling: float
    lag: float
    shown: bool
    seconds: float


BARS = {
    ("medium", 52): Bar(0.060, 0.42, 0.68),
    ("medium", 104): Bar(0.047, 0.29, 0.91),
    ("strong", 52): Bar(0.034, 0.21, 0.92),
    ("strong", 104): Bar(0.023, 0.14, 0.98),
}
LEAST_COVER, MOST_COVER = 0.88, 0.97
LAG = 0.97
FALSE, FALSE_POOLED = 0.06, 0.04
SECONDS = 0.15
LENGTHS = (26, 52, 104)


def main() -> int:
    """Run all cells and print the tables."""
    options = argparse.ArgumentParser(description="bars of the tipping point's estimator")
    options.add_argument("--reps", type=int, default=400)
    options.add_argument("--null-reps", type=int, default=1000)
    options.add_argument("--jobs", type=int, default=1)
    options.add_argument("--seed", type=int, default=0)
    options.add_argument("--knees", choices=("wide", "close"), default="close")
    options.add_argument("--only", choices=("tips", "shapes", "none"))
    asked = options.parse_args()
    with ProcessPoolExecutor(asked.jobs) as pool:
        run = _Run(pool, asked.seed, asked.knees)
        if asked.only in {None, "tips"}:
            run.tips(asked.reps)
        if asked.only in {None, "shapes"}:
            run.shapes(asked.reps)
        if asked.only in {None, "none"}:
            run.nulls(asked.null_reps)
    print(f"{run.missed} bars missed" if run.missed else "every bar reached")
    return 1 if run.missed else 0


class _Run:
    """The cells in order, and how many bars were missed."""

    def __init__(self, pool: ProcessPoolExecutor, seed: int, knees: str) -> None:
        self.pool, self.seed, self.knees = pool, seed, knees
        self.missed = 0

    def outcomes(self, shape: str, effect: str, weeks: int, reps: int) -> dict[str, np.ndarray]:
        cell = Cell(shape, effect, weeks, self.knees, reps, self.seed)
        tasks = [(cell, number) for number in range(reps)]
        rows = list(self.pool.map(_one, tasks, chunksize=10))
        columns = zip(*rows, strict=True)
        return dict(zip(Outcome._fields, map(np.array, columns), strict=True))

    def mark(self, value: float, *, good: bool, bar: str) -> str:
        self.missed += not good
        return f"{value:.3f} {'' if good else '!'}({bar})"

    def tips(self, reps: int) -> None:
        print(f"slow-fast-flat, {reps} reps a cell, knees {self.knees}, bars in brackets")
        print(
            "effect  weeks  error            cover             width            lag            "
            " shown"
        )
        for (effect, weeks), bar in BARS.items():
            found = self.outcomes("slow-fast-flat", effect, weeks, reps)
            error, cover = np.median(found["error"]), found["covered"].mean()
            width, lag = np.median(found["width"]), found["lag"].mean()
            shown = found["shown"].mean()
            covers = LEAST_COVER <= cover <= MOST_COVER
            seconds = float(np.median(found["seconds"]))
            self.missed += weeks == 104 and seconds > SECONDS
            print(
                f"{effect:7s} {weeks:4d} ",
                self.mark(error, good=error <= bar.error, bar=f"<= {bar.error:.3f}"),
                self.mark(cover, good=covers, bar=f"{LEAST_COVER}-{MOST_COVER}"),
                self.mark(width, good=width <= bar.width, bar=f"<= {bar.width:.2f}"),
                self.mark(lag, good=lag >= LAG, bar=f">= {LAG}"),
                self.mark(shown, good=shown >= bar.shown, bar=f">= {bar.shown:.2f}"),
                f"{seconds * 1000:.0f} ms",
                flush=True,
            )
        found = self.outcomes("slow-fast-flat", "medium", 26, reps)
        lag = found["lag"].mean()
        print("medium    26  lag", self.mark(lag, good=lag >= LAG, bar=f">= {LAG}"), flush=True)

    def shapes(self, reps: int) -> None:
        print(f"other shapes, and short histories, {reps} reps a cell, no bars")
        print("shape            effect  weeks  error  cover  width  ceiling  lag    shown")
        cells = [("slow-fast-flat", effect, 26) for effect in EFFECTS]
        cells += [
            (shape, effect, weeks)
            for shape in TIPPING[1:]
            for effect in EFFECTS
            for weeks in (52, 104)
        ]
        for shape, effect, weeks in cells:
            found = self.outcomes(shape, effect, weeks, reps)
            print(
                f"{shape:16s} {effect:7s} {weeks:4d}   {np.median(found['error']):.3f}  "
                f"{found['covered'].mean():.3f}  {np.median(found['width']):.3f}  "
                f"{np.nanmean(found['ceiling']):.3f}    {found['lag'].mean():.3f}  "
                f"{found['shown'].mean():.3f}",
                flush=True,
            )

    def nulls(self, reps: int) -> None:
        print(
            f"shown where there is none, {reps} reps a cell, {' / '.join(map(str, LENGTHS))} weeks"
        )
        rates: list[float] = []
        for shape, effect in _nulls():
            row = [
                float(self.outcomes(shape, effect, weeks, reps)["shown"].mean())
                for weeks in LENGTHS
            ]
            rates += row
            marks = [self.mark(rate, good=rate <= FALSE, bar=f"<= {FALSE}") for rate in row]
            print(f"{shape:24s} {effect:7s}", *marks, flush=True)
        pooled = float(np.mean(rates))
        good = pooled <= FALSE_POOLED
        print("pooled", self.mark(pooled, good=good, bar=f"<= {FALSE_POOLED}"), flush=True)


def _nulls() -> Iterator[tuple[str, str]]:
    yield from ((shape, "medium") for shape in (*UNRELATED, *RELATED))
    yield from ((shape, "strong") for shape in RELATED)


def _one(task: tuple[Cell, int]) -> Outcome:
    """Make one rep and estimate its tipping point."""
    cell, number = task
    name = [ord(letter) for letter in cell.shape + cell.effect]
    rng = np.random.default_rng([cell.seed, number, cell.weeks, *name])
    one = rep(rng, cell.shape, cell.weeks, effect=cell.effect, knees=cell.knees)
    began = time.process_time()
    found = estimate(one.activity, one.results, off=one.off, seed=number)
    seconds = time.process_time() - began
    error = covered = width = ceiling = float("nan")
    if one.tip is not None and found.tip is not None:
        error = abs(found.tip - one.tip) / one.tip
        covered = float(found.tip_low <= one.tip <= found.tip_high)
        width = (found.tip_high - found.tip_low) / one.tip
    if one.ceiling is not None and found.ceiling is not None:
        ceiling = float(found.ceiling_low <= one.ceiling <= found.ceiling_high)
    right = float(found.lag == one.lag)
    return Outcome(error, covered, width, ceiling, right, found.shown, seconds)


if __name__ == "__main__":
    sys.exit(main())
