"""The moments in a foreign table: which columns make one up, and how each of them is read."""

from __future__ import annotations

from datetime import datetime

from actlog.domain.errors import InputError
from actlog.exchange.mapped import values
from actlog.exchange.mapped.dates import Dates, read_clock
from actlog.exchange.mapped.orders import ORDERS, said_order
from actlog.exchange.mapped.tallies import DECIDED, Noted
from actlog.exchange.mapped.zones import LocalClock, zone_named
from actlog.exchange.problems import RowError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import tzinfo

    from actlog.domain.mapping import Mapping, Value
    from actlog.exchange.mapped.columns import Columns
    from actlog.exchange.mapped.dates import Wall
    from actlog.exchange.mapped.deciding import Deciding
    from actlog.exchange.mapped.values import Made, Read


class MomentColumns:
    """Compiles the moments of one table."""

    def __init__(
        self,
        columns: Columns,
        mapping: Mapping,
        deciding: Deciding,
        *,
        now: datetime,
        order: str | None,
    ) -> None:
        """`order` is the caller's date order; it overrules the mapping's."""
        self._columns = columns
        self._mapping = mapping
        self._deciding = deciding
        self._latest = now.year + 1
        self._order = order or mapping.date_order
        self._dates: dict[int, Dates] = {}
        self._clock = LocalClock()

    def read(self, value: Value, name: str) -> Read:
        """Return what reads a moment that stands in one column. Raises InputError."""
        dates = self._dates_of(name)
        title = self._columns.title(name)
        zone = self._zone(value)

        def read(text: str) -> str | Noted:
            if not text or text.isspace():
                return ""
            return self._cell(dates.read(text), value, zone, title)

        return read

    def composed(self, value: Value, name: str, first: Read | None) -> Made:
        """Return what reads a moment whose time or zone has a column of its own.

        `first` is what is made of the day's text before. Raises InputError.
        """
        if not self._columns.has(name):
            return ""
        dates = self._dates_of(name)
        title = self._columns.title(name)
        usual = self._zone(value)

        def read(text: str) -> str | Noted:
            if text.count("\0") != 2:
                raise RowError("it holds a zero byte")
            cell, clock, zone = text.split("\0")
            found = first(cell) if first else cell
            cell = found if isinstance(found, str) else found.text
            if not cell.strip():
                return found if isinstance(found, Noted) else ""
            wall = dates.read(cell)
            if clock.strip():
                wall = datetime.combine(wall[0].date(), read_clock(clock)), True, None
            return self._cell(wall, value, zone_named(zone) if zone.strip() else usual, title)

        place = self._columns.place(name)
        time = self._columns.place(value.time) if value.time else self._columns.width
        zone = self._columns.place(value.zone_column) if value.zone_column else self._columns.width
        look = values.remembered(values.named(title, read))
        return lambda row: look(f"{row[place]}\0{row[time]}\0{row[zone]}")

    def _dates_of(self, name: str) -> Dates:
        place = self._columns.place(name)
        found = self._dates.get(place)
        if found is None:
            latest = self._latest
            order = self._order or self._deciding.open(
                place,
                self._columns.title(name),
                frozenset(ORDERS),
                lambda cell: said_order(cell, latest),
            )
            found = self._dates[place] = Dates(order, latest)
        return found

    def _zone(self, value: Value) -> tzinfo | None:
        name = value.zone or self._mapping.zone
        try:
            return zone_named(name) if name else None
        except RowError as error:
            raise InputError(error.message, f"mend the mapping {self._mapping.format}") from None

    def _cell(self, wall: Wall, value: Value, zone: tzinfo | None, title: str) -> str | Noted:
        if value.only_day:
            return wall[0].date().isoformat()
        found, decided = self._clock.iso(wall, zone)
        return found if decided is None else Noted(found, (DECIDED, title, decided))
