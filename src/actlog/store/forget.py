"""Forgetting a person for good: in the log, in its copies, and in whatever comes in later.

What stays is a fingerprint of each name, under a random key that never leaves the log: it
tells an import or a restore what to leave out, and tells nobody who it was.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing

from actlog.domain.entry import name_key
from actlog.domain.errors import StoreError
from actlog.domain.record import Record
from actlog.store import backup, guard, history, shelf
from actlog.store.erase import Erased, erase, has, mentions, merged_into, names_of, shred
from actlog.store.fingerprints import Fingerprints

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from actlog.store.database import Store

_NAMED = "SELECT id FROM contacts WHERE coalesce(account_id, 0) = coalesce(?, 0) AND key = ?"


class Person(Record):
    """Whom to forget: rows of the log, every folded name they had, and their live entries.

    `pairs` are (account, contact) of each fingerprint: the contact is None for a whole account.
    `mentions` counts other live entries whose texts hold the name.
    """

    accounts: tuple[int, ...]
    contacts: tuple[int, ...]
    names: frozenset[str]
    pairs: frozenset[tuple[str, str | None]]
    entries: int
    mentions: int


def find(store: Store, account: str | None, contact: str | None) -> Person:
    """Return whom the names mean: a whole account, or one contact of it (or of none).

    Names are compared by `name_key`; rows are empty where the log knows nobody. Raises
    StoreError.
    """
    conn, key = store.conn, None if account is None else name_key(account)
    owner = store.row("SELECT id FROM accounts WHERE key = ?", (key,))
    accounts = merged_into(conn, "account", owner[0]) if owner else set[int]()
    houses = {key or ""}.union(*[names_of(conn, "accounts", row) for row in accounts])
    if contact is None:
        rows = store.rows("SELECT id, account_id FROM contacts")
        contacts = {row for row, house in rows if house in accounts}
        names = houses
    else:
        given = name_key(contact)
        contacts = set[int]()
        for house in accounts or ([None] if account is None else []):
            for (row,) in store.rows(_NAMED, (house, given)):
                contacts |= merged_into(conn, "contact", row)
        names = {given}.union(*[names_of(conn, "contacts", row) for row in contacts])
        accounts = set()
    who: set[str | None] = {None} if contact is None else {*names}
    pairs = {(house, name) for house in houses for name in who}
    return _counted(store, accounts, contacts, names, pairs)


def _counted(
    store: Store,
    accounts: set[int],
    contacts: set[int],
    names: set[str],
    pairs: set[tuple[str, str | None]],
) -> Person:
    entries = told = 0
    rows = store.run(
        "SELECT account_id, contact_id, note, next, tags, objection FROM entries WHERE live"
    )
    for account, contact, *texts in rows:
        if account in accounts or contact in contacts:
            entries += 1
        elif any(mentions(text, names) for text in texts):
            told += 1
    return Person(
        accounts=tuple(accounts),
        contacts=tuple(contacts),
        names=frozenset(names),
        pairs=frozenset(pairs),
        entries=entries,
        mentions=told,
    )


def known(store: Store, person: Person) -> bool:
    """Tell whether the person was forgotten before. Raises StoreError."""
    fingerprints = Fingerprints(store.conn)
    return any(fingerprints.know(*pair) for pair in person.pairs)


def forget(store: Store, person: Person, now: datetime) -> Erased:
    """Erase a person from the log, as one operation that no `undo` takes back.

    Raises StoreError; then nothing is erased, or all of it is and only bytes are left, which
    doing it again clears away.
    """
    conn = store.conn
    with history.operation(store, "forget", "", now) as operation:
        store.run("UPDATE operations SET sealed = 1 WHERE id = ?", (operation,))
        fingerprints = Fingerprints(conn)
        fingerprints.keys = fingerprints.keys or [os.urandom(32)]
        at = now.isoformat(timespec="seconds")
        for pair in person.pairs:
            for one in fingerprints.of(*pair):
                fingerprints.rows[one] = at
        fingerprints.write(conn)
        erased = erase(conn, person.accounts, person.contacts, set(person.names))
    try:
        clean = shred(conn)
    except sqlite3.Error as error:
        raise StoreError(
            f"the entries are gone, but not yet their bytes: {error}: {store.path}",
            "make room, then forget them once more",
        ) from error
    if not clean:
        raise StoreError(
            f"the entries are gone, but another program still reads their old pages: {store.path}",
            "close what else has it open, then forget them once more",
        )
    return erased


def clean_copies(store: Store, person: Person) -> tuple[list[str], list[str]]:
    """Write every copy beside the log anew without whom it has forgotten.

    Returns the files that are clean and those that cannot be read or written: these may
    still hold the person.
    """
    for draft in shelf.drafts(store.path):
        backup.discard(draft)
    fingerprints = Fingerprints(store.conn)
    surely = {one for pair in person.pairs for one in fingerprints.of(*pair)}
    clean, left = [], []
    for file in shelf.every(store.path):
        try:
            _rewrite(file, fingerprints, surely, set(person.names))
        except (OSError, sqlite3.Error, StoreError):
            left.append(file)
        else:
            clean.append(file)
    return clean, left


def _rewrite(file: str, fingerprints: Fingerprints, surely: set[bytes], names: set[str]) -> None:
    draft = f"{file}.draft"
    try:
        guard.make_private(draft)
        backup.write(file, draft)
        carry_over(fingerprints, draft, surely, names)
        backup.check(draft)
        os.replace(draft, file)
    finally:
        backup.discard(draft)


def carry_over(
    fingerprints: Fingerprints,
    file: str,
    surely: Collection[bytes] = (),
    names: Collection[str] = (),
) -> int:
    """Erase from a copy what was forgotten since it was made; return how many entries.

    What the copy itself says to have forgotten then was logged again since, and stays, unless
    it is one of `surely`. Words that hold one of `names` are blanked. Raises StoreError.
    """
    if not fingerprints.rows:
        return 0
    try:
        with closing(sqlite3.connect(file, isolation_level=None)) as conn:
            conn.execute("PRAGMA foreign_keys = ON")
            conn.execute("BEGIN IMMEDIATE")
            accounts, contacts, found = _forgotten_in(conn, fingerprints, surely)
            erased = erase(conn, accounts, contacts, found.union(names))
            if has(conn, "forgotten", "fingerprint"):
                fingerprints.write(conn)
            conn.execute("COMMIT")
            shred(conn)
    except sqlite3.Error as error:
        raise guard.store_error(error, file) from error
    return erased.entries


def _forgotten_in(
    conn: sqlite3.Connection, fingerprints: Fingerprints, surely: Collection[bytes]
) -> tuple[list[int], list[int], set[str]]:
    """Return the accounts and contacts of a copy that were forgotten since, and their names."""
    own = Fingerprints(conn).rows.items()
    since = Fingerprints(conn)
    since.keys = fingerprints.keys
    since.rows = {
        one: at for one, at in fingerprints.rows.items() if one in surely or (one, at) not in own
    }
    accounts, contacts, names = [], [], set[str]()
    houses: dict[int | None, set[str]] = {None: {""}}
    for (row,) in conn.execute("SELECT id FROM accounts").fetchall():
        houses[row] = names_of(conn, "accounts", row)
        if any(since.know(house, None) for house in houses[row]):
            accounts.append(row)
            names |= houses[row]
    for row, house in conn.execute("SELECT id, account_id FROM contacts").fetchall():
        own_names = names_of(conn, "contacts", row)
        if any(since.know(one, name) for one in houses[house] for name in own_names):
            contacts.append(row)
            names |= own_names
    return accounts, contacts, names
