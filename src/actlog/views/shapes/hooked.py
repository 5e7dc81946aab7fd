"""The JSON that hooks read."""

from __future__ import annotations

from typing import Literal

from typing_extensions import TypedDict  # pydantic asks for this one before Python 3.12

from actlog.domain.plain import Count, EntryJson, Instant
from actlog.views.shapes.weeks import WeekJson


class HookedEntryJson(EntryJson):
    """An entry, and whether it is in the log now."""

    live: bool


class HookOperationJson(TypedDict):
    """What an operation came to."""

    event: Literal["log", "change"]
    operation: int
    at: Instant
    command: str
    words: str | None
    target: int | None
    count: Count
    entries: list[HookedEntryJson]


class HookWeekEndJson(WeekJson):
    """A week that is over, and its entries."""

    event: Literal["week-end"]
    count: Count
    entries: list[HookedEntryJson]
