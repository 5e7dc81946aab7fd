"""The way in: a calendar's bytes as a table with a row for everything that takes place."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from importlib.util import find_spec

from actlog.domain.errors import InputError
from actlog.domain.record import Record
from actlog.domain.text import visible
from actlog.exchange.calendar import lines, people
from actlog.exchange.calendar.cells import COLUMNS, Cells, local
from actlog.exchange.calendar.telling import Tally
from actlog.exchange.problems import RowError
from actlog.exchange.table import Raw

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date
    from typing import BinaryIO

    from actlog.exchange.calendar.lines import Event, Events
    from actlog.exchange.calendar.parsed import Parsed
    from actlog.exchange.calendar.people import Owner
    from actlog.exchange.calendar.series import Occurrence, Series, Window
    from actlog.exchange.calendar.zones import Zones
    from actlog.exchange.problems import Problems

YEARS_BACK, YEARS_AHEAD = 10, 1
"""How far recurrences without an end are followed back, and all recurrences ahead."""

MOST = 250_000
"""The most occurrences of one file."""

_LONGEST = 30.0  # seconds that recurrences may take
_YEAR = timedelta(days=365.2425)


class Read(Record):
    """A calendar's table, and whose calendar it is.

    `told` are sentences without a full stop: what the reader made of the file, for people. Some
    are known only when all rows have been read: they are in it then.
    """

    raw: Raw
    owner: Owner
    told: list[str]


def need_calendars() -> None:
    """Raise InputError where icalendar or recurring_ical_events is not installed."""
    for name in ("icalendar", "recurring_ical_events"):
        if find_spec(name) is None:
            raise InputError(
                f"a calendar needs {name}, which is not installed",
                "pip install 'actlog-sales[calendars]'",
            )


def read_events(
    stream: BinaryIO,
    problems: Problems,
    *,
    now: datetime,
    since: date | None = None,
    until: date | None = None,
    me: str | None = None,
) -> Read:
    """Return the table of COLUMNS of a calendar, a row for every occurrence of every event.

    `now` is an aware instant. What begins before `since` or after `until` is left out and
    counted. `me` is the owner's e-mail address, or several with commas, or domains; None
    finds it out. Events that cannot be read go to `problems`, by the line on which they
    begin. Raises InputError, also while the rows are read, where the file is no calendar, holds
    more than MOST occurrences, or does not tell whose it is.
    """
    need_calendars()
    events = lines.split(stream, problems)
    _check_scales(events)
    owner = people.find_owner(events, me)
    told = ["there is no event in it"]
    if events.series:
        told = [owner.told] if owner.told else []
    rows = _Rows(events, problems, told, now=now, since=since, until=until, owner=owner)
    return Read(raw=Raw(header=COLUMNS, rows=rows.read()), owner=owner, told=told)


def _check_scales(events: Events) -> None:
    for calendar in events.calendars:
        scale = calendar.said.get("CALSCALE", "GREGORIAN")
        if scale.upper() != "GREGORIAN":
            raise InputError(
                f"line {calendar.line}: the dates of this calendar are {visible(scale[:40])}",
                "export it with Gregorian dates",
            )


class _Rows:
    """Yields the rows, and tells what it did when they are over."""

    def __init__(
        self,
        events: Events,
        problems: Problems,
        told: list[str],
        *,
        now: datetime,
        since: date | None,
        until: date | None,
        owner: Owner,
    ) -> None:
        self._events, self._problems, self._told = events, problems, told
        self._since, self._until = since, until
        self._cells = Cells(owner, now)
        self._now = now
        self._zones: dict[int, Zones] = {}
        self._tally = Tally()
        self._spent = 0.0

    def read(self) -> Iterator[tuple[int, list[str]]]:
        """Yield the line on which an event begins, and the cells of one occurrence."""
        from actlog.exchange.calendar.series import Window

        at = self._now.astimezone(UTC).replace(tzinfo=None)
        first, last = at - YEARS_BACK * _YEAR, at + YEARS_AHEAD * _YEAR
        window = Window(first=first, last=last)
        keys = list(self._events.series)
        for name in keys:
            yield from self._of_one(name, self._events.series.pop(name), window)
        self._told += self._tally.told(self._events.others, first.date(), last.date())

    def _of_one(
        self, name: bytes, events: Sequence[Event], window: Window
    ) -> Iterator[tuple[int, list[str]]]:
        from actlog.exchange.calendar.series import Series

        parsed = [one for event in events if (one := self._parsed(event)) is not None]
        if len(parsed) < len(events):
            return  # what is left of a series without one of its parts would be another series
        uid = name.decode("utf-8", "replace")
        series = Series(parsed)
        before = self._tally.rows + self._tally.outside
        try:
            for found in series.occurrences(window):
                if self._is_wanted(found):
                    yield found.parsed.line, self._cells.row(uid, found)
        except RowError as error:
            self._problems.add(parsed[0].line, error)
        except InputError:
            raise
        except Exception as error:  # whatever a library says, the file is to blame
            why = f"when this event takes place cannot be followed ({visible(str(error)[:80])})"
            self._problems.add(parsed[0].line, RowError(why))
        else:
            self._tally.never += self._tally.rows + self._tally.outside == before
        self._count(series)

    def _parsed(self, event: Event) -> Parsed | None:
        """Return an event that can be read; what is wrong with others goes to the problems."""
        from actlog.exchange.calendar.parsed import Parsed
        from actlog.exchange.calendar.zones import Zones

        calendar = event.calendar
        if id(calendar) not in self._zones:
            self._zones[id(calendar)] = Zones(calendar.zones)
        zones = self._zones[id(calendar)]
        try:
            own = calendar.said.get("X-WR-TIMEZONE")
            parsed = Parsed(event, zones, zones.timezone(own) if own else None)
        except RowError as error:
            self._problems.add(event.line, error)
            return None
        except Exception as error:  # whatever a library says, the file is to blame
            why = f"this event cannot be read ({visible(str(error)[:80])})"
            self._problems.add(event.line, RowError(why))
            return None
        if parsed.unknown:
            self._tally.zones[parsed.unknown] += 1
        return parsed

    def _is_wanted(self, found: Occurrence) -> bool:
        begins = local(found.start, found.parsed.zone)
        day = begins.date() if isinstance(begins, datetime) else begins
        if (self._since and day < self._since) or (self._until and day > self._until):
            self._tally.outside += 1
            return False
        self._tally.rows += 1
        if self._tally.rows > MOST:
            raise InputError(
                f"the calendar holds more than {MOST:,} occurrences",
                "export a part of it, then import that",
            )
        return True

    def _count(self, series: Series) -> None:
        tally = self._tally
        tally.older += series.older
        tally.unused += series.unused
        tally.endless += series.endless
        tally.cut += series.cut
        self._spent += series.spent
        if self._spent > _LONGEST:
            raise InputError("the events of this calendar recur too often to be followed")
