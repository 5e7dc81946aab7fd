"""Prospects: how far an account has come, whether it is new, and whether it is left behind. Pure.

Definitions: docs/json.md, `accounts --json`.
"""

from __future__ import annotations

from datetime import date, timedelta

from actlog.analysis.steps import OVERDUE, Step
from actlog.domain.entry import name_key
from actlog.domain.model_week import STORY_OUTCOMES
from actlog.domain.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import datetime

    from actlog.domain.entry import Moment
    from actlog.domain.model_week import ModelWeek

    Tally = tuple[str, str | None, date, date, int, int]
    """Kind and outcome; first and last day; their count, and that of the last 13 weeks."""

STALE_AFTER = 14
"""The days without a touch after which an account is stale, unless another number is asked for."""

WEEKS = 13
"""Over how many weeks touches are counted beside all of them."""


class Account(Record):
    """What the log holds of an account; `steps` are its open next steps, the first one first.

    `personas` are those of its contacts, `meeting` the first one that is booked and ahead.
    """

    name: str
    source: str | None
    personas: tuple[str, ...] = ()
    tallies: Sequence[Tally]
    steps: tuple[Step, ...] = ()
    meeting: Moment | None = None


class Contact(Record):
    """A contact with live entries: when touched first and last, and how often."""

    name: str
    persona: str | None
    first: date
    last: date
    touches: int


class Prospect(Record):
    """An account as it stands today.

    `touches` are the counts of all its entries, `recent` those of the last WEEKS weeks; `days`
    are those since the last touch. `stage` is the furthest step of the model's funnel that it
    has reached. `new` and `ideal` are None where the model does not say what they mean.
    """

    name: str
    source: str | None
    personas: tuple[str, ...]
    ideal: bool | None
    first: date
    last: date
    days: int
    touches: int
    recent: int
    stage: str | None
    new: bool | None
    stale: bool
    next: Step | None
    meeting: Moment | None

    @property
    def overdue(self) -> bool:
        """Whether its next step is overdue."""
        return self.next is not None and self.next.state == OVERDUE


class Stages:
    """Which steps of a model's funnel kinds and outcomes stand for."""

    def __init__(self, model: ModelWeek) -> None:
        """Take the model week that judges."""
        self._funnel = model.funnel
        self._closing = {kind.name for kind in model.activities if kind.closes}
        self._measures = [kind for kind in model.activities if kind.of]

    def reached(self, tallies: Iterable[Tally]) -> str | None:
        """Return the furthest step of the funnel that has an entry, results included, or None.

        A measure is reached by an outcome that it counts; a meeting that was not held reaches
        nothing.
        """
        found = {tally[0] for tally in tallies if self._counts(tally)}
        for measure in self._measures:
            if any(t[0] == measure.of and t[1] in measure.of_outcomes for t in tallies):
                found.add(measure.name)
        return next((step for step in reversed(self._funnel) if step in found), None)

    def new(self, tallies: Iterable[Tally]) -> bool | None:
        """Tell whether no meeting was held yet; None where the model has no such kind."""
        if not self._closing:
            return None
        return not any(tally[0] in self._closing and self._counts(tally) for tally in tallies)

    def _counts(self, tally: Tally) -> bool:
        return tally[0] not in self._closing or tally[1] not in STORY_OUTCOMES


def prospects(
    accounts: Iterable[Account], model: ModelWeek, now: datetime, stale_after: int = STALE_AFTER
) -> list[Prospect]:
    """Return every account as it stands today, those that need attention first.

    That is: with an overdue step, the longest overdue first; stale, the longest untouched
    first; without a dated step ahead, likewise; and the others by when their step is due.
    """
    stages = Stages(model)
    found = [_prospect(account, model, stages, now, stale_after) for account in accounts]
    return sorted(found, key=_attention)


def _prospect(
    account: Account, model: ModelWeek, stages: Stages, now: datetime, stale_after: int
) -> Prospect:
    tallies = account.tallies
    last = max(tally[3] for tally in tallies)
    days = (now.date() - last).days
    step = account.steps[0] if account.steps else None
    return Prospect(
        name=account.name,
        source=account.source,
        personas=account.personas,
        ideal=any(map(ideal_in(model), account.personas)) if model.ideal_personas else None,
        first=min(tally[2] for tally in tallies),
        last=last,
        days=days,
        touches=sum(tally[4] for tally in tallies),
        recent=sum(tally[5] for tally in tallies),
        stage=stages.reached(tallies),
        new=stages.new(tallies),
        stale=days >= stale_after and not _has_date_ahead(account),
        next=step,
        meeting=account.meeting,
    )


def ideal_in(model: ModelWeek) -> Callable[[str | None], bool]:
    """Return what tells whether a persona is one of the model's ideal ones."""
    ideal = {name_key(persona) for persona in model.ideal_personas}
    return lambda persona: persona is not None and name_key(persona) in ideal


def _has_date_ahead(account: Account) -> bool:
    """Tell whether something is agreed for a day to come: a step that is due, or a meeting."""
    ahead = any(step.days is not None and step.state != OVERDUE for step in account.steps)
    return ahead or account.meeting is not None


def _attention(one: Prospect) -> tuple[int, str, str]:
    due = one.next.entry.due if one.next is not None else None
    dates = [moment.day.isoformat() for moment in (due, one.meeting) if moment is not None]
    if one.overdue:
        return 0, min(dates), name_key(one.name)
    if one.stale or not dates:
        return 1 if one.stale else 2, one.last.isoformat(), name_key(one.name)
    return 3, min(dates), name_key(one.name)


def recent_from(today: date) -> date:
    """Return the first day of the last WEEKS weeks, which end today."""
    return today - timedelta(days=7 * WEEKS - 1)
