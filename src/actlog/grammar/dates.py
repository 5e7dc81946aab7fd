"""When: date and clock words of a log line, read and put together to a moment.

Logging looks back, `for` and `due:` look ahead. Only closed forms are read: what is not one
of them is no date, and what can be read two ways is refused with both.
"""

from __future__ import annotations

from datetime import datetime, time

from actlog.domain.entry import Moment
from actlog.domain.model_week import STORY_OUTCOMES
from actlog.grammar.clocks import place, show_clock
from actlog.grammar.datewords import (
    EARLIEST,
    HALVES,
    LATEST,
    LONGER_THAN_A_DAY,
    MONTHS,
    NUMBERS,
    PARTS,
    UNITS,
    WEEKDAYS,
    DateError,
    Tokens,
    name_day,
    shift_day,
)
from actlog.grammar.elapsed import read_distance
from actlog.grammar.phrases import LOOKS_BACK, Phrase, echo, read

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["EARLIEST", "LATEST", "DateError", "Phrase", "combine", "echo", "is_date_word", "read"]


def combine(phrases: Sequence[Phrase], *, now: datetime, ahead: bool) -> Moment:
    """Return the moment that the phrases of one line say together; none of them is now.

    DateError (its size that of all the phrases) on two days or two times, on a time that
    does not fit its part of the day, on wall times that a clock change doubles or skips, and
    on a moment still to come when looking back.
    """
    if not phrases:
        return Moment.of(now)
    size = sum([phrase.size for phrase in phrases])
    instants = [phrase.instant for phrase in phrases if phrase.instant]
    if instants:
        if len(phrases) > 1:
            raise DateError("that says twice when it was", "say it once", size)
        return Moment.of(instants[0])
    days = {phrase.day for phrase in phrases if phrase.day}
    clocks = {phrase.clock for phrase in phrases if phrase.clock}
    parts = {phrase.part for phrase in phrases if phrase.part}
    for several, name in ((days, "days"), (clocks, "times"), (parts, "parts of the day")):
        if len(several) > 1:
            raise DateError(f"that names {len(several)} {name}", "say one", size)
    part = parts.pop() if parts else None
    clock = clocks.pop() if clocks else None
    _check_part(clock, part, size)
    whole = Phrase(
        size=size,
        day=days.pop() if days else None,
        weekday={phrase.weekday for phrase in phrases if phrase.day} == {True},
        clock=clock,
        part=part,
    )
    return _settle(whole, now, ahead)


def _check_part(clock: time | None, part: str | None, size: int) -> None:
    if clock is None or part is None:
        return
    begin, end = PARTS[part]
    if begin <= clock.hour < end:
        return
    later = clock.replace(hour=(clock.hour + 12) % 24)
    fits = begin <= later.hour < end
    hint = f"say {show_clock(later)}" if fits else f"leave out {part} and name the day"
    raise DateError(f"{show_clock(clock)} is not in the {part}", hint, size)


def _settle(phrase: Phrase, now: datetime, ahead: bool) -> Moment:
    """Place a day, a clock or both; a bare weekday moves by a week where its time asks it."""
    today = now.date()
    day = phrase.day or today
    if phrase.clock is None:
        wrong = day == today and _part_is_wrong(phrase.part, now, ahead)
        if wrong and phrase.weekday:
            return Moment(day=shift_day(day, 7 if ahead else -7, phrase.size))
        if wrong and not ahead:
            raise DateError(f"the {phrase.part} is still to come", LOOKS_BACK, phrase.size)
        return Moment(day=day)
    at = place(day, phrase.clock, phrase.size)
    if at >= now.replace(second=0, microsecond=0) if ahead else at <= now:
        return Moment(day=day, at=at)
    if phrase.weekday and day == today:
        day = shift_day(day, 7 if ahead else -7, phrase.size)
        return Moment(day=day, at=place(day, phrase.clock, phrase.size))
    if ahead and phrase.day is not None:
        return Moment(day=day, at=at)
    shown = show_clock(phrase.clock)
    if ahead:
        hint = f"say today {shown} or tomorrow {shown}"
        raise DateError(f"{shown} has gone by today", hint, phrase.size)
    hint = f"say yesterday {shown}, or `for {shown}` for what is planned"
    when = "today" if day == today else f"on {name_day(day, today)}"
    raise DateError(f"{shown} {when} is still to come", hint, phrase.size)


def _part_is_wrong(part: str | None, now: datetime, ahead: bool) -> bool:
    """Tell whether today's part of the day has not begun yet or, looking ahead, is over."""
    if part is None:
        return False
    begin, end = PARTS[part]
    return now.hour >= end if ahead else now.hour < begin


_OTHER_WORDS = frozenset(
    (
        *("now", "today", "yesterday", "tomorrow", "tonight", "noon", "midnight", "half"),
        *("ago", "last", "this", "next", "before", "after", "since"),
        *("for", "due", "at", "on", "in", "of", "the", "and"),
    )
)


def is_date_word(word: str) -> bool:
    """Tell whether a date, a duration or the end of a meeting could claim a name.

    `_` and `-` count as spaces, as they do in the names of kinds and outcomes.
    """
    name = " ".join(word.lower().replace("_", " ").split())
    if name in STORY_OUTCOMES or name.replace(" ", "-") in STORY_OUTCOMES:
        return True
    for table in (_OTHER_WORDS, WEEKDAYS, MONTHS, NUMBERS, UNITS, PARTS, HALVES, LONGER_THAN_A_DAY):
        if name in table:
            return True
    return _claims(name.split()) or _claims(name.replace("-", " ").split())


def _claims(words: list[str]) -> bool:
    tokens = Tokens(words)
    if not tokens.texts:
        return False
    distance = read_distance(tokens.texts)
    if distance is not None and distance[0] == len(tokens.texts):
        return True
    noon = datetime.fromisoformat("2026-06-17T12:00+00:00")
    try:
        phrase = read(words, now=noon, ahead=True, order=None, starts=0)
    except DateError as error:
        return error.size == len(words)
    return phrase is not None and phrase.size == len(words)
