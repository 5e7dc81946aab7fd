"""From the tree of a file to its shape, gathering every problem instead of the first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ValidationError

from actlog.config import shapes
from actlog.config.problems import Problem, listed, meant, quoted

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

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
_MOST_TRIES = 5


def validate(tree: Node) -> tuple[shapes.ModelShape | None, list[Problem]]:
    """Return the file's shape and what is wrong with it.

    Where something is wrong, the shape is that of the rest, so that rules across fields
    can be checked in the same go; it is None when too little is left.
    """
    data = tree.data()
    problems: list[Problem] = []
    for attempt in range(_MOST_TRIES):
        try:
            return shapes.ModelShape.model_validate(data), problems
        except ValidationError as invalid:
            errors = invalid.errors(include_url=False)
            if attempt == 0:  # what later rounds miss is what pruning took out
                problems = [_problem(tree, error) for error in errors]
            if not isinstance(data, dict):
                break
            for error in errors:
                _prune(data, _path(error)[:-1] if error["type"] == "missing" else _path(error))
            data["version"] = "1"
    return None, problems


def _path(error: ErrorDetails) -> Path:
    return tuple([step for step in error["loc"] if step != "[key]"])


def _problem(tree: Node, error: ErrorDetails) -> Problem:
    path = _path(error)
    if error["type"] == "extra_forbidden":
        return Problem(tree.find(path, key=True), _unknown(path))
    if error["type"] == "missing":
        name = str(path[-1])
        place = tree.find(path[:-1], key=True)
        return Problem(place, f"{_label(path)} is missing, {_EXPECTED[name]}")
    key = "[key]" in error["loc"]
    found = quoted(str(path[-1])) if key else f"{_label(path)} is {_shown(error['input'])}"
    return Problem(tree.find(path, key=key), f"{found}, {_expected(error)}")


def _expected(error: ErrorDetails) -> str:
    if error["type"] == "value_error":
        return str(error["ctx"]["error"])
    if error["type"] == "list_type":
        return "expected a list, as in [a, b]"
    return "expected a mapping, as in {key: value}"


def _label(path: Path) -> str:
    """Return how a message names a place: `goal of call`, `averages`, `the file`."""
    words = [str(step) for step in path if isinstance(step, str)]
    if not words:
        return "the file"
    if words[-2:-1] == ["outcomes"]:
        return f"class of {words[-1]}"
    if words[0] in {"activities", "results", "worth", "weeks", "reminders"} and len(words) > 2:
        return f"{words[-1]} of {words[-2]}"
    return words[-1]


def _shown(value: Any) -> str:
    if value is None:
        return "empty"
    if isinstance(value, str):
        return quoted(value)
    return "a list" if isinstance(value, list) else "a mapping"


def _unknown(path: Path) -> str:
    section, word = str(path[0]), str(path[-1])
    reason = _REASONS.get(section, {}).get(word) if len(path) == 3 else None
    if reason:
        return f"{word} {reason}"
    shape = shapes.ModelShape if len(path) == 1 else _SHAPES[section]
    if "timebox" in path[:-1]:
        shape = shapes.TimeboxShape
    known = list(shape.model_fields)
    hint = meant(word, known) or f", expected {listed(known)}"
    return f"unknown key {quoted(word)}{hint}"


def _prune(data: dict[str, Any], path: Path) -> None:
    """Take out what is wrong; a whole activity or result stays known by its name.

    A list goes as a whole: the places of its other items would no longer be those of the
    file.
    """
    parent: Any = data
    for depth, step in enumerate(path):
        child = parent.get(step)
        deeper = depth + 1 < len(path) and isinstance(path[depth + 1], str)
        if deeper and isinstance(child, dict):
            parent = child
        elif depth == 1 and path[0] in {"activities", "results"}:
            parent[step] = None
            return
        else:
            parent.pop(step, None)
            return
