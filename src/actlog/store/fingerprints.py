"""Keyed fingerprints of forgotten names: they tell what to leave out, and nobody who it was."""

from __future__ import annotations

import hmac
import sqlite3
from contextlib import closing

from actlog.store import guard
from actlog.store.erase import has

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from actlog.store.staging import Staging

_KEYS = "forgotten_keys"
_DROP = "DELETE FROM incoming WHERE {} = ?"
_STILL_USED = "UPDATE incoming_{0}s SET used = id IN (SELECT {0} FROM incoming)"


class Fingerprints:
    """The keyed fingerprints of a database, in which forgotten names are found again."""

    def __init__(self, conn: sqlite3.Connection) -> None:
        """Read them; a database of an older version has none."""
        self.keys: list[bytes] = []
        self.rows: dict[bytes, str] = {}
        if has(conn, "forgotten", "fingerprint"):
            self.rows = dict(conn.execute("SELECT fingerprint, at FROM forgotten"))
            found = conn.execute("SELECT value FROM settings WHERE name = ?", (_KEYS,)).fetchone()
            self.keys = [bytes.fromhex(key) for key in found[0].split()] if found else []

    def of(self, account: str | None, contact: str | None) -> Iterator[bytes]:
        """Yield the fingerprint of a folded name under every key."""
        text = account or ""
        if contact is not None:
            text += f"\0{contact}"
        for key in self.keys:
            yield hmac.digest(key, text.encode("utf-8", "backslashreplace"), "sha256")

    def know(self, account: str | None, contact: str | None) -> bool:
        """Tell whether a contact, or the account with all its contacts, was forgotten."""
        whole = account is not None and any(one in self.rows for one in self.of(account, None))
        return whole or (
            contact is not None and any(one in self.rows for one in self.of(account, contact))
        )

    def write(self, conn: sqlite3.Connection) -> None:
        """Put keys and fingerprints into a database, beside those that it has."""
        known = Fingerprints(conn)
        keys = " ".join(key.hex() for key in dict.fromkeys([*known.keys, *self.keys]))
        conn.execute("INSERT OR REPLACE INTO settings VALUES (?, ?)", (_KEYS, keys))
        conn.executemany("INSERT OR REPLACE INTO forgotten VALUES (?, ?)", self.rows.items())


def fingerprints_in(file: str) -> Fingerprints | None:
    """Return the fingerprints that a file keeps; None where it cannot be read."""
    try:
        with closing(sqlite3.connect(guard.uri(file, "mode=ro"), uri=True)) as conn:
            return Fingerprints(conn)
    except sqlite3.Error:
        return None


def leave_out(staging: Staging) -> int:
    """Take the rows of forgotten people out of an import's waiting rows; return how many.

    Raises StoreError.
    """
    store = staging.store
    fingerprints = Fingerprints(store.conn)
    if not fingerprints.rows:
        return 0
    keys = dict(store.rows("SELECT id, key FROM incoming_accounts"))
    accounts = [(row,) for row, key in keys.items() if fingerprints.know(key, None)]
    contacts = [
        (row,)
        for row, account, key in store.rows("SELECT id, account, key FROM incoming_contacts")
        if fingerprints.know(keys.get(account, ""), key)
    ]
    gone = 0
    for owner, rows in (("account", accounts), ("contact", contacts)):
        for row in rows:
            gone += store.run(_DROP.format(owner), row).rowcount
    for owner in ("account", "contact"):
        store.run(_STILL_USED.format(owner))
    return gone
