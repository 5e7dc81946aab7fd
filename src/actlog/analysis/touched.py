"""Which accounts are touched week by week: how many, how many anew, and which have gone quiet."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from actlog.analysis.pace import share
from actlog.analysis.prospects import STALE_AFTER
from actlog.domain.record import Record
from actlog.domain.week import Week

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from actlog.analysis.breakdown import Counted
    from actlog.analysis.history import Judged
    from actlog.domain.objection import Heard

    Row = tuple[int, date, int, int, date]
    """An account in one week, given by its first day: all touches of it, those after its first
    meeting was held, and the day of the last one."""

WEEKS = 13
"""How many weeks are read: a quarter."""

RECENT = 4
"""How many of them are the latest, which are held against the others."""

FEWEST = 12
"""How many weeks it takes to hold the latest against others."""

_NAMED = 2


class Touched(Record):
    """One week: how many `accounts` were touched, and how many of them for the `first` time.

    `touches` are the counts of their entries, `existing` those of accounts that had a meeting
    held before.
    """

    week: Week
    accounts: int = 0
    first: int = 0
    touches: int = 0
    existing: int = 0


class Quiet(Record):
    """Accounts that nobody touched for STALE_AFTER days, and with which nothing is agreed.

    `of` is how many accounts there are, `named` those with the most touches of the last
    weeks, by their numbers: each with its touches and the days since the last one.
    """

    accounts: int
    of: int
    named: tuple[tuple[int, int, int], ...] = ()


class Overdue(Record):
    """Next steps that are overdue: how many, and the longest overdue one: whose, what, how long."""

    steps: int = 0
    account: str | None = None
    next: str | None = None
    days: int = 0


class Around(Record):
    """What the busy weeks and those before them hold, as the store counts it.

    Each pair is first the busy weeks, then those before.
    """

    personas: tuple[tuple[Counted, ...], tuple[Counted, ...]] = ((), ())
    sources: tuple[tuple[Counted, ...], tuple[Counted, ...]] = ((), ())
    objections: tuple[tuple[Heard, ...], tuple[Heard, ...]] = ((), ())


class People(Record):
    """What is known of accounts: the latest weeks that were not off, newest first, and who waits.

    `names` are those of the accounts in `quiet`, by number. `around` is filled where the rep is
    busy without results.
    """

    touched: tuple[Touched, ...] = ()
    quiet: Quiet = Quiet(accounts=0, of=0)
    overdue: Overdue = Overdue()
    names: Mapping[int, str] = MappingProxyType({})
    around: Around = Around()


def counted_weeks(weeks: Sequence[Judged]) -> list[Week]:
    """Return the latest WEEKS weeks that are not wholly off, newest first."""
    found = []
    for judged in weeks:
        if share(judged.model.calendar, judged.week, ""):
            found.append(judged.week)
        if len(found) == WEEKS:
            break
    return found


def by_week(
    rows: Iterable[Row], known: Collection[int], weeks: Iterable[Week]
) -> tuple[Touched, ...]:
    """Return what each of the weeks holds, in their order; `known` are accounts of before.

    What lies in other weeks decides only which touch of an account was its first.
    """
    found: dict[date, list[int]] = {}
    seen = set(known)
    for account, start, touches, existing, _last in sorted(rows, key=lambda row: row[1]):
        week = found.setdefault(start, [0, 0, 0, 0])
        new = account not in seen
        seen.add(account)
        for place, more in enumerate((1, new, touches, existing)):
            week[place] += more
    nothing = [0, 0, 0, 0]
    told = [(week, found.get(week.start, nothing)) for week in weeks]
    return tuple(
        [
            Touched(week=week, accounts=each[0], first=each[1], touches=each[2], existing=each[3])
            for week, each in told
        ]
    )


def quiet(
    rows: Iterable[Row], accounts: Collection[int], agreed: Collection[int], today: date
) -> Quiet:
    """Return the stale accounts of all `accounts` with live entries.

    `rows` hold at least the last STALE_AFTER days; with those `agreed` there is a step or a
    meeting ahead.
    """
    touches: dict[int, int] = {}
    last: dict[int, date] = {}
    for account, _start, count, _existing, day in rows:
        touches[account] = touches.get(account, 0) + count
        last[account] = max(day, last.get(account, day))
    awake = {one for one, day in last.items() if (today - day).days < STALE_AFTER}
    stale = set(accounts) - awake - set(agreed)
    most = sorted(stale & set(last), key=lambda one: (-touches[one], one))[:_NAMED]
    return Quiet(
        accounts=len(stale),
        of=len(accounts),
        named=tuple([(one, touches[one], (today - last[one]).days) for one in most]),
    )
