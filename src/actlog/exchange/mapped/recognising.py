"""Which mapping a foreign header belongs to."""

from __future__ import annotations

from actlog.domain.errors import InputError
from actlog.domain.mapping import fold
from actlog.exchange.mapped.columns import known

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from actlog.domain.mapping import Mapping


def best(header: Sequence[str], mappings: Iterable[Mapping]) -> Mapping | None:
    """Return the mapping with the largest `recognise` set that the header has, None without any.

    Raises InputError where several have one of that size.
    """
    most, found = 0, list["Mapping"]()
    for mapping in mappings:
        size = _size(mapping, header)
        if size > most:
            most, found = size, [mapping]
        elif size == most and size:
            found.append(mapping)
    if len(found) > 1:
        titles = " or ".join([mapping.title for mapping in found])
        words = " or ".join([f"--format {mapping.format}" for mapping in found])
        raise InputError(f"this can be {titles}", f"say which: {words}")
    return found[0] if found else None


def _size(mapping: Mapping, header: Sequence[str]) -> int:
    """Return the size of the largest set that is within the header, 0 without any."""
    names = known(header, mapping.names).keys()
    wanted = [{fold(name) for name in columns} for columns in mapping.recognise]
    return max([len(columns) for columns in wanted if columns <= names], default=0)
