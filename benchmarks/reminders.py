#!/usr/bin/env python3
"""Run `remind` in every minute of a week, and hold what it says against what it should say.

    python benchmarks/reminders.py [--processes 2] [--story night] [--season spring]

Five model weeks with five reps, three time zones, a week each before summer time begins, before
it ends, and without a change: 10,080 runs of the program with a moving clock for each, on a real
log. What is said must be, to the minute, what the stories' own tables say, and what a model of
the documentation works out, which knows nothing of the program; otherwise the exit code is 1.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from itertools import product
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from tests.remind.simulation import MINUTES, Week
from tests.remind.weeks import STORIES, ZONES

SEASONS = ("spring", "autumn", "plain")


def differences(story: str, zone: str, season: str) -> tuple[str, int, list[str], float]:
    """Run one week; return its name, how often something was said, what differs, and the time."""
    begun = time.perf_counter()
    week = Week(story, zone, season)
    every = week.instants()
    expected = week.expected(every)
    with tempfile.TemporaryDirectory() as folder:
        actual = week.actual(every, Path(folder) / "home")
    differing = []
    for label in map(week.label, every):
        three = [some.get(label) for some in (week.said(), expected, actual)]
        if three.count(three[0]) != 3:
            differing.append(f"{label}: table {three[0]}, model {three[1]}, program {three[2]}")
    spent = time.perf_counter() - begun
    return f"{story}, {zone}, {season}", len(actual), differing, spent


def main() -> int:
    """Run all, and print a line for each."""
    words = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    words.add_argument("--processes", type=int, default=2)
    words.add_argument("--story", choices=STORIES, help="this one alone")
    words.add_argument("--season", choices=SEASONS, help="this one alone")
    given = words.parse_args()
    seasons = [given.season] if given.season else SEASONS
    stories = [given.story] if given.story else STORIES
    weeks = [(story, zone, season) for season, story, zone in product(seasons, stories, ZONES)]
    wrong = runs = 0
    with ProcessPoolExecutor(given.processes) as pool:
        for name, said, differing, spent in pool.map(differences, *zip(*weeks, strict=True)):
            runs += MINUTES
            wrong += len(differing)
            print(f"{name}: spoke {said} times, {len(differing)} differences, {spent:.0f} s")
            print(*differing, sep="\n", end="\n" if differing else "", flush=True)
    print(f"{runs:,} runs in {len(weeks)} weeks, {wrong} differences")
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())
