"""What one version of the model week says otherwise than the one before it."""

from __future__ import annotations

from actlog.domain.model_week import Kind, ModelWeek
from actlog.domain.ratio import Ratio
from actlog.domain.record import Record
from actlog.domain.week import DAY_NAMES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from actlog.domain.reminder import Reminder


class Difference(Record):
    """One thing that changed; None where nothing stood or stands there."""

    place: str
    old: str | None
    new: str | None


def differences(before: ModelWeek, after: ModelWeek) -> tuple[Difference, ...]:
    """Return what changed, kinds first, then the rest of the model."""
    found = list(_kinds(before, after))
    for place, old, new in zip(_PLACES, _facts(before), _facts(after), strict=True):
        if old != new:
            found.append(Difference(place=place, old=old, new=new))
    was, now = [kind.name for kind in before.kinds()], [kind.name for kind in after.kinds()]
    if [name for name in was if name in now] != [name for name in now if name in was]:
        found.append(Difference(place="order", old=_shown(was), new=_shown(now)))
    return tuple(found)


_PLACES = (
    *("name", "weeks from", "days", "hours", "dates", "averages", "funnel", "worth"),
    *("time off", "weeks", "ideal personas", "reminders"),
)


def _kinds(before: ModelWeek, after: ModelWeek) -> Iterator[Difference]:
    old, new = {k.name: k for k in before.kinds()}, {k.name: k for k in after.kinds()}
    for name, kind in new.items():
        if name not in old:
            yield Difference(place=name, old=None, new="added")
            continue
        was, now = old[name].as_dict(), kind.as_dict()
        for field in Kind._fields:
            if was[field] != now[field]:
                words = field.replace("_", " ")
                yield Difference(
                    place=f"{name} {words}", old=_shown(was[field]), new=_shown(now[field])
                )
    for name in old:
        if name not in new:
            yield Difference(place=name, old="dropped", new=None)


def _facts(model: ModelWeek) -> list[str | None]:
    calendar = model.calendar
    weeks = [(week.day, week.why, week.lines) for week in model.weeks]
    begin, end = calendar.hours
    hours = f"{begin // 60}:{begin % 60:02}-{end // 60}:{end % 60:02}"
    facts = (
        *(model.name, DAY_NAMES[calendar.starts], calendar.weights, hours, model.date_order),
        *(model.averages, model.funnel, model.worth, calendar.time_off, weeks),
        *(model.ideal_personas, [_reminder(one) for one in model.reminders]),
    )
    return [_shown(fact) for fact in facts]


def _reminder(one: Reminder) -> str:
    at = "" if one.at is None else f"{one.at // 60}:{one.at % 60:02}"
    said = [one.watch, at, *[DAY_NAMES[day] for day in one.days]] if one.on else [one.watch, "off"]
    return " ".join([word for word in said if word])


def _shown(value: Any) -> str | None:
    """Return a value in a few words, None for nothing."""
    if value is None or value in ((), []):
        return None
    if isinstance(value, (tuple, list)):
        return ", ".join([_shown(one) or "-" for one in value])
    if isinstance(value, Ratio):
        return f"{float(value):g}"
    if isinstance(value, Record):
        parts = [_shown(one) for one in value.as_tuple()]
        return " ".join([part for part in parts if part])
    return str(value)
