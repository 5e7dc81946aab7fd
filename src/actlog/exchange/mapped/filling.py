"""Rows that could stand for entries: every rule's cells put together, conditions fulfilled."""

from __future__ import annotations

from actlog.domain.entry import LONGEST_NAME
from actlog.domain.mapping import MOMENTS, fold
from actlog.domain.record import Record
from actlog.exchange.mapped.demands import Demands, Step

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from actlog.domain.mapping import EntryRule, Mapping, Value
    from actlog.exchange.mapped.demands import Name
    from actlog.exchange.mapped.inverse import Cells, Inverse

    Row = dict[str, str]
    """Texts by folded column."""

_ORDER = (
    *("kind", "id", "at", "outcome", "count", "account", "contact", "minutes", "value", "for"),
    *("due", "done", "note", "next", "objection", "tags", "persona", "source"),
)
_NEEDED = frozenset(("kind", "at", "count"))
_UNSAID = {"count": "1"}
_MOST_STEPS = 400
_MOST_REMEMBERED = 10_000


class Filled(Record):
    """A row, and by which way each field got there; None where it was left out."""

    row: Row
    took: dict[Name, Cells | None]


class Filling:
    """Puts rows together for the rules of one mapping."""

    def __init__(self, mapping: Mapping, inverse: Inverse) -> None:
        self._mapping = mapping
        self._inverse = inverse
        self._columns = inverse.columns
        self._remembered: dict[tuple[int, str, str], tuple[Cells, ...]] = {}
        self._values = {id(rule): dict(rule.fields) for rule in mapping.entries}
        self._demands: dict[tuple[int, ...], Demands] = {}
        whens = [one for rule in mapping.entries for one in rule.when]
        self._unusable = {id(rule) for rule in mapping.entries if not self._can_hold(rule)}
        self._asked = {fold(one.column) for one in [*mapping.keep, *mapping.skip, *whens]}

    def steps(self, place: int, rule: EntryRule, says: dict[str, str]) -> list[Step] | None:
        """Return the decisions that one entry needs, None where the rule cannot say it.

        `says` holds the entry's texts by field, and its own id in that program as `id`.
        """
        values, found = self._values[id(rule)], []
        if id(rule) in self._unusable:
            return None
        for field in _ORDER:
            text = says[field]
            value = self._mapping.id if field == "id" else values.get(field)
            needed = field in _NEEDED
            ways: tuple[Cells, ...] = ()
            if value is not None:
                ways = self._ways(field, value, text)
                found.append(Step(name=(place, field), ways=ways, needed=needed))
            if needed and not ways and text != _UNSAID.get(field):
                return None
        return found

    def _can_hold(self, rule: EntryRule) -> bool:
        """Tell whether the file has every column that must be filled for a rule to apply."""
        return all(
            one.test in {"not", "empty"} or fold(one.column) in self._columns
            for one in [*self._mapping.keep, *rule.when]
        )

    def can_be(self, rule: EntryRule, kind: str) -> bool:
        """Tell whether a rule can make entries of a kind."""
        value = self._values[id(rule)].get("kind")
        return value is not None and bool(self._inverse.ways("kind", value, kind))

    def _ways(self, field: str, value: Value, text: str) -> tuple[Cells, ...]:
        """Return the cells that could say a text."""
        key = (id(value), field, text)
        found = self._remembered.get(key)
        if found is None:
            found = tuple(self._inverse.ways(field, value, text))
            if len(self._remembered) >= _MOST_REMEMBERED:
                self._remembered.clear()
            if len(text) <= LONGEST_NAME:
                self._remembered[key] = found
        return found

    def fill(self, rules: tuple[EntryRule, ...], steps: Sequence[Step]) -> Filled | None:
        """Return a row that all steps agree on and that leaves out least, None without any."""
        key = tuple([id(rule) for rule in rules])
        demands = self._demands.get(key)
        if demands is None:
            demands = self._demands[key] = Demands(self._mapping, rules)
        filled = {column for step in steps for way in step.ways for column, _ in way}
        if any(step.unless not in filled for step in demands.steps if not step.ways):
            return None
        search = _Search(demands, [*steps, *demands.steps])
        for leave_out in range(len(steps) + 1):
            found = search.run(0, {}, {}, leave_out)
            if found is not None or search.left <= 0:
                return found
        return None

    def without(
        self, steps: Sequence[Step], filled: Filled, names: Iterable[Name]
    ) -> list[Step] | None:
        """Return the steps without the ways that these fields took; None where none took any."""
        taken = {name: filled.took.get(name) for name in names}
        changed = [
            step.replace(ways=tuple([way for way in step.ways if way != taken[step.name]]))
            if taken.get(step.name)
            else step
            for step in steps
        ]
        return changed if changed != list(steps) else None

    def otherwise(
        self, rules: tuple[EntryRule, ...], steps: Sequence[Step], filled: Filled
    ) -> Iterator[list[Step]]:
        """Yield the steps changed in what decides which entries a row makes.

        First a word is put where it keeps another rule from applying, which loses nothing; then
        fields take another way, or are left out.
        """
        for column, words in self._against(rules).items():
            if column in self._columns and column not in filled.row:
                ways = tuple([((column, word),) for word in words])
                yield [Step(name=(-3, column), ways=ways, needed=True), *steps]
        for name in reversed(self.deciding(steps, filled)):
            yield self.leaving(steps, filled, [name])

    def leaving(self, steps: Sequence[Step], filled: Filled, names: Sequence[Name]) -> list[Step]:
        """Return the steps without the ways of these fields that decide as the one taken does.

        Of a moment these are all that fill the same column: no other form of it is another time.
        """
        return [
            step.replace(
                ways=tuple([way for way in step.ways if not self._alike(step, way, filled)])
            )
            if step.name in names
            else step
            for step in steps
        ]

    def _alike(self, step: Step, way: Cells, filled: Filled) -> bool:
        taken = filled.took.get(step.name) or ()
        if step.name[1] not in MOMENTS:
            return way == taken
        asked = {column for column, _ in taken} & self._asked
        return any(column in asked for column, _ in way)

    def deciding(self, steps: Sequence[Step], filled: Filled) -> list[Name]:
        """Return the fields that may be left out and whose cells decide what a row makes."""
        found = []
        for step in steps:
            way = filled.took.get(step.name)
            if way and not step.needed and any(column in self._asked for column, _ in way):
                found.append(step.name)
        return found

    def _against(self, rules: tuple[EntryRule, ...]) -> dict[str, dict[str, None]]:
        """Return, by column, the words that keep a rule other than these from applying."""
        found: dict[str, dict[str, None]] = {}
        for rule in self._mapping.entries:
            if all(rule is not other for other in rules):
                for one in rule.when:
                    if one.test == "not":
                        found.setdefault(fold(one.column), {}).update(dict.fromkeys(one.words))
        return found


class _Search:
    """Goes through the ways of all steps, depth first, for as long as it has steps `left`."""

    def __init__(self, demands: Demands, steps: Sequence[Step]) -> None:
        self.left = _MOST_STEPS
        self._demands = demands
        self._steps = steps

    def run(
        self, place: int, row: Row, took: dict[Name, Cells | None], leave_out: int
    ) -> Filled | None:
        """Return a row from a step on, with exactly so many more fields left out."""
        self.left -= 1
        if self.left < 0:
            return None
        if place == len(self._steps):
            return Filled(row=row, took=took) if leave_out == 0 else None
        step = self._steps[place]
        if step.unless in row:
            return self.run(place + 1, row, took, leave_out)
        for cells in step.ways:
            wider = self._wider(row, cells)
            if wider is not None:
                found = self.run(place + 1, wider, took | {step.name: cells}, leave_out)
                if found is not None:
                    return found
        if step.needed or (step.ways and not (leave_out and step.ways[0])):
            return None
        rest = leave_out - 1 if step.ways else leave_out
        return self.run(place + 1, row, took | {step.name: None}, rest)

    def _wider(self, row: Row, cells: Cells) -> Row | None:
        """Return the row with more cells; None where they contradict it or a condition."""
        more = {}
        for column, text in cells:
            there = row.get(column)
            if there is not None and there != text:
                return None
            if there is None and not self._demands.allow(column, text):
                return None
            more[column] = text
        return row | more
