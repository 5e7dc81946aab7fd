"""Accounts and contacts: found by what their spellings share, added when first seen.

A contact's persona and an account's source are said once and inherited by later entries;
saying one again changes it. Both, and the spelling of a name that returns after its entries
are gone, are changes that `undo` takes back.
"""

from __future__ import annotations

from actlog.domain.entry import name_key
from actlog.store.history import change

TYPE_CHECKING = False
if TYPE_CHECKING:
    from actlog.domain.entry import Entry
    from actlog.store.database import Store

_ACCOUNT = """
SELECT id, name, source,
    EXISTS (SELECT 1 FROM entries WHERE account_id = accounts.id AND live)
FROM accounts WHERE key = ?
"""
_CONTACT = """
SELECT id, name, persona,
    EXISTS (SELECT 1 FROM entries WHERE contact_id = contacts.id AND live)
FROM contacts WHERE coalesce(account_id, 0) = coalesce(?, 0) AND key = ?
"""
_NEW_ACCOUNT = "INSERT INTO accounts (name, key, added_by) VALUES (?, ?, ?)"
_NEW_CONTACT = "INSERT INTO contacts (account_id, name, key, added_by) VALUES (?, ?, ?, ?)"


class Name:
    """An account or a contact in use: its row, and the source or persona said last."""

    __slots__ = ("display", "id", "said")

    def __init__(self, row: int, display: str, said: str | None) -> None:
        """`said` is an account's source or a contact's persona."""
        self.id = row
        self.display = display
        self.said = said


class Names:
    """The accounts and contacts that one operation meets, each looked up once.

    `new_accounts` are the accounts that had no live entry before, in the order of meeting.
    """

    def __init__(self, store: Store, operation: int) -> None:
        """Take an open operation; every method writes inside it and may raise StoreError."""
        self._store = store
        self._operation = operation
        self._accounts: dict[str, Name] = {}
        self._contacts: dict[tuple[int | None, str], Name] = {}
        self.new_accounts: list[str] = []

    def settle(self, entry: Entry) -> tuple[Entry, int | None, int | None]:
        """Return the entry as it will be stored, and the rows of its account and contact.

        Names get the spelling first seen; source and persona are inherited where the entry
        has none, and remembered where it has.
        """
        account = contact = None
        source, persona = entry.source, entry.persona
        if entry.account is not None:
            account = self.account(entry.account)
            source = self._say(account, "accounts", "source", source)
        if entry.contact is not None:
            contact = self.contact(account, entry.contact)
            persona = self._say(contact, "contacts", "persona", persona)
        if account is None and contact is None:
            return entry, None, None
        settled = entry.replace(
            account=account.display if account else None,
            contact=contact.display if contact else None,
            source=source,
            persona=persona,
        )
        return settled, account.id if account else None, contact.id if contact else None

    def account(self, spelling: str) -> Name:
        """Return the account of that name, added when there is none."""
        key = name_key(spelling)
        known = self._accounts.get(key)
        if known is None:
            found = self._store.row(_ACCOUNT, (key,))
            if found is None:
                row = self._store.run(_NEW_ACCOUNT, (spelling, key, self._operation)).lastrowid
                known = Name(row or 0, spelling, None)
            else:
                known = self._known("accounts", found, spelling)
            if found is None or not found[3]:
                self.new_accounts.append(known.display)
            self._accounts[key] = known
        return known

    def contact(self, account: Name | None, spelling: str) -> Name:
        """Return the contact of that name in an account, added when there is none."""
        owner = account.id if account else None
        key = name_key(spelling)
        known = self._contacts.get((owner, key))
        if known is None:
            found = self._store.row(_CONTACT, (owner, key))
            if found is None:
                values = (owner, spelling, key, self._operation)
                known = Name(self._store.run(_NEW_CONTACT, values).lastrowid or 0, spelling, None)
            else:
                known = self._known("contacts", found, spelling)
            self._contacts[owner, key] = known
        return known

    def _known(self, table: str, found: tuple[int, str, str | None, int], spelling: str) -> Name:
        """Return a name found in the log; without live entries, it takes today's spelling."""
        row, display, said, live = found
        if not live and display != spelling:
            change(self._store, self._operation, table, row, {"name": spelling})
            display = spelling
        return Name(row, display, said)

    def _say(self, name: Name, table: str, column: str, said: str | None) -> str | None:
        if said is None:
            return name.said
        if said != name.said:
            change(self._store, self._operation, table, name.id, {column: said})
            name.said = said
        return said
