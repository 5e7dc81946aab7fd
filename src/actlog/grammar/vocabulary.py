"""The model week's own words: kinds and outcomes by name, alias, plural and prefix."""

from __future__ import annotations

from actlog.domain.entry import name_key
from actlog.domain.model_week import plural

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from actlog.domain.model_week import Kind, ModelWeek

CLOSING_WORDS = frozenset({"exit", "quit", "q", "bye"})
"""Words that end the prompt when they stand alone in a line."""

SHORTEST_PREFIX = 3

_NAME, _ALIAS, _PLURAL = range(3)


def word_key(text: str) -> str:
    """Return what the spellings of one name share: case, and spaces, `-` and `_` alike.

    A word that begins or ends with one of them (`-x`) is no spelling of a name: its key is
    empty.
    """
    if text[:1] in "-_" or text[-1:] in "-_":
        return ""
    return name_key(text.replace("_", " ").replace("-", " "))


def outcomes_of(kind: Kind) -> tuple[str, ...]:
    """Return the outcomes that an entry of a kind may have, the words of its stories too."""
    own = tuple([outcome.name for outcome in kind.outcomes])
    return own + tuple([word for word in kind.uncounted if word not in own])


def _singulars(key: str) -> list[str]:
    """Return the keys of which this is the plural of one word: `meetings set`, `meeting sets`."""
    words = key.split(" ")
    found = []
    for place, word in enumerate(words):
        for ending, instead in (("ies", "y"), ("es", ""), ("s", "")):
            stem = word.removesuffix(ending) + instead
            if word.endswith(ending) and plural(stem) == word:
                found.append(" ".join([*words[:place], stem, *words[place + 1 :]]))
    return found


class Vocabulary:
    """Finds kinds and outcomes by what is typed.

    A name outranks an alias, an alias a plural that the model gives, and that one a plural
    made by rule; two kinds of the same rank make a word ambiguous.
    """

    __slots__ = ("_kinds", "_longest", "_outcomes", "model")

    def __init__(self, model: ModelWeek) -> None:
        """Take the words of a model week."""
        self.model = model
        self._kinds: dict[str, tuple[int, list[Kind]]] = {}
        self._outcomes: dict[str, list[tuple[str, str]]] = {}
        for kind in model.kinds():
            self._learn(_NAME, kind.name, kind)
            for alias in kind.aliases:
                self._learn(_ALIAS, alias, kind)
            if kind.plural:
                self._learn(_PLURAL, kind.plural, kind)
            if kind.timebox:
                self._learn(_PLURAL, f"{kind.name} touch", kind)
            for outcome in outcomes_of(kind):
                self._outcomes.setdefault(word_key(outcome), []).append((kind.name, outcome))
        keys = [*self._kinds, *self._outcomes]
        self._longest = max([key.count(" ") for key in keys], default=0) + 1

    def _learn(self, rank: int, spelled: str, kind: Kind) -> None:
        key = word_key(spelled)
        best, kinds = self._kinds.get(key, (rank, []))
        if rank < best:
            best, kinds = rank, []
        if rank == best and all(known is not kind for known in kinds):
            self._kinds[key] = (best, [*kinds, kind])

    def kinds(self, words: Sequence[str]) -> tuple[int, list[Kind]]:
        """Return how many words the longest name of a kind takes up at the start, and whose.

        The size is 0 when there is none; several kinds share an ambiguous name.
        """
        for size, key in self._runs(words):
            found = self._kinds.get(key)
            if found is not None:
                return size, found[1]
            derived = {
                kind.name: kind
                for singular in _singulars(key)
                for kind in self._kinds.get(singular, (_NAME, []))[1]
            }
            if derived:
                return size, list(derived.values())
        return 0, []

    def outcomes(self, words: Sequence[str]) -> tuple[int, list[tuple[str, str]]]:
        """Return how many words the longest outcome takes up at the start, and whose it is.

        Each is a pair of a kind's name and its outcome's; a kind's own word outranks its
        plural of another.
        """
        for size, key in self._runs(words):
            pairs: dict[str, str] = {}
            for spelled in (key, *_singulars(key)):
                for kind, outcome in self._outcomes.get(spelled, ()):
                    pairs.setdefault(kind, outcome)
            if pairs:
                return size, list(pairs.items())
        return 0, []

    def prefixed(self, words: Sequence[str]) -> tuple[int, list[Kind]]:
        """Return how many words the longest prefix of kinds takes up, and the kinds it begins."""
        for size, key in self._runs(words):
            if len(key.replace(" ", "")) >= SHORTEST_PREFIX:
                begun = {
                    kind.name: kind
                    for spelled, (_, kinds) in self._kinds.items()
                    if spelled.startswith(key)
                    for kind in kinds
                }
                if begun:
                    return size, list(begun.values())
        return 0, []

    def _runs(self, words: Sequence[str]) -> Iterator[tuple[int, str]]:
        """Yield the words at the start as keys, the longest run first."""
        keys: list[str] = []
        for word in words[: self._longest]:
            key = word_key(word)
            if not key:
                break
            keys.append(key)
        for size in range(len(keys), 0, -1):
            yield size, " ".join(keys[:size])

    def forms(self) -> list[str]:
        """Return every spelling that is understood, as people write it."""
        keys = [*self._kinds, *self._outcomes]
        return list(dict.fromkeys([*keys, *[form for key in keys for form in _plurals(key)]]))

    def listing(self) -> str:
        """Return the kinds as a list for a hint: `call, meeting set, …`."""
        titles = [kind.title for kind in self.model.kinds()]
        more = ", …" if len(titles) > 12 else ""
        return ", ".join(titles[:12]) + more


def _plurals(key: str) -> Iterator[str]:
    """Yield the key with each of its words in the plural."""
    words = key.split(" ")
    for place, word in enumerate(words):
        yield " ".join([*words[:place], plural(word), *words[place + 1 :]])
