"""What hooks are given to read: the keys that docs/scripts.md promises."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any, Literal

    from actlog.views.shapes.hooked import HookedEntryJson, HookOperationJson, HookWeekEndJson
    from actlog.views.shapes.weeks import WeekJson

LOG: Literal["log"]
CHANGE: Literal["change"]
WEEK_END: Literal["week-end"]
LOG, CHANGE, WEEK_END = "log", "change", "week-end"
"""The events: entries were logged, they were changed in another way, a week is over."""


def operation(
    event: Literal["log", "change"],
    done: dict[str, Any],
    count: int,
    entries: Sequence[HookedEntryJson],
) -> HookOperationJson:
    """Return what an operation came to; `done` is the operation, `entries` are plain ones.

    `count` is how many entries there are where not all of them are given.
    """
    return {
        "event": event,
        "operation": done["id"],
        "at": done["at"],
        "command": done["command"],
        "words": done["words"],
        "target": done["target"],
        "count": count,
        "entries": list(entries),
    }


def week_end(week: WeekJson, count: int, entries: Sequence[HookedEntryJson]) -> HookWeekEndJson:
    """Return a finished week: `week --json` of it, and its entries."""
    return {"event": WEEK_END, **week, "count": count, "entries": list(entries)}
