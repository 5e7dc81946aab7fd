"""Rows that came in before and say something else since: they change the entry they made.

Only entries that an import made are changed so, and none that the rep has edited: those are
reported and stay. What is compared is the row with the entry as it is, and an entry is only
looked at when the row does not say what it said when it first came in.
"""

from __future__ import annotations

from actlog.domain.entry import Entry, Moment, name_key
from actlog.domain.incoming import INCOMING, SAID
from actlog.store import entries

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from actlog.store.database import Store

_COLUMNS = f"row, {', '.join(INCOMING)}"
_PLAIN = [name for name in INCOMING if name not in {"account", "contact"}]
ROOMS = {"amended": f"entry INTEGER PRIMARY KEY, edited DEFAULT 0, {_COLUMNS}"}
"""What this needs beside the waiting rows of `staging`."""

_AT_ONCE = 500
# An earlier import may have changed the entry: it is then held against the row as well, so
# that what is changed back comes back.
_SET_ASIDE = f"""
INSERT INTO amended
SELECT known.id, 0, incoming.* FROM incoming
JOIN main.entries AS known ON known.uid = incoming.uid AND known.live
WHERE incoming.uid IS NOT NULL AND known.origin IS NOT NULL AND (
    substr(known.origin, 1, {SAID}) <> substr(incoming.content, 1, {SAID})
    OR EXISTS (
        SELECT 1 FROM main.changes JOIN main.operations ON operations.id = operation_id
        WHERE table_name = 'entries' AND row_id = known.id AND command = 'import'
    )
)
"""
_BRING_BACK = f"INSERT INTO incoming SELECT {_COLUMNS} FROM amended"
_TAKE_OUT = "DELETE FROM incoming WHERE row IN (SELECT row FROM amended)"
_READ = f"""
SELECT entry, {", ".join([f"amended.{name}" for name in _PLAIN])},
    accounts.spelling, contacts.spelling
FROM amended
LEFT JOIN incoming_accounts AS accounts ON accounts.id = amended.account
LEFT JOIN incoming_contacts AS contacts ON contacts.id = amended.contact
WHERE NOT edited AND entry > ? ORDER BY entry LIMIT {_AT_ONCE}
"""
# Hiding and showing an entry says nothing else than it said.
_MARK_EDITED = """
UPDATE amended SET edited = EXISTS (
    SELECT 1 FROM main.changes JOIN main.history ON history.id = operation_id
    WHERE table_name = 'entries' AND row_id = amended.entry AND command <> 'import'
        AND NOT undone AND json_type(after, '$.live') IS NULL
)
"""


def bring_back(store: Store) -> None:
    """Let the rows wait again that `set_aside` took out. Raises StoreError."""
    store.run(_BRING_BACK)
    store.run("DELETE FROM amended")


def set_aside(store: Store) -> int:
    """Take the rows that may change an entry out of the waiting rows; return how many went.

    What is left of them in `amended` would change one; others say what it says already.
    Raises StoreError.
    """
    if not store.run(_SET_ASIDE).rowcount:
        return 0
    gone = store.run(_TAKE_OUT).rowcount
    for pairs in _pairs(store):
        same = [(before.id,) for before, after in pairs if _says(before) == _says(after)]
        store.conn.executemany("DELETE FROM amended WHERE entry = ?", same)
    store.run(_MARK_EDITED)
    return gone


def changed(store: Store) -> int:
    """Return how many entries would be changed. Raises StoreError."""
    number: int = store.row("SELECT count(*) FROM amended WHERE NOT edited")[0]
    return number


def edited(store: Store, most: int) -> tuple[int, tuple[int, ...]]:
    """Return how many rows say something else than an entry that the rep edited, and which.

    The numbers are those of the first entries, `most` of them. Raises StoreError.
    """
    (number,) = store.row("SELECT count(*) FROM amended WHERE edited")
    first = store.rows("SELECT entry FROM amended WHERE edited ORDER BY entry LIMIT ?", (most,))
    return number, tuple([entry for (entry,) in first])


def change(store: Store, operation: int) -> None:
    """Let every entry that is to be changed say what its row says. Raises StoreError."""
    for pairs in _pairs(store):
        for before, after in pairs:
            entries.edit(store, operation, before, after)


def _pairs(store: Store) -> Iterator[list[tuple[Entry, Entry]]]:
    """Yield entries as they are and as their rows have them, in lists; the order is theirs."""
    last = 0
    while rows := store.rows(_READ, (last,)):
        last = rows[-1][0]
        befores = {entry.id: entry for entry in entries.get(store, [row[0] for row in rows])}
        yield [(before, _after(before, row)) for row in rows for before in [befores[row[0]]]]


def _after(before: Entry, row: tuple[Any, ...]) -> Entry:
    """Return the entry that a row makes of one; what it does not say of people stays."""
    said = dict(zip(("entry", *_PLAIN, "account", "contact"), row, strict=True))
    when = _kept(before.when, said["at"] or said["day"])
    known = {"planned": before.planned, "due": before.due, "done": before.done}
    planned, due, done = [_kept(moment, said[name]) for name, moment in known.items()]
    return before.replace(
        day=when.day if when else before.day,
        at=when.at if when else None,
        kind=said["kind"],
        count=said["count"],
        outcome=said["outcome"],
        account=said["account"],
        contact=said["contact"],
        minutes=said["minutes"],
        value_cents=said["value_cents"],
        source=said["source"] or before.source,
        persona=said["persona"] or before.persona,
        tags=tuple((said["tags"] or "").split()),
        note=said["note"],
        planned=planned,
        next=said["next"],
        due=due,
        done=done or before.done,
        story=said["story"] or before.story,
        objection=tuple((said["objection"] or "").split()),
    )


def _kept(before: Moment | None, said: str | None) -> Moment | None:
    """Return what a row says of a moment: as it is known where that is the same instant.

    The file may be read in another time zone than it was before.
    """
    if not said:
        return None
    moment = Moment.from_iso(said)
    same = before is not None and before.at is not None and before.at == moment.at
    return before if same else moment


def _says(entry: Entry) -> Entry:
    """Return an entry with its names as their spellings meet."""
    account, contact = [name_key(name) if name else None for name in (entry.account, entry.contact)]
    return entry.replace(account=account, contact=contact)
