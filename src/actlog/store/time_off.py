"""Time off that was logged with `off`, beside what the model week's file says."""

from __future__ import annotations

from datetime import date

from actlog.domain.errors import StoreError
from actlog.domain.week import TimeOff

TYPE_CHECKING = False
if TYPE_CHECKING:
    from actlog.store.database import Store


def add(store: Store, operation: int, time_off: TimeOff) -> None:
    """Store time off inside an open operation. Raises StoreError."""
    store.run(
        "INSERT INTO time_off (first, last, part, kinds, why, added_by) VALUES (?, ?, ?, ?, ?, ?)",
        (
            time_off.first.isoformat(),
            time_off.last.isoformat(),
            time_off.part,
            " ".join(time_off.kinds),
            time_off.why,
            operation,
        ),
    )


def every(store: Store) -> tuple[TimeOff, ...]:
    """Return all time off that is not undone, in the order of its dates. Raises StoreError."""
    rows = store.rows(
        "SELECT id, first, last, part, kinds, why FROM time_off WHERE live ORDER BY first, last, id"
    )
    return tuple([_time_off(*row) for row in rows])


def _time_off(
    number: int, first: str, last: str, part: str, kinds: str, why: str | None
) -> TimeOff:
    try:
        begin, end = date.fromisoformat(first), date.fromisoformat(last)
    except ValueError as error:
        raise StoreError(
            f"row {number} of time_off is not as it should be: {error}",
            "it was edited by hand: mend it",
        ) from error
    return TimeOff(first=begin, last=end, part=part, kinds=tuple(kinds.split()), why=why)
