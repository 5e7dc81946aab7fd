"""Which columns a mapping speaks of, and the other names that headers give them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from actlog.config.mapping_values import SOURCES
from actlog.config.problems import quoted
from actlog.domain.mapping import ENTRY_FIELDS, fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from actlog.config.mapping_shapes import FieldsShape, MappingShape
    from actlog.config.mapping_values import ValueShape
    from actlog.config.report import Report


def fields(shape: FieldsShape) -> Iterator[tuple[str, ValueShape | None]]:
    """Yield the fields that are given, by name; None for one that is left empty."""
    for name in ENTRY_FIELDS:
        attribute = "for_" if name == "for" else name
        if attribute in shape.model_fields_set:
            yield name, getattr(shape, attribute)


def check_names(report: Report, shape: MappingShape) -> None:
    """Report other names of columns that are never used, and those that mean two."""
    used = {fold(column): column for column in _used(shape)}
    seen: dict[str, str] = {}
    for column, others in shape.names.items():
        if fold(column) not in used:
            report.known(("names", column), column, used.values(), "column that is read", key=True)
        for place, other in enumerate(others):
            first = used.get(fold(other)) or seen.setdefault(fold(other), column)
            if first != column:
                text = f"{quoted(other)} is {first} already, expected each name for one column"
                report.tell(("names", column, place), text)


def _used(shape: MappingShape) -> Iterator[str]:
    """Yield every column that a mapping reads."""
    for columns in shape.recognise:
        yield from columns
    for conditions in (*shape.keep, shape.skip, *[one for e in shape.entries for one in e.when]):
        yield from conditions
    values = [value for one in (shape.fields, *shape.entries) for _, value in fields(one)]
    for value in (shape.id, *values):
        if value is not None:
            yield from _of_value(value)


def _of_value(value: ValueShape) -> Iterator[str]:
    for column in (value.column, value.time, value.zone_column):
        if column is not None:
            yield column
    for key in SOURCES[1:]:
        for inner in getattr(value, key):
            yield from _of_value(inner)
