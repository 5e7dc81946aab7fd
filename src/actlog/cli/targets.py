"""Which entries are meant: `1842`, `#1842-1844`, or `last`."""

from __future__ import annotations

from actlog.domain.errors import InputError
from actlog.store.mending import latest

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from actlog.store.database import Store

LAST = "last"
_MOST = 1000


def is_target(word: str) -> bool:
    """Tell whether a word is made like `last`, a number, or a run of numbers."""
    ends = word.removeprefix("#").split("-")
    return word.casefold() == LAST or (
        len(ends) <= 2 and all(end.isascii() and end.isdigit() for end in ends)
    )


def numbers_of(
    store: Store, words: Iterable[str], last: Callable[[Store], list[int]] = latest
) -> list[int]:
    """Return the numbers that the words name, each once; `last` finds those of that word.

    Raises InputError.
    """
    return list(dict.fromkeys(number for word in words for number in _numbers(store, word, last)))


def _numbers(store: Store, word: str, last: Callable[[Store], list[int]]) -> Iterable[int]:
    if word.casefold() == LAST:
        return last(store)
    first, _, end = word.partition("-")
    if not first or not end:
        return [read_number(word)]
    numbers = range(read_number(first), read_number(end) + 1)
    if not 0 < len(numbers) <= _MOST:
        raise InputError(
            f"{word} is no run of entries", f"at most {_MOST:,}, the lower number first"
        )
    return numbers


def read_number(word: str, hint: str = "numbers are shown by: actlog list") -> int:
    """Return an entry's or operation's number; `#57` may stand for 57. InputError otherwise."""
    digits = word.removeprefix("#")
    if not (digits.isascii() and digits.isdigit() and len(digits) < 16):
        raise InputError(f"{word!r} is not a number", hint)
    return int(digits)
