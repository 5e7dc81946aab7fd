"""Full-text search over what people typed: notes, next steps, tags, accounts and contacts.

The index folds case and accents. It hands out its newest entries first, so a word that
stands in half the log costs little more than a rare one.
"""

from __future__ import annotations

import os
from datetime import date

from actlog.domain.entry import name_key
from actlog.domain.record import Record
from actlog.domain.sought import Hit, Span
from actlog.store.conditions import condition
from actlog.store.entries import by_numbers

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from actlog.domain.filter import Filter
    from actlog.domain.sought import Term
    from actlog.store.database import Store

SEARCHED = ("note", "next", "tags", "account", "contact")
"""The texts that are searched, in the order of the index's columns."""

CANDIDATES = 1000
"""Of how many entries that match, those with the highest numbers, the order is looked at first."""

_FEW = 50_000
"""Of how many entries the lowest and the highest number are found in no time."""

_NEWEST = """
SELECT day, coalesce(at, ''), entries.id FROM search JOIN entries ON entries.id = search.rowid
WHERE search MATCH ? AND search.rowid BETWEEN ? AND ? AND {} ORDER BY search.rowid DESC LIMIT ?
"""
# Those of as late a day that were logged earlier: in a log kept day by day there are few.
_LATER_DAYS = """
SELECT day, coalesce(at, ''), entries.id FROM entries INDEXED BY entries_day
WHERE {} AND +entries.id < ?
    AND EXISTS (SELECT 1 FROM search WHERE search MATCH ? AND rowid = entries.id)
ORDER BY day DESC, at DESC, entries.id DESC LIMIT ?
"""
_ENTRIES = """
SELECT total(entries) FROM day_totals WHERE day BETWEEN coalesce(?, '') AND coalesce(?, 'a')
"""
_NUMBERS = """
SELECT min(id), max(id) FROM entries INDEXED BY entries_day
WHERE live AND day BETWEEN coalesce(?, '') AND coalesce(?, 'a')
"""
_NAMES = "SELECT name FROM accounts WHERE key IN ({})"
_MARKED = "SELECT rowid, {} FROM search WHERE search MATCH ? AND rowid IN ({})"
_AT_ONCE = 500


class Found(Record):
    """The hits, oldest first, and whether there are more than were asked for."""

    hits: tuple[Hit, ...]
    more: bool


def search(store: Store, terms: Sequence[Term], wanted: Filter, limit: int | None = None) -> Found:
    """Return the live entries that have every term and match the filter, oldest first.

    With a `limit`, the latest so many by day, time and number. Raises StoreError.
    """
    query = " AND ".join([_phrase(term) for term in terms])
    store.run("BEGIN")  # one look at the log, whatever other shells write meanwhile
    try:
        places = _latest(store, query, wanted, limit)
        found = [number for _, _, number in reversed(places[:limit])]
        spans = _spans(store, query, found)
        hits = [Hit(entry=entry, spans=spans[entry.id or 0]) for entry in by_numbers(store, found)]
    finally:
        store.run("COMMIT")
    return Found(hits=tuple(hits), more=len(places) > len(found))


def _phrase(term: Term) -> str:
    """Return a term as the index's query language has it; nothing in it is an operator."""
    return _quoted(term.text) + "*" * term.begins


def _quoted(text: str) -> str:
    inside = text.replace('"', '""')
    return f'"{inside}"'


Place = tuple[str, str, int]
"""Where an entry stands in the log: its day, its instant (or nothing), its number."""


def _latest(store: Store, query: str, wanted: Filter, limit: int | None) -> list[Place]:
    """Return the entries that match, the latest first, and one more than the limit.

    A common word has more entries than can be sorted in no time. Of those with the highest
    numbers the order is known; only an entry of as late a day can stand among the first.
    """
    if limit is None:
        return _newest(store, query, wanted, -1)
    asked = limit + 1
    most = max(CANDIDATES, asked)
    places = _newest(store, query, wanted, most)
    if len(places) == most:
        day, lowest = places[limit][0], min([number for _, _, number in places])
        where, values = condition(store, wanted.replace(first=date.fromisoformat(day)))
        places += store.rows(_LATER_DAYS.format(where), (*values, lowest, query, asked))
    return sorted(places, reverse=True)[:asked]


def _newest(store: Store, query: str, wanted: Filter, most: int) -> list[Place]:
    """Return at most so many entries that match, those with the highest numbers, latest first."""
    where, values = condition(store, wanted)
    narrow = " AND ".join([query, *_named(store, wanted)])
    numbers = _numbers(store, wanted)
    rows = store.rows(_NEWEST.format(where), (narrow, *numbers, *values, most))
    return sorted(rows, reverse=True)


def _numbers(store: Store, wanted: Filter) -> tuple[int, int]:
    """Return between which numbers the entries of the filter's days lie, where those are few."""
    days = [day and day.isoformat() for day in (wanted.first, wanted.last)]
    if any(days) and store.row(_ENTRIES, days)[0] <= _FEW:
        first, last = store.row(_NUMBERS, days)
        return first or 0, last or 0
    return 0, 2**62


def _named(store: Store, wanted: Filter) -> list[str]:
    """Return what asks the index itself for the filter's accounts, where their names are plain."""
    keys = [name_key(account) for account in wanted.accounts]
    names = store.rows(_NAMES.format(", ".join("?" * len(keys))), keys)
    if not names or not all(name.isascii() and any(map(str.isalnum, name)) for (name,) in names):
        return []
    return ["(" + " OR ".join([f"account : {_quoted(name)}" for (name,) in names]) + ")"]


def _spans(store: Store, query: str, numbers: Sequence[int]) -> dict[int, tuple[Span, ...]]:
    """Return where the terms stand in the entries of these numbers."""
    # Marks that no text can hold by chance: whoever typed it did not know them.
    secret = os.urandom(12).hex()
    opens, closes = f"<{secret}", f">{secret}"
    marks = ", ".join(
        [f"highlight(search, {place}, '{opens}', '{closes}')" for place in range(len(SEARCHED))]
    )
    found: dict[int, tuple[Span, ...]] = {}
    for begin in range(0, len(numbers), _AT_ONCE):
        some = numbers[begin : begin + _AT_ONCE]
        sql = _MARKED.format(marks, ", ".join("?" * len(some)))
        for number, *texts in store.rows(sql, (query, *some)):
            found[number] = tuple(
                [
                    span
                    for field, text in zip(SEARCHED, texts, strict=True)
                    for span in _read(field, text or "", opens, closes)
                ]
            )
    return found


def _read(field: str, marked: str, opens: str, closes: str) -> list[Span]:
    """Return the spans of a text with marks in it, as places in the text without them."""
    plain, *rest = marked.split(opens)
    at, spans = len(plain), []
    for piece in rest:
        inside, _, after = piece.partition(closes)
        spans.append(Span(field=field, start=at, end=at + len(inside)))
        at += len(inside) + len(after)
    return spans
