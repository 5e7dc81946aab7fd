"""The bar to the tipping point, and the sparkline of the last weeks."""

from __future__ import annotations

from math import ceil, floor

from rich.text import Text

from actlog.domain.ratio import Ratio
from actlog.views import theme as looks

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from actlog.analysis.history import Past
    from actlog.analysis.pace import Activity
    from actlog.views.theme import Theme


class Scale:
    """Where the zones of a bar lie, the same in every row, so that the lines form one line.

    The first `before` cells lead up to the tipping point, one cell is the line itself,
    `between` cells lead on to the ceiling, one cell is that, and the last `after` are past it.
    """

    __slots__ = ("after", "before", "between")

    def __init__(self, width: int) -> None:
        """Share out the cells of a bar; `width` is at least 8."""
        self.after = 1 if width < 16 else 2
        self.between = (width - 2 - self.after) // 3
        self.before = width - 2 - self.after - self.between


def bar(standing: Activity, scale: Scale, theme: Theme) -> Text:
    """Return the bar of an activity; empty without a tipping point or in a week off."""
    line = standing.tipping_point
    if not line or standing.zone is None:
        return Text("")
    done, glyphs = standing.done, theme.glyphs
    below = min(floor(done * scale.before / line), scale.before)
    below = max(below, 1 if done else 0)
    between = after = 0
    ceiling = standing.ceiling
    top = ceiling if ceiling is not None and ceiling > line else line * Ratio(3, 2)
    if done >= line:
        between = min(floor((done - line) * scale.between / (top - line)), scale.between)
    if standing.zone == "past":
        after = min(max(1, ceil((done - top) * scale.between / (top - line))), scale.after)
    fill, style = {
        "below": (glyphs.below, looks.BELOW),
        "at": (glyphs.at, looks.AT),
        "past": (glyphs.past, looks.PAST),
    }[standing.zone]
    drawn = Text()
    drawn.append(fill * below, style=style)
    drawn.append_text(_rest(standing, line, below, scale, theme))
    drawn.append(glyphs.line, style="bold")
    drawn.append(fill * between, style=style)
    drawn.append(glyphs.rest * (scale.between - between), style=looks.QUIET)
    mark = glyphs.ceiling if ceiling is not None and ceiling > line else " "
    drawn.append(mark, style=looks.QUIET)
    drawn.append(fill * after, style=style)
    drawn.append(" " * (scale.after - after))
    return drawn


def shows_pace(standing: Activity) -> bool:
    """Whether a bar has a mark where the pace would be: the activity is behind it."""
    return bool(standing.days_left) and standing.pace is not None and standing.pace < 0


def _rest(standing: Activity, line: Ratio, below: int, scale: Scale, theme: Theme) -> Text:
    """Return what is left before the line, with the mark of the pace in it."""
    left = scale.before - below
    dots, expected = theme.glyphs.rest, standing.expected_by_now
    if not left or expected is None or not shows_pace(standing):
        return Text(dots * left, style=looks.QUIET)
    place = min(max(floor(expected * scale.before / line) - below, 0), left - 1)
    marked = Text()
    marked.append(dots * place, style=looks.QUIET)
    marked.append(theme.glyphs.expected, style="bold")
    marked.append(dots * (left - place - 1), style=looks.QUIET)
    return marked


def legend(scale: Scale, theme: Theme) -> Text:
    """Return the heading of the bars: where the tipping point and the ceiling are."""
    before = next(word for word in ("tipping point ", "line ", "") if len(word) <= scale.before)
    between = " ceiling" if scale.between >= len(" ceiling") else ""
    drawn = Text()
    drawn.append(before.rjust(scale.before), style=looks.QUIET)
    drawn.append(theme.glyphs.line, style="bold")
    drawn.append(between.rjust(scale.between), style=looks.QUIET)
    if between:
        drawn.append(theme.glyphs.ceiling, style=looks.QUIET)
    return drawn


def spark(recent: Sequence[Past | None], theme: Theme) -> Text:
    """Return one glyph a week, oldest first, from nothing to the most of these weeks.

    Weeks at their line have the colour of the zone; a week off has a sign of its own, and
    the weeks before the log are blank.
    """
    glyphs = theme.glyphs
    most = max((week.count for week in recent if week and week.weight), default=0)
    drawn = Text()
    for week in recent:
        if week is None:
            drawn.append(" ")
        elif not week.weight:
            drawn.append(glyphs.off, style=looks.QUIET)
        else:
            step = ceil(Ratio(week.count * (len(glyphs.spark) - 1), most)) if most else 0
            drawn.append(glyphs.spark[step], style=looks.AT if week.reached else looks.BELOW)
    return drawn
