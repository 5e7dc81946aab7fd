"""Dates made of digits: ISO 8601 dates, week dates and ordinal days, and slashed dates."""

from __future__ import annotations

from datetime import date

from actlog.grammar.datewords import build_day, is_digits, month_length
from actlog.grammar.when import EARLIEST, LATEST, DateError

LEAP_YEAR = 2024


def read_iso(text: str) -> date | None:
    """Read `2026-11-20`, `20261120`, `2026-W47-5`, `2026W475` or `2026-324`, all lower case.

    None when it has none of these shapes; DateError when it has, and is no day.
    """
    parts = _iso_parts(text)
    if len(parts[0]) != 4 or not is_digits(parts[0]) or len(parts) == 1 or not all(parts):
        _refuse_reversed(text)
        return None
    year, digits = int(parts[0]), all(map(is_digits, parts))
    if parts[1][0] == "w":
        return _week_date(year, parts[1:], text)
    if len(parts) == 2 and digits:
        return _short_date(year, parts[1], text)
    if len(parts) == 3 and digits and max(map(len, parts[1:])) <= 2:
        return build_day(year, int(parts[1]), int(parts[2]), 1)
    return None


def _iso_parts(text: str) -> list[str]:
    """Cut at the hyphens, or where they would be in the compact forms."""
    if len(text) in (7, 8) and text[4] == "w" and is_digits(text[5:]):
        return [text[:4], text[4:7], text[7:]] if text[7:] else [text[:4], text[4:]]
    if len(text) == 8 and is_digits(text):
        if text[:2] in ("19", "20") and 1 <= int(text[4:6]) <= 12:
            return [text[:4], text[4:6], text[6:]]
        return [text]  # a number
    return text.split("-")


def _refuse_reversed(text: str) -> None:
    """Refuse `20-11-2026` and `20.11.2026`, which other programs guess at."""
    parts = text.replace(".", "-").split("-")
    if [len(part) for part in parts][2:] == [4] and all(map(is_digits, parts)):
        raise DateError(f"{text} is not read as a date", "say 2026-11-20 or 20 nov 2026", 1)


def _short_date(year: int, rest: str, text: str) -> date | None:
    if len(rest) == 2:
        raise DateError(f"{text} is a month, not a day", f"say {text}-01 for its first day", 1)
    return _ordinal_day(year, int(rest), text) if len(rest) == 3 else None


def _ordinal_day(year: int, number: int, text: str) -> date:
    first = build_day(year, 1, 1, 1)
    days = date(year, 12, 31).timetuple().tm_yday
    if not 1 <= number <= days:
        raise DateError(f"there is no {text}", f"{year} has {days} days", 1)
    return date.fromordinal(first.toordinal() + number - 1)


def _week_date(year: int, parts: list[str], text: str) -> date | None:
    week = parts[0][1:]
    if not is_digits(week) or len(week) > 2 or len(parts) > 2:
        return None
    build_day(year, 1, 1, 1)
    if int(week) < 1 or int(week) > weeks_of(year):
        raise DateError(f"{year} has no week {int(week)}", f"it has {weeks_of(year)} weeks", 1)
    if len(parts) == 1:
        raise DateError(
            f"{text.upper()} is a week, not a day", f"say {year}-W{week}-1 for its Monday", 1
        )
    if parts[1] not in "1234567" or len(parts[1]) != 1:
        raise DateError(f"{text.upper()} is no day", "days of a week run from 1 (Monday) to 7", 1)
    return date.fromisocalendar(year, int(week), int(parts[1]))


def weeks_of(year: int) -> int:
    """Return the number of ISO weeks of a year: 52 or 53."""
    return date(year, 12, 28).isocalendar()[1]


def read_slashed(text: str, order: str | None) -> list[tuple[int | None, int, int]] | None:
    """Return the readings of `11/2`, `11/2/2026` or `2026/11/2` as year, month and day.

    A date in the model's `order` has one; without an order every possible one is returned
    (the year is None where none was said). None when it is no slashed date; DateError when
    no reading is possible.
    """
    parts = text.split("/")
    if not 2 <= len(parts) <= 3 or not all(map(is_digits, parts)):
        return None
    numbers = [int(part) for part in parts if len(part) <= 2]
    years = [place for place, part in enumerate(parts) if len(part) == 4]
    if len(numbers) + len(years) != len(parts) or len(years) > 1 or years == [1]:
        return None
    readings = []
    for way in _ways(len(parts), years, order):
        said = dict(zip(way, map(int, parts), strict=True))
        year = said.get("y")
        if year is not None and not years:
            year += 2000
        reading = (year, said["m"], said["d"])
        if _possible(*reading) and reading not in readings:
            readings.append(reading)
    if not readings:
        ways = {"dmy": "day/month", "mdy": "month/day", "ymd": "year/month/day"}
        written = ways.get(order or "", "day/month or month/day")
        raise DateError(f"there is no date {text}", f"dates are written {written} here", 1)
    return readings


def _ways(size: int, years: list[int], order: str | None) -> list[str]:
    """Return the orders in which the parts may stand."""
    if years == [0]:
        return ["ymd"] if size == 3 else []
    orders = [order] if order else ["dmy", "mdy", "ymd"]
    if size == 2:
        return [] if years else [way.replace("y", "") for way in orders]
    if years == [2]:
        return [way for way in orders if way != "ymd"] or ["dmy", "mdy"]
    return orders


def _possible(year: int | None, month: int, day: int) -> bool:
    if year is not None and not EARLIEST.year <= year <= LATEST.year:
        return False
    return 1 <= month <= 12 and 1 <= day <= month_length(year or LEAP_YEAR, month)
