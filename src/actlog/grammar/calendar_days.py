"""Dates of the calendar: `2 nov`, `nov 2 2026`, `2nd`, and the ones that are all digits."""

from __future__ import annotations

from datetime import date, datetime

from actlog.domain.record import Record
from actlog.grammar.datewords import (
    MONTHS,
    build_day,
    is_digits,
    month_length,
    name_day,
    no_such_day,
)
from actlog.grammar.numerals import read_iso, read_slashed
from actlog.grammar.when import DateError, Standpoint

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

YEARS_OF_A_LEAP_DAY = 9
"""How many years hold at least one 29 February, whichever they are."""


class Found(Record):
    """A day, or an instant, in the first `size` tokens.

    `weekday` marks a bare weekday, `part` the part of the day that was said with it.
    """

    size: int
    day: date | None = None
    instant: datetime | None = None
    weekday: bool = False
    part: str | None = None


def read_calendar_day(tokens: Sequence[str], here: Standpoint) -> Found | None:
    """Read the dates of the calendar: ISO, slashed, `2 nov`, `nov 2 2026`, `2nd`."""
    if not tokens:
        return None
    first = tokens[0]
    if first in MONTHS:
        return _month_first(tokens, here)
    if not first[0].isdigit():
        return None
    if "/" in first:
        readings = read_slashed(first, here.order)
        return None if readings is None else _slashed(first, readings, here)
    day = read_iso(first)
    return _day_first(tokens, here) if day is None else Found(size=1, day=day)


def _day_first(tokens: Sequence[str], here: Standpoint) -> Found | None:
    """Read `2 nov`, `2nd of nov 2026`, `2nd`; a number alone is no day."""
    number = _day_number(tokens[0])
    if number is None:
        return None
    ordinal = not is_digits(tokens[0])
    size = 2 if ordinal and tokens[1:2] == ["of"] else 1
    if tokens[size : size + 1] and tokens[size] in MONTHS:
        return _with_year(tokens, size + 1, MONTHS[tokens[size]], number, here)
    return Found(size=1, day=_day_of_month(number, here)) if ordinal else None


def _slashed(
    text: str, readings: list[tuple[int | None, int, int]], here: Standpoint
) -> Found | None:
    days = []
    for year, month, day in readings:
        if year is None:
            days.append(_latest(month, day, here, 1))
        else:
            days.append(build_day(year, month, day, 1))
    if len(days) > 1:
        shown = " or ".join([name_day(day, here.today) for day in days])
        words = " or ".join([day.isoformat() for day in days])
        raise DateError(
            f"{text} can be {shown}", f"say {words}, or give the model week a date_order", 1
        )
    return Found(size=1, day=days[0])


def _day_number(text: str) -> int | None:
    """Read `2` or `2nd`; DateError on an ordinal that no month has, or that is misspelt."""
    if is_digits(text):
        return int(text) if len(text) <= 2 else None
    digits = text[:-2]
    if not is_digits(digits) or text[-2:] not in ("st", "nd", "rd", "th"):
        return None
    if len(digits) > 2 or not 1 <= int(digits) <= 31:
        raise DateError(f"no month has a {text}", "days run from 1st to 31st", 1)
    number = int(digits)
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10 if number // 10 != 1 else 0, "th")
    if text[-2:] != ending:
        raise DateError(f"{text} is not spelt right", f"say {number}{ending}", 1)
    return number


def _month_first(tokens: Sequence[str], here: Standpoint) -> Found | None:
    """Read `nov 2`, `nov 2nd`, `nov 2 2026`; a month alone is no day."""
    if len(tokens) < 2:
        return None
    if _year(tokens[1]):
        said = " ".join(tokens[:2])
        raise DateError(f"{said} is a month, not a day", f"say 2 {said} for a day of it", 2)
    number = _day_number(tokens[1])
    return None if number is None else _with_year(tokens, 2, MONTHS[tokens[0]], number, here)


def _year(text: str) -> bool:
    """Tell whether four digits after a month are a year; the others are a clock time."""
    return len(text) == 4 and is_digits(text) and 1970 <= int(text) < 3000


def _with_year(
    tokens: Sequence[str], size: int, month: int, number: int, here: Standpoint
) -> Found:
    if tokens[size : size + 1] and _year(tokens[size]):
        return Found(size=size + 1, day=build_day(int(tokens[size]), month, number, size + 1))
    return Found(size=size, day=_latest(month, number, here, size))


def _latest(month: int, number: int, here: Standpoint, size: int) -> date:
    """Return the latest such date up to today, or the first from there on when ahead."""
    base = here.forward or here.today
    step = 1 if here.forward else -1
    for year in range(base.year, base.year + step * YEARS_OF_A_LEAP_DAY, step):
        if 1 <= number <= month_length(year, month):
            day = date(year, month, number)
            if (day >= base) if here.forward else (day <= base):
                return day
    raise DateError(*no_such_day(base.year, month, number), size)


def _day_of_month(number: int, here: Standpoint) -> date:
    """Return the latest day of that number up to today, or the first from there on."""
    base = here.forward or here.today
    step = 1 if here.forward else -1
    months = base.year * 12 + base.month - 1
    while True:
        year, month = divmod(months, 12)
        if number <= month_length(year, month + 1):
            day = date(year, month + 1, number)
            if (day >= base) if here.forward else (day <= base):
                return day
        months += step
