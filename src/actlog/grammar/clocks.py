"""Clock times: read from tokens, and placed on a day by the C library's local time zone."""

from __future__ import annotations

import time as system_time
from datetime import UTC, date, datetime, time, timedelta, timezone

from actlog.grammar.datewords import HALVES, is_digits, name_day
from actlog.grammar.when import DateError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

FARTHEST_OFFSET = timedelta(hours=15)
"""The largest UTC offset; the clocks of the world keep within 14 hours."""


def read_clock(tokens: Sequence[str], *, bare: bool = True) -> tuple[int, time] | None:
    """Return how many tokens a clock time takes up at the start, and the time.

    The time carries a time zone when an offset was said (`2:30+02:00`). `bare` takes four
    digits (`0930`) as well. None when there is no clock time; DateError on an impossible one.
    """
    if not tokens:
        return None
    first = tokens[0]
    if not first[0].isdigit():
        return _named(first)
    if first[-2:] in HALVES:
        return _half_day(first[:-2], first[-2:], 1)
    found = _half_day(first, tokens[1], 2) if tokens[1:2] and tokens[1] in HALVES else None
    if found is not None:
        return found
    clock = _with_offset(first) if ":" in first else _digits(first) if bare else None
    if clock is None:
        _refuse_dotted(first)
        return None
    _refuse_span(first, clock)
    return 1, clock


def _named(text: str) -> tuple[int, time] | None:
    if text == "midnight":
        raise DateError(
            "midnight begins a day and ends one", "say 0:00 with the day that it begins", 1
        )
    return (1, time(12)) if text == "noon" else None


def _digits(text: str) -> time | None:
    """Read `0930`; digits that are no time are a count, and not refused."""
    if len(text) != 4 or not is_digits(text) or not _fits(int(text[:2]), int(text[2:])):
        return None
    return time(int(text[:2]), int(text[2:]))


def _refuse_dotted(text: str) -> None:
    hour, dot, minute = text.partition(".")
    if dot and is_digits(hour + minute) and len(minute) == 2 and _fits(int(hour), int(minute)):
        raise DateError(
            f"{text} can be a time or a number",
            f"say {int(hour)}:{minute} or {text}am for the time",
            1,
        )


def _half_day(text: str, half: str, size: int) -> tuple[int, time] | None:
    """Read `3`, `9:30`, `9.30` or `930` before am or pm."""
    hours, colon, minutes = text.replace(".", ":").partition(":")
    if not colon and len(hours) in (3, 4):
        hours, colon, minutes = hours[:-2], ":", hours[-2:]
    if not is_digits(hours) or len(hours) > 2 or (colon and not _two_digits(minutes)):
        return None
    hour, minute = int(hours), int(minutes or 0)
    if not 1 <= hour <= 12 or minute > 59:
        raise DateError(f"{text}{half} is no clock time", "say 3pm, 9:30am or 15:00", size)
    return size, time(hour % 12 + (12 if half == "pm" else 0), minute)


def _two_digits(text: str) -> bool:
    return len(text) == 2 and is_digits(text)


def _fits(hour: int, minute: int) -> bool:
    return hour < 24 and minute < 60


def _with_offset(text: str) -> time | None:
    """Read `9:30`, `09:30:15`, `2:30+02:00`, `14:00z`."""
    wall, zone = text, None
    for place, character in enumerate(text):
        if character in "+-z":
            wall, zone = text[:place], _zone(text[place:])
            if zone is None:
                return None
            break
    parts = wall.split(":")
    if len(parts) == 3:
        parts[2] = _whole_seconds(parts[2])
    if not 2 <= len(parts) <= 3 or not all(map(is_digits, parts)) or len(parts[0]) > 2:
        return None
    hour, minute, second = int(parts[0]), int(parts[1]), int(parts[2] if parts[2:] else "0")
    if not all(map(_two_digits, parts[1:])):
        raise DateError(f"{wall} is no clock time", f"minutes have two digits: {hour}:05", 1)
    if hour == 24 and minute == second == 0:
        raise DateError("a day ends at 23:59", "say 0:00 with the day that begins", 1)
    if not _fits(hour, minute) or second > 59:
        raise DateError(f"{wall} is no clock time", "the day runs from 0:00 to 23:59", 1)
    return time(hour, minute, second, tzinfo=zone)


def _refuse_span(text: str, clock: time) -> None:
    """Refuse `9:30-10:00`: from when to when, more likely than an offset of another zone."""
    begin, _, end = text.partition("-")
    offset = clock.utcoffset()
    if offset is None or ":" not in end:
        return
    behind = -int(offset.total_seconds())
    minutes = behind // 60 - clock.hour * 60 - clock.minute
    if minutes <= 0 or behind in (system_time.timezone, system_time.altzone):
        return
    raise DateError(
        f"{text} can be a time until {end}, or one with the UTC offset -{end}",
        f"say when it began and how long it took: {begin} {minutes}m",
        1,
    )


def _whole_seconds(text: str) -> str:
    """Return seconds without their fraction: a log keeps whole ones."""
    whole, dot, fraction = text.partition(".")
    return whole if not dot or is_digits(fraction) else text


def _zone(text: str) -> timezone | None:
    """Read `z`, `+2`, `+02`, `+0200` or `-05:30`."""
    if text == "z":
        return UTC
    parts = text[1:].split(":")
    if len(parts) == 1 and len(parts[0]) == 4:
        parts = [parts[0][:2], parts[0][2:]]
    well_made = len(parts) <= 3 and all(map(is_digits, parts)) and len(parts[0]) <= 2
    if text[0] == "z" or not well_made or not all(map(_two_digits, parts[1:])):
        return None
    hours, minutes, seconds = [*map(int, parts), 0, 0][:3]
    offset = timedelta(hours=hours, minutes=minutes, seconds=seconds)
    if max(minutes, seconds) > 59 or offset > FARTHEST_OFFSET:
        raise DateError(f"{text} is no UTC offset", "offsets look like +02:00 or -05:30", 1)
    return timezone(-offset if text[0] == "-" else offset)


def read_iso_clock(text: str) -> time | None:
    """Read what stands after the T of an ISO instant: `10:41`, `104105z`, `10:41+01:00`."""
    digits = len(text) - len(text.lstrip("0123456789"))
    if digits in (4, 6):
        text = ":".join([text[n : n + 2] for n in range(0, digits, 2)]) + text[digits:]
    return _with_offset(text) if text[:2].isdigit() and text[2:3] == ":" else None


def place(day: date, clock: time, size: int) -> datetime:
    """Return the instant of a wall clock time on a day, with its UTC offset.

    A clock with an offset is taken at its word; another is the C library's local time.
    DateError on the nights of a clock change: a time that the clocks skip, or one that they
    show twice, whose two offsets are then named.
    """
    wall = datetime.combine(day, clock)
    if wall.tzinfo is not None:
        return wall
    try:
        first, second = wall.astimezone(), wall.replace(fold=1).astimezone()
    except (OverflowError, OSError, ValueError):
        raise DateError("this computer has no local time for that", None, size) from None
    if first.utcoffset() == second.utcoffset():
        return first
    shown, on = show_clock(clock), name_day(day, day)
    if first.replace(tzinfo=None) == wall == second.replace(tzinfo=None):
        raise DateError(
            f"the clocks show {shown} twice on {on}",
            f"say {shown}{_show_offset(first)} or {shown}{_show_offset(second)}",
            size,
        )
    around = [show_clock(at.time()) for at in sorted((first, second)) if at.date() == day]
    hint = f"say {' or '.join(around)}" if around else "name the day before or after"
    raise DateError(f"the clocks skip {shown} on {on}", hint, size)


def _show_offset(instant: datetime) -> str:
    return instant.isoformat()[19:]


def show_clock(clock: time) -> str:
    """Return `9:30`, with seconds where there are any."""
    shown = f"{clock.hour}:{clock.minute:02}"
    return f"{shown}:{clock.second:02}" if clock.second else shown
