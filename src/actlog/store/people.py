"""Changing who is who: source and persona said outright, names given anew, two made one.

Rows of accounts and contacts never change their key, and never go: what is renamed moves to the
row of its new name, which is made where there is none. So a name may be used again at any
time, and every one of these operations can be undone whatever was logged in between.
"""

from __future__ import annotations

from actlog.domain.entry import name_key
from actlog.domain.record import Record
from actlog.store.history import change, change_where

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from actlog.store.accounts import AccountRow
    from actlog.store.database import Store

_CONTACTS_OF = """
SELECT id, account_id, name, persona,
    EXISTS (SELECT 1 FROM entries WHERE contact_id = contacts.id AND live)
FROM contacts WHERE account_id = ?
"""
_CONTACT = f"{_CONTACTS_OF} AND key = ?"
_LIVE = {
    "account_id": "SELECT count(*) FROM entries WHERE live AND account_id = ?",
    "contact_id": "SELECT count(*) FROM entries WHERE live AND contact_id = ?",
}

# Those that `restore` may bring back have to come along. They are few, and have no index.
_REMOVED = """
SELECT id, contact_id FROM entries WHERE NOT live AND removed_by IS NOT NULL AND account_id = ?
"""


class ContactRow(Record):
    """A contact's row: its number, its account's, its name, its persona, and if it is in use."""

    id: int
    account_id: int
    name: str
    persona: str | None
    live: bool


def contact(store: Store, account: int, name: str) -> ContactRow | None:
    """Return the contact of that name in an account, whether it has live entries or not."""
    row = store.row(_CONTACT, (account, name_key(name)))
    return None if row is None else _contact_row(row)


def say_source(store: Store, operation: int, account: AccountRow, source: str | None) -> None:
    """Set an account's source inside an open operation; entries keep the one they were given."""
    _set(store, operation, "accounts", account.id, {"source": account.source}, {"source": source})


def say_persona(store: Store, operation: int, who: ContactRow, persona: str | None) -> None:
    """Set a contact's persona inside an open operation; entries keep the one they were given."""
    _set(store, operation, "contacts", who.id, {"persona": who.persona}, {"persona": persona})


def move_account(store: Store, operation: int, account: AccountRow, name: str) -> int:
    """Give all that an account has to the account of that name, inside an open operation.

    The name may be of no account yet, of one without live entries, or of another one, which
    keeps its source if it has one. Contacts meet by name, and keep their persona likewise. A
    name that differs in spelling alone is only written anew. Returns how many entries moved.
    """
    key = name_key(name)
    row = store.row("SELECT id, name, source FROM accounts WHERE key = ?", (key,))
    if row is not None and row[0] == account.id:
        change(store, operation, "accounts", account.id, {"name": name})
        return _live(store, "account_id", account.id)
    if row is None:
        sql = "INSERT INTO accounts (name, key, added_by) VALUES (?, ?, ?)"
        row = (store.run(sql, (name, key, operation)).lastrowid or 0, name, None)
    target, known, source = row
    if not _live(store, "account_id", target):
        values = {"name": name, "source": account.source}
        _set(store, operation, "accounts", target, {"name": known, "source": source}, values)
    elif source is None:
        _set(store, operation, "accounts", target, {"source": None}, {"source": account.source})
    _set(store, operation, "accounts", account.id, {"source": account.source}, {"source": None})
    return _move_entries(store, operation, account.id, target)


def _move_entries(store: Store, operation: int, account: int, target: int) -> int:
    """Move the entries of an account and of each of its contacts; return how many live ones."""
    removed: dict[int | None, list[int]] = {}
    for number, of in store.rows(_REMOVED, (account,)):
        removed.setdefault(of, []).append(number)
    moved = change_where(
        store,
        operation,
        "entries",
        "live AND account_id = ? AND contact_id IS NULL",
        (account,),
        {"account_id": target},
    )
    places: dict[int | None, int | None] = {None: None}
    for who in map(_contact_row, store.rows(_CONTACTS_OF, (account,))):
        if who.live or who.id in removed:
            places[who.id] = place = _meet(store, operation, who, target, who.name)
            values: dict[str, int | None] = {"account_id": target, "contact_id": place}
            moved += change_where(
                store, operation, "entries", "live AND contact_id = ?", (who.id,), values
            )
    for of, numbers in removed.items():
        for number in numbers:
            values = {"account_id": target, "contact_id": places[of]}
            change(store, operation, "entries", number, values)
    return moved


def move_contact(store: Store, operation: int, who: ContactRow, name: str) -> int:
    """Give all entries of a contact to the one of that name in the account; return how many."""
    if name_key(name) == name_key(who.name):
        change(store, operation, "contacts", who.id, {"name": name})
        return _live(store, "contact_id", who.id)
    place = _meet(store, operation, who, who.account_id, name)
    values = {"contact_id": place}
    where = "live AND contact_id = ?"
    moved = change_where(store, operation, "entries", where, (who.id,), values)
    for number, of in store.rows(_REMOVED, (who.account_id,)):
        if of == who.id:
            change(store, operation, "entries", number, values)
    return moved


def _meet(store: Store, operation: int, who: ContactRow, account: int, name: str) -> int:
    """Return the row of the contact of that name in an account; it may get `who`'s persona."""
    known = contact(store, account, name)
    if known is None:
        sql = "INSERT INTO contacts (account_id, name, key, added_by) VALUES (?, ?, ?, ?)"
        number = store.run(sql, (account, name, name_key(name), operation)).lastrowid or 0
        known = ContactRow(id=number, account_id=account, name=name, persona=None, live=False)
    before = {"name": known.name, "persona": known.persona}
    after = {"name": known.name, "persona": known.persona or who.persona}
    if not known.live:
        after = {"name": name, "persona": who.persona}
    _set(store, operation, "contacts", known.id, before, after)
    _set(store, operation, "contacts", who.id, {"persona": who.persona}, {"persona": None})
    return known.id


def _set(
    store: Store,
    operation: int,
    table: str,
    row: int,
    before: Mapping[str, str | None],
    after: Mapping[str, str | None],
) -> None:
    """Write of one row what differs. What is left of a name without entries says nothing."""
    values = {column: value for column, value in after.items() if value != before[column]}
    if values:
        change(store, operation, table, row, values)


def _live(store: Store, column: str, row: int) -> int:
    """Return how many live entries have an account or a contact."""
    (count,) = store.row(_LIVE[column], (row,))
    return int(count)


def _contact_row(row: tuple[int, int, str, str | None, int]) -> ContactRow:
    number, account, name, persona, live = row
    return ContactRow(id=number, account_id=account, name=name, persona=persona, live=bool(live))
