"""Entries about meetings, read as steps of their stories, and the links between them."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from actlog.domain.entry import Moment
from actlog.domain.errors import StoreError
from actlog.domain.story import Step

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from actlog.store.database import Store

MOST = 600
"""How many steps of a kind are read behind a week at most: 15 a week for three quarters."""

_SELECT = """
SELECT entries.id, uid, day, at, kind, count, outcome, accounts.name, contacts.name, planned, story
FROM entries
LEFT JOIN accounts ON accounts.id = entries.account_id
LEFT JOIN contacts ON contacts.id = entries.contact_id
WHERE live AND
"""
_SAME = "entries.account_id = (SELECT account_id FROM entries WHERE id = ?) AND kind IN (?, ?)"
_OF_ACCOUNT = _SELECT + _SAME
_PLANNED = """
kind IN (?, ?) AND day >= ? AND entries.account_id IN (
    SELECT account_id FROM entries INDEXED BY entries_planned
    WHERE live AND planned >= ? AND kind IN (?, ?)
)
"""
_OF_PLANNED = _SELECT + _PLANNED
_WITHOUT = """
entries.id IN (
    SELECT id FROM entries INDEXED BY entries_planned
    WHERE live AND planned >= ? AND account_id IS NULL AND kind IN (?, ?)
)
"""
_ALONE = _SELECT + _WITHOUT
_PASSED = """
SELECT count(*) FROM entries INDEXED BY entries_planned
WHERE live AND planned >= ? AND planned < ? AND julianday(planned) <= julianday(?)
    AND kind IN (?, ?)
"""
_OF_KIND = _SELECT + "kind = ? AND day >= ? ORDER BY day DESC LIMIT ?"
_BY_UID = _SELECT + "uid = ?"
_BY_NUMBER = _SELECT + "entries.id = ?"
_BY_STORY = _SELECT + "story = ?"


def of_entry(store: Store, number: int, kinds: tuple[str, str]) -> list[Step]:
    """Return all steps of two kinds with the account of an entry. Raises StoreError."""
    return [_step(row) for row in store.rows(_OF_ACCOUNT, (number, *kinds))]


def of_planned(
    store: Store, kinds: tuple[str, str], today: date, since: date = date.min
) -> list[Step]:
    """Return the steps of two kinds since a day with the accounts that have one for today or later.

    Raises StoreError.
    """
    rows = store.rows(_OF_PLANNED, (*kinds, since.isoformat(), today.isoformat(), *kinds))
    return [_step(row) for row in rows]


def upcoming(store: Store, kinds: tuple[str, str], today: date, since: date) -> list[Step]:
    """Return `of_planned`, and the steps of meetings without an account for today or later.

    Raises StoreError.
    """
    alone = store.rows(_ALONE, (today.isoformat(), *kinds))
    uids = {row[1] for row in alone} | {row[10] for row in alone if row[10]}
    more = [step for uid in sorted(uids) for step in around(store, uid, kinds)]
    found = {step.id: step for step in [*of_planned(store, kinds, today, since), *more]}
    return [*found.values()]


def passed(store: Store, kinds: tuple[str, str], since: date, now: datetime) -> int:
    """Return how many entries of two kinds plan something for a time from a day up to now."""
    # The date that a meeting was planned for elsewhere may be tomorrow's here.
    end = (now.date() + timedelta(days=2)).isoformat()
    values = (since.isoformat(), end, now.isoformat(), *kinds)
    found: int = store.row(_PASSED, values)[0]
    return found


def every(
    store: Store, kinds: tuple[str, str], since: date = date.min, most: int | None = None
) -> list[Step]:
    """Return the steps of two kinds since a day, of each the latest so many.

    Steps of earlier days come along where later ones are linked to them. Raises StoreError.
    """
    limit = -1 if most is None else most
    rows = [row for kind in kinds for row in store.rows(_OF_KIND, (kind, since.isoformat(), limit))]
    known = {row[1] for row in rows}
    wanted = {row[10] for row in rows} - known - {None}
    while wanted:  # a link leads to an earlier step, and that one perhaps to another
        more = [row for uid in wanted for row in store.rows(_BY_UID, (uid,)) if row[4] in kinds]
        rows += more
        known |= wanted
        wanted = {row[10] for row in more} - known - {None}
    return [_step(row) for row in rows]


def whole_since(store: Store, kinds: tuple[str, str], since: date) -> list[Step]:
    """Return the steps since a day, or since the later one from which on all of them are read.

    Of each kind no more than MOST are. Raises StoreError.
    """
    steps = every(store, kinds, since, MOST)
    for kind in kinds:
        days = [step.day for step in steps if step.kind == kind]
        if len(days) >= MOST:
            since = max(since, sorted(days)[-MOST] + timedelta(days=1))
    return [step for step in steps if step.day >= since]


def around(store: Store, uid: str, kinds: tuple[str, str]) -> list[Step]:
    """Return the entry of that uid, and whatever tells the same story. Raises StoreError."""
    root = by_uid(store, uid)
    if root is None or root.kind not in kinds:
        return []
    uids = {root.uid, root.story or root.uid}
    rows = {
        row[0]: row
        for one in uids
        for query in (_BY_UID, _BY_STORY)
        for row in store.rows(query, (one,))
        if row[4] in kinds
    }
    return [_step(row) for row in rows.values()]


def stored(store: Store, number: int) -> Step:
    """Return an entry that was stored a moment ago as a step. Raises StoreError."""
    return _step(store.row(_BY_NUMBER, (number,)))


def by_uid(store: Store, uid: str) -> Step | None:
    """Return the live entry of that uid as a step. Raises StoreError."""
    row = store.row(_BY_UID, (uid,))
    return None if row is None else _step(row)


def link(store: Store, number: int, *, story: str, outcome: str | None) -> None:
    """Say of an entry that was stored a moment ago which meeting it is about, and how it ended.

    The operation is the entry's own: undoing it takes the whole row away.
    """
    store.run("UPDATE entries SET story = ?, outcome = ? WHERE id = ?", (story, outcome, number))


def _step(row: Sequence[Any]) -> Step:
    try:
        at, planned = row[3], row[9]
        return Step(
            (
                *row[:2],
                date.fromisoformat(row[2]),
                datetime.fromisoformat(at) if at else None,
                *row[4:9],
                Moment.from_iso(planned) if planned else None,
                row[10],
            )
        )
    except ValueError as error:
        raise StoreError(
            f"entry #{row[0]} is not as it should be: {error}", "it was edited by hand: mend it"
        ) from error
