"""What a mapping may hold, section by section.

Annotations are read at run time: this module has no `from __future__ import annotations`.
"""

from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from actlog.config import scalars
from actlog.config.mapping_scalars import (
    LONGEST_PART,
    LONGEST_SOURCE,
    decimal_sign,
    file_name,
    plain,
    separator,
    switched_on,
    translation,
    word_or_nothing,
    written,
    zone_name,
)
from actlog.config.problems import listed
from actlog.config.shapes import DateOrder, Section, Shape, Text
from actlog.domain.mapping import OTHERS, TESTS, UNITS

MOST_ENTRIES, MOST_VALUES, MOST_COLUMNS = 50, 2_000, 500

_FILLED = "{filled: true} or {empty: true}"
_A_VALUE = (
    "expected a column's name, a text of the mapping's own as in {is: call}, "
    "or more about it as in {column: Duration, unit: seconds}"
)
_NO_COLUMN = "expected the name of a column, of 1 to 300 characters"

Column = Annotated[str, BeforeValidator(written(300, _NO_COLUMN))]
Word = Annotated[
    str, BeforeValidator(written(300, f"expected what stands in the cell, or {_FILLED}"))
]
Switch = Annotated[bool, BeforeValidator(switched_on)]


def _none(value: Any) -> Any:
    """Take a section whose lines are all comments as empty."""
    return {} if value is None else value


def _listed(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


def _some(items: list[str]) -> list[str]:
    if not 0 < len(items) <= MOST_COLUMNS:
        raise ValueError(f"expected a list of 1 to {MOST_COLUMNS}, as in [a, b]")
    return items


Columns = Annotated[list[Column], AfterValidator(_some)]
Words = Annotated[list[Word], BeforeValidator(_listed), AfterValidator(_some)]


class ConditionShape(Shape):
    """What must hold for a cell; a word or a list of words alone stands for `is`."""

    is_: Words = Field(default=[], alias="is")
    not_: Words = Field(default=[], alias="not")
    has: Words = []
    filled: Switch = False
    empty: Switch = False
    past: Switch = False
    ahead: Switch = False

    @model_validator(mode="after")
    def _tested(self) -> "ConditionShape":
        if not self.model_fields_set:
            raise ValueError(f"expected one of {listed(TESTS)}, as in {{not: [Cancelled]}}")
        return self


def _condition(value: Any) -> Any:
    if isinstance(value, dict):
        return value
    if value is None:
        raise ValueError(
            f"expected what stands in the cell, as in Call or [Call, Email], {_FILLED}"
        )
    return {"is": value}


Conditions = Annotated[
    dict[Column, Annotated[ConditionShape, BeforeValidator(_condition)]], BeforeValidator(_none)
]


def _translations(values: dict[str, Any]) -> dict[str, Any]:
    if len(values) > MOST_VALUES:
        raise ValueError(f"expected at most {MOST_VALUES} values, as in {{Connected: connected}}")
    return values


class ValueShape(Shape):
    """Where the text of a field comes from; a text alone is the name of its column."""

    is_: Annotated[str | None, BeforeValidator(scalars.text(300))] = Field(default=None, alias="is")
    column: Annotated[str | None, BeforeValidator(written(300, _NO_COLUMN))] = None
    first_of: Columns = []
    columns: Columns = []
    join: Annotated[str | None, BeforeValidator(separator)] = None
    lookup: Annotated[str | None, BeforeValidator(scalars.text(100))] = None
    first: Annotated[int | None, BeforeValidator(scalars.whole(1, 4000))] = None
    values: Annotated[
        dict[
            Annotated[str, BeforeValidator(word_or_nothing)],
            Annotated[str | None, BeforeValidator(translation)],
        ],
        BeforeValidator(_none),
        AfterValidator(_translations),
    ] = {}
    other: Annotated[str | None, BeforeValidator(scalars.choice(*OTHERS))] = None
    unit: Annotated[str | None, BeforeValidator(scalars.choice(*UNITS))] = None
    time: Annotated[str | None, BeforeValidator(written(300, _NO_COLUMN))] = None
    zone: Annotated[str | None, BeforeValidator(zone_name)] = None
    zone_column: Annotated[str | None, BeforeValidator(written(300, _NO_COLUMN))] = None
    only_day: Switch = False
    html: Switch = False

    @model_validator(mode="after")
    def _one_source(self) -> "ValueShape":
        """Refuse keys that contradict each other, or say something about one that is not there."""
        given = self.model_fields_set
        sources = given & {"is_", "column", "first_of", "columns"}
        if len(sources) != 1:
            raise ValueError("expected one of is, column, first_of or columns, and not two of them")
        if "is_" in given and len(given) > 1:
            raise ValueError("expected is alone: a text of the mapping's own is taken as it stands")
        for key, needed in (("join", "columns"), ("columns", "join"), ("other", "values")):
            if key in given and needed not in given:
                raise ValueError(f"expected {needed} beside {key}{_EXAMPLES[needed]}")
        for one, two in (("time", "only_day"), ("zone", "zone_column"), ("join", "lookup")):
            if one in given and two in given:
                raise ValueError(f"expected {one} or {two}, not both")
        return self


_EXAMPLES = {
    "columns": ', as in {columns: [Subject, Notes], join: " · "}',
    "join": ', as in {columns: [Subject, Notes], join: " · "}, or first_of: for the first filled',
    "values": ", as in {values: {Connected: connected}, other: empty}",
}


def _value(value: Any) -> Any:
    if isinstance(value, str) and value.strip():
        return {"column": value}
    if isinstance(value, dict):
        return value
    raise ValueError(_A_VALUE)


Value = Annotated[ValueShape | None, BeforeValidator(_value)]


class EntryShape(Section):
    """One of `entries:` an entry that a row makes, field by field."""

    part: Annotated[str | None, BeforeValidator(plain(LONGEST_PART))] = None
    when: Conditions = {}
    story: Annotated[str | None, BeforeValidator(plain(LONGEST_PART))] = None
    kind: Value = None
    at: Value = None
    count: Value = None
    outcome: Value = None
    account: Value = None
    contact: Value = None
    minutes: Value = None
    value: Value = None
    source: Value = None
    persona: Value = None
    tags: Value = None
    note: Value = None
    for_: Value = Field(default=None, alias="for")
    next: Value = None
    due: Value = None
    done: Value = None
    objection: Value = None


class LookupShape(Shape):
    """One of `lookups:` names that stand in another file of the same archive."""

    file: Annotated[
        list[Annotated[str, BeforeValidator(file_name)]],
        BeforeValidator(_listed),
        AfterValidator(_some),
    ]
    key: Column
    name: Annotated[Columns, BeforeValidator(_listed)]


def _sets(value: Any) -> Any:
    """Take one set of columns as a list of one, and none as no list."""
    if value is None:
        return []
    if isinstance(value, list) and value and all(isinstance(one, str) for one in value):
        return [value]
    return value


def _few(entries: list[EntryShape]) -> list[EntryShape]:
    if len(entries) > MOST_ENTRIES:
        raise ValueError(f"expected at most {MOST_ENTRIES} entries")
    return entries


class MappingShape(Shape):
    """The whole file."""

    version: Annotated[str, BeforeValidator(scalars.choice("1"))]
    title: Text | None = None
    source: Annotated[str | None, BeforeValidator(plain(LONGEST_SOURCE))] = None
    recognise: Annotated[list[Columns], BeforeValidator(_sets)] = []
    id: Value = None
    date_order: DateOrder | None = None
    time_zone: Annotated[str | None, BeforeValidator(zone_name)] = None
    decimal: Annotated[str | None, BeforeValidator(decimal_sign)] = None
    keep: Conditions = {}
    skip: Conditions = {}
    lookups: Annotated[dict[str, LookupShape], BeforeValidator(_none)] = {}
    entries: Annotated[list[EntryShape], AfterValidator(_few)] = []


def keys(shape: type[Shape]) -> list[str]:
    """Return the keys of a shape as they are written."""
    return [field.alias or name for name, field in shape.model_fields.items()]
