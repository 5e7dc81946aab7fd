"""What a row may say of an activity, as the model week has it."""

from __future__ import annotations

from actlog.domain.entry import name_key
from actlog.domain.memo import Memo
from actlog.exchange.cells import named, whole
from actlog.exchange.problems import LeftOutError, RowError, UnknownKindError
from actlog.grammar.vocabulary import Vocabulary, outcomes_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from actlog.domain.model_week import Kind, ModelWeek


class Kinds:
    """Finds kinds by every exact spelling: name, alias, plural. Prefixes are for typing.

    `given` says of more words which kind they are, None to leave their rows out; keys are
    `name_key`s.
    """

    def __init__(self, model: ModelWeek, given: Mapping[str, str | None] | None = None) -> None:
        """Learn the words of a model week."""
        self._model = model
        self._given = given or {}
        self._vocabulary = Vocabulary(model)

    def read(self, text: str) -> KindCells:
        """Return how rows of this kind are read. Raises RowError."""
        word: str | None = text
        if self._given:
            word = self._given.get(name_key(text), text)
        if word is None:
            raise LeftOutError(f"{text.strip()!r} is left out as asked")
        words = word.split()
        size, found = self._vocabulary.kinds(words)
        if not words:
            raise RowError("it is empty")
        if size != len(words):
            raise UnknownKindError(text.strip())
        if len(found) > 1:
            names = " or ".join([kind.name for kind in found])
            raise RowError(f"{text!r} can be {names}")
        kind = found[0]
        parent = self._model.kind(kind.of) if kind.of else None
        return KindCells(kind, parent, self._vocabulary)


class KindCells:
    """How the rows of one kind are read.

    `name` is the kind that is stored; `counts` and `outcomes` read those two cells;
    `requires` names the fields that an entry of it must have.
    """

    __slots__ = ("_allowed", "_kind", "_vocabulary", "counts", "name", "outcomes", "requires")

    def __init__(self, kind: Kind, parent: Kind | None, vocabulary: Vocabulary) -> None:
        """`parent` is the kind whose outcomes `kind` counts, None where it has its own.

        A measure such as `connect` is stored as its parent's outcome, the first listed one
        when the row names none.
        """
        stored = parent or kind
        self.name = stored.name
        self.requires = stored.requires
        self.counts = Memo(named("count", _counts(stored.max_per_entry)))
        self.outcomes = Memo(named("outcome", self._outcome))
        self._kind = kind
        self._allowed = kind.of_outcomes if parent else outcomes_of(kind)
        self._vocabulary = vocabulary

    def _outcome(self, text: str) -> str | None:
        words = text.split()
        if not words:
            return self._allowed[0] if self._kind.of else None
        size, found = self._vocabulary.outcomes(words)
        if size == len(words):
            for kind, outcome in found:
                if kind == self.name and outcome in self._allowed:
                    return outcome
        known = f"it has {', '.join(self._allowed)}" if self._allowed else "it has none"
        raise RowError(f"{text!r} is not an outcome of {self._kind.title}; {known}")


def _counts(most: int) -> Callable[[str], int]:
    read = whole(1, most)
    return lambda text: read(text) if text.strip() else 1
