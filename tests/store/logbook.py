"""A log to test with: real files, and the sums as anybody would count them."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from actlog.domain.entry import Entry
from actlog.domain.filter import Filter
from actlog.store import entries, history, sums
from actlog.store.database import Store, open_store

NOW = datetime(2026, 11, 23, 10, 41, tzinfo=UTC)
TODAY = NOW.date()


def open_log(folder: Path) -> Store:
    """Open the log in a folder."""
    return open_store(str(folder / "log.db"))


def call(**parts: Any) -> Entry:
    """Return a call of today, with some parts changed."""
    return Entry(**{"day": TODAY, "kind": "call", **parts})


def log(store: Store, *lines: Entry, words: str = "words") -> tuple[Entry, ...]:
    """Store entries as one operation and return them as stored."""
    with history.operation(store, "log", words, NOW) as operation:
        return entries.add(store, operation, lines).entries


def remove(store: Store, *numbers: int) -> None:
    """Hide entries as one operation."""
    with history.operation(store, "rm", " ".join(map(str, numbers)), NOW) as operation:
        entries.remove(store, operation, numbers)


def live(store: Store) -> list[Entry]:
    """Return every live entry by number."""
    return list(entries.iterate(store, Filter()))


def recounted(store: Store) -> list[Any]:
    """Return what `day_totals` should hold, counted from the entries."""
    return store.rows(
        "SELECT day, kind, coalesce(outcome, ''), count(*), sum(count), "
        "coalesce(sum(minutes), 0), coalesce(sum(value_cents), 0) "
        "FROM entries WHERE live GROUP BY 1, 2, 3 ORDER BY 1, 2, 3"
    )


def kept(store: Store) -> list[Any]:
    """Return what `day_totals` holds."""
    return store.rows("SELECT * FROM day_totals ORDER BY day, kind, outcome")


def days(store: Store) -> list[Any]:
    """Return the sums of all days as the program reads them."""
    return sums.day_totals(store, date.min, date.max)
