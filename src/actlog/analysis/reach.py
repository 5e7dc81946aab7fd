"""Whether the line can still be reached, judged by the rep's own weeks from here on."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from math import ceil, prod

from actlog.analysis.ahead import FEWEST, show_rate
from actlog.analysis.history import REACH_WEEKS, History, Past, counted
from actlog.analysis.meetings import HELD, Stories, booked_from
from actlog.analysis.pace import Activity
from actlog.domain.model_week import Kind
from actlog.domain.ratio import Ratio
from actlog.domain.record import Record
from actlog.domain.week import HALF, NOTHING, ONE, Calendar, Week

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from actlog.analysis.intervals import Share
    from actlog.domain.story import Step

FEWEST_WEEKS = 13
"""Under so many counted weeks nothing is said about reach."""


class Reach(Record):
    """What the last `weeks` counted weeks (at most 26) say of the rest of this one.

    `made` of them did in the same stretch at least what is missing now; `chance` is None
    under 13 weeks and without a tipping point; `most_left` is the largest stretch, None
    without weeks. `booked` meetings of the days left are in each stretch x `show`, the show rate,
    and in `chance` as likely as it is that so many of them are held; the meetings that were
    booked by then are left out of past stretches. `show` is None where too few meetings came to
    an end, and for kinds that close no other.
    """

    weeks: int
    made: int | None = None
    chance: Ratio | None = None
    most_left: Ratio | None = None
    booked: int = 0
    show: Ratio | None = None

    @property
    def enough(self) -> bool:
        """Whether there are weeks enough to say anything."""
        return self.weeks >= FEWEST_WEEKS

    @property
    def told(self) -> str | None:
        """What is said of it: `reached in 21 of 26 weeks`, `74% likely with 3 booked`, or None."""
        if self.chance is None or self.made is None:
            return None
        if self.booked and self.show is not None:
            return f"{(self.chance * 100).nearest()}% likely with {self.booked:,} booked"
        return f"reached in {self.made} of {self.weeks} weeks"


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

    `past` stands newest first. Where `history` tells the stories that the kind closes, the
    meetings that are booked already take the place of those that were booked by then.
    """
    weeks = counted(past)[:REACH_WEEKS]
    if activity.off or not weeks:
        return Reach(weeks=len(weeks))
    parts = parts_left(calendar, week, now, kind.name)
    alone = left = stretches(weeks, history, parts)
    booked, show = 0, None
    stories = history.told.get(kind.name) if not kind.timebox else None
    rate = show_rate(stories, now.date()) if stories and stories.whole else None
    if stories and rate and rate.n >= FEWEST:
        booked, show = len(booked_from(stories, week, now)), Ratio(rate.hits, rate.n)
        known = known_before(stories, weeks, parts, now)
        alone = [
            max(NOTHING, stretch - before) for stretch, before in zip(left, known, strict=True)
        ]
        left = [stretch + show * booked for stretch in alone]
    gap = activity.gap
    if gap is None:
        return Reach(weeks=len(weeks), most_left=max(left), booked=booked, show=show)
    made = sum(stretch >= gap for stretch in left)
    likely: Ratio | int = made
    if booked and rate:
        chances = held_at_least(booked, rate)
        missing = [max(0, ceil(gap - stretch)) for stretch in alone]
        likely = sum([chances[least] for least in missing if least <= booked], NOTHING)
    enough = len(weeks) >= FEWEST_WEEKS
    return Reach(
        weeks=len(weeks),
        made=made,
        chance=(likely + HALF) / (len(weeks) + 1) if enough else None,
        most_left=max(left),
        booked=booked,
        show=show,
    )


def held_at_least(booked: int, rate: Share) -> list[Ratio]:
    """Return how likely it is that at least 0, 1, ... of the `booked` meetings are held.

    The show rate has its Jeffreys posterior, Beta(hits + 1/2, n - hits + 1/2), so the number
    held is beta-binomial; each weight is made from the one before it, in whole numbers. Three
    meetings at 80% are worth 2.4, which never fills a gap of 3, but in half of all cases they do.
    """
    hits, missed = rate.hits, rate.n - rate.hits
    weights = [prod(range(2 * missed + 1, 2 * (missed + booked), 2))]
    for shown in range(booked):
        rest = booked - shown
        more = weights[-1] * rest * (2 * (hits + shown) + 1)
        weights.append(more // ((shown + 1) * (2 * (missed + rest) - 1)))
    whole, above, found = sum(weights), 0, []
    for weight in reversed(weights):
        above += weight
        found.append(Ratio(above, whole))
    return found[::-1]


def known_before(
    stories: Stories, past: Sequence[Past], parts: Sequence[Ratio], now: datetime
) -> list[Ratio]:
    """Return how much of each past week's stretch was booked already at this point of it.

    A meeting held was booked by then if the entry that gave it its date is of an earlier day,
    or of that very weekday and, where it has a clock time, no later than now's.
    """
    starts = past[0].week.start.weekday()
    held: dict[date, list[tuple[date, Step]]] = {}
    for one in stories.appointments:
        if one.how == HELD:
            week = Week.of(one.ended.day, starts)
            held.setdefault(week.start, []).append((one.ended.day, one.booked))
    place = (now.weekday() - starts) % 7
    found = []
    for one_week in past:
        start, known = one_week.week.start, NOTHING
        point = start + timedelta(days=place)
        for day, booked in held.get(start, ()):
            early = booked.at is None or booked.at.time() <= now.time()
            if booked.day < point or (booked.day == point and early):
                known += parts[(day - start).days]
        found.append(known)
    return found


def out_of_reach(kind: Kind, activity: Activity, reach: Reach) -> bool:
    """Tell whether "can't be caught up" may be said: no week did as much from here.

    Of a kind that closes another it may be only where the meetings that are booked would not
    fill the gap even if all of them were held.
    """
    if not reach.enough or not activity.gap or reach.most_left is None:
        return False
    if kind.closes and reach.show is None:
        return False
    missed = reach.booked * (ONE - reach.show) if reach.show is not None else NOTHING
    return activity.gap > reach.most_left + missed
