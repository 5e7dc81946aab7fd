"""Migration 1: the log itself.

Tables are for programs, views for people: `activity_log`, `weekly_totals` and
`accounts_touched` show the live log with names in place of numbers, `history` what was done
and whether it still holds. `day_totals` serves every sum over days; triggers keep it right
whoever edits the entries, with whatever tool.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from sqlite_utils import Database

# The history is append-only: `undo` and `redo` are operations that name their target.
_OPERATIONS = """
CREATE TABLE operations (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at TEXT NOT NULL,
    command TEXT NOT NULL,
    words TEXT NOT NULL,
    target INTEGER REFERENCES operations (id)
) STRICT;
CREATE INDEX operations_target ON operations (target) WHERE target IS NOT NULL;
"""

# A number is never used twice, so a line on paper stays true. `added_by` and `removed_by` say
# which operations did it, `origin` is the fingerprint of an imported row: such a row comes
# back by another import only after its own was undone.
_ENTRIES = """
CREATE TABLE entries (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL,
    day TEXT NOT NULL CHECK (day IS date(day, '+0 days')),
    at TEXT,
    kind TEXT NOT NULL CHECK (kind <> ''),
    count INTEGER NOT NULL DEFAULT 1 CHECK (count >= 1),
    outcome TEXT CHECK (outcome <> ''),
    account_id INTEGER REFERENCES accounts (id),
    contact_id INTEGER REFERENCES contacts (id),
    minutes INTEGER CHECK (minutes >= 0),
    value_cents INTEGER CHECK (value_cents >= 0),
    source TEXT,
    persona TEXT,
    tags TEXT,
    note TEXT,
    planned TEXT,
    next TEXT,
    due TEXT,
    origin BLOB,
    added_by INTEGER NOT NULL REFERENCES operations (id),
    removed_by INTEGER REFERENCES operations (id),
    live INTEGER NOT NULL DEFAULT 1 CHECK (live IN (0, 1))
) STRICT;
CREATE UNIQUE INDEX entries_uid ON entries (uid) WHERE live;
CREATE UNIQUE INDEX entries_origin ON entries (origin)
    WHERE origin IS NOT NULL AND (live OR removed_by IS NOT NULL);
CREATE INDEX entries_day ON entries (day, at) WHERE live;
CREATE INDEX entries_account ON entries (account_id, day, at)
    WHERE live AND account_id IS NOT NULL;
CREATE INDEX entries_contact ON entries (contact_id, day, at)
    WHERE live AND contact_id IS NOT NULL;
CREATE INDEX entries_added_by ON entries (added_by);
"""

# An outcome that is not known is '' here: NULLs in a primary key would not meet.
_DAY_TOTALS = """
CREATE TABLE day_totals (
    day TEXT NOT NULL,
    kind TEXT NOT NULL,
    outcome TEXT NOT NULL DEFAULT '',
    entries INTEGER NOT NULL,
    count INTEGER NOT NULL,
    minutes INTEGER NOT NULL,
    value_cents INTEGER NOT NULL,
    PRIMARY KEY (day, kind, outcome)
) STRICT, WITHOUT ROWID;
"""

_ADD = """
    INSERT INTO day_totals VALUES (
        new.day, new.kind, coalesce(new.outcome, ''),
        1, new.count, coalesce(new.minutes, 0), coalesce(new.value_cents, 0)
    ) ON CONFLICT (day, kind, outcome) DO UPDATE SET
        entries = entries + 1, count = count + excluded.count,
        minutes = minutes + excluded.minutes, value_cents = value_cents + excluded.value_cents;
"""
_TAKE = """
    UPDATE day_totals SET
        entries = entries - 1, count = count - old.count,
        minutes = minutes - coalesce(old.minutes, 0),
        value_cents = value_cents - coalesce(old.value_cents, 0)
    WHERE day = old.day AND kind = old.kind AND outcome = coalesce(old.outcome, '');
    DELETE FROM day_totals WHERE entries = 0
        AND day = old.day AND kind = old.kind AND outcome = coalesce(old.outcome, '');
"""
_COUNTED = "day, kind, outcome, count, minutes, value_cents, live"
_TRIGGERS = f"""
CREATE TRIGGER entries_added AFTER INSERT ON entries WHEN new.live BEGIN {_ADD} END;
CREATE TRIGGER entries_deleted AFTER DELETE ON entries WHEN old.live BEGIN {_TAKE} END;
CREATE TRIGGER entries_taken AFTER UPDATE OF {_COUNTED} ON entries WHEN old.live
    BEGIN {_TAKE} END;
CREATE TRIGGER entries_given AFTER UPDATE OF {_COUNTED} ON entries WHEN new.live
    BEGIN {_ADD} END;
"""

_ACTIVITY_LOG = """
SELECT entries.id, day, substr(at, 12, 5) AS time, kind, count, outcome,
    accounts.name AS account, contacts.name AS contact, minutes, value_cents / 100.0 AS value,
    entries.source, entries.persona, tags, note, planned AS "for", next, due
FROM entries
LEFT JOIN accounts ON accounts.id = entries.account_id
LEFT JOIN contacts ON contacts.id = entries.contact_id
WHERE live
ORDER BY day, at, entries.id
"""

_WEEKLY_TOTALS = """
WITH setting AS (
    SELECT coalesce((SELECT value FROM settings WHERE name = 'week_starts'), '0') + 0 AS starts
)
SELECT date(day, -((strftime('%w', day) + 13 - starts) % 7) || ' days') AS week, kind,
    sum(count) AS count, sum(entries) AS entries, sum(minutes) AS minutes,
    sum(value_cents) / 100.0 AS value
FROM day_totals, setting
GROUP BY week, kind
ORDER BY week, kind
"""

_ACCOUNTS_TOUCHED = """
SELECT accounts.name AS account, accounts.source, min(day) AS first_touch,
    max(day) AS last_touch, count(*) AS touches, count(DISTINCT contact_id) AS contacts
FROM entries JOIN accounts ON accounts.id = entries.account_id
WHERE live AND account_id IS NOT NULL
GROUP BY account_id
ORDER BY last_touch, account
"""

# Of the steps that name an operation, the latest one says whether it holds.
_HISTORY = """
SELECT id, at, command, words, coalesce((
    SELECT step.command = 'undo' FROM operations AS step
    WHERE step.target = operations.id ORDER BY step.id DESC LIMIT 1
), 0) AS undone
FROM operations WHERE target IS NULL
"""


def make_log(db: Database) -> None:
    """Make every table, index, trigger and view of version 1."""
    for script in (_OPERATIONS, _ENTRIES, _DAY_TOTALS, _TRIGGERS):
        run_script(db, script)
    _make_names(db)
    _make_facts(db)
    _make_settings(db)
    db.create_view("activity_log", _ACTIVITY_LOG)
    db.create_view("weekly_totals", _WEEKLY_TOTALS)
    db.create_view("accounts_touched", _ACCOUNTS_TOUCHED)
    db.create_view("history", _HISTORY)


def _make_names(db: Database) -> None:
    """Make the accounts and contacts; `key` is what their spellings have in common."""
    accounts = db.create_table(
        "accounts",
        {"id": int, "name": str, "key": str, "source": str, "added_by": int},
        pk="id",
        not_null={"name", "key", "added_by"},
        foreign_keys=[("added_by", "operations", "id")],
        strict=True,
    )
    accounts.create_index(["key"], "accounts_key", unique=True)
    db.create_table(
        "contacts",
        {"id": int, "account_id": int, "name": str, "key": str, "persona": str, "added_by": int},
        pk="id",
        not_null={"name", "key", "added_by"},
        foreign_keys=[("account_id", "accounts", "id"), ("added_by", "operations", "id")],
        strict=True,
    )
    # A contact may belong to no account; NULLs alone would let it in twice.
    db.execute("CREATE UNIQUE INDEX contacts_key ON contacts (coalesce(account_id, 0), key)")


def _make_facts(db: Database) -> None:
    """Make what stands beside the entries: changes to other rows, and time off."""
    changes = db.create_table(
        "changes",  # JSON images of what an operation changed in other rows than its own
        {
            "id": int,
            "operation_id": int,
            "table_name": str,
            "row_id": int,
            "before": str,
            "after": str,
        },
        pk="id",
        not_null={"operation_id", "table_name", "row_id", "before", "after"},
        foreign_keys=[("operation_id", "operations", "id")],
        strict=True,
    )
    changes.create_index(["operation_id"], "changes_operation")
    db.create_table(
        "time_off",
        {
            "id": int,
            "first": str,
            "last": str,
            "part": str,
            "kinds": str,
            "why": str,
            "added_by": int,
            "live": int,
        },
        pk="id",
        not_null={"first", "last", "part", "kinds", "added_by", "live"},
        defaults={"live": 1},
        foreign_keys=[("added_by", "operations", "id")],
        strict=True,
    )


def _make_settings(db: Database) -> None:
    """Make the versions of the model week, what its file looked like, and the settings."""
    db.create_table(
        "model_versions",
        {"id": int, "since": str, "yaml": str, "compiled": str},
        pk="id",
        not_null={"since", "yaml", "compiled"},
        strict=True,
    )
    db.create_table(
        "model_file",  # what the file of a version looked like when it was last read
        {"path": str, "mtime_ns": int, "ctime_ns": int, "size": int, "version_id": int},
        pk="path",
        not_null={"path", "mtime_ns", "ctime_ns", "size", "version_id"},
        foreign_keys=[("version_id", "model_versions", "id")],
        strict=True,
    )
    db.create_table("settings", {"name": str, "value": str}, pk="name", strict=True)
    db.create_table("migrations", {"number": int, "name": str, "at": str}, pk="number", strict=True)


def run_script(db: Database, script: str) -> None:
    """Run several statements inside the open transaction, which `executescript` would end."""
    from sqlite3 import complete_statement

    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if complete_statement(statement):
            db.execute(statement)
            statement = ""
