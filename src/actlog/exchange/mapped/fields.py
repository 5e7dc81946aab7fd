"""The fields of an entry, and the conditions on a row, compiled for one foreign table."""

from __future__ import annotations

from actlog.domain.mapping import MOMENTS, fold
from actlog.domain.mapping import Value as AnyValue
from actlog.exchange.mapped import conditions, texts, values
from actlog.exchange.mapped.moments import MomentColumns
from actlog.exchange.mapped.numbers import SIGNS, Numbers, decimals
from actlog.exchange.mapped.zones import Ahead

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from collections.abc import Mapping as Names
    from datetime import datetime

    from actlog.domain.mapping import Condition, EntryRule, Mapping, Value
    from actlog.exchange.mapped.columns import Columns
    from actlog.exchange.mapped.conditions import Test
    from actlog.exchange.mapped.deciding import Deciding
    from actlog.exchange.mapped.lookups import LookupTable
    from actlog.exchange.mapped.tallies import Tallies
    from actlog.exchange.mapped.values import Get, Made, Read

_NUMBERS = ("count", "minutes", "value")
_READ_ALONE = (*MOMENTS, *_NUMBERS)
_NOTES = ("note", "next")
_WORDS = ("tags", "objection")
_UNIQUE = (*_NOTES, "id")  # what is hardly ever said twice is not remembered


class Fields:
    """Compiles values and conditions for one table.

    Columns that the file lacks are looked at once, here: they are empty in every row.
    """

    def __init__(
        self,
        columns: Columns,
        mapping: Mapping,
        deciding: Deciding,
        tallies: Tallies,
        *,
        now: datetime,
        order: str | None,
        names: Names[str, LookupTable],
    ) -> None:
        """`order` is the caller's date order, `names` the lookups by name."""
        self._columns = columns
        self._mapping = mapping
        self._deciding = deciding
        self._tallies = tallies
        self._ahead = Ahead(now)
        self._moments = MomentColumns(columns, mapping, deciding, now=now, order=order)
        self._names = names
        self._numbers: dict[int, Numbers] = {}
        self._reads: dict[tuple[str, str, bool, Value], Read] = {}
        self._getters: dict[tuple[str, Value], Get | str] = {}

    def getter(self, field: str, value: Value) -> Get | str:
        """Return what reads a field of an entry, or a row's own `id`.

        A text is what the field is in every row. Raises InputError.
        """
        same = (field, value)
        if same not in self._getters:
            self._getters[same] = self._getter(field, value)
        return self._getters[same]

    def _getter(self, field: str, value: Value) -> Get | str:
        if len(value.columns) == 1 and not _is_composed(field, value):
            (name,) = value.columns
            place = self._place(name)
            if place is not None:
                read = self._read(field, value, name, whole=True)
                return values.cell(place, read, self._tallies)
        made = self._made(field, value, whole=True)
        return made if isinstance(made, str) else values.counted(made, self._tallies)

    def test(self, condition: Condition, rules: Iterable[EntryRule]) -> Test | bool:
        """Return the test of a row; a moment is read as the first field that takes its column."""
        if condition.test in ("past", "ahead"):
            get = self.getter("at", _moment_of(condition.column, rules))
            return conditions.of_moment(condition, get, self._ahead)
        return conditions.of_cell(condition, self._place(condition.column))

    def _place(self, name: str) -> int | None:
        return self._columns.place(name) if self._columns.has(name) else None

    def _made(self, field: str, value: Value, *, whole: bool) -> Made:
        """Return a value, or where it is not `whole` the text that a value around it reads on."""
        if value.constant is not None:
            return value.constant
        if value.parts:
            return self._of_parts(field, value, whole=whole)
        if value.join is not None:
            read: Read = texts.without_markup if value.html else str.strip
            cells = [values.column(self._place(name), read) for name in value.columns]
            joined = self._read(field, value.replace(html=False), value.columns[0], whole=whole)
            return values.after(values.joined(cells, value.join), joined)
        if _is_composed(field, value):
            first = self._translated(field, value, value.columns[0])
            return values.first_of(
                [self._moments.composed(value, name, first) for name in value.columns]
            )
        return values.first_of(
            [
                values.column(self._place(name), self._read(field, value, name, whole=whole))
                for name in value.columns
            ]
        )

    def _of_parts(self, field: str, value: Value, *, whole: bool) -> Made:
        title = self.title(value)
        first = self._translated(field, value.replace(html=False), title)
        # What is taken as it is can be finished where it is remembered.
        finished = field in _READ_ALONE or (whole and first is None and value.join is None)
        parts = value.parts
        if not value.earliest and value.join is None:
            parts = tuple(self._promising(parts))
        made = [self._made(field, _inheriting(part, value), whole=finished) for part in parts]
        if value.earliest:
            found = values.earliest_of(made)
        elif value.join is not None:
            found = values.joined(made, value.join)
        else:
            found = values.first_of(made)
        second = _plain(field, title) if whole and not finished else None
        if first is None and second is None:
            return found
        return values.after(found, values.named(title, values.then(first, second)))

    def _promising(self, parts: Iterable[Value]) -> Iterator[Value]:
        """Leave out what can only say once more that no name is known for a column's id."""
        seen = set()
        for part in parts:
            if self._finds_nothing(part):
                names = tuple(columns_of(part))
                if names in seen:
                    continue
                seen.add(names)
            yield part

    def _finds_nothing(self, value: Value) -> bool:
        names = self._names.get(value.lookup) if value.lookup else None
        nothing = value.lookup is not None and not (names and names.any)
        return nothing or (
            bool(value.parts) and all(self._finds_nothing(part) for part in value.parts)
        )

    def _read(self, field: str, value: Value, name: str, *, whole: bool) -> Read:
        """Return what becomes of the text of one column."""
        same = (_manner(field, whole=whole), name, whole, value.replace(columns=()))
        found = self._reads.get(same)
        if found is None:
            title = self.title(value) if value.join is not None else self._columns.title(name)
            second: Read | None = None
            if field in MOMENTS:
                second = self._moments.read(value, name)
            elif field in _NUMBERS:
                second = self._number(field, value, name)
            elif whole:
                second = _plain(field, title)
            first = self._translated(field, value, title)
            found = values.named(title, values.then(first, second))
            if field not in _UNIQUE:
                found = values.remembered(found)
            self._reads[same] = found
        return found

    def _translated(self, field: str, value: Value, title: str) -> Read | None:
        names = self._names.get(value.lookup) if value.lookup else None
        return values.translated(value, field, title, names)

    def _number(self, field: str, value: Value, name: str) -> Read:
        numbers = self._numbers_of(name)

        def read(text: str) -> str:
            if not text or text.isspace():
                return ""
            if field == "minutes":
                return numbers.minutes(text, value.unit or "minutes")
            return numbers.whole(text) if field == "count" else numbers.read(text)

        return read

    def _numbers_of(self, name: str) -> Numbers:
        place = self._columns.place(name)
        found = self._numbers.get(place)
        if found is None:
            sign = self._mapping.decimal or self._deciding.open(
                place, self._columns.title(name), frozenset(SIGNS), decimals
            )
            found = self._numbers[place] = Numbers(sign)
        return found

    def title(self, value: Value) -> str:
        """Return what the file calls the columns of a value that it has, all where it has none."""
        names = list(dict.fromkeys(columns_of(value)))
        there = [name for name in names if self._columns.has(name)] or names
        between = " and " if value.join is not None else " or "
        return between.join([self._columns.title(name) for name in there])


def columns_of(value: Value) -> Iterator[str]:
    """Yield the columns that a value and its parts are read from."""
    yield from value.columns
    for part in value.parts:
        yield from columns_of(part)


def _is_composed(field: str, value: Value) -> bool:
    return field in MOMENTS and value.join is None and bool(value.time or value.zone_column)


def _manner(field: str, *, whole: bool) -> str:
    """Return what readings of a column have in common that need not be compiled twice."""
    if field in MOMENTS:
        return "at"  # a condition and a field that ask for one moment have it read once
    return field if whole else f"{field} in part"


def _inheriting(part: Value, value: Value) -> Value:
    """Return a part of a value with what the whole says about its columns."""
    return part.replace(
        unit=part.unit or value.unit,
        zone=part.zone or value.zone,
        zone_column=part.zone_column or value.zone_column,
        only_day=part.only_day or value.only_day,
        html=part.html or value.html,
    )


def _plain(field: str, title: str) -> Read:
    if field in _NOTES:
        return texts.note(title)
    return texts.words if field in _WORDS else texts.clean


def _moment_of(column: str, rules: Iterable[EntryRule]) -> Value:
    """Return how the rules read the moments of a column."""
    for rule in rules:
        for field, value in rule.fields:
            found = _leaf(fold(column), value) if field in MOMENTS else None
            if found is not None:
                return found.replace(columns=(column,), join=None)
    return AnyValue(columns=(column,))


def _leaf(column: str, value: Value) -> Value | None:
    if column in map(fold, value.columns):
        return value
    parts = [_leaf(column, _inheriting(part, value)) for part in value.parts]
    return next(filter(None, parts), None)
