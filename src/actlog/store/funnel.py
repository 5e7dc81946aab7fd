"""What a funnel is made of beside the days' sums: accounts followed, and parts of a window.

Every query is bounded by the window's days: it costs what the window holds, not the log.
"""

from __future__ import annotations

from datetime import date

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from actlog.analysis.breakdown import Counted
    from actlog.analysis.cohort import FirstDay
    from actlog.store.database import Store

# Of the accounts that the window touched, the index alone is read.
_FIRST_DAYS = """
WITH touched AS MATERIALIZED (
    SELECT DISTINCT account_id AS account FROM entries INDEXED BY entries_day
    WHERE live AND account_id IS NOT NULL AND day BETWEEN ? AND ?
)
SELECT account_id, kind, outcome, min(day)
FROM touched CROSS JOIN entries INDEXED BY entries_prospect ON account_id = account
WHERE live AND account_id IS NOT NULL AND day <= ?
GROUP BY account_id, kind, outcome
"""

_PARTS = """
SELECT {column} AS part, kind, outcome, sum(count)
FROM entries INDEXED BY entries_day LEFT JOIN accounts ON accounts.id = account_id
WHERE live AND day BETWEEN ? AND ?
GROUP BY part, kind, outcome
"""

_VALUES = """
SELECT value_cents FROM entries INDEXED BY entries_kind
WHERE live AND kind = ? AND day BETWEEN ? AND ? AND count = 1 AND value_cents > 0
ORDER BY day DESC, id DESC LIMIT ?
"""

_COLUMNS = {
    "persona": "entries.persona",
    "source": "entries.source",
    "account": "accounts.name",
    "tag": "tags",
    "hour": "substr(entries.at, 12, 2)",
}


def first_days(store: Store, first: date, last: date) -> list[FirstDay]:
    """Return, of every account touched on some days, the first day of each kind and outcome."""
    begin, end = first.isoformat(), last.isoformat()
    day = date.fromisoformat
    rows = store.rows(_FIRST_DAYS, (begin, end, end))
    return [(row[0], row[1], row[2], day(row[3])) for row in rows]


def parts(store: Store, by: str, first: date, last: date) -> Sequence[Counted]:
    """Return the counts of some days by persona, source, account, tag or hour.

    The hour is that of the clock where it happened, in two digits; tags stand as they were said,
    between spaces.
    """
    sql = _PARTS.format(column=_COLUMNS[by])
    return [tuple(row) for row in store.rows(sql, (first.isoformat(), last.isoformat()))]


def values(store: Store, kind: str, first: date, last: date, most: int) -> list[int]:
    """Return what single entries of a kind were worth in cents, the latest so many first."""
    return [
        row[0] for row in store.rows(_VALUES, (kind, first.isoformat(), last.isoformat(), most))
    ]
