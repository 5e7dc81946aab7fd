"""What the answer of `log` takes from what the coach said last. On the leanest lane."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date

    from actlog.store.database import Store

NAME = "coach"
"""The setting that holds what the coach said last; `coached` writes it."""

_SAYS = """
SELECT json_extract(value, '$.busy'), json_extract(value, '$.says') FROM settings
WHERE name = ? AND json_valid(value) AND json_extract(value, '$.week') = ?
"""


def says(store: Store, week: date) -> tuple[bool, str | None]:
    """Return whether the rep is busy without results, and the coach's weightiest word.

    Of what was said in the week that begins on that day, and holds until it ends.
    """
    row = store.row(_SAYS, (NAME, week.isoformat()))
    return (False, None) if row is None else (bool(row[0]), row[1])
