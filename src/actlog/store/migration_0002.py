"""Migration 2: a log for years: searched, mended, followed up, timed, and forgotten where asked.

`search` is a full-text index that keeps no text of its own: it reads `searchable`, a view of
the live entries that have any. Triggers keep it right whoever edits the log, with whatever
tool, as they do for `day_totals`.
"""

from __future__ import annotations

from actlog.store.migration_0001 import run_script

TYPE_CHECKING = False
if TYPE_CHECKING:
    from sqlite_utils import Database

# `done` says when the next step was taken, `story` is the uid of the meeting set that an
# entry ends or continues. A sealed operation has nothing left that could be undone. What the
# list of accounts asks is all in `entries_prospect`, which finds their entries as well.
_COLUMNS = """
ALTER TABLE entries ADD COLUMN done TEXT;
ALTER TABLE entries ADD COLUMN story TEXT CHECK (story <> '');
ALTER TABLE operations ADD COLUMN sealed INTEGER NOT NULL DEFAULT 0 CHECK (sealed IN (0, 1));
CREATE INDEX entries_kind ON entries (kind, day) WHERE live;
CREATE INDEX entries_planned ON entries (planned) WHERE live AND planned IS NOT NULL;
CREATE INDEX entries_story ON entries (story) WHERE live AND story IS NOT NULL;
DROP INDEX entries_account;
CREATE INDEX entries_prospect ON entries (account_id, kind, outcome, day, count, live)
    WHERE live AND account_id IS NOT NULL;
CREATE INDEX entries_steps ON entries (due) WHERE live AND done IS NULL
    AND (next IS NOT NULL OR due IS NOT NULL);
CREATE INDEX changes_row ON changes (table_name, row_id);
"""

# One timer at most. It is no part of the history: `undo` leaves it alone.
_TIMER = """
CREATE TABLE timer (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    kind TEXT NOT NULL,
    started TEXT NOT NULL
) STRICT;
"""

# Keyed digests of accounts and contacts that were forgotten, so that no copy brings them back.
_FORGOTTEN = """
CREATE TABLE forgotten (fingerprint BLOB PRIMARY KEY, at TEXT NOT NULL) STRICT, WITHOUT ROWID;
"""

# What `check` found and the rep called right: by rule, an entry's number, or those of two
# accounts or contacts that are not one.
_ACCEPTED = """
CREATE TABLE accepted (
    id INTEGER PRIMARY KEY,
    rule TEXT NOT NULL,
    one INTEGER NOT NULL,
    other INTEGER NOT NULL DEFAULT 0,
    added_by INTEGER NOT NULL REFERENCES operations (id),
    live INTEGER NOT NULL DEFAULT 1 CHECK (live IN (0, 1))
) STRICT;
CREATE UNIQUE INDEX accepted_once ON accepted (rule, one, other) WHERE live;
CREATE INDEX accepted_added_by ON accepted (added_by);
"""

# A version that an operation brought is taken back with it. `model_changes` holds the texts of
# the file from before and after an operation, and the kind that it renamed; `model_due` what is
# to be written into the file by whoever comes first, should the first one not live to do it.
_MODEL = """
ALTER TABLE model_versions ADD COLUMN live INTEGER NOT NULL DEFAULT 1 CHECK (live IN (0, 1));
CREATE TABLE model_changes (
    operation_id INTEGER PRIMARY KEY REFERENCES operations (id),
    path TEXT NOT NULL,
    before TEXT NOT NULL,
    after TEXT NOT NULL,
    old_kind TEXT,
    new_kind TEXT
) STRICT;
CREATE TABLE model_due (
    path TEXT PRIMARY KEY,
    before TEXT NOT NULL,
    after TEXT NOT NULL
) STRICT, WITHOUT ROWID;
"""

_SEARCHABLE = """
SELECT entries.id, note, next, tags, accounts.name AS account, contacts.name AS contact
FROM entries
LEFT JOIN accounts ON accounts.id = entries.account_id
LEFT JOIN contacts ON contacts.id = entries.contact_id
WHERE live AND coalesce(note, next, tags, entries.account_id, contact_id) IS NOT NULL
"""
_SEARCH = """
CREATE VIRTUAL TABLE search USING fts5(
    note, next, tags, account, contact, content = 'searchable', content_rowid = 'id',
    columnsize = 0, tokenize = 'unicode61 remove_diacritics 2'
);
INSERT INTO search (search) VALUES ('rebuild');
"""
# What a trigger on entries asks of its `new` or `old` row, and hands to the index.
_HAS_TEXT = (
    "{0}.live AND coalesce({0}.note, {0}.next, {0}.tags, {0}.account_id, {0}.contact_id) NOTNULL"
)
_TEXTS = (
    "{0}.id, {0}.note, {0}.next, {0}.tags, "
    "(SELECT name FROM accounts WHERE id = {0}.account_id), "
    "(SELECT name FROM contacts WHERE id = {0}.contact_id)"
)
_LEARN = "INSERT INTO search (rowid, note, next, tags, account, contact) VALUES ({});"
_UNLEARN = """
    INSERT INTO search (search, rowid, note, next, tags, account, contact)
    VALUES ('delete', {});
"""
_WHEN = {
    "added": ("AFTER INSERT", "new", _LEARN),
    "deleted": ("BEFORE DELETE", "old", _UNLEARN),
    "taken": ("BEFORE UPDATE OF note, next, tags, account_id, contact_id, live", "old", _UNLEARN),
    "given": ("AFTER UPDATE OF note, next, tags, account_id, contact_id, live", "new", _LEARN),
}
_TRIGGER = "CREATE TRIGGER search_{} {} ON entries WHEN {} BEGIN {} END;"
# A name that changes is taken out of every entry that shows it, and put in anew.
_RENAMED = """
CREATE TRIGGER search_{0}_taken BEFORE UPDATE OF name ON {0}s WHEN new.name IS NOT old.name
BEGIN
    INSERT INTO search (search, rowid, note, next, tags, account, contact)
    SELECT 'delete', searchable.* FROM searchable
    WHERE id IN (SELECT id FROM entries WHERE live AND {0}_id = old.id);
END;
CREATE TRIGGER search_{0}_given AFTER UPDATE OF name ON {0}s WHEN new.name IS NOT old.name
BEGIN
    INSERT INTO search (rowid, note, next, tags, account, contact)
    SELECT searchable.* FROM searchable
    WHERE id IN (SELECT id FROM entries WHERE live AND {0}_id = new.id);
END;
"""

_ACTIVITY_LOG = """
SELECT entries.id, day, substr(at, 12, 5) AS time, kind, count, outcome,
    accounts.name AS account, contacts.name AS contact, minutes, value_cents / 100.0 AS value,
    entries.source, entries.persona, tags, note, planned AS "for", next, due, done, story
FROM entries
LEFT JOIN accounts ON accounts.id = entries.account_id
LEFT JOIN contacts ON contacts.id = entries.contact_id
WHERE live
ORDER BY day, at, entries.id
"""
_HISTORY = """
SELECT id, at, command, words, coalesce((
    SELECT step.command = 'undo' FROM operations AS step
    WHERE step.target = operations.id ORDER BY step.id DESC LIMIT 1
), 0) AS undone, sealed
FROM operations WHERE target IS NULL
"""


def keep_for_life(db: Database) -> None:
    """Add what search, next steps, stories of meetings, timers and forgetting need."""
    for script in (_COLUMNS, _TIMER, _FORGOTTEN, _ACCEPTED, _MODEL):
        run_script(db, script)
    db.create_view("searchable", _SEARCHABLE)
    run_script(db, _SEARCH)
    for name, (moment, row, statement) in _WHEN.items():
        body = statement.format(_TEXTS.format(row))
        run_script(db, _TRIGGER.format(name, moment, _HAS_TEXT.format(row), body))
    for owner in ("account", "contact"):
        run_script(db, _RENAMED.format(owner))
    db.create_view("activity_log", _ACTIVITY_LOG, replace=True)
    db.create_view("history", _HISTORY, replace=True)
