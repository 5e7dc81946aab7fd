"""When: date and clock words of a log line, read and put together to a moment.

Logging looks back, `for` and `due:` look ahead. Only closed forms are read: what is not one
of them is no date, and what can be read two ways is refused with both.
"""

from __future__ import annotations

from datetime import date, datetime, time

from actlog.domain.entry import Moment
from actlog.domain.model_week import STORY_OUTCOMES
from actlog.domain.record import Record
from actlog.grammar.clocks import place, read_clock, read_iso_clock, show_clock
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
    Standpoint,
    Tokens,
    name_day,
    out_of_range,
    shift_day,
)
from actlog.grammar.days import Found, read_day
from actlog.grammar.elapsed import read_distance
from actlog.grammar.numerals import read_iso

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["EARLIEST", "LATEST", "DateError", "Phrase", "combine", "echo", "is_date_word", "read"]

LOOKS_BACK = "logging looks back; what is ahead goes after `for` or `due:`"
"""The hint for a future date."""


class Phrase(Record):
    """What a run of words says about when.

    `size` is how many words it takes up. `day` is None for a clock time alone, `clock` None
    when only the day is said; a clock carries a time zone when an offset was said.
    `instant` fixes everything ("now", "2h ago"). `weekday` marks a bare weekday, which moves
    by a week when its time does not fit; `part` says "morning", "afternoon", "evening" or
    "night". A `strong` phrase carries a day or a unit and outranks a count; an `exact` one
    can be nothing but a date, which four bare digits can.
    """

    size: int
    day: date | None = None
    clock: time | None = None
    instant: datetime | None = None
    weekday: bool = False
    part: str | None = None
    strong: bool = True
    exact: bool = True


def read(
    words: Sequence[str], *, now: datetime, ahead: bool, order: str | None, starts: int
) -> Phrase | None:
    """Return the longest phrase at the start of the words as typed, None when there is none.

    `order` is the model's `date_order`, `starts` the weekday on which its weeks begin (0
    Monday). DateError on an impossible date, on one with two readings, and, looking back,
    on a day that is still to come.
    """
    tokens = Tokens(words)
    here = Standpoint(now=now, ahead=ahead, order=order, starts=starts)
    try:
        phrase = _longest(tokens, here)
        if phrase is not None:
            _check(phrase, here)
    except DateError as error:
        error.size = tokens.words(error.size)
        raise
    return None if phrase is None else phrase.replace(size=tokens.ends[phrase.size])


def _longest(tokens: Tokens, here: Standpoint) -> Phrase | None:
    """Return the longest phrase that ends where a word ends; its size is in tokens."""
    texts = tokens.texts
    if not texts:
        return None
    chosen = None
    for phrase in _iso_instant(texts[0]) or _phrases(texts, here):
        if tokens.ends[phrase.size]:
            chosen = phrase
    if chosen is None and texts[0] in ("last", "this", "next"):
        if texts[1:2] and texts[1] in LONGER_THAN_A_DAY:
            said = " ".join(texts[:2])
            raise DateError(f"{said} is not a day", f"say which day: tue of {said}", 2)
    return chosen


def _iso_instant(text: str) -> list[Phrase]:
    """Read `2026-11-20t10:41` and, with an offset or a `z`, a whole instant."""
    date_text, _, clock_text = text.partition("t")
    if not text[0].isdigit() or len(date_text) < 7:
        return []
    day = read_iso(date_text)
    clock = read_iso_clock(clock_text)
    if day is None or clock is None:
        return []
    if clock.tzinfo is None:
        return [Phrase(size=1, day=day, clock=clock)]
    return [Phrase(size=1, instant=datetime.combine(day, clock))]


def _phrases(texts: list[str], here: Standpoint) -> list[Phrase]:
    """Return the phrases at the start, each longer than the one before."""
    found = read_day(texts, here)
    if found is not None:
        phrases = [_phrase(found)]
        clock = None if found.instant else _clock_at(texts, found.size)
        if clock is not None:
            phrases.append(phrases[0].replace(size=clock[0], clock=clock[1]))
        return phrases
    at = 1 if texts[0] == "at" else 0
    clock = read_clock(texts[at:])
    if clock is None:
        return []
    size = at + clock[0]
    phrases = [Phrase(size=size, clock=clock[1], strong=False, exact=not _four_digits(texts[at]))]
    try:
        found = read_day(texts[size:], here) if phrases[0].exact else None
    except DateError:
        found = None  # it is reported when its own turn comes
    if found is not None and found.day is not None:
        phrases.append(_phrase(found).replace(size=size + found.size, clock=clock[1]))
    return phrases


def _phrase(found: Found) -> Phrase:
    return Phrase(
        size=found.size,
        day=found.day,
        instant=found.instant and found.instant.replace(microsecond=0),
        weekday=found.weekday,
        part=found.part,
    )


def _four_digits(text: str) -> bool:
    return len(text) == 4 and text.isdigit()


def _clock_at(texts: list[str], size: int) -> tuple[int, time] | None:
    """Read the clock behind a day, with or without `at`; four bare digits may be a count."""
    at = size + 1 if texts[size : size + 1] == ["at"] else size
    try:
        clock = read_clock(texts[at:], bare=False)
    except DateError:
        return None  # it is reported when its own turn comes
    return None if clock is None else (at + clock[0], clock[1])


def _check(phrase: Phrase, here: Standpoint) -> None:
    """Refuse days that no log can hold and, looking back, those still to come."""
    day = phrase.instant.date() if phrase.instant else phrase.day
    if day is None:
        return
    if not EARLIEST <= day <= LATEST:
        raise out_of_range(phrase.size)
    late = phrase.instant > here.now if phrase.instant else day > here.today
    if late and not here.ahead:
        raise DateError(f"{name_day(day, here.today)} is still to come", LOOKS_BACK, phrase.size)


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
        weekday=all([phrase.weekday for phrase in phrases if phrase.day]),
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
            raise DateError(f"this {phrase.part} is still to come", LOOKS_BACK, phrase.size)
        return Moment(day=day)
    at = place(day, phrase.clock, phrase.size)
    wrong = at < now if ahead else at > now
    if wrong and phrase.weekday and day == today:
        day = shift_day(day, 7 if ahead else -7, phrase.size)
        at = place(day, phrase.clock, phrase.size)
    elif wrong and not ahead:
        shown = show_clock(phrase.clock)
        raise DateError(
            f"{shown} {'today' if day == today else 'on ' + name_day(day, today)} is still to come",
            f"say yesterday {shown}, or `for {shown}` for what is planned",
            phrase.size,
        )
    elif wrong and phrase.day is None:
        shown = show_clock(phrase.clock)
        raise DateError(
            f"{shown} today has gone by", f"say tomorrow {shown} or today {shown}", phrase.size
        )
    return Moment(day=day, at=at)


def _part_is_wrong(part: str | None, now: datetime, ahead: bool) -> bool:
    """Tell whether today's part of the day has not begun yet or, looking ahead, is over."""
    if part is None:
        return False
    begin, end = PARTS[part]
    return now.hour >= end if ahead else now.hour < begin


def echo(moment: Moment, now: datetime) -> str:
    """Return `Mon 23 Nov 10:41`, without the time when only the day is known.

    The year is shown when it is not this one: `Fri 20 Nov 2025`.
    """
    day = name_day(moment.day, now.date())
    return day if moment.at is None else f"{day} {moment.at.hour:02}:{moment.at.minute:02}"


_OTHER_WORDS = frozenset(
    "now today yesterday tomorrow tonight noon midnight ago last this next for due at on in of"
    " the and half before after since -".split()
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
    return any([_claims(text.split()) for text in {name, name.replace("-", " ")}])


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
