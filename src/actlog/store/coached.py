"""What the coach said last, kept as JSON among the settings; SQLite's own functions read it.

It is no part of the history: nothing undoes it, and whatever changes the past outdates it.
"""

from __future__ import annotations

from datetime import date

from actlog.analysis.coach.kept import Kept
from actlog.domain.findings import Evidence, Finding
from actlog.store.says import NAME

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from actlog.store.database import Store

_FIELDS = ("id", "level", "title", "detail", "kind", "next")
_EVIDENCE = ("weeks", "n", "value", "low", "high", "p", "q")
_HEAD = ("operation", "day", "week", "model", "program")


def _object(names: tuple[str, ...]) -> str:
    return "json_object(" + ", ".join([f"'{name}', ?" for name in names])


def _parts(source: str, names: tuple[str, ...]) -> str:
    return ", ".join([f"json_extract({source}, '$.{name}')" for name in names])


_WRITE_ONE = f"SELECT {_object(_FIELDS + _EVIDENCE)})"
_WRITE = f"SELECT {_object(_HEAD)}, 'busy', ?, 'says', ?, 'findings', json(?))"
_READ = "SELECT {} FROM settings WHERE name = ? AND json_valid(value)"
_READ_HEAD = _READ.format(_parts("value", _HEAD))
_READ_EACH = """
SELECT {}
FROM (SELECT value AS whole FROM settings WHERE name = ? AND json_valid(value)),
    json_each(whole, '$.findings') AS each
"""
_READ_ALL = _READ_EACH.format(_parts("each.value", _FIELDS + _EVIDENCE))

# What came since, and what that took back or brought back. Steps that are done, and names that
# are mended, change no complete week.
_CHANGED = """
WITH since AS (
    SELECT id FROM operations WHERE id > :operation AND command <> 'done'
    UNION SELECT target FROM operations WHERE id > :operation AND target IS NOT NULL
)
SELECT EXISTS (SELECT 1 FROM since JOIN entries ON added_by = since.id WHERE day < :week)
    OR EXISTS (SELECT 1 FROM time_off JOIN since ON added_by = since.id)
    OR EXISTS (
        SELECT 1 FROM since JOIN changes ON operation_id = since.id
        LEFT JOIN entries ON table_name = 'entries' AND entries.id = row_id
        WHERE table_name NOT IN ('entries', 'accounts', 'contacts', 'promises')
            OR entries.day < :week OR json_extract(before, '$.day') < :week
            OR json_extract(after, '$.day') < :week
    )
"""
_MORE = "SELECT 1 FROM operations WHERE id > ? AND command NOT IN ('log', 'start', 'stop') LIMIT 1"
_LOGGED = "SELECT DISTINCT kind FROM entries WHERE added_by > ?"


def text(store: Store, kept: Kept) -> str:
    """Return what is kept as JSON text."""
    ones = [
        store.row(_WRITE_ONE, [getattr(one, name) for name in _FIELDS] + _rests(one))[0]
        for one in kept.findings
    ]
    head = (kept.operation, kept.day.isoformat(), kept.week.isoformat(), kept.model, kept.program)
    said = (kept.busy, kept.word, f"[{','.join(ones)}]")
    whole: str = store.row(_WRITE, (*head, *said))[0]
    return whole


def _rests(one: Finding) -> list[str | int | None]:
    """Return the evidence; SQLite would keep fifteen digits of a number, and all of a text."""
    values = [getattr(one.evidence, name) for name in _EVIDENCE]
    return [repr(value) if isinstance(value, float) else value for value in values]


def _evidence(values: Sequence[str | int | None]) -> Evidence:
    exact: list[Any] = [float(value) if isinstance(value, str) else value for value in values]
    return Evidence(**dict(zip(_EVIDENCE, exact, strict=True)))


def read(store: Store) -> Kept | None:
    """Return what is kept, None where there is nothing, or nothing that could be read."""
    head = store.row(_READ_HEAD, (NAME,))
    if head is None:
        return None
    size = len(_FIELDS)
    try:
        return Kept(
            operation=int(head[0]),
            day=date.fromisoformat(head[1]),
            week=date.fromisoformat(head[2]),
            model=int(head[3]),
            program=str(head[4]),
            findings=tuple(
                [
                    Finding(
                        **dict(zip(_FIELDS, row[:size], strict=True)),
                        evidence=_evidence(row[size:]),
                    )
                    for row in store.rows(_READ_ALL, (NAME,))
                ]
            ),
        )
    except (TypeError, ValueError):  # another tool wrote it
        return None


def past_changed(store: Store, operation: int, week: date) -> bool:
    """Tell whether anything since an operation touched a day before a week, or time off."""
    values = {"operation": operation, "week": week.isoformat()}
    return bool(store.row(_CHANGED, values)[0])


def logged_since(store: Store, operation: int) -> set[str] | None:
    """Return the kinds that were logged since an operation, None where more than that was done."""
    if store.row(_MORE, (operation,)) is not None:
        return None
    return {row[0] for row in store.rows(_LOGGED, (operation,))}
