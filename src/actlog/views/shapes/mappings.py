"""The JSON of mappings: which there are, what one says, and whether it is right."""

from __future__ import annotations

from typing_extensions import TypedDict  # pydantic asks for this one before Python 3.12

from actlog.domain.plain import Count


class MappingJson(TypedDict):
    """A mapping that there is."""

    format: str
    title: str
    recognised: bool
    own: bool
    file: str | None


class MappingListJson(TypedDict):
    """Every mapping."""

    folder: str
    mappings: list[MappingJson]


class MappingShowJson(TypedDict):
    """What a mapping says."""

    format: str
    file: str | None
    text: str


class MappingCheckJson(TypedDict):
    """Whether a mapping is right."""

    file: str
    right: bool
    problems: list[str]


class FoundFieldJson(TypedDict):
    """A part of an entry that was found in a file."""

    field: str
    columns: list[str]


class MappingNewJson(TypedDict):
    """A first mapping for a file."""

    file: str
    output: str | None
    rows: Count
    columns: Count
    fields: list[FoundFieldJson]
    not_found: list[str]
    known: str | None
    text: str
