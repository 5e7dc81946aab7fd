"""Rules across the fields of a mapping."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from actlog.config import scalars
from actlog.config.mapping_columns import check_names, fields
from actlog.config.mapping_values import SOURCES
from actlog.config.problems import listed, quoted
from actlog.domain.entry import MOST_COUNT, MOST_MINUTES
from actlog.domain.mapping import MOMENTS, fold

if TYPE_CHECKING:
    from actlog.config.mapping_shapes import EntryShape, FieldsShape, MappingShape
    from actlog.config.mapping_values import ValueShape
    from actlog.config.report import Report
    from actlog.config.yaml_nodes import Node, Path

_ALWAYS = frozenset(("is", "column", "first_of", "columns", "join", "first", "length"))
_OF_WORDS = _ALWAYS | {"values", "other", "lookup"}
_OF_MOMENTS = _ALWAYS | {"earliest_of", "time", "zone", "zone_column", "only_day"}
_TEXTS = ("account", "contact", "source", "persona", "tags", "note", "next", "objection")
_WHY = {
    "unit": "only minutes have one",
    "html": f"only {listed(_TEXTS, 'and')} may hold markup",
    **dict.fromkeys(_OF_MOMENTS - _ALWAYS, f"only {listed(MOMENTS, 'and')} are moments"),
    **dict.fromkeys(_OF_WORDS - _ALWAYS, "a moment or an id is taken as it stands"),
    "is": "each row has an id of its own",
}
_CONSTANTS = {
    "count": scalars.whole(1, MOST_COUNT),
    "minutes": scalars.whole(1, MOST_MINUTES),
    "value": scalars.money,
    **dict.fromkeys(MOMENTS, scalars.day),
}
MOST_RULES = 500
"""How many ways to make an entry there may be; each is looked at for every row."""

_ENTRIES = "expected what a row makes, as in entries: [{kind: {is: call}, at: Date}]"
_EXAMPLE = {
    "kind": "expected what the entry is, as in kind: {is: call}",
    "at": "expected when it was, as in at: Date, or {column: Date, only_day: true}",
}


def check(report: Report, shape: MappingShape) -> None:
    """Report what is wrong across the fields of a mapping."""
    if shape.id is not None:
        _value(report, ("id",), "id", shape.id, shape)
        if written(report, ("source",)) is None:
            text = "id needs a source before it in unique ids, expected one, as in source: mycrm"
            report.tell(("id",), text, key=True)
    for column, condition in shape.skip.items():
        if len(condition.model_fields_set) > 1:
            text = "expected one test, since rows are left out where any of them holds"
            report.tell(("skip", column), text)
    given = report.tree.child("entries")
    if given is None or given.value == []:
        report.tell(("entries",), f"entries is missing, {_ENTRIES}", key=True)
    _fields(report, ("fields",), shape.fields, shape)
    for place, entry in enumerate(shape.entries):
        _entry(report, ("entries", place), entry, shape)
    _reached(report, shape)
    rules = sum([max(len(entry.when), 1) for entry in shape.entries]) * max(len(shape.keep), 1)
    if rules > MOST_RULES:
        text = f"entries and their conditions make {rules} rules, expected at most {MOST_RULES}"
        report.tell(("entries",), text, key=True)
    check_names(report, shape)


def written(report: Report, path: Path) -> Any:
    """Return what the file says under a path, right or wrong; None where it says nothing."""
    node: Node | None = report.tree
    for step in path:
        node = node.child(step) if node is not None else None
    return None if node is None else node.value


def _entry(report: Report, path: Path, entry: EntryShape, shape: MappingShape) -> None:
    given = written(report, path)
    usual = written(report, ("fields",)) or {}
    for name, example in _EXAMPLE.items():
        if isinstance(given, dict) and name not in given and name not in usual:
            report.tell(path, f"{name} is missing, {example}")
    _fields(report, path, entry, shape)
    if entry.story is not None:
        _story(report, path, entry.story, entry, shape)


def _fields(report: Report, path: Path, given: FieldsShape, shape: MappingShape) -> None:
    usual = dict(fields(shape.fields)) if given is not shape.fields else {}
    for name, value in fields(given):
        if value is not None:
            _value(report, (*path, name), name, value, shape)
        elif name in _EXAMPLE or name not in usual:
            example = f"expected where it comes from, as in {name}: Column"
            report.tell((*path, name), f"{name} is empty, {_EXAMPLE.get(name, example)}")


def _value(report: Report, path: Path, name: str, value: ValueShape, shape: MappingShape) -> None:
    """Check a value of a field, and the values within it."""
    _keys(report, path, name, value)
    if value.is_ and name in _CONSTANTS:
        try:
            _CONSTANTS[name](value.is_)
        except ValueError as error:
            report.tell((*path, "is"), f"{name} is {quoted(value.is_)}, {error}")
    seen: dict[str, str] = {}
    for word in value.values:
        first = seen.setdefault(fold(word), word)
        if first != word:
            text = f"{quoted(word)} reads like {quoted(first)}, expected one of them"
            report.tell((*path, "values", word), text, key=True)
    if value.lookup is not None:
        report.known((*path, "lookup"), value.lookup, shape.lookups, "lookup")
    for key in SOURCES[1:]:
        for place, inner in enumerate(getattr(value, key)):
            _value(report, (*path, key, place), name, inner, shape)


def _keys(report: Report, path: Path, name: str, value: ValueShape) -> None:
    if name == "id":
        allowed = _ALWAYS - {"is"}
    elif name in MOMENTS:
        allowed = _OF_MOMENTS
    else:
        more = ["unit"] if name == "minutes" else ["html"] if name in _TEXTS else []
        allowed = _OF_WORDS.union(more)
    for given in value.model_fields_set:
        key = "is" if given == "is_" else given
        if key not in allowed:
            report.tell((*path, key), f"{key} is no key of {name}: {_WHY[key]}", key=True)


def _story(report: Report, path: Path, story: str, entry: EntryShape, shape: MappingShape) -> None:
    place = (*path, "story")
    if written(report, ("id",)) is None:
        report.tell(place, "story needs an id: it names an entry of the same row by it", key=True)
    others = [other for other in shape.entries if other.part and other.part != entry.part]
    names = dict.fromkeys([other.part for other in others if other.part])
    known = report.known(place, story, names, "part of another entry")
    if known and any(other.story for other in others if other.part == story):
        text = f"{story} is itself part of a story, expected the part that set the meeting"
        report.tell(place, text)


def _reached(report: Report, shape: MappingShape) -> None:
    """Report entries that no row makes: of the same part, the first that applies makes one."""
    always: dict[str | None, int] = {}
    for place, entry in enumerate(shape.entries):
        path = ("entries", place)
        if not isinstance(written(report, path), dict):
            continue
        if entry.part != written(report, (*path, "part")):
            continue  # what is wrong with it is told
        if entry.part in always:
            line = report.tree.find(("entries", always[entry.part])).line + 1
            same = f"has part {entry.part} as well" if entry.part else "has no part either"
            text = (
                f"no row makes this entry: the one on line {line} {same} and always applies, "
                "expected a part here, as in part: held, or a when there"
            )
            report.tell(path, text)
        elif not written(report, (*path, "when")):
            always[entry.part] = place
