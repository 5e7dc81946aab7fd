"""Immutable slotted records that cost the quick commands nothing to load.

`dataclasses` loads `inspect` and `typing.NamedTuple` loads `typing`; each would take a
fifth to a third of the time that `actlog log` is allowed as a whole. A record behaves like
a frozen keyword-only dataclass, and type checkers are told so.

Modules that define records begin with `from __future__ import annotations`.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Self, dataclass_transform
else:

    def dataclass_transform(**_):
        """Stand in for the type checker's decorator, which would load `typing`."""
        return lambda cls: cls


@dataclass_transform(frozen_default=True, kw_only_default=True)
class RecordType(type):
    """Turns annotations into slots, and values given in the class body into defaults."""

    _fields: tuple[str, ...]
    _defaults: dict[str, Any]

    def __new__(mcs, name: str, bases: tuple[type, ...], namespace: dict[str, Any]) -> RecordType:
        """Make the class; its fields are its base's and its own, in order."""
        own = tuple(namespace.get("__annotations__", ()))
        defaults: dict[str, Any] = {}
        inherited: tuple[str, ...] = ()
        for base in bases:
            if isinstance(base, RecordType):
                defaults |= base._defaults
                inherited += base._fields
        defaults |= {field: namespace.pop(field) for field in own if field in namespace}
        namespace["__slots__"] = own
        cls = super().__new__(mcs, name, bases, namespace)
        cls._fields = inherited + own
        cls._defaults = defaults
        return cls


class Record(metaclass=RecordType):
    """Base of all records: made from keywords, compared and hashed by value."""

    def __init__(self, **values: Any) -> None:
        """Take one keyword per field; a field without a default must be given."""
        put = object.__setattr__
        defaults = type(self)._defaults
        for field in type(self)._fields:
            if field in values:
                put(self, field, values.pop(field))
            elif field in defaults:
                put(self, field, defaults[field])
            else:
                raise TypeError(f"{type(self).__name__} needs {field}")
        if values:
            raise TypeError(f"{type(self).__name__} has no {', '.join(values)}")

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"{type(self).__name__}.{name} cannot be changed; use replace()")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"{type(self).__name__}.{name} cannot be deleted")

    def as_tuple(self) -> tuple[Any, ...]:
        """Return the values in the order of the fields."""
        return tuple([getattr(self, field) for field in type(self)._fields])

    def as_dict(self) -> dict[str, Any]:
        """Return the values by field."""
        return {field: getattr(self, field) for field in type(self)._fields}

    def replace(self, **changes: Any) -> Self:
        """Return a copy with some fields changed."""
        return type(self)(**(self.as_dict() | changes))

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and self.as_tuple() == other.as_tuple()

    def __hash__(self) -> int:
        return hash(self.as_tuple())

    def __repr__(self) -> str:
        values = ", ".join(f"{field}={getattr(self, field)!r}" for field in type(self)._fields)
        return f"{type(self).__name__}({values})"
