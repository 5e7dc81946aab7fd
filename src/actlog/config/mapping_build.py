"""From the shape of a mapping to the plain `Mapping` that is worked with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from actlog.config.mapping_columns import fields
from actlog.domain.mapping import ENTRY_FIELDS, Condition, EntryRule, Lookup, Mapping, Value, fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from actlog.config.mapping_shapes import EntryShape, LookupShape, MappingShape
    from actlog.config.mapping_values import Conditions, ValueShape

_TESTS = {"is_": "is", "not_": "not"}


def build(shape: MappingShape, word: str) -> Mapping:
    """Return the mapping of a shape that was checked; `word` is its word for `--format`."""
    keep = [_conditions(one) for one in shape.keep]
    several: list[tuple[Condition, ...]] = keep if len(keep) > 1 else [()]
    rules = [rule for entry in shape.entries for rule in _rules(entry, shape, several)]
    return Mapping(
        format=word,
        title=shape.title or word,
        source=shape.source,
        id=None if shape.id is None else _value(shape.id, "id"),
        recognise=tuple([tuple(columns) for columns in shape.recognise]),
        names=tuple([(column, tuple(others)) for column, others in shape.names.items()]),
        date_order=shape.date_order,
        zone=shape.time_zone,
        decimal=shape.decimal,
        keep=keep[0] if len(keep) == 1 else (),
        skip=_conditions(shape.skip),
        lookups=tuple([_lookup(name, one) for name, one in shape.lookups.items()]),
        entries=tuple(rules),
    )


def _rules(
    entry: EntryShape, shape: MappingShape, keep: list[tuple[Condition, ...]]
) -> Iterator[EntryRule]:
    """Yield a rule for each way in which an entry's conditions, and the mapping's, can hold.

    Of rules with one part the first that applies makes the entry, so that these stand for `or`.
    """
    given = dict(fields(shape.fields)) | dict(fields(entry))
    named = [(name, given.get(name)) for name in ENTRY_FIELDS]
    values = [(name, _value(value, name)) for name, value in named if value is not None]
    filled = tuple([(name, value) for name, value in values if value.constant != ""])
    for one in [_conditions(one) for one in entry.when] or [()]:
        for other in keep:
            yield EntryRule(
                part=entry.part,
                when=one + other,
                fields=filled,
                story=entry.story,
                write=tuple((shape.write | entry.write).items()),
            )


def _conditions(shape: Conditions) -> tuple[Condition, ...]:
    found = []
    for column, condition in shape.items():
        for key in sorted(condition.model_fields_set):
            said = getattr(condition, key)
            words = tuple(said) if isinstance(said, list) else ()
            found.append(Condition(column=column, test=_TESTS.get(key, key), words=words))
    return tuple(found)


def _lookup(name: str, shape: LookupShape) -> Lookup:
    return Lookup(name=name, files=tuple(shape.file), key=shape.key, names=tuple(shape.name))


def _value(shape: ValueShape, field: str) -> Value:
    usual = "empty" if field == "outcome" and shape.values else "keep"
    inner = shape.first_of or shape.earliest_of or shape.columns
    columns, parts = [shape.column] if shape.column else [], []
    if not shape.earliest_of and all(one.model_fields_set == {"column"} for one in inner):
        columns += [one.column for one in inner if one.column]
    else:
        parts = [_value(one, field) for one in inner]
    return Value(
        constant=shape.is_,
        columns=tuple(columns),
        parts=tuple(parts),
        join=shape.join,
        earliest=bool(shape.earliest_of),
        lookup=shape.lookup,
        first=shape.first,
        length=shape.length,
        values=tuple([(fold(word), means) for word, means in shape.values.items()]),
        spellings=tuple(shape.values),
        other=shape.other or usual,
        unit=shape.unit,
        time=shape.time,
        zone=shape.zone,
        zone_column=shape.zone_column,
        only_day=shape.only_day,
        html=shape.html,
    )
