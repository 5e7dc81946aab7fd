"""In which order the numbers of a date stand: 3/4/2026 is in April or in March."""

from __future__ import annotations

import re
from datetime import date

from actlog.domain.errors import InputError
from actlog.exchange.mapped.columns import shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from actlog.exchange.mapped.deciding import Choice

ORDERS = ("dmy", "mdy", "ymd")
WAYS = {"dmy": "day first", "mdy": "month first", "ymd": "year first"}

FIRST_YEAR = 1970

NUMBERS = re.compile(r"(\d{1,2})([-./])(\d{1,2})\2(\d{4}|\d{2})(?!\d)", re.ASCII)
"""A day, a month and a year in numbers, in some order; what follows is not looked at."""


def said_order(text: str, latest: int) -> frozenset[str]:
    """Return the orders in which a cell can be a date; none where it has no order to decide.

    Of two-digit years, those after `latest` do not count: an export is no calendar of the
    next decade, and this is what tells the days of `28/11/26` from its year.
    """
    found = NUMBERS.match(text.strip())
    return frozenset(readings_of(found, latest)) if found else frozenset()


def readings_of(found: re.Match[str], latest: int) -> dict[str, date]:
    """Return the days that a match of NUMBERS can be, by order; `latest` as in `said_order`."""
    first, _, second, last = found.groups()
    ways = {"dmy": (last, second, first), "mdy": (last, first, second)}
    if len(last) == 2:
        ways["ymd"] = (first, second, last)
    days = {}
    for way, (year, month, day) in ways.items():
        try:
            read = date(year_of(year), int(month), int(day))
        except ValueError:
            continue
        if len(year) == 4 or read.year <= latest:
            days[way] = read
    return days


def year_of(text: str) -> int:
    """Read a year; one of two digits from 70 on is of the last century."""
    if len(text) == 4:
        return int(text)
    return int(text) + (1900 if int(text) >= FIRST_YEAR % 100 else 2000)


def two_ways(choice: Choice, text: str, readings: dict[str, date]) -> InputError:
    """Return the error that nothing in a column tells its order, with both readings of a cell."""
    ways = [way for way in ORDERS if way in choice.left and way in readings]
    days = " or ".join([readings[way].isoformat() for way in ways])
    words = " or ".join([f"--date-order {way}" for way in ways])
    return InputError(
        f"the dates in {choice.title!r} can be read two ways: {shown(text)} is {days}",
        f"say how they are written: {words}",
    )
