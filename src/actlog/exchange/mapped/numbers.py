"""Amounts and durations as other programs write them."""

from __future__ import annotations

import re
from unicodedata import category

from actlog.domain.errors import InputError
from actlog.exchange.mapped.columns import shown
from actlog.exchange.problems import RowError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from actlog.exchange.mapped.deciding import Choice

SIGNS = (".", ",")

_GROUPED = (
    r"(\d{{1,15}}|[1-9]\d{{0,2}}(?:\{0}\d{{2,3}})*\{0}\d{{3}}|(?=\{1}\d))(?:\{1}(\d{{1,15}}))?"
)
_FORMS = {
    ".": re.compile(_GROUPED.format(",", "."), re.ASCII),
    ",": re.compile(_GROUPED.format(".", ","), re.ASCII),
}
_SPACED = re.compile(r"(?<=\d)[ '\u2019](?=\d{3}(?!\d))", re.ASCII)
_MONEY = re.compile(r"(?:[A-Z]{3}|(?:[A-Z]{1,3})?\$|R\$|kr\.?|Kč|zł|Ft|lei|Fr\.?|Rs\.?)")
_CLOCK = re.compile(r"(\d{1,4}):([0-5]?\d)(?::([0-5]?\d)(?:[.,]\d{1,9})?)?", re.ASCII)
_LONGEST = 60

_MINUTES = {
    "minutes": (1, 1),
    "seconds": (1, 60),
    "milliseconds": (1, 60_000),
    "hours": (60, 1),
}


def decimals(text: str) -> frozenset[str]:
    """Return the signs that can stand before the decimals in a cell; none where it is no number."""
    bare = _bare(text)
    return frozenset([sign for sign in SIGNS if _plain(bare, sign) is not None])


def _bare(text: str) -> str:
    """Return a number without its currency and the spaces between its groups."""
    text = " ".join(text.split())
    if len(text) > _LONGEST or text.isdigit():
        return text
    return _SPACED.sub("", _without_currency(text))


def _without_currency(text: str) -> str:
    first = next((place for place, sign in enumerate(text) if sign.isdigit() or sign in ".,"), 0)
    last = len(text) - len(text.rstrip("".join(set(text) - set("0123456789"))))
    before, behind = text[:first].strip(), text[len(text) - last :].strip()
    if before and not _is_currency(before):
        return text
    if behind and not _is_currency(behind):
        return text
    return text[first : len(text) - last]


def _is_currency(text: str) -> bool:
    return (len(text) == 1 and category(text) == "Sc") or _MONEY.fullmatch(text) is not None


def _plain(bare: str, sign: str) -> str | None:
    """Return the digits of a number whose decimals stand behind `sign`: `1250.50`."""
    found = _FORMS[sign].fullmatch(bare)
    if found is None:
        return None
    whole = (found[1] or "0").replace(".", "").replace(",", "")
    return f"{whole}.{found[2]}" if found[2] else whole


class Numbers:
    """Reads the numbers of one column: `18,000.00`, `18.000,00 €`, `$1,250.50`."""

    def __init__(self, sign: str | Choice) -> None:
        """`sign` is what stands before decimals, or the choice that the column makes."""
        self._sign = sign

    def read(self, text: str) -> str:
        """Return the number with a point before decimals. Raises RowError.

        Raises InputError where nothing in the column tells what its signs mean.
        """
        bare = _bare(text)
        sign = self._sign if isinstance(self._sign, str) else self._chosen(text, bare, self._sign)
        found = _plain(bare, sign)
        if found is None:
            raise RowError(f"{shown(text)} is no number with {sign!r} before decimals")
        return found

    def _chosen(self, text: str, bare: str, choice: Choice) -> str:
        choice.narrow(text)
        sign = choice.only()
        if sign is not None:
            return sign
        readings = {found: way for way in SIGNS if (found := _plain(bare, way)) is not None}
        if not readings:
            raise RowError(f"{shown(text)} is no number")
        if len(readings) == 1:
            return next(iter(readings.values()))
        sign = choice.settle()
        if sign is None:
            ways = " or ".join(readings)
            raise InputError(
                f"the numbers in {choice.title!r} can be read two ways: {shown(text)} is {ways}",
                'say in the mapping what stands before decimals: decimal: "." or decimal: ","',
            )
        return sign

    def whole(self, text: str) -> str:
        """Return a whole number; a spreadsheet writes 3 as `3.0`. Raises RowError."""
        number, _, part = self.read(text).partition(".")
        if part.strip("0"):
            raise RowError(f"{shown(text)} is not a whole number")
        return number

    def minutes(self, text: str, unit: str) -> str:
        """Return whole minutes, rounded half up; anything above none is at least one.

        `unit` is one of domain/mapping.UNITS; a text with a colon is a clock whatever it says.
        Raises RowError.
        """
        clock = unit == "clock" or ":" in text
        over, under = _clock(text) if clock else self._measured(text, unit)
        minutes = (2 * over + under) // (2 * under)
        return str(minutes or (1 if over else 0))

    def _measured(self, text: str, unit: str) -> tuple[int, int]:
        """Return minutes as a ratio."""
        number, _, part = self.read(text).partition(".")
        factor, divisor = _MINUTES[unit]
        return int(number + part) * factor, 10 ** len(part) * divisor


def _clock(text: str) -> tuple[int, int]:
    """Return the minutes of `1:30` or `00:08:06`, hours first, as a ratio. Raises RowError."""
    found = _CLOCK.fullmatch(text.strip())
    if found is None:
        raise RowError(f"{shown(text)} is no duration such as 0:45 or 00:08:06")
    hours, minutes, seconds = (int(part or 0) for part in found.groups())
    return hours * 3600 + minutes * 60 + seconds, 60
