"""The one timer of the log. It is no part of the history: `undo` leaves it alone."""

from __future__ import annotations

from actlog.domain.entry import Moment
from actlog.domain.errors import NothingToDoError, StoreError
from actlog.domain.timer import Timer

TYPE_CHECKING = False
if TYPE_CHECKING:
    from actlog.store.database import Store


def running(store: Store) -> Timer | None:
    """Return the timer that is running, or None. Raises StoreError."""
    found = store.row("SELECT kind, started FROM timer")
    if found is None:
        return None
    try:
        started = Moment.from_iso(found[1]).at
    except ValueError:
        started = None
    if started is None:
        raise StoreError(
            f"the timer did not start at an instant: {found[1]}", "it was edited by hand: mend it"
        )
    return Timer(kind=found[0], started=started)


def start(store: Store, timer: Timer) -> Timer | None:
    """Start a timer, unless one is running: that one is returned then. Raises StoreError."""
    with store.transaction():
        other = running(store)
        if other is None:
            store.run(
                "INSERT INTO timer (id, kind, started) VALUES (1, ?, ?)",
                (timer.kind, timer.started.isoformat(timespec="seconds")),
            )
    return other


def take(store: Store, timer: Timer) -> None:
    """End a timer inside an open transaction; NothingToDoError when somebody else has."""
    ended = store.run(
        "DELETE FROM timer WHERE kind = ? AND started = ?",
        (timer.kind, timer.started.isoformat(timespec="seconds")),
    )
    if not ended.rowcount:
        raise NothingToDoError("the timebox was stopped by another shell just now")
