"""Today: what is done, and what today still needs to stay on the line."""

from __future__ import annotations

from datetime import date, datetime
from math import ceil

from actlog.analysis import pace
from actlog.analysis.pace import Activity
from actlog.analysis.timebox import BoxDay, box_day
from actlog.domain.entry import DayTotal, Entry
from actlog.domain.model_week import Kind, ModelWeek
from actlog.domain.ratio import Ratio
from actlog.domain.record import Record
from actlog.domain.timer import Timer
from actlog.domain.week import NOTHING, Week

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class TodayRow(Record):
    """One activity today.

    `asks` is what today takes to be on pace for the tipping point when its hours end: what
    was missing this morning, spread over the days of work left. It is rounded up on the
    week's last working day, where nothing is left to make up a fraction. `left` is what is
    missing of that now. Both are None without a tipping point and on a day off. `minutes` are
    those of its entries today, an output of whatever it is; None for a measure, which has no
    entries of its own. `box` is how far a timebox is today.
    """

    kind: Kind
    done: int
    asks: Ratio | None
    left: Ratio | None
    standing: Activity
    minutes: int | None
    box: BoxDay | None


class DayReport(Record):
    """Today at one instant; `entries` are its latest, oldest first, and there may be `more`.

    `weight` is what the day weighs in the week, 0 on a day off; `begun` says whether the
    log has any entry at all; `timer` is the timebox that is running.
    """

    model: ModelWeek
    week: Week
    now: datetime
    weight: Ratio
    hours: tuple[int, int]
    entries: tuple[Entry, ...]
    more: bool
    begun: bool
    activities: tuple[TodayRow, ...]
    timer: Timer | None

    @property
    def day(self) -> date:
        """The local date."""
        return self.now.date()


def day_report(
    model: ModelWeek,
    now: datetime,
    totals: Iterable[DayTotal],
    entries: Sequence[Entry],
    *,
    more: bool = False,
    begun: bool = True,
    timer: Timer | None = None,
) -> DayReport:
    """Return the report of today; `totals` hold at least the current week, up to `now`."""
    today, calendar = now.date(), model.calendar
    week = calendar.week(today)
    held = [total for total in totals if week.start <= total[0] <= week.end]
    return DayReport(
        model=model,
        week=week,
        now=now,
        weight=calendar.weight(today),
        hours=calendar.hours_on(today),
        entries=tuple(entries),
        more=more,
        begun=begun,
        activities=tuple([_row(model, kind, now, week, held) for kind in model.activities]),
        timer=timer,
    )


def _row(
    model: ModelWeek, kind: Kind, now: datetime, week: Week, totals: list[DayTotal]
) -> TodayRow:
    days = pace.by_day(kind, totals)
    done = days.get(now.date(), 0)
    standing = pace.standing(model, kind, sum(days.values()), now, week)
    asks = _asks(model, kind, standing, standing.done - done, now.date(), week)
    left = None if asks is None else max(NOTHING, asks - done)
    return TodayRow(
        kind=kind,
        done=done,
        asks=asks,
        left=left,
        standing=standing,
        minutes=_minutes(kind, totals, now.date()),
        box=box_day(kind, totals, now.date()),
    )


def _minutes(kind: Kind, totals: list[DayTotal], today: date) -> int | None:
    if kind.of:
        return None
    return sum([total[4] for total in totals if total[0] == today and total[1] == kind.name])


def _asks(
    model: ModelWeek, kind: Kind, standing: Activity, before: int, today: date, week: Week
) -> Ratio | None:
    calendar = model.calendar
    weight = calendar.weight(today, kind.name)
    if standing.tipping_point is None or not weight:
        return None
    missing = max(NOTHING, standing.tipping_point - before)
    after = [calendar.weight(day, kind.name) for day in week.days() if day > today]
    rest = sum(after, weight)
    if rest == weight:
        return Ratio(ceil(missing))
    return missing * weight / rest
