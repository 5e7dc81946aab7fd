"""What the names of time zones in a calendar mean.

A name may be of the tz database, of Windows, of a definition within the calendar, or what a
program shows to people: `(UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna`.
"""

from __future__ import annotations

import re
import warnings
from datetime import datetime, timedelta, timezone
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from icalendar import Timezone
from icalendar.timezone import tzp
from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON
from icalendar.timezone.zoneinfo import ZONEINFO

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import tzinfo
    from types import TracebackType

_OFFSET = re.compile(r"\(?(?:UTC|GMT)\s*(?:([+-])\s*(\d{1,2}):?(\d\d)?)?\)?", re.IGNORECASE)
_RULE = re.compile(
    r"FREQ=YEARLY|INTERVAL=[1-9][0-9]{0,3}|BY(?:HOUR|MINUTE|SECOND)=[0-9]{1,2}"
    r"|(?:BYMONTH|BYDAY|BYMONTHDAY|BYYEARDAY|UNTIL|COUNT|WKST)=[^;=]+"
)
_LARGEST = 1 << 17
_MOST_CHANGES = 1000
_SUMMER, _WINTER = datetime(2026, 7, 1), datetime(2026, 1, 1)  # noqa: DTZ001


class Zones(ZONEINFO):
    """The time zones of one calendar. While it is entered, icalendar asks it for every name."""

    def __init__(self, definitions: Sequence[bytes]) -> None:
        """`definitions` are the calendar's VTIMEZONE components."""
        self._defined: dict[str, tzinfo] = {}
        self._known: dict[str, tzinfo | None] = {}
        with self:
            for data in definitions:
                self._define(data)
        self._known.clear()

    def __enter__(self) -> None:
        self._caught = warnings.catch_warnings()
        self._caught.__enter__()
        warnings.simplefilter("ignore")
        tzp.use(self)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        tzp.use_default()
        self._caught.__exit__(kind, error, trace)

    def timezone(self, name: str) -> tzinfo | None:
        """Return the zone of a name, None where nothing tells what it is."""
        if name not in self._known:
            self._known[name] = self._find(name.strip().strip('"'))
        return self._known[name]

    def _find(self, name: str) -> tzinfo | None:
        return (
            _of_database(name)
            or self._defined.get(name.strip("/"))
            or _of_database(WINDOWS_TO_OLSON.get(name, ""))
            or _of_database(_folded().get(name.casefold(), ""))
            or _of_path(name)
            or _shown(name)
        )

    def _define(self, data: bytes) -> None:
        """Take a definition, unless it is none that a clock on a wall could follow."""
        if len(data) > _LARGEST or data.count(b"BEGIN:") > _MOST_CHANGES:
            return
        text = data.decode("utf-8", "replace")
        for rule in re.findall(r"^RRULE[^:\r\n]*:(.*)$", text, re.IGNORECASE | re.MULTILINE):
            parts = rule.strip().strip(";").upper().split(";")
            if not all(_RULE.fullmatch(part) for part in parts) or "FREQ=YEARLY" not in parts:
                return
        try:
            component = Timezone.from_ical(text)
            if not isinstance(component, Timezone):
                return
            name = str(component["TZID"]).strip().strip('"').strip("/")
            zone = component.to_tz(lookup_tzid=False)
            if zone.utcoffset(_SUMMER) is not None and zone.utcoffset(_WINTER) is not None:
                self._defined[name] = zone
        except Exception:  # whatever is wrong with it, its name may be known
            return


def _of_database(name: str) -> tzinfo | None:
    if not name:
        return None
    try:
        return ZoneInfo(name)
    except (ValueError, OSError, KeyError):
        return None


@cache
def _folded() -> dict[str, str]:
    names = {name.casefold(): name for name in available_timezones()}
    return names | {name.casefold(): zone for name, zone in WINDOWS_TO_OLSON.items()}


def _of_path(name: str) -> tzinfo | None:
    """Read a name behind a program's own: `/mozilla.org/20070129_1/America/New_York`."""
    parts = name.strip("/").split("/")[:8]
    paths = ["/".join(parts[start:]) for start in range(1, len(parts) - 1)]
    return next((zone for path in paths if (zone := _of_database(path))), None)


def _shown(name: str) -> tzinfo | None:
    """Read a name made for people: an offset, and perhaps cities that have it in winter."""
    found = _OFFSET.match(name)
    if not found:
        return None
    sign, hours, minutes = found[1], int(found[2] or 0), int(found[3] or 0)
    if hours > 14 or minutes > 59:
        return None
    offset = timedelta(hours=hours, minutes=minutes) * (-1 if sign == "-" else 1)
    rest = name[found.end() :].strip(" -")
    if not rest:
        return timezone(offset)
    for city in re.split(r"[,;/&]|\band\b", rest):
        zone = _of_database(_cities().get(city.strip().replace(" ", "_").casefold(), ""))
        if zone and offset in {zone.utcoffset(_SUMMER), zone.utcoffset(_WINTER)}:
            return zone
    return None


@cache
def _cities() -> dict[str, str]:
    names = sorted(available_timezones(), reverse=True)
    return {name.rpartition("/")[2].casefold(): name for name in names if "/" in name}
