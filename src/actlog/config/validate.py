"""From the tree of a model week to its shape, and the words for what is wrong with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from actlog.config import shapes
from actlog.config.gathering import Manner, gather

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pydantic import BaseModel

    from actlog.config.problems import Problem
    from actlog.config.yaml_nodes import Node, Path

_NO_RESULT_LINE = (
    "is no key of a result: results can't be managed, activities can; "
    "put the figure on the activity that brings the result"
)
_NO_MINUTES = (
    "is no key of an activity: talk time is an output of good work and no goal for it; "
    "only a timebox has minutes, as in timebox: {minutes: 60, touches: 12}"
)
_REASONS = {
    "results": dict.fromkeys(("goal", "tipping_point", "ceiling", "timebox"), _NO_RESULT_LINE),
    "activities": dict.fromkeys(
        ("minutes", "mins", "duration", "talk_time", "goal_minutes", "minutes_goal"), _NO_MINUTES
    )
    | {"value": "is a key of results: an activity has no value of its own"},
}
_SHAPES: dict[str, type[BaseModel]] = {
    "week": shapes.WeekShape,
    "activities": shapes.ActivityShape,
    "results": shapes.ResultShape,
    "worth": shapes.WorthShape,
    "time_off": shapes.TimeOffShape,
    "weeks": shapes.LinesShape,
    "reminders": shapes.ReminderShape,
}
_EXPECTED = {
    "version": "expected version: 1",
    "activities": "expected the activities to track, as in activities: {call: {goal: 240}}",
    "minutes": "expected the minutes of the slot, as in {minutes: 60, touches: 12}",
    "touches": "expected the least touches in it, as in {minutes: 60, touches: 12}",
    "value": "expected what it is worth, as in {value: 8000, commission: 10%}",
    "days": "expected the days that are off, as in {days: 2026-12-24, kinds: [call]}",
}
_NAMED = ("activities", "results", "worth", "weeks", "reminders")
"""Sections whose keys are names."""


class _ModelWeek(Manner[shapes.ModelShape]):
    def label(self, path: Path) -> str:
        words = [str(step) for step in path if isinstance(step, str)]
        if not words:
            return "the file"
        if words[-2:-1] == ["outcomes"]:
            return f"class of {words[-1]}"
        if words[0] in _NAMED and len(words) > 2:
            return f"{words[-1]} of {words[-2]}"
        return words[-1]

    def known(self, path: Path) -> Sequence[str]:
        shape = shapes.ModelShape if len(path) == 1 else _SHAPES[str(path[0])]
        if "timebox" in path[:-1]:
            shape = shapes.TimeboxShape
        return list(shape.model_fields)

    def reason(self, path: Path) -> str | None:
        return _REASONS.get(str(path[0]), {}).get(str(path[-1])) if len(path) == 3 else None

    def stays(self, path: Path) -> bool:
        """Keep the name of an activity or a result: others refer to it."""
        return len(path) == 2 and path[0] in {"activities", "results"}


def validate(tree: Node) -> tuple[shapes.ModelShape | None, list[Problem]]:
    """Return the model week's shape and what is wrong with it; see `gather`."""
    return gather(tree, _ModelWeek(shapes.ModelShape, _EXPECTED))
