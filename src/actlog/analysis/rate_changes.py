"""Whether the rates of the funnel, the show rate and quality have changed, over all complete weeks.

Tested by `change.find`. Where the n are no parts of the d, the test is about n of n + d: given
their sum, two Poisson counts are binomial, and the ratio of their rates is the odds (Przyborowski
and Wilenski 1940).
"""

from __future__ import annotations

from itertools import pairwise

from actlog.analysis.history import counted
from actlog.analysis.meetings import HELD
from actlog.analysis.quality import weekly as weekly_quality
from actlog.analysis.rates import Rate, funnel_kinds, is_part, rate
from actlog.domain.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from actlog.analysis.history import History
    from actlog.analysis.meetings import Stories
    from actlog.domain.model_week import Kind, ModelWeek
    from actlog.domain.week import Week

FEWEST = 8
"""Under so many weeks nothing is tested: a change needs four on either side."""


MOST = 104
"""The last two years are looked at: what changed before them is no news."""


class RateChange(Record):
    """A weekly rate and its most likely change.

    `of` is what the `kind` is divided by, None for the show rate. `p` is None where there are
    not weeks and trials enough to test it; `week` is the first one after the change. `weeks` are
    those that were looked at.
    """

    kind: Kind
    of: Kind | None
    p: float | None
    weeks: int
    week: Week | None = None
    before: Rate | None = None
    after: Rate | None = None

    @property
    def closes(self) -> bool:
        """Whether it is that of meetings held for those set."""
        return self.of is not None and self.kind.closes == self.of.name

    @property
    def fell(self) -> bool:
        """Whether the rate is lower after the change."""
        return self.ratio < 1

    @property
    def ratio(self) -> float:
        """The rate after the change for the one before; 1 where there is none."""
        if self.before is None or self.after is None:
            return 1.0
        return (self.after.value or 0.0) / (self.before.value or 1.0)


def steps(model: ModelWeek, history: History) -> tuple[RateChange, ...]:
    """Return the rates of the funnel, each of a step for the one before it."""
    return tuple([step(history, kind, of) for of, kind in pairwise(funnel_kinds(model))])


def step(history: History, kind: Kind, of: Kind) -> RateChange:
    """Return the rate of one step; weeks that were off for either are left out."""
    own, before = counted(history.past(kind)[:MOST]), counted(history.past(of)[:MOST])
    ns = {past.week: past.count for past in own}
    ds = {past.week: past.count for past in before}
    weeks = [past.week for past in reversed(before) if past.week in ns]
    n, d = [ns[week] for week in weeks], [ds[week] for week in weeks]
    part = is_part(kind, of) and all(a <= b for a, b in zip(n, d, strict=True))
    return _changed(kind, of, weeks, n, d, part=part)


def show_rate(told: Stories, history: History) -> RateChange:
    """Return the share of appointments that were held, by the week they were planned for."""
    weeks = [judged.week for judged in reversed(history.weeks[:MOST])]
    place = {day: at for at, week in enumerate(weeks) for day in week.days()}
    n, d = [0] * len(weeks), [0] * len(weeks)
    for one in told.appointments:
        at = place.get(one.day)
        if at is not None:
            n[at] += one.how == HELD
            d[at] += 1
    return _changed(told.closes, None, weeks, n, d, part=True)


def quality(model: ModelWeek, history: History) -> RateChange | None:
    """Return the quality share of all activities; None where the model has no activity."""
    if not model.activities:
        return None
    found = weekly_quality(history.weeks[:MOST], history.totals())[::-1]
    weeks = [one.week for one in found]
    n, d = [one.quality.good for one in found], [one.quality.n for one in found]
    return _changed(model.activities[0], None, weeks, n, d, part=True)


def _changed(
    kind: Kind,
    of: Kind | None,
    weeks: Sequence[Week],
    n: Sequence[int],
    d: Sequence[int],
    *,
    part: bool,
) -> RateChange:
    if len(weeks) < FEWEST:
        return RateChange(kind=kind, of=of, p=None, weeks=len(weeks))
    from actlog.analysis.change import find  # numpy is loaded for weeks that can be tested alone

    found = find(n, d if part else [a + b for a, b in zip(n, d, strict=True)])
    if found.week is None:
        return RateChange(kind=kind, of=of, p=None, weeks=len(weeks))
    at = found.week
    return RateChange(
        kind=kind,
        of=of,
        p=found.p,
        weeks=len(weeks),
        week=weeks[at],
        before=rate(sum(n[:at]), sum(d[:at]), part=part),
        after=rate(sum(n[at:]), sum(d[at:]), part=part),
    )
