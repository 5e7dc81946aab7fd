"""Whole weeks, months and years: `last week`, `week 47`, `november 2025`, `3 weeks ago`."""

from __future__ import annotations

from datetime import date, timedelta

from actlog.domain.week import MONDAY, Week
from actlog.grammar.datewords import (
    MONTHS,
    SECONDS,
    UNITS,
    WHOLE_MONTHS,
    is_digits,
    name_day,
    out_of_range,
)
from actlog.grammar.elapsed import Distance, read_elapsed, shift
from actlog.grammar.numerals import weeks_of
from actlog.grammar.when import EARLIEST, LATEST, DateError, Standpoint

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

WHICH = {"last": -1, "this": 0, "next": 1}
MONTHS_OF = {"month": 1, "quarter": 3, "year": 12}
Stretch = tuple[int, date, date]
"""How many tokens say it, its first day and its last."""


def read_stretch(tokens: Sequence[str], here: Standpoint) -> Stretch | None:
    """Return the week, month, quarter or year at the start of the tokens; None if none is.

    Without a year, a month or a numbered week is the latest that has begun, or, looking
    ahead, the first that is not over. DateError on a week number that means nothing here.
    """
    first = tokens[0]
    if first in WHICH:
        return _relative(tokens, here)
    if first == "week" and tokens[1:2] and is_digits(tokens[1]) and len(tokens[1]) <= 2:
        return 2, *_days(_numbered(int(tokens[1]), here, 2))
    if first in MONTHS:
        return _month(tokens, here)
    if is_digits(first[:4]) and first[4:5] in ("-", "w"):
        return _iso(first, here)
    distance = read_elapsed(tokens)
    if distance is None or distance.unit in ("", "d", "day", "days"):
        return None
    return None if UNITS[distance.unit][0] == SECONDS else _ago(distance, tokens, here)


def _days(week: Week) -> tuple[date, date]:
    return week.start, week.end


def _relative(tokens: Sequence[str], here: Standpoint) -> Stretch | None:
    unit = tokens[1] if len(tokens) > 1 else ""
    if unit == "week":
        return 2, *_days(Week.of(here.today, here.starts).back(-WHICH[tokens[0]]))
    if unit not in MONTHS_OF:
        return None
    return 2, *_block(here.today, MONTHS_OF[unit], WHICH[tokens[0]], 2)


def _block(day: date, months: int, blocks: int, size: int) -> tuple[date, date]:
    """Return the month, quarter or year (so many months) so many ones after the day's own."""
    start = ((day.year * 12 + day.month - 1) // months + blocks) * months
    if not EARLIEST.year <= start // 12 <= (start + months - 1) // 12 <= LATEST.year:
        raise out_of_range(size)
    after = start + months
    last = date(after // 12, after % 12 + 1, 1) - timedelta(days=1)
    return date(start // 12, start % 12 + 1, 1), last


def _month(tokens: Sequence[str], here: Standpoint) -> Stretch:
    month = MONTHS[tokens[0]]
    if tokens[1:2] and len(tokens[1]) == 4 and is_digits(tokens[1]):
        return 2, *_month_of(int(tokens[1]), month, 2)
    base = here.forward or here.today
    year = base.year
    if here.forward and month < base.month:
        year += 1
    elif not here.forward and month > base.month:
        year -= 1
    return 1, *_month_of(year, month, 1)


def _month_of(year: int, month: int, size: int) -> tuple[date, date]:
    if not EARLIEST.year <= year <= LATEST.year:
        raise out_of_range(size)
    return _block(date(year, month, 1), 1, 0, size)


def _iso(text: str, here: Standpoint) -> Stretch | None:
    """Read `2026-11`, `2026-w47` and `2026w47`."""
    year, rest = int(text[:4]), text[4:].removeprefix("-")
    if len(rest) == 2 and is_digits(rest) and 1 <= int(rest) <= 12:
        return 1, *_month_of(year, int(rest), 1)
    if len(rest) != 3 or rest[0] != "w" or not is_digits(rest[1:]):
        return None
    _check_number(int(rest[1:]), here, 1)
    if not EARLIEST.year <= year <= LATEST.year:
        raise out_of_range(1)
    if int(rest[1:]) > weeks_of(year):
        raise DateError(f"{year} has no week {int(rest[1:])}", f"it has {weeks_of(year)} weeks", 1)
    return 1, *_days(Week(start=date.fromisocalendar(year, int(rest[1:]), 1)))


def _check_number(number: int, here: Standpoint, size: int) -> None:
    if here.starts != MONDAY:
        raise DateError(
            "week numbers are for weeks that start on Monday, and this model's do not",
            "name a date of the week, or say 3 weeks ago",
            size,
        )
    if not 1 <= number <= 53:
        raise DateError(f"there is no week {number}", "weeks run from 1 to 52 or 53", size)


def _numbered(number: int, here: Standpoint, size: int) -> Week:
    _check_number(number, here, size)
    base = here.forward or here.today
    year, step = (base.year - 1, 1) if here.forward else (base.year + 1, -1)
    while True:  # every year has a week 1 to 52, and every eighth at least a week 53
        if number <= weeks_of(year):
            week = Week(start=date.fromisocalendar(year, number, 1))
            if (week.end >= base) if here.forward else (week.start <= base):
                return week
        year += step


def _ago(distance: Distance, tokens: Sequence[str], here: Standpoint) -> Stretch:
    """Take `3 weeks ago` for the whole week and `2 months ago` for the whole month."""
    day = shift(here.today, distance)
    if here.ahead and distance.amount > 0:
        said = " ".join(tokens[: distance.size])
        raise DateError(
            f"{said} can be {name_day(day, here.today)} or all of it",
            f"say {day.isoformat()}, or the first and the last day: mon..fri",
            distance.size,
        )
    if distance.measure == WHOLE_MONTHS:
        months = UNITS[distance.unit][1]
        return distance.size, *_block(day, months, 0, distance.size)
    return distance.size, *_days(Week.of(day, here.starts))
