"""How long ago: `3 days ago`, `2h ago`, `half an hour ago`, `-2d`, and `in 3 days`."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from actlog.domain.ratio import Ratio
from actlog.domain.record import Record
from actlog.grammar.datewords import (
    NUMBERS,
    SECONDS,
    UNITS,
    WHOLE_DAYS,
    WHOLE_MONTHS,
    is_digits,
    out_of_range,
    shift_day,
)
from actlog.grammar.when import EARLIEST, LATEST, DateError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

HALF = Ratio(1, 2)
MOST_DIGITS = 9
MOST_SECONDS = (LATEST - EARLIEST).days * 24 * 3600


class Distance(Record):
    """A length of time in one measure (seconds, days or months), and the tokens that say it.

    `amount` is negative when it looks back. `unit` is the unit as said when there is only
    one (a period takes "3 weeks ago" for the whole week), else empty.
    """

    size: int
    measure: str
    amount: int
    unit: str


def read_distance(tokens: Sequence[str]) -> tuple[int, list[tuple[Ratio, str]]] | None:
    """Return the tokens taken up by `1h 20m`, `two weeks`, `half an hour`, and the amounts.

    Larger units come first: `45m 2h` is no one distance, but a duration before one.
    """
    pairs: list[tuple[Ratio, str]] = []
    at = 0
    while at < len(tokens):
        if pairs and list(tokens[at : at + 3]) == ["and", "a", "half"]:
            pairs.append((HALF, pairs[-1][1]))
            at += 3
            break
        begin = at + 1 if pairs and tokens[at] == "and" else at
        found = _pair(tokens[begin:])
        if found is None or (pairs and _weight(found[1][0]) >= _weight(pairs[-1])):
            break
        pairs += found[1]
        at = begin + found[0]
    return (at, pairs) if pairs else None


def _weight(pair: tuple[Ratio, str]) -> tuple[int, int]:
    measure, size = UNITS[pair[1]]
    return (SECONDS, WHOLE_DAYS, WHOLE_MONTHS).index(measure), size


def _pair(tokens: Sequence[str]) -> tuple[int, list[tuple[Ratio, str]]] | None:
    """Read one amount with its unit: glued, in two words, or a half."""
    if not tokens:
        return None
    first = tokens[0]
    if first == "half":
        place = 2 if tokens[1:2] in (["a"], ["an"]) else 1
        unit = tokens[place] if len(tokens) > place else ""
        return (place + 1, [(HALF, unit)]) if unit in UNITS else None
    if first[:1].isdigit() and not is_digits(first[-1]):
        glued = _glued(first)
        return (1, glued) if glued else None
    amount = Ratio(NUMBERS[first]) if first in NUMBERS else _number(first)
    if amount is None or len(tokens) < 2 or tokens[1] not in UNITS:
        return None
    return 2, [(amount, tokens[1])]


def _glued(token: str) -> list[tuple[Ratio, str]] | None:
    """Read `2h`, `1h20m`, `1.5h`."""
    pairs = []
    while token:
        rest = token.lstrip("0123456789.")
        amount = _number(token[: len(token) - len(rest)])
        token = rest.lstrip("abcdefghijklmnopqrstuvwxyz")
        unit = rest[: len(rest) - len(token)]
        if amount is None or unit not in UNITS:
            return None
        pairs.append((amount, unit))
    return pairs


def _number(text: str) -> Ratio | None:
    """Read a decimal; one too long to mean anything becomes the largest."""
    whole, _, part = text.partition(".")
    if not is_digits(whole) or (part and not is_digits(part)) or text.endswith("."):
        return None
    if len(whole) > MOST_DIGITS or len(part) > MOST_DIGITS:
        return Ratio(10**MOST_DIGITS)
    return Ratio.parse(text)


def read_elapsed(tokens: Sequence[str]) -> Distance | None:
    """Read `… ago` or `-2d` (negative amounts) or `in …` (positive ones) at the start."""
    first = tokens[0]
    if first[0] == "-" and len(first) > 1:
        glued = _glued(first[1:])
        return None if glued is None else _sum(glued, -1, 1)
    if first == "in":
        found = read_distance(tokens[1:])
        return None if found is None else _sum(found[1], 1, found[0] + 1)
    found = read_distance(tokens)
    if found is None or tokens[found[0] : found[0] + 1] != ["ago"]:
        return None
    return _sum(found[1], -1, found[0] + 1)


def _sum(pairs: list[tuple[Ratio, str]], sign: int, size: int) -> Distance:
    measures = {UNITS[unit][0] for _, unit in pairs}
    if len(measures) > 1:
        raise DateError(
            "hours, days and months do not add up to one day",
            "say 26h ago, or 3 days ago with a time",
            size,
        )
    measure = measures.pop()
    total = sum((amount * UNITS[unit][1] for amount, unit in pairs), Ratio(0))
    if total.under != 1 and measure != SECONDS:
        raise DateError(f"{measure} are counted whole", "say 12h ago, or 3 days ago", size)
    unit = pairs[0][1] if len(pairs) == 1 else ""
    return Distance(size=size, measure=measure, amount=sign * total.nearest(), unit=unit)


def shift(day: date, distance: Distance) -> date:
    """Return the day so far from another; a month's last day serves where it is shorter."""
    if distance.measure == WHOLE_DAYS:
        return shift_day(day, distance.amount, distance.size)
    if not EARLIEST.year <= day.year + distance.amount // 12 < LATEST.year:
        raise out_of_range(distance.size)
    from dateutil.relativedelta import relativedelta

    return day + relativedelta(months=distance.amount)


def shift_instant(now: datetime, distance: Distance) -> datetime:
    """Return the instant so many seconds from now, with its own local offset."""
    if abs(distance.amount) > MOST_SECONDS:
        raise out_of_range(distance.size)
    then = now.astimezone(UTC) + timedelta(seconds=distance.amount)
    if not EARLIEST < then.date() < LATEST:
        raise out_of_range(distance.size)
    return then.astimezone()
