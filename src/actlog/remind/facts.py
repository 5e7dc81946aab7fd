"""What the rules read, and what they say. The command hands the facts in; each is read once."""

from __future__ import annotations

from actlog.domain.findings import Finding
from actlog.domain.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime
    from typing import Protocol

    from actlog.analysis.drought import Drought
    from actlog.analysis.meetings import Stories
    from actlog.analysis.pace import Activity
    from actlog.domain.entry import DayTotal
    from actlog.domain.model_week import Kind, ModelWeek
    from actlog.domain.timer import Timer
    from actlog.domain.week import Week

    class Facts(Protocol):
        """The log at one instant; whatever costs something is read when a rule first asks."""

        @property
        def now(self) -> datetime:
            """The local time."""

        @property
        def model(self) -> ModelWeek:
            """The model week in force, with all time off."""

        @property
        def week(self) -> Week:
            """The running week."""

        def totals(self) -> Sequence[DayTotal]:
            """Return the sums of the running week, up to now."""

        def standing(self, kind: Kind) -> Activity:
            """Return where an activity stands in the running week."""

        def timer(self) -> Timer | None:
            """Return the timebox that runs."""

        def upcoming(self) -> Sequence[Stories]:
            """Return the stories of all meetings that may be for today or later."""

        def told(self) -> Sequence[Stories]:
            """Return the stories of meetings so far, each pair of kinds."""

        def steps(self) -> Sequence[NextStep]:
            """Return the open next steps that are due today or earlier, by when they are due."""

        def droughts(self) -> Sequence[Drought]:
            """Return how prospecting and follow-up stand."""

        def lost(self, kind: Kind) -> bool:
            """Tell whether the gap of an activity can't be caught up this week."""

        def stopped(self, kind: Kind) -> bool:
            """Tell whether the coach says that more of a kind brings nothing now."""

        def confirmed(
            self, name: str, key: str, check: Callable[[], bool], *, about: str = ""
        ) -> bool:
            """Tell whether a thing holds, by a `check` that costs something.

            What was said under its name and key already is not checked again; `about` tells
            apart several of which one is said.
            """

    NextStep = tuple[int, str | None, str | None]
    """An open next step: the number of its entry, what it is, and the account it is with."""
    from actlog.domain.plain import Level


class Due(Record):
    """Something to be said.

    `about` tells several of one rule apart. While `key` is the same, it is the same thing, and
    is not said again.
    """

    finding: Finding
    about: str = ""
    key: str

    @property
    def line(self) -> str:
        """What stands in the line: the finding, and the command that takes it up."""
        finding = self.finding
        return f"{finding.title} – {finding.next}" if finding.next else finding.title


def due(
    watch: str,
    title: str,
    detail: str,
    command: str | None,
    *,
    key: str,
    about: str = "",
    level: Level = "act",
    kind: str | None = None,
    n: int | None = None,
) -> Due:
    """Return what a rule says; `n` is how many it is about."""
    from actlog.domain.findings import Evidence

    return Due(
        finding=Finding(
            id=watch.replace("_", "-"),
            level=level,
            title=title,
            detail=detail,
            kind=kind,
            evidence=Evidence(n=n),
            next=command,
        ),
        about=about,
        key=key,
    )


def counted(size: int, one: str, more: str) -> str:
    """Return `1 next step is`, `3 next steps are`."""
    return f"{size:,} {one if size == 1 else more}"
