"""Where the text of a field comes from, and what must hold for a row, as a mapping has it.

Annotations are read at run time: this module has no `from __future__ import annotations`.
"""

from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from actlog.config import scalars
from actlog.config.mapping_scalars import (
    own_text,
    separator,
    switched_on,
    translation,
    word_or_nothing,
    written,
    zone_name,
)
from actlog.config.problems import listed
from actlog.config.shapes import Shape
from actlog.domain.mapping import OTHERS, TESTS, UNITS

MOST_VALUES, MOST_COLUMNS = 2_000, 500

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


def nothing(value: Any) -> Any:
    """Take a section whose lines are all comments as empty."""
    return {} if value is None else value


def one_or_more(value: Any) -> Any:
    """Take a text alone as a list of one."""
    return [value] if isinstance(value, str) else value


def some(items: list[Any]) -> list[Any]:
    """Refuse a list of none, or of far too many."""
    if not 0 < len(items) <= MOST_COLUMNS:
        raise ValueError(f"expected a list of 1 to {MOST_COLUMNS}, as in [a, b]")
    return items


Columns = Annotated[list[Column], AfterValidator(some)]
Words = Annotated[list[Word], BeforeValidator(one_or_more), AfterValidator(some)]


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
    dict[Column, Annotated[ConditionShape, BeforeValidator(_condition)]], BeforeValidator(nothing)
]


def _translations(values: dict[str, Any]) -> dict[str, Any]:
    if len(values) > MOST_VALUES:
        raise ValueError(f"expected at most {MOST_VALUES} values, as in {{Connected: connected}}")
    return values


def _value(value: Any) -> Any:
    if isinstance(value, str) and value.strip():
        return {"column": value}
    if value is None or isinstance(value, dict):
        return value
    raise ValueError(_A_VALUE)


def _item(value: Any) -> Any:
    if value is None:
        raise ValueError(_A_VALUE)
    return _value(value)


Items = Annotated[
    list[Annotated["ValueShape", BeforeValidator(_item)]],
    AfterValidator(some),
]


class ValueShape(Shape):
    """Where the text of a field comes from; a text alone is the name of its column."""

    is_: Annotated[str | None, BeforeValidator(own_text)] = Field(default=None, alias="is")
    column: Annotated[str | None, BeforeValidator(written(300, _NO_COLUMN))] = None
    first_of: Items = []
    earliest_of: Items = []
    columns: Items = []
    join: Annotated[str | None, BeforeValidator(separator)] = None
    lookup: Annotated[str | None, BeforeValidator(scalars.text(100))] = None
    first: Annotated[int | None, BeforeValidator(scalars.whole(1, 4000))] = None
    length: Annotated[int | None, BeforeValidator(scalars.whole(1, 4000))] = None
    values: Annotated[
        dict[
            Annotated[str, BeforeValidator(word_or_nothing)],
            Annotated[str | None, BeforeValidator(translation)],
        ],
        BeforeValidator(nothing),
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
        if len(given & {"is_", *SOURCES}) != 1:
            raise ValueError(f"expected one of is, {listed(SOURCES)}, and not two of them")
        if "is_" in given and len(given) > 1:
            raise ValueError("expected is alone: a text of the mapping's own is taken as it stands")
        for key, needed in _NEEDED:
            if key in given and needed not in given:
                raise ValueError(f"expected {needed} beside {key}{_EXAMPLES[needed]}")
        for one, two in (("time", "only_day"), ("zone", "zone_column")):
            if one in given and two in given:
                raise ValueError(f"expected {one} or {two}, not both")
        return self


SOURCES = ("column", "first_of", "earliest_of", "columns")
"""Keys that say which columns a value is read from: one of them."""

_NEEDED = (("join", "columns"), ("columns", "join"), ("other", "values"), ("length", "first"))
_EXAMPLES = {
    "columns": ', as in {columns: [Subject, Notes], join: " · "}',
    "join": ', as in {columns: [Subject, Notes], join: " · "}, or first_of: for the first filled',
    "values": ", as in {values: {Connected: connected}, other: empty}",
    "first": ", as in {first: 15, length: 18}: only texts of that length are cut",
}

Value = Annotated[ValueShape | None, BeforeValidator(_value)]
