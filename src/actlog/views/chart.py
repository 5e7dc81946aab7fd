"""The chart of base and recent: a column a week, the base as a line through the bars."""

from __future__ import annotations

from math import ceil

from rich.text import Text

from actlog.analysis.momentum import MODEL_LOAD
from actlog.views import theme as looks
from actlog.views import words

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from actlog.analysis.momentum_report import WeekEnd
    from actlog.views.theme import Theme

ROWS = 9
_AIR = 1.02
_CELLS = 2
_AXIS = 4
_NOTE = "  100: your model week"


def chart(weeks: Sequence[WeekEnd], theme: Theme) -> list[Text]:
    """Return the rows of the chart, the highest first, and the months below them.

    It shows as many of the last weeks as there is room for.
    Bars are what the last days came to, with the colour of a zone: at or above the base, or
    under it. While the means warm up both are quiet.
    """
    weeks = weeks[-((theme.width - _AXIS - 1) // _CELLS) :]
    values = [value for one in weeks if one.day for value in (one.day.base, one.day.recent)]
    step = max([*values, MODEL_LOAD]) * _AIR / ROWS
    lines = []
    for row in range(ROWS - 1, -1, -1):
        line = Text(no_wrap=True)
        line.append(_label(row, step).rjust(_AXIS) + " ", style=looks.QUIET)
        for one in weeks:
            line.append_text(_cell(one, row, step, theme))
        if int(MODEL_LOAD / step) == row and line.cell_len + len(_NOTE) <= theme.width:
            line.append(_NOTE, style=looks.QUIET)
        line.rstrip()
        lines.append(line)
    return [*lines, _months(weeks)]


def _label(row: int, step: float) -> str:
    """Return the label of a row: the multiple of 50 that lies in it."""
    low, high = row * step, (row + 1) * step
    mark = 50 * ceil(low / 50)
    return str(mark) if low <= mark < high else ""


def _cell(one: WeekEnd, row: int, step: float, theme: Theme) -> Text:
    glyphs, day = theme.glyphs, one.day
    if day is None:
        return Text((glyphs.off if one.off and not row else " ") * _CELLS, style=looks.QUIET)
    style = looks.AT if day.recent >= day.base else looks.BELOW
    if day.warming_up:
        style = looks.QUIET
    if int(day.base / step) == row:
        return Text(glyphs.base * _CELLS, style=looks.STRONG)
    full = day.recent / step - row
    if full <= 0:
        return Text(" " * _CELLS)
    place = min(ceil(full * len(glyphs.spark)), len(glyphs.spark)) - 1
    return Text(glyphs.spark[place] * _CELLS, style=style)


def _months(weeks: Sequence[WeekEnd]) -> Text:
    """Return the names of months, each below the first week that begins in it."""
    line, last = " " * (_AXIS + 1), weeks[0].week.start.month
    for place, one in enumerate(weeks):
        start = _AXIS + 1 + place * _CELLS
        if one.week.start.month != last and start >= len(line):
            line = line.ljust(start) + words.MONTHS[one.week.start.month - 1]
            last = one.week.start.month
    return Text(line, style=looks.QUIET, no_wrap=True)
