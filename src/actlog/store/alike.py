"""The names of accounts and contacts, and the entries behind two that may be one."""

from __future__ import annotations

from datetime import date

from actlog.domain.odd import Odd
from actlog.domain.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from actlog.store.checks import Scope
    from actlog.store.database import Store

    Pairs = Callable[[Iterable[str]], list[tuple[str, str, float]]]

_NAMED = """
SELECT {table}s.id, name, {owner} AS owner, count(*)
FROM entries JOIN {table}s ON {table}s.id = {table}_id
WHERE entries.live AND {table}_id IS NOT NULL
GROUP BY {table}_id
"""
_ACCEPTED = "SELECT 1 FROM accepted WHERE live AND rule = ? AND one = ? AND other = ?"
_ACCEPT = "INSERT OR IGNORE INTO accepted (rule, one, other, added_by) VALUES (?, ?, ?, ?)"
_ENTRIES = """
SELECT day, (SELECT name FROM accounts WHERE id = account_id), entries.id
FROM entries WHERE {table}_id = ? AND {scope} ORDER BY entries.id
"""


class Named(Record):
    """An account or a contact in use: its row, the account that it belongs to, its entries."""

    id: int
    name: str
    owner: int | None
    entries: int


def near_names(store: Store, table: str, pairs: Pairs, scope: Scope) -> list[Odd]:
    """Return the accounts or contacts (`table` in the singular) that may be one with another.

    `pairs` tells which names are alike. Each is told of with the entries asked for of the one
    that has fewer, or of the other where it has none of them. Raises StoreError.
    """
    owner = "NULL" if table == "account" else "contacts.account_id"
    rule = f"near-{table}s"
    groups: dict[int | None, dict[str, Named]] = {}
    for row in store.rows(_NAMED.format(table=table, owner=owner)):
        one = Named(**dict(zip(Named._fields, row, strict=True)))
        groups.setdefault(one.owner, {})[one.name] = one
    found = []
    for group in groups.values():
        for first, second, _ in pairs(group) if len(group) > 1 else ():
            fewer, more = sorted(
                (group[first], group[second]), key=lambda one: (one.entries, -one.id)
            )
            if not store.rows(_ACCEPTED, (rule, *pair(fewer.id, more.id))):
                found += _odd(store, rule, fewer, more, scope)
    return found


def accept(store: Store, operation: int, odds: Iterable[Odd]) -> None:
    """Remember, inside an open operation, that what was found is right. Raises StoreError."""
    for odd in odds:
        subjects = [pair(*odd.rows)] if odd.rows else [(number, 0) for number in odd.entries]
        for subject in subjects:
            store.run(_ACCEPT, (odd.rule, *subject, operation))


def pair(one: int, other: int) -> tuple[int, int]:
    """Return two rows as `accepted` keeps them: the lower number first."""
    return min(one, other), max(one, other)


def _odd(store: Store, rule: str, fewer: Named, more: Named, scope: Scope) -> list[Odd]:
    table = rule.removeprefix("near-").removesuffix("s")
    where, values = scope
    for shown, other in ((fewer, more), (more, fewer)):
        entries = _ENTRIES.format(table=table, scope=where)
        rows = store.rows(entries, (shown.id, *values))
        if rows:
            return [
                Odd(
                    rule=rule,
                    what=other.name,
                    name=shown.name,
                    rows=(fewer.id, more.id),
                    figure=shown.entries,
                    usual=other.entries,
                    first=rows[0][2],
                    day=date.fromisoformat(rows[0][0]),
                    account=rows[0][1],
                    entries=tuple([number for _, _, number in rows]),
                )
            ]
    return []
