"""What came of a promise: judged by the log where it counts, else by what the rep says."""

from __future__ import annotations

from datetime import date

from actlog.analysis.pace import done
from actlog.domain.model_week import Kind, ModelWeek
from actlog.domain.promise import BROKEN, KEPT, Promise
from actlog.domain.record import Record
from actlog.domain.week import NOTHING, Calendar, Week

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from actlog.domain.entry import DayTotal

AHEAD, OPEN, UNANSWERED = "ahead", "open", "unanswered"
"""Before the week; while it runs and nothing is known; after it, where the rep has not said."""


class Standing(Record):
    """A promise, its week, and how it stands.

    `kind` is what it counts and `done` how many there are, None where it counts nothing.
    `state` is `ahead`, `open`, `kept`, `broken` or `unanswered`.
    """

    promise: Promise
    week: Week
    kind: Kind | None
    done: int | None
    state: str


class Promised(Record):
    """The promises for last week and for this one, where there are any."""

    last: Standing | None = None
    this: Standing | None = None


def asks(one: Standing, calendar: Calendar, today: date) -> bool:
    """Tell whether it is time that the rep says what came of it, and nobody else can.

    That is from the last working day of its week on.
    """
    if one.state == OPEN and one.kind is None:
        return week_for(calendar, today).start > one.week.start
    return one.state == UNANSWERED


def tally(one: Standing) -> str | None:
    """Return `3 of 6 meetings held`, not yet safe to show; None where nothing is counted."""
    if one.kind is None or one.promise.count is None:
        return None
    return f"{one.done:,} of {amount(one.kind, one.promise.count)}"


def amount(kind: Kind, count: int) -> str:
    """Return `6 meetings held`; of a timebox it is the days kept that count."""
    if kind.timebox:
        return f"{count:,} {kind.title} {'day' if count == 1 else 'days'}"
    return kind.counted(count)


def week_for(calendar: Calendar, today: date) -> Week:
    """Return the week that a promise made today is for.

    From the week's last working day on (Friday, for most), it is the next week. Time off
    does not move that day.
    """
    week = calendar.week(today)
    last = [day for day in week.days() if calendar.weights[day.weekday()] > NOTHING]
    return week.back(-1) if today >= (last[-1] if last else week.end) else week


def standing(
    promise: Promise, week: Week, model: ModelWeek, totals: Iterable[DayTotal], today: date
) -> Standing:
    """Return how a promise for a week stands today.

    `model` is the one that judges the week; `totals` hold the week, up to now. A kind that
    the model has no longer is counted by its name.
    """
    kind = count = None
    if promise.kind is not None:
        kind = model.kind(promise.kind) or Kind(name=promise.kind)
        held = [total for total in totals if week.start <= total[0] <= week.end]
        count = done(kind, held)
    return Standing(
        promise=promise,
        week=week,
        kind=kind,
        done=count,
        state=_state(promise, week, count, today),
    )


def _state(promise: Promise, week: Week, count: int | None, today: date) -> str:
    if week.start > today:
        return AHEAD
    over = week.end < today
    if count is None:
        return promise.answer or (UNANSWERED if over else OPEN)
    if count >= (promise.count or 1):
        return KEPT
    return BROKEN if over else OPEN
