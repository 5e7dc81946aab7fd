"""What the rules of the coach read: the log's own figures, and what is worked out from them."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from actlog.analysis.history import History
    from actlog.analysis.meetings import Stories
    from actlog.analysis.prospects import Prospect
    from actlog.analysis.week_report import WeekReport
    from actlog.domain.model_week import ModelWeek, Version


class Facts:
    """Everything that is known, handed in; what is costly is worked out when first asked for.

    `report` is the current week's; `history` goes back as far as tests may need; `told` are
    the stories of meetings, `prospects` all accounts as they stand today.
    """

    def __init__(
        self,
        *,
        now: datetime,
        versions: tuple[Version, ...],
        report: WeekReport,
        history: History,
        told: Sequence[Stories] = (),
        prospects: Sequence[Prospect] = (),
    ) -> None:
        """Take the facts; `versions` carry all time off."""
        self.now = now
        self.versions = versions
        self.report = report
        self.history = history
        self.told = tuple(told)
        self.prospects = tuple(prospects)

    @property
    def model(self) -> ModelWeek:
        """The model week now in force."""
        return self.versions[-1].model
