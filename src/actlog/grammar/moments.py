"""The moment that the phrases of a line say together."""

from __future__ import annotations

from datetime import datetime, time

from actlog.domain.entry import Moment
from actlog.grammar.clocks import place, show_clock
from actlog.grammar.datewords import PARTS, name_day, shift_day
from actlog.grammar.when import LOOKS_BACK, DateError, Phrase

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence


def settle(phrases: Sequence[Phrase], *, now: datetime, ahead: bool) -> Moment:
    """Return what `dates.combine` does for one phrase and more."""
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
    return _place(whole, now, ahead)


def _check_part(clock: time | None, part: str | None, size: int) -> None:
    if clock is None or part is None:
        return
    begin, end = PARTS[part]
    if begin <= clock.hour < end:
        return
    later = clock.replace(hour=(clock.hour + 12) % 24)
    fits = clock.hour < 12 and begin <= later.hour < end
    hint = f"say {show_clock(later)}" if fits else f"leave out {part} and name the day"
    raise DateError(f"{show_clock(clock)} is not in the {part}", hint, size)


def _place(phrase: Phrase, now: datetime, ahead: bool) -> Moment:
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
