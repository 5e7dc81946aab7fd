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


When = tuple[str, str | None, str]
"""The ISO day, the ISO instant where one is known, and the moment as the cell says it.

The last is the instant without an offset where none was written: a file means the same
rows wherever it is read again.
"""


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
        day, at, _ = when
        if day > self._surely_past:
            if at is None:
                ahead = date.fromisoformat(day) > self._now.date()
            else:
                ahead = datetime.fromisoformat(at) > self._now
            if ahead:
                raise RowError(f"{text!r} is in the future")
        return when

    def _day(self, text: str) -> When:
        if not text[4] == text[7] == "-":
            raise ValueError(text)
        day = date.fromisoformat(text).isoformat()
        return day, None, day

    def _instant(self, text: str) -> When:
        if len(text) < 16 or not text[4] == text[7] == "-" or text[10] not in "T ":
            raise ValueError(text)
        at = datetime.fromisoformat(text)
        if at.tzinfo is not None:
            iso = at.isoformat(timespec="seconds")
            return iso[:10], iso, iso
        said = at.isoformat(timespec="seconds")
        zone = self._zones[said[:10]] or _zone_at(at)
        iso = at.replace(tzinfo=zone).isoformat(timespec="seconds")
        return said[:10], iso, said


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
    """Return the same reader with errors that begin with the column's name."""

    def read_named(text: str) -> Value:
        try:
            return read(text)
        except RowError as error:
            raise RowError(f"{column}: {error}") from None

    return read_named


def optional(read: Callable[[str], Value]) -> Callable[[str], Value | None]:
    """Return the same reader with None for a cell that is empty."""

    def read_optional(text: str) -> Value | None:
        return read(text) if text.strip() else None

    return read_optional
