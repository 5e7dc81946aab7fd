"""Entries in, entries out."""

from __future__ import annotations

import sqlite3
from datetime import date, datetime

from actlog.domain.entry import Entry, Moment
from actlog.domain.errors import InputError, StoreError
from actlog.domain.record import Record
from actlog.store import guard, history
from actlog.store.names import Names
from actlog.store.uids import uids

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Sequence
    from typing import Any

    from actlog.domain.filter import Filter
    from actlog.store.database import Store

_COLUMNS = (
    *("uid", "day", "at", "kind", "count", "outcome", "account_id", "contact_id", "minutes"),
    *("value_cents", "source", "persona", "tags", "note", "planned", "next", "due", "done"),
    *("story", "objection", "added_by"),
)
_INSERT = "INSERT INTO entries ({}) VALUES ({})"
INSERT = _INSERT.format(", ".join(_COLUMNS), ", ".join("?" * len(_COLUMNS)))
"""Stores one row; `row_of` gives its values."""

_SELECT = """
SELECT entries.id, uid, day, at, kind, count, outcome, accounts.name, contacts.name,
    minutes, value_cents, entries.source, entries.persona, tags, note, planned, next, due,
    done, story, objection
FROM entries
LEFT JOIN accounts ON accounts.id = entries.account_id
LEFT JOIN contacts ON contacts.id = entries.contact_id
"""

_AT_ONCE = 500
"""How many numbers one query names."""

_MOST_NAMED = 10
"""How many numbers an error names."""

_LONGEST_NUMBER = 15
"""The most digits of an entry's number; what is longer is a uid."""


class Added(Record):
    """The entries as stored, and the accounts that had no live entry before."""

    entries: tuple[Entry, ...]
    new_accounts: tuple[str, ...]


def add(store: Store, operation: int, entries: Iterable[Entry]) -> Added:
    """Store entries inside an open operation, in order; ids and uids of theirs are ignored.

    Instants lose what is below a second. Raises StoreError.
    """
    names, fresh = Names(store, operation), uids()
    added = []
    for entry in entries:
        settled, account, contact = names.settle(entry)
        at = settled.at.replace(microsecond=0) if settled.at else None
        story = _story(store, settled.story)
        settled = settled.replace(uid=next(fresh), at=at, story=story)
        row = row_of(settled, account, contact, operation)
        added.append(settled.replace(id=store.run(INSERT, row).lastrowid))
    return Added(entries=tuple(added), new_accounts=tuple(names.new_accounts))


def _story(store: Store, said: str | None) -> str | None:
    """Return the uid of the meeting that a number stands for; a uid stays what it is."""
    if said is None or len(said) > _LONGEST_NUMBER or not said.isdigit():
        return said
    uid: str = get(store, [int(said)])[0].uid or said
    return uid


def row_of(
    entry: Entry, account: int | None, contact: int | None, operation: int
) -> tuple[Any, ...]:
    """Return the values of an entry for INSERT."""
    return (
        entry.uid,
        entry.day.isoformat(),
        entry.at.isoformat(timespec="seconds") if entry.at else None,
        entry.kind,
        entry.count,
        entry.outcome,
        account,
        contact,
        entry.minutes,
        entry.value_cents,
        entry.source,
        entry.persona,
        " ".join(entry.tags) or None,
        entry.note,
        entry.planned.iso() if entry.planned else None,
        entry.next,
        entry.due.iso() if entry.due else None,
        entry.done.iso() if entry.done else None,
        entry.story,
        " ".join(entry.objection) or None,
        operation,
    )


def edit(
    store: Store,
    operation: int,
    before: Entry,
    after: Entry,
    *,
    own: Container[str] = (),
    names: Names | None = None,
) -> Entry:
    """Make a live entry say something else, inside an open operation; return it as stored.

    Only what differs is written. A new account or contact brings its source and persona
    along, unless `after` says others than `before`, or they are the entry's `own`: then they
    move with it. `names` collects the new accounts of several edits. Raises StoreError.
    """
    moved = (before.account, before.contact) != (after.account, after.contact)
    said = {
        name: None if same and name not in own else getattr(after, name)
        for name in ("source", "persona")
        for same in [getattr(after, name) == getattr(before, name)]
    }
    names = names or Names(store, operation)
    settled, account, contact = names.settle(after.replace(**said))
    if not moved:
        settled = settled.replace(source=after.source, persona=after.persona)
    at = settled.at.replace(microsecond=0) if settled.at else None
    settled = settled.replace(at=at, story=_story(store, settled.story))
    old, new = row_of(before, None, None, 0), row_of(settled, None, None, 0)
    pairs = zip(_COLUMNS, old, new, strict=True)
    changed = {column: value for column, known, value in pairs if value != known}
    if moved:
        changed |= {"account_id": account, "contact_id": contact}
    if changed:
        history.change(store, operation, "entries", before.id or 0, changed)
    return settled


def remove(store: Store, operation: int, ids: Sequence[int]) -> list[Entry]:
    """Hide entries inside an open operation and return them as they were.

    Raises InputError, and hides none, when a number is not that of a live entry.
    """
    found = get(store, ids)
    for entry in found:
        values = {"live": 0, "removed_by": operation}
        history.change(store, operation, "entries", entry.id or 0, values)
    return found


def get(store: Store, ids: Sequence[int], *, hidden: bool = False) -> list[Entry]:
    """Return live entries by number, in the order asked for, each once; `hidden` ones as well.

    Raises InputError that names the numbers that are none.
    """
    found: dict[int, Entry] = {}
    missing = []
    for number in dict.fromkeys(ids):
        row = store.row(f"{_SELECT} WHERE entries.id = ? AND (live OR ?)", (number, hidden))
        if row is None:
            missing.append(f"#{number}")
        else:
            found[number] = _entry(row)
    if missing:
        verb = "is no entry" if len(missing) == 1 else "are no entries"
        known = store.row("SELECT removed_by FROM entries WHERE id = ?", (missing[0][1:],))
        back = f"it was removed, and comes back with: actlog restore {missing[0][1:]}"
        hint = back if known and known[0] and len(missing) == 1 else "see: actlog list --all"
        more = len(missing) - _MOST_NAMED
        rest = f" and {more:,} more" if more > 0 else ""
        raise InputError(f"{', '.join(missing[:_MOST_NAMED])}{rest} {verb} of the log", hint)
    return list(found.values())


def by_numbers(store: Store, numbers: Sequence[int]) -> list[Entry]:
    """Return the live entries of these numbers, in their order; others are passed over."""
    found: dict[int, Entry] = {}
    for begin in range(0, len(numbers), _AT_ONCE):
        some = numbers[begin : begin + _AT_ONCE]
        places = ", ".join("?" * len(some))
        rows = store.rows(f"{_SELECT} WHERE entries.id IN ({places}) AND live", some)
        found |= {row[0]: _entry(row) for row in rows}
    return [found[number] for number in numbers if number in found]


def select(store: Store, wanted: Filter, limit: int | None = None) -> list[Entry]:
    """Return the entries that match, oldest first; with a `limit`, the latest so many.

    They stand by day, then clock time (those without one first), then number.
    """
    from actlog.store.conditions import condition

    where, values = condition(store, wanted)
    rows = store.rows(
        f"{_SELECT} WHERE {where} ORDER BY day DESC, at DESC, entries.id DESC LIMIT ?",
        (*values, -1 if limit is None else limit),
    )
    return [_entry(row) for row in reversed(rows)]


def iterate(store: Store, wanted: Filter, *, by_time: bool = False) -> Iterator[Entry]:
    """Yield the entries that match by number, as they were logged, in little memory.

    Replayed in this order, names and inheritance come out the same. `by_time` they stand by
    day and clock time instead, as `select` has them. Raises StoreError.
    """
    from actlog.store.conditions import condition

    where, values = condition(store, wanted)
    try:
        order = "day, at, entries.id" if by_time else "entries.id"
        for row in store.run(f"{_SELECT} WHERE {where} ORDER BY {order}", values):
            yield _entry(row)
    except sqlite3.Error as error:
        raise guard.store_error(error, store.path) from error


def account_names(store: Store) -> list[str]:
    """Return the names of the accounts that have a live entry, in alphabetical order."""
    rows = store.rows(
        "SELECT name FROM accounts WHERE EXISTS "
        "(SELECT 1 FROM entries WHERE account_id = accounts.id AND live) ORDER BY key"
    )
    return [name for (name,) in rows]


def _entry(row: tuple[Any, ...]) -> Entry:
    try:
        return _read(row)
    except ValueError as error:
        raise StoreError(
            f"entry #{row[0]} is not as it should be: {error}", "it was edited by hand: mend it"
        ) from error


def _read(row: tuple[Any, ...]) -> Entry:
    (number, uid, day, at, kind, count, outcome, account, contact) = row[:9]
    (minutes, value, source, persona, tags, note, planned, then, due, done) = row[9:19]
    story, objection = row[19:]
    return Entry(
        id=number,
        uid=uid,
        day=date.fromisoformat(day),
        at=datetime.fromisoformat(at) if at else None,
        kind=kind,
        count=count,
        outcome=outcome,
        account=account,
        contact=contact,
        minutes=minutes,
        value_cents=value,
        source=source,
        persona=persona,
        tags=tuple(tags.split(" ")) if tags else (),
        note=note,
        planned=Moment.from_iso(planned) if planned else None,
        next=then,
        due=Moment.from_iso(due) if due else None,
        done=Moment.from_iso(done) if done else None,
        story=story,
        objection=tuple(objection.split(" ")) if objection else (),
    )
