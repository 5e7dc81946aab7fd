"""What the rules of the coach read: the log's own figures, and what is worked out from them."""

from __future__ import annotations

from functools import cached_property

from actlog.analysis import rate_changes
from actlog.analysis.coach.busy import Busy, busy
from actlog.analysis.momentum_report import MomentumReport, momentum_report
from actlog.analysis.promises import Promised
from actlog.analysis.series import FEWEST_WORKED, LONGEST, series
from actlog.analysis.touched import People

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from actlog.analysis.history import History
    from actlog.analysis.meetings import Stories
    from actlog.analysis.own_point import OwnPoint
    from actlog.analysis.rate_changes import RateChange
    from actlog.analysis.relations import Related
    from actlog.analysis.series import Series
    from actlog.analysis.week_report import WeekReport
    from actlog.domain.model_week import Kind, ModelWeek, Version


class Facts:
    """Everything that is known, handed in; what is costly is worked out when first asked for.

    `report` is the current week's; `history` goes back as far as tests may need; `told` are
    the stories of meetings, `people` what is known of accounts, and `seen` the
    day on which the model week was last shown. `promised` are the promises
    for last week and for this one.
    """

    def __init__(
        self,
        *,
        now: datetime,
        versions: tuple[Version, ...],
        report: WeekReport,
        history: History,
        told: Sequence[Stories] = (),
        people: People | None = None,
        seen: date | None = None,
        promised: Promised | None = None,
    ) -> None:
        """Take the facts; `versions` carry all time off."""
        self.now = now
        self.versions = versions
        self.report = report
        self.history = history
        self.told = tuple(told)
        self.people = people or People()
        self.seen = seen
        self.promised = promised or Promised()

    @property
    def model(self) -> ModelWeek:
        """The model week now in force."""
        return self.versions[-1].model

    @property
    def begun(self) -> bool:
        """Whether the log holds anything."""
        report = self.report
        logged = any(row.standing.done for row in report.activities)
        counted = any(row.done for row in report.results)
        return bool(self.history.weeks or report.strangers) or logged or counted

    @cached_property
    def step_changes(self) -> tuple[RateChange, ...]:
        """The rates of the funnel's steps over the last two years, each with its change."""
        return rate_changes.steps(self.model, self.history)

    @cached_property
    def show_changes(self) -> tuple[RateChange, ...]:
        """The show rate of each of `told`, with its change."""
        return tuple([rate_changes.show_rate(one, self.history) for one in self.told])

    @cached_property
    def quality_change(self) -> RateChange | None:
        """The quality share with its change."""
        return rate_changes.quality(self.model, self.history)

    @cached_property
    def momentum(self) -> MomentumReport:
        """Base and recent, droughts, the mix, and bests."""
        return momentum_report(self.report, self.history)

    @cached_property
    def relations(self) -> tuple[Related, ...]:
        """How each activity of the model and each result go together; empty under 20 weeks.

        They are tested over up to five years of complete weeks.
        """
        known = [(kind, self._series(kind)) for kind in self.model.activities]
        brought = [(kind, self._series(kind)) for kind in self.model.results]
        if max([weeks.worked for _, weeks in known], default=0) < FEWEST_WORKED or not brought:
            return ()
        from actlog.analysis.relations import relations

        return relations(known, brought)

    def _series(self, kind: Kind) -> Series:
        return series(self.history.past(kind)[:LONGEST])

    @cached_property
    def own_points(self) -> tuple[OwnPoint, ...]:
        """What the weeks say of the tipping point of each activity that a result follows.

        Of those with a line; a timebox's line counts days.
        """
        lined = [one for one in self.relations if one.shows and one.activity.tipping_point]
        counted = [one for one in lined if one.activity.timebox is None]
        if not counted:
            return ()
        from actlog.analysis.own_point import own_point

        return tuple(
            [own_point(self.history, one.activity, one.result, LONGEST) for one in counted]
        )

    def lag(self, result: Kind | None = None) -> int | None:
        """Return how many weeks a result, or any, follows the activity it goes with most clearly.

        None where no relation shows.
        """
        if not self.relations:
            return None
        from actlog.analysis.relations import best

        found = best([one for one in self.relations if result in {None, one.result}])
        return found.relation.lag if found is not None else None

    @cached_property
    def busy(self) -> Busy | None:
        """The run of weeks at every line that brings too little, where there is one."""
        if busy(self.history, self.model) is None:
            return None  # known without the lag, which can only ask for more weeks
        return busy(self.history, self.model, self.lag())
