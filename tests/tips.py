"""A tipping point for tests that do not estimate one."""

from actlog.analysis.own_point import OwnPoint, Point, Zone
from actlog.analysis.tipping import Tip
from tests.rep import HELD, WON

TIP = Tip(
    relation_p=0.002,
    lag=3,
    tip=7.54,
    tip_low=6.76,
    tip_high=8.56,
    kink_p=0.0225,
    ceiling=11.2,
    ceiling_low=9.4,
    ceiling_high=12.3,
    shown=True,
    answer="found",
    reason="a tipping point shows in 104 weeks",
    weeks=104,
    worked=99,
)
FOUND = OwnPoint(
    kind=HELD,
    result=WON,
    tip=TIP,
    points=tuple([Point(activity=n, results=max(0, min(n, 11) - 5)) for n in range(15)]),
    zones=(
        Zone(name="below", weeks=50, per_week=1.04),
        Zone(name="at", weeks=21, per_week=4.1),
        Zone(name="past", weeks=0, per_week=None),
    ),
    line=((0.0, 0.3), (7.54, 1.0), (11.2, 6.0), (14.0, 6.0)),
)
