"""The closed forms of a day: every way to say one, each read on its own."""

from __future__ import annotations

from datetime import date

from actlog.domain.week import Week
from actlog.grammar.calendar_days import Found, read_calendar_day
from actlog.grammar.datewords import DAYS, PARTS, SECONDS, WEEKDAYS, name_day, shift_day
from actlog.grammar.elapsed import read_elapsed, shift, shift_instant
from actlog.grammar.when import Behind, DateError, Standpoint

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence


def read_day(tokens: Sequence[str], here: Standpoint) -> Found | None:
    """Return the longest day at the start of the tokens, None when there is none.

    DateError on an impossible date, or one that has two readings.
    """
    if not tokens:
        return None
    if tokens[0] in ("on", "the"):
        with Behind(1):
            found = None if tokens[1:2] == [tokens[0]] else read_day(tokens[1:], here)
        return found and found.replace(size=found.size + 1)
    for form in (_named, _weekday, read_calendar_day, _elapsed):
        found = form(tokens, here)
        if found is not None:
            return _moved(found, tokens)
    return None


def _moved(found: Found, tokens: Sequence[str]) -> Found:
    """Add what moves a day: the offsets of `yesterday -1d`, the part of `thu morning`."""
    while found.day and tokens[found.size : found.size + 1] and tokens[found.size][0] == "-":
        with Behind(found.size):
            distance = read_elapsed(tokens[found.size :])
        if distance is None or distance.measure == SECONDS:
            break
        size = found.size + 1
        day = shift(found.day, distance.replace(size=size))
        found = found.replace(size=size, day=day, weekday=False)
    if found.day and not found.part and tokens[found.size : found.size + 1]:
        part = tokens[found.size]
        if part in PARTS:
            return found.replace(size=found.size + 1, part=part)
    return found


_NAMES: dict[tuple[str, ...], tuple[int, str | None]] = {
    ("today",): (0, None),
    ("yesterday",): (-1, None),
    ("tomorrow",): (1, None),
    ("tonight",): (0, "night"),
    ("last", "night"): (-1, "night"),
    ("day", "before", "yesterday"): (-2, None),
    ("day", "after", "tomorrow"): (2, None),
}
_NAMES |= {("this", part): (0, part) for part in PARTS}


def _named(tokens: Sequence[str], here: Standpoint) -> Found | None:
    if tokens[0] == "now":
        return Found(size=1, instant=here.now)
    for size in (3, 2, 1):
        name = tuple(tokens[:size])
        if name in _NAMES and len(name) == size:
            days, part = _NAMES[name]
            return Found(size=size, day=shift_day(here.today, days, size), part=part)
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
    with Behind(1):
        dated = read_calendar_day(tokens[1:], here)
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


def _elapsed(tokens: Sequence[str], here: Standpoint) -> Found | None:
    distance = read_elapsed(tokens)
    if distance is None:
        return None
    if distance.measure == SECONDS:
        return Found(size=distance.size, instant=shift_instant(here.now, distance))
    return Found(size=distance.size, day=shift(here.today, distance))
