"""What a row may say of an activity, as the model week has it."""

from __future__ import annotations

from actlog.domain.entry import name_key
from actlog.domain.model_week import STORY_OUTCOMES, plural
from actlog.exchange.cells import Memo, named, whole
from actlog.exchange.problems import RowError, UnknownKindError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from actlog.domain.model_week import Kind, ModelWeek


class Kinds:
    """The kinds of a model week by every exact spelling: name, alias, plural; no prefixes."""

    def __init__(self, model: ModelWeek) -> None:
        """Learn the spellings; a kind's own name goes before another's alias."""
        self._model = model
        self._spellings: dict[str, Kind] = {}
        for kind in model.kinds():
            self._spellings[word_key(kind.name)] = kind
        for kind in model.kinds():
            for word in (kind.plural_title(), *kind.aliases, *map(plural, kind.aliases)):
                self._spellings.setdefault(word_key(word), kind)

    def read(self, text: str) -> KindCells:
        """Return how rows of this kind are read. Raises RowError."""
        kind = self._spellings.get(word_key(text))
        if kind is None:
            raise UnknownKindError(text.strip())
        return KindCells(kind, self._model.kind(kind.of) if kind.of else None)

    def known(self) -> list[str]:
        """Return the kinds' names, in the model's order."""
        return [kind.name for kind in self._model.kinds()]


def word_key(text: str) -> str:
    """Return what the spellings of one kind or outcome share: no-answer, No_Answer, no answer."""
    return name_key(text.replace("-", " ").replace("_", " "))


class KindCells:
    """How the rows of one kind are read.

    `name` is the kind that is stored; `counts` and `outcomes` read those two cells;
    `requires` names the fields that an entry of it must have.
    """

    __slots__ = ("counts", "name", "outcomes", "requires")

    def __init__(self, kind: Kind, parent: Kind | None) -> None:
        """`parent` is the kind whose outcomes `kind` counts, None where it has its own.

        A measure such as `connect` is stored as its parent's outcome, the first listed one
        when the row names none.
        """
        stored = parent or kind
        allowed = kind.of_outcomes if parent else _outcomes(kind)
        self.name = stored.name
        self.requires = stored.requires
        most = stored.max_per_entry
        self.counts = Memo(named("count", lambda text: _count(text, most)))
        first = kind.of_outcomes[0] if parent else None
        self.outcomes = Memo(
            named("outcome", lambda text: _outcome(text, kind.title, allowed, first))
        )


def _outcomes(kind: Kind) -> tuple[str, ...]:
    own = tuple([outcome.name for outcome in kind.outcomes])
    return (*own, *STORY_OUTCOMES) if kind.closes else own


def _count(text: str, most: int) -> int:
    return whole(1, most)(text) if text.strip() else 1


def _outcome(text: str, kind: str, allowed: tuple[str, ...], first: str | None) -> str | None:
    key = word_key(text)
    if not key:
        return first
    for name in allowed:
        if word_key(name) == key:
            return name
    known = f"it has {', '.join(allowed)}" if allowed else "it has none"
    raise RowError(f"{text!r} is not an outcome of {kind}; {known}")
