"""A mapping's file: read safely, checked whole, told exactly, like the model week's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from actlog.config import mapping_shapes as shapes
from actlog.config.gathering import Manner, gather
from actlog.config.mapping_checks import check, fields
from actlog.config.problems import MAPPING, failure, quoted
from actlog.config.report import Report
from actlog.config.yaml_nodes import read
from actlog.domain.mapping import Condition, EntryRule, Lookup, Mapping, Value, fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from actlog.config.yaml_nodes import Path

_EXPECTED = {
    "version": "expected version: 1",
    "file": "expected the file with the names, as in {file: Account.csv, key: Id, name: Name}",
    "key": "expected the column of the id, as in {file: Account.csv, key: Id, name: Name}",
    "name": "expected the column of the name, as in {file: Account.csv, key: Id, name: Name}",
}
_REASONS = {
    "day": "is no field here: at may be a day alone, as in at: {column: Date, only_day: true}",
    "id": "is no field here: the row's own id stands once, above entries",
    "uid": "is no field here: the row's own id stands once, above entries, as in id: Id",
}
_CONDITIONS = ("when", "keep", "skip")
_TESTS = {"is_": "is", "not_": "not"}


class _Mapping(Manner[shapes.MappingShape]):
    def label(self, path: Path) -> str:
        words = [str(step) for step in path if isinstance(step, str)]
        if not words:
            return "the file"
        if words[0] == "entries" and len(path) > 1:
            words = words[1:] or ["entry"]
        name = _named(words[-1])
        if words[-2:-1] and words[-2] in _CONDITIONS:
            return f"condition of {name}"
        if words[-2:-1] == ["values"]:
            return f"{name} of values"
        return f"{name} of {_named(words[-2])}" if len(words) > 1 else name

    def known(self, path: Path) -> Sequence[str]:
        if len(path) == 1:
            return shapes.keys(shapes.MappingShape)
        if any(step in _CONDITIONS for step in path[:-1]):
            return shapes.keys(shapes.ConditionShape)
        if path[0] == "lookups":
            return shapes.keys(shapes.LookupShape)
        in_entry = path[0] == "entries" and len(path) == 3
        return shapes.keys(shapes.EntryShape if in_entry else shapes.ValueShape)

    def reason(self, path: Path) -> str | None:
        in_entry = path[0] == "entries" and len(path) == 3
        return _REASONS.get(str(path[-1])) if in_entry else None

    def stays(self, path: Path) -> bool:
        """Keep an entry's place: the others' are counted from it."""
        return len(path) == 2 and path[0] == "entries"


def _named(word: str) -> str:
    """Return a key as a message names it: another program's column only in quotes."""
    return word if word.replace("_", "").isalnum() and len(word) <= 40 else quoted(word)


def read_mapping(text: str | bytes, name: str, format: str) -> Mapping:  # noqa: A002
    """Return the mapping that a text holds.

    `name` is what places begin with, `format` its word for `--format`. Any text and any bytes
    end in a mapping or in a ModelError that names every problem with its place.
    """
    tree = read(text, name, MAPPING)
    shape, problems = gather(tree, _Mapping(shapes.MappingShape, _EXPECTED))
    if shape is not None:
        report = Report(tree)
        check(report, shape)
        problems = problems + report.problems
    if shape is None or problems:
        raise failure(name, problems, MAPPING)
    return _build(shape, format)


def _build(shape: shapes.MappingShape, word: str) -> Mapping:
    return Mapping(
        format=word,
        title=shape.title or word,
        source=shape.source,
        id=None if shape.id is None else _value(shape.id),
        recognise=tuple([tuple(columns) for columns in shape.recognise]),
        date_order=shape.date_order,
        zone=shape.time_zone,
        decimal=shape.decimal,
        keep=_conditions(shape.keep),
        skip=_conditions(shape.skip),
        lookups=tuple([_lookup(name, one) for name, one in shape.lookups.items()]),
        entries=tuple([_entry(one) for one in shape.entries]),
    )


def _conditions(shape: shapes.Conditions) -> tuple[Condition, ...]:
    found = []
    for column, condition in shape.items():
        for key in sorted(condition.model_fields_set):
            said = getattr(condition, key)
            words = tuple(said) if isinstance(said, list) else ()
            found.append(Condition(column=column, test=_TESTS.get(key, key), words=words))
    return tuple(found)


def _lookup(name: str, shape: shapes.LookupShape) -> Lookup:
    return Lookup(name=name, files=tuple(shape.file), key=shape.key, names=tuple(shape.name))


def _entry(shape: shapes.EntryShape) -> EntryRule:
    return EntryRule(
        part=shape.part,
        when=_conditions(shape.when),
        fields=tuple([(name, _value(value, name)) for name, value in fields(shape)]),
        story=shape.story,
    )


def _value(shape: shapes.ValueShape, field: str = "id") -> Value:
    usual = "empty" if field == "outcome" and shape.values else "keep"
    return Value(
        constant=shape.is_,
        columns=tuple([shape.column] if shape.column else shape.first_of or shape.columns),
        join=shape.join,
        lookup=shape.lookup,
        first=shape.first,
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
