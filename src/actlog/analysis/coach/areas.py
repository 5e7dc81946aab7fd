"""Where to look when activity brings no results: with whom, from where, what is heard and changed.

Each area compares the busy weeks with those before, and names what gained the largest part.
"""

from __future__ import annotations

from actlog.analysis.coach.busy import busy_kinds
from actlog.analysis.history import counted
from actlog.analysis.pace import plural_name
from actlog.domain.entry import name_key
from actlog.domain.ratio import Ratio
from actlog.domain.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from actlog.analysis.breakdown import Counted
    from actlog.analysis.coach.busy import Busy
    from actlog.analysis.history import History
    from actlog.analysis.touched import Around
    from actlog.domain.model_week import Kind, ModelWeek
    from actlog.domain.objection import Heard

BEFORE = 26
"""So many calendar weeks before the busy ones they are compared with."""

_FEWEST = 5
"""So many have to be noted in the busy weeks before anything is said of their parts."""


class Area(Record):
    """One area: what `name` has of all that is noted, in the busy weeks and before.

    `gained` is by how much its part grew. Without a name nothing, or too little, is noted.
    """

    about: str
    name: str | None = None
    hits: int = 0
    n: int = 0
    hits_before: int = 0
    n_before: int = 0

    @property
    def gained(self) -> Ratio:
        """How much larger the part of the whole became."""
        now = Ratio(self.hits, self.n) if self.n else Ratio(0)
        return now - Ratio(self.hits_before, self.n_before) if self.n_before else now

    @property
    def said(self) -> str:
        """The area in words."""
        if self.name is None:
            return f"{self.about}: too few noted to say"
        before = f"{self.hits_before:,} of {self.n_before:,}" if self.n_before else "none noted"
        return f"{self.about}: {self.name} {self.hits:,} of {self.n:,} (before: {before})"


def areas(model: ModelWeek, history: History, found: Busy, around: Around) -> tuple[Area, ...]:
    """Return persona, source, objection and what changed, in this order."""
    names = {kind.of or kind.name for kind in busy_kinds(model)}
    return (
        _area("persona", *[_noted(rows, names) for rows in around.personas]),
        _area("source", *[_noted(rows, names) for rows in around.sources]),
        _area("objection", *[_heard(rows) for rows in around.objections]),
        _changed(model, history, found),
    )


def _noted(rows: Iterable[Counted], kinds: set[str]) -> list[tuple[str, int]]:
    return [(name, count) for name, kind, _, count in rows if name and kind in kinds]


def _heard(rows: Iterable[Heard]) -> list[tuple[str, int]]:
    return [(word, one.entries) for one in rows for word in one.words]


def _area(about: str, now: list[tuple[str, int]], before: list[tuple[str, int]]) -> Area:
    """Return the name that gained the largest part, of equals the one with more of it now."""
    spelled = {name_key(name): name for name, _ in (*before, *now)}
    counts, earlier = _sums(now), _sums(before)
    n, n_before = sum(counts.values()), sum(earlier.values())
    if n < _FEWEST:
        return Area(about=about)
    found = [
        Area(
            about=about,
            name=spelled[key],
            hits=hits,
            n=n,
            hits_before=earlier.get(key, 0),
            n_before=n_before,
        )
        for key, hits in counts.items()
    ]
    return max(found, key=lambda one: (one.gained, one.hits, one.name or ""))


def _sums(rows: Iterable[tuple[str, int]]) -> dict[str, int]:
    found: dict[str, int] = {}
    for name, count in rows:
        found[name_key(name)] = found.get(name_key(name), 0) + count
    return found


def _changed(model: ModelWeek, history: History, found: Busy) -> Area:
    """Return the outcome that gained the largest part of its kind; else the kind that gained."""
    first, last = found.first.start, found.last.end
    start = found.first.back(BEFORE).start
    ends: list[Area] = []
    for kind in [kind for kind in busy_kinds(model) if kind.of is None]:
        rows = [row for row in history.totals() if row[1] == kind.name and row[2]]
        now = [(row[2] or "", row[3]) for row in rows if first <= row[0] <= last]
        before = [(row[2] or "", row[3]) for row in rows if start <= row[0] < first]
        ends.append(_area(f"outcome of {plural_name(kind)}", now, before))
    named = [one for one in ends if one.name is not None and one.n_before]
    if named:
        return max(named, key=lambda one: one.gained)
    return _area(
        "activity",
        _amounts(model.activities, history, first, last),
        _amounts(model.activities, history, start, first),
    )


def _amounts(
    kinds: Sequence[Kind], history: History, first: date, last: date
) -> list[tuple[str, int]]:
    return [
        (
            plural_name(kind),
            sum(
                [
                    week.count
                    for week in counted(history.past(kind))
                    if first <= week.week.start and week.week.start < last
                ]
            ),
        )
        for kind in kinds
        if kind.of is None and kind.timebox is None
    ]
