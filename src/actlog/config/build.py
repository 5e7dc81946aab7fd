"""From the shape of a correct file to the model week that everything else reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from actlog.config import scalars, shapes
from actlog.config.plans import special_lines
from actlog.domain.model_week import (
    Kind,
    Lines,
    ModelWeek,
    Outcome,
    SpecialWeek,
    Timebox,
    Worth,
    with_closers,
)
from actlog.domain.ratio import Ratio
from actlog.domain.reminder import Reminder
from actlog.domain.week import Calendar, TimeOff

if TYPE_CHECKING:
    from actlog.config.shapes import (
        ActivityShape,
        ModelShape,
        ReminderShape,
        ResultShape,
        SpecialWeekShape,
        TimeOffShape,
        WeekShape,
    )

USUAL_MOST = 1000
"""`max_per_entry` where a kind says none."""


def build(shape: ModelShape) -> ModelWeek:
    """Return the model week of a file in which every rule holds."""
    return ModelWeek(
        name=shape.name,
        activities=with_closers([_activity(name, kind) for name, kind in shape.activities.items()]),
        results=tuple([_result(name, kind) for name, kind in shape.results.items()]),
        calendar=_calendar(shape.week, shape.time_off),
        date_order=shape.date_order,
        averages=tuple(shape.averages),
        funnel=tuple(shape.funnel),
        worth=tuple(
            [
                Worth(result=name, value_cents=worth.value, commission=worth.commission)
                for name, worth in shape.worth.items()
            ]
        ),
        weeks=tuple([_special(key, week, shape.week.starts) for key, week in shape.weeks.items()]),
        ideal_personas=tuple(dict.fromkeys(shape.ideal_personas)),
        reminders=tuple([_reminder(name, one) for name, one in shape.reminders.items()]),
    )


def _activity(name: str, kind: ActivityShape) -> Kind:
    own = {} if kind.of else kind.outcomes
    timebox = kind.timebox
    return Kind(
        name=name,
        aliases=tuple(dict.fromkeys(kind.aliases)),
        plural=kind.plural,
        group=kind.group,
        goal=kind.goal,
        tipping_point=kind.tipping_point,
        ceiling=kind.ceiling,
        why=kind.why,
        outcomes=tuple([Outcome(name=word, cls=cls or "") for word, cls in own.items()]),
        of=kind.of,
        of_outcomes=tuple(kind.outcomes) if kind.of else (),
        closes=kind.closes,
        requires=tuple(dict.fromkeys(kind.requires)),
        max_per_entry=kind.max_per_entry or USUAL_MOST,
        timebox=Timebox(minutes=timebox.minutes, touches=timebox.touches) if timebox else None,
    )


def _result(name: str, kind: ResultShape) -> Kind:
    value = ["value"] if kind.value == "required" else []
    return Kind(
        name=name,
        aliases=tuple(dict.fromkeys(kind.aliases)),
        plural=kind.plural,
        why=kind.why,
        requires=tuple(dict.fromkeys(value + kind.requires)),
        max_per_entry=kind.max_per_entry or USUAL_MOST,
        result=True,
    )


def _calendar(week: WeekShape, time_off: list[TimeOffShape]) -> Calendar:
    return Calendar(
        weights=tuple([week.days.get(day, Ratio(0)) for day in range(7)]),
        hours=week.hours,
        starts=week.starts,
        time_off=tuple([_time_off(off) for off in time_off]),
    )


def _time_off(off: TimeOffShape) -> TimeOff:
    first, last, part = off.days
    kinds = tuple(dict.fromkeys(off.kinds))
    return TimeOff(first=first, last=last, part=part, kinds=kinds, why=off.why)


def _reminder(watch: str, said: ReminderShape) -> Reminder:
    days = tuple(sorted(set(said.days)))
    on = not isinstance(said, shapes.Silence)
    return Reminder(watch=watch, at=said.at, days=days, on=on)


def _special(key: str, special: SpecialWeekShape, starts: int) -> SpecialWeek:
    lines = [
        (name, Lines(goal=line.goal, tipping_point=line.tipping_point, ceiling=line.ceiling))
        for name, line in special_lines(special)
    ]
    return SpecialWeek(day=scalars.week_key(key, starts), why=special.why, lines=tuple(lines))
