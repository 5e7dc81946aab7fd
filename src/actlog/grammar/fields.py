"""What single fields may hold: names, notes, amounts of money, durations, counts.

Everything that enters a log (typed, piped or imported) is made clean here, so that what is
stored can always be written as a line and read back.
"""

from __future__ import annotations

from actlog.domain.entry import (
    LONGEST_NAME,
    LONGEST_NOTE,
    MOST_CENTS,
    MOST_COUNT,
    MOST_MINUTES,
    name_key,
)
from actlog.domain.ratio import Ratio
from actlog.domain.text import is_control, is_text, visible
from actlog.grammar.datewords import NUMBERS, is_digits

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

HOURS = ("h", "hr", "hrs", "hour", "hours")
MINUTES = ("m", "min", "mins", "minute", "minutes")

_MOST_DIGITS = 15
_MULTIPLES = {"k": 1000, "m": 1_000_000}


class FieldError(ValueError):
    """A value that its field cannot hold: `message` says why, `hint` what would be right."""

    def __init__(self, message: str, hint: str | None = None) -> None:
        """Take one line without a full stop for each."""
        super().__init__(message)
        self.message = message
        self.hint = hint


def clean_name(text: str, what: str) -> str:
    """Return a name in composed form (NFC), its whitespace runs made single spaces.

    Raises FieldError on an empty or too long one and on hidden characters; `what` names
    the field in the message ("the account").
    """
    if not text.isascii():
        from unicodedata import normalize

        text = normalize("NFC", text)
    text = " ".join(text.split())
    if not text:
        raise FieldError(f"{what} has no name")
    if len(text) > LONGEST_NAME:
        raise FieldError(f"{what} is longer than {LONGEST_NAME} characters")
    for character in text:
        if is_control(character):
            hint = "type it by hand: a copied text can carry such characters"
            raise FieldError(f"{what} holds the hidden character {visible(character)}", hint)
    return text


def clean_tag(text: str) -> str:
    """Return a tag: a name without spaces. Raises FieldError."""
    tag = clean_name(text, "the tag")
    if " " in tag:
        raise FieldError("a tag is one word", f"such as +{tag.replace(' ', '-')}")
    return tag


def clean_objections(text: str) -> tuple[str, ...]:
    """Return the objections that a text names between its commas, each a word and each once.

    Raises FieldError.
    """
    words: dict[str, str] = {}
    for part in text.split(","):
        word = clean_name(part, "the objection")
        if " " in word:
            hint = f"such as objection:{word.replace(' ', '-')}; several have commas between them"
            raise FieldError("an objection is one word", hint)
        words.setdefault(name_key(word), word)
    return tuple(words.values())


def clean_text(text: str, what: str) -> str:
    """Return a note or a next step without the space around it.

    Line breaks and control characters within stay (they are written out wherever the text
    is shown). Raises FieldError on an empty or too long one and on what is no text.
    """
    text = text.strip()
    if not text:
        raise FieldError(f"{what} is empty")
    if len(text) > LONGEST_NOTE:
        raise FieldError(f"{what} is longer than {LONGEST_NOTE:,} characters")
    if not text.isascii() and not is_text(text):
        raise FieldError(f"{what} holds bytes that are no UTF-8 text", "save or type it as UTF-8")
    if "\0" in text:
        raise FieldError(f"{what} holds a zero byte")
    return text


def read_count(word: str) -> int | None:
    """Return the number that `12` or `twelve` says, None for any other word.

    A number with a leading zero is a clock time (`0930`), not a count; one beyond every
    limit is cut to just above MOST_COUNT.
    """
    if is_digits(word):
        if len(word) > 1 and word[0] == "0":
            return None
        return int(word) if len(word) <= _MOST_DIGITS else MOST_COUNT + 1
    return NUMBERS.get(word.casefold())


def read_money(text: str) -> int:
    """Return hundredths of `18000`, `1250.50`, `18k` or `1.2m`, exactly. Raises FieldError."""
    amount = text.casefold().strip()
    factor = _MULTIPLES.get(amount[-1:], 1)
    number = amount if factor == 1 else amount[:-1]
    whole, point, part = number.partition(".")
    if not is_digits(whole) or (point and not is_digits(part)):
        raise FieldError(
            f"{text!r} is no amount", "write digits alone, such as 18000, 1250.50, 18k or 1.2m"
        )
    if len(whole) > _MOST_DIGITS or len(part) > _MOST_DIGITS:
        raise FieldError(f"the value {text} has too many digits")
    cents = Ratio.parse(number) * factor * 100
    if cents.under != 1:
        raise FieldError(f"{text} is not a whole number of cents", "two decimals at most")
    if cents > MOST_CENTS:
        raise FieldError(f"a value is at most {MOST_CENTS // 100:,}")
    return cents.over


def read_minutes(words: Sequence[str]) -> tuple[int, int] | None:
    """Return how many words a duration takes up at the start, and its minutes.

    `45m`, `1h30m`, `90min`, `1.5h`, `1h 30m` and `20 minutes` are durations; None when there
    is none. Raises FieldError on one that is not whole minutes or longer than a day.
    """
    found = _spelled(words)
    if found is None:
        return None
    size, total = found
    shown = " ".join(words[:size])
    if total > MOST_MINUTES:
        raise FieldError(f"{shown} is longer than a day")
    if total.under != 1:
        raise FieldError(f"{shown} is not a whole number of minutes")
    return size, total.over


def _spelled(words: Sequence[str]) -> tuple[int, Ratio] | None:
    """Read `45m`, `20 minutes`, `1h30m`, and hours followed by minutes."""
    found = _single(words)
    if found is None:
        return None
    size, total, unit = found
    more = _single(words[size:]) if unit in HOURS else None
    if more is not None and more[2] in MINUTES and more[1] < 60:
        return size + more[0], total + more[1]
    return size, total


def _single(words: Sequence[str]) -> tuple[int, Ratio, str] | None:
    """Return the words of one amount with its unit, its minutes, and its smallest unit."""
    if not words:
        return None
    amount = _decimal(words[0])
    if amount is not None:
        unit = words[1].casefold() if len(words) > 1 else ""
        return (2, amount * _length(unit), unit) if unit in HOURS + MINUTES else None
    found = _glued(words[0].casefold())
    return None if found is None else (1, *found)


def _glued(word: str) -> tuple[Ratio, str] | None:
    """Read `45m` or `1h30m`: the minutes, and the smallest unit said."""
    total, units = Ratio(0), []
    while word:
        rest = word.lstrip("0123456789.")
        amount = _decimal(word[: len(word) - len(rest)])
        word = rest.lstrip("abcdefghijklmnopqrstuvwxyz")
        unit = rest[: len(rest) - len(word)]
        if amount is None or unit not in HOURS + MINUTES:
            return None
        units.append(unit)
        total += amount * _length(unit)
    descending = len(units) == 1 or (len(units) == 2 and units[0] in HOURS and units[1] in MINUTES)
    return (total, units[-1]) if descending else None


def _length(unit: str) -> int:
    return 60 if unit in HOURS else 1


def _decimal(text: str) -> Ratio | None:
    whole, point, part = text.partition(".")
    if not is_digits(whole) or (point and not is_digits(part)):
        return None
    if len(whole) > 9 or len(part) > 9:
        return Ratio(10**9)
    return Ratio.parse(text)
