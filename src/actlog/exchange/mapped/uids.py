"""Unique ids made of another program's: `salesforce-00T8a00000INVEN01`, `hubspot-123-held`."""

from __future__ import annotations

import re
from hashlib import blake2b

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from actlog.domain.mapping import Mapping

_LONGEST = 64
_OTHER = re.compile("[^A-Za-z0-9]+")
_OWN = re.compile("[A-Za-z0-9-]+")


def makers(mapping: Mapping) -> dict[str | None, Callable[[str], str]]:
    """Return, by part, what makes a row's id a unique id; an empty id stays empty."""
    source = _OTHER.sub("-", mapping.source or mapping.format).strip("-") or "mapping"
    parts = {rule.part: _OTHER.sub("-", rule.part or "") for rule in mapping.entries}
    endings = tuple(["-" + part for part in parts.values() if part])
    return {name: _maker(source, part, endings) for name, part in parts.items()}


def _maker(source: str, part: str, endings: tuple[str, ...]) -> Callable[[str], str]:
    ending = f"-{part}" if part else ""

    def make(text: str) -> str:
        own = text.strip()
        if not own:
            return ""
        uid = f"{source}-{own}{ending}"
        if not _OWN.fullmatch(own) or own.endswith(endings):
            # An id that ends like a part could be that part of another row.
            uid = f"{source}-{_digest(own)}{ending}"
        if len(uid) > _LONGEST:
            uid = f"{source}-{_digest(own)}{ending}"
        return uid if len(uid) <= _LONGEST else _digest(uid)

    return make


def _digest(text: str) -> str:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
