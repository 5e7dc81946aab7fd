"""Another program's table becomes a table of actlog's columns, row by row.

Columns are found and values compiled once; a row then costs a few look-ups.
"""

from __future__ import annotations

from actlog.domain.errors import InputError
from actlog.exchange.codec import FIELDS
from actlog.exchange.csv_file import restore
from actlog.exchange.mapped import conditions, uids
from actlog.exchange.mapped.columns import Columns, shown
from actlog.exchange.mapped.deciding import Deciding
from actlog.exchange.mapped.fields import Fields, columns_of
from actlog.exchange.mapped.tallies import Tallies
from actlog.exchange.problems import RowError
from actlog.exchange.table import Raw, Table

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import datetime

    from actlog.domain.mapping import EntryRule, Lookup, Mapping
    from actlog.exchange.mapped.conditions import Test
    from actlog.exchange.mapped.lookups import LookupTable
    from actlog.exchange.mapped.values import Get
    from actlog.exchange.problems import Problems

_PLACES = {field: place for place, field in enumerate(FIELDS)}
_UID, _STORY = _PLACES["uid"], _PLACES["story"]
_NEEDED = ("at", "kind")
_QUOTED = "\0'"
_MOST_SHOWN = 6


class Mapped(Tallies):
    """A table of actlog's columns, and the counters that fill while it is read."""

    __slots__ = ("table",)

    table: Table


def read(
    raw: Raw,
    mapping: Mapping,
    *,
    again: Callable[[], Raw],
    now: datetime,
    problems: Problems,
    date_order: str | None = None,
    names: Callable[[Lookup], LookupTable] | None = None,
) -> Mapped:
    """Return the table that a mapping makes of another program's.

    `again` opens the same table anew: it is read once more, up to the cell that decides, where
    only a whole column tells how its dates or numbers are written. That can happen while `raw`
    is being read. `now` is an aware instant. `date_order` overrules the mapping's.
    `names` opens what the mapping looks up; without it ids stay ids. Rows that cannot be read go
    to `problems`. Raises InputError, also while the table is read, where a column is missing,
    stands twice or can be read two ways.
    """
    mapped = Mapped()
    columns = Columns(raw.header, mapping.names)
    _check(mapping, columns)
    opened = {lookup.name: names(lookup) for lookup in mapping.lookups} if names else {}
    fields = Fields(
        columns,
        mapping,
        Deciding(again),
        mapped,
        now=now,
        order=date_order,
        names=opened,
    )
    maker = _Maker(mapping, columns, fields, mapped)
    mapped.table = Table(
        columns=FIELDS,
        rows=_rows(raw, maker, problems),
        restore=str,
        sourced=mapping.id is not None,
        is_local=True,
        titles=_titles(mapping, fields),
    )
    return mapped


def of_rows(
    header: Sequence[str], mapping: Mapping, now: datetime
) -> Callable[[list[str]], list[list[str]]]:
    """Return what makes the entries of one row, as cells of FIELDS: none where it is refused.

    Nothing is known of other rows: what only a whole column can tell is refused as well.
    """
    columns, tallies = Columns(header, mapping.names), Tallies()
    again = Deciding(lambda: Raw(header=tuple(header), rows=iter(())))
    fields = Fields(columns, mapping, again, tallies, now=now, order=None, names={})
    maker = _Maker(mapping, columns, fields, tallies)

    def entries(row: list[str]) -> list[list[str]]:
        try:
            return maker.entries(1, row)
        except (RowError, InputError):
            return []

    return entries


def _rows(raw: Raw, maker: _Maker, problems: Problems) -> Iterator[tuple[int, list[str]]]:
    for line, row in raw.rows:
        try:
            entries = maker.entries(line, row)
        except RowError as error:
            problems.add(line, error)
            continue
        for entry in entries:
            yield line, entry


def _always(answer: bool) -> Test:
    return lambda _: answer


class _Rule:
    """One entry that a row may make."""

    __slots__ = ("cells", "fields", "holds", "story", "uid")

    def __init__(self, rule: EntryRule, mapping: Mapping, fields: Fields) -> None:
        self.holds = conditions.all_of(
            [fields.test(condition, (rule, *mapping.entries)) for condition in rule.when]
        )
        self.cells = [""] * len(FIELDS)
        self.fields: list[tuple[int, Get]] = []
        for field, value in rule.fields:
            get = fields.getter(field, value)
            if isinstance(get, str):
                self.cells[_PLACES[field]] = get
            else:
                self.fields.append((_PLACES[field], get))
        self.uid = uids.makers(mapping)[rule.part]
        self.story = rule.story


class _Maker:
    """Makes entries of rows."""

    def __init__(
        self, mapping: Mapping, columns: Columns, fields: Fields, tallies: Tallies
    ) -> None:
        self._width = columns.width
        self._tallies = tallies
        self._id = fields.getter("id", mapping.id) if mapping.id else ""
        # Each tells whether a row stays, and in words why it does not.
        self._stays = [
            (
                test if callable(test) else _always(test),
                wanted,
                conditions.said(one, holds=not wanted),
            )
            for tested, wanted in ((mapping.skip, False), (mapping.keep, True))
            for one in tested
            if (test := fields.test(one, mapping.entries)) is not wanted
        ]
        self._parts: dict[str | None, list[_Rule]] = {}
        for rule in mapping.entries:
            compiled = _Rule(rule, mapping, fields)
            if compiled.holds is not False:
                self._parts.setdefault(rule.part, []).append(compiled)
        asked = dict.fromkeys([one.column for rule in mapping.entries for one in rule.when])
        self._asked = [(columns.title(name), columns.place(name)) for name in asked]

    def entries(self, line: int, row: list[str]) -> list[list[str]]:
        """Return the cells of every entry that a row makes. Raises RowError."""
        row = self._fitted(row)
        # Export puts an apostrophe before what a spreadsheet would run.
        if row[0][:1] == "'" or _QUOTED in "\0".join(row):
            row = [restore(cell) for cell in row]
        for test, wanted, why in self._stays:
            if test(row) is not wanted:
                self._tallies.left_out[why] += 1
                return []
        made: dict[str | None, _Rule] = {}
        for part, rules in self._parts.items():
            for rule in rules:
                if rule.holds is True or (rule.holds and rule.holds(row)):
                    made[part] = rule
                    break
        if not made:
            self._count_silent(line, row)
            return []
        own = self._id(row) if callable(self._id) else self._id
        return [self._entry(rule, row, own, made) for rule in made.values()]

    def _entry(
        self, rule: _Rule, row: list[str], own: str, made: dict[str | None, _Rule]
    ) -> list[str]:
        cells = rule.cells.copy()
        for place, get in rule.fields:
            cells[place] = get(row)
        if own:
            cells[_UID] = rule.uid(own)
            # A story is of an entry that the row makes as well.
            if rule.story is not None and rule.story in made:
                cells[_STORY] = made[rule.story].uid(own)
        return cells

    def _fitted(self, row: list[str]) -> list[str]:
        """Return a row as wide as the header, and the empty cell of all columns that it lacks."""
        missing = self._width - len(row)
        if missing >= 0:
            return row + [""] * (missing + 1)
        if any(cell.strip() for cell in row[self._width :]):
            raise RowError(f"{len(row)} cells where the header has {self._width}")
        return [*row[: self._width], ""]

    def _count_silent(self, line: int, row: list[str]) -> None:
        self._tallies.silent += 1
        if self._tallies.example is None:
            cells = [(title, row[place].strip()) for title, place in self._asked]
            told = [f"{title} is {shown(cell)}" for title, cell in cells if cell][:_MOST_SHOWN]
            columns = ", ".join([title for title, _ in cells[:_MOST_SHOWN]])
            self._tallies.example = f"line {line}: {', '.join(told) or f'{columns} are empty'}"


def _check(mapping: Mapping, columns: Columns) -> None:
    """Refuse a table that lacks what every entry needs. Raises InputError."""
    for field in _NEEDED:
        lacking = [_lacking(rule, field, columns) for rule in mapping.entries]
        if lacking and all(lacking):
            raise columns.lacks(dict.fromkeys([name for names in lacking for name in names]))


def _lacking(rule: EntryRule, field: str, columns: Columns) -> tuple[str, ...]:
    """Return the columns of a field where the file has none of them."""
    for name, value in rule.fields:
        if name == field:
            names = tuple(columns_of(value))
            return () if any(map(columns.has, names)) else names
    return ()


def _titles(mapping: Mapping, fields: Fields) -> dict[str, str]:
    """Return by field what the file calls the columns that it is read from."""
    titles: dict[str, dict[str, None]] = {}
    for rule in mapping.entries:
        for field, value in rule.fields:
            if title := fields.title(value):
                titles.setdefault(field, {})[title] = None
    return {field: " or ".join(found) for field, found in titles.items()}
