"""Droughts: working days in a row without anything of a group, beside what is usual for the rep."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from actlog.analysis.averages import median
from actlog.analysis.history import REACH_WEEKS, History, Judged
from actlog.analysis.mix import FIRST, groups
from actlog.analysis.momentum import complete
from actlog.analysis.pace import by_day
from actlog.domain.model_week import Kind, ModelWeek
from actlog.domain.ratio import Ratio
from actlog.domain.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from actlog.domain.entry import DayTotal

WEEKS = REACH_WEEKS
"""How many weeks tell what is usual."""

FEWEST_GAPS = 20
"""Under so many gaps between two days of activity nothing is called unusual."""

SHORTEST = 2
"""A drought has at least so many working days."""


class Drought(Record):
    """A group: the working days without it `now`, since its `last` day (None: never).

    `gaps` are the working days between one day of activity and the next over the last 26 weeks,
    oldest first: 0 where two follow each other. Complete days count: today when its hours are over.
    """

    name: str
    kinds: tuple[Kind, ...]
    last: date | None
    now: int
    gaps: tuple[int, ...]

    @property
    def usual(self) -> Ratio | None:
        """The median of the gaps, None without one."""
        return median(self.gaps) if self.gaps else None

    @property
    def longest(self) -> int | None:
        """The longest of the gaps, None without one."""
        return max(self.gaps, default=None)

    @property
    def most_usual(self) -> int | None:
        """What 19 of 20 gaps are no longer than; None where there are too few of them."""
        if len(self.gaps) < FEWEST_GAPS:
            return None
        return sorted(self.gaps)[-(-19 * len(self.gaps) // 20) - 1]

    @property
    def unusual(self) -> bool:
        """Whether it lasts: at least 2 days, and longer than 19 of 20 gaps."""
        most = self.most_usual
        return most is not None and self.now >= SHORTEST and self.now > most


def droughts(history: History, current: Judged, now: datetime) -> list[Drought]:
    """Return prospecting and follow-up as they stand, where the model of `current` has them.

    `history` holds the weeks before `current` and the days of `current` up to today.
    """
    weeks = [*reversed(history.weeks[:WEEKS]), current]
    first = history.first_day()
    if first is None:
        return []
    worked = [
        day
        for judged in weeks
        for day in complete(judged, now)
        if day >= first and judged.model.calendar.weight(day)
    ]
    between = max(first, weeks[0].week.start), now.date()
    return [
        _drought(name, kinds, history, worked, between)
        for name, kinds in groups(current.model).items()
        if name in FIRST
    ]


def may_be_dry(model: ModelWeek, lately: Sequence[DayTotal], today: date) -> bool:
    """Tell whether a group can be without activity for SHORTEST working days at `today`.

    `lately` are the sums of the last days up to today: a cheap look before `droughts`.
    """
    for kinds in [kinds for name, kinds in groups(model).items() if name in FIRST]:
        last = max([day for kind in kinds for day in by_day(kind, lately)], default=None)
        if last is None:
            return True
        days = [last + timedelta(days=ahead) for ahead in range(1, (today - last).days + 1)]
        if sum(bool(model.calendar.weight(day)) for day in days) >= SHORTEST:
            return True
    return False


def _drought(
    name: str,
    kinds: tuple[Kind, ...],
    history: History,
    worked: Sequence[date],
    between: tuple[date, date],
) -> Drought:
    """Count the worked days between the days of activity, weekends and days off included."""
    every = sorted({day for kind in kinds for day in history.days(kind) if day <= between[1]})
    active = [day for day in every if day >= between[0]]
    gaps, place = [], 0
    for number, day in enumerate(active):
        start = place
        while place < len(worked) and worked[place] < day:
            place += 1
        if number:
            gaps.append(place - start)
        if place < len(worked) and worked[place] == day:
            place += 1
    return Drought(
        name=name,
        kinds=kinds,
        last=every[-1] if every else None,
        now=len(worked) - place if active else len(worked),
        gaps=tuple(gaps),
    )
