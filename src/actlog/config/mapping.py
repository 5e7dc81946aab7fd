"""A mapping's file: read safely, checked whole, told exactly, like the model week's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from actlog.config import mapping_shapes as shapes
from actlog.config.files import start_of
from actlog.config.gathering import Manner, gather
from actlog.config.mapping_build import build
from actlog.config.mapping_checks import check
from actlog.config.mapping_values import ConditionShape, ValueShape
from actlog.config.problems import MAPPING, failure, quoted
from actlog.config.report import Report
from actlog.config.yaml_nodes import MOST_BYTES, decode, read
from actlog.domain.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from actlog.config.yaml_nodes import Path
    from actlog.domain.mapping import Mapping

_EXPECTED = {
    "version": "expected version: 1",
    "file": "expected the file with the names, as in {file: Account.csv, key: Id, name: Name}",
    "key": "expected the column of the id, as in {file: Account.csv, key: Id, name: Name}",
    "name": "expected the column of the name, as in {file: Account.csv, key: Id, name: Name}",
}
_REASONS = {
    "day": "is no field here: at may be a day alone, as in at: {column: Date, only_day: true}",
    "id": "is no field here: the row's own id stands once, above entries",
    "uid": "is no field here: the row's own id stands once, above entries, as in id: Id",
}
_CONDITIONS = ("when", "keep", "skip")
_WITHIN = ("first_of", "earliest_of", "columns")


class _Mapping(Manner[shapes.MappingShape]):
    def label(self, path: Path) -> str:
        words = [str(step) for step in path if isinstance(step, str)]
        if not words:
            return "the file"
        if words[0] in {"entries", "fields"} and len(path) > 1:
            words = words[1:] or ["entry"]
        before = [word for word in words[:-1] if word not in _WITHIN][-1:]
        name = _named(words[-1])
        if before and before[0] in _CONDITIONS:
            return f"condition of {name}"
        return f"{name} of {_named(before[0])}" if before else name

    def known(self, path: Path) -> Sequence[str]:
        if len(path) == 1:
            return shapes.keys(shapes.MappingShape)
        if path[0] == "lookups":
            return shapes.keys(shapes.LookupShape)
        if path[0] == "fields" and len(path) == 2:
            return shapes.keys(shapes.FieldsShape)
        if _is_in_entry(path):
            return shapes.keys(shapes.EntryShape)
        within = path[2] if path[0] == "entries" else path[0]
        return shapes.keys(ConditionShape if within in _CONDITIONS else ValueShape)

    def reason(self, path: Path) -> str | None:
        return _REASONS.get(str(path[-1])) if _is_in_entry(path) else None

    def stays(self, path: Path) -> bool:
        """Keep an entry's place: the others' are counted from it."""
        return len(path) == 2 and path[0] == "entries"


def _is_in_entry(path: Path) -> bool:
    return path[0] == "entries" and len(path) == 3


def _named(word: str) -> str:
    """Return a key as a message names it: another program's column only in quotes."""
    return word if word.replace("_", "").isalnum() and len(word) <= 40 else quoted(word)


def content(path: str) -> bytes:
    """Return what a mapping's file holds, right or wrong. Raises InputError."""
    try:
        return start_of(path, MOST_BYTES + 1)
    except FileNotFoundError:
        raise InputError(
            f"there is no mapping at {path}", "actlog mapping list names those that there are"
        ) from None
    except (OSError, ValueError) as error:
        said = error.strerror if isinstance(error, OSError) else str(error)
        raise InputError(f"the mapping at {path} cannot be read: {said}") from None


def as_text(content: bytes, name: str) -> str:
    """Return a mapping's text, right or wrong. ModelError where it is none."""
    return decode(content, name, MAPPING)


def read_mapping(text: str | bytes, name: str, format: str) -> Mapping:  # noqa: A002
    """Return the mapping that a text holds.

    `name` is what places begin with, `format` its word for `--format`. Any text and any bytes
    end in a mapping or in a ModelError that names every problem with its place.
    """
    tree = read(text, name, MAPPING)
    shape, problems = gather(tree, _Mapping(shapes.MappingShape, _EXPECTED))
    if shape is not None:
        report = Report(tree)
        check(report, shape)
        problems = problems + report.problems
    if shape is None or problems:
        raise failure(name, problems, MAPPING)
    return build(shape, format)
