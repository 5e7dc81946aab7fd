"""Accounts and contacts, read: what the log holds of each, in a few grouped queries."""

from __future__ import annotations

from datetime import date

from actlog.analysis.prospects import Contact
from actlog.domain.entry import name_key
from actlog.domain.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from actlog.analysis.prospects import Tally
    from actlog.store.database import Store

# The index `entries_prospect` holds all that is asked for, `live` among it: no entry is read.
_TALLIES = """
SELECT account_id, kind, outcome, min(day), max(day), sum(count), sum(iif(day >= ?, count, 0))
FROM entries INDEXED BY entries_prospect
WHERE live AND account_id IS NOT NULL {}
GROUP BY account_id, kind, outcome
"""

_PERSONAS = """
SELECT DISTINCT account_id, persona FROM contacts
WHERE persona IS NOT NULL AND account_id IS NOT NULL
    AND EXISTS (SELECT 1 FROM entries WHERE contact_id = contacts.id AND live)
ORDER BY account_id, persona
"""

_CONTACTS = """
SELECT contacts.name, contacts.persona, min(day), max(day), sum(count)
FROM contacts JOIN entries ON contact_id = contacts.id AND live
WHERE contacts.account_id = ?
GROUP BY contacts.id ORDER BY max(day) DESC, contacts.key
"""


class AccountRow(Record):
    """An account's row: its number, its name as it is shown, and its source."""

    id: int
    name: str
    source: str | None


def find(store: Store, name: str) -> AccountRow | None:
    """Return the account of that name if it has a live entry."""
    row = store.row(
        "SELECT id, name, source FROM accounts WHERE key = ? AND EXISTS "
        "(SELECT 1 FROM entries WHERE account_id = accounts.id AND live)",
        (name_key(name),),
    )
    return None if row is None else AccountRow(id=row[0], name=row[1], source=row[2])


def rows(store: Store) -> dict[int, AccountRow]:
    """Return every account's row by its number, those without live entries among them."""
    found = store.rows("SELECT id, name, source FROM accounts")
    return {row[0]: AccountRow(id=row[0], name=row[1], source=row[2]) for row in found}


def tallies(store: Store, recent: date, account: int | None = None) -> dict[int, list[Tally]]:
    """Return by account what it holds of each kind and outcome; of one account where asked.

    `recent` is the first day of what is counted apart as well.
    """
    only = "" if account is None else f"AND account_id = {account:d}"
    found: dict[int, list[Tally]] = {}
    day = date.fromisoformat
    for row in store.rows(_TALLIES.format(only), (recent.isoformat(),)):
        tally = (row[1], row[2], day(row[3]), day(row[4]), row[5], row[6])
        found.setdefault(row[0], []).append(tally)
    return found


def personas(store: Store) -> dict[int, tuple[str, ...]]:
    """Return by account the personas of its contacts, in alphabetical order."""
    found: dict[int, tuple[str, ...]] = {}
    for account, persona in store.rows(_PERSONAS):
        found[account] = (*found.get(account, ()), persona)
    return found


def contacts(store: Store, account: int) -> list[Contact]:
    """Return an account's contacts with live entries, the one touched last first."""
    day = date.fromisoformat
    return [
        Contact(name=row[0], persona=row[1], first=day(row[2]), last=day(row[3]), touches=row[4])
        for row in store.rows(_CONTACTS, (account,))
    ]
