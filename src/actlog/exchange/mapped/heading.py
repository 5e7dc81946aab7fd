"""The header of the file that a mapping writes."""

from __future__ import annotations

from actlog.domain.mapping import MOMENTS, fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from actlog.domain.mapping import Condition, Mapping, Value


def header_of(mapping: Mapping) -> tuple[str, ...]:
    """Return the columns as the mapping spells them: by which it is recognised, then the others.

    Of several sets that it is recognised by it is the one that has most of what is written.
    Columns that are only read, such as the second of `first_of`, are left out.
    """
    written = list(_written(mapping))
    folded = {fold(name) for name in written}
    known = max(mapping.recognise, key=lambda names: _shared(names, folded), default=())
    columns: dict[str, str] = {}
    for name in [*known, *written]:
        columns.setdefault(fold(name), name)
    return tuple(columns.values())


def _shared(names: Sequence[str], folded: set[str]) -> int:
    return len({fold(name) for name in names} & folded)


def _written(mapping: Mapping) -> Iterator[str]:
    if mapping.id is not None:
        yield from _filled("id", mapping.id)
    for rule in mapping.entries:
        for field, value in rule.fields:
            yield from _filled(field, value)
        yield from [column for column, _ in rule.write]
        yield from _decided(rule.when)
    yield from _decided(mapping.keep)
    yield from [one.column for one in mapping.skip if one.test == "not"]


def _decided(conditions: Sequence[Condition]) -> Iterator[str]:
    """Yield the columns that a word is put into, so that a rule applies or does not.

    One that must be filled with something keeps its rule from applying by being empty.
    """
    filled = {fold(one.column) for one in conditions if one.test == "filled"}
    for one in conditions:
        if one.test in {"is", "has"} or (one.test == "not" and fold(one.column) not in filled):
            yield one.column


def _filled(field: str, value: Value) -> Iterator[str]:
    """Yield the columns that a value is written to."""
    if value.columns:
        yield value.columns[-1 if value.join else 0]
        yield from [name for name in (value.time, value.zone_column) if name]
    parts = value.parts[::-1] if value.join else value.parts
    parts = tuple(sorted(parts, key=lambda part: part.lookup is not None))
    taken = next((place for place, part in enumerate(parts) if _takes_all(part)), len(parts))
    for part in parts[: taken + 1]:
        yield from _filled(field, part)
    for part in parts[taken + 1 :]:
        if part.only_day and field in MOMENTS:
            yield from _filled(field, part)


def _takes_all(value: Value) -> bool:
    """Tell whether a value can carry any text."""
    return (
        value.lookup is None and value.first is None and (not value.values or value.other == "keep")
    )
