"""A chart of weeks: what each brought, the fitted line, and the rep's own tipping point in it.

plotext draws it; it is an extra, and only this module knows it.
"""

from __future__ import annotations

from itertools import pairwise

import plotext
from rich.text import Text

from actlog.views.tipping import activity, results

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from actlog.analysis.own_point import OwnPoint
    from actlog.views.theme import Theme

_HEIGHT = 17
_MOST_TICKS = 6
_WEEK, _FIT, _KNEE = 33, 208, 244
"""Colours of the 256: blue, orange, gray."""

_PLAIN = str.maketrans("─│┌┐└┘├┤┬┴┼┃╎┆┊", "-|+++++++++||||")


def plot_lines(found: OwnPoint, theme: Theme) -> Text:
    """Return the chart: a week by a sign, results upwards; where it is shown, the fitted line.

    A heavy line stands at the tipping point, dotted ones at the ends of its interval.
    """
    fine = theme.drawn and theme.shows("▄▀┊┃┌")
    figure = plotext.figure
    figure.clear()
    figure.plot_size(theme.width - 1, _HEIGHT)
    figure.theme("colorless")
    figure.canvas("default")
    weeks = plotext.marker("o", (_WEEK, None, None))
    fit = plotext.marker("hd" if fine else "*", (_FIT, None, None))
    _knees(figure, found)
    for left, right in pairwise(found.line):
        figure.draw(figure.segment((left[0], right[0]), (left[1], right[1]), marker=fit))
    counts = [one.activity for one in found.points]
    figure.draw(figure.signal(counts, [one.results for one in found.points], marker=weeks))
    figure.label(_caption(found, theme), "x")
    _ticks(figure.ruler("x"), max(counts))
    _ticks(figure.ruler("y"), max(one.results for one in found.points))
    drawn = str(figure.build().string(colorless=not theme.drawn))
    figure.clear()
    return Text.from_ansi(drawn.rstrip() if fine else drawn.rstrip().translate(_PLAIN))


def _knees(figure: Any, found: OwnPoint) -> None:
    """Draw the knee and the ends of its interval, from the bottom to the top."""
    tip, top = found.tip, max(one.results for one in found.points)
    signs = ((tip.tip_low, "┊", _KNEE), (tip.tip_high, "┊", _KNEE), (tip.tip, "┃", _FIT))
    for at, sign, colour in signs if tip.shown else ():
        marker = plotext.marker(sign, (colour, None, None))
        figure.draw(figure.segment((at, at), (0, top), marker=marker))


def _ticks(ruler: Any, most: int) -> None:
    """Label an axis that begins at nothing with a few whole numbers."""
    steps = (figure * 10**power for power in range(13) for figure in (1, 2, 5))
    step = next(step for step in steps if most <= _MOST_TICKS * step)
    places = list(range(0, most + 1, step))
    ruler.lim(0, max(most, 1))
    ruler.ticks(places, [f"{place:,}" for place in places])


def _caption(found: OwnPoint, theme: Theme) -> str:
    lag = found.tip.lag
    later = "" if not lag else f", {lag} week{'' if lag == 1 else 's'} later"
    return f"{activity(found, theme)} a week, and {results(found, theme)}{later}"
