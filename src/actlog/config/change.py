"""Changes to a model week's text: from text to text, with all that was not meant left alone.

Nothing is checked here but that the change says what it should; whether the result is a
model week is for `model_week.parse` to tell.
"""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any, NamedTuple

from actlog.config import shapes
from actlog.config.draft import Draft
from actlog.config.problems import folded, listed, meant, quoted
from actlog.config.yaml_nodes import read
from actlog.config.yaml_text import scalar
from actlog.domain.errors import InputError, ModelError, NothingToDoError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

KINDS = ("activities", "results")
_TOP = tuple(shapes.ModelShape.model_fields)
_ORDERS = {
    "week": ("starts", "days", "hours"),
    "activities": (
        *("aliases", "plural", "of", "closes", "group", "timebox", "goal", "tipping_point"),
        *("ceiling", "why", "outcomes", "requires", "max_per_entry"),
    ),
    "results": ("aliases", "plural", "value", "why", "requires", "max_per_entry"),
    "worth": ("value", "commission"),
}

Keys = tuple[str, ...]
Places = tuple[str | int, ...]


class Change(NamedTuple):
    """A changed text, the place, and what stood and stands there (None: nothing)."""

    text: str
    path: str
    old: str | None
    new: str | None


def resolve(text: str, name: str, dotted: str) -> Keys:
    """Return the keys of `activities.call.goal`, also written `call.goal`.

    Raises InputError for a path that leads nowhere a file could say something.
    """
    data = as_mapping(text, name)
    steps = tuple(dotted.split("."))
    if not all(steps):
        raise InputError(f"{quoted(dotted)} is no place in a model week", "such as: call.goal")
    if steps[0] in _TOP:
        return _known_kind(data, steps)
    found = list(_named(data, steps[0]))
    if len(found) == 1:
        return (*found[0], *steps[1:])
    kinds = [kind for section in KINDS for kind in data.get(section) or {}]
    hint = meant(steps[0], [*_TOP, *kinds])
    raise InputError(
        f"{quoted(steps[0])} is no key and no kind of the model week{hint}",
        f"kinds: {listed(kinds, 'and')}",
    )


def _named(data: dict[str, Any], word: str) -> Iterator[Keys]:
    """Yield where a kind of that name, its spelling folded, stands."""
    for section in KINDS:
        kinds = data.get(section)
        for kind in kinds if isinstance(kinds, dict) else ():
            if folded(kind) == folded(word):
                yield (section, kind)


def _known_kind(data: dict[str, Any], steps: Keys) -> Keys:
    if steps[0] not in KINDS or len(steps) < 2:
        return steps
    for section, kind in _named(data, steps[1]):
        if section == steps[0]:
            return (section, kind, *steps[2:])
    known = list(data.get(steps[0]) or {})
    one = "activity" if steps[0] == "activities" else "result"
    add = "" if one == "activity" else " --result"
    hint = meant(steps[1], known)
    raise InputError(
        f"there is no {one} {quoted(steps[1])} in the model week{hint}",
        f"a new one: actlog model add {steps[1]}{add}",
    )


def set_value(text: str, name: str, path: Keys, value: str, *, again: bool = False) -> Change:
    """Return the text with a value, typed as YAML or as a plain text, at a path.

    `none` takes the key away, except where it is the class of an outcome. Raises
    NothingToDoError where it stands there already, unless it may be said `again`.
    """
    if value == "none" and path[-2:-1] != ("outcomes",):
        return unset(text, name, path, again=again)
    draft = Draft(text, name)
    said = _value(value)
    data = read(f"k: {said}", name).data()["k"]
    old = _at(draft.data, path)
    if draft.find(path) is not None and old == data:
        if again:
            return Change(text, _dotted(path), shown(old), shown(old))
        raise NothingToDoError(f"{_dotted(path)} is {shown(old)} already: nothing to change")
    expected = copy.deepcopy(draft.data) or {}
    _put(expected, path, data)
    draft.put(path, said, _order)
    return Change(draft.done(expected), _dotted(path), shown(old), shown(data))


def unset(text: str, name: str, path: Keys, *, again: bool = False) -> Change:
    """Return the text without a key; NothingToDoError where it is not there, as in `set_value`."""
    draft = Draft(text, name)
    old = _at(draft.data, path)
    if draft.find(path) is None:
        if again:
            return Change(text, _dotted(path), None, None)
        raise NothingToDoError(f"there is no {_dotted(path)}: nothing to change")
    return Change(cut(text, name, path), _dotted(path), shown(old), None)


def add_kind(
    text: str, name: str, kind: str, keys: dict[str, str], *, result: bool = False
) -> Change:
    """Return the text with a new activity, or result, at the end of the others.

    `keys` are its values as they would be typed for `set_value`. Raises InputError where
    there is a kind of that name.
    """
    draft = Draft(text, name)
    for section, known in _named(as_mapping(text, name), kind):
        raise InputError(
            f"{known} stands in {section} already: nothing is changed",
            f"to change it: actlog model set {known}.goal 20",
        )
    section = KINDS[1] if result else KINDS[0]
    values = {key: _value(value) for key, value in keys.items()}
    lines = [f"{key}: {value}" for key, value in values.items()]
    expected = copy.deepcopy(draft.data) or {}
    data = {key: read(f"k: {value}", name).data()["k"] for key, value in values.items()}
    flow = f"{{{', '.join(lines)}}}"
    holder = draft.find((section,))
    if holder is not None and draft.inside((section,)) and not holder.value.flow_style:
        block = "".join([f"\n  {line}" for line in lines])
        draft.put((section, kind), block, _order)
    else:
        draft.put((section, kind), flow, _order)
    _put(expected, (section, kind), data)
    return Change(draft.done(expected), _dotted((section, kind)), None, shown(data))


def cut(text: str, name: str, path: Places) -> str:
    """Return the text without what stands at a path."""
    draft = Draft(text, name)
    spot = draft.find(path)
    expected = copy.deepcopy(draft.data)
    if spot is not None:
        _take(expected, path)
        draft.remove(spot)
    return draft.done(expected)


def kinds_of(text: str, name: str) -> list[str]:
    """Return the names of the kinds that a text holds, whether or not it is right."""
    data = as_mapping(text, name)
    return [
        kind
        for section in KINDS
        for kind in (data.get(section) if isinstance(data.get(section), dict) else None) or {}
    ]


def _order(path: Places) -> Sequence[str]:
    """Return the usual order of the keys in the mapping at a path."""
    if not path:
        return _TOP
    if path[0] == "week" or len(path) == 2:
        return _ORDERS.get(str(path[0]), ("why",))
    return ("goal", "tipping_point", "ceiling") if path[0] == "weeks" else ()


def as_mapping(text: str, name: str) -> dict[str, Any]:
    """Return what a text says, an empty mapping where it is none."""
    data = read(text, name).data()
    return data if isinstance(data, dict) else {}


def _value(value: str) -> str:
    """Return a typed value as YAML of one line: a list, a mapping, or else a text."""
    value = " ".join(value.split())
    if not value:
        raise InputError("the value is empty", "none, or --unset, takes a key away")
    if value[0] in "[{" or (value[0] in "'\"" and value[-1] == value[0] and len(value) > 1):
        try:
            read(f"k: {value}", "the value")
        except ModelError as error:
            problems = tuple([line.replace("the value:1:", "column ") for line in error.problems])
            raise InputError(
                f"{quoted(value)} is no value", "such as [dial, ring]", problems
            ) from None
        return value
    return scalar(value)


def _at(data: Any, path: Keys) -> Any:
    for place, step in enumerate(path):
        if isinstance(data, list):
            said = f"{_dotted(path[:place])} is a list"
            raise InputError(f"{said}, expected it whole, as in '[a, b]'")
        data = data.get(step) if isinstance(data, dict) else None
    return data


def _put(data: dict[str, Any], path: Keys, value: Any) -> None:
    for step in path[:-1]:
        if not isinstance(data.get(step), dict):
            data[step] = {}
        data = data[step]
    data[path[-1]] = value


def _take(data: Any, path: Places) -> None:
    *before, last = path
    holder = data
    for step in before:
        holder = holder[step]
    if isinstance(holder, list):
        holder.pop(last if isinstance(last, int) else holder.index(last))
    else:
        del holder[last]


def shown(value: Any) -> str | None:
    """Return a value of the file in one line, None for none."""
    if isinstance(value, dict):
        inner = [f"{key}: {shown(one) or ''}".rstrip() for key, one in value.items()]
        return f"{{{', '.join(inner)}}}"
    if isinstance(value, list):
        return f"[{', '.join([shown(one) or '' for one in value])}]"
    return None if value is None else str(value)


def _dotted(path: Keys) -> str:
    return ".".join(path)
