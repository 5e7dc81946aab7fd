"""The cells of a row, each read by its own rule, and remembered.

Most cells of a long file repeat: kinds, days, names, counts. A `Memo` is a dictionary that
reads a text when it first meets it, so that the second meeting costs a look-up. There is
one reading; the memory of it is bounded.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from actlog.domain.entry import LONGEST_NAME
from actlog.exchange.codec import cents
from actlog.exchange.problems import RowError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import tzinfo
    from typing import TypeVar

    Value = TypeVar("Value")

_MOST_REMEMBERED = 10_000
_MARGIN = timedelta(days=4)  # more than any two UTC offsets and a midnight differ
_FORMS = "write 2026-11-23 or 2026-11-23T10:41:00+01:00"


class Memo(dict[str, "Value"]):
    """A dictionary from texts to what `read` makes of them; it forgets all when it is full."""

    def __init__(self, read: Callable[[str], Value]) -> None:
        """`read` takes a cell's text and may raise RowError, which is not remembered."""
        super().__init__()
        self._read = read

    def __missing__(self, text: str) -> Value:
        value = self._read(text)
        if len(self) >= _MOST_REMEMBERED:
            self.clear()
        self[text] = value
        return value


class When:
    """What a cell says about when: the ISO day, and the ISO instant where one is known.

    `said` is the moment without an offset where none was written: a file means the same
    rows wherever it is read again. `ordinal` is the day as three bytes that sort like it.
    """

    __slots__ = ("at", "day", "ordinal", "said")

    def __init__(self, day: date, at: str | None, said: str) -> None:
        """Take the day and the two texts."""
        self.day = day.isoformat()
        self.at = at
        self.said = said
        self.ordinal = day.toordinal().to_bytes(3)

    def iso(self) -> str:
        """Return the instant, or the day when no more is known."""
        return self.at or self.day


class Moments:
    """Reads days and instants; an instant without an offset is on the local clock."""

    def __init__(self, now: datetime) -> None:
        """`now` is an aware instant: what is later lies in the future."""
        self._now = now
        self._surely_past = (now.date() - _MARGIN).isoformat()
        self._zones: Memo[tzinfo | None] = Memo(_zone_of_day)

    def read(self, text: str) -> When:
        """Read one cell. Raises RowError."""
        text = text.strip()
        try:
            if len(text) == 10:
                return self._day(text)
            return self._instant(text)
        except (ValueError, OverflowError, OSError):
            raise RowError(f"{text!r} is not a date; {_FORMS}") from None

    def read_past(self, text: str) -> When:
        """Read one cell that must not lie in the future. Raises RowError."""
        when = self.read(text)
        if when.day > self._surely_past and self._is_ahead(when):
            raise RowError(f"{text!r} is in the future")
        return when

    def _is_ahead(self, when: When) -> bool:
        if when.at is None:
            return date.fromisoformat(when.day) > self._now.date()
        return datetime.fromisoformat(when.at) > self._now

    def _day(self, text: str) -> When:
        if not text[4] == text[7] == "-":
            raise ValueError(text)
        return When(date.fromisoformat(text), None, text)

    def _instant(self, text: str) -> When:
        if len(text) < 16 or not text[4] == text[7] == "-" or text[10] not in "T ":
            raise ValueError(text)
        at = datetime.fromisoformat(text)
        said = at.isoformat(timespec="seconds")
        if at.tzinfo is not None:
            return When(at.date(), said, said)
        zone = self._zones[said[:10]] or _zone_at(at)
        return When(at.date(), at.replace(tzinfo=zone).isoformat(timespec="seconds"), said)


def _zone_of_day(day: str) -> tzinfo | None:
    """Return the local offset of a whole day, or None when the clock changes in it."""
    midnight = datetime.fromisoformat(day)
    begin, end = midnight.astimezone(), (midnight + timedelta(days=1)).astimezone()
    return begin.tzinfo if begin.utcoffset() == end.utcoffset() else None


def _zone_at(at: datetime) -> tzinfo | None:
    """Return the local offset of a wall time; RowError when it has none, or two."""
    first, second = at.replace(fold=0).astimezone(), at.replace(fold=1).astimezone()
    if first.utcoffset() == second.utcoffset():
        return first.tzinfo
    if first.replace(tzinfo=None, fold=0) == at:
        readings = f"{first.isoformat()} or {second.isoformat()}"
        raise RowError(f"{at.isoformat()} came twice when the clock changed: write {readings}")
    raise RowError(f"{at.isoformat()} was skipped when the clock changed")


def whole(least: int, most: int) -> Callable[[str], int]:
    """Return a reader of whole numbers between two limits."""

    def read(text: str) -> int:
        digits = text.strip()
        if digits.isascii() and digits.isdigit() and len(digits) < 12:
            number = int(digits)
            if least <= number <= most:
                return number
        raise RowError(f"{text!r} is not a whole number from {least} to {most:,}")

    return read


def money(text: str) -> int:
    """Read an amount in the rep's currency as hundredths. Raises RowError."""
    try:
        return cents(text.strip())
    except ValueError as error:
        raise RowError(f"{error}; write 18000 or 18000.50") from None


def name(text: str) -> str | None:
    """Read an account, contact, source or persona; spaces around it do not count."""
    text = text.strip()
    if len(text) > LONGEST_NAME:
        raise RowError(f"longer than {LONGEST_NAME} characters")
    return text or None


def tags(text: str) -> str:
    """Read tags as one text, each once, joined by single spaces."""
    words = dict.fromkeys(text.split())
    if any(len(word) > LONGEST_NAME for word in words):
        raise RowError(f"a tag is longer than {LONGEST_NAME} characters")
    return " ".join(words)


def named(column: str, read: Callable[[str], Value]) -> Callable[[str], Value]:
    """Return the same reader with errors that name the column."""

    def read_named(text: str) -> Value:
        try:
            return read(text)
        except RowError as error:
            error.column = column
            raise

    return read_named


def optional(read: Callable[[str], Value]) -> Callable[[str], Value | None]:
    """Return the same reader with None for a cell that is empty."""

    def read_optional(text: str) -> Value | None:
        return read(text) if text.strip() else None

    return read_optional
