"""A timebox in words: what runs, how far today is, how long it has been kept.

On the lean lane: plain text, no Rich.
"""

from __future__ import annotations

from actlog.domain.entry import Moment
from actlog.grammar.dates import echo
from actlog.views import words

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import datetime

    from actlog.analysis.timebox import BoxDay
    from actlog.domain.model_week import ModelWeek, Timebox
    from actlog.domain.timer import Timer

_FEWEST_DAYS = 2


def title(timer: Timer, model: ModelWeek) -> str:
    """Return the name of what runs, as people read it."""
    kind = model.kind(timer.kind)
    return timer.kind if kind is None else kind.title


def box_of(timer: Timer, model: ModelWeek) -> Timebox | None:
    """Return the box that the model week has for what runs."""
    kind = model.kind(timer.kind)
    return None if kind is None else kind.timebox


def since(timer: Timer, now: datetime) -> str:
    """Return when it began: `9:10`, or `Fri 20 Nov 09:10` on another day."""
    at = timer.started
    if at.date() == now.date():
        return words.clock(at.hour * 60 + at.minute)
    return echo(Moment.of(at), now)


def passed(timer: Timer, model: ModelWeek, now: datetime) -> str:
    """Return how long it has run: `35 of 60 min`, or `1 h 20 min` past the box."""
    box, minutes = box_of(timer, model), timer.minutes(now)
    return (
        f"{minutes} of {box.minutes} min" if box and minutes <= box.minutes else words.span(minutes)
    )


def how_it_is(timer: Timer, model: ModelWeek, now: datetime) -> tuple[str, bool]:
    """Return what runs in a sentence, and whether the minutes that have passed can be believed."""
    name, begun = title(timer, model), since(timer, now)
    if timer.ahead(now):
        return (
            f"{name} began at {begun}, later than now: the clock was set back",
            False,
        )
    long = passed(timer, model, now)
    if timer.forgotten(now, box_of(timer, model)):
        return f"{name} has run since {begun}, {long}: it looks forgotten", False
    return f"{name} has run since {begun}, {long}", True


def how_to_stop(timer: Timer, model: ModelWeek, *, told: bool, touches: int | None = None) -> str:
    """Return the command that ends it; with the minutes, where those have to be `told`.

    `touches` are those that were said, the box's where none were.
    """
    box = box_of(timer, model)
    command = f"actlog stop {touches or (box.touches if box else 10)} touches"
    return f"{command} {box.minutes if box else 30}m" if told else command


def so_far(day: BoxDay) -> str:
    """Return `35 of 60 min, 8 of 12 touches`."""
    box = day.box
    return f"{day.minutes} of {box.minutes} min, {day.touches:,} of {box.touches:,} touches"


def streak(days: int | None) -> str:
    """Return `kept 4 days in a row`; nothing where that is no row."""
    return f"kept {days:,} days in a row" if days and days >= _FEWEST_DAYS else ""


def today(day: BoxDay, days: int | None, dot: str) -> str:
    """Return how a timebox stands today: what there is so far, and its streak; or nothing."""
    row = streak(days)
    if day.kept:
        return f"{row}, today included" if row else "kept today"
    said = [so_far(day) if day.begun else "", row]
    return f" {dot} ".join(filter(None, said))
