"""One row on its way into the log: what reading a file yields and bulk storing takes."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

Incoming = list["Any"]
"""The values of INCOMING in order; texts are never empty, absent ones are None.

A list, not an Entry: a million of these pass by, one at a time.
"""

SAID = 15
"""How many bytes of `content` are the digest."""

INCOMING = (
    "place",  # where it stands in what was read: see `place`
    "uid",
    "day",  # ISO date
    "at",  # ISO instant with its offset, to the second
    "kind",
    "count",
    "outcome",
    "account",
    "contact",
    "minutes",
    "value_cents",
    "source",
    "persona",
    "tags",  # joined by spaces
    "note",
    "planned",  # ISO date or instant, like due
    "next",
    "due",
    "done",
    "story",
    "objection",  # joined by spaces
    "content",  # SAID bytes: a digest of what the row says, its uid aside; a sourced row's uid
)
COLUMN_OF = {"for": "planned", "value": "value_cents"}
"""Fields that INCOMING calls otherwise."""

ACCOUNT, CONTACT = INCOMING.index("account"), INCOMING.index("contact")

_LINE_BITS = 40


def place(table: int, line: int) -> int:
    """Return one number for a line of a table: places sort as what was read."""
    return table << _LINE_BITS | line


def line_of(place: int) -> tuple[int, int]:
    """Return the table and the line of a place."""
    return place >> _LINE_BITS, place & ((1 << _LINE_BITS) - 1)
