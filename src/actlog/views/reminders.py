"""What reminders say, as plain data."""

from __future__ import annotations

from actlog.views.jsonable import finding

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from actlog.domain.findings import Finding


def plain(found: Sequence[Finding]) -> dict[str, Any]:
    """Return `remind --json`: what is said, the weightiest first."""
    return {"reminders": [finding(one) for one in found]}
