"""Texts of the model week read as what they stand for.

Every reader takes the text as written and returns its meaning, or raises ValueError with
what was expected; the caller says what stood there instead.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any

from actlog.config.problems import listed, meant
from actlog.domain.entry import MOST_CENTS
from actlog.domain.ratio import Ratio
from actlog.grammar.when import EARLIEST, LATEST

if TYPE_CHECKING:
    from collections.abc import Callable

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MOST_LINE = 100_000

_WHOLE = re.compile(r"0|[1-9][0-9]{0,8}")
_WEIGHT = re.compile(r"[0-9](\.[0-9]{1,3})?")
_MONEY = re.compile(r"([0-9]{1,12})(?:\.([0-9]{1,6}))?([km]?)", re.IGNORECASE)
_PERCENT = re.compile(r"[0-9]{1,3}(\.[0-9]{1,3})?%")
_DURATION = re.compile(
    r"[0-9.]+ *(m|min|mins|minutes?|h|hr|hrs|hours?)([0-9]+ *(m|min|mins|minutes?)?)?|[0-9]+:[0-9]+"
)
_HOURS = re.compile(r"([0-9]{1,2})(?::([0-9]{2}))? *[-–] *([0-9]{1,2})(?::([0-9]{2}))?")
_CLOCK = re.compile(r"([0-9]{1,2}):([0-9]{2})")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_DAYS = re.compile(r"(\S+?)(?: *\.\. *(\S+))?(?: +(am|pm))?", re.IGNORECASE)

IN_MINUTES = (
    "expected a number of activities: talk time is an output of good work and no goal for it; "
    "only a timebox has minutes, as in timebox: {minutes: 60, touches: 12}"
)


def whole(low: int, high: int) -> Callable[[Any], int]:
    """Return a reader of whole numbers within bounds."""
    expected = f"expected a whole number from {low} to {high}"

    def read(value: Any) -> int:
        if isinstance(value, str) and _WHOLE.fullmatch(value) and low <= int(value) <= high:
            return int(value)
        raise ValueError(expected)

    return read


def _keys(value: Any) -> list[str]:
    return list(value) if isinstance(value, dict) else []


def weekly_line(value: Any) -> int:
    """Read a weekly amount; one in minutes or hours is refused with the reason."""
    said = [value] if isinstance(value, str) else [f"1 {key}" for key in _keys(value)]
    if any(_DURATION.fullmatch(words.lower()) for words in said):
        raise ValueError(IN_MINUTES)
    return whole(1, MOST_LINE)(value)


def choice(*words: str) -> Callable[[Any], str]:
    """Return a reader of one of a few words."""

    def read(value: Any) -> str:
        if isinstance(value, str) and value in words:
            return value
        hint = meant(value, list(words)) if isinstance(value, str) else ""
        raise ValueError(f"expected {listed(words)}{hint}")

    return read


def text(longest: int) -> Callable[[Any], str]:
    """Return a reader of a text that says something, line breaks made spaces."""

    def read(value: Any) -> str:
        said = " ".join(value.split()) if isinstance(value, str) else ""
        if 0 < len(said) <= longest:
            return said
        raise ValueError(f"expected a text of 1 to {longest} characters")

    return read


def weekday(value: Any) -> int:
    """Read the name of a weekday, `mon` or `monday`, as 0 (Monday) to 6."""
    word = value.lower() if isinstance(value, str) else ""
    for number, name in enumerate(WEEKDAYS):
        if word in {name, name[:3]}:
            return number
    raise ValueError(f"expected {listed([name[:3] for name in WEEKDAYS])}{meant_day(word)}")


def meant_day(word: str) -> str:
    """Return the hint at a weekday that was mistyped."""
    return meant(word, list(WEEKDAYS)) if word else ""


def weight(value: Any) -> Ratio:
    """Read the weight of a day exactly: a decimal from 0 to 1 with at most three places."""
    if isinstance(value, str) and _WEIGHT.fullmatch(value):
        ratio = Ratio.parse(value)
        if ratio <= 1:
            return ratio
    raise ValueError("expected 0 to 1 with at most three decimals, as in 0.5 for half a day")


def hours(value: Any) -> tuple[int, int]:
    """Read working hours as the minutes of the day at which they begin and end."""
    match = _HOURS.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        raise ValueError("expected the day's working hours, as in 8:30-17:30")
    begin_hour, begin_minute, end_hour, end_minute = [int(part or 0) for part in match.groups()]
    begin, end = begin_hour * 60 + begin_minute, end_hour * 60 + end_minute
    if begin_minute > 59 or end_minute > 59 or end > 24 * 60:
        raise ValueError("expected clock times from 0:00 to 24:00, as in 8:30-17:30")
    if begin >= end:
        raise ValueError("expected an end after the beginning, on the 24-hour clock, as in 9-17")
    return begin, end


def clock(value: Any) -> int:
    """Read a clock time as a minute of the day."""
    match = _CLOCK.fullmatch(value) if isinstance(value, str) else None
    if match and int(match.group(1)) < 24 and int(match.group(2)) < 60:
        return int(match.group(1)) * 60 + int(match.group(2))
    raise ValueError("expected a time on the 24-hour clock, as in 15:30")


def money(value: Any) -> int:
    """Read an amount of money as hundredths: `8000`, `8000.50`, `18k`, `1.2m`."""
    match = _MONEY.fullmatch(value) if isinstance(value, str) else None
    if match:
        whole_part, decimals, unit = match.group(1), match.group(2) or "", match.group(3).lower()
        shift = {"": 2, "k": 5, "m": 8}[unit]
        digits = decimals.rstrip("0")
        cents = int(whole_part + digits.ljust(shift, "0")) if len(digits) <= shift else 0
        if 0 < cents <= MOST_CENTS:
            return cents
    raise ValueError("expected an amount of money such as 8000, 8000.50, 18k or 1.2m")


def percent(value: Any) -> Ratio:
    """Read a percentage as a part of one, above 0 and at most 1."""
    if isinstance(value, str) and _PERCENT.fullmatch(value):
        ratio = Ratio.parse(value[:-1]) / 100
        if ratio and ratio <= 1:
            return ratio
    raise ValueError("expected a percentage up to 100, as in 10% or 12.5%")


def day(value: Any) -> date:
    """Read an ISO date."""
    if isinstance(value, str) and _DATE.fullmatch(value):
        try:
            found = date.fromisoformat(value)
        except ValueError:
            raise ValueError("expected a date that exists") from None
        return _within(found)
    raise ValueError("expected a date, as in 2026-12-24")


def _within(day: date) -> date:
    if EARLIEST <= day <= LATEST:
        return day
    raise ValueError(f"expected a date of the years {EARLIEST.year} to {LATEST.year}")


def days_off(value: Any) -> tuple[date, date, str]:
    """Read `DATE`, `DATE..DATE`, either with `am` or `pm`: first, last, and the part of a day."""
    match = _DAYS.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        raise ValueError("expected a date, a range or half a day, as in 2026-12-24..2027-01-03")
    first = day(match.group(1))
    last = day(match.group(2)) if match.group(2) else first
    if last < first:
        raise ValueError(f"expected the earlier date first, as in {last}..{first}")
    return first, last, (match.group(3) or "day").lower()


def week_key(value: str, starts: int) -> date:
    """Read the key of a special week: a label, or any date of the week."""
    if value.lower().startswith("week of "):
        return day(value[len("week of ") :].strip())
    if not re.fullmatch(r"[0-9]{4}-[Ww][0-9]{1,2}", value):
        return day(value) if _DATE.fullmatch(value) else _no_week(starts)
    if starts != 0:
        raise ValueError(
            f"expected any date of the week: weeks start on {WEEKDAYS[starts]} here, "
            "and ISO week numbers only fit weeks that start on monday"
        )
    year, number = int(value[:4]), int(value[6:])
    try:
        monday = date.fromisocalendar(year, number, 1)
    except ValueError:
        raise ValueError(f"expected a week that {year} has") from None
    return _within(monday)


def _no_week(starts: int) -> date:
    label = "a week such as 2026-W50 or " if starts == 0 else ""
    raise ValueError(f"expected {label}any date of the week, as in 2026-12-07")
