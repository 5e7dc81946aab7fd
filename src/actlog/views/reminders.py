"""What reminders say, as plain data."""

from __future__ import annotations

from actlog.views.jsonable import finding

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from actlog.domain.findings import Finding
    from actlog.views.shapes.findings import RemindJson


def plain(found: Sequence[Finding]) -> RemindJson:
    """Return `remind --json`: what is said, the weightiest first."""
    return {"reminders": [finding(one) for one in found]}
