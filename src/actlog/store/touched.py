"""Touches of accounts, read by the weeks that are asked for and never as a whole."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from actlog.analysis.touched import Overdue
from actlog.domain.entry import Moment, name_key
from actlog.domain.model_week import STORY_OUTCOMES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from actlog.analysis.touched import Row
    from actlog.store.database import Store

    _Step = tuple[int | None, str | None, str]
    """Whose step it is, what it is, and when it is due, as it is stored."""

# The days decide which entries are read. Of the closing kinds it is the index alone, and of most
# accounts its first row: who had a meeting before the first day was an existing one in all weeks.
_WEEKS = """
WITH held AS MATERIALIZED (
    SELECT id AS account, iif(EXISTS (SELECT 1 {held} AND day < ?), '', (SELECT min(day) {held}))
        AS first
    FROM accounts
)
SELECT account_id, CAST((julianday(day) - julianday(?)) / 7 AS INTEGER) AS week, sum(count),
    sum(iif(day > held.first, count, 0)), max(day)
FROM entries INDEXED BY entries_day LEFT JOIN held ON held.account = account_id
WHERE live AND account_id IS NOT NULL AND day BETWEEN ? AND ?
GROUP BY account_id, week
"""
_HELD = """
FROM entries INDEXED BY entries_prospect
WHERE live AND account_id = accounts.id AND kind IN ({kinds})
    AND (outcome IS NULL OR outcome NOT IN ({outcomes}))
"""
_BUSY = """
SELECT day, sum(entries) FROM day_totals WHERE day BETWEEN ? AND ? GROUP BY day ORDER BY day DESC
"""
_WITH = """
SELECT id FROM accounts WHERE EXISTS (
    SELECT 1 FROM entries INDEXED BY entries_prospect
    WHERE account_id = accounts.id AND live AND day < ?
)
"""
_STEPS = """
FROM entries INDEXED BY entries_steps
WHERE live AND done IS NULL AND (next IS NOT NULL OR due IS NOT NULL) AND due >= ? AND due < ?
"""
_OPEN = "SELECT account_id, next, due" + _STEPS
_HOW_MANY = "SELECT count(*)" + _STEPS
_LONGEST = _OPEN + "ORDER BY due LIMIT 1"

_NAMES = "SELECT id, name FROM accounts WHERE id IN ({})"

MOST = 20_000
"""How many entries are read at most: 300 a working day for a quarter."""

_DAY = timedelta(days=1)
_FOREVER = "~"


def whole_from(store: Store, first: date, last: date) -> date:
    """Return the first day from which on MOST entries are not exceeded, `first` where none is."""
    left = MOST
    for day, entries in store.rows(_BUSY, (first.isoformat(), last.isoformat())):
        left -= entries
        if left < 0:
            return date.fromisoformat(day) + _DAY
    return first


def weeks(store: Store, first: date, last: date, closing: Sequence[str]) -> list[Row]:
    """Return what each account holds in each week of seven days from `first`, up to `last`.

    `closing` names the kinds that end meetings: after its first one was held, an account is
    an existing one.
    """
    closing = closing or ("",)  # no entry is of that kind
    held = _HELD.format(
        kinds=", ".join("?" * len(closing)), outcomes=", ".join("?" * len(STORY_OUTCOMES))
    )
    begin, ended = first.isoformat(), (*closing, *STORY_OUTCOMES)
    values = (*ended, begin, *ended, begin, begin, last.isoformat())
    found = store.rows(_WEEKS.format(held=held), values)
    return [
        (row[0], first + timedelta(weeks=row[1]), row[2], row[3], date.fromisoformat(row[4]))
        for row in found
    ]


def accounts_before(store: Store, day: date = date.max) -> set[int]:
    """Return the accounts that have a live entry of an earlier day, by number."""
    return {row[0] for row in store.rows(_WITH, (day.isoformat(),))}


def names(store: Store, numbers: Sequence[int]) -> dict[int, str]:
    """Return the names of accounts by number."""
    places = ", ".join("?" * len(numbers))
    return dict(store.rows(_NAMES.format(places), numbers))


def numbers(store: Store, called: Iterable[str]) -> set[int]:
    """Return the numbers of the accounts of these names."""
    keys = [name_key(name) for name in called]
    found = [store.row("SELECT id FROM accounts WHERE key = ?", (key,)) for key in keys]
    return {row[0] for row in found if row is not None}


def agreed(store: Store, now: datetime) -> set[int]:
    """Return the accounts with an open next step that is due later than `now`."""
    tomorrow = (now.date() + _DAY).isoformat()
    later: list[_Step] = store.rows(_OPEN, (tomorrow, _FOREVER))
    later += [step for step in _today(store, now) if not _late(step, now)]
    return {account for account, _, _ in later if account is not None}


def overdue(store: Store, now: datetime) -> Overdue:
    """Return how many next steps are overdue at `now`, and the longest overdue one."""
    before = ("", now.date().isoformat())
    late = [row for row in _today(store, now) if _late(row, now)]
    (count,) = store.row(_HOW_MANY, before)
    row = store.row(_LONGEST, before) or min(late, key=_due, default=None)
    if row is None:
        return Overdue()
    account, then, due = row
    name = names(store, [account])[account] if account is not None else None
    days = (now.date() - Moment.from_iso(due).day).days
    return Overdue(steps=count + len(late), account=name, next=then, days=days)


def _today(store: Store, now: datetime) -> list[_Step]:
    today, tomorrow = now.date().isoformat(), (now.date() + _DAY).isoformat()
    return store.rows(_OPEN, (today, tomorrow))


def _late(step: _Step, now: datetime) -> bool:
    at = Moment.from_iso(step[2]).at
    return at is not None and at < now


def _due(step: _Step) -> str:
    return step[2]
