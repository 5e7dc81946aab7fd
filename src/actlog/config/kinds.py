"""A kind's name in the model week's text: everywhere it stands, and nowhere once it is dropped."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

from actlog.config.change import KINDS, as_mapping, cut
from actlog.config.draft import Draft
from actlog.config.problems import folded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from actlog.config.change import Places


def rename_kind(text: str, name: str, old: str, new: str) -> str:
    """Return the text with a kind under another name, wherever it is named.

    A new name that was an alias of the kind is no alias any more.
    """
    text = _without_alias(text, name, old, new)
    draft = Draft(text, name)
    data = copy.deepcopy(draft.data) or {}
    for path, key in _mentions(data, old):
        spot = draft.find(path)
        if spot is not None:
            draft.word(spot.key if key else spot.value, new)
    return draft.done(_renamed(data, old, new))


def _without_alias(text: str, name: str, kind: str, alias: str) -> str:
    for section in KINDS:
        said = (as_mapping(text, name).get(section) or {}).get(kind) or {}
        aliases = said.get("aliases") or []
        for known in aliases:
            if folded(known) == folded(alias):
                path = (section, kind, "aliases")
                return cut(text, name, (*path, known) if len(aliases) > 1 else path)
    return text


def rename_outcome(text: str, name: str, kind: str, old: str, new: str) -> str:
    """Return the text with an outcome of a kind, and of those that count it, renamed."""
    draft = Draft(text, name)
    data = copy.deepcopy(draft.data) or {}
    for other, said in (data.get("activities") or {}).items():
        outcomes = (said or {}).get("outcomes")
        spot = draft.find(("activities", other, "outcomes", old))
        if spot is None or not outcomes or (other != kind and said.get("of") != kind):
            continue
        draft.word(spot.key or spot.value, new)
        if isinstance(outcomes, dict):
            said["outcomes"] = {new if one == old else one: cls for one, cls in outcomes.items()}
        else:
            said["outcomes"] = [new if one == old else one for one in outcomes]
    return draft.done(data)


def drop_kind(text: str, name: str, kind: str) -> str:
    """Return the text without a kind, out of the funnel, `worth`, `weeks` and time off too."""
    while (path := _droppable(as_mapping(text, name), kind)) is not None:
        text = cut(text, name, path)
    return text


def _droppable(data: dict[str, Any], kind: str) -> Places | None:
    """Return a place that names a kind and goes with it, what it leaves without a sense too."""
    for path, _ in _mentions(data, kind):
        if path[0] == "funnel" and len(data["funnel"]) == 2:  # one step is no funnel
            return ("funnel",)
        if path[0] == "time_off":
            place: Any = path[1]
            if len(data["time_off"][place]["kinds"]) > 1:
                return path
            # without kinds it would be off for all of them
            return ("time_off", place) if len(data["time_off"]) > 1 else ("time_off",)
        if path[-1] not in {"of", "closes"}:
            return path
    return None


def _mentions(data: dict[str, Any], kind: str) -> Iterator[tuple[Places, bool]]:
    """Yield the paths at which a kind is named; True where it is the key that names it."""
    for section in (*KINDS, "worth"):
        if kind in (data.get(section) or {}):
            yield (section, kind), True
    for other, said in (data.get("activities") or {}).items():
        for key in ("of", "closes"):
            if (said or {}).get(key) == kind:
                yield ("activities", other, key), False
    yield from _planned(data, kind)


def _planned(data: dict[str, Any], kind: str) -> Iterator[tuple[Places, bool]]:
    for week, lines in (data.get("weeks") or {}).items():
        if kind in (lines or {}):
            yield ("weeks", week, kind), True
    if kind in (data.get("funnel") or ()):
        yield ("funnel", kind), False
    for place, off in enumerate(data.get("time_off") or ()):
        if isinstance(off, dict) and kind in (off.get("kinds") or ()):
            yield ("time_off", place, "kinds", kind), False


def _renamed(data: dict[str, Any], old: str, new: str) -> dict[str, Any]:
    """Return plain data with a kind renamed wherever it is named."""
    for path, key in list(_mentions(data, old)):
        holder: Any = data
        for step in path[:-1]:
            holder = holder[step]
        last: Any = path[-1]
        if key:
            entries = {new if name == old else name: value for name, value in holder.items()}
            holder.clear()
            holder.update(entries)
        elif isinstance(holder, list):
            holder[:] = [new if name == old else name for name in holder]
        else:
            holder[last] = new
    return data
