"""The cells of a row, each read by its own rule."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from actlog.domain.memo import Memo
from actlog.exchange.problems import RowError
from actlog.grammar.fields import FieldError, clean_objections, clean_tag
from actlog.grammar.when import EARLIEST, LATEST

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import tzinfo
    from typing import TypeVar

    Value = TypeVar("Value")

_MARGIN = timedelta(days=4)  # more than any two UTC offsets and a midnight differ
_FORMS = "write 2026-11-23 or 2026-11-23T10:41:00+01:00"
_EARLIEST, _LATEST = EARLIEST.isoformat(), LATEST.isoformat()


class When:
    """What a cell says about when: the ISO day, and the ISO instant where one is known.

    `said` is the moment without an offset where none was written: a file means the same
    rows wherever it is read again. `ordinal` is the day as three bytes that sort like it.
    """

    __slots__ = ("at", "day", "ordinal", "said")

    def __init__(self, day: date, at: str | None, said: str) -> None:
        """Take the day, the instant's text, and the moment's, which begins with the day's."""
        self.day = said[:10]
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
            when = self._day(text) if len(text) == 10 else self._instant(text)
        except (ValueError, OverflowError, OSError):
            raise RowError(f"{text!r} is not a date; {_FORMS}") from None
        if not _EARLIEST <= when.day <= _LATEST:
            raise RowError(f"{text!r} is not from {EARLIEST.year} to {LATEST.year}")
        return when

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
        if text[11:13] == "24":
            raise ValueError(text)  # to Python 3.14, it is the midnight of the next day
        at = datetime.fromisoformat(text)
        if at.tzinfo is not None:
            said = text if _is_canonical(text) else at.isoformat(timespec="seconds")
            return When(at.date(), said, said)
        said = at.isoformat(timespec="seconds")
        zone = self._zones[said[:10]] or _zone_at(at)
        return When(at.date(), at.replace(tzinfo=zone).isoformat(timespec="seconds"), said)


def _is_canonical(text: str) -> bool:
    """Tell whether an instant with an offset, which was read, is in the form it is kept in."""
    return (
        len(text) == 25
        and text[10] == "T"
        and text[13] == text[16] == text[22] == ":"
        and text[19:] != "-00:00"
    )


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


def tags(text: str) -> str | None:
    """Read tags as one text, each once, joined by single spaces; None without any.

    Raises FieldError.
    """
    return " ".join(dict.fromkeys([clean_tag(word) for word in text.split()])) or None


def objections(text: str) -> str | None:
    """Read objections, with spaces or commas between them, as one text; as `tags` does."""
    words = ",".join(text.replace(",", " ").split())
    return " ".join(clean_objections(words)) if words else None


def named(column: str, read: Callable[[str], Value]) -> Callable[[str], Value]:
    """Return the same reader with errors that name the column; FieldErrors become RowErrors."""

    def read_named(text: str) -> Value:
        try:
            return read(text)
        except RowError as error:
            error.column = column
            raise
        except FieldError as error:
            raise RowError(error.message, column) from None

    return read_named


def optional(read: Callable[[str], Value]) -> Callable[[str], Value | None]:
    """Return the same reader with None for a cell that is empty."""

    def read_optional(text: str) -> Value | None:
        return read(text) if text.strip() else None

    return read_optional
