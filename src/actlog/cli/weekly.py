"""The weeks behind a command: their totals, the models that judge them, their meetings.

On the lean lane: `week`, `today` and `averages` begin here.
"""

from __future__ import annotations

from datetime import timedelta

from actlog.analysis.history import History, Judged, judged_weeks
from actlog.domain.model_week import in_force
from actlog.store import sums

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from actlog.analysis.meetings import Stories
    from actlog.cli.session import Session
    from actlog.domain.entry import DayTotal
    from actlog.domain.model_week import Kind
    from actlog.domain.week import Week

_BEFORE = timedelta(weeks=13)
"""How long before the weeks that are read their meetings may have been set."""


def read(
    session: Session, which: Week, *, longest: int | None = None, told: bool = True
) -> tuple[list[DayTotal], History]:
    """Return the totals of a week and of the complete weeks before it that it needs.

    They go back `longest` weeks where the log does; unless it is given, as many as the model's
    averages need. With `told`, the stories of meetings come along for the current week.
    """
    store, versions, today = session.store, session.versions(), session.now.date()
    before = min(which, versions[-1].model.calendar.week(today), key=lambda week: week.start)
    longest = longest or max(versions[-1].model.averages, default=0)
    weeks = judged_weeks(versions, before, sums.first_day(store), longest)
    first = weeks[-1].week.start if weeks else which.start
    totals = sums.totals_until(store, first, which.end, session.now)
    return totals, History(weeks, totals, _told(session, which, first) if told else ())


def _told(session: Session, which: Week, first: date) -> list[Stories]:
    """Return the stories behind the current week: of its past weeks and a quarter before them."""
    if not which.start <= session.now.date() <= which.end:
        return []
    from actlog.analysis.meetings import follow
    from actlog.store import stories

    since = first - _BEFORE
    found = []
    for begins, closes in session.model().stories():
        kinds = (begins.name, closes.name)
        steps = stories.every(session.store, kinds, since, stories.MOST)
        whole = all(sum(one.kind == kind for one in steps) < stories.MOST for kind in kinds)
        found.append(follow(begins, closes, steps).replace(whole=whole))
    return found


def of_kind(session: Session, which: Week, kind: Kind) -> History:
    """Return the complete weeks before a week that tell what can be reached, of one kind alone.

    No stories of meetings come along.
    """
    store, versions = session.store, session.versions()
    weeks = judged_weeks(versions, which, sums.first_day(store), 0)
    first = weeks[-1].week.start if weeks else which.start
    meant = [version.model.kind(kind.name) or kind for version in versions]
    names = {one.of or one.name for one in [*meant, kind]}
    return History(weeks, sums.totals_of(store, sorted(names), first, which.end))


def back(
    session: Session, which: Week, totals: Sequence[DayTotal], read: Week
) -> Iterator[tuple[Judged, Sequence[DayTotal]]]:
    """Yield a week and those before it, back to the log's first entry, with their totals.

    `totals` hold them from the week `read` on; older ones are read one by one, if asked for.
    """
    store, versions = session.store, session.versions()
    first = sums.first_day(store)
    held: dict[date, list[DayTotal]] = {}
    starts = which.start.weekday()
    for total in totals:
        start = total[0] - timedelta(days=(total[0].weekday() - starts) % 7)
        held.setdefault(start, []).append(total)
    week = which
    while first is not None and week.end >= first:
        known = week.start >= read.start
        found = held.get(week.start, []) if known else sums.day_totals(store, week.start, week.end)
        yield Judged(week=week, model=in_force(versions, week)), found
        week = week.back(1)


def streaks(
    session: Session, which: Week, totals: Sequence[DayTotal], history: History, *, every: bool
) -> Mapping[str, int]:
    """Return the streaks of the timeboxes, or of `every` activity with a line.

    The screens show those of the timeboxes, and need not pay for the others.
    """
    today = session.now.date()
    model = in_force(session.versions(), which)
    kinds = [kind for kind in model.activities if kind.timebox or (every and kind.tipping_point)]
    if not kinds or which.start > today:
        return {}
    from actlog.analysis import streak

    read = history.weeks[-1].week if history.weeks else which
    return streak.streaks(kinds, back(session, which, totals, read), today)
