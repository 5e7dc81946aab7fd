"""Shares with their intervals, and next week's meetings, as plain data."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from actlog.analysis.ahead import Ahead
    from actlog.analysis.intervals import Share


def plain_share(share: Share) -> dict[str, Any]:
    """Return a share with its interval; `value` is null where nothing came to an end."""
    return {
        "held": share.hits,
        "n": share.n,
        "value": share.value,
        "low": share.low,
        "high": share.high,
    }


def plain_ahead(one: Ahead) -> dict[str, Any]:
    """Return one of the `ahead[]` of `week --json`."""
    return {
        "kind": one.kind.name,
        "week": one.week.label,
        "booked": one.booked,
        "show_rate": plain_share(one.show),
        "expected": one.expected,
        "line": one.line,
        "needed": one.needed,
    }
