"""`accounts @acme --source … --rename … --merge …`: who is who, as one undoable operation."""

from __future__ import annotations

from actlog.domain.entry import name_key
from actlog.domain.errors import InputError, NothingToDoError
from actlog.domain.record import Record
from actlog.domain.text import visible
from actlog.grammar.likeness import meant
from actlog.grammar.tokens import quote
from actlog.grammar.who import new_name
from actlog.grammar.writer import who as written
from actlog.store import history, people
from actlog.store.accounts import AccountRow, find
from actlog.store.entries import account_names

TYPE_CHECKING = False
if TYPE_CHECKING:
    from actlog.cli.session import Session
    from actlog.grammar.who import Who
    from actlog.store.people import ContactRow
    from actlog.views.shapes.entries import OperationJson


class Changes(Record):
    """What is to be changed; None is not. An empty source or persona takes it away."""

    source: str | None = None
    persona: str | None = None
    rename: str | None = None
    merge: str | None = None

    @property
    def asks(self) -> bool:
        """Whether it changes anything."""
        return self != Changes()

    def typed(self, who: Who) -> str:
        """Return the words for the history: `@amce --merge acme`."""
        said = [(key, value) for key, value in self.as_dict().items() if value is not None]
        return " ".join([named(who), *[f"--{key} {quote(value)}" for key, value in said]])


def known_account(session: Session, name: str) -> AccountRow:
    """Return an account of the log; InputError for any other name, with the near one."""
    account = find(session.store, name)
    if account is None:
        near = meant(name, account_names(session.store))
        hint = f"did you mean {near}?" if near else "see: actlog accounts --all"
        raise InputError(f"there is no account {name}", hint)
    return account


def known_contact(session: Session, account: AccountRow, name: str) -> ContactRow:
    """Return a contact with live entries; InputError for any other name."""
    row = people.contact(session.store, account.id, name)
    if row is None or not row.live:
        hint = f"see: actlog accounts {named((account.name, None))}"
        raise InputError(f"{account.name} has no contact {name}", hint)
    return row


def named(who: Who) -> str:
    """Return `@acme/dana` as it is typed."""
    return " ".join(written(*who))


def change(session: Session, who: Who, changes: Changes, *, json: bool = False) -> int:
    """Carry out what is asked for of an account or a contact, and say it."""
    _check(who, changes)
    account = known_account(session, who[0])
    contact = known_contact(session, account, who[1]) if who[1] is not None else None
    subject = contact or account
    name = changes.rename if changes.rename is not None else changes.merge
    if name is not None:
        name = new_name(name, "the contact" if contact else "the account")
        _check_name(session, account, contact, name, merge=changes.merge is not None)
    store, typed = session.store, changes.typed(who)
    with history.operation(store, "accounts", typed, session.now) as operation:
        moved, said = 0, _say(session, operation, account, contact, changes)
        if name is not None:
            moved = _move(session, operation, account, contact, name)
            verb = "merged into" if changes.merge is not None else "is now"
            said.append(f"{subject.name} {verb} {name}: {_size(moved)}")
    if not said:
        raise NothingToDoError(f"{subject.name} has that already: nothing is changed")
    if json:
        shown: OperationJson = {"operation": operation, "command": "accounts", "entries": moved}
        session.json(shown)
        return 0
    for line in said:
        session.out(visible(line))
    return 0


def _check(who: Who, changes: Changes) -> None:
    if changes.persona is not None and who[1] is None:
        raise InputError(
            "a persona belongs to a contact",
            f"such as: actlog accounts {named((who[0], 'dana'))} --persona owner",
        )
    moving = changes.rename is not None or changes.merge is not None
    saying = changes.source is not None or changes.persona is not None
    if (changes.rename is not None and changes.merge is not None) or (moving and saying):
        raise InputError("one change at a time: --source and --persona, --rename, or --merge")


def _say(
    session: Session,
    operation: int,
    account: AccountRow,
    contact: ContactRow | None,
    changes: Changes,
) -> list[str]:
    """Set source and persona, and return what was changed."""
    said = []
    store = session.store
    if changes.source is not None:
        source = new_name(changes.source, "the source") if changes.source.strip() else None
        if source != account.source:
            people.say_source(store, operation, account, source)
            said.append(f"{account.name}: source {source or 'taken away'}")
    if changes.persona is not None and contact is not None:
        persona = new_name(changes.persona, "the persona") if changes.persona.strip() else None
        if persona != contact.persona:
            people.say_persona(store, operation, contact, persona)
            said.append(f"{account.name}/{contact.name}: persona {persona or 'taken away'}")
    return said


def _check_name(
    session: Session, account: AccountRow, contact: ContactRow | None, name: str, *, merge: bool
) -> None:
    """Refuse a rename to a name in use, a merge with nobody, and either with itself."""
    store, subject = session.store, contact or account
    same = name_key(name) == name_key(subject.name)
    if contact is None:
        used = find(store, name) is not None
    else:
        found = people.contact(store, account.id, name)
        used = found is not None and found.live
    target = named((account.name, contact.name if contact else None))
    if merge and same:
        raise InputError(f"{subject.name} cannot be merged into itself")
    if merge and not used:
        hint = f"to rename it: actlog accounts {target} --rename {quote(name)}"
        raise InputError(f"there is no {name} to merge into", hint)
    if not merge and subject.name == name:
        raise NothingToDoError(f"{name} is called so already")
    if not merge and used and not same:
        hint = f"to make them one: actlog accounts {target} --merge {quote(name)}"
        raise InputError(f"there is {name} already", hint)
    question = f"merge {subject.name} into {name}, with all its entries?"
    if merge and not session.confirm(visible(question)):
        raise NothingToDoError("nothing is merged")


def _move(
    session: Session, operation: int, account: AccountRow, contact: ContactRow | None, name: str
) -> int:
    if contact is not None:
        return people.move_contact(session.store, operation, contact, name)
    return people.move_account(session.store, operation, account, name)


def _size(moved: int) -> str:
    return f"{moved:,} {'entry' if moved == 1 else 'entries'}"
