"""Taking a person out of one database: rows, history, search index, and the bytes of all of it.

It works on a copy of any version as well as on the log itself, so it asks the database what
it has. What is left afterwards is a log that never knew the person, but for its numbers.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterable

from actlog.domain.entry import name_key
from actlog.domain.record import Record
from actlog.store.says import NAME

# Rows whose numbers stand in the temporary tables `gone_accounts` and `gone_contacts`.
_GONE_ENTRIES = """
INSERT INTO temp.gone_entries SELECT id FROM main.entries
WHERE account_id IN (SELECT id FROM gone_accounts) OR contact_id IN (SELECT id FROM gone_contacts)
"""
_OF_GONE = """
    table_name = 'entries' AND row_id IN (SELECT id FROM gone_entries)
    OR table_name = 'accounts' AND row_id IN (SELECT id FROM gone_accounts)
    OR table_name = 'contacts' AND row_id IN (SELECT id FROM gone_contacts)
"""
_DROP_IMAGES = "DELETE FROM main.changes WHERE {}"
_TOUCHED = """
INSERT OR IGNORE INTO temp.touched
SELECT added_by FROM main.entries WHERE id IN (SELECT id FROM gone_entries)
UNION SELECT removed_by FROM main.entries
    WHERE id IN (SELECT id FROM gone_entries) AND removed_by IS NOT NULL
UNION SELECT added_by FROM main.accounts WHERE id IN (SELECT id FROM gone_accounts)
UNION SELECT added_by FROM main.contacts WHERE id IN (SELECT id FROM gone_contacts)
UNION SELECT operation_id FROM main.changes WHERE {}
"""
# An entry that once was the person's and no longer is keeps no way back to the person.
_LEADS_BACK = """
    table_name IN ('entries', 'contacts') AND (
        json_extract(before, '$.{0}_id') IN (SELECT id FROM gone_{0}s)
        OR json_extract(after, '$.{0}_id') IN (SELECT id FROM gone_{0}s)
    )
"""
_LED_BACK = "INSERT OR IGNORE INTO temp.touched SELECT operation_id FROM main.changes WHERE "
_CUT = "UPDATE main.changes SET before = json_remove(before, '$.{0}_id'), "
_CUT += "after = json_remove(after, '$.{0}_id') WHERE "
# What was called right about them goes too: rows of accounts and contacts are numbered anew.
_RIGHT = """
    rule = 'near-accounts' AND (
        one IN (SELECT id FROM gone_accounts) OR other IN (SELECT id FROM gone_accounts)
    ) OR rule = 'near-contacts' AND (
        one IN (SELECT id FROM gone_contacts) OR other IN (SELECT id FROM gone_contacts)
    ) OR rule NOT LIKE 'near-%' AND one IN (SELECT id FROM gone_entries)
"""
_TOUCHED_RIGHT = "INSERT OR IGNORE INTO temp.touched SELECT added_by FROM main.accepted WHERE {}"
_DROP_RIGHT = "DELETE FROM main.accepted WHERE {}"
_TEXTS = ("note", "next", "tags", "objection")
_IMAGES = """
SELECT changes.id, before, after, {}
FROM main.changes JOIN main.entries ON entries.id = row_id WHERE table_name = 'entries'
"""
_UNSAY = """
UPDATE main.changes SET before = json_remove(before, :path), after = json_remove(after, :path)
WHERE id = :id
"""
_UNSAID = """
INSERT OR IGNORE INTO temp.touched SELECT operation_id FROM main.changes WHERE id = :id
"""
_SEAL = """
UPDATE main.operations SET sealed = 1 WHERE id IN (SELECT id FROM touched)
    AND NOT EXISTS (SELECT 1 FROM main.entries WHERE added_by = operations.id)
    AND NOT EXISTS (SELECT 1 FROM main.time_off WHERE added_by = operations.id)
    AND NOT EXISTS (SELECT 1 FROM main.accepted WHERE added_by = operations.id)
    AND NOT EXISTS (SELECT 1 FROM main.changes WHERE operation_id = operations.id)
"""
_PROMISED = " AND NOT EXISTS (SELECT 1 FROM main.promises WHERE added_by = operations.id)"
_WORDS_OF_FILES = ("import", "demo")
_NAMES = """
SELECT name FROM {0} WHERE id = :id
UNION SELECT json_extract(before, '$.name') FROM changes WHERE table_name = :table AND row_id = :id
UNION SELECT json_extract(after, '$.name') FROM changes WHERE table_name = :table AND row_id = :id
"""
# Every entry that these once had was moved to the person: they are other names of it.
_MERGED = """
SELECT DISTINCT json_extract(before, '$.{0}_id') FROM changes
WHERE table_name = 'entries' AND json_extract(after, '$.{0}_id') = ?
    AND json_extract(before, '$.{0}_id') IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM entries WHERE {0}_id = json_extract(before, '$.{0}_id'))
"""


class Erased(Record):
    """What was taken out: entries, and operations whose words are blank now."""

    entries: int
    operations: int


def names_of(conn: sqlite3.Connection, table: str, row: int) -> set[str]:
    """Return every name that an account or a contact has had, as folded keys."""
    values = {"id": row, "table": table}
    rows = conn.execute(_NAMES.format(table), values)
    return {name_key(name) for (name,) in rows if name is not None}


def merged_into(conn: sqlite3.Connection, owner: str, row: int) -> set[int]:
    """Return an account's or a contact's row (`owner` says which) and those merged into it."""
    found, todo = {row}, [row]
    while todo:
        rows = {one for (one,) in conn.execute(_MERGED.format(owner), (todo.pop(),))} - found
        found |= rows
        todo += rows
    return found


def mentions(text: str | None, names: Iterable[str]) -> bool:
    """Tell whether a text holds one of the folded names as words of their own."""
    if not text:
        return False
    folded = name_key(text)
    return any(
        name in folded and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", folded) for name in names
    )


def erase(
    conn: sqlite3.Connection, accounts: Iterable[int], contacts: Iterable[int], names: set[str]
) -> Erased:
    """Take accounts and contacts with all that belongs to them out, inside a transaction.

    Words of operations that touched them, or hold one of `names`, are blanked; operations of
    which nothing is left are sealed. Bytes stay until `shred`.
    """
    _mark(conn, accounts, contacts)
    (entries,) = conn.execute("SELECT count(*) FROM gone_entries").fetchone()
    conn.execute(_TOUCHED.format(_OF_GONE))
    conn.execute(_DROP_IMAGES.format(_OF_GONE))
    for owner in ("account", "contact"):
        leads_back = _LEADS_BACK.format(owner)
        conn.execute(_LED_BACK + leads_back)
        conn.execute(_CUT.format(owner) + leads_back)
    _unsay(conn, names)
    conn.execute("DELETE FROM main.changes WHERE before = '{}'")
    if has(conn, "accepted", "rule"):
        conn.execute(_TOUCHED_RIGHT.format(_RIGHT))
        conn.execute(_DROP_RIGHT.format(_RIGHT))
    conn.execute("DELETE FROM main.entries WHERE id IN (SELECT id FROM gone_entries)")
    conn.execute("DELETE FROM main.contacts WHERE id IN (SELECT id FROM gone_contacts)")
    conn.execute("DELETE FROM main.accounts WHERE id IN (SELECT id FROM gone_accounts)")
    blanked = _blank(conn, names)
    conn.execute("DELETE FROM main.settings WHERE name = ?", (NAME,))  # it may name the person
    if has(conn, "operations", "sealed"):
        conn.execute(_SEAL + (_PROMISED if has(conn, "promises", "text") else ""))
    for table in ("gone_accounts", "gone_contacts", "gone_entries", "touched"):
        conn.execute(f"DROP TABLE temp.{table}")
    return Erased(entries=entries, operations=blanked)


def _mark(conn: sqlite3.Connection, accounts: Iterable[int], contacts: Iterable[int]) -> None:
    """Write down in temporary tables what is to go; an account takes its contacts along."""
    for table in ("gone_accounts", "gone_contacts", "gone_entries", "touched"):
        conn.execute(f"CREATE TEMP TABLE {table} (id INTEGER PRIMARY KEY)")
    conn.executemany("INSERT INTO gone_accounts VALUES (?)", [(row,) for row in accounts])
    conn.executemany("INSERT INTO gone_contacts VALUES (?)", [(row,) for row in contacts])
    conn.execute(
        "INSERT OR IGNORE INTO gone_contacts SELECT id FROM main.contacts "
        "WHERE account_id IN (SELECT id FROM gone_accounts)"
    )
    conn.execute(_GONE_ENTRIES)


def _unsay(conn: sqlite3.Connection, names: set[str]) -> None:
    """Let no entry be brought back to a text that names the person once it names them no more."""
    gone = []
    fields = [field for field in _TEXTS if has(conn, "entries", field)]
    for row, before, after, *now in conn.execute(_IMAGES.format(", ".join(fields))):
        images = json.loads(before), json.loads(after)
        for field, text in zip(fields, now, strict=True):
            said = any(mentions(image.get(field), names) for image in images)
            if said and not mentions(text, names):
                gone.append({"id": row, "path": f"$.{field}"})
    conn.executemany(_UNSAID, gone)
    conn.executemany(_UNSAY, gone)


def _blank(conn: sqlite3.Connection, names: set[str]) -> int:
    """Blank the words of operations that touched or name the person; return how many.

    Words that are a file's name, such as an import's, stay unless they hold the name. The
    reason of a time off and the text of a promise that name the person go as well.
    """
    blank = []
    touched = {row for (row,) in conn.execute("SELECT id FROM touched")}
    for row, command, words in conn.execute("SELECT id, command, words FROM operations"):
        typed = command not in _WORDS_OF_FILES and not words.startswith("--")
        if words and ((row in touched and typed) or mentions(words, names)):
            blank.append((row,))
    conn.executemany("UPDATE operations SET words = '' WHERE id = ?", blank)
    reasons = conn.execute("SELECT id, why FROM time_off WHERE why IS NOT NULL").fetchall()
    named = [(row,) for row, why in reasons if mentions(why, names)]
    conn.executemany("UPDATE time_off SET why = NULL WHERE id = ?", named)
    if has(conn, "promises", "text"):
        promises = conn.execute("SELECT id, text FROM promises").fetchall()
        named = [(row,) for row, text in promises if mentions(text, names)]
        conn.executemany("UPDATE promises SET text = '' WHERE id = ?", named)
    return len(blank)


def has(conn: sqlite3.Connection, table: str, column: str) -> bool:
    """Tell whether a table is there and has a column."""
    found = conn.execute("SELECT 1 FROM pragma_table_info(?) WHERE name = ?", (table, column))
    return found.fetchone() is not None


def shred(conn: sqlite3.Connection) -> bool:
    """Write the database anew, so that no page keeps what was taken out.

    The index's segments are joined first, or they keep deleted words. False where another
    program still reads the old pages, which then stay in the write-ahead log.
    """
    if has(conn, "search", "note"):
        conn.execute("INSERT INTO search (search) VALUES ('optimize')")
    conn.execute("VACUUM")
    busy, _, _ = conn.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return not busy
