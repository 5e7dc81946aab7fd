"""`export --format weeks-csv` and `weeks-md`: weekly totals, as `week` and `averages` read them."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from actlog.analysis.week_table import WeekTable
    from actlog.cli.taking import Taking
    from actlog.domain.entry import DayTotal


def csv(taking: Taking) -> Iterator[str]:
    """Yield a header and a row for each week and kind."""
    from actlog.exchange.csv_file import table as lines
    from actlog.views.week_table import columns, rows

    table = _table(taking)
    yield lines(columns(table), rows(table))


def markdown(taking: Taking) -> Iterator[str]:
    """Yield a table of the weeks to paste into a mail."""
    from actlog.views import week_table

    return week_table.markdown(_table(taking))


def _table(taking: Taking) -> WeekTable:
    """Return the weeks of what the words ask for; those that a period cuts are whole."""
    from actlog.analysis.week_table import week_table
    from actlog.store import sums

    session, wanted = taking.session, taking.wanted
    today, store = session.now.date(), session.store
    begin = sums.first_day(store)
    part = wanted.replace(first=None, last=None, kinds=()).asks
    if part:
        totals = _of_part(taking)
    elif begin is None:
        totals = []
    else:
        end = session.model().calendar.week(today).end
        totals = sums.totals_until(store, begin, end, session.now)
    table = week_table(
        session.versions(),
        totals,
        today,
        first=wanted.first,
        last=wanted.last,
        names=() if part else wanted.kinds,
        part=part,
    )
    number = len(table.weeks)
    taking.told = "1 week" if number == 1 else f"{number:,} weeks"
    if part:
        taking.remarks.append("a part of the entries has no lines and averages: these are for all")
    return table


def _of_part(taking: Taking) -> list[DayTotal]:
    """Return what every day holds of the entries that match, whatever their period."""
    from actlog.store.entries import iterate

    found: dict[tuple[date, str, str | None], list[int]] = {}
    whole = taking.wanted.replace(first=None, last=None)
    for entry in iterate(taking.session.store, whole):
        sums = found.setdefault((entry.day, entry.kind, entry.outcome), [0, 0, 0])
        sums[0] += entry.count
        sums[1] += entry.minutes or 0
        sums[2] += entry.value_cents or 0
    return [(*key, count, minutes, cents) for key, (count, minutes, cents) in found.items()]
