"""Entries as JSON Lines: one object a line, the plain form of the codec."""

from __future__ import annotations

import json

from actlog.domain.schema import SCHEMA_VERSION
from actlog.exchange.codec import FIELDS, to_plain
from actlog.exchange.problems import RowError
from actlog.exchange.rejects import PROBLEM

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any

    from actlog.domain.entry import Entry
    from actlog.exchange.problems import Problems

_VERSION = "schema_version"
_KNOWN = frozenset((_VERSION, PROBLEM, *FIELDS))
_LISTS = {"tags": "a tag", "objection": "an objection"}
_MOST_EXTRA = 5


def write(entries: Iterable[Entry]) -> Iterator[str]:
    """Yield one line of JSON per entry, each with its `schema_version`."""
    for entry in entries:
        plain = {_VERSION: SCHEMA_VERSION, **to_plain(entry)}
        yield json.dumps(plain, ensure_ascii=False) + "\n"


def read(
    lines: Iterator[str], problems: Problems, *, ignore_extra: bool
) -> Iterator[tuple[int, list[str]]]:
    """Yield every object as cells in the order of FIELDS, with its line.

    Numbers keep their text: `18000.5` reaches the same readers as the cell of a CSV. What
    is no such object is told to `problems`.
    """
    decode = json.JSONDecoder(parse_int=str, parse_float=str, parse_constant=str).decode
    for number, text in enumerate(lines, start=1):
        if text.isspace():
            continue
        try:
            plain = decode(text)
        except (ValueError, RecursionError):
            problems.add(number, RowError("this is not a line of JSON"))
            continue
        try:
            yield number, _cells(plain, ignore_extra=ignore_extra)
        except RowError as error:
            problems.add(number, error)


def _cells(plain: Any, *, ignore_extra: bool) -> list[str]:
    """Return the cells of one decoded line. Raises RowError on another shape."""
    if not isinstance(plain, dict):
        raise RowError("this is not a JSON object")
    version = plain.get(_VERSION)
    if version is not None and version != str(SCHEMA_VERSION):
        raise RowError(f"{_VERSION}: this program reads version {SCHEMA_VERSION}")
    if not ignore_extra and not plain.keys() <= _KNOWN:
        extra = ", ".join(sorted(plain.keys() - _KNOWN)[:_MOST_EXTRA])
        raise RowError(f"unknown names: {extra} (leave them out with --ignore-extra)")
    return [_cell(name, plain.get(name)) for name in FIELDS]


def _cell(name: str, value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if name in _LISTS and isinstance(value, list) and all(isinstance(word, str) for word in value):
        if any(len(word.split()) != 1 for word in value):
            raise RowError(f"{name}: {_LISTS[name]} is one word")
        return " ".join(value)
    raise RowError(f"{name}: this is not a plain value")
