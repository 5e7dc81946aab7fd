"""What was objected to, counted by who said it: for `analysis.objections` to put together."""

from __future__ import annotations

from datetime import date

from actlog.domain.objection import Heard

TYPE_CHECKING = False
if TYPE_CHECKING:
    from actlog.store.database import Store

_HEARD = """
SELECT objection, persona, source, outcome, count(*), max(day) FROM entries
WHERE live AND objection IS NOT NULL AND day BETWEEN ? AND ?
GROUP BY objection, persona, source, outcome
ORDER BY objection, persona, source, outcome
"""


def heard(store: Store, first: date, last: date) -> list[Heard]:
    """Return the entries of some days that heard an objection, alike ones together."""
    return [
        Heard(
            words=tuple(words.split(" ")),
            persona=persona,
            source=source,
            outcome=outcome,
            entries=entries,
            last=date.fromisoformat(day),
        )
        for words, persona, source, outcome, entries, day in store.rows(
            _HEARD, (first.isoformat(), last.isoformat())
        )
    ]
