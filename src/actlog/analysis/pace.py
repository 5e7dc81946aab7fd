"""Where a week stands against the model week: done, lines, zone, gap, and the pace needed.

Every figure is exact; only views round. This module answers after every `log`, so it
imports nothing heavy.
"""

from __future__ import annotations

from datetime import date, datetime

from actlog.domain.entry import DayTotal
from actlog.domain.model_week import Kind, Lines, ModelWeek
from actlog.domain.ratio import Ratio
from actlog.domain.record import Record
from actlog.domain.week import NOTHING, ONE, Calendar, Week

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from actlog.domain.plain import ZoneName

BELOW: ZoneName
AT: ZoneName
PAST: ZoneName
BELOW, AT, PAST = "below", "at", "past"
"""The zones: under the tipping point, from it to the ceiling, over the ceiling."""


class Due(Record):
    """What a week asks of one kind, None where the model has no such line."""

    goal: Ratio | None = None
    tipping_point: Ratio | None = None
    ceiling: Ratio | None = None


class Activity(Record):
    """One activity in one week, seen at one instant.

    Amounts are counts of the kind (kept days, for a timebox), weights are days of work.
    `share` is the part of a full week that is worked, 0 in a week off, whose `zone` is None.
    `gap`, `expected_by_now` and `pace` are None without a tipping point; `needed_per_day`
    also when no working time is left. `buffer` is for how many days of work
    nothing need be done before `pace` turns negative, None without a tipping point and in a
    week off. `ends` is when today's hours end and `deadline` the last day with working time
    left and when its hours end, all in minutes of the day; `deadline` is None when none is
    left.
    """

    kind: str
    done: int
    share: Ratio
    goal: Ratio | None
    tipping_point: Ratio | None
    ceiling: Ratio | None
    gap: Ratio | None
    zone: ZoneName | None
    expected_by_now: Ratio | None
    pace: Ratio | None
    buffer: Ratio | None
    days_left: Ratio
    needed_per_day: Ratio | None
    ends: int
    deadline: tuple[date, int] | None

    @property
    def off(self) -> bool:
        """Whether the week is off for this kind."""
        return not self.share


def plural_name(kind: Kind) -> str:
    """Return what is counted, as people read it: `calls`, or `linkedin days` for a timebox."""
    return f"{kind.title} days" if kind.timebox else kind.plural_title()


def how_to_go_on(kind: Kind) -> str:
    """Return the command that goes on with an activity: what is held has to be booked first."""
    return "actlog meetings" if kind.closes else f"actlog log {kind.name}"


def by_day(kind: Kind, totals: Iterable[DayTotal]) -> dict[date, int]:
    """Return what each day adds to a kind; days that add nothing are absent.

    A kind with `of` counts its parent's outcomes; the words of a story (a no-show, a meeting
    set again) count nothing; a timebox counts 1 on a day that reached its minutes and
    its touches.
    """
    if kind.timebox:
        return _kept_days(kind, totals)
    source, uncounted = kind.of or kind.name, kind.uncounted
    days: dict[date, int] = {}
    for day, name, outcome, count, _minutes, _cents in totals:
        if name != source:
            continue
        if kind.of:
            if outcome not in kind.of_outcomes:
                continue
        elif outcome in uncounted:
            continue
        days[day] = days.get(day, 0) + count
    return days


def _kept_days(kind: Kind, totals: Iterable[DayTotal]) -> dict[date, int]:
    reached: dict[date, tuple[int, int]] = {}
    for day, name, _outcome, count, minutes, _cents in totals:
        if name == kind.name:
            spent, touched = reached.get(day, (0, 0))
            reached[day] = spent + minutes, touched + count
    box = kind.timebox
    return {
        day: 1
        for day, (minutes, touches) in reached.items()
        if box and minutes >= box.minutes and touches >= box.touches
    }


def done(kind: Kind, totals: Iterable[DayTotal]) -> int:
    """Return how much of a kind the totals hold, as `by_day` counts it."""
    return sum(by_day(kind, totals).values())


def share(calendar: Calendar, week: Week, kind: str) -> Ratio:
    """Return the part of a full week that is worked, `Calendar.share` without its cost.

    Most weeks meet no time off, and averages ask this of hundreds.
    """
    for off in calendar.time_off:
        if off.first <= week.end and off.last >= week.start:
            return calendar.share(week, kind)
    return ONE


def due(model: ModelWeek, kind: Kind, week: Week, part: Ratio | None = None) -> Due:
    """Return what a week asks: the model's lines by the week's share, or what `weeks:` says.

    A week off asks nothing, even where `weeks:` names a figure. `part` is the week's share
    where the caller knows it.
    """
    if part is None:
        part = share(model.calendar, week, kind.name)
    special = override(model, kind, week) or Lines()

    def one(own: int | None, instead: int | None) -> Ratio | None:
        if instead is not None and part:
            return Ratio(instead)
        return None if own is None else part * own

    return Due(
        goal=one(kind.goal, special.goal),
        tipping_point=one(kind.tipping_point, special.tipping_point),
        ceiling=one(kind.ceiling, special.ceiling),
    )


def override(model: ModelWeek, kind: Kind, week: Week) -> Lines | None:
    """Return the figures that `weeks:` gives a kind in a week, or None."""
    special = model.special(week)
    if special:
        for name, lines in special.lines:
            if name == kind.name:
                return lines
    return None


def zone(amount: int, lines: Due) -> ZoneName | None:
    """Return BELOW, AT or PAST; None without the line that would tell."""
    if lines.ceiling is not None and amount > lines.ceiling:
        return PAST
    if lines.tipping_point is None:
        return None
    return AT if amount >= lines.tipping_point else BELOW


def activity(
    model: ModelWeek,
    kind: Kind,
    totals: Iterable[DayTotal],
    now: datetime,
    week: Week | None = None,
) -> Activity:
    """Return where a kind stands in a week (the current one, unless another is given).

    `totals` are those up to `now`; what lies outside the week is left out.
    """
    week = week or model.calendar.week(now.date())
    amount = done(kind, [total for total in totals if week.start <= total[0] <= week.end])
    return standing(model, kind, amount, now, week)


def standing(model: ModelWeek, kind: Kind, amount: int, now: datetime, week: Week) -> Activity:
    """Return where a kind stands in a week when `amount` of it is done."""
    calendar, name, today = model.calendar, kind.name, now.date()
    weight = calendar.weighs(week, name)
    elapsed = calendar.elapsed(week, now, name)
    left = weight - elapsed
    part = weight / calendar.full()
    lines = due(model, kind, week, part)
    line = lines.tipping_point
    gap = expected = None
    if line is not None:
        gap = max(NOTHING, line - amount)
        expected = line * elapsed / weight if weight else NOTHING
    return Activity(
        kind=name,
        done=amount,
        share=part,
        goal=lines.goal,
        tipping_point=line,
        ceiling=lines.ceiling,
        gap=gap,
        zone=zone(amount, lines) if weight else None,
        expected_by_now=expected,
        pace=None if expected is None else amount - expected,
        buffer=_buffer(line, amount, weight, elapsed),
        days_left=left,
        needed_per_day=gap / left if gap is not None and left else None,
        ends=calendar.hours_on(today, name)[1],
        deadline=_deadline(calendar, week, now, name) if left else None,
    )


def _buffer(line: Ratio | None, amount: int, weight: Ratio, elapsed: Ratio) -> Ratio | None:
    """Return the days of work for which `amount` is enough: all that are left, at the line."""
    if line is None or not weight:
        return None
    enough = weight if amount >= line else weight * amount / line
    return max(NOTHING, enough - elapsed)


def _deadline(calendar: Calendar, week: Week, now: datetime, name: str) -> tuple[date, int] | None:
    today = now.date()
    worked = [day for day in week.days() if day >= today and calendar.weight(day, name)]
    return (worked[-1], calendar.hours_on(worked[-1], name)[1]) if worked else None


def most_neglected(
    model: ModelWeek, totals: Iterable[DayTotal], now: datetime, week: Week | None = None
) -> Activity | None:
    """Return the activity furthest below its line for the time gone, or None when none is.

    Distance is measured as a part of the line, so that calls and meetings compare; between
    equals the model's order decides.
    """
    kept = list(totals)
    behind = [activity(model, kind, kept, now, week) for kind in model.activities]
    return furthest_behind(behind)


def distance(activity: Activity) -> Ratio | None:
    """Return how far ahead of the pace an activity is as a part of its line; behind is below 0.

    So that calls and meetings compare. None without a line.
    """
    if activity.pace is None or not activity.tipping_point:
        return None
    return activity.pace / activity.tipping_point


def furthest_behind(activities: Iterable[Activity]) -> Activity | None:
    """Return the one of several activities that `most_neglected` would name."""
    worst: Activity | None = None
    least: Ratio | None = None
    for one in activities:
        ahead = distance(one) if one.zone == BELOW else None
        if ahead is not None and (least is None or ahead < least):
            worst, least = one, ahead
    return worst
