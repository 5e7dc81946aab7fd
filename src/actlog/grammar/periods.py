"""Periods: the days of `last week`, `november` or `24 dec..3 jan`; a week; days off."""

from __future__ import annotations

from datetime import date, datetime

from actlog.domain.record import Record
from actlog.domain.week import MONDAY, Week
from actlog.grammar.datewords import HALVES, RANGE, Tokens, is_digits, name_day
from actlog.grammar.days import read_day
from actlog.grammar.stretches import read_stretch
from actlog.grammar.when import EARLIEST, Behind, DateError, Standpoint

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

HALF_OF = {"morning": "am", "afternoon": "pm"}
FAR_AHEAD = 183


class Period(Record):
    """The days from `first` to `last`, said by the first `size` words.

    `part` is the half of the day that was said, `am` or `pm`, and `day` for whole days.
    """

    size: int
    first: date
    last: date
    part: str = "day"


def period(words: Sequence[str], *, now: datetime, starts: int, order: str | None) -> Period | None:
    """Return the longest period at the start of the words, looking back; None when none is.

    `today`, a date, `last week`, `week 47`, `2026-W47`, `3 weeks ago` (the whole week),
    `last month`, `november`, `A..B`, `A..`, `..B` and `since A`. DateError on an impossible date,
    on one with two readings, and on a part of a day.
    """
    here = Standpoint(now=now, ahead=False, order=order, starts=starts)
    return _read(words, here, halves=False)


def ahead(words: Sequence[str], *, now: datetime, starts: int, order: str | None) -> Period | None:
    """Return the longest period at the start of the words as `period` does, looking ahead."""
    here = Standpoint(now=now, ahead=True, order=order, starts=starts)
    return _read(words, here, halves=False)


def span(words: Sequence[str], *, now: datetime, starts: int, order: str | None) -> Period | None:
    """Return the longest run of days off at the start of the words, looking ahead, or None.

    `wed pm`, `tomorrow am`, `24 dec..3 jan`, `thu` (the coming one, today included), `next
    week`. DateError as `period` has it, on a half of several days, and on a date without its
    year that lies far ahead: the one that has just gone by is as likely meant.
    """
    here = Standpoint(now=now, ahead=True, order=order, starts=starts)
    found = _read(words, here, halves=True)
    if found is None or (found.first - here.today).days <= FAR_AHEAD:
        return found
    past = _read(words, here.replace(ahead=False), halves=True)
    if past is not None and past.first != found.first:
        said = " ".join(words[: found.size])
        one, other = [name_day(day, here.today) for day in (past.first, found.first)]
        raise DateError(f"{said} can be {one} or {other}", "say it with its year", found.size)
    return found


def which_week(words: Sequence[str], *, now: datetime, starts: int, order: str | None) -> Week:
    """Return the week that all the words name: nothing, `last`, `47`, a date, `3 weeks ago`.

    DateError when they name none, or more than one.
    """
    if not words:
        return Week.of(now.date(), starts)
    asked = [word for text in words for word in text.split()]
    if len(asked) == 1 and asked[0].lower() in ("last", "this", "next"):
        asked.append("week")
    if len(asked) == 1 and is_digits(asked[0]) and len(asked[0]) <= 2:
        asked.insert(0, "week")
    try:
        found = period(asked, now=now, starts=starts, order=order)
    except DateError as error:
        error.size = min(error.size, len(words))
        raise
    if found is None or found.size != len(asked):
        numbers = " 47, 2026-W47," if starts == MONDAY else ""
        hint = f"say last,{numbers} a date or 3 weeks ago"
        raise DateError(f"{' '.join(words)} is no week", hint, len(words))
    week = Week.of(found.first, starts)
    if found.last > week.end:
        raise DateError(f"{' '.join(words)} is more than a week", "name one week", len(words))
    return week


def _read(words: Sequence[str], here: Standpoint, *, halves: bool) -> Period | None:
    tokens = Tokens(words, most=24)
    chosen = None
    try:
        for found in _candidates(tokens, here, halves=halves):
            if tokens.ends[found.size]:
                chosen = found
    except DateError as error:
        error.size = tokens.words(error.size)
        raise
    return None if chosen is None else chosen.replace(size=tokens.ends[chosen.size])


def _candidates(tokens: Tokens, here: Standpoint, *, halves: bool) -> list[Period]:
    """Return the periods at the start, each longer than the one before."""
    texts = tokens.texts
    if not texts:
        return []
    if texts[0] == RANGE:
        with Behind(1):
            last = _side(texts[1:], here)
        return [] if last is None else [_whole(last.replace(size=last.size + 1, first=EARLIEST))]
    since = 1 if texts[0] == "since" and not halves else 0
    if halves and texts[0] in HALVES:
        return [Period(size=1, first=here.today, last=here.today, part=texts[0])]
    with Behind(since):
        first = _side(texts[since:], here)
    if first is None:
        return []
    if since:
        return [_whole(_ordered(first.replace(size=first.size + 1, last=here.today), here))]
    found = [_with_half(first, texts) if halves else _whole(first)]
    if texts[first.size : first.size + 1] == [RANGE]:
        found.append(_range(first, tokens, here))
    return found


def _side(texts: list[str], here: Standpoint) -> Period | None:
    """Read one day, or one week, month or year; the longer of the two."""
    if not texts:
        return None
    stretch = read_stretch(texts, here)
    try:
        day = read_day(texts, here)
    except DateError:
        if stretch is None:
            raise
        day = None
    if stretch is not None and (day is None or day.size <= stretch[0]):
        return Period(size=stretch[0], first=stretch[1], last=stretch[2])
    if day is None:
        return None
    if day.day is None:
        raise DateError("a period is made of days", "say today, or 2 days ago", day.size)
    return Period(size=day.size, first=day.day, last=day.day, part=day.part or "day")


def _whole(found: Period) -> Period:
    if found.part != "day":
        hint = f"leave out {found.part}"
        raise DateError("a period is made of whole days", hint, found.size)
    return found


def _with_half(found: Period, texts: list[str]) -> Period:
    """Take the half of a day that was said with it, or behind it."""
    part, size = HALF_OF.get(found.part, found.part), found.size
    if part == "day" and texts[size : size + 1] and texts[size] in HALVES:
        part, size = texts[size], size + 1
    if part not in (*HALVES, "day"):
        raise DateError(f"{part} is no half of a day", "say am or pm", size)
    if part != "day" and found.first != found.last:
        raise _several_halves(size)
    return found.replace(size=size, part=part)


def _several_halves(size: int) -> DateError:
    return DateError(
        "a half of several days can be every day's or the last one's",
        "say one half day at a time",
        size,
    )


def _range(first: Period, tokens: Tokens, here: Standpoint) -> Period:
    """Read what stands behind `A..`; nothing there means up to today."""
    _whole(first)
    size, texts = first.size + 1, tokens.texts
    with Behind(size):
        last = _side(texts[size:], here.replace(anchor=first.first))
    if last is None:
        if here.ahead or not tokens.ends[size]:
            raise DateError("the range has no end", "say both days: 24 dec..3 jan", size)
        return _ordered(first.replace(size=size, last=here.today), here)
    size += last.size
    if here.ahead and texts[size : size + 1] and texts[size] in HALVES:
        raise _several_halves(size + 1)
    return _ordered(_whole(last.replace(size=size, first=first.first)), here)


def _ordered(found: Period, here: Standpoint) -> Period:
    if found.first > found.last:
        first, last = [name_day(day, here.today) for day in (found.first, found.last)]
        raise DateError(
            f"it ends before it begins: {first} to {last}", "say the earlier day first", found.size
        )
    return found
