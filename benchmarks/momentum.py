"""How often the coach's rules about momentum speak where nothing happened, and how soon else.

    python benchmarks/momentum.py [--reps 100] [--seed 0]

Made-up reps live four activities for two years: negative-binomial weeks, steady or with a trend, a
season and autocorrelation of their own (see reps.py), spread over the weekdays. With some of them
every activity falls in the 80th week to 70%, 60% or 50% of itself, or prospecting ends that Monday.
Printed are the share of the weeks before in which a rule speaks, and after how many working days
it speaks of the fall. Ends with exit code 1 where steady reps hear of one in more than 2% of weeks.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

import numpy as np
from reps import activity_of

from actlog.analysis.coach.momentum_rules import falling
from actlog.analysis.drought import droughts
from actlog.analysis.history import History, Judged
from actlog.analysis.momentum import momentum
from actlog.domain.entry import DayTotal
from actlog.domain.model_week import Kind, ModelWeek
from actlog.domain.ratio import Ratio
from actlog.domain.week import Calendar, Week

WEEKS, FALLS, KNOWN = 104, 80, 30
FIRST = date(2024, 1, 1)
KINDS = (
    ("call", 100, "prospecting"),
    ("touch", 25, "follow-up"),
    ("set", 8, None),
    ("held", 6, None),
)
CALENDAR = Calendar(weights=(*[Ratio(1)] * 5, Ratio(0), Ratio(0)), hours=(510, 1050))
MODEL = ModelWeek(
    name="made up",
    activities=tuple(
        [
            Kind(name=name, tipping_point=mean * 9 // 10, ceiling=2 * mean, group=group)
            for name, mean, group in KINDS
        ]
    ),
    calendar=CALENDAR,
)
BAR = 0.02


class Heard(NamedTuple):
    """In which part of the quiet weeks a rule spoke, and on which day after the fall, if on any."""

    quiet: float
    after: int | None


def totals(rng: np.random.Generator, *, steady: bool, kept: float, ends: bool) -> list[DayTotal]:
    """Make up two years; from the fall on `kept` of it is left, or nothing of the calls."""
    found: list[DayTotal] = []
    for name, mean, _ in KINDS:
        size = rng.uniform(4, 20)
        weekly = rng.negative_binomial(size, size / (size + mean), WEEKS)
        if not steady:
            weekly = activity_of(rng, WEEKS, mean)
        days = rng.multinomial(weekly, rng.dirichlet(40 * np.ones(5)))
        days[FALLS:] = rng.binomial(days[FALLS:], 0 if ends and name == "call" else kept)
        for (week, day), count in np.ndenumerate(days):
            if count:
                found.append((FIRST + timedelta(days=7 * week + day), name, None, int(count), 0, 0))
    return sorted(found, key=lambda one: one[0])


def of_momentum(made: list[DayTotal]) -> Heard:
    """Ask on the evening of every working day whether momentum falls."""
    weeks = [Judged(week=Week(start=FIRST + timedelta(weeks=n)), model=MODEL) for n in range(WEEKS)]
    history = History(weeks[-2::-1], made)
    days = momentum(history, weeks[-1], evening(weeks[-1].week.end))
    return heard([falling(days[: number + 1]) for number in range(len(days))])


def of_drought(made: list[DayTotal]) -> Heard:
    """Ask on the evening of every working day whether a group has dried up."""
    said = []
    for number in range(WEEKS):
        week = Week(start=FIRST + timedelta(weeks=number))
        before = [
            Judged(week=week.back(back), model=MODEL) for back in range(1, min(number, 27) + 1)
        ]
        for day in week.days()[:5]:
            known = [one for one in made if one[0] <= day and one[0] > day - timedelta(weeks=30)]
            asked = droughts(History(before, known), Judged(week=week, model=MODEL), evening(day))
            said.append(any(one.unusual for one in asked))
    return heard(said)


def evening(day: date) -> datetime:
    """Return an hour at which a day's work is over."""
    return datetime(day.year, day.month, day.day, 20, tzinfo=UTC)


def heard(said: Sequence[bool]) -> Heard:
    """Count the quiet weeks with a word in them, and the days to the first word after the fall."""
    quiet = [any(said[day : day + 5]) for day in range(5 * KNOWN, 5 * FALLS, 5)]
    after = next((day for day, one in enumerate(said[5 * FALLS :], 1) if one), None)
    return Heard(sum(quiet) / len(quiet), after)


def cases() -> Iterator[tuple[str, str, dict[str, object]]]:
    """Yield a name, the rule, and how the reps are made."""
    plain: dict[str, object] = {"steady": True, "kept": 1.0, "ends": False}
    yield "steady", "momentum-falling", plain
    yield "with trend, season and waves", "momentum-falling", plain | {"steady": False}
    for kept in (0.7, 0.6, 0.5):
        yield f"falls to {kept:.0%}", "momentum-falling", plain | {"kept": kept}
    yield "steady", "drought", plain
    yield "prospecting ends", "drought", plain | {"ends": True}


def main() -> int:
    """Print a line for each case."""
    options = argparse.ArgumentParser(description="the coach's rules about momentum")
    options.add_argument("--reps", type=int, default=100)
    options.add_argument("--seed", type=int, default=0)
    given = options.parse_args()
    right = True
    for name, rule, made in cases():
        ask = of_momentum if rule == "momentum-falling" else of_drought
        answers = [
            ask(totals(np.random.default_rng((given.seed, number)), **made))
            for number in range(given.reps)
        ]
        quiet = sum(one.quiet for one in answers) / len(answers)
        days = sorted([one.after for one in answers if one.after is not None])
        right = right and quiet <= BAR
        tail = ""
        if made != {"steady": True, "kept": 1.0, "ends": False} and made["steady"]:
            within = [sum(day <= limit for day in days) / len(answers) for limit in (5, 10, 20)]
            middle = days[len(days) // 2] if days else "-"
            tail = f", heard after {middle} days (median), " + ", ".join(
                f"{share:.0%} within {limit}"
                for share, limit in zip(within, (5, 10, 20), strict=True)
            )
        print(f"{rule:17} {name:29} in {quiet:.1%} of quiet weeks{tail}", flush=True)
    return 0 if right else 1


if __name__ == "__main__":
    sys.exit(main())
