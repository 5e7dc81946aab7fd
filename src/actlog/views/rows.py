"""Lines that the screens share: a heading, an activity's name and amounts, its bar."""

from __future__ import annotations

from rich.cells import cell_len
from rich.text import Text

from actlog.analysis.pace import plural_name
from actlog.views import theme as looks
from actlog.views import words
from actlog.views.bars import Scale, bar, legend, shows_pace
from actlog.views.grid import columns, widths, wrapped

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from actlog.analysis.day_report import TodayRow
    from actlog.analysis.pace import Activity
    from actlog.analysis.week_report import ActivityRow
    from actlog.domain.model_week import Kind
    from actlog.views.grid import Cell
    from actlog.views.theme import Theme

    Row = ActivityRow | TodayRow

GAP = 2
"""The cells between two columns."""

LONGEST_NAME = 16
"""Where the name of an activity is cut on the screen, in cells."""

_WIDEST_BAR, _NARROWEST_BAR = 34, 8


def heading_line(first: str, rest: Sequence[str], theme: Theme) -> Text:
    """Return parts joined by dots on one line, or the first alone and the rest below it."""
    dot = f" {theme.glyphs.dot} "
    joined = dot.join(rest)
    if cell_len(first + dot + joined) <= theme.width:
        return Text.assemble((first, "bold"), dot, joined, no_wrap=True)
    return Text("\n").join(
        [wrapped(theme, [(first, "bold")]), wrapped(theme, [(joined, "")], indent=0)]
    )


def name(kind: Kind, theme: Theme) -> str:
    """Return the name of what is counted, cut where it is very long.

    A plural that this console cannot show gives way to the kind's own name.
    """
    said = plural_name(kind)
    return theme.cut(theme.clean(said if theme.shows(said) else kind.title), LONGEST_NAME)


def with_bars(
    before: Sequence[Sequence[Cell]],
    middle: Sequence[Activity],
    after: Sequence[Sequence[Cell]],
    theme: Theme,
) -> list[Text]:
    """Return lines of columns with the bars between them, under their legend.

    Names stand on the left of `before`, everything else is set to the right. Where no bar is
    drawn, or none fits, the zone stands in a word.
    """
    left, right = sum(widths(before)), sum(widths(after))
    inner = len(before[0]) + len(after[0])
    lined = any(one.tipping_point and one.zone for one in middle)
    gap, room = GAP, theme.width - left - right - GAP * inner
    if room < _NARROWEST_BAR:
        gap, room = 1, room + (GAP - 1) * inner
    if not (theme.drawn and lined) or room < _NARROWEST_BAR:
        return _with_words(before, middle, after, theme)
    scale = Scale(min(room, _WIDEST_BAR))
    bars = [bar(one, scale, theme) for one in middle]
    head = Text(no_wrap=True)
    key = f"{theme.glyphs.expected} pace by now" if any(map(shows_pace, middle)) else ""
    head.append(key.ljust(left + gap * len(before[0])), style=looks.QUIET)
    head.append_text(legend(scale, theme))
    lines = [[*a, b, *c] for a, b, c in zip(before, bars, after, strict=True)]
    return [head, *columns(lines, _sides(before, after), gap=gap)]


def _sides(before: Sequence[Sequence[Cell]], after: Sequence[Sequence[Cell]]) -> str:
    return "l" + "r" * (len(before[0]) - 1) + "l" + "r" * len(after[0])


def _with_words(
    before: Sequence[Sequence[Cell]],
    middle: Sequence[Activity],
    after: Sequence[Sequence[Cell]],
    theme: Theme,
) -> list[Text]:
    zones = [Text(one.zone or "") for one in middle]
    lines = [[*a, b, *c] for a, b, c in zip(before, zones, after, strict=True)]
    bare = [[*a, *c] for a, c in zip(before, after, strict=True)]
    barest = [[*a, *c[:1]] for a, c in zip(before, after, strict=True)]
    sides = _sides(before, after)
    numbers = "l" + sides[1:].replace("l", "")
    return first_that_fits(
        theme, (lines, sides, GAP), (lines, sides, 1), (bare, numbers, 1), (barest, numbers, 1)
    )


def amounts(standings: Sequence[Activity]) -> list[str]:
    """Return `38 of 200` for each, the words below each other; just `38` without a line."""
    done = [f"{one.done:,}" for one in standings]
    lines = [_line(one) for one in standings]
    wide, wider = max(map(len, done)), max(map(len, lines))
    return [
        f"{left:>{wide}} of {right:<{wider}}" if right else f"{left:>{wide}}    {'':{wider}}"
        for left, right in zip(done, lines, strict=True)
    ]


def _line(standing: Activity) -> str:
    if standing.tipping_point is None or standing.off:
        return ""
    return f"{words.whole(standing.tipping_point):,}"


def exact_lines(rows: Sequence[Row], theme: Theme) -> list[Text]:
    """Return a line of the exact lines where the whole figures shown do not add up.

    A line of 6.4 is shown as 6, and what is missing before it is rounded up: of 0 done there
    are 7 to go.
    """
    said = [
        f"{name(row.kind, theme)} {words.average(row.standing.tipping_point)}"
        for row in rows
        if row.standing.tipping_point is not None
        and row.standing.gap
        and row.standing.done + words.gap(row.standing) > words.whole(row.standing.tipping_point)
    ]
    if not said:
        return []
    joined = f" {theme.glyphs.dot} ".join(said)
    return [wrapped(theme, [(f"lines before rounding: {joined}", looks.QUIET)])]


def first_that_fits(theme: Theme, *ways: tuple[Sequence[Sequence[Cell]], str, int]) -> list[Text]:
    """Return the first of several ways (rows, sides, gap) that fits the width, or the last."""
    drawn: list[Text] = []
    for rows, sides, gap in ways:
        drawn = columns(rows, sides, gap=gap)
        if max(cell_len(line.plain) for line in drawn) <= theme.width:
            break
    return drawn
