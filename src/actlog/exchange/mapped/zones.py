"""Which instant a foreign wall time is, as a cell that `exchange/cells.Moments` reads.

Every moment comes out on this computer's clock: programs write UTC or the clock of an office,
and a call at seven in the evening is to stay on its day.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from actlog.domain.memo import Memo
from actlog.exchange.mapped.columns import shown
from actlog.exchange.problems import RowError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import tzinfo

    from actlog.exchange.mapped.dates import Wall

TWICE = "times that came twice when the clock changed: the first of the two was taken"
SKIPPED = "times that the clock skipped when it changed: taken as that much later"

_MARGIN = timedelta(days=4)  # more than any two UTC offsets and a midnight differ
_UTC = frozenset(
    ("utc", "etc/utc", "gmt", "etc/gmt", "z", "zulu", "etc/zulu", "uct", "etc/uct", "universal")
)


def zone_named(name: str) -> tzinfo:
    """Return the time zone of an IANA name such as `Europe/Berlin`. Raises RowError."""
    name = name.strip()
    if name.casefold() in _UTC:
        return UTC
    from zoneinfo import ZoneInfo

    try:
        return ZoneInfo(name)
    except (LookupError, ValueError, OSError):
        message = f"{shown(name)} is no time zone; such as Europe/Berlin or UTC"
        raise RowError(message) from None


class LocalClock:
    """Puts moments on this computer's clock."""

    def __init__(self) -> None:
        """Ask for the offset of each day once: for every moment it would cost a tenth of it all."""
        self._offsets = Memo(_offset_on_utc_day)

    def iso(self, wall: Wall, zone: tzinfo | None) -> tuple[str, str | None]:
        """Return the ISO day or instant, and what was decided about it: TWICE or SKIPPED.

        `zone` is that of a moment without an offset. Where it is None such a moment stays without
        one: doubled and skipped times of this computer's clock are refused later. Raises RowError.
        """
        at, timed, offset = wall
        if not timed:
            return at.date().isoformat(), None
        used = offset or zone
        if used is None:
            return at.isoformat(timespec="seconds"), None
        try:
            here = self._offsets[at.date().isoformat()] if used is UTC else None
            if here is not None:
                return (at + here[0]).isoformat(timespec="seconds") + here[1], None
            first = at.replace(tzinfo=used)
            local = first.astimezone().isoformat(timespec="seconds")
        except (ValueError, OverflowError, OSError):
            raise RowError(f"{at.isoformat(timespec='seconds')} is too far away") from None
        return local, _decided(first) if offset is None else None


def _offset_on_utc_day(day: str) -> tuple[timedelta, str] | None:
    """Return the local offset on a day in UTC, also as `+01:00`; None where the clock changes."""
    begin = datetime.fromisoformat(day).replace(tzinfo=UTC)
    first, last = begin.astimezone(), (begin + timedelta(days=1)).astimezone()
    offset = first.utcoffset()
    if offset is None or offset != last.utcoffset():
        return None
    return offset, first.isoformat(timespec="seconds")[19:]


def _decided(first: datetime) -> str | None:
    """Return what is to be said of a wall time that its zone had twice, or never."""
    if first.tzinfo is UTC or first.utcoffset() == first.replace(fold=1).utcoffset():
        return None
    real = first.astimezone(UTC).astimezone(first.tzinfo)
    return TWICE if real.replace(tzinfo=None) == first.replace(tzinfo=None) else SKIPPED


class Ahead:
    """Tells whether a cell that `iso` made lies in the future, as the reader of rows judges it."""

    def __init__(self, now: datetime) -> None:
        """`now` is an aware instant."""
        self._now = now
        self._today = now.date().isoformat()
        self._surely_past = (now.date() - _MARGIN).isoformat()
        self._surely_ahead = (now.date() + _MARGIN).isoformat()

    def __call__(self, cell: str) -> bool:
        """Judge one cell; a day alone is ahead from tomorrow on."""
        day = cell[:10]
        if day < self._surely_past:
            return False
        if len(cell) == 10:
            return day > self._today
        return day > self._surely_ahead or datetime.fromisoformat(cell).astimezone() > self._now
