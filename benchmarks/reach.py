"""Whether `reach` keeps its word: of the weeks said to be reached with 70%, about 70% are.

    python benchmarks/reach.py [--reps 400] [--seed 0] [--lines 0.10 0.75]

Made-up reps (see reps.py) work two years. Their weeks are spread over the weekdays by a habit of
their own; with half of them a good Monday tells of a good Friday (the week's effort is one), with
the others each day goes as it goes. Half of them take whole weeks off; with the others holidays of
up to two weeks, single days and half days cut weeks anywhere. The line lies between two quantiles
of the rep's own weeks, the 10% and the 75% one. In every fourth week from the 30th on the real
`reach` is asked at five moments, and what it says is held against what the week came to.

Prints a table by fifths of what was said: the mean of it, the share of weeks that reached their
line, and how often it was asked. Ends with exit code 1 where a fifth of all reps misses its bar: of
the weeks said to be reached with 0.6 to 0.8, 60 to 80% are. A miss of one sort of rep is marked.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

import numpy as np
from reps import MEANS, activity_of, weeks_off

from actlog.analysis.history import History, Judged
from actlog.analysis.pace import activity
from actlog.analysis.reach import reach
from actlog.domain.entry import DayTotal
from actlog.domain.model_week import Kind, ModelWeek
from actlog.domain.ratio import Ratio
from actlog.domain.week import Calendar, TimeOff, Week

WEEKS, FROM, EVERY = 104, 30, 4
FIRST = date(2024, 1, 1)
HOURS = (8 * 60 + 30, 17 * 60 + 30)
MOMENTS = ((0, 12, 0), (1, 17, 30), (2, 13, 0), (3, 10, 0), (4, 9, 30))
"""Weekday, hour and minute at which it is asked."""

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri")

SPREADS = ("week by week", "day by day")
RESTS = ("weeks off", "days off")

FIFTHS = 5
_BLOCK = 6


class Asked(NamedTuple):
    """What was said once, and whether the week reached its line."""

    chance: float
    reached: bool
    sorts: tuple[str, ...]


class Diary(NamedTuple):
    """What a rep did: by day, and the times of day; with the model week that judges it."""

    model: ModelWeek
    minutes: dict[date, np.ndarray]


def diary(
    rng: np.random.Generator, mean: float, spread: str, rest: str, lines: tuple[float, float]
) -> Diary:
    """Make up two years of one kind of activity."""
    friday = rng.choice((1.0, 0.5))
    habit = rng.dirichlet(40 * np.array([1, 1, 1, 1, friday]))
    counts = rng.multinomial(activity_of(rng, WEEKS, mean), habit)
    if spread == "day by day":
        for first in range(0, WEEKS, _BLOCK):
            for day in range(5):
                rng.shuffle(counts[first : first + _BLOCK, day])
    line = max(1, round(float(np.quantile(counts.sum(axis=1), rng.uniform(*lines)))))
    weights = (*[Ratio(1)] * 4, Ratio(1, 2) if friday < 1 else Ratio(1), Ratio(0), Ratio(0))
    calendar = Calendar(weights=weights, hours=HOURS, time_off=tuple(time_off(rng, rest)))
    kind = Kind(name="call", tipping_point=line)
    model = ModelWeek(name="made up", activities=(kind,), calendar=calendar)
    minutes = {}
    for place, count in np.ndenumerate(counts):
        day = FIRST + timedelta(days=7 * place[0] + place[1])
        begin, end = calendar.hours_on(day)
        kept = rng.binomial(count, float(calendar.part(day)))
        if kept:
            minutes[day] = np.sort(rng.integers(begin, end, kept))
    return Diary(model, minutes)


def time_off(rng: np.random.Generator, rest: str) -> Iterator[TimeOff]:
    """Yield two years of time off: whole weeks, or holidays, single days and halves anywhere."""
    if rest == "weeks off":
        for number in np.flatnonzero(weeks_off(rng, WEEKS)):
            first = FIRST + timedelta(weeks=int(number))
            yield TimeOff(first=first, last=first + timedelta(days=6))
        return
    for longest, times in ((14, 8), (4, 8), (1, 8)):
        for begin in rng.integers(0, 7 * WEEKS, times):
            first = FIRST + timedelta(days=int(begin))
            last = first + timedelta(days=int(rng.integers(0, longest)))
            part = str(rng.choice(("am", "pm"))) if longest == 1 else "day"
            yield TimeOff(first=first, last=last, part=part)


def asked(rep: Diary, sorts: tuple[str, ...]) -> Iterator[Asked]:
    """Ask the real `reach` in many weeks, and see what these come to."""
    model, calendar = rep.model, rep.model.calendar
    kind = model.activities[0]
    totals = [(day, "call", None, len(times), 0, 0) for day, times in sorted(rep.minutes.items())]
    weeks = [Week(start=FIRST + timedelta(weeks=number)) for number in range(WEEKS)]
    for number in range(FROM, WEEKS, EVERY):
        week = weeks[number]
        before = [Judged(week=one, model=model) for one in reversed(weeks[:number])]
        history = History(before, totals)
        past = history.past(kind)
        for weekday, hour, minute in MOMENTS:
            day = week.start + timedelta(days=weekday)
            now = datetime(day.year, day.month, day.day, hour, minute, tzinfo=UTC)
            standing = activity(model, kind, _until(rep, week, now), now)
            found = reach(kind, standing, past, history, calendar, week, now)
            if standing.gap and found.chance is not None and standing.tipping_point is not None:
                whole = sum(len(rep.minutes.get(one, ())) for one in week.days())
                reached = whole >= standing.tipping_point
                yield Asked(float(found.chance), reached, (*sorts, f"{now:%a %H:%M}"))


def _until(rep: Diary, week: Week, now: datetime) -> list[DayTotal]:
    """Return what the week held by now."""
    totals: list[DayTotal] = []
    for day in week.days():
        times = rep.minutes.get(day, np.empty(0))
        minute = now.hour * 60 + now.minute if day == now.date() else 24 * 60
        if day <= now.date():
            totals.append((day, "call", None, int(np.searchsorted(times, minute)), 0, 0))
    return totals


def about(mean: float) -> str:
    """Return how a level of activity is called."""
    return f"about {mean:.0f} a week"


def _place(moment: str) -> int:
    return DAYS.index(moment[:3])


def heading() -> None:
    """Print what stands in the columns."""
    heads = [f"said {f / FIFTHS:.1f} to {(f + 1) / FIFTHS:.1f}" for f in range(FIFTHS)]
    print(f"{'':18}", *[f"{head:19}" for head in heads])


def row(name: str, answers: list[Asked]) -> bool:
    """Print a row with a cell for each fifth; return whether all keep their word."""
    cells, kept = [], True
    for fifth in range(FIFTHS):
        low, high = fifth / FIFTHS, (fifth + 1) / FIFTHS
        inside = [one for one in answers if low <= one.chance < high]
        if not inside:
            cells.append(f"{'-':>19}")
            continue
        said = sum(one.chance for one in inside) / len(inside)
        came = sum(one.reached for one in inside) / len(inside)
        held = low <= came <= high
        kept = kept and held
        cells.append(f"{said:.2f} {came:.3f}{' ' if held else '!'}{len(inside):8,}")
    print(f"{name:18}", *cells)
    return kept


def main() -> int:
    """Print the calibration of all reps, and of each sort."""
    options = argparse.ArgumentParser(description="the calibration of reach")
    options.add_argument("--reps", type=int, default=400)
    options.add_argument("--seed", type=int, default=0)
    options.add_argument("--lines", type=float, nargs=2, default=(0.10, 0.75))
    given = options.parse_args()
    answers: list[Asked] = []
    for number in range(given.reps):
        rng = np.random.default_rng((given.seed, number))
        spread, rest = SPREADS[number % 2], RESTS[number // 2 % 2]
        mean = float(rng.choice(MEANS))
        made = diary(rng, mean, spread, rest, given.lines)
        answers += asked(made, (spread, rest, about(mean)))
    heading()
    kept = row("all", answers)
    moments = dict.fromkeys([one.sorts[-1] for one in answers])
    for sort in (*SPREADS, *RESTS, *[about(mean) for mean in MEANS], *sorted(moments, key=_place)):
        row(sort, [one for one in answers if sort in one.sorts])
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
