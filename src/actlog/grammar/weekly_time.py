"""A time of every week: `fri 16:00`."""

from __future__ import annotations

from actlog.domain.errors import InputError
from actlog.domain.text import visible
from actlog.domain.week import DAY_NAMES


def weekly_time(said: str) -> tuple[int, int]:
    """Return the weekday (0 Monday) and the minute of the day; InputError for anything else."""
    day, _, clock = " ".join(said.split()).lower().partition(" ")
    hour, colon, minute = clock.partition(":")
    digits = hour.isascii() and hour.isdigit() and minute.isascii() and minute.isdigit()
    known = len(day) >= 3 and day[:3] in DAY_NAMES
    if not (
        known and colon and digits and len(minute) == 2 and int(hour) < 24 and int(minute) < 60
    ):
        raise InputError(
            f"{visible(said)} is no time of a week", "a weekday and a time, such as 'fri 16:00'"
        )
    return DAY_NAMES.index(day[:3]), int(hour) * 60 + int(minute)
