"""The model week as plain data for `model show --json`: the keys of its file, all of them."""

from __future__ import annotations

from actlog.domain.reminder import reminders
from actlog.domain.week import DAY_NAMES, Week
from actlog.views import words
from actlog.views.jsonable import box, exact, money, number

TYPE_CHECKING = False
if TYPE_CHECKING:
    from actlog.domain.model_week import Kind, ModelWeek, Worth
    from actlog.domain.reminder import Reminder
    from actlog.domain.week import TimeOff
    from actlog.views.shapes.keeping import TimeOffJson
    from actlog.views.shapes.models import (
        KindJson,
        ModelActivityJson,
        ModelShowJson,
        ModelWorthJson,
        ReminderJson,
    )

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def model_week(model: ModelWeek) -> ModelShowJson:
    """Return `model show --json`; what the model does not say is null or empty."""
    calendar = model.calendar
    begin, end = calendar.hours
    weights = zip(DAY_NAMES, calendar.weights, strict=True)
    return {
        "name": model.name,
        "week": {
            "starts": _WEEKDAYS[calendar.starts],
            "days": {day: exact(weight) for day, weight in weights},
            "hours": f"{words.clock(begin)}-{words.clock(end)}",
        },
        "date_order": model.date_order,
        "averages": list(model.averages),
        "activities": [_activity(kind) for kind in model.activities],
        "results": [_result(kind) for kind in model.results],
        "funnel": list(model.funnel),
        "worth": [_worth(worth) for worth in model.worth],
        "time_off": [time_off(off) for off in calendar.time_off],
        "weeks": [
            {
                "week": Week.of(special.day, calendar.starts).label,
                "why": special.why,
                "lines": [
                    {
                        "kind": kind,
                        "goal": lines.goal,
                        "tipping_point": lines.tipping_point,
                        "ceiling": lines.ceiling,
                    }
                    for kind, lines in special.lines
                ],
            }
            for special in model.weeks
        ],
        "ideal_personas": list(model.ideal_personas),
        "reminders": [_reminder(one) for one in reminders(model)],
    }


def _reminder(one: Reminder) -> ReminderJson:
    return {
        "watch": one.watch,
        "at": words.clock(one.at or 0),
        "days": [DAY_NAMES[day] for day in one.days],
    }


def _worth(worth: Worth) -> ModelWorthJson:
    return {
        "kind": worth.result,
        "value": money(worth.value_cents),
        "commission": number(worth.commission),
    }


def time_off(off: TimeOff) -> TimeOffJson:
    """Return days off."""
    return {
        "first": off.first.isoformat(),
        "last": off.last.isoformat(),
        "part": off.part,
        "kinds": list(off.kinds),
        "why": off.why,
    }


def _result(kind: Kind) -> KindJson:
    return {
        "kind": kind.name,
        "aliases": list(kind.aliases),
        "plural": kind.plural_title(),
        "why": kind.why,
        "requires": list(kind.requires),
        "max_per_entry": kind.max_per_entry,
    }


def _activity(kind: Kind) -> ModelActivityJson:
    return {
        **_result(kind),
        "group": kind.group,
        "goal": kind.goal,
        "tipping_point": kind.tipping_point,
        "ceiling": kind.ceiling,
        "outcomes": [{"name": outcome.name, "class": outcome.cls} for outcome in kind.outcomes],
        "of": kind.of,
        "of_outcomes": list(kind.of_outcomes),
        "closes": kind.closes,
        "timebox": box(kind.timebox) if kind.timebox else None,
    }
