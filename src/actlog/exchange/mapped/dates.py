"""Dates and times as other programs write them, each form read by a rule of its own.

Nothing is guessed: a text that is none of these forms is no date. They are listed in
`docs/mapping.md`.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, timezone

from actlog.exchange.mapped.columns import shown
from actlog.exchange.mapped.orders import (
    FIRST_YEAR,
    NUMBERS,
    WAYS,
    readings_of,
    two_ways,
    year_of,
)
from actlog.exchange.problems import RowError
from actlog.grammar.datewords import MONTHS, WEEKDAYS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from actlog.exchange.mapped.deciding import Choice

    Wall = tuple[datetime, bool, timezone | None]
    """A moment without a zone, whether its time of day is known, and its UTC offset if any."""


_LAST_SERIAL = 2_958_465  # 9999-12-31 in a spreadsheet
_FIRST_MILLISECONDS = 10**11  # in seconds it would be the year 5138
_LAST_MILLISECONDS = 253_402_300_799_999
_EXCEL_ZERO = datetime(1899, 12, 30)  # noqa: DTZ001 - a spreadsheet's clock has no zone
_UNIX_ZERO = datetime(1970, 1, 1)  # noqa: DTZ001 - of which the offset is said beside it
_LONGEST = 80

_YEAR_FIRST = re.compile(r"(\d{4})([-./])(\d{1,2})\2(\d{1,2})(?!\d)", re.ASCII)
_WEEKDAY = r"(?:([A-Za-z]{3,9}),? )?"
_DAY_MONTH = re.compile(
    _WEEKDAY + r"(\d{1,2})(?:st|nd|rd|th)?[-. /]{1,2}([A-Za-z]{3,9})\.?,?[- /](\d{4}|\d{2})(?!\d)",
    re.ASCII,
)
_MONTH_DAY = re.compile(
    _WEEKDAY + r"([A-Za-z]{3,9})\.?[- ](\d{1,2})(?:st|nd|rd|th)?,?[- ](\d{4})(?!\d)", re.ASCII
)
_CLOCK = (
    r"(\d{1,2})(?::(\d{2})(?::(\d{2})(?:[.,]\d{1,9})?)?)?"
    r"(?: ?([AaPp])\.?[Mm]\.?)?"
)
_ONLY_CLOCK = re.compile(_CLOCK, re.ASCII)
_TAIL = re.compile(
    rf"(?:[Tt]|,? (?:at )?){_CLOCK}"
    r"(?: ?(?:([Zz]|UTC|GMT)|([+-])(\d{2})(?::?(\d{2}))?))?",
    re.ASCII,
)
_NUMBER = re.compile(r"(\d{1,15})(?:[.,](\d{1,15}))?", re.ASCII)
_FRACTION = re.compile(r"0?[.,](\d{1,15})", re.ASCII)


class Dates:
    """Reads the cells of one column, in the order that is said or that the column tells."""

    def __init__(self, order: str | Choice, latest: int) -> None:
        """`latest` is the last year that two digits may mean while the order is open."""
        self._order = order
        self._latest = latest

    def read(self, text: str) -> Wall:
        """Read one cell. Raises RowError, or InputError where the column's order is open."""
        try:
            if len(text) == 19 and _is_iso(text):
                return datetime.fromisoformat(text), True, None
        except ValueError:
            pass  # the slower way says what is wrong with it
        text = " ".join(text.split())
        try:
            wall = None if len(text) > _LONGEST else self._read(text)
        except (ValueError, OverflowError):
            wall = None
        if wall is None:
            raise RowError(f"{shown(text)} is not a date")
        if wall[0].year < FIRST_YEAR:
            raise RowError(f"{shown(text)} is before {FIRST_YEAR}")
        return wall

    def _read(self, text: str) -> Wall | None:
        found = _YEAR_FIRST.match(text)
        if found:
            day = date(int(found[1]), int(found[3]), int(found[4]))
        else:
            found = NUMBERS.match(text)
            day_or_none = self._ordered(text, found) if found else None
            if day_or_none is None:
                found, day_or_none = _spelled(text)
            if found is None or day_or_none is None:
                return _counted(text)
            day = day_or_none
        rest = text[found.end() :]
        if not rest:
            return datetime(day.year, day.month, day.day), False, None  # noqa: DTZ001
        tail = _TAIL.fullmatch(rest)
        if tail is None:
            return None
        clock = _clock(*tail.groups()[:4])
        return datetime.combine(day, clock), True, _offset(*tail.groups()[4:])

    def _ordered(self, text: str, found: re.Match[str]) -> date | None:
        """Return the day of three numbers, such as 20.10.2016, in the column's order."""
        if isinstance(self._order, str):
            return self._in_order(text, found, self._order)
        choice = self._order
        readings = readings_of(found, self._latest)
        if not readings:
            raise RowError(f"{shown(text)} is not a date")
        choice.narrow(text)
        order = choice.only()
        days = {readings[way] for way in readings if way in choice.left}
        if order is None and len(days) == 1:
            return days.pop()
        order = order or choice.settle()
        if order is None:
            raise two_ways(choice, text, readings)
        return self._in_order(text, found, order)

    def _in_order(self, text: str, found: re.Match[str], order: str) -> date:
        day = readings_of(found, 9999).get(order)
        if day is None:
            raise RowError(f"{shown(text)} is not a date with the {WAYS[order]} ({order})")
        return day


def _is_iso(text: str) -> bool:
    """Tell whether 19 letters are in the form 2023-01-20 10:41:00, of a year that is taken."""
    return (
        text[4] == text[7] == "-"
        and text[13] == text[16] == ":"
        and text[10] in " T"
        and text[11:13] != "24"
        and text[:4] >= "1970"
    )


def _spelled(text: str) -> tuple[re.Match[str] | None, date | None]:
    """Read `26 Feb 2018`, `1-Jan-21` or `Feb 26, 2018`, a weekday before it or not."""
    found = _DAY_MONTH.match(text)
    if found:
        weekday, day, month, year = found.groups()
    else:
        found = _MONTH_DAY.match(text)
        if found is None:
            return None, None
        weekday, month, day, year = found.groups()
    number = MONTHS.get(month.casefold())
    if number is None:
        return None, None
    read = date(year_of(year), number, int(day))
    if weekday and WEEKDAYS.get(weekday.casefold()) != read.weekday():
        return None, None
    return found, read


def _counted(text: str) -> Wall | None:
    """Read a spreadsheet's serial day, or Unix seconds or milliseconds: their size tells."""
    found = _NUMBER.fullmatch(text)
    if found is None:
        return None
    number, part = int(found[1]), found[2] or "0"
    if number <= _LAST_SERIAL:
        seconds = _of_day(part)
        return _EXCEL_ZERO + timedelta(days=number, seconds=seconds), int(part) > 0, None
    if len(found[1]) == 8 and found[2] is None and found[1][:2] in ("19", "20"):
        return datetime(int(text[:4]), int(text[4:6]), int(text[6:])), False, None  # noqa: DTZ001
    if number < _FIRST_MILLISECONDS:
        return _UNIX_ZERO + timedelta(seconds=number), True, UTC
    if number <= _LAST_MILLISECONDS:
        return _UNIX_ZERO + timedelta(milliseconds=number), True, UTC
    return None


def _of_day(part: str) -> int:
    """Return the seconds of a decimal part of a day, rounded half up."""
    size = 10 ** len(part)
    return int((2 * 86_400 * int(part) + size) // (2 * size))


def read_clock(text: str) -> time:
    """Read a clock time in a cell of its own: `14:30`, `2:05 PM`, or part of a day (`0.60417`).

    Raises RowError.
    """
    text = " ".join(text.split())
    found = _ONLY_CLOCK.fullmatch(text)
    try:
        if found:
            return _clock(*found.groups())
        part = _FRACTION.fullmatch(text)
        if part:
            return (_UNIX_ZERO + timedelta(seconds=min(_of_day(part[1]), 86_399))).time()
    except ValueError:
        pass
    raise RowError(f"{shown(text)} is not a time of day")


def _clock(hour: str, minute: str | None, second: str | None, half: str | None) -> time:
    """Return a clock time. Raises ValueError."""
    number = int(hour)
    if half:
        if not 1 <= number <= 12:
            raise ValueError(hour)
        number = number % 12 + (12 if half in "Pp" else 0)
    elif minute is None:
        raise ValueError(hour)
    return time(number, int(minute or 0), int(second or 0))


def _offset(
    zulu: str | None, sign: str | None, hours: str | None, minutes: str | None
) -> timezone | None:
    """Return a UTC offset, None where none was written. Raises ValueError."""
    if zulu:
        return UTC
    if not sign or not hours:
        return None
    if int(minutes or 0) > 59:
        raise ValueError(minutes)
    size = timedelta(hours=int(hours), minutes=int(minutes or 0))
    return timezone(-size if sign == "-" else size) if size else UTC
