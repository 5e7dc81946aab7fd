"""Rules between the kinds of a model week, and between a kind's own figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from actlog.config.problems import quoted

if TYPE_CHECKING:
    from actlog.config.report import Report
    from actlog.config.shapes import ActivityShape, LinesShape, ModelShape
    from actlog.config.yaml_nodes import Path

_OF_THE_PARENT = ("closes", "timebox", "requires", "max_per_entry")


def check_relations(report: Report, shape: ModelShape) -> None:
    """Report figures that do not fit, wrong outcomes, and wrong `of:` and `closes:`."""
    closed: dict[str, str] = {}
    for name, kind in shape.activities.items():
        path = ("activities", name)
        check_lines(report, path, kind, kind)
        if kind.of is None:
            _classes(report, path, kind)
        else:
            _measure(report, path, kind, shape)
        if kind.closes is not None:
            _closes(report, path, shape, closed)


def check_lines(report: Report, path: Path, lines: LinesShape, kind: ActivityShape) -> None:
    """Check the figures at a path, the kind's own ones standing in for those not said."""
    said = {name for name in ("goal", "tipping_point", "ceiling") if getattr(lines, name)}
    tipping_point = lines.tipping_point or kind.tipping_point
    ceiling = lines.ceiling or kind.ceiling
    crossed = tipping_point and ceiling and tipping_point >= ceiling
    if crossed and said & {"tipping_point", "ceiling"}:
        report.tell(
            (*path, "ceiling" if lines.ceiling else "tipping_point"),
            f"ceiling of {path[-1]} is {ceiling} and its tipping point {tipping_point}, expected a "
            "higher ceiling: results come from the line on, past the ceiling more adds little",
        )
    for name in sorted(said) if kind.timebox else ():
        line = getattr(lines, name)
        if line > 7:
            report.tell(
                (*path, name),
                f"{name} of {path[-1]} is {line}, expected 1 to 7: a timebox counts the days of a "
                "week on which it is kept",
            )


def _classes(report: Report, path: Path, kind: ActivityShape) -> None:
    for outcome, cls in kind.outcomes.items():
        if cls is None:
            report.tell(
                (*path, "outcomes", outcome),
                f"outcome {quoted(outcome)} has no class, expected moved, decided, none or "
                f"unreached, as in {{{outcome}: moved}}",
            )


def _measure(report: Report, path: Path, kind: ActivityShape, shape: ModelShape) -> None:
    """Check a kind that counts the outcomes of another."""
    name, parent = str(path[-1]), kind.of or ""
    others = [other for other in shape.activities if other != name]
    if not report.known((*path, "of"), parent, others, "other activity"):
        return
    if shape.activities[parent].of is not None:
        said = f"{parent} counts outcomes itself, expected the activity that has them"
        report.tell((*path, "of"), said)
        return
    for key in _OF_THE_PARENT:
        if getattr(kind, key):
            said = f"{key} belongs to {parent}, whose outcomes {name} counts"
            report.tell((*path, key), said, key=True)
    known = _outcome_names(report, parent)
    if not kind.outcomes:
        example = f", as in [{known[0]}]" if known else ""
        said = f"{name} has no outcomes, expected which of {parent}'s it counts{example}"
        report.tell(path, said, key=True)
    for outcome, cls in kind.outcomes.items():
        at = (*path, "outcomes", outcome)
        if report.known(at, outcome, known, f"outcome of {parent}", key=cls is not None) and cls:
            said = f"the class of {quoted(outcome)} is said in {parent}"
            report.tell(at, f"{said}, expected a list, as in [{outcome}]")


def _outcome_names(report: Report, kind: str) -> list[str]:
    """Return the outcomes as they are written, those with a wrong class as well."""
    node = report.tree.child("activities")
    for step in (kind, "outcomes"):
        node = node.child(step) if node else None
    return [name for name in node.data() or () if isinstance(name, str)] if node else []


def _closes(report: Report, path: Path, shape: ModelShape, closed: dict[str, str]) -> None:
    """Check a kind that ends the stories of another; `closed` is who closes whom so far."""
    name = str(path[-1])
    target = shape.activities[name].closes or ""
    at = (*path, "closes")
    others = {other: kind for other, kind in shape.activities.items() if other != name}
    if not report.known(at, target, others, "other activity"):
        return
    if others[target].of is not None or others[target].closes is not None:
        does = "closes another" if others[target].closes else "counts outcomes"
        report.tell(at, f"{target} {does} itself, expected the activity that sets the meeting")
    elif target in closed:
        said = f"{target} is closed by {closed[target]} already"
        report.tell(at, f"{said}, expected one activity that does")
    closed.setdefault(target, name)
