"""The rules of `check` in SQL: where each looks, and what it points at.

What a rule means is said in docs/mending.md; its figures stand in `domain.odd`. `checks` puts
a rule into one query over all entries, in which `kinds`, `outcomes` and `required` are what
the model week says.
"""

from __future__ import annotations

from datetime import timedelta

from actlog.domain.odd import (
    CLOSE_SECONDS,
    ENOUGH_DAYS,
    ENOUGH_VALUES,
    FAR_ABOVE,
    LONG_OVERDUE,
    MANY_TIMES,
    MORE,
)
from actlog.domain.record import Record
from actlog.store import repeats

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date, datetime

    from actlog.domain.model_week import ModelWeek


class Rule(Record):
    """How a rule finds its entries, in SQL; `first` ranks the one to speak of lowest."""

    condition: str = "1"
    source: str = "entries"
    what: str = "NULL"
    figure: str = "NULL"
    usual: str = "NULL"
    first: str = "entries.id"
    group: str = "kind, what"


_LACKS = """CASE field
    WHEN 'account' THEN account_id IS NULL WHEN 'contact' THEN contact_id IS NULL
    WHEN 'minutes' THEN minutes IS NULL WHEN 'value' THEN value_cents IS NULL
    WHEN 'outcome' THEN outcome IS NULL WHEN 'source' THEN entries.source IS NULL
    WHEN 'persona' THEN entries.persona IS NULL WHEN 'tags' THEN tags IS NULL
    WHEN 'note' THEN note IS NULL WHEN 'for' THEN planned IS NULL
    WHEN 'next' THEN next IS NULL WHEN 'due' THEN due IS NULL
END"""

_UNUSUAL_DAYS = f"""
(
    WITH large AS MATERIALIZED (
        SELECT kind, day, sum(count) AS total FROM day_totals GROUP BY day, kind
        HAVING total > {MORE}
    ), usual AS MATERIALIZED (
        SELECT kind, (
            SELECT sum(count) FROM day_totals WHERE day_totals.kind = kinds.kind
            GROUP BY day ORDER BY 1 DESC LIMIT 1 OFFSET 2
        ) AS third, (
            SELECT count(DISTINCT day) FROM day_totals WHERE day_totals.kind = kinds.kind
        ) AS days
        FROM (SELECT DISTINCT kind FROM large) AS kinds
    )
    SELECT kind AS odd_kind, day AS odd_day, total, third FROM large JOIN usual USING (kind)
    WHERE days >= {ENOUGH_DAYS} AND total > {FAR_ABOVE} * third AND total >= third + {MORE}
    AND NOT EXISTS (
        SELECT 1 FROM accepted JOIN entries AS right ON right.id = one
        WHERE accepted.live AND rule = 'unusual-day'
            AND right.kind = large.kind AND right.day = large.day
    )
) CROSS JOIN entries ON kind = odd_kind AND day = odd_day
"""

_USUAL_VALUES = f"""
entries LEFT JOIN (
    SELECT kind AS valued, value_cents AS median FROM (
        SELECT kind, value_cents, count(*) OVER (PARTITION BY kind) AS size,
            row_number() OVER (PARTITION BY kind ORDER BY value_cents) AS place
        FROM entries WHERE live AND value_cents > 0
    ) WHERE size >= {ENOUGH_VALUES} AND place = (size + 1) / 2
) ON kind = valued
"""

# Along each account's meetings, one set more and one closed less. Where that falls lower than
# ever before, and below nothing, more were closed than had been set.
_NEVER_SET = """
(
    SELECT id AS odd_id, here, min(here) OVER (
        PARTITION BY account_id, closed ORDER BY place
        ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
    ) AS lowest
    FROM (
        SELECT id, account_id, closed, sum(step) OVER way AS here, row_number() OVER way AS place
        FROM (
            SELECT id, account_id, day, at, coalesce(closes, kind) AS closed, closes,
                CASE WHEN closes IS NULL THEN count
                    WHEN outcome IS 'rescheduled' THEN 0 ELSE -count END AS step
            FROM entries JOIN kinds ON name = kind
            WHERE live AND kind IN (
                SELECT name FROM kinds WHERE closes IS NOT NULL
                UNION SELECT closes FROM kinds WHERE closes IS NOT NULL
            )
        )
        WINDOW way AS (PARTITION BY account_id, closed ORDER BY day, closes IS NOT NULL, at, id)
    )
) CROSS JOIN entries ON entries.id = odd_id
"""

_CLOSED_TWICE = """
(
    SELECT story AS twice FROM entries JOIN kinds ON name = kind
    WHERE live AND story IS NOT NULL
    GROUP BY story
    HAVING sum(closes IS NOT NULL AND outcome IS NOT 'rescheduled')
        > 1 + sum(closes IS NULL OR outcome IS 'rescheduled' AND EXISTS (
            SELECT 1 FROM entries AS fell WHERE fell.live AND fell.story = entries.story
                AND fell.outcome IN ('no-show', 'cancelled')
                AND (fell.day, fell.id) < (entries.day, entries.id)
        ))
) CROSS JOIN entries ON story = twice
JOIN kinds ON name = kind AND closes IS NOT NULL AND outcome IS NOT 'rescheduled'
"""

_KNOWN = "kind IN (SELECT name FROM kinds)"


def rules(model: ModelWeek, now: datetime) -> dict[str, Rule]:
    """Return the rules that look at the entries' own columns."""
    begin, end = model.calendar.hours
    today, long_ago = now.date(), now.date() - timedelta(days=LONG_OVERDUE)
    return {
        "unknown-kind": Rule(condition=f"NOT {_KNOWN}"),
        "unknown-outcome": Rule(
            what="outcome",
            condition=f"outcome IS NOT NULL AND {_KNOWN} AND NOT EXISTS "
            "(SELECT 1 FROM outcomes WHERE of_kind = kind AND word = outcome)",
        ),
        "future": Rule(
            what="CASE WHEN entries.at IS NOT NULL THEN 'timed' END",
            first="day",
            source="entries JOIN operations ON operations.id = entries.added_by",
            condition=_later(today, now),
        ),
        "over-maximum": Rule(
            source="entries JOIN kinds ON name = kind",
            condition="count > (SELECT min(most) FROM kinds) AND count > most",
            figure="count",
            usual="most",
            first="-count",
        ),
        "missing-field": Rule(
            source="entries JOIN required ON of_kind = kind", what="field", condition=_LACKS
        ),
        "long-minutes": Rule(
            condition=f"minutes > {end - begin}",
            figure="minutes",
            usual=f"{end - begin}",
            first="-minutes",
        ),
        "unusual-day": Rule(
            source=_UNUSUAL_DAYS, what="day", figure="total", usual="third", first="-count"
        ),
        "unusual-value": Rule(
            source=_USUAL_VALUES,
            condition=f"value_cents IS NOT NULL AND (value_cents = 0"
            f" OR value_cents >= {MANY_TIMES} * median"
            f" OR {MANY_TIMES} * value_cents <= median)",
            what="CASE WHEN value_cents = 0 THEN 'nothing' WHEN value_cents > median THEN 'much'"
            " ELSE 'little' END",
            figure="value_cents",
            usual="median",
        ),
        "held-without-set": Rule(
            source=_NEVER_SET,
            condition="story IS NULL AND here < 0 AND here < coalesce(lowest, 0)"
            " AND kind IN (SELECT name FROM kinds WHERE closes IS NOT NULL)",
        ),
        "lost-story": Rule(
            condition="story IS NOT NULL AND NOT EXISTS (SELECT 1 FROM entries AS root"
            " WHERE root.uid = entries.story AND root.live"
            " AND root.kind IN (SELECT closes FROM kinds))",
        ),
        "closed-twice": Rule(source=_CLOSED_TWICE, what="story", first="-entries.id"),
        "overdue-step": Rule(
            condition="done IS NULL AND (next IS NOT NULL OR due IS NOT NULL)"
            f" AND due < '{long_ago.isoformat()}'",
            what="next",
            first="due",
            group="1",
        ),
        "logged-twice": Rule(source=repeats.LOGGED.format(seconds=CLOSE_SECONDS), usual="twin"),
        "imported-twice": Rule(
            source=repeats.IMPORTED, what="repeating", figure="size", group="repeating"
        ),
    }


def _later(today: date, now: datetime) -> str:
    """Return the condition of what is still to come; a day may begin earlier in other zones.

    A day without a time is judged by where it was when it was logged.
    """
    yesterday = today - timedelta(days=1)
    instant = now.isoformat(timespec="seconds")
    return (
        f"day >= '{yesterday.isoformat()}' AND CASE WHEN entries.at IS NOT NULL"
        f" THEN julianday(entries.at) > julianday('{instant}')"
        f" ELSE day > '{today.isoformat()}' AND (day > substr(operations.at, 1, 10)"
        f" OR julianday(operations.at) > julianday('{instant}')) END"
    )
