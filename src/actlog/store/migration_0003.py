"""Migration 3: what prospects object to, and what a rep promises for a week.

`entries.objection` holds the objections heard, joined by spaces as tags are. A promise is for
the week that begins on its day; of several, the latest counts. It lives and rests with its
operation, and its answer is a change like any other, so both can be undone.
"""

from __future__ import annotations

from actlog.store.migration_0001 import run_script

TYPE_CHECKING = False
if TYPE_CHECKING:
    from sqlite_utils import Database

_COLUMNS = """
ALTER TABLE entries ADD COLUMN objection TEXT CHECK (objection <> '');
CREATE INDEX entries_objection ON entries (day, at) WHERE live AND objection IS NOT NULL;
"""

# A promise with a kind and a count is judged by the log, any other by what the rep answers.
_PROMISES = """
CREATE TABLE promises (
    id INTEGER PRIMARY KEY,
    week TEXT NOT NULL CHECK (week IS date(week, '+0 days')),
    text TEXT NOT NULL,
    kind TEXT CHECK (kind <> ''),
    count INTEGER CHECK (count >= 1),
    answer TEXT CHECK (answer IN ('kept', 'broken')),
    added_by INTEGER NOT NULL REFERENCES operations (id),
    live INTEGER NOT NULL DEFAULT 1 CHECK (live IN (0, 1)),
    CHECK ((kind IS NULL) = (count IS NULL))
) STRICT;
CREATE INDEX promises_week ON promises (week) WHERE live;
CREATE INDEX promises_added_by ON promises (added_by);
"""

_ACTIVITY_LOG = """
SELECT entries.id, day, substr(at, 12, 5) AS time, kind, count, outcome,
    accounts.name AS account, contacts.name AS contact, minutes, value_cents / 100.0 AS value,
    entries.source, entries.persona, tags, objection, note, planned AS "for", next, due, done,
    story
FROM entries
LEFT JOIN accounts ON accounts.id = entries.account_id
LEFT JOIN contacts ON contacts.id = entries.contact_id
WHERE live
ORDER BY day, at, entries.id
"""


def listen(db: Database) -> None:
    """Add what objections and promises need."""
    for script in (_COLUMNS, _PROMISES):
        run_script(db, script)
    db.create_view("activity_log", _ACTIVITY_LOG, replace=True)
