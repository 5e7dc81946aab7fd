"""The sums that every week is made of: read from `day_totals`, which triggers keep."""

from __future__ import annotations

from datetime import date, datetime, timedelta

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from actlog.domain.entry import DayTotal
    from actlog.store.database import Store

_AHEAD = """
SELECT day, kind, outcome, sum(count), sum(ifnull(minutes, 0)), sum(ifnull(value_cents, 0))
FROM entries JOIN operations ON operations.id = added_by
WHERE live AND day BETWEEN ? AND ?
    AND julianday(coalesce(entries.at, operations.at)) <= julianday(?)
GROUP BY day, kind, outcome
"""

_TOTALS = """
SELECT day, kind, nullif(outcome, ''), count, minutes, value_cents FROM day_totals
WHERE day BETWEEN ? AND ?
"""
_ORDER = "ORDER BY day, kind, outcome"

_ONE_DAY, _OVER_THE_DATE_LINE = timedelta(days=1), timedelta(days=2)
"""A day, and how far one zone's date may be ahead of another's at most."""


def day_totals(store: Store, first: date, last: date) -> list[DayTotal]:
    """Return the sums of each day, kind and outcome from `first` to `last`, both included."""
    return _read(store.rows(f"{_TOTALS} {_ORDER}", (first.isoformat(), last.isoformat())))


def totals_of(store: Store, kinds: Sequence[str], first: date, last: date) -> list[DayTotal]:
    """Return the `day_totals` of some kinds alone."""
    of_kinds = f"AND kind IN ({', '.join('?' * len(kinds))})"
    values = (first.isoformat(), last.isoformat(), *kinds)
    return _read(store.rows(f"{_TOTALS} {of_kinds} {_ORDER}", values))


def _read(rows: Sequence[Any]) -> list[DayTotal]:
    day = date.fromisoformat
    return [(day(row[0]), *row[1:]) for row in rows]


def totals_until(store: Store, first: date, last: date, now: datetime) -> list[DayTotal]:
    """Return `day_totals` up to today's local date, and of the days after it what is not to come.

    Such a day may have begun already where the rep was before a flight over the date line;
    what had happened there by `now` counts.
    """
    today = now.date()
    totals = day_totals(store, first, min(last, today))
    if last > today:
        begin, end = max(first, today + _ONE_DAY), min(last, today + _OVER_THE_DATE_LINE)
        rows = store.rows(_AHEAD, (begin.isoformat(), end.isoformat(), now.isoformat()))
        totals += [(date.fromisoformat(row[0]), *row[1:]) for row in rows]
    return totals


def first_day(store: Store) -> date | None:
    """Return the day of the earliest entry, None in an empty log."""
    (day,) = store.row("SELECT min(day) FROM day_totals")
    return date.fromisoformat(day) if day else None


def kinds_and_outcomes(store: Store) -> list[tuple[str, str | None]]:
    """Return which kinds and outcomes the log has entries of, each pair once."""
    return store.rows("SELECT DISTINCT kind, nullif(outcome, '') FROM day_totals ORDER BY 1, 2")
