"""`edit` without words: entries as log lines in the user's own editor."""

from __future__ import annotations

from actlog.cli.clock import read_clock
from actlog.cli.edit import Edited, keep_edits
from actlog.cli.editor import edit_until
from actlog.cli.log import refuse_missing
from actlog.cli.stories import keep_linked
from actlog.cli.targets import numbers_of
from actlog.domain.errors import InputError, NothingToDoError
from actlog.domain.filter import Filter
from actlog.grammar.sheet import Changes, read_sheet, write_sheet
from actlog.store import entries as entry_store
from actlog.store import history
from actlog.store.names import Names

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from actlog.cli.session import Session
    from actlog.cli.stories import Link
    from actlog.domain.entry import Entry
    from actlog.grammar.periods import Period

_MOST = 10_000


def edit_text(session: Session, words: Sequence[str], days: Period | None) -> Edited:
    """Let the entries of some days, or those that the words name, be edited as a text.

    Nothing is locked meanwhile. What another shell has changed by then is not overwritten:
    InputError names it, and the text is kept. NothingToDoError for a text that changes nothing.
    """
    entries = _entries(session, words, days)
    one_day = days.first if days is not None and days.first == days.last else None
    text = write_sheet(entries, model=session.model(), day=one_day)
    session.close()
    done: list[Edited] = []

    def read(edited: str) -> Changes:
        session.now = read_clock(session.environ)
        return read_sheet(edited, entries, model=session.model(), now=session.now)

    def apply(changes: Changes) -> None:
        def keep(_: Sequence[Entry], link: Link) -> Edited:
            return _apply(session, " ".join(words), changes, link)

        done.append(keep_linked(session, changes.added, keep))

    edit_until(session, text, ".txt", read, apply)
    return done[0]


def _entries(session: Session, words: Sequence[str], days: Period | None) -> list[Entry]:
    if days is None:
        found = entry_store.get(session.store, numbers_of(session.store, words))
        return sorted(found, key=lambda entry: (entry.day, entry.id or 0))
    wanted = Filter(first=days.first, last=days.last)
    entries = entry_store.select(session.store, wanted, _MOST + 1)
    if len(entries) > _MOST:
        raise InputError(f"more than {_MOST:,} entries", "name a shorter time")
    if not entries and (days.first != days.last or days.first > session.now.date()):
        raise NothingToDoError("no entries", "add some with: actlog log")
    return entries


def _apply(session: Session, words: str, changes: Changes, link: Link) -> Edited:
    if changes.empty:
        raise NothingToDoError("the text is empty: nothing is changed", "rm removes entries")
    store, model = session.store, session.model()
    with history.operation(store, "edit", words, session.now) as operation:
        _refuse_changed(session, [*[before for before, _ in changes.edited], *changes.removed])
        names = Names(store, operation)
        pairs = keep_edits(store, model, operation, changes.edited, names)
        removed = entry_store.remove(store, operation, [one.id or 0 for one in changes.removed])
        added = entry_store.add(store, operation, changes.added)
        refuse_missing(added.entries, model)
        linked, remarks = link(added.entries)
        if not (pairs or removed or added.entries):
            raise NothingToDoError("nothing to change", "the log says so already")
    return Edited(
        operation=operation,
        before=tuple([before for before, _ in pairs]),
        after=tuple([after for _, after in pairs]),
        removed=tuple(removed),
        added=linked,
        remarks=remarks,
        new_accounts=tuple(dict.fromkeys([*names.new_accounts, *added.new_accounts])),
    )


def _refuse_changed(session: Session, read: Sequence[Entry]) -> None:
    """Refuse to touch entries that are not any more what they were when the editor opened."""
    changed = []
    for entry in read:
        try:
            (now,) = entry_store.get(session.store, [entry.id or 0])
        except InputError:
            changed.append(f"#{entry.id} was removed")
        else:
            if now != entry:
                changed.append(f"#{entry.id} says now: {_said(session, now)}")
    if changed:
        raise InputError(
            "another shell has changed what was edited: nothing is changed",
            "open them anew, and take over what is still to change",
            tuple(changed),
        )


def _said(session: Session, entry: Entry) -> str:
    from actlog.views.answer import entries_text

    return entries_text([entry], session.model(), session.now)
