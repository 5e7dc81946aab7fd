"""How many of the meetings that are set are held, and what next week's come to."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from math import ceil

from actlog.analysis.intervals import Share, enough, share
from actlog.analysis.meetings import HELD, Meeting, Stories, booked_from
from actlog.analysis.pace import due
from actlog.domain.model_week import Kind, ModelWeek
from actlog.domain.record import Record
from actlog.domain.week import Week

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from actlog.domain.entry import Moment

SHOW_DAYS = 91
"""The days back from today whose appointments make the show rate: 13 weeks."""

FEWEST = 5
"""Under so many appointments that came to an end, no show rate is shown or used."""

CHANCE = 0.8
"""How sure the line should be for the number of meetings that would give it."""

_MOST_BOOKED = 500


class Ahead(Record):
    """What is known of a week's meetings of one closing kind, next week's as a rule.

    `show` is the show rate of the last 13 weeks; `expected` the number to be held, None under
    FEWEST appointments. `line` is what the week asks, rounded up, None where it asks nothing;
    `needed` how many booked would give it with 80% probability.
    """

    kind: Kind
    week: Week
    booked: int
    show: Share
    expected: float | None
    line: int | None
    needed: int | None

    @property
    def enough(self) -> bool:
        """Whether there are appointments enough for a show rate."""
        return self.show.n >= FEWEST


def show_rate(stories: Stories, today: date, days: int | None = SHOW_DAYS) -> Share:
    """Return how many of the appointments planned for the last so many days were held.

    What was planned for today or earlier counts, once it came to an end: held, no-show or
    cancelled. None asks for all of them.
    """
    first = date.min if days is None else today - timedelta(days=days - 1)
    ended = [one.how for one in stories.appointments if first <= one.day <= today]
    return share(ended.count(HELD), len(ended))


def next_by_account(told: Iterable[Stories], today: date) -> dict[str, Moment]:
    """Return by account when its first open meeting is to be, of those for today or later."""
    found: dict[str, Moment] = {}
    for one in sorted([one for stories in told for one in stories.open()], key=_by_date):
        account, planned = one.begun.account, one.planned
        if account is not None and planned is not None and planned.day >= today:
            found.setdefault(account, planned)
    return found


def ahead(
    model: ModelWeek, told: Iterable[Stories], now: datetime, *, week: Week | None = None
) -> tuple[Ahead, ...]:
    """Return next week's outlook of every closing kind, or that of another `week`.

    Of a week that has begun it is what is still to come, which no line is asked of. `model`
    carries all time off.
    """
    week = week or model.calendar.week(now.date()).back(-1)
    return tuple([_of(model, stories, week, now) for stories in told])


def _of(model: ModelWeek, stories: Stories, week: Week, now: datetime) -> Ahead:
    kind = stories.closes
    booked, show = len(booked_from(stories, week, now)), show_rate(stories, now.date())
    point = due(model, kind, week).tipping_point
    line = ceil(point) if point and week.start > now.date() else None
    known = show.n >= FEWEST
    needed = None
    if known and line:
        a, b = show.hits + 0.5, show.n - show.hits + 0.5
        needed = enough(line, a, b, chance=CHANCE, most=_MOST_BOOKED)
    return Ahead(
        kind=kind,
        week=week,
        booked=booked,
        show=show,
        expected=booked * show.hits / show.n if known else None,
        line=line,
        needed=needed,
    )


class Outlook(Record):
    """What `meetings` shows: stories by what is asked of them, and the show rates.

    `upcoming` and `past` stand by date; `past` are open although their time is over.
    """

    stories: Stories
    upcoming: tuple[Meeting, ...]
    past: tuple[Meeting, ...]
    undated: tuple[Meeting, ...]
    lately: Share
    ever: Share


def outlook(stories: Stories, shown: Sequence[Meeting], now: datetime) -> Outlook:
    """Return the outlook of the `shown` open meetings; show rates are of all stories."""
    dated = sorted([one for one in shown if one.planned is not None], key=_by_date)
    return Outlook(
        stories=stories,
        upcoming=tuple([one for one in dated if not one.past(now)]),
        past=tuple([one for one in dated if one.past(now)]),
        undated=tuple([one for one in shown if one.planned is None]),
        lately=show_rate(stories, now.date()),
        ever=show_rate(stories, now.date(), None),
    )


def _by_date(meeting: Meeting) -> tuple[str, int]:
    return meeting.planned.iso() if meeting.planned else "", meeting.begun.id
