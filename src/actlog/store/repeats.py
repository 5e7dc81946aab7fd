"""Entries that stand in the log twice, as sources of `checks`.

Equal entries of one operation are meant: five calls of a busy hour, or of one file, are five
calls. Only what a later operation says again can be a slip.
"""

from __future__ import annotations

from actlog.domain.odd import BATCH, MOSTLY

_SAID = (
    "day, kind, count, outcome, account_id, contact_id, minutes, value_cents, tags, note, "
    "planned, next, due, objection"
)

_SHARED_DAYS = (
    "SELECT day FROM entries WHERE live GROUP BY day HAVING min(added_by) < max(added_by)"
)

# A call that reached nobody may be made twice in a minute, so an account alone tells nothing
# there. A text, a plan or a value is not said twice by chance.
_TELLS = "coalesce(note, next, planned, due, value_cents) IS NOT NULL"
_MAY_NOT_HAVE_REACHED = """EXISTS (
    SELECT 1 FROM outcomes WHERE of_kind = kind AND unreached AND word = coalesce(outcome, word)
)"""

LOGGED = f"""
(
    SELECT id AS odd_id, twin FROM (
        SELECT entries.id, added_by, second, tells, untimed, lag(entries.id) OVER equals AS twin,
            lag(added_by) OVER equals AS twin_by, lag(second) OVER equals AS twin_second
        FROM (
            SELECT entries.*, {_TELLS} AS tells, entries.at IS NULL AS untimed,
                CAST(strftime('%s', coalesce(entries.at, operations.at)) AS INTEGER) AS second
            FROM entries JOIN operations ON operations.id = added_by
            WHERE live AND day IN ({_SHARED_DAYS}) AND ({_TELLS} OR (
                coalesce(account_id, contact_id) IS NOT NULL AND NOT {_MAY_NOT_HAVE_REACHED}
            ))
        ) AS entries
        WINDOW equals AS (PARTITION BY {_SAID}, untimed ORDER BY second, id)
    )
    WHERE twin_by <> added_by AND (second - twin_second <= {{seconds}} OR (untimed AND tells))
) CROSS JOIN entries ON entries.id = odd_id
"""

_BATCHES = f"SELECT added_by FROM entries WHERE live GROUP BY added_by HAVING count(*) >= {BATCH}"

# An operation's nth equal entry repeats another's nth, as an import tells its rows apart.
IMPORTED = f"""
(
    WITH numbered AS (
        SELECT id, added_by, {_SAID}, at, min(added_by) OVER (PARTITION BY day) AS earliest,
            row_number() OVER (PARTITION BY {_SAID}, at, added_by ORDER BY id) AS nth
        FROM entries WHERE live AND day IN ({_SHARED_DAYS})
    ), placed AS (
        SELECT id, added_by, earliest,
            row_number() OVER (PARTITION BY {_SAID}, at, nth ORDER BY added_by) > 1 AS again
        FROM numbered
    ), repeated AS (
        SELECT added_by AS repeating FROM placed
        WHERE earliest < added_by AND added_by IN ({_BATCHES})
        GROUP BY added_by
        HAVING sum(again) >= {BATCH} AND 100 * sum(again) >= {MOSTLY} * count(*)
    )
    SELECT id AS odd_id, repeating,
        (SELECT count(*) FROM entries WHERE live AND added_by = repeating) AS size
    FROM placed JOIN repeated ON repeating = added_by WHERE again
) CROSS JOIN entries ON entries.id = odd_id
"""
