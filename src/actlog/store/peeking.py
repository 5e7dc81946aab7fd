"""A look into the log for what it knows by name: quick, silent, and without a trace.

What looks here makes no log, migrates none and waits for nobody: where a log cannot be read
at once, nothing is known.
"""

from __future__ import annotations

from actlog.domain.entry import name_key
from actlog.domain.errors import StoreError
from actlog.store.database import Store, open_to_look

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

MOST = 100
"""How many names are offered at once."""

_LATEST = 2000  # entries that are looked through for tags, and for who was touched last
_LIVE = "EXISTS (SELECT 1 FROM entries WHERE {}_id = {}s.id AND live)"
_BEGUN = "key >= ? AND key < ?"
_ACCOUNTS = f"SELECT name FROM accounts WHERE {_BEGUN} AND {_LIVE.format('account', 'account')}"
_CONTACTS = f"SELECT name FROM contacts WHERE {_BEGUN} AND {_LIVE.format('contact', 'contact')}"
_OF_ACCOUNT = " AND coalesce(account_id, 0) = (SELECT id FROM accounts WHERE key = ?)"
_TOUCHED = """
SELECT name FROM accounts WHERE id IN (
    SELECT account_id FROM (
        SELECT account_id FROM entries WHERE live ORDER BY day DESC, at DESC LIMIT ?
    ) WHERE account_id IS NOT NULL
) ORDER BY key LIMIT ?
"""
_MET = f"""
SELECT DISTINCT name FROM contacts JOIN (
    SELECT contact_id FROM entries WHERE live ORDER BY day DESC, at DESC LIMIT {_LATEST}
) ON contact_id = contacts.id WHERE {_BEGUN}
"""
_SAID = {
    "source": "SELECT DISTINCT source FROM accounts WHERE source IS NOT NULL ORDER BY 1 LIMIT 500",
    "persona": "SELECT DISTINCT persona FROM contacts WHERE persona IS NOT NULL "
    "ORDER BY 1 LIMIT 500",
    "tag": f"SELECT DISTINCT tags FROM (SELECT tags FROM entries WHERE live "
    f"ORDER BY day DESC, at DESC LIMIT {_LATEST}) WHERE tags IS NOT NULL",
    "objection": "SELECT DISTINCT objection FROM (SELECT objection FROM entries "
    f"WHERE live AND objection IS NOT NULL ORDER BY day DESC, at DESC LIMIT {_LATEST})",
}
_SEVERAL = frozenset({"tag", "objection"})


def peek(path: str) -> Store | None:
    """Open the log at `path` to read; None where there is none that could be read at once."""
    try:
        return open_to_look(path, 0)
    except StoreError:
        return None


class Known:
    """The names of an open log; whatever cannot be read is not known."""

    def __init__(self, store: Store) -> None:
        """Use what `peek` returned, or the log that a command has open."""
        self._store = store

    def accounts(self, begins: str) -> Sequence[str]:
        """Return the accounts in use whose names begin so; of many, some.

        With more than `MOST`, the last one is always among them: what all of them have in
        common is then true of those that are left out as well. Where nothing is typed, these
        are the ones touched last.
        """
        key = name_key(begins)
        found = self._some(_ACCOUNTS, _range(key))
        if not key and len(found) == MOST:
            touched = self._column(_TOUCHED, (_LATEST, MOST - 2))
            found = list(dict.fromkeys([found[0], *touched, found[-1]]))
        return found

    def contacts(self, account: str | None, begins: str) -> Sequence[str]:
        """Return the contacts in use whose names begin so: of an account, or those met of late."""
        key = name_key(begins)
        if account is None:
            return self._some(_MET, _range(key))
        return self._some(_CONTACTS + _OF_ACCOUNT, (*_range(key), name_key(account)))

    def said(self, what: str) -> Sequence[str]:
        """Return the sources, personas, tags or objections that were said, of late at least."""
        texts = self._column(_SAID[what], ())
        if what not in _SEVERAL:
            return texts
        return sorted({word for text in texts for word in text.split()})

    def _some(self, query: str, values: tuple[str, ...]) -> list[str]:
        found = self._column(f"{query} ORDER BY key LIMIT {MOST}", values)
        if len(found) == MOST:
            found[-1:] = self._column(f"{query} ORDER BY key DESC LIMIT 1", values)
        return found

    def _column(self, query: str, values: tuple[str | int, ...]) -> list[str]:
        try:
            return [name for (name,) in self._store.rows(query, values)]
        except StoreError:
            return []


def _range(key: str) -> tuple[str, str]:
    """Return between which keys those lie that begin so."""
    return key, key + "\U0010ffff"
