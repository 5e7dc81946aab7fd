"""Everything that `momentum` shows: means, droughts, the mix, streaks, buffers and bests."""

from __future__ import annotations

from datetime import date, datetime

from actlog.analysis.bests import Best, bests
from actlog.analysis.drought import Drought, droughts
from actlog.analysis.history import History, Judged
from actlog.analysis.mix import Share, mix
from actlog.analysis.momentum import Day, at_end, momentum
from actlog.analysis.pace import Activity
from actlog.analysis.week_report import ActivityRow, WeekReport
from actlog.domain.model_week import ModelWeek
from actlog.domain.record import Record
from actlog.domain.week import Calendar, Week

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

WEEKS = 26
"""How many weeks the chart shows, the current one included."""


class WeekEnd(Record):
    """A week of the chart: how it was left (None: no working day in it), and whether it was off."""

    week: Week
    day: Day | None
    off: bool


class Buffer(Record):
    """An activity that is ahead of its pace, and the day on which it falls behind without more.

    `until` is None where nothing more is needed in this week.
    """

    row: ActivityRow
    until: date | None


class MomentumReport(Record):
    """How near the rep's days come to the model week, at one instant.

    `days` are all complete working days, oldest first; `weeks` the last 26, the current one
    last; `rows` the activities that have a streak.
    """

    model: ModelWeek
    now: datetime
    days: tuple[Day, ...]
    weeks: tuple[WeekEnd, ...]
    droughts: tuple[Drought, ...]
    mix: tuple[Share, ...]
    rows: tuple[ActivityRow, ...]
    buffers: tuple[Buffer, ...]
    bests: tuple[Best, ...]

    @property
    def last(self) -> Day | None:
        """The last complete working day, None before there is one."""
        return self.days[-1] if self.days else None


def momentum_report(week: WeekReport, history: History) -> MomentumReport:
    """Return the report behind the current week; `history` holds its days and those before it."""
    model, now = week.model, week.now
    current = Judged(week=week.week, model=model)
    days = momentum(history, current, now)
    return MomentumReport(
        model=model,
        now=now,
        days=tuple(days),
        weeks=tuple(_weeks(days, history, current)),
        droughts=tuple(droughts(history, current, now)),
        mix=tuple(mix(model, history)),
        rows=tuple([row for row in week.activities if row.streak is not None]),
        buffers=tuple(buffers(week)),
        bests=tuple(bests(history, current)),
    )


def _weeks(days: Sequence[Day], history: History, current: Judged) -> list[WeekEnd]:
    judged = [*reversed(history.weeks[: WEEKS - 1]), current]
    ended = at_end(days, [one.week for one in judged])
    return [
        WeekEnd(week=one.week, day=day, off=not one.model.calendar.weighs(one.week))
        for one, day in zip(judged, ended, strict=True)
    ]


def buffers(week: WeekReport) -> list[Buffer]:
    """Return the activities that are ahead of their pace, those that are longest ahead last."""
    ahead = [row for row in week.activities if row.standing.buffer and row.standing.days_left]
    ahead.sort(key=lambda row: float(row.standing.buffer or 0))
    calendar = week.model.calendar
    return [
        Buffer(row=row, until=runs_out(row.standing, calendar, week.week, week.now))
        for row in ahead
    ]


def runs_out(standing: Activity, calendar: Calendar, week: Week, now: datetime) -> date | None:
    """Return the day in whose hours the buffer ends; None where it lasts for all that is left."""
    left = standing.buffer
    if left is None or left >= standing.days_left:
        return None
    for day in week.days():
        if day < now.date():
            continue
        weight = calendar.weight(day, standing.kind)
        if day == now.date():
            weight *= 1 - calendar.day_gone(now, standing.kind)
        if left < weight:
            return day
        left -= weight
    return None
