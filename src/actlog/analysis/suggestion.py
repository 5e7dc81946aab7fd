"""Lines for the model week from the rep's own tipping points."""

from __future__ import annotations

from actlog.analysis.coach.advice import FALSE_DISCOVERIES, adjusted
from actlog.analysis.own_point import OwnPoint
from actlog.domain.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from actlog.domain.plain import LineKey


class Proposal(Record):
    """A line of one kind (`key` is `tipping_point` or `ceiling`) that the rep's weeks suggest.

    `old` and `new` are weekly amounts, None for no such line; `value` is the estimate, which
    lies between `low` and `high` with 90%. `q` is that of the kind among all that were tested.
    """

    point: OwnPoint
    key: LineKey
    old: int | None
    new: int | None
    value: float | None
    low: float | None
    high: float | None
    q: float


def sure(points: Sequence[OwnPoint]) -> list[tuple[OwnPoint, float]]:
    """Return the points that are shown, with their q, where that is small enough among all."""
    tested = [one for one in points if one.tip.kink_p is not None]
    qs = adjusted([_p(one) for one in tested])
    pairs = zip(tested, qs, strict=True)
    return [(one, q) for one, q in pairs if one.tip.shown and q <= FALSE_DISCOVERIES]


def _p(one: OwnPoint) -> float:
    return max(one.tip.relation_p or 0.0, one.tip.kink_p or 0.0)


def proposals(points: Sequence[OwnPoint]) -> tuple[Proposal, ...]:
    """Return the lines that lie outside of the rep's own interval, as they should be.

    A line inside of it is as good as the estimate and stays. So does every timebox: its lines
    count days.
    """
    counted = [one for one in points if one.kind.timebox is None]
    return tuple([line for one, q in sure(counted) for line in _of(one, q)])


def _of(one: OwnPoint, q: float) -> list[Proposal]:
    tip, kind = one.tip, one.kind
    if tip.tip is None:
        return []
    lines, point = [], kind.tipping_point
    if point is None or one.far:
        point = max(1, round(tip.tip))
        lines.append(_proposal(one, q, "tipping_point", kind.tipping_point, point))
    old = kind.ceiling
    if tip.ceiling is not None and _outside(old, tip.ceiling_low, tip.ceiling_high):
        new: int | None = max(round(tip.ceiling), point + 1)
    else:
        new = None if old is not None and old <= point else old
    if new != old:
        lines.append(_proposal(one, q, "ceiling", old, new))
    return [line for line in lines if line.old != line.new]


def _proposal(one: OwnPoint, q: float, key: LineKey, old: int | None, new: int | None) -> Proposal:
    tip = one.tip
    if key == "ceiling":
        value, low, high = tip.ceiling, tip.ceiling_low, tip.ceiling_high
    else:
        value, low, high = tip.tip, tip.tip_low, tip.tip_high
    return Proposal(point=one, key=key, old=old, new=new, value=value, low=low, high=high, q=q)


def _outside(line: int | None, low: float | None, high: float | None) -> bool:
    return line is None or low is None or high is None or not low <= line <= high
