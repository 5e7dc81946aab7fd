"""Whether the line can still be reached, judged by the rep's own weeks from here on."""

from __future__ import annotations

from datetime import datetime, timedelta

from actlog.analysis.history import REACH_WEEKS, History, Past, counted
from actlog.analysis.pace import Activity
from actlog.domain.model_week import Kind
from actlog.domain.ratio import Ratio
from actlog.domain.record import Record
from actlog.domain.week import NOTHING, ONE, Calendar, Week

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

FEWEST_WEEKS = 13
"""Under so many counted weeks nothing is said about reach."""


class Reach(Record):
    """What the last `weeks` counted weeks (at most 26) say of the rest of this one.

    `made` of them did in the same stretch at least what is missing now; `chance` is None
    under 13 weeks and without a tipping point; `most_left` is the largest stretch, None
    without weeks.
    """

    weeks: int
    made: int | None = None
    chance: Ratio | None = None
    most_left: Ratio | None = None

    @property
    def enough(self) -> bool:
        """Whether there are weeks enough to say anything."""
        return self.weeks >= FEWEST_WEEKS


def parts_left(calendar: Calendar, week: Week, now: datetime, kind: str) -> list[Ratio]:
    """Return what is left of each of the week's seven days, 0 to 1.

    Days gone count nothing, today what is left of its hours, later days all; time off cuts
    a day, so that a week that ends on Wednesday is not measured by past Thursdays.
    """
    parts = []
    for day in week.days():
        part = NOTHING if day < now.date() else calendar.part(day, kind)
        if day == now.date():
            part *= ONE - calendar.day_gone(now, kind)
        parts.append(part)
    return parts


def stretches(past: Sequence[Past], history: History, parts: Sequence[Ratio]) -> list[Ratio]:
    """Return what each past week held of the days and parts of days that are left."""
    whole = [place for place, part in enumerate(parts) if part == 1]
    cut = [(place, part) for place, part in enumerate(parts) if part and part != 1]
    found = []
    for week in past:
        days, start = history.days(week.kind), week.week.start
        held = Ratio(sum([days.get(start + timedelta(days=place), 0) for place in whole]))
        for place, part in cut:
            held += part * days.get(start + timedelta(days=place), 0)
        found.append(held)
    return found


def reach(
    kind: Kind,
    activity: Activity,
    past: Sequence[Past],
    history: History,
    calendar: Calendar,
    week: Week,
    now: datetime,
) -> Reach:
    """Return what the rep's own weeks say of reaching this week's line from now on.

    `past` stands newest first. Meetings that are booked already are not known here.
    """
    weeks = counted(past)[:REACH_WEEKS]
    if activity.off or not weeks:
        return Reach(weeks=len(weeks))
    left = stretches(weeks, history, parts_left(calendar, week, now, kind.name))
    gap = activity.gap
    if gap is None:
        return Reach(weeks=len(weeks), most_left=max(left))
    made = sum(stretch >= gap for stretch in left)
    enough = len(weeks) >= FEWEST_WEEKS
    return Reach(
        weeks=len(weeks),
        made=made,
        chance=Ratio(2 * made + 1, 2 * (len(weeks) + 1)) if enough else None,
        most_left=max(left),
    )


def out_of_reach(kind: Kind, activity: Activity, reach: Reach) -> bool:
    """Tell whether "can't be caught up" may be said: no week did as much from here.

    Not of a kind that closes another: meetings booked already may fill its gap.
    """
    if kind.closes or not reach.enough or not activity.gap or reach.most_left is None:
        return False
    return activity.gap > reach.most_left
