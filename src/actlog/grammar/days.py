"""The closed forms of a day: every way to say one, each read on its own."""

from __future__ import annotations

from datetime import date, datetime

from actlog.domain.record import Record
from actlog.domain.week import Week
from actlog.grammar.datewords import (
    DAYS,
    MONTHS,
    PARTS,
    SECONDS,
    WEEKDAYS,
    WHOLE_DAYS,
    DateError,
    Standpoint,
    build_day,
    is_digits,
    month_length,
    name_day,
    no_such_day,
    shift_day,
)
from actlog.grammar.elapsed import read_elapsed, shift, shift_instant
from actlog.grammar.numerals import read_iso, read_slashed

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


def read_day(tokens: Sequence[str], here: Standpoint) -> Found | None:
    """Return the longest day at the start of the tokens, None when there is none.

    DateError on an impossible date, or one that has two readings.
    """
    if not tokens:
        return None
    if tokens[0] in ("on", "the"):
        found = None if tokens[1:2] == [tokens[0]] else read_day(tokens[1:], here)
        return found and found.replace(size=found.size + 1)
    for form in (_named, _weekday, _calendar_day, _elapsed):
        found = form(tokens, here)
        if found is not None:
            return _moved(found, tokens)
    return None


def _moved(found: Found, tokens: Sequence[str]) -> Found:
    """Add what moves a day: the offsets of `yesterday -1d`, the part of `thu morning`."""
    while found.day and tokens[found.size : found.size + 1] and tokens[found.size][0] == "-":
        distance = read_elapsed(tokens[found.size :])
        if distance is None or distance.measure == SECONDS:
            break
        size = found.size + 1
        day = shift(found.day, distance.replace(size=size))
        found = Found(size=size, day=day)
    if found.day and not found.part and tokens[found.size : found.size + 1]:
        part = tokens[found.size]
        if part in PARTS:
            return found.replace(size=found.size + 1, part=part)
    return found


def _named(tokens: Sequence[str], here: Standpoint) -> Found | None:
    first = tokens[0]
    if first == "now":
        return Found(size=1, instant=here.now)
    if first == "tonight":
        return Found(size=1, day=here.today, part="night")
    if first in ("today", "yesterday", "tomorrow"):
        days = {"today": 0, "yesterday": -1, "tomorrow": 1}[first]
        return Found(size=1, day=shift_day(here.today, days, 1))
    three = list(tokens[:3])
    if three == ["day", "before", "yesterday"]:
        return Found(size=3, day=shift_day(here.today, -2, 3))
    if three == ["day", "after", "tomorrow"]:
        return Found(size=3, day=shift_day(here.today, 2, 3))
    if first == "this" and three[1:2] and three[1] in PARTS:
        return Found(size=2, day=here.today, part=three[1])
    if three[:2] == ["last", "night"]:
        return Found(size=2, day=shift_day(here.today, -1, 2), part="night")
    return None


def _weekday(tokens: Sequence[str], here: Standpoint) -> Found | None:
    first = tokens[0]
    if first in ("last", "this", "next"):
        return _relative_weekday(tokens, here)
    if first not in WEEKDAYS:
        return None
    weekday = WEEKDAYS[first]
    of = 2 if tokens[1:2] == ["of"] else 1
    if tokens[of + 1 : of + 2] == ["week"] and tokens[of] in ("last", "this", "next"):
        return Found(size=of + 2, day=_of_week(tokens[of], weekday, here, of + 2))
    dated = _calendar_day(tokens[1:], here)
    if dated is not None and dated.day is not None:
        if dated.day.weekday() != weekday:
            shown = name_day(dated.day, here.today)
            raise DateError(
                f"{' '.join(tokens[1 : dated.size + 1])} is not a {DAYS[weekday].title()}",
                f"it is {shown}",
                dated.size + 1,
            )
        return dated.replace(size=dated.size + 1)
    return Found(size=1, day=_nearest(weekday, here), weekday=here.anchor is None)


def _nearest(weekday: int, here: Standpoint) -> date:
    """Return the latest such weekday up to today, or the first from there on when ahead."""
    if here.forward is not None:
        return shift_day(here.forward, (weekday - here.forward.weekday()) % 7, 1)
    return shift_day(here.today, -((here.today.weekday() - weekday) % 7), 1)


def _of_week(which: str, weekday: int, here: Standpoint, size: int) -> date:
    """Return the weekday of last, this or next week; weeks start where the model says."""
    start = Week.of(here.today, here.starts).start
    weeks = {"last": -7, "this": 0, "next": 7}[which]
    return shift_day(start, weeks + (weekday - here.starts) % 7, size)


def _relative_weekday(tokens: Sequence[str], here: Standpoint) -> Found | None:
    """Read `last fri`, `this fri`, `next fri`, and `last week fri`."""
    which, size = tokens[0], 3 if tokens[1:2] == ["week"] else 2
    if len(tokens) < size or tokens[size - 1] not in WEEKDAYS:
        return None
    name = tokens[size - 1]
    weekday = WEEKDAYS[name]
    day = _of_week(which, weekday, here, size)
    if size == 3:
        return Found(size=size, day=day)
    if which == "last":
        latest = shift_day(here.today, -((here.today.weekday() - weekday - 1) % 7 + 1), size)
        if latest != day:
            raise _two_days(tokens, (name, latest), (f"{name} of last week", day), here)
    if which == "this" and here.ahead and day < here.today:
        coming = shift_day(day, 7, size)
        raise _two_days(tokens, (name, coming), (f"{name} of this week", day), here)
    return Found(size=size, day=day)


def _two_days(
    tokens: Sequence[str], one: tuple[str, date], other: tuple[str, date], here: Standpoint
) -> DateError:
    """Return the error for two readings, each with the words that say it alone."""
    first, second = [name_day(day, here.today) for _, day in (one, other)]
    return DateError(
        f"{' '.join(tokens[:2])} can be {first} or {second}",
        f"say {one[0]} for {first}, {other[0]} for {second}",
        2,
    )


def _calendar_day(tokens: Sequence[str], here: Standpoint) -> Found | None:
    """Read the dates of the calendar: ISO, slashed, `2 nov`, `nov 2 2026`, `2nd`."""
    if not tokens:
        return None
    first = tokens[0]
    if first in MONTHS:
        return _month_first(tokens, here)
    if not first[0].isdigit():
        return None
    day = read_iso(first)
    if day is not None:
        return Found(size=1, day=day)
    if "/" in first:
        readings = read_slashed(first, here.order)
        return None if readings is None else _slashed(first, readings, here)
    number = _day_number(first)
    if number is None:
        return None
    size = 2 if tokens[1:2] == ["of"] and not is_digits(first) else 1
    if tokens[size : size + 1] and tokens[size] in MONTHS:
        return _with_year(tokens, size + 1, MONTHS[tokens[size]], number, here)
    return None if is_digits(first) else Found(size=1, day=_day_of_month(number, here))


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
    number = _day_number(tokens[1])
    if number is None:
        if is_digits(tokens[1]) and _year(tokens[1]):
            said = " ".join(tokens[:2])
            raise DateError(f"{said} is a month, not a day", f"say 2 {said}", 2)
        return None
    return _with_year(tokens, 2, MONTHS[tokens[0]], number, here)


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


def _elapsed(tokens: Sequence[str], here: Standpoint) -> Found | None:
    distance = read_elapsed(tokens)
    if distance is None:
        return None
    if distance.measure == SECONDS:
        return Found(size=distance.size, instant=shift_instant(here.now, distance))
    return Found(size=distance.size, day=shift(here.today, distance))
