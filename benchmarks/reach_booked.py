"""Whether `reach` keeps its word for meetings, which are booked days before they are held.

    python benchmarks/reach_booked.py [--reps 120] [--seed 0]

As reach.py, for the kind that `closes` another: made-up reps set a negative-binomial number of
meetings a week, each one to twelve days ahead; 60 to 95% of those that are planned are held. What
is booked by now is known to `reach`, and so is what was booked by then in each past week.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

import numpy as np
from reach import EVERY, FIRST, FROM, HOURS, MOMENTS, WEEKS, Asked, heading, row
from reps import activity_of

from actlog.analysis.history import History, Judged
from actlog.analysis.meetings import follow
from actlog.analysis.pace import activity
from actlog.analysis.reach import reach
from actlog.domain.entry import DayTotal, Moment
from actlog.domain.model_week import Kind, ModelWeek
from actlog.domain.ratio import Ratio
from actlog.domain.story import Step
from actlog.domain.week import Calendar, Week

SET = Kind(name="set", closed_by="held")
MEANS = (5.0, 8.0, 12.0, 20.0)
LONGEST_AHEAD = 12


class Meeting(NamedTuple):
    """When it was set, when it is planned for, and whether it is held then."""

    set: datetime
    planned: datetime
    held: bool


def meetings(rng: np.random.Generator, mean: float) -> list[Meeting]:
    """Make up two years of meetings, in the order in which they were set."""
    show = rng.uniform(0.6, 0.95)
    usual = rng.uniform(2, 5)
    found = []
    for week, count in enumerate(activity_of(rng, WEEKS, mean)):
        for _ in range(int(count)):
            begun = _instant(rng, FIRST + timedelta(days=7 * week + int(rng.integers(0, 5))))
            ahead = min(1 + int(rng.poisson(usual)), LONGEST_AHEAD)
            planned = begun.date() + timedelta(days=ahead)
            planned += timedelta(days=max(0, 7 - planned.weekday()) if planned.weekday() > 4 else 0)
            found.append(Meeting(begun, _instant(rng, planned), bool(rng.uniform() < show)))
    return sorted(found)


def _instant(rng: np.random.Generator, day: date) -> datetime:
    minute = int(rng.integers(*HOURS))
    return datetime(day.year, day.month, day.day, minute // 60, minute % 60, tzinfo=UTC)


def known(all_: list[Meeting], now: datetime) -> tuple[list[DayTotal], list[Step]]:
    """Return what the log holds by now."""
    totals: list[DayTotal] = []
    steps = []
    for number, one in enumerate(all_):
        if one.set > now:
            break
        who, uid, when = f"a{number}", f"s{number}", Moment.of(one.planned)
        first = (2 * number, uid, one.set.date(), one.set, "set", 1, None, who, None, when, None)
        steps.append(Step(first))
        if one.planned <= now:
            outcome, day = None if one.held else "no-show", one.planned.date()
            last = (2 * number + 1, f"e{number}", day, one.planned, "held", 1, outcome, who, None)
            steps.append(Step((*last, None, uid)))
            totals.append((day, "held", outcome, 1, 0, 0))
    return totals, steps


def asked(rng: np.random.Generator, mean: float) -> Iterator[Asked]:
    """Ask the real `reach` in many weeks, and see what these come to."""
    made = meetings(rng, mean)
    weekly = np.zeros(WEEKS + 4)
    for one in made:
        weekly[(one.planned.date() - FIRST).days // 7] += one.held
    line = max(1, round(float(np.quantile(weekly[4:WEEKS], rng.uniform(0.10, 0.75)))))
    kind = Kind(name="held", closes="set", tipping_point=line)
    calendar = Calendar(weights=(*[Ratio(1)] * 5, Ratio(0), Ratio(0)), hours=HOURS)
    model = ModelWeek(name="made up", activities=(kind, SET), calendar=calendar)
    weeks = [Week(start=FIRST + timedelta(weeks=number)) for number in range(WEEKS)]
    for number in range(FROM, WEEKS, EVERY):
        week = weeks[number]
        before = [Judged(week=one, model=model) for one in reversed(weeks[:number])]
        for weekday, hour, minute in MOMENTS:
            day = week.start + timedelta(days=weekday)
            now = datetime(day.year, day.month, day.day, hour, minute, tzinfo=UTC)
            totals, steps = known(made, now)
            history = History(before, totals, [follow(SET, kind, steps)])
            standing = activity(model, kind, totals, now)
            found = reach(kind, standing, history.past(kind), history, calendar, week, now)
            if standing.gap and found.chance is not None:
                sorts = (f"{mean:.0f} set a week", f"{now:%a %H:%M}")
                yield Asked(float(found.chance), weekly[number] >= line, sorts)


def main() -> int:
    """Print the calibration of all reps, and of each sort."""
    options = argparse.ArgumentParser(description="the calibration of reach for meetings")
    options.add_argument("--reps", type=int, default=120)
    options.add_argument("--seed", type=int, default=0)
    given = options.parse_args()
    answers: list[Asked] = []
    for number in range(given.reps):
        rng = np.random.default_rng((given.seed, number))
        answers += asked(rng, MEANS[number % len(MEANS)])
    heading()
    kept = row("all", answers)
    for place in (0, 1):
        for sort in dict.fromkeys([one.sorts[place] for one in answers]):
            row(sort, [one for one in answers if sort in one.sorts])
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
