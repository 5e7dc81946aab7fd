"""The JSON of mappings: which there are, what one says, and whether it is right."""

from __future__ import annotations

from typing_extensions import TypedDict  # pydantic asks for this one before Python 3.12


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
