"""Momentum: how near the rep's days come to the model week, over six weeks and over one.

After the training-load charts of endurance sport, which set the load of the last days against
the load that a body is used to. Personal response constants are not fitted: they cannot be
identified from such series (Hellard et al. 2006). Loads are exact; the means are floats.
"""

from __future__ import annotations

from datetime import date, datetime
from math import exp

from actlog.analysis.history import History, Judged
from actlog.analysis.pace import due
from actlog.domain.model_week import Kind, ModelWeek
from actlog.domain.ratio import Ratio, total
from actlog.domain.record import Record
from actlog.domain.week import NOTHING, ONE, TimeOff, Week

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

BASE_DAYS, RECENT_DAYS = 30, 5
"""The time constants of the two means, in working days: six weeks and one."""

WARMING_UP = 30
"""So many working days pass before the means are worth a judgement."""

MODEL_LOAD = 100
"""The load of a day that lives the model week."""


class Day(Record):
    """One complete working day: its `weight`, its `load`, and the means as they are behind it."""

    day: date
    weight: Ratio
    load: Ratio
    base: float
    recent: float
    warming_up: bool

    @property
    def trend(self) -> float:
        """How far the last days are above what the rep is used to; below 0 when under it."""
        return self.recent - self.base


class Mean:
    """An exponentially weighted mean that forgets with a time constant, in working days.

    A day of weight w is a step of 1 - exp(-w / T). The start at 0 is taken out by dividing by
    the weight that real days have, 1 - Π(1 - step), so that the first value is the first load.
    """

    __slots__ = ("_constant", "_left", "_sum")

    def __init__(self, constant: int) -> None:
        """Begin without a day."""
        self._constant = constant
        self._sum, self._left = 0.0, 1.0

    def add(self, load: float, weight: float) -> float:
        """Take one day's load, of a weight above 0, and return the mean with it."""
        step = 1 - exp(-weight / self._constant)
        self._sum += step * (load - self._sum)
        self._left *= 1 - step
        return self._sum / (1 - self._left)


def momentum(history: History, current: Judged, now: datetime) -> list[Day]:
    """Return every complete working day since the log's first entry, oldest first.

    `current` is the week of `now`, whose days up to today `history` holds as well. Today is
    complete once its working hours are over. Each day is judged by the model of its week.
    """
    first = history.first_day()
    weeks = [*reversed(history.weeks), current]
    base, recent = Mean(BASE_DAYS), Mean(RECENT_DAYS)
    loads = _Loads(history)
    found: list[Day] = []
    for judged in weeks:
        for day in complete(judged, now):
            load = loads.of(judged, day) if first is not None and day >= first else None
            weight = judged.model.calendar.weight(day) if load is not None else NOTHING
            if load is None or not weight:
                continue
            found.append(
                Day(
                    day=day,
                    weight=weight,
                    load=load,
                    base=base.add(float(load), float(weight)),
                    recent=recent.add(float(load), float(weight)),
                    warming_up=len(found) < WARMING_UP,
                )
            )
    return found


def complete(judged: Judged, now: datetime) -> list[date]:
    """Return the days of a week that are over; today is when its working hours are."""
    today = now.date()
    over = judged.model.calendar.day_gone(now) == ONE
    return [day for day in judged.week.days() if day < today or (day == today and over)]


class _Asked(Record):
    """What a week asks of one kind.

    `days` is what each day holds; `weights` the weights of the seven days; `lines` what each
    asks, None without a line; `most` how many times as much counts at most, None for no end.
    """

    name: str
    days: dict[date, int]
    weights: tuple[Ratio, ...]
    lines: tuple[Ratio, ...] | None
    most: Ratio | None


class _Loads:
    """The loads of days, asked for in order: work on a day of no weight waits for the next one."""

    def __init__(self, history: History) -> None:
        self._history = history
        self._waiting: dict[str, int] = {}
        self._parts: dict[tuple[Ratio, Ratio | None, int], Ratio] = {}
        self._asked: list[_Asked] = []
        self._of: Judged | None = None
        self._plain: ModelWeek | None = None

    def of(self, judged: Judged, day: date) -> Ratio | None:
        """Return a day's load, or None where nothing is asked of it."""
        if self._of is not judged:
            self._begin(judged)
        place = (day - judged.week.start).days
        parts = []
        for one in self._asked:
            done = self._waiting.pop(one.name, 0) + one.days.get(day, 0)
            if not one.weights[place]:
                self._waiting[one.name] = done
            elif one.lines is not None:
                parts.append(self._part(one.lines[place], one.most, done))
        return total(parts) * MODEL_LOAD / len(parts) if parts else None

    def _part(self, line: Ratio, most: Ratio | None, done: int) -> Ratio:
        """Return how much of a day's line is done, as far as it counts; most days are alike."""
        asked = (line, most, done)
        found = self._parts.get(asked)
        if found is None:
            found = done / line
            if most is not None and most < found:
                found = most
            self._parts[asked] = found
        return found

    def _begin(self, judged: Judged) -> None:
        """Take a week's figures; weeks without time off or figures of their own share them."""
        model, week = judged.model, judged.week
        off = [one for one in model.calendar.time_off if _touches(one, week)]
        plain = model if not off and model.special(week) is None else None
        if plain is None or self._plain is not plain:
            self._asked = [self._asks(judged, kind) for kind in model.activities]
        self._of, self._plain = judged, plain

    def _asks(self, judged: Judged, kind: Kind) -> _Asked:
        model, week = judged.model, judged.week
        weights = tuple([model.calendar.weight(day, kind.name) for day in week.days()])
        due_ = due(model, kind, week)
        line = due_.goal if due_.goal is not None else due_.tipping_point
        whole = sum(weights, NOTHING)
        return _Asked(
            name=kind.name,
            days=self._history.days(kind),
            weights=weights,
            lines=tuple([line * weight / whole for weight in weights]) if line and whole else None,
            most=max(ONE, due_.ceiling / line) if line and due_.ceiling is not None else None,
        )


def _touches(off: TimeOff, week: Week) -> bool:
    return off.first <= week.end and off.last >= week.start


def at_end(days: Iterable[Day], weeks: Sequence[Week]) -> list[Day | None]:
    """Return how each of the weeks, oldest first, was left: its last complete working day.

    A week without one, because it was off or before the log began, has None.
    """
    by_day = {one.day: one for one in days}
    found = []
    for week in weeks:
        ended = [by_day[day] for day in week.days() if day in by_day]
        found.append(ended[-1] if ended else None)
    return found
