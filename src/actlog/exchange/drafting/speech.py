"""Which kind or outcome of the model week another program's word means.

First what reads like the model week's own words, then what seven languages call the same thing,
then what differs by a slip.
"""

from __future__ import annotations

from actlog.domain.mapping import fold
from actlog.exchange.drafting.headers import plain_words
from actlog.exchange.drafting.words import KINDS, OUTCOMES, phrases
from actlog.grammar.suggest import nearest
from actlog.grammar.vocabulary import outcomes_of, word_key

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from actlog.domain.model_week import Kind, ModelWeek

_SAME_KINDS = [frozenset(phrases(row)) for row in KINDS]
_LONG = 5  # letters
_SAME_OUTCOMES = [frozenset(phrases(row)) for row in OUTCOMES]


class Speech:
    """Reads foreign words by one model week."""

    def __init__(self, model: ModelWeek) -> None:
        """Take the kinds that an entry can have, measures aside: what they measure is stored."""
        self.kinds = [kind for kind in model.kinds() if kind.of is None]

    def kind(self, text: str) -> Kind | None:
        """Return the kind that a text means, None where none is like it."""
        key = word_key(text)
        for kind in self.kinds:
            if key and key in _spellings(kind):
                return kind
        same = _group(text, _SAME_KINDS)
        if same:
            fitting = [kind for kind in self.kinds if _is_one_of(_spellings(kind), same)]
            # What a file holds of meetings has mostly been: one that closes is one that was held.
            fitting.sort(key=lambda kind: kind.closes is None)
            return fitting[0] if fitting else None
        near = nearest(text, [kind.name for kind in self.kinds])
        return next((kind for kind in self.kinds if kind.name == near), None)

    def kind_within(self, titles: Sequence[str]) -> tuple[Kind, str] | None:
        """Return the kind that titles speak of, with one of them: None where they do not.

        The first is the file's, one word of which will do. Of columns it takes two whose names
        begin with the kind: a list of people has a phone and a mail as well.
        """
        for run in _runs(plain_words(titles[0])):
            kind = self._exactly(run) or self._begun(run)
            if kind is not None:
                return kind, titles[0]
        seen: dict[str, str] = {}
        for title in titles[1:]:
            words = plain_words(title)
            kind = self._exactly(words[0]) if len(words) > 1 else None
            if kind is not None and kind.name in seen:
                return kind, seen[kind.name]
            if kind is not None:
                seen[kind.name] = title
        return None

    def _begun(self, said: str) -> Kind | None:
        """Return the kind that a word put together begins with: `anrufliste`."""
        for same in _SAME_KINDS:
            if any(said.startswith(word) for word in same if len(word) >= _LONG):
                return self.kind(next(iter(same)))
        return None

    def _exactly(self, said: str) -> Kind | None:
        known = any(said in same for same in _SAME_KINDS)
        known = known or any(said in _spellings(kind) for kind in self.kinds)
        return self.kind(said) if known else None

    def outcome(self, text: str, kind: Kind) -> str | None:
        """Return the outcome of a kind that a text means, None where none is like it."""
        names = outcomes_of(kind)
        keys = {word_key(name): name for name in names}
        if word_key(text) in keys:
            return keys[word_key(text)]
        same = _group(text, _SAME_OUTCOMES)
        if same:
            return next((name for key, name in keys.items() if _is_one_of([key], same)), None)
        return nearest(text, names)


def _runs(words: list[str]) -> Iterator[str]:
    """Yield every two words that follow each other, then every single one."""
    for size in (2, 1):
        for place in range(len(words) - size + 1):
            yield " ".join(words[place : place + size])


def _spellings(kind: Kind) -> list[str]:
    return [word_key(word) for word in (kind.name, *kind.aliases, kind.plural_title())]


def _group(text: str, groups: list[frozenset[str]]) -> frozenset[str] | None:
    said = " ".join(plain_words(text))
    return next((same for same in groups if said in same), None)


def _is_one_of(keys: list[str], same: frozenset[str]) -> bool:
    """Tell whether a name is one of these words, or begins with one: `meeting held`."""
    for key in keys:
        words = plain_words(fold(key))
        if " ".join(words) in same or (words and words[0] in same):
            return True
    return False
