"""From the tree of a file to its shape, gathering every problem instead of the first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Generic, TypeVar

from pydantic import BaseModel, ValidationError

from actlog.config.problems import Problem, listed, meant, quoted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pydantic_core import ErrorDetails

    from actlog.config.yaml_nodes import Node, Path

S = TypeVar("S", bound=BaseModel)

_MOST_TRIES = 5


class Manner(Generic[S]):
    """How one sort of file is held against its shape, and how its problems are worded.

    `expected` says for a key that must be there what it should have held.
    """

    def __init__(self, shape: type[S], expected: dict[str, str]) -> None:
        """See the class."""
        self.shape = shape
        self.expected = expected

    def label(self, path: Path) -> str:
        """Return how a message names a place: `goal of call`, `averages`, `the file`."""
        raise NotImplementedError

    def known(self, path: Path) -> Sequence[str]:
        """Return the keys that could stand where an unknown one does."""
        raise NotImplementedError

    def reason(self, path: Path) -> str | None:
        """Return why a key cannot stand where it does, where more is to be said than that."""
        del path
        return None

    def stays(self, path: Path) -> bool:
        """Tell whether something wrong there leaves its name behind, for others to refer to."""
        del path
        return False


def gather(tree: Node, manner: Manner[S]) -> tuple[S | None, list[Problem]]:
    """Return the file's shape and what is wrong with it.

    Where something is wrong, the shape is that of the rest, so that rules across fields
    can be checked in the same go; it is None when too little is left.
    """
    data = tree.data()
    problems: list[Problem] = []
    for attempt in range(_MOST_TRIES):
        try:
            return manner.shape.model_validate(data), problems
        except ValidationError as invalid:
            errors = invalid.errors(include_url=False)
            if attempt == 0:  # what later rounds miss is what pruning took out
                problems = [_problem(tree, error, manner) for error in errors]
            if not isinstance(data, dict):
                break
            for error in errors:
                missing = error["type"] == "missing"
                _prune(data, _path(error)[:-1] if missing else _path(error), manner)
            data["version"] = "1"
    return None, problems


def _path(error: ErrorDetails) -> Path:
    return tuple([step for step in error["loc"] if step != "[key]"])


def _problem(tree: Node, error: ErrorDetails, manner: Manner[Any]) -> Problem:
    path = _path(error)
    if error["type"] == "extra_forbidden":
        return Problem(tree.find(path, key=True), _unknown(path, manner))
    if error["type"] == "missing":
        place = tree.find(path[:-1], key=True)
        said = manner.expected[str(path[-1])]
        return Problem(place, f"{manner.label(path)} is missing, {said}")
    key = "[key]" in error["loc"]
    found = quoted(str(path[-1])) if key else f"{manner.label(path)} is {_shown(error['input'])}"
    return Problem(tree.find(path, key=key), f"{found}, {_expected(error)}")


def _expected(error: ErrorDetails) -> str:
    if error["type"] == "value_error":
        return str(error["ctx"]["error"])
    if error["type"] == "list_type":
        return "expected a list, as in [a, b]"
    return "expected a mapping, as in {key: value}"


def _shown(value: Any) -> str:
    if value is None:
        return "empty"
    if isinstance(value, str):
        return quoted(value)
    return "a list" if isinstance(value, list) else "a mapping"


def _unknown(path: Path, manner: Manner[Any]) -> str:
    word = str(path[-1])
    reason = manner.reason(path)
    if reason:
        return f"{word} {reason}"
    known = list(manner.known(path))
    hint = meant(word, known) or f", expected {listed(known)}"
    return f"unknown key {quoted(word)}{hint}"


def _prune(data: dict[str, Any], path: Path, manner: Manner[Any]) -> None:
    """Take out what is wrong.

    A list goes as a whole, unless only a key of one of its mappings is wrong: the places of
    its other items would no longer be those of the file.
    """
    parent: Any = data
    for depth, step in enumerate(path):
        if isinstance(parent, dict) and isinstance(step, int):
            continue  # a list of one, written without its brackets
        child = _child(parent, step)
        if _leads_on(child, path[depth + 1 :]) or _leads_to_name(child, path, depth, manner):
            parent = child
        elif manner.stays(path[: depth + 1]):
            parent[step] = None
            return
        else:
            parent.pop(step, None)
            return


def _child(parent: Any, step: str | int) -> Any:
    if isinstance(parent, list):
        return parent[step] if isinstance(step, int) and step < len(parent) else None
    return parent.get(step)


def _leads_on(child: Any, behind: Path) -> bool:
    """Tell whether what is wrong is a key somewhere within the child."""
    if not behind:
        return False
    if isinstance(child, dict):
        return any(isinstance(step, str) for step in behind)
    return (
        isinstance(child, list)
        and isinstance(behind[0], int)
        and isinstance(_child(child, behind[0]), dict)
        and len(behind) > 1
    )


def _leads_to_name(child: Any, path: Path, depth: int, manner: Manner[Any]) -> bool:
    """Tell whether what is wrong is an item of a list that keeps its place."""
    return isinstance(child, list) and depth + 1 < len(path) and manner.stays(path[: depth + 2])
