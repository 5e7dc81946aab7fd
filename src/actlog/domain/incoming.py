"""One row on its way into the log: what reading a file yields and bulk storing takes."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

Incoming = list["Any"]
"""The values of INCOMING in order; texts are never empty, absent ones are None.

A list, not an Entry: a million of these pass by, one at a time.
"""

INCOMING = (
    "line",  # where the row begins in its file, rising
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
    "content",  # a digest of all that the row says, its uid aside
)
ACCOUNT, CONTACT = INCOMING.index("account"), INCOMING.index("contact")
