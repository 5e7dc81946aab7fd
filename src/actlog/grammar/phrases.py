"""What a run of words says about when: the day, the time, and how the two stand together."""

from __future__ import annotations

from datetime import datetime, time

from actlog.grammar.calendar_days import Found
from actlog.grammar.clocks import read_clock, read_iso_clock, show_clock
from actlog.grammar.datewords import LONGER_THAN_A_DAY, Tokens, name_day, out_of_range
from actlog.grammar.days import read_day
from actlog.grammar.numerals import read_iso
from actlog.grammar.when import EARLIEST, LATEST, LOOKS_BACK, Behind, DateError, Phrase, Standpoint

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence


def read_phrase(
    words: Sequence[str], *, now: datetime, ahead: bool, order: str | None, starts: int
) -> Phrase | None:
    """Return what `dates.read` does."""
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
    with Behind(at):
        clock = read_clock(texts[at:])
    if clock is None:
        return []
    size = at + clock[0]
    phrases = [
        Phrase(
            size=size,
            clock=clock[1],
            strong=False,
            exact=clock[0] > 1 or not _four_digits(texts[at]),
        )
    ]
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
        clock = phrase.instant and show_clock(phrase.instant.time().replace(second=0))
        shown = f"{name_day(day, here.today)} {clock or ''}".rstrip()
        raise DateError(f"{shown} is still to come", LOOKS_BACK, phrase.size)
