"""What prospects object to, by who they are, where they came from, and how it ended.

Entries are counted, not their counts: each is one that the log can show. An entry that heard
two objections counts for both.
"""

from __future__ import annotations

from datetime import date

from actlog.domain.entry import name_key
from actlog.domain.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from actlog.domain.objection import Heard

BY = ("persona", "source", "outcome")
"""What an objection is broken down by, in order."""


class Part(Record):
    """How many entries have one persona, source or outcome; `name` is None for none."""

    name: str | None
    entries: int


class Objection(Record):
    """One objection: how many entries heard it, when last, and its parts by each of BY.

    The parts of a breakdown add up to `entries`.
    """

    word: str
    entries: int
    last: date
    parts: dict[str, tuple[Part, ...]]


def objections(heard: Iterable[Heard]) -> tuple[Objection, ...]:
    """Return the objections, the most frequent first.

    Spellings are folded by `name_key`; the one that is shown is the most frequent.
    """
    found: dict[str, list[tuple[str, Heard]]] = {}
    for one in heard:
        for word in one.words:
            found.setdefault(name_key(word), []).append((word, one))
    made = [_objection(rows) for rows in found.values()]
    return tuple(sorted(made, key=lambda one: (-one.entries, name_key(one.word))))


def _objection(rows: Sequence[tuple[str, Heard]]) -> Objection:
    return Objection(
        word=_spelling([(word, one.entries) for word, one in rows]) or "",
        entries=sum(one.entries for _, one in rows),
        last=max(one.last for _, one in rows),
        parts={by: _parts([one for _, one in rows], _reader(by)) for by in BY},
    )


def _reader(by: str) -> Callable[[Heard], str | None]:
    def read(one: Heard) -> str | None:
        name: str | None = getattr(one, by)
        return name

    return read


def _parts(rows: Sequence[Heard], read: Callable[[Heard], str | None]) -> tuple[Part, ...]:
    """Return how many entries have each name, the most first; those without one stand last."""
    found: dict[str | None, list[tuple[str | None, int]]] = {}
    for one in rows:
        name = read(one)
        found.setdefault(None if name is None else name_key(name), []).append((name, one.entries))
    parts = [
        Part(name=_spelling(alike), entries=sum(entries for _, entries in alike))
        for alike in found.values()
    ]
    return tuple(
        sorted(parts, key=lambda one: (one.name is None, -one.entries, name_key(one.name or "")))
    )


def _spelling(alike: Sequence[tuple[str | None, int]]) -> str | None:
    """Return the most frequent of some spellings, of equals the first by the alphabet."""
    counts: dict[str | None, int] = {}
    for name, entries in alike:
        counts[name] = counts.get(name, 0) + entries
    return min(counts, key=lambda name: (-counts[name], name or ""))
