"""When: date and clock words of a log line, read and put together to a moment.

Logging looks back, `for` and `due:` look ahead. Only closed forms are read: what is not one
of them is no date, and what can be read two ways is refused with both. The forms are loaded
when a word could begin one: most lines say nothing about when.
"""

from __future__ import annotations

from datetime import datetime

from actlog.domain.entry import Moment
from actlog.domain.model_week import STORY_OUTCOMES
from actlog.grammar.datewords import (
    HALVES,
    LONGER_THAN_A_DAY,
    MONTHS,
    NUMBERS,
    PARTS,
    UNITS,
    WEEKDAYS,
    is_digits,
    name_day,
)
from actlog.grammar.when import EARLIEST, LATEST, DateError, Phrase

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["EARLIEST", "LATEST", "DateError", "Phrase", "combine", "echo", "is_date_word", "read"]


def read(
    words: Sequence[str], *, now: datetime, ahead: bool, order: str | None, starts: int
) -> Phrase | None:
    """Return the longest phrase at the start of the words as typed, None when there is none.

    `order` is the model's `date_order`, `starts` the weekday on which its weeks begin (0
    Monday). DateError on an impossible date, on one with two readings, and, looking back,
    on a day that is still to come.
    """
    if not words or not _may_begin(words[0], words[1:2]):
        return None
    from actlog.grammar.phrases import read_phrase

    return read_phrase(words, now=now, ahead=ahead, order=order, starts=starts)


_FIRST_WORDS = frozenset(
    (
        *("now", "today", "yesterday", "tomorrow", "tonight", "noon", "midnight", "day"),
        *("last", "this", "next", "on", "the", "at", "in", "half"),
        *WEEKDAYS,
        *MONTHS,
        *NUMBERS,
    )
)
_BEHIND_A_NUMBER = frozenset((*MONTHS, *UNITS, *HALVES, "a", "p"))


def _may_begin(word: str, behind: Sequence[str]) -> bool:
    """Tell, at little cost, whether a word could begin a date; most words could not."""
    first = word.lstrip()
    if not first[:1].isdigit():
        return first[:1] == "-" or _stem(first) in _FIRST_WORDS
    if len(first) in (4, 8) or not is_digits(first.rstrip(",")):
        return True
    return any(_stem(word) in _BEHIND_A_NUMBER for word in behind)


def _stem(word: str) -> str:
    """Return what stands before the first space, dot or comma, in lower case."""
    for end in (" ", ".", ","):
        word = word.lstrip().partition(end)[0]
    return word.lower()


def combine(phrases: Sequence[Phrase], *, now: datetime, ahead: bool) -> Moment:
    """Return the moment that the phrases of one line say together; none of them is now.

    DateError (its size that of all the phrases) on two days or two times, on a time that
    does not fit its part of the day, on wall times that a clock change doubles or skips, and
    on a moment still to come when looking back.
    """
    if not phrases:
        return Moment.of(now)
    from actlog.grammar.moments import settle

    return settle(phrases, now=now, ahead=ahead)


def echo(moment: Moment, now: datetime) -> str:
    """Return `Mon 23 Nov 10:41`, without the time when only the day is known.

    The year is shown when it is not this one: `Fri 20 Nov 2025`.
    """
    day = name_day(moment.day, now.date())
    return day if moment.at is None else f"{day} {moment.at.hour:02}:{moment.at.minute:02}"


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
    from actlog.grammar.elapsed import read_distance

    if not words:
        return False
    distance = read_distance(words)
    if distance is not None and distance[0] == len(words):
        return True
    noon = datetime.fromisoformat("2026-06-17T12:00+00:00")
    try:
        phrase = read(words, now=noon, ahead=True, order=None, starts=0)
    except DateError as error:
        return error.size == len(words)
    return phrase is not None and phrase.size == len(words)
