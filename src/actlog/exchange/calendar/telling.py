"""What the reader made of a calendar, in sentences for people."""

from __future__ import annotations

from collections import Counter

from actlog.domain.text import visible

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

_OTHERS = {
    "VTODO": ("to-do", "to-dos"),
    "VJOURNAL": ("journal entry", "journal entries"),
    "VFREEBUSY": ("free/busy time", "free/busy times"),
}
_MOST_ZONES = 5


class Tally:
    """Counts while the rows of a calendar are read.

    `rows` are occurrences, `outside` those that the asked period leaves out, `older` versions of
    events that newer ones replace, `unused` changes of dates that are taken out, `endless`
    recurrences without an end and `cut` all that go on after what is read, `never` events without
    any date. `zones` are names of time zones that nothing explains, with how many events use each.
    """

    def __init__(self) -> None:
        """Begin with nothing."""
        self.rows = self.outside = self.older = self.unused = 0
        self.endless = self.cut = self.never = 0
        self.zones: Counter[str] = Counter()

    def told(self, others: Mapping[str, int], first: date, last: date) -> Iterator[str]:
        """Yield sentences without a full stop.

        `others` counts components that are no events; recurrences are read to the day `last`,
        those without an end from the day `first` on.
        """
        for name, words in _OTHERS.items():
            if others.get(name):
                yield f"{_counted(others[name], *words)} left out: no events"
        for count, one, more, what in (
            (self.outside, "occurrence", "occurrences", "outside the days asked for"),
            (self.cut, "event recurs", "events recur", f"after {last}: that is for a later file"),
            (self.endless, "event recurs", "events recur", f"without an end: read from {first} on"),
            (self.older, "older or equal version", "older or equal versions", "of events left out"),
            (self.unused, "change", "changes", "of dates that are taken out of their series"),
        ):
            if count:
                yield f"{_counted(count, one, more)} {what}"
        if self.never:
            none = _counted(self.never, "event takes", "events take")
            yield f"{none} place on no day that is read"
        yield from self._of_zones()

    def _of_zones(self) -> Iterator[str]:
        for zone, count in self.zones.most_common(_MOST_ZONES):
            yield (
                f"the time zone {visible(zone[:60])!r} is not known: "
                f"{_counted(count, 'event is', 'events are')} read on this computer's clock"
            )
        more = len(self.zones) - _MOST_ZONES
        if more > 0:
            yield f"{_counted(more, 'other time zone is', 'other time zones are')} not known either"


def _counted(count: int, one: str, more: str) -> str:
    return f"{count:,} {one if count == 1 else more}"
