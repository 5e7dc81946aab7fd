"""What a run of words says about when: the day, the time, and how the two stand together."""

from __future__ import annotations

from datetime import date, datetime, time

from actlog.domain.entry import Moment
from actlog.domain.record import Record
from actlog.grammar.calendar_days import Found
from actlog.grammar.clocks import read_clock, read_iso_clock
from actlog.grammar.datewords import (
    EARLIEST,
    LATEST,
    LONGER_THAN_A_DAY,
    DateError,
    Standpoint,
    Tokens,
    name_day,
    out_of_range,
)
from actlog.grammar.days import read_day
from actlog.grammar.numerals import read_iso

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

LOOKS_BACK = "logging looks back; what is ahead goes after `for` or `due:`"
"""The hint for a future date."""


def echo(moment: Moment, now: datetime) -> str:
    """Return `Mon 23 Nov 10:41`, without the time when only the day is known.

    The year is shown when it is not this one: `Fri 20 Nov 2025`.
    """
    day = name_day(moment.day, now.date())
    return day if moment.at is None else f"{day} {moment.at.hour:02}:{moment.at.minute:02}"


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
        _refuse_long(texts[:2])
    return chosen


def _refuse_long(texts: list[str]) -> None:
    if texts[1:] and texts[1] in LONGER_THAN_A_DAY:
        said = " ".join(texts)
        hint = f"say which day: tue of {said}" if texts[1] == "week" else "say which day"
        raise DateError(f"{said} is not a day", hint, 2)


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
        raise DateError(
            f"{echo(Moment(day=day, at=phrase.instant), here.now)} is still to come",
            LOOKS_BACK,
            phrase.size,
        )
