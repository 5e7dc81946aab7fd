"""What a valid model week could do better: told, never refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

from actlog.config.problems import folded
from actlog.config.report import Report

if TYPE_CHECKING:
    from actlog.config.problems import Problem
    from actlog.config.yaml_nodes import Node, Path
    from actlog.domain.model_week import Kind, ModelWeek

_TIME_WORDS = frozenset(("minute", "minutes", "hour", "hours", "talktime", "calltime", "time"))
_RESULT_WORDS = frozenset(("deal", "deals", "won", "win", "wins", "revenue", "sale", "sales"))


def advise(tree: Node, model: ModelWeek) -> list[Problem]:
    """Return the advice for a model week, each at its place."""
    report = Report(tree)
    for kind in model.activities:
        _lines(report, kind)
        if (kind.goal or kind.tipping_point) and not kind.timebox:
            _misplaced(report, kind)
    if not _bookends(report, model) and not any(kind.closes for kind in model.activities):
        report.tell(
            ("activities",),
            "no meetings are tracked from set to held, the two figures that matter most; "
            "add meeting_set, and meeting_held with closes: meeting_set",
            key=True,
        )
    return report.problems


def _lines(report: Report, kind: Kind) -> None:
    path: Path = ("activities", kind.name)
    goal, tipping_point, ceiling = kind.goal, kind.tipping_point, kind.ceiling
    if goal and tipping_point and goal < tipping_point:
        report.tell(
            (*path, "goal"),
            f"goal of {kind.name} is {goal}, under its tipping point {tipping_point}; "
            "a goal usually stands at the line or above",
        )
    if goal and ceiling and goal > ceiling:
        report.tell(
            (*path, "goal"),
            f"goal of {kind.name} is {goal}, past its ceiling {ceiling}; "
            "past the ceiling more adds little",
        )
    if goal and not tipping_point:
        report.tell(
            path,
            f"{kind.name} has a goal and no tipping point; "
            "without the line no gap can be shown before it",
            key=True,
        )


def _misplaced(report: Report, kind: Kind) -> None:
    """Tell of a weekly line that counts minutes, or results, under the name of an activity."""
    words = {folded(kind.name), folded(kind.name.replace("-", "_").split("_")[-1])}
    path: Path = ("activities", kind.name)
    if words & _TIME_WORDS:
        report.tell(
            path,
            f"{kind.name} looks like a goal in time; talk time is an output of good work and no "
            "goal for it: count the activity, or make it a timebox",
            key=True,
        )
    if words & _RESULT_WORDS:
        report.tell(
            path,
            f"{kind.name} looks like a result with a weekly line; results can't be managed, "
            "activities can: list it under results, and put the figure on what brings it",
            key=True,
        )


def _bookends(report: Report, model: ModelWeek) -> bool:
    """Tell of a model that tracks only the two ends of the funnel; answer whether it does."""
    steps = [kind for kind in model.activities if not kind.timebox]
    ends: Path | None = None
    if len(model.funnel) == 2:
        ends = ("funnel",)
    elif model.results and len(steps) < 2:
        ends = ("activities",)
    if ends is None:
        return False
    report.tell(
        ends,
        "only the two ends of the funnel are tracked, the first touch and the result; what happens "
        "in between (connects, meetings set and held, proposals) shows where deals are lost",
        key=True,
    )
    return True
