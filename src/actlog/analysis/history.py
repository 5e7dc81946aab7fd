"""The complete weeks before a week: what each holds of a kind, and how it weighs."""

from __future__ import annotations

from datetime import date, timedelta

from actlog.analysis.pace import Due, by_day, due, override, share
from actlog.domain.entry import DayTotal
from actlog.domain.model_week import Kind, Lines, ModelWeek, Version, in_force
from actlog.domain.ratio import Ratio
from actlog.domain.record import Record
from actlog.domain.week import NOTHING, ONE, Week

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from actlog.analysis.meetings import Stories

REACH_WEEKS = 26
"""How many counted weeks tell what can still be reached."""

_FURTHEST = 260
"""Five years of weeks: further back nothing is looked for, however many were off."""


class Judged(Record):
    """A complete week and the model that judges it."""

    week: Week
    model: ModelWeek


class Past(Record):
    """What one complete week held of one kind.

    `weight` says how much of a usual week it was, 0 for a week off; `due` are its lines;
    `kind` is what the kind meant then.
    """

    week: Week
    kind: Kind
    count: int
    weight: Ratio
    due: Due

    @property
    def reached(self) -> bool:
        """Whether it was at or above its line."""
        line = self.due.tipping_point
        return line is not None and self.count >= line


def judged_weeks(
    versions: tuple[Version, ...], week: Week, first: date | None, longest: int
) -> list[Judged]:
    """Return the complete weeks before `week` that averages and reach may need, newest first.

    They go back to the week of the log's `first` entry, or as far as the `longest` average
    and 26 counted weeks of every activity need. `versions` carry all time off.
    """
    found: list[Judged] = []
    if first is None:
        return found
    counted = dict.fromkeys([kind.name for kind in versions[-1].model.activities], 0)
    for back in range(1, _FURTHEST + 1):
        one = week.back(back)
        enough = min(counted.values(), default=REACH_WEEKS) >= REACH_WEEKS
        if one.end < first or (back > longest and enough):
            break
        model = in_force(versions, one)
        found.append(Judged(week=one, model=model))
        for name in counted:
            counted[name] += bool(share(model.calendar, one, name))
    return found


def weight(model: ModelWeek, kind: Kind, week: Week, part: Ratio) -> Ratio:
    """Return how much of a usual week this one is for a kind whose share is `part`.

    In a week with figures of its own it is the part that those are of the model's: of the
    tipping point where `weeks:` names it, else of the goal, else of the ceiling.
    """
    lines = override(model, kind, week) or Lines()
    for own, instead in (
        (kind.tipping_point, lines.tipping_point),
        (kind.goal, lines.goal),
        (kind.ceiling, lines.ceiling),
    ):
        if part and own and instead is not None:
            return Ratio(instead, own)
    return part


class History:
    """Judged weeks with their day totals; answers for one kind at a time."""

    def __init__(
        self,
        weeks: Sequence[Judged],
        totals: Iterable[DayTotal],
        told: Sequence[Stories] = (),
    ) -> None:
        """Take the weeks newest first, and totals that cover at least them.

        `told` are the stories of meetings, where the week after them is the current one.
        """
        self.weeks = weeks
        self.told = {stories.closes.name: stories for stories in told}
        self._by_kind: dict[str, list[DayTotal]] = {}
        for total in totals:
            self._by_kind.setdefault(total[1], []).append(total)
        self._days: dict[object, dict[date, int]] = {}
        self._weekly: dict[object, dict[date, int]] = {}
        self._past: dict[object, list[Past]] = {}

    def days(self, kind: Kind) -> dict[date, int]:
        """Return what each day adds to a kind, counted as `kind` is defined."""
        meaning = _meaning(kind)
        if meaning not in self._days:
            self._days[meaning] = by_day(kind, self._by_kind.get(kind.of or kind.name, ()))
        return self._days[meaning]

    def totals(self) -> list[DayTotal]:
        """Return everything that it was given, kind by kind."""
        return [total for totals in self._by_kind.values() for total in totals]

    def first_day(self) -> date | None:
        """Return the earliest day on which there is anything, of any kind; None without one."""
        return min(
            [total[0] for totals in self._by_kind.values() for total in totals], default=None
        )

    def _week_counts(self, kind: Kind, starts: int) -> dict[date, int]:
        meaning = _meaning(kind)
        if meaning not in self._weekly:
            weekly: dict[date, int] = {}
            for day, count in self.days(kind).items():
                start = day - timedelta(days=(day.weekday() - starts) % 7)
                weekly[start] = weekly.get(start, 0) + count
            self._weekly[meaning] = weekly
        return self._weekly[meaning]

    def past(self, kind: Kind) -> list[Past]:
        """Return the weeks as they count for a kind, newest first, weeks off included.

        Each is counted and judged by its own model; where that has no such kind, it is
        counted as the kind is now, without lines.
        """
        meaning = _meaning(kind)
        if meaning not in self._past:
            self._past[meaning] = self._judged_by_its_time(kind)
        return [*self._past[meaning]]

    def _judged_by_its_time(self, kind: Kind) -> list[Past]:
        found = []
        plain: tuple[ModelWeek, Kind | None, Due] | None = None
        for judged in self.weeks:
            week, model = judged.week, judged.model
            part = share(model.calendar, week, kind.name)
            usual = part == ONE and model.special(week) is None
            if usual and plain is not None and plain[0] is model:
                _, own, lines = plain
            else:
                own = model.kind(kind.name)
                lines = due(model, own, week, part) if own else Due()
                plain = (model, own, lines) if usual else plain
            counted = own or kind
            counts = self._week_counts(counted, week.start.weekday())
            found.append(
                Past(
                    week=week,
                    kind=counted,
                    count=counts.get(week.start, 0),
                    weight=weight(model, own, week, part) if own and not usual else part,
                    due=lines,
                )
            )
        return found


def counted(past: Iterable[Past]) -> list[Past]:
    """Return the weeks that count: those that are not off."""
    return [week for week in past if week.weight > NOTHING]


def _meaning(kind: Kind) -> tuple[object, ...]:
    """Return what decides how a kind is counted, so that versions which agree share work."""
    return kind.name, kind.of, kind.of_outcomes, kind.uncounted, kind.timebox
