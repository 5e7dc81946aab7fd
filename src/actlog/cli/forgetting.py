"""`forget`: a person, or a whole account, erased for good."""

from __future__ import annotations

from actlog.cli.arrivals import number_of_entries
from actlog.domain.errors import InputError
from actlog.domain.filter import Filter
from actlog.domain.text import visible
from actlog.grammar.tokens import quote
from actlog.store import forget as store_forget
from actlog.store import restore
from actlog.store.erase import mentions

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from actlog.cli.session import Session
    from actlog.store.forget import Person
    from actlog.views.shapes.keeping import ForgetJson


def forget(session: Session, words: Sequence[str], *, json: bool = False) -> int:
    """Erase whom `@account` or `@account/contact` names, from the log and from its copies.

    The exit code is 1 where a file is left that may still hold them. Raises InputError for
    words that name nobody of the log.
    """
    account, contact = _named(session, words)
    name = f"@{account or ''}" + (f"/{contact}" if contact is not None else "")
    person = store_forget.find(session.store, account, contact)
    there = bool(person.accounts or person.contacts)
    if not there and not store_forget.known(session.store, person):
        raise InputError(f"{name} is not in the log", _meant(session, account))
    if not session.confirm(visible(_question(name, person))):
        session.out("nothing is forgotten")
        return 1
    # While it was asked, another shell may have put a backup in the log's place.
    person = store_forget.find(session.store, account, contact)
    erased = store_forget.forget(session.store, person, session.now)
    clean, unread = store_forget.clean_copies(session.store, person)
    left = _left(session, person, unread)
    session.forget_versions()
    if json:
        shown: ForgetJson = {
            "entries": erased.entries,
            "operations": erased.operations,
            "rewritten": len(clean),
            "left": list(left),
            "mentions": person.mentions,
        }
        session.json(shown)
    else:
        _say(session, name, erased.entries, len(clean), person)
        for file, why in left.items():
            session.warn(f"warning: {file} {why}: delete it")
    return 1 if left else 0


def _left(session: Session, person: Person, unread: Sequence[str]) -> dict[str, str]:
    """Return the files of the log that may still hold a person, and why."""
    from actlog.cli.editor import unsaved

    left = dict.fromkeys(unread, "cannot be rewritten and may still hold them")
    damaged = restore.set_asides(session.store.path)
    left |= dict.fromkeys(damaged, "is a damaged log and may still hold them")
    for file, text in unsaved(session):
        if mentions(text, person.names):
            left[file] = "is a text from an editor and names them"
    return left


def _named(session: Session, words: Sequence[str]) -> tuple[str | None, str | None]:
    """Return the account and the contact that the words name."""
    from actlog.cli.asked import asked_for

    wanted = asked_for(session, words)
    named = len(wanted.accounts) + len(wanted.contacts)
    alone = wanted.replace(accounts=(), contacts=()) == Filter()
    if not named or len(wanted.accounts) > 1 or len(wanted.contacts) > 1 or not alone:
        raise InputError("whom to forget?", "one of: actlog forget @acme, forget @acme/dana")
    account = wanted.accounts[0] if wanted.accounts else None
    return account, wanted.contacts[0] if wanted.contacts else None


def _meant(session: Session, account: str | None) -> str:
    from actlog.grammar.suggest import nearest
    from actlog.store.entries import account_names

    meant = nearest(account or "", account_names(session.store))
    return f"meant @{meant}?" if meant else "names are shown by: actlog list --all"


def _question(name: str, person: Person) -> str:
    entries = number_of_entries(person.entries)
    return f"erase {entries} of {name}, from backups too, for good: no undo?"


def _say(session: Session, name: str, entries: int, copies: int, person: Person) -> None:
    backups = "1 backup" if copies == 1 else f"{copies:,} backups"
    session.out(visible(f"forgot {name}: {number_of_entries(entries)} erased, {backups} rewritten"))
    if entries:
        session.out("weeks and averages of the past are without them from now on")
    if person.mentions:
        others = (
            "1 other entry names"
            if person.mentions == 1
            else (f"{person.mentions:,} other entries name")
        )
        said = name.rpartition("/")[2].lstrip("@")
        session.out(visible(f"{others} them still: actlog search {quote(said)}"))
