"""The row that says an entry, or several of one story, with the least that is lost."""

from __future__ import annotations

from itertools import product

from actlog.domain.mapping import fold
from actlog.domain.record import Record
from actlog.exchange.codec import FIELDS
from actlog.exchange.csv_file import harmless
from actlog.exchange.mapped import reading
from actlog.exchange.mapped.filling import Filling
from actlog.exchange.mapped.inverse import Inverse
from actlog.exchange.mapped.proving import WRONG, Proof, says
from actlog.exchange.mapped.stories import Stories, Uids

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from actlog.domain.entry import Entry
    from actlog.domain.mapping import EntryRule, Mapping
    from actlog.domain.model_week import ModelWeek
    from actlog.exchange.mapped.demands import Step
    from actlog.exchange.mapped.filling import Filled
    from actlog.exchange.mapped.proving import Says

    Losses = dict[str, int]
    Rules = tuple[EntryRule, ...]
    Shape = tuple[tuple[str, ...], ...]

_MOST_TRIES = 12
_MOST_SHAPES = 5_000


class Said(Record):
    """A row's cells, and of each entry that it says what is lost, by field with its cost."""

    cells: tuple[str, ...]
    losses: tuple[Losses, ...]


class _Tried(Record):
    """A row and the decisions that made it; `said` is None where it makes too few or too many."""

    steps: list[Step]
    filled: Filled
    cells: tuple[str, ...]
    said: Said | None


def cost(said: Said | None) -> int:
    """Return what is lost in all; no row at all costs WRONG."""
    return WRONG if said is None else sum([sum(lost.values()) for lost in said.losses])


class Saying:
    """Finds rows for the entries of one log in the file of one mapping."""

    def __init__(
        self, mapping: Mapping, header: Sequence[str], model: ModelWeek, now: datetime
    ) -> None:
        """`header` are the file's columns, `now` an aware instant."""
        self._rules = mapping.entries
        parts = dict.fromkeys([rule.part for rule in mapping.entries])
        self._parts = {part: place for place, part in enumerate(parts)}  # as they are read
        self._columns = [fold(name) for name in header]
        self._proof = Proof(model, now)
        self._filling = Filling(mapping, Inverse(mapping, self._columns, self._proof.kind_of))
        self._read = reading.of_rows([harmless(name) for name in header], mapping, now)
        self._uids = Uids(mapping)
        self.stories = Stories(mapping, self._uids, self._begins)
        self._setting = {rule.story for rule in mapping.entries if rule.story}
        carried = {field for rule in mapping.entries for field, _ in rule.fields}
        self._usual: dict[Shape, Rules] = {}
        self._lost: dict[Shape, tuple[frozenset[str], ...]] = {}
        self._never = {field for field in FIELDS if field not in carried}

    def say(self, entries: Sequence[Entry]) -> Said | None:
        """Return the row that says exactly these entries; None where no row does.

        Of several rows it is the one that loses least, and of equals that of the first rules.
        """
        meant = [says(entry) for entry in entries]
        shape = tuple([_shape(said) for said in meant])
        rules = self._usual.get(shape, ())
        steps = self._decisions(rules, meant) if rules else None
        usual = self._best(rules, steps, meant) if steps else None
        if usual is not None and self._lost.get(shape) == _lost(usual):
            return usual
        return self._least(meant, shape)

    def _least(self, meant: Sequence[Says], shape: Shape) -> Said | None:
        """Return the row of all rules that loses least, and keep in mind which rules' it is.

        Entries of one shape are nearly always said by the same rules: those are asked first.
        """
        best: Said | None = None
        for rules, steps in self._choices(meant):
            found = self._best(rules, steps, meant)
            if found is None or cost(best) <= cost(found):
                continue
            best = found
            if len(self._usual) >= _MOST_SHAPES:
                self._usual.clear()
                self._lost.clear()
            self._usual[shape], self._lost[shape] = rules, _lost(found)
            if all(lost.keys() <= self._never for lost in best.losses):
                break
        return best

    def _decisions(self, rules: Rules, meant: Sequence[Says]) -> list[Step] | None:
        """Return what has to be decided for these rules to say the entries; None if they cannot."""
        every: list[Step] = []
        for place, (rule, said) in enumerate(zip(rules, meant, strict=True)):
            said["id"] = self._uids.own(said["uid"], rule.part)
            steps = self._filling.steps(place, rule, said)
            if steps is None:
                return None
            every += steps
        return every

    def _begins(self, kind: str) -> bool:
        """Tell whether the entries of a kind can be the part that others' story is."""
        return any(
            rule.part in self._setting and self._filling.can_be(rule, kind) for rule in self._rules
        )

    def _choices(self, meant: Sequence[Says]) -> Iterator[tuple[Rules, list[Step]]]:
        """Yield the rules that could say the entries, each of another part, and all decisions."""
        able: list[list[tuple[EntryRule, list[Step]]]] = []
        for place, said in enumerate(meant):
            able.append([])
            for rule in self._rules:
                said["id"] = self._uids.own(said["uid"], rule.part)
                steps = self._filling.steps(place, rule, said)
                if steps is not None:
                    able[-1].append((rule, steps))
        for chosen in product(*able):
            if len({rule.part for rule, _ in chosen}) == len(meant):
                rules = tuple([rule for rule, _ in chosen])
                yield rules, [step for _, steps in chosen for step in steps]

    def _best(self, rules: Rules, steps: list[Step], meant: Sequence[Says]) -> Said | None:
        """Return the row of these rules that loses least, None where none of them is proven."""
        best, first = None, self._tried(rules, steps, meant)
        waiting, seen = [first], set[tuple[str, ...]]()
        for _ in range(_MOST_TRIES):
            if not waiting:
                break
            tried = waiting.pop(0)
            if tried is None or tried.cells in seen:
                continue
            seen.add(tried.cells)
            if tried.said is not None and cost(tried.said) < cost(best):
                best = tried.said
            waiting += [self._tried(rules, one, meant) for one in self._changed(rules, tried)]
        if best is None and first is not None:
            best = self._pared(rules, first, meant)
        return best

    def _changed(self, rules: Rules, tried: _Tried) -> Iterator[list[Step]]:
        """Yield the decisions of a row changed, so that it may lose less, or say what it should."""
        losses = tried.said.losses if tried.said else ()
        lost = [(place, name) for place, fields in enumerate(losses) for name in fields]
        if tried.said is None or any(name == "kind" for _, name in lost):
            yield from self._filling.otherwise(rules, tried.steps, tried.filled)
        # A measure says its outcome by its kind.
        lost += [(place, "kind") for place, name in lost if name == "outcome"]
        more = self._filling.without(tried.steps, tried.filled, lost)
        if more:
            yield more

    def _pared(self, rules: Rules, first: _Tried, meant: Sequence[Says]) -> Said | None:
        """Return a row without as much of what decides what it makes as has to be left out."""
        names, left_out, best = self._filling.deciding(first.steps, first.filled), [], None
        while names and best is None:
            left_out.append(names.pop())
            steps = self._filling.leaving(first.steps, first.filled, left_out)
            tried = self._tried(rules, steps, meant)
            if tried is not None and cost(tried.said) < WRONG:
                best = tried
        if best is None:
            return None
        for name in left_out:
            wider = [
                before if before.name == name else step
                for before, step in zip(first.steps, best.steps, strict=True)
            ]
            tried = self._tried(rules, wider, meant)
            if tried is not None and cost(tried.said) < cost(best.said):
                best = tried
        return best.said

    def _tried(self, rules: Rules, steps: list[Step], meant: Sequence[Says]) -> _Tried | None:
        """Return the first row that the decisions make, and what it says; None without any."""
        filled = self._filling.fill(rules, steps)
        if filled is None:
            return None
        cells = tuple([harmless(filled.row.get(column, "")) for column in self._columns])
        losses = self._losses(rules, meant, cells)
        said = None if losses is None else Said(cells=cells, losses=losses)
        return _Tried(steps=steps, filled=filled, cells=cells, said=said)

    def _losses(
        self, rules: Rules, meant: Sequence[Says], cells: Sequence[str]
    ) -> tuple[Losses, ...] | None:
        """Return what each entry loses in a row; None where it makes other entries, or more."""
        read = self._read(list(cells))
        if len(read) != len(meant):
            return None
        order = sorted(range(len(rules)), key=lambda place: self._parts[rules[place].part])
        found: list[Losses] = [{} for _ in rules]
        for place, one in zip(order, read, strict=True):
            entry = dict(zip(FIELDS, one, strict=True))
            meant[place]["id"] = self._uids.own(meant[place]["uid"], rules[place].part)
            found[place] = self._proof.losses(meant[place], entry, alone=len(rules) == 1)
        return tuple(found)


def _shape(said: Says) -> tuple[str, ...]:
    """Return what entries have in common that are said alike: kind, outcome, what is filled."""
    filled = [field for field in FIELDS if said[field] and field != "uid"]
    return (said["kind"], said["outcome"], *filled)


def _lost(said: Said) -> tuple[frozenset[str], ...]:
    return tuple([frozenset(lost) for lost in said.losses])
