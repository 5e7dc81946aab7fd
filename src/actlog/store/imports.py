"""Bringing in many rows as one operation: whole or not at all, and never twice.

Rows wait in `staging` until all of them are known to be good. Then they are compared with
the log and counted, and one statement adds what is new.

A row that has a `uid` is the entry of that uid, and may change it (`amended`). Any other is
known by its fingerprint (`entries.origin`): the digest of what it says, and its number among
the equal rows of its file. Five equal calls are five calls, and the same five again are none.
What `rm` hid stays known; what belongs to an undone import does not.
"""

from __future__ import annotations

import time
from contextlib import contextmanager

from actlog.domain.arrivals import LONG_MINUTES, ODD_YEAR, Arrivals, KindTotal
from actlog.domain.errors import NothingToDoError
from actlog.store import amended
from actlog.store.history import change
from actlog.store.names import Names

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any

    from actlog.store.database import Store
    from actlog.store.staging import Staging

_NAMES_AT_ONCE = 1_000
_LARGE = 10_000
_COUNTER_BITS = 12

# The trigger adds to `day_totals` row by row; one sum over all rows is ten times as quick.
# So does the full-text index, which reads the new rows once they are there.
_TRIGGERS = ("entries_added", "search_added")
# Filled out of order, these are slower than sorted anew, once most rows are new.
_INDEXES = ("entries_prospect", "entries_contact", "entries_day", "entries_origin")

_DROP_KNOWN_ORIGINS = """
DELETE FROM incoming WHERE uid IS NULL AND row IN (SELECT row FROM in_log)
"""
_DROP_KNOWN_UIDS = """
DELETE FROM incoming WHERE uid IS NOT NULL AND (
    EXISTS (SELECT 1 FROM entries WHERE entries.uid = incoming.uid AND live)
    OR uid IN (SELECT uid FROM entries WHERE removed_by IS NOT NULL)
)
"""
# An equal row was imported before as another entry: this one is told apart by its uid alone.
_LEAVE_TAKEN_ORIGINS = "UPDATE incoming SET content = NULL WHERE row IN (SELECT row FROM in_log)"
_COUNT = """
INSERT INTO totals
SELECT day, kind, coalesce(outcome, ''), count(*), sum(count),
    coalesce(sum(minutes), 0), coalesce(sum(value_cents), 0)
FROM incoming GROUP BY 1, 2, 3
"""

_ODD = """
SELECT coalesce(sum(day LIKE :year), 0), coalesce(sum(minutes >= :minutes), 0) FROM incoming
"""

# A unique id is that of `uids`, made where it is needed: its counter is the row.
# An empty source or persona is what the rows before said last, else what the log knows.
_STORE = """
INSERT INTO main.entries (
    uid, day, at, kind, count, outcome, account_id, contact_id, minutes, value_cents,
    source, persona, tags, note, planned, next, due, done, story, objection, origin, added_by
)
SELECT coalesce(uid, printf(
        '%012x7%03x%016x', (:first + numbered.row) >> 12, (:first + numbered.row) & 4095,
        random() & 4611686018427387903 | -9223372036854775808
    )), day, at, kind, count, outcome, accounts.row, contacts.row,
    minutes, value_cents,
    coalesce(numbered.source, (
        SELECT said.source FROM incoming AS said INDEXED BY incoming_sources
        WHERE said.account = numbered.account AND said.source IS NOT NULL
            AND said.row < numbered.row
        ORDER BY said.row DESC LIMIT 1
    ), accounts.source),
    coalesce(numbered.persona, (
        SELECT said.persona FROM incoming AS said INDEXED BY incoming_personas
        WHERE said.contact = numbered.contact AND said.persona IS NOT NULL
            AND said.row < numbered.row
        ORDER BY said.row DESC LIMIT 1
    ), contacts.persona),
    tags, note, planned, next, due, done, story, objection, origin, :operation
FROM numbered
LEFT JOIN incoming_accounts AS accounts ON accounts.id = numbered.account
LEFT JOIN incoming_contacts AS contacts ON contacts.id = numbered.contact
ORDER BY numbered.row
"""
_ADD_TOTALS = """
INSERT INTO day_totals SELECT * FROM totals WHERE true
ON CONFLICT (day, kind, outcome) DO UPDATE SET
    entries = entries + excluded.entries, count = count + excluded.count,
    minutes = minutes + excluded.minutes, value_cents = value_cents + excluded.value_cents
"""
_ADD_TEXTS = """
INSERT INTO search (rowid, note, next, tags, account, contact)
SELECT searchable.* FROM searchable
WHERE id IN (SELECT id FROM entries WHERE added_by = ?)
"""
_SAID_LAST = """
SELECT met.row, incoming.{0} FROM (
    SELECT {1}, max(row) AS row FROM incoming WHERE {0} IS NOT NULL GROUP BY {1}
) AS latest
JOIN incoming USING (row)
JOIN incoming_{1}s AS met ON met.id = latest.{1}
WHERE incoming.{0} IS NOT met.{0}
ORDER BY incoming.row
"""


def compare(staging: Staging, most: int = 5) -> Arrivals:
    """Take out of the waiting rows what the log holds already, and count the rest.

    Of names and numbers the first `most` are told. May be asked again; raises StoreError.
    """
    store = staging.store
    staging.compared_with = _written_by_others(store)
    amended.bring_back(store)
    if store.row("SELECT 1 FROM forgotten LIMIT 1"):
        from actlog.store.fingerprints import leave_out

        staging.forgotten += leave_out(staging)
    known = store.run(_DROP_KNOWN_ORIGINS).rowcount
    if store.row("SELECT 1 FROM incoming WHERE uid IS NOT NULL LIMIT 1"):
        known += amended.set_aside(store)
        known += store.run(_DROP_KNOWN_UIDS).rowcount
        store.run(_LEAVE_TAKEN_ORIGINS)
    if known:
        staging.keep_used_names()
    store.run("DELETE FROM totals")
    store.run(_COUNT)
    kinds = store.rows("SELECT kind, sum(entries), sum(count) FROM totals GROUP BY kind")
    first, last, entries = store.row("SELECT min(day), max(day), total(entries) FROM totals")
    (new_accounts,) = store.row("SELECT count(*) FROM new_accounts")
    names = store.rows("SELECT spelling FROM new_accounts ORDER BY id LIMIT ?", (most,))
    edited, numbers = amended.edited(store, most)
    ancient, long = store.row(_ODD, {"year": f"{ODD_YEAR}-%", "minutes": LONG_MINUTES})
    return Arrivals(
        rows=staging.rows,
        forgotten=staging.forgotten,
        entries=int(entries),
        changed=amended.changed(store),
        edited=edited,
        edited_numbers=numbers,
        kinds=tuple([KindTotal(kind=k, entries=e, count=c) for k, e, c in kinds]),
        first=first,
        last=last,
        new_accounts=new_accounts,
        names=tuple([name for (name,) in names]),
        ancient=ancient,
        long=long,
    )


def days(staging: Staging) -> Iterator[tuple[str, str, int, int]]:
    """Yield day (ISO), kind, entries and their counts summed of what `compare` found new."""
    yield from staging.store.run(
        "SELECT day, kind, sum(entries), sum(count) FROM totals GROUP BY day, kind ORDER BY day"
    )


def keep(staging: Staging, operation: int, arrivals: Arrivals) -> Arrivals:
    """Add the waiting rows to the log inside an open operation, and return what was added.

    `arrivals` are what `compare` said; rows that another program has brought in since are
    left out. Raises NothingToDoError when that leaves none, StoreError.
    """
    store = staging.store
    if _written_by_others(store) != staging.compared_with:
        arrivals = compare(staging)
        if not arrivals.any:
            raise NothingToDoError("another import has just brought in the same rows")
    _find_names(store, operation)
    aside = [*_TRIGGERS]
    if arrivals.entries > store.row("SELECT coalesce(max(id), 0) FROM entries")[0]:
        aside += _INDEXES
    begin = (time.time_ns() // 1_000_000) << _COUNTER_BITS
    with _set_aside(store, aside):
        store.run(_STORE, {"first": begin, "operation": operation})
    store.run(_ADD_TOTALS)
    store.run(_ADD_TEXTS, (operation,))
    for owner, column in (("account", "source"), ("contact", "persona")):
        for few in _batches(store, _SAID_LAST.format(column, owner)):
            for row, said in few:
                change(store, operation, f"{owner}s", row, {column: said})
    amended.change(store, operation)
    return arrivals


def _written_by_others(store: Store) -> int:
    """Return a number that changes when another program has written to the log."""
    number: int
    (number,) = store.row("PRAGMA data_version")
    return number


def shrink(store: Store, entries: int) -> None:
    """Give back the disk that the write-ahead log took for many new entries."""
    if entries >= _LARGE:
        store.run("PRAGMA wal_checkpoint(TRUNCATE)")


def _find_names(store: Store, operation: int) -> None:
    """Find or add every account and contact of the waiting rows, a few at a time."""
    accounts = "SELECT id, spelling FROM incoming_accounts WHERE used ORDER BY id"
    for few in _batches(store, accounts):
        names = Names(store, operation)
        for number, spelling in few:
            account = names.account(spelling)
            values = (account.id, account.said, number)
            store.run("UPDATE incoming_accounts SET row = ?, source = ? WHERE id = ?", values)
    contacts = """
        SELECT met.id, met.spelling, owner.spelling FROM incoming_contacts AS met
        LEFT JOIN incoming_accounts AS owner ON owner.id = met.account
        WHERE met.used ORDER BY met.id
    """
    for few in _batches(store, contacts):
        names = Names(store, operation)
        for number, spelling, owner in few:
            contact = names.contact(names.account(owner) if owner else None, spelling)
            values = (contact.id, contact.said, number)
            store.run("UPDATE incoming_contacts SET row = ?, persona = ? WHERE id = ?", values)


def _batches(store: Store, sql: str) -> Iterator[list[Any]]:
    """Yield a query's rows in lists; what is done with one must not change the next."""
    cursor = store.run(sql)
    while few := cursor.fetchmany(_NAMES_AT_ONCE):
        yield few


@contextmanager
def _set_aside(store: Store, names: Iterable[str]) -> Iterator[None]:
    """Take away triggers and indexes inside the transaction, and make them anew at its end."""
    found = [
        (kind, name, sql)
        for kind, name, sql in store.rows("SELECT type, name, sql FROM sqlite_schema")
        if name in names
    ]
    for kind, name, _ in found:
        store.run(f"DROP {kind} {name}")
    yield
    for _, _, sql in found:
        store.run(sql)
