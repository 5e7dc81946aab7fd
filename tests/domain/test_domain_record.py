"""Records behave like frozen keyword-only dataclasses."""

from __future__ import annotations
import __future__

import importlib
import pkgutil
from collections.abc import Iterator
from typing import Any

import pytest

import actlog
from actlog.domain.record import Record


class Point(Record):
    x: int
    y: int = 2


class Named(Point):
    name: str


def test_a_record_is_made_from_keywords_and_defaults() -> None:
    point = Point(x=1)
    assert (point.x, point.y) == (1, 2)
    assert repr(point) == "Point(x=1, y=2)"


def test_records_compare_and_hash_by_value_and_class() -> None:
    assert Point(x=1) == Point(x=1, y=2)
    assert Point(x=1) != Point(x=2)
    assert Point(x=1) != (1, 2)
    assert len({Point(x=1), Point(x=1), Point(x=3)}) == 2


def test_a_record_inherits_fields_and_defaults() -> None:
    named = Named(x=1, name="a")
    assert named.as_tuple() == (1, 2, "a")
    assert named.replace(name="b", y=5).as_dict() == {"x": 1, "y": 5, "name": "b"}


def test_a_missing_or_unknown_field_is_refused_by_name() -> None:
    nothing: dict[str, Any] = {}
    unknown: dict[str, Any] = {"z": 1}
    with pytest.raises(TypeError, match="Point needs x"):
        Point(**nothing)
    with pytest.raises(TypeError, match="Point has no z"):
        Point(x=1, **unknown)


def test_a_record_cannot_be_changed() -> None:
    point, field = Point(x=1), "x"
    with pytest.raises(AttributeError, match="cannot be changed"):
        setattr(point, field, 5)
    with pytest.raises(AttributeError, match="cannot be deleted"):
        del point.x
    assert not hasattr(point, "__dict__")


def records(base: type[Record] = Record) -> Iterator[type[Record]]:
    """Yield all records of the modules that are loaded."""
    for kind in base.__subclasses__():
        yield kind
        yield from records(kind)


def test_every_module_with_records_keeps_annotations_as_text() -> None:
    # Without it, Python 3.14 would make annotations lazily, after the record has read them.
    for module in pkgutil.walk_packages(actlog.__path__, "actlog."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    found = {kind.__module__ for kind in records()}
    assert len(found) > 10
    for name in found:
        module_of = importlib.import_module(name)
        assert getattr(module_of, "annotations", None) is __future__.annotations, name
