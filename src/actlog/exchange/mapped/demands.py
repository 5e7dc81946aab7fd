"""What the conditions of a mapping ask of the cells of a row that is written."""

from __future__ import annotations

from actlog.domain.mapping import fold
from actlog.domain.record import Record
from actlog.exchange.mapped.conditions import holds_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from actlog.domain.mapping import Condition, EntryRule, Mapping
    from actlog.exchange.mapped.inverse import Cells

    Name = tuple[int, str]


class Step(Record):
    """One decision: which of `ways` fills a field of one of the row's entries.

    `name` is the entry's place in the row and its field. A field that is not `needed` may be
    left out where no way of it fits. `unless` is a column that, once filled, leaves nothing to
    decide.
    """

    name: Name
    ways: tuple[Cells, ...]
    needed: bool = False
    unless: str | None = None


class Demands:
    """What must hold for some rules to apply, and for the row to be read at all."""

    def __init__(self, mapping: Mapping, rules: Sequence[EntryRule]) -> None:
        """Its `steps` fill the columns of which no field says anything."""
        self._words: dict[str, list[str]] = {}
        self._allowed: dict[str, list[Callable[[str], bool]]] = {}
        for one in [*mapping.keep, *[one for rule in rules for one in rule.when]]:
            self._demand(one, wanted=True)
        for one in mapping.skip:
            self._demand(one, wanted=False)
        self.steps = [*_written(rules), *self._fulfilled()]

    def allow(self, column: str, text: str) -> bool:
        """Tell whether a column may hold a text, as far as that does not depend on the time."""
        return all(allowed(text) for allowed in self._allowed.get(column, ()))

    def _demand(self, condition: Condition, *, wanted: bool) -> None:
        column = fold(condition.column)
        self._words.setdefault(column, []).extend(condition.words)
        timed = condition.test in {"past", "ahead"}
        test = holds_of(condition)

        def allowed(text: str) -> bool:
            return (bool(text) or not wanted) if timed else test(text) is wanted

        self._allowed.setdefault(column, []).append(allowed)

    def _fulfilled(self) -> Iterator[Step]:
        """Yield what makes the conditions hold: nothing, or else the first word that does."""
        for column, words in self._words.items():
            cells: list[Cells] = [((column, word),) if word else () for word in ("", *words)]
            ways = [way for way in cells if self.allow(column, way[0][1] if way else "")]
            yield Step(name=(-2, column), ways=tuple(ways), needed=True, unless=column)


def _written(rules: Sequence[EntryRule]) -> Iterator[Step]:
    for rule in rules:
        for column, text in rule.write:
            ways = (((fold(column), text),), ())
            yield Step(name=(-1, column), ways=ways, unless=fold(column))
