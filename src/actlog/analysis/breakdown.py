"""A funnel broken down: the steps of each persona, source, account, tag, weekday, hour, outcome."""

from __future__ import annotations

from actlog.analysis.intervals import Share, share
from actlog.analysis.pace import done
from actlog.analysis.rates import Stage, stages
from actlog.domain.entry import name_key
from actlog.domain.record import Record
from actlog.domain.week import DAY_NAMES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from actlog.domain.entry import DayTotal
    from actlog.domain.model_week import Kind

    Counted = tuple[str | None, str, str | None, int]
    """A name, a kind and an outcome, and the count of entries that have them."""

PERSONA, SOURCE, ACCOUNT, TAG = "persona", "source", "account", "tag"
WEEKDAY, HOUR, OUTCOME = "weekday", "hour", "outcome"
BY = (PERSONA, SOURCE, ACCOUNT, TAG, WEEKDAY, HOUR, OUTCOME)
"""What a funnel can be broken down by."""


class Part(Record):
    """The funnel of one name; None is for entries that have none."""

    name: str | None
    stages: tuple[Stage, ...]


class OutcomeShare(Record):
    """What part of a kind ended in one outcome; None is for those without one.

    `cls` is the outcome's class, None where the model does not know it.
    """

    kind: Kind
    outcome: str | None
    cls: str | None
    share: Share


class Breakdown(Record):
    """A funnel `by` something. `untimed` counts what has no time of day, and is in no hour.

    By outcome there are `outcomes` and no parts.
    """

    by: str
    parts: tuple[Part, ...] = ()
    outcomes: tuple[OutcomeShare, ...] = ()
    untimed: int = 0


def by_weekday(kinds: Sequence[Kind], totals: Iterable[DayTotal], starts: int) -> Breakdown:
    """Return the funnel of each weekday that has anything, in the order of the week."""
    days: dict[int, list[DayTotal]] = {}
    for total in totals:
        days.setdefault((total[0].weekday() - starts) % 7, []).append(total)
    parts = [_part(DAY_NAMES[(place + starts) % 7], kinds, days[place]) for place in sorted(days)]
    return Breakdown(by=WEEKDAY, parts=_filled(parts))


def by_name(by: str, kinds: Sequence[Kind], rows: Iterable[Counted], day: date) -> Breakdown:
    """Return the funnel of each name, those with most first and those without one last.

    Hours stand in their order, and what has none is left out. Spellings are folded, and the most
    frequent is shown; where a row has several tags it counts for each. A timebox has no kept
    days here: its touches count. `day` stands for the day of every row.
    """
    plain = [kind.replace(timebox=None) for kind in kinds]
    names: dict[str | None, dict[str | None, int]] = {}
    found: dict[str | None, list[DayTotal]] = {}
    for said, kind, outcome, count in rows:
        for name in said.split(" ") if said and by == TAG else (said,):
            key = None if name is None else name_key(name)
            spelled = names.setdefault(key, {})
            spelled[name] = spelled.get(name, 0) + count
            found.setdefault(key, []).append((day, kind, outcome, count, 0, 0))
    parts = [
        _part(min(names[key], key=lambda name: (-names[key][name], name or "")), plain, totals)
        for key, totals in found.items()
    ]
    shown = _filled(parts)
    if by == HOUR:
        untimed = sum([stage.n for part in shown if part.name is None for stage in part.stages])
        timed = [part for part in shown if part.name is not None]
        timed.sort(key=lambda part: part.name or "")
        return Breakdown(by=by, parts=tuple(timed), untimed=untimed)
    return Breakdown(by=by, parts=tuple(sorted(shown, key=_most_first)))


def by_outcome(kinds: Sequence[Kind], totals: Sequence[DayTotal]) -> Breakdown:
    """Return the outcomes of every step that has its own, in the model's order.

    A measure is in its parent's outcomes. The words of a story are outcomes too: a no-show is one
    of a meeting held.
    """
    found = []
    for kind in kinds:
        counts: dict[str | None, int] = {}
        for total in totals:
            if total[1] == kind.name:
                counts[total[2]] = counts.get(total[2], 0) + total[3]
        if kind.of or not set(counts) - {None}:
            continue
        classes = {outcome.name: outcome.cls for outcome in kind.outcomes}
        order = [*classes, *sorted([name for name in counts if name and name not in classes])]
        whole = sum(counts.values())
        found += [
            OutcomeShare(
                kind=kind,
                outcome=name,
                cls=classes.get(name or ""),
                share=share(counts[name], whole),
            )
            for name in (*order, None)
            if name in counts
        ]
    return Breakdown(by=OUTCOME, outcomes=tuple(found))


def _part(name: str | None, kinds: Sequence[Kind], totals: Sequence[DayTotal]) -> Part:
    counts = {kind.name: done(kind, totals) for kind in kinds}
    return Part(name=name, stages=stages(kinds, counts))


def _filled(parts: Iterable[Part]) -> tuple[Part, ...]:
    return tuple([part for part in parts if any(stage.n for stage in part.stages)])


def _most_first(part: Part) -> tuple[bool, list[int], str]:
    counts = [-stage.n for stage in part.stages]
    return part.name is None, counts, name_key(part.name or "")
