"""The model week as plain data for `model show --json`: the keys of its file, all of them."""

from __future__ import annotations

from actlog.domain.reminder import reminders
from actlog.domain.week import DAY_NAMES, Week
from actlog.views import words
from actlog.views.jsonable import money, number

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from actlog.domain.model_week import Kind, ModelWeek, Worth
    from actlog.domain.reminder import Reminder
    from actlog.domain.week import TimeOff

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def model_week(model: ModelWeek) -> dict[str, Any]:
    """Return `model show --json`; what the model does not say is null or empty."""
    calendar = model.calendar
    begin, end = calendar.hours
    weights = zip(DAY_NAMES, calendar.weights, strict=True)
    return {
        "name": model.name,
        "week": {
            "starts": _WEEKDAYS[calendar.starts],
            "days": {day: number(weight) for day, weight in weights},
            "hours": f"{words.clock(begin)}-{words.clock(end)}",
        },
        "date_order": model.date_order,
        "averages": list(model.averages),
        "activities": [_activity(kind) for kind in model.activities],
        "results": [_result(kind) for kind in model.results],
        "funnel": list(model.funnel),
        "worth": [_worth(worth) for worth in model.worth],
        "time_off": [_time_off(off) for off in calendar.time_off],
        "weeks": [
            {
                "week": Week.of(special.day, calendar.starts).label,
                "why": special.why,
                "lines": [{"kind": kind, **lines.as_dict()} for kind, lines in special.lines],
            }
            for special in model.weeks
        ],
        "ideal_personas": list(model.ideal_personas),
        "reminders": [_reminder(one) for one in reminders(model)],
    }


def _reminder(one: Reminder) -> dict[str, Any]:
    return {
        "watch": one.watch,
        "at": words.clock(one.at or 0),
        "days": [DAY_NAMES[day] for day in one.days],
    }


def _worth(worth: Worth) -> dict[str, Any]:
    return {
        "kind": worth.result,
        "value": money(worth.value_cents),
        "commission": number(worth.commission),
    }


def _time_off(off: TimeOff) -> dict[str, Any]:
    return {
        "first": off.first.isoformat(),
        "last": off.last.isoformat(),
        "part": off.part,
        "kinds": list(off.kinds),
        "why": off.why,
    }


def _result(kind: Kind) -> dict[str, Any]:
    return {
        "kind": kind.name,
        "aliases": list(kind.aliases),
        "plural": kind.plural_title(),
        "why": kind.why,
        "requires": list(kind.requires),
        "max_per_entry": kind.max_per_entry,
    }


def _activity(kind: Kind) -> dict[str, Any]:
    return _result(kind) | {
        "group": kind.group,
        "goal": kind.goal,
        "tipping_point": kind.tipping_point,
        "ceiling": kind.ceiling,
        "outcomes": [{"name": outcome.name, "class": outcome.cls} for outcome in kind.outcomes],
        "of": kind.of,
        "of_outcomes": list(kind.of_outcomes),
        "closes": kind.closes,
        "timebox": kind.timebox.as_dict() if kind.timebox else None,
    }
