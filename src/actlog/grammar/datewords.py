"""The words that dates are made of, and how typed words become the tokens that forms read."""

from __future__ import annotations

from datetime import date, timedelta

from actlog.grammar.when import EARLIEST, LATEST, DateError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTH_NAMES = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
NUMBER_NAMES = (
    *("one", "two", "three", "four", "five", "six"),
    *("seven", "eight", "nine", "ten", "eleven", "twelve"),
)

WEEKDAYS = {name[:3]: number for number, name in enumerate(DAYS)}
WEEKDAYS |= {name: number for number, name in enumerate(DAYS)}
WEEKDAYS |= {"tues": 1, "weds": 2, "thur": 3, "thurs": 3}

MONTHS = {name[:3]: number for number, name in enumerate(MONTH_NAMES, 1)}
MONTHS |= {name: number for number, name in enumerate(MONTH_NAMES, 1)}
MONTHS["sept"] = 9

NUMBERS = {name: number for number, name in enumerate(NUMBER_NAMES, 1)} | {"a": 1, "an": 1}

SECONDS, WHOLE_DAYS, WHOLE_MONTHS = "seconds", "days", "months"
UNITS = {
    spelling: (measure, size)
    for spellings, measure, size in (
        ("m min mins minute minutes", SECONDS, 60),
        ("h hr hrs hour hours", SECONDS, 3600),
        ("d day days", WHOLE_DAYS, 1),
        ("w wk wks week weeks", WHOLE_DAYS, 7),
        ("month months", WHOLE_MONTHS, 1),
        ("yr yrs year years", WHOLE_MONTHS, 12),
    )
    for spelling in spellings.split()
}
"""What a unit measures, and how many of that it is."""

PARTS = {"morning": (0, 12), "afternoon": (12, 18), "evening": (17, 24), "night": (18, 24)}
"""The parts of a day and the hours from which and before which they lie."""

HALVES = ("am", "pm")
RANGE = ".."
LONGER_THAN_A_DAY = ("week", "month", "quarter", "year")


class Tokens:
    """Words cut into tokens: lower case, dots that stand for spaces taken as spaces.

    `texts` are the tokens; `ends[n]` is how many words a phrase of `n` tokens takes up, 0
    when it would end inside a word.
    """

    __slots__ = ("ends", "texts")

    def __init__(self, words: Sequence[str], most: int = 12) -> None:
        """Cut at most so many words; no single date is longer."""
        self.texts: list[str] = []
        self.ends = [0]
        for number, word in enumerate(words[:most], 1):
            tokens = [token for piece in word.split() for token in _cut(piece.lower())]
            if not tokens:
                break
            self.texts += tokens
            self.ends += [0] * (len(tokens) - 1) + [number]

    def words(self, tokens: int) -> int:
        """Return how many words hold the first so many tokens, begun ones included."""
        return next((end for end in self.ends[tokens:] if end), max(self.ends))


def _cut(piece: str) -> list[str]:
    left, dots, right = piece.partition(RANGE)
    if dots:
        return [*(_cut(left) if left else []), dots, *(_cut(right) if right else [])]
    piece = piece.rstrip(",") or piece
    for half, spelling in (("am", "a.m"), ("pm", "p.m")):
        bare = piece.removesuffix(".")
        if bare.endswith(spelling):
            piece = bare[: -len(spelling)].rstrip(".") + half
    if piece.endswith(".") and piece[:-1].isalpha():
        return [piece[:-1]]
    parts = piece.split(".")
    if len(parts) == 1 or not all(parts) or _is_iso(piece):
        return [piece]
    return _rejoin(parts)


def _is_iso(piece: str) -> bool:
    """Tell whether the dots are decimal points: of seconds, or of a number."""
    if is_digits(piece[:4]) and (piece[4:5] == "-" or piece[8:9] == "t"):
        return True
    return not any(character.isalpha() for character in piece.removesuffix("z"))


def _rejoin(parts: list[str]) -> list[str]:
    """Undo the cut at a decimal point: `9.30am` and `1.5h` are one token each."""
    tokens = parts[:1]
    for part in parts[1:]:
        led = part[:1].isdigit() and not is_digits(part) and part.lstrip("0123456789").isalpha()
        ordinal = part[-2:] in ("st", "nd", "rd", "th")
        if led and not ordinal and is_digits(tokens[-1]) and len(tokens[-1]) <= 2:
            tokens[-1] += "." + part
        else:
            tokens.append(part)
    return tokens


def is_digits(text: str) -> bool:
    """Tell whether the text is decimal digits of ASCII and nothing else."""
    return text.isascii() and text.isdigit()


def name_day(day: date, today: date) -> str:
    """Return `Mon 23 Nov`, with the year when it is not today's."""
    short = f"{DAYS[day.weekday()][:3].title()} {day.day} {MONTH_NAMES[day.month - 1][:3].title()}"
    return short if day.year == today.year else f"{short} {day.year}"


def month_length(year: int, month: int) -> int:
    """Return the number of days in a month of the years 1 to 9998."""
    first = date(year, month, 1)
    return ((first + timedelta(days=31)).replace(day=1) - first).days


def build_day(year: int, month: int, day: int, size: int) -> date:
    """Return the date; DateError on one that the calendar does not have or that is too old."""
    if not EARLIEST.year <= year <= LATEST.year:
        raise DateError(
            f"{year} is not a year that a log can hold",
            f"years run from {EARLIEST.year} to {LATEST.year}",
            size,
        )
    if not 1 <= month <= 12:
        raise DateError(f"there is no month {month}", "months run from 1 to 12", size)
    if not 1 <= day <= month_length(year, month):
        raise DateError(*no_such_day(year, month, day), size)
    return date(year, month, day)


def no_such_day(year: int, month: int, day: int) -> tuple[str, str]:
    """Return what to say, and what would be right, when a month has no such day."""
    name = MONTH_NAMES[month - 1].title()
    of = f" {year}" if month == 2 and day == 29 else ""
    return f"there is no {day} {name}{of}", f"{name}{of} has {month_length(year, month)} days"


def shift_day(day: date, days: int, size: int) -> date:
    """Return the day so many days later; DateError outside the years that a log can hold."""
    if not EARLIEST.toordinal() <= day.toordinal() + days <= LATEST.toordinal():
        raise out_of_range(size)
    return day + timedelta(days=days)


def out_of_range(size: int) -> DateError:
    """Return the error for a date that is too far from today."""
    years = f"days from {EARLIEST.isoformat()} to {LATEST.isoformat()} can be named"
    return DateError("that is too far from today", years, size)
