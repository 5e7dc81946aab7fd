"""Full-text search over what people typed: notes, next steps, tags, accounts and contacts.

The index folds case and accents. It hands out its newest entries first, so a word that
stands in half the log costs no more than a rare one.
"""

from __future__ import annotations

import os

from actlog.domain.record import Record
from actlog.domain.sought import Hit, Span
from actlog.store.entries import by_numbers, condition

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from actlog.domain.filter import Filter
    from actlog.domain.sought import Term
    from actlog.store.database import Store

SEARCHED = ("note", "next", "tags", "account", "contact")
"""The texts that are searched, in the order of the index's columns."""

CANDIDATES = 1000
"""Where a limit is asked for, it is taken from so many entries, those with the highest numbers."""

_LONGEST_RUN = 100  # days whose entries' numbers are worth looking up first

_NEWEST = """
SELECT id FROM (
    SELECT entries.id, day, at FROM search JOIN entries ON entries.id = search.rowid
    WHERE search MATCH ? AND {} ORDER BY search.rowid DESC LIMIT ?
) ORDER BY day DESC, at DESC, id DESC LIMIT ?
"""
_NUMBERS = "SELECT min(id), max(id) FROM entries WHERE live AND day BETWEEN ? AND ?"
_MARKED = "SELECT rowid, {} FROM search WHERE search MATCH ? AND rowid IN ({})"
_AT_ONCE = 500


class Found(Record):
    """The hits, oldest first, and whether there are more than were asked for."""

    hits: tuple[Hit, ...]
    more: bool


def search(store: Store, terms: Sequence[Term], wanted: Filter, limit: int | None = None) -> Found:
    """Return the live entries that have every term and match the filter, oldest first.

    With a `limit`, the latest so many by day, time and number, of the CANDIDATES that were
    logged last. Raises StoreError.
    """
    query = " AND ".join([_phrase(term) for term in terms])
    where, values = condition(store, wanted)
    run, numbers = _run_of_numbers(store, wanted)
    most, asked = (-1, -1) if limit is None else (CANDIDATES, limit + 1)
    rows = store.rows(_NEWEST.format(f"{where}{run}"), (query, *values, *numbers, most, asked))
    found = [number for (number,) in reversed(rows)]
    more = limit is not None and len(found) > limit
    found = found[1:] if more else found
    spans = _spans(store, query, found)
    hits = [Hit(entry=entry, spans=spans[entry.id or 0]) for entry in by_numbers(store, found)]
    return Found(hits=tuple(hits), more=more)


def _phrase(term: Term) -> str:
    """Return a term as the index's query language has it; nothing in it is an operator."""
    quoted = term.text.replace('"', '""')
    return f'"{quoted}"{"*" if term.begins else ""}'


def _run_of_numbers(store: Store, wanted: Filter) -> tuple[str, tuple[int, ...]]:
    """Return a condition that spares the index the entries of other times, where that is quick."""
    first, last = wanted.first, wanted.last
    if first is None or last is None or (last - first).days > _LONGEST_RUN:
        return "", ()
    low, high = store.row(_NUMBERS, (first.isoformat(), last.isoformat()))
    return " AND search.rowid BETWEEN ? AND ?", (low or 0, high or 0)


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
