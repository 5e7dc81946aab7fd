"""Near words for what was mistyped. rapidfuzz is loaded only here, when something is wrong."""

from __future__ import annotations

from actlog.domain.entry import LONGEST_NAME, name_key
from actlog.grammar.datewords import DAYS
from actlog.grammar.tokens import KEYS
from actlog.grammar.vocabulary import word_key

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from actlog.grammar.vocabulary import Vocabulary
    from actlog.grammar.words import UnknownWordError

_DATE_WORDS = ("today", "yesterday", "now", "noon", "ago", "morning", "afternoon", "evening", *DAYS)
_MOST_WORDS = 3


def nearest(name: str, known: Iterable[str]) -> str | None:
    """Return the known name that a name was probably meant to be, None when none is near.

    A mistake in every four characters is near: a letter left out, doubled, swapped with
    its neighbour or mistyped. Case and width do not count. Of two as near, the one that
    ends alike is meant.
    """
    key = name_key(name)
    most = max(1, len(key) // 4)
    if len(key) < 3 or len(key) > LONGEST_NAME:
        return None
    candidates = [(other, name_key(other)) for other in known]
    candidates = [pair for pair in candidates if _may_be_near(key, pair[1], most)]
    if not candidates:
        return None
    from rapidfuzz.distance import OSA

    best: tuple[int, bool] = (most + 1, False)
    found = None
    for other, other_key in candidates:
        rank = (OSA.distance(key, other_key, score_cutoff=most), key[-1] != other_key[-1:])
        if 0 < rank[0] <= most and rank < best:
            best, found = rank, other
    return found


def _may_be_near(key: str, other: str, most: int) -> bool:
    """Tell whether two words differ in few enough letters, whatever their order.

    No distance is smaller than that, and a first-seen account that is like no other should
    not pay for loading rapidfuzz: it takes longer than all the rest of `log`.
    """
    if abs(len(key) - len(other)) > most:
        return False
    left = key
    for letter in other:
        left = left.replace(letter, "", 1)
    return len(left) <= most


def near_words(error: UnknownWordError, vocabulary: Vocabulary) -> tuple[str, str] | None:
    """Return near words for those at fault, and the line with them; None when none is near."""
    words = [word for word, _ in error.words[:_MOST_WORDS]]
    if words and ":" in words[0]:
        return _near_key(error, words[0])
    forms = [*vocabulary.forms(), *_DATE_WORDS]
    for size in range(len(words), 0, -1):
        spoken = " ".join(words[:size])
        found = _begun(spoken, forms) if size == 1 else None
        found = found or _nearest_form(spoken, forms)
        if found is not None and found != spoken.casefold():
            end = error.words[size - 1][1]
            return found, f"{error.text[: error.start]}{found}{error.text[end:]}"
    return None


def _nearest_form(spoken: str, forms: Sequence[str]) -> str | None:
    """Return the form that differs by spaces alone, else a near one of as many words."""
    key = word_key(spoken) or spoken.casefold()
    for form in forms:
        if form.replace(" ", "") == key.replace(" ", ""):
            return form
    return nearest(key, [form for form in forms if form.count(" ") == key.count(" ")])


def _begun(spoken: str, forms: Sequence[str]) -> str | None:
    """Return the only form that a word of three letters and more begins."""
    key = word_key(spoken)
    if len(key) < 3:
        return None
    begun = [form for form in forms if form.startswith(key)]
    shortest = min(begun, key=len, default=None)
    if shortest is None or any(not form.startswith(shortest) for form in begun):
        return None
    return shortest


def _near_key(error: UnknownWordError, word: str) -> tuple[str, str] | None:
    """Return the key that a word before a colon was meant to be, and the line with it."""
    head, _, _ = word.partition(":")
    key = nearest(head, KEYS)
    if key is None:
        return None
    end = error.start + len(head)
    return f"{key}:", f"{error.text[: error.start]}{key}{error.text[end:]}"
