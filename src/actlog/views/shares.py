"""Shares with their intervals, and next week's meetings, as plain data."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from actlog.analysis.ahead import Ahead
    from actlog.analysis.intervals import Share
    from actlog.views.shapes.weeks import AheadJson, ShareJson


def plain_share(share: Share) -> ShareJson:
    """Return a share with its interval; `value` is null where nothing came to an end."""
    return {
        "held": share.hits,
        "n": share.n,
        "value": share.value,
        "low": share.low,
        "high": share.high,
    }


def plain_ahead(one: Ahead) -> AheadJson:
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
