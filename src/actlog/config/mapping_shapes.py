"""What a mapping may hold, section by section.

Annotations are read at run time: this module has no `from __future__ import annotations`.
"""

from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field

from actlog.config import scalars
from actlog.config.mapping_scalars import (
    LONGEST_PART,
    LONGEST_SOURCE,
    cell_text,
    decimal_sign,
    file_name,
    plain,
    zone_name,
)
from actlog.config.mapping_values import (
    Column,
    Columns,
    Conditions,
    Value,
    nothing,
    one_or_more,
    some,
)
from actlog.config.shapes import DateOrder, Section, Shape, Text

MOST_ENTRIES = 50


def _alternatives(value: Any) -> Any:
    """Take conditions of which all must hold as a list of one."""
    if isinstance(value, str):
        raise ValueError("expected conditions, as in {Status: Done}")  # noqa: TRY004 - pydantic's
    return [value] if isinstance(value, dict) else [] if value is None else value


Alternatives = Annotated[list[Conditions], BeforeValidator(_alternatives)]
Cells = Annotated[
    dict[Column, Annotated[str, BeforeValidator(cell_text)]], BeforeValidator(nothing)
]


class FieldsShape(Section):
    """The fields of an entry; one that is left empty in an entry is none of it."""

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


class EntryShape(FieldsShape):
    """One of `entries:` an entry that a row makes."""

    part: Annotated[str | None, BeforeValidator(plain(LONGEST_PART))] = None
    when: Alternatives = []
    story: Annotated[str | None, BeforeValidator(plain(LONGEST_PART))] = None
    write: Cells = {}


class LookupShape(Shape):
    """One of `lookups:` names that stand in another file of the same archive."""

    file: Annotated[
        list[Annotated[str, BeforeValidator(file_name)]],
        BeforeValidator(one_or_more),
        AfterValidator(some),
    ]
    key: Column
    name: Annotated[Columns, BeforeValidator(one_or_more)]


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
    keep: Alternatives = []
    skip: Conditions = {}
    lookups: Annotated[dict[str, LookupShape], BeforeValidator(nothing)] = {}
    names: Annotated[
        dict[Column, Annotated[Columns, BeforeValidator(one_or_more)]], BeforeValidator(nothing)
    ] = {}
    fields: FieldsShape = FieldsShape()
    write: Cells = {}
    entries: Annotated[list[EntryShape], AfterValidator(_few)] = []


def keys(shape: type[Shape]) -> list[str]:
    """Return the keys of a shape as they are written."""
    return [field.alias or name for name, field in shape.model_fields.items()]
