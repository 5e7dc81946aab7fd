"""Filters as the database understands them."""

from __future__ import annotations

from actlog.domain.entry import name_key

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from actlog.domain.filter import Filter
    from actlog.store.database import Store

# The index of open steps is a small part of a log; unasked, SQLite would walk all days.
_OPEN_STEPS = """
entries.id IN (
    SELECT id FROM entries INDEXED BY entries_steps
    WHERE live AND done IS NULL AND (next IS NOT NULL OR due IS NOT NULL)
)
"""


def condition(store: Store, wanted: Filter) -> tuple[str, list[str]]:
    """Return the condition of a filter on live entries, for a WHERE, and its values."""
    parts, values, when = ["live"], [], "day"
    if wanted.steps:
        parts.append(_OPEN_STEPS)
        when = "substr(due, 1, 10)"

    def any_of(sql: str, members: Iterable[str]) -> None:
        found = list(members)
        if found:
            parts.append(sql.format(", ".join("?" * len(found))))
            values.extend(found)

    any_of("kind IN ({})", wanted.kinds)
    any_of(
        "coalesce(outcome, '') IN ({})" if "" in wanted.outcomes else "outcome IN ({})",
        wanted.outcomes,
    )
    any_of(
        "entries.account_id IN (SELECT id FROM accounts WHERE key IN ({}))",
        map(name_key, wanted.accounts),
    )
    any_of(
        "contact_id IN (SELECT id FROM contacts WHERE key IN ({}))", map(name_key, wanted.contacts)
    )
    folded = (wanted.tags, wanted.objections, wanted.sources, wanted.personas)
    if any(folded):
        store.conn.create_function("name_key", 1, _key, deterministic=True)
    for column, words in (("tags", wanted.tags), ("objection", wanted.objections)):
        for word in words:
            parts.append(f"entries.{column} IS NOT NULL AND instr(name_key(entries.{column}), ?)")
            values.append(_key(word))
    any_of("name_key(entries.source) IN ({})", map(_key, wanted.sources))
    any_of("name_key(entries.persona) IN ({})", map(_key, wanted.personas))
    for sign, day in ((">=", wanted.first), ("<=", wanted.last)):
        if day is not None:
            parts.append(f"{when} {sign} ?")
            values.append(day.isoformat())
    return " AND ".join(parts), values


def _key(text: str | None) -> str:
    return f" {name_key(text or '')} "
