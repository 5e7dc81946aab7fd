"""The funnel's screen: the steps of the window, the accounts followed, what leaks, and parts."""

from __future__ import annotations

from rich.cells import cell_len
from rich.console import Group
from rich.text import Text

from actlog.analysis.pace import plural_name
from actlog.analysis.rates import FEWEST, rate
from actlog.views import theme as looks
from actlog.views import words
from actlog.views.grid import columns, wrapped
from actlog.views.rows import first_that_fits, heading_line, name

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from actlog.analysis.breakdown import Breakdown
    from actlog.analysis.cohort import Between
    from actlog.analysis.funnel import Funnel, Leak
    from actlog.analysis.quality import Quality
    from actlog.analysis.rates import Rate, Stage
    from actlog.views.grid import Cell
    from actlog.views.theme import Theme

MOST_PARTS = 12
"""How many parts of a breakdown the screen shows, those with most first."""

FEWEST_ACCOUNTS = 5
"""Of fewer accounts no median of days is shown."""

_NAME, _WIDEST_STEP = 14, 9


def funnel_screen(found: Funnel, today: date, theme: Theme) -> Group:
    """Return the whole screen of the funnel, or of its parts."""
    weeks = "this week" if found.weeks == 1 else f"the last {found.weeks} weeks"
    heading = ["funnel" + (f" by {found.by.by}" if found.by else ""), weeks]
    heading.append(words.dates(found.first, found.last, today))
    parts = [heading_line(theme.clean(found.model.name), heading, theme), Text()]
    if not any(stage.n for stage in found.period):
        said = "nothing of its steps is logged in these weeks; such as: actlog log call @acme"
        return Group(*parts, wrapped(theme, [(said, "")]))
    if found.by is not None:
        return Group(*parts, *_parts(found.by, theme))
    parts += [*_table(found, theme), Text(), *_notes(found, theme)]
    return Group(*parts)


def _table(found: Funnel, theme: Theme) -> list[Text]:
    followed = found.cohort
    said = ("", "", "per step before", "accounts", "of those before", "days")
    heading = [Text(word, looks.QUIET) for word in said]
    lines: list[list[Cell]] = [[*heading]]
    for one, account, between in zip(found.period, followed.stages, followed.between, strict=True):
        lines.append(
            [
                name(one.kind, theme),
                f"{one.n:,}",
                rate_text(one.rate, theme),
                f"{account.n:,}",
                rate_text(account.rate, theme),
                _days(between),
            ]
        )
    bare = [line[:3] for line in lines]
    if not followed.accounts:
        return first_that_fits(theme, (bare, "lrl", 2), (bare, "lrl", 1))
    return first_that_fits(theme, (lines, "lrlrlr", 2), (lines, "lrlrlr", 1), (bare, "lrl", 1))


def _days(between: Between | None) -> str:
    if between is None or between.days is None or between.n < FEWEST_ACCOUNTS:
        return ""
    return f"{between.days:g}"


def rate_text(one: Rate | None, theme: Theme) -> str:
    """Return a rate with its interval, or the bare counts where they are too few to say.

    A share is in per cent, so many for each as a number: `12% 11-13`, `0.26 0.22-0.31`.
    """
    if one is None or one.value is None:
        return ""
    if not one.enough:
        return f"{one.n:,} {'of' if one.part else 'for'} {one.d:,}, too few"
    dash = theme.glyphs.dash
    if one.part:
        return f"{one.value:.0%} {one.low * 100:.0f}{dash}{(one.high or 0) * 100:.0f}"
    return f"{_each(one.value)} {_each(one.low)}{dash}{_each(one.high or 0)}"


def _each(value: float) -> str:
    if not value:
        return "0"
    return f"{value:,.1f}" if value >= 10 else f"{value:.2f}" if value >= 0.1 else f"{value:.3f}"


def _notes(found: Funnel, theme: Theme) -> list[Text]:
    notes = [_leak(found.leak, theme) if found.leak else "no step fell against the year before"]
    lines = [wrapped(theme, [(one, "")]) for one in [*notes, quality_text(found.quality.overall)]]
    said = (
        "percent: a part of the step before; a number: so many for each, no conversion; "
        f"both with 90% intervals. Under {FEWEST} to divide by it is too few to say. "
    )
    if found.cohort.accounts:
        said += (
            "accounts: those that came in within these weeks, and how far they are by now; "
            "days: the median from the step before"
        )
    else:
        said += "No account came in within these weeks that could be followed"
    return [*lines, Text(), wrapped(theme, [(said.rstrip(), looks.QUIET)], indent=0)]


def _leak(leak: Leak, theme: Theme) -> str:
    now, before = rate_text(leak.now, theme), rate_text(leak.before, theme)
    step = f"{plural_name(leak.kind)} per {leak.of.title}"
    tested = "not enough weeks to test it" if leak.p is None else _tested(leak.p)
    return theme.clean(f"fell most: {step}, {now}; the year before {before}; {tested}")


def _tested(p: float) -> str:
    if p < 0.05:
        return f"this rate has changed (p {p:.2g})"
    return f"no sign that it is more than chance (p {p:.2g})"


def quality_text(quality: Quality) -> str:
    """Return the quality share in a sentence, and what stands beside it."""
    beside = f"beside it {quality.unreached:,} unreached, {quality.unknown:,} unknown"
    share = quality.share
    if share.value is None:
        return f"quality: no outcome says anything about it; {beside}"
    if share.n < FEWEST:
        return f"quality: {share.hits:,} of {share.n:,} moved or decided, too few to say; {beside}"
    low, high = words.chance(share.low), words.chance(share.high)
    return (
        f"quality: {words.chance(share.value)} ({low} to {high}) of {share.n:,} "
        f"moved or decided; {beside}"
    )


def _parts(by: Breakdown, theme: Theme) -> list[Text]:
    if by.outcomes:
        return _outcomes(by, theme)
    if not by.parts:
        said = f"no entry of these weeks has a time of day: {by.untimed:,} without"
        return [wrapped(theme, [(said, "")])]
    shown = by.parts if by.by in {"hour", "weekday"} else by.parts[:MOST_PARTS]
    lines = []
    for place in _groups(by.parts[0].stages, theme):
        lines += [*_group(by.by, [(one.name, one.stages) for one in shown], place, theme), Text()]
    said = "a count, and its rate from the step before"
    notes = [f"{said}; no rate where under {FEWEST} stand to divide by: too few to say"]
    if len(shown) < len(by.parts):
        notes.append(f"the first {len(shown)} of {len(by.parts):,}; all: --csv")
    if by.by == "hour":
        notes.append(f"{by.untimed:,} without a time of day are in no hour")
    return [*lines, wrapped(theme, [("; ".join(notes), looks.QUIET)], indent=0)]


def _groups(stages: Sequence[Stage], theme: Theme) -> list[range]:
    """Return which steps stand beside each other, as many as fit."""
    room = max(1, (theme.width - _NAME - 2) // (2 * _WIDEST_STEP))
    return [range(at, min(at + room, len(stages))) for at in range(0, len(stages), room)]


def _group(
    by: str, parts: Sequence[tuple[str | None, Sequence[Stage]]], places: range, theme: Theme
) -> list[Text]:
    steps = parts[0][1]
    heading: list[Cell] = [Text(by, looks.QUIET)]
    for place in places:
        heading += [Text(name(steps[place].kind, theme), looks.QUIET), ""]
    lines: list[list[Cell]] = [heading]
    for said, stages in parts:
        label = "none" if said is None else f"{said}:00" if by == "hour" else said
        line: list[Cell] = [theme.cut(theme.clean(label), _NAME)]
        for place in places:
            line += [f"{stages[place].n:,}", _short(stages[place].rate)]
        lines.append(line)
    sides = "l" + "rl" * len(places)
    return first_that_fits(theme, (lines, sides, 2), (lines, sides, 1))


def _short(one: Rate | None) -> str:
    if one is None or one.value is None or not one.enough:
        return ""
    return f"{one.value:.0%}" if one.part else _each(one.value)


def _outcomes(by: Breakdown, theme: Theme) -> list[Text]:
    lines: list[list[Cell]] = []
    last = None
    for one in by.outcomes:
        share = one.share
        first = "" if one.kind == last else name(one.kind, theme)
        last = one.kind
        said = theme.cut(theme.clean(one.outcome or "none noted"), _NAME)
        known = rate_text(rate(share.hits, share.n, part=True), theme)
        lines.append([first, said, f"{share.hits:,}", known, Text(one.cls or "", looks.QUIET)])
    drawn = columns(lines, "llrll")
    wide = max(cell_len(line.plain) for line in drawn) > theme.width
    note = f"shares of each step, with 90% intervals; under {FEWEST} it is too few to say"
    shown = columns([line[:4] for line in lines], "llrl", gap=1) if wide else drawn
    return [*shown, Text(), wrapped(theme, [(note, looks.QUIET)], indent=0)]
