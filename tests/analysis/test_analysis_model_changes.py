"""What one version of the model week says otherwise than the one before it."""

from datetime import date
from typing import Any

import pytest

from actlog.analysis.model_changes import Difference, differences
from actlog.domain.model_week import Kind, Lines, ModelWeek, SpecialWeek, Worth
from actlog.domain.ratio import Ratio
from actlog.domain.reminder import Reminder
from actlog.domain.week import Calendar, TimeOff

CALL, EMAIL, WON = Kind(name="call"), Kind(name="email"), Kind(name="won", result=True)
WORKDAYS = Calendar(weights=(Ratio(1),) * 5 + (Ratio(0),) * 2, hours=(540, 1050))
MODEL = ModelWeek(name="Jo's", activities=(CALL, EMAIL), calendar=WORKDAYS)
DAY = date(2026, 12, 24)
OTHER: dict[str, tuple[Any, Difference]] = {
    "name": ("Al's", Difference(place="name", old="Jo's", new="Al's")),
    "activities": ((EMAIL,), Difference(place="call", old="dropped", new=None)),
    "results": ((WON,), Difference(place="won", old=None, new="added")),
    "calendar": (
        WORKDAYS.replace(time_off=(TimeOff(first=DAY, last=DAY, why="leave"),)),
        Difference(place="time off", old=None, new="2026-12-24 2026-12-24 day leave"),
    ),
    "date_order": ("dmy", Difference(place="dates", old=None, new="dmy")),
    "averages": ((4,), Difference(place="averages", old="4, 13", new="4")),
    "funnel": (("call", "email"), Difference(place="funnel", old=None, new="call, email")),
    "worth": (
        (Worth(result="won", value_cents=100, commission=None),),
        Difference(place="worth", old=None, new="won 100"),
    ),
    "weeks": (
        (SpecialWeek(day=DAY, why="fair", lines=(("call", Lines(goal=3)),)),),
        Difference(place="weeks", old=None, new="2026-12-24, fair, call, 3"),
    ),
    "ideal_personas": (
        ("owner", "vp"),
        Difference(place="ideal personas", old=None, new="owner, vp"),
    ),
    "reminders": (
        (Reminder(watch="gap", at=840, days=(2, 3)), Reminder(watch="drought", on=False)),
        Difference(place="reminders", old=None, new="gap 14:00 wed thu, drought off"),
    ),
}


@pytest.mark.parametrize("field", ModelWeek._fields)
def test_whatever_changes_is_told(field: str) -> None:
    other, told = OTHER[field]
    assert differences(MODEL, MODEL) == ()
    assert differences(MODEL, MODEL.replace(**{field: other})) == (told,)
