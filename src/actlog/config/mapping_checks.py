"""Rules across the fields of a mapping."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from actlog.config import scalars
from actlog.config.mapping_shapes import ConditionShape, EntryShape, ValueShape
from actlog.config.problems import listed, quoted
from actlog.domain.entry import MOST_COUNT, MOST_MINUTES
from actlog.domain.mapping import ENTRY_FIELDS, MOMENTS, fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from actlog.config.mapping_shapes import MappingShape
    from actlog.config.report import Report
    from actlog.config.yaml_nodes import Node, Path

_ALWAYS = frozenset(("is", "column", "first_of", "columns", "join", "first"))
_OF_WORDS = _ALWAYS | {"values", "other", "lookup"}
_OF_MOMENTS = _ALWAYS | {"time", "zone", "zone_column", "only_day"}
_TEXTS = ("account", "contact", "source", "persona", "note", "next")
_WHY = {
    "unit": "only minutes have one",
    "html": f"only {listed(_TEXTS, 'and')} may hold markup",
    **dict.fromkeys(
        ("time", "zone", "zone_column", "only_day"), f"only {listed(MOMENTS, 'and')} are moments"
    ),
    **dict.fromkeys(("values", "other", "lookup"), "a moment or an id is taken as it stands"),
    "is": "each row has an id of its own",
}
_CONSTANTS = {
    "count": scalars.whole(1, MOST_COUNT),
    "minutes": scalars.whole(1, MOST_MINUTES),
    "value": scalars.money,
    **dict.fromkeys(MOMENTS, scalars.day),
}
_ENTRIES = "expected what a row makes, as in entries: [{kind: {is: call}, at: Date}]"
_EXAMPLE = {
    "kind": "expected what the entry is, as in kind: {is: call}",
    "at": "expected when it was, as in at: Date, or {column: Date, only_day: true}",
}


def check(report: Report, shape: MappingShape) -> None:
    """Report what is wrong across the fields of a mapping."""
    if shape.id is not None:
        _keys(report, ("id",), shape.id, _ALWAYS - {"is"})
        if _written(report, ("source",)) is None:
            text = "id needs a source before it in unique ids, expected one, as in source: mycrm"
            report.tell(("id",), text, key=True)
    for column, condition in shape.skip.items():
        if len(condition.model_fields_set) > 1:
            text = "expected one test, since rows are left out where any of them holds"
            report.tell(("skip", column), text)
    given = report.tree.child("entries")
    if given is None or given.value == []:
        report.tell(("entries",), f"entries is missing, {_ENTRIES}", key=True)
    for place, entry in enumerate(shape.entries):
        _entry(report, ("entries", place), entry, shape)
    _parts(report, shape)


def fields(entry: EntryShape) -> Iterator[tuple[str, ValueShape]]:
    """Yield the fields of an entry that are given, by name."""
    for name in ENTRY_FIELDS:
        value = getattr(entry, "for_" if name == "for" else name)
        if value is not None:
            yield name, value


def _entry(report: Report, path: Path, entry: EntryShape, shape: MappingShape) -> None:
    given = _written(report, path)
    for name, example in _EXAMPLE.items():
        if isinstance(given, dict) and name not in given:
            report.tell(path, f"{name} is missing, {example}")
    for name, value in fields(entry):
        place = (*path, name)
        if name in MOMENTS:
            _keys(report, place, value, _OF_MOMENTS)
        else:
            more = {"unit"} if name == "minutes" else {"html"} if name in _TEXTS else set()
            _keys(report, place, value, _OF_WORDS | more)
        _constant(report, place, name, value)
        _spellings(report, place, value)
        if value.lookup is not None:
            report.known((*place, "lookup"), value.lookup, shape.lookups, "lookup")
    if entry.story is not None:
        _story(report, path, entry.story, entry, shape)


def _keys(
    report: Report, path: Path, value: ValueShape, allowed: frozenset[str] | set[str]
) -> None:
    for name in value.model_fields_set:
        key = "is" if name == "is_" else name
        if key not in allowed:
            place = (*path, key)
            report.tell(place, f"{key} is no key of {path[-1]}: {_WHY[key]}", key=True)


def _constant(report: Report, path: Path, name: str, value: ValueShape) -> None:
    if value.is_ is not None and name in _CONSTANTS:
        try:
            _CONSTANTS[name](value.is_)
        except ValueError as error:
            report.tell((*path, "is"), f"{name} is {quoted(value.is_)}, {error}")


def _spellings(report: Report, path: Path, value: ValueShape) -> None:
    seen: dict[str, str] = {}
    for word in value.values:
        first = seen.setdefault(fold(word), word)
        if first != word:
            text = f"{quoted(word)} reads like {quoted(first)}, expected one of them"
            report.tell((*path, "values", word), text, key=True)


def _story(report: Report, path: Path, story: str, entry: EntryShape, shape: MappingShape) -> None:
    place = (*path, "story")
    if _written(report, ("id",)) is None:
        report.tell(place, "story needs an id: it names an entry of the same row by it", key=True)
    parts = {other.part: other for other in shape.entries if other.part and other is not entry}
    known = report.known(place, story, parts, "part of another entry")
    if known and parts[story].story is not None:
        text = f"{story} is itself part of a story, expected the part that set the meeting"
        report.tell(place, text)


def _parts(report: Report, shape: MappingShape) -> None:
    """Report two entries that a row with an id could make at once, and that share a unique id."""
    if _written(report, ("id",)) is None:
        return

    def whole(*places: int) -> bool:
        return all(_is_whole(report, place, shape.entries[place]) for place in places)

    for place, entry in enumerate(shape.entries):
        for first, other in enumerate(shape.entries[:place]):
            if entry.part == other.part and not _apart(entry, other) and whole(place, first):
                line = report.tree.find(("entries", first)).line + 1
                same = f"part {entry.part} as well" if entry.part else "no part either"
                text = (
                    f"the entry on line {line} has {same}, and a row may make both: "
                    "expected a part of its own, as in part: held"
                )
                report.tell(("entries", place, "part"), text)
                break


def _is_whole(report: Report, place: int, entry: EntryShape) -> bool:
    """Tell whether what tells an entry from others is right: else there is no telling."""
    given = _written(report, ("entries", place))
    when = _written(report, ("entries", place, "when")) or {}
    part = _written(report, ("entries", place, "part"))
    return isinstance(given, dict) and part == entry.part and len(when) == len(entry.when)


def _apart(one: EntryShape, two: EntryShape) -> bool:
    """Tell whether a single column keeps two entries apart: no row makes both."""
    others = {fold(column): condition for column, condition in two.when.items()}
    return any(
        fold(column) in others
        and (_excludes(here, others[fold(column)]) or _excludes(others[fold(column)], here))
        for column, here in one.when.items()
    )


def _excludes(one: ConditionShape, two: ConditionShape) -> bool:
    words, others = _folded(one.is_), _folded(two.is_)
    if words and ((others and not words & others) or words <= _folded(two.not_) or two.empty):
        return True
    return (one.filled and two.empty) or (one.past and two.ahead)


def _folded(words: list[str]) -> set[str]:
    return {fold(word) for word in words}


def _written(report: Report, path: Path) -> Any:
    """Return what the file says under a path, right or wrong; None where it says nothing."""
    node: Node | None = report.tree
    for step in path:
        node = node.child(step) if node is not None else None
    return None if node is None else node.value
