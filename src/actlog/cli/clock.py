"""The one clock. On every lane."""

from __future__ import annotations

from datetime import datetime

from actlog.domain.errors import InputError
from actlog.domain.text import visible

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping


def read_clock(environ: Mapping[str, str]) -> datetime:
    """Return the time it is, in the local zone: `ACTLOG_NOW` where set, else the clock.

    This is the one place that reads the clock for what is logged and shown.
    """
    fixed = environ.get("ACTLOG_NOW")
    if not fixed:
        return clock()
    from actlog.grammar.when import EARLIEST, LATEST

    try:
        given = datetime.fromisoformat(fixed)
        # At the end of its calendar, not every Python knows a local time.
        now = given.astimezone() if given.year <= LATEST.year else given
    except (ValueError, OverflowError):
        raise InputError(
            f"ACTLOG_NOW is not an ISO instant: {visible(fixed)}", "such as 2026-11-23T10:41"
        ) from None
    if not EARLIEST <= now.date() <= LATEST:
        raise InputError(
            f"ACTLOG_NOW is in no year that a log can hold: {visible(fixed)}",
            f"years run from {EARLIEST.year} to {LATEST.year}",
        )
    return now


def clock() -> datetime:
    """Return the real time in the local zone, which stamps the model's versions."""
    return datetime.now().astimezone()
