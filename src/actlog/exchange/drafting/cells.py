"""What one cell of an unknown column looks like."""

from __future__ import annotations

import re

from actlog.exchange.mapped.dates import Dates, read_clock
from actlog.exchange.mapped.orders import said_order
from actlog.exchange.problems import RowError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from actlog.exchange.mapped.dates import Wall

DATE, STAMP, CLOCK, NUMBER = "date", "stamp", "clock", "number"
EMAIL, PHONE, LINK, MARKUP, TEXT = "email", "phone", "link", "markup", "text"
"""The forms of a cell; a stamp is a number that could be a moment."""

_LONGEST = 80
_EMAIL = re.compile(r"[^@\s,;<>]+@[^@\s,;<>]+\.[^@\s,;<>.]+")
_PHONE = re.compile(r"(?![0-9]{1,2}[./-][0-9]{1,2}[./-])\+?[0-9()\s./-]{7,20}")
_LINK = re.compile(r"https?://\S+", re.IGNORECASE)
_MARKUP = re.compile(r"</?(?:p|br|div|span|b|i|u|a|ul|ol|li|strong|em|font)\b[^>]*>", re.IGNORECASE)
_CLOCK = re.compile(
    r"[0-9]{1,4}:[0-5]?[0-9](?::[0-5]?[0-9](?:[.,][0-9]+)?)?(?: ?[ap]\.?m\.?)?", re.IGNORECASE
)
_NUMBER = re.compile(r"[-+]?[0-9]{1,15}(?:[.,' ][0-9]{3})*(?:[.,][0-9]{1,6})?")
_PLAIN = re.compile(r"[0-9]{1,15}(?:[.,][0-9]{1,15})?")
_CURRENCY = re.compile(r"^(?:[A-Z]{3}|[$€£¥]) ?|(?: ?(?:[A-Z]{3}|[$€£¥]))$")

_SERIALS = (29_221, 73_051)  # the days of 1980 to 2100 in a spreadsheet
_SECONDS = (315_532_800, 4_102_444_800)  # the same since 1970
_NO_MOMENT = 2100


def form_of(cell: str) -> str:
    """Return the form of a cell that is not empty."""
    text = cell.strip()
    if len(text) <= _LONGEST:
        if _PLAIN.fullmatch(text):
            return STAMP if _may_be_moment(text) else NUMBER
        for form, fits in _FORMS:
            if fits(text):
                return form
    return MARKUP if _MARKUP.search(text) else TEXT


def moment(text: str, order: str | None = None) -> Wall | None:
    """Return the moment that a cell holds, in any order where none is given; None without one."""
    orders = [order] if order else sorted(said_order(text, _NO_MOMENT)) or ["ymd"]
    try:
        return Dates(orders[0], _NO_MOMENT).read(text)
    except RowError:
        return None


def is_clock_time(text: str) -> bool:
    """Tell whether a cell can be a time of day."""
    try:
        read_clock(text)
    except RowError:
        return False
    return True


def _may_be_moment(text: str) -> bool:
    number = int(re.split("[.,]", text)[0])
    if len(text) == 8 and text[:2] in {"19", "20"} and text.isdigit():
        return moment(text) is not None
    low, high = _SECONDS
    return (
        _SERIALS[0] <= number < _SERIALS[1]
        or low <= number < high
        or low * 1000 <= number < high * 1000
    )


_FORMS: tuple[tuple[str, Callable[[str], object]], ...] = (
    (CLOCK, _CLOCK.fullmatch),
    (DATE, moment),
    (NUMBER, lambda text: _NUMBER.fullmatch(_CURRENCY.sub("", text))),
    (EMAIL, _EMAIL.fullmatch),
    (LINK, _LINK.fullmatch),
    (PHONE, _PHONE.fullmatch),
)
