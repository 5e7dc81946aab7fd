"""What looks wrong in the log: one query for each rule of `check`, over all entries at once.

The model week stands in temporary tables, so that every query is plain SQL. The
rules themselves stand in `rules`.
"""

from __future__ import annotations

from datetime import date

from actlog.domain.entry import MOST_COUNT
from actlog.domain.model_week import UNREACHED
from actlog.domain.odd import Odd
from actlog.store.conditions import condition
from actlog.store.rules import rules

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from typing import Any

    from actlog.domain.filter import Filter
    from actlog.domain.model_week import ModelWeek
    from actlog.store.database import Store

    Scope = tuple[str, list[Any]]
    """A condition on live entries, and its values."""

_MODEL = (
    "CREATE TEMP TABLE kinds (name TEXT PRIMARY KEY, most INTEGER, closes TEXT) WITHOUT ROWID",
    "CREATE TEMP TABLE outcomes (of_kind TEXT, word TEXT, unreached INTEGER,"
    " PRIMARY KEY (of_kind, word)) WITHOUT ROWID",
    "CREATE TEMP TABLE required (of_kind TEXT, field TEXT, PRIMARY KEY (of_kind, field))"
    " WITHOUT ROWID",
)


# With one min() in a query, SQLite takes the plain columns from the row where it was found.
_QUERY = """
SELECT kind, {what} AS what, {figure}, {usual}, day,
    (SELECT name FROM accounts WHERE id = entries.account_id),
    entries.id, min({first}), group_concat(entries.id, ' ')
FROM {source}
WHERE {scope} AND {condition} AND NOT EXISTS (
    SELECT 1 FROM accepted WHERE accepted.live AND rule = '{rule}' AND one = entries.id
)
GROUP BY {group}
"""


def look(store: Store, model: ModelWeek, now: datetime, asked: Scope) -> list[Odd]:
    """Return what every rule points at among the entries asked for, rule by rule.

    Entries are compared with the whole log, whatever is asked for. What was accepted is left
    out. Raises StoreError.
    """
    _keep_model(store, model)
    where, values = asked
    found: list[Odd] = []
    for name, rule in rules(model, now).items():
        parts = rule.as_dict() | {"rule": name, "scope": where}
        rows = store.rows(_QUERY.format(**parts), values)
        found += [_odd(name, row) for row in rows]
    return found


def scope(store: Store, wanted: Filter, runs: Sequence[tuple[int, int]] = ()) -> Scope:
    """Return the condition of the entries asked for; with `runs` of numbers, of those alone."""
    where, values = condition(store, wanted)
    if not runs:
        return where, [*values]
    numbers = " OR ".join(["entries.id BETWEEN ? AND ?"] * len(runs))
    return f"{where} AND ({numbers})", [*values, *[end for run in runs for end in run]]


def count(store: Store, asked: Scope) -> int:
    """Return how many entries are asked for."""
    where, values = asked
    size: int = store.row(f"SELECT count(*) FROM entries WHERE {where}", values)[0]
    return size


def _odd(rule: str, row: tuple[Any, ...]) -> Odd:
    kind, what, figure, usual, day, account, first, _, numbers = row
    return Odd(
        rule=rule,
        kind=kind,
        what=None if what is None else str(what),
        figure=figure,
        usual=usual,
        first=first,
        day=date.fromisoformat(day),
        account=account,
        entries=tuple(sorted(map(int, numbers.split(" ")))),
    )


def _keep_model(store: Store, model: ModelWeek) -> None:
    """Put what the model week says of entries into temporary tables."""
    for name in ("kinds", "outcomes", "required"):
        store.run(f"DROP TABLE IF EXISTS temp.{name}")
    for statement in _MODEL:
        store.run(statement)
    for kind in model.kinds():
        if kind.of is not None:
            continue
        most = min(kind.max_per_entry, MOST_COUNT)
        store.run("INSERT INTO kinds VALUES (?, ?, ?)", (kind.name, most, kind.closes))
        words = dict.fromkeys(kind.uncounted, 0)
        words |= {outcome.name: int(outcome.cls == UNREACHED) for outcome in kind.outcomes}
        for word, unreached in words.items():
            store.run("INSERT INTO outcomes VALUES (?, ?, ?)", (kind.name, word, unreached))
        for field in kind.requires:
            store.run("INSERT INTO required VALUES (?, ?)", (kind.name, field))
