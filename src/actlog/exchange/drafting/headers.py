"""What the words of a header mean, in seven languages.

Words are compared without accents and case. `tag` is a day in German and a label in English: what
the cells hold decides between two roles.
"""

from __future__ import annotations

import re
import unicodedata

from actlog.exchange.drafting.words import HEADERS, phrases

PHRASES = {
    role: [tuple(phrase.split()) for phrase in phrases(text)] for role, text in HEADERS.items()
}
_OF_OTHERS = frozenset(
    ("account", "contact", "owner", "user", "company", "deal", "lead", "who", "what", "parent")
)
_LONG = 5

LONGEST_ID = 100
"""How many characters an id of a row has at most."""

EXACT, WITHIN, PART = 100, 60, 40


def plain_words(text: str) -> list[str]:
    """Return the words of a text: `CallDuration (sec)` is call, duration, sec."""
    text = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", text[:300])
    text = unicodedata.normalize("NFKD", text).casefold()
    text = "".join([one for one in text if not unicodedata.combining(one)])
    return re.findall(r"[^\W_]+", text)


def score(name: str, role: str) -> int:
    """Return how surely a column's name says that it has a role; 0 where it does not."""
    words = plain_words(name)
    if role == "id" and _OF_OTHERS & set(words):
        return 0
    return max([_likeness(words, phrase) for phrase in PHRASES[role]], default=0)


def _likeness(words: list[str], phrase: tuple[str, ...]) -> int:
    size = len(phrase)
    if tuple(words) == phrase:
        return EXACT
    places = [
        place
        for place in range(len(words) - size + 1)
        if tuple(words[place : place + size]) == phrase
    ]
    if places:
        # What a name ends with says what it is: the type of a contact is a type.
        last = places[-1] + size == len(words)
        return WITHIN + 5 * size + (3 if last else 0) - min(len(words) - size, 10)
    if size == 1 and len(phrase[0]) >= _LONG:
        return PART * any(word.endswith(phrase[0]) for word in words)
    return 0
