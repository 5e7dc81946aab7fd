"""What one more is worth: its screen, and the same as plain data."""

from __future__ import annotations

from rich.console import Group
from rich.text import Text

from actlog.analysis.pace import plural_name
from actlog.analysis.rates import FEWEST
from actlog.views import theme as looks
from actlog.views import words
from actlog.views.funnel import rate_text
from actlog.views.funnel_data import stage
from actlog.views.grid import wrapped
from actlog.views.rows import first_that_fits, heading_line, name
from actlog.views.tables import write_rows

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from actlog.analysis.worth import Estimate, Gap, Worth, WorthReport
    from actlog.views.grid import Cell
    from actlog.views.shapes.rates import EstimateJson, WorthJson, WorthOfJson
    from actlog.views.theme import Theme

_COLUMNS = ("kind", "to", "units", "low", "high", "value", "value_low", "value_high")


def worth_screen(report: WorthReport, theme: Theme, *, detail: bool = False) -> Group:
    """Return a line for each activity, what last week's gaps cost, and how it is worked out.

    With `detail` the rates that lead there stand below.
    """
    days = words.dates(report.first, report.last, report.last)
    heading = ["what one more is worth", f"rates of {days}"]
    parts = [heading_line(theme.clean(report.model.name), heading, theme), Text()]
    parts += _table(report.activities, theme)
    gaps = [_gap(one, one.gap, theme) for one in report.activities if one.gap]
    if gaps:
        parts += [Text(), *[wrapped(theme, [(said, "")]) for said in gaps]]
    if detail:
        parts += [Text(), *_rates(report.activities, theme)]
    return Group(*parts, Text(), wrapped(theme, [(_note(report), looks.QUIET)], indent=0))


def _table(activities: Sequence[Worth], theme: Theme) -> list[Text]:
    heading: list[Cell] = [
        Text(word, looks.QUIET) for word in ("one more", "brings", "", "worth", "commission")
    ]
    lines, others = [heading], []
    for one in activities:
        if one.units is None or one.to is None:
            others.append(wrapped(theme, [(f"{_name(one, theme)}: {missing(one)}", "")]))
            continue
        to = theme.cut(theme.clean(plural_name(one.to)), 16)
        lines.append(
            [
                _name(one, theme),
                _with_ends(one.units, theme),
                to,
                _money(one.value, theme),
                _money(one.commission, theme),
            ]
        )
    if not any(one.commission for one in activities):
        lines = [line[:4] for line in lines]
    sides = "lllll"[: len(lines[0])]
    short = [line[:4] for line in lines]
    ways = ((lines, sides, 2), (lines, sides, 1), (short, sides[:4], 1))
    drawn = first_that_fits(theme, *ways) if len(lines) > 1 else []
    return [*drawn, *([Text()] if drawn and others else []), *others]


def _name(one: Worth, theme: Theme) -> str:
    return theme.cut(theme.clean(one.kind.title), 14)


def missing(one: Worth) -> str:
    """Return why nothing is known of an activity."""
    if not one.inside:
        return "not in the funnel: no rate leads from it"
    if one.short is None or one.short.rate is None:
        return "no value known: give deals one, or worth: in the model"
    return f"not enough yet: {one.short.rate.d:,} of {FEWEST} for a rate"


def _with_ends(one: Estimate, theme: Theme) -> str:
    dash = theme.glyphs.dash
    return f"{amount(one.value)} {amount(one.low)}{dash}{amount(one.high)}"


def amount(value: float) -> str:
    """Return a small amount in two digits that count: `0.0061`, `0.34`, `1.2`, `38`."""
    if not value:
        return "0"
    if value >= 10:
        return f"{value:,.0f}"
    if value >= 1:
        return f"{value:.1f}"
    places = 2
    while places < 6 and value * 10 ** (places - 1) < 1:
        places += 1
    return f"{value:.{places}f}"


def _money(cents: Estimate | None, theme: Theme) -> str:
    return "" if cents is None else _with_ends(cents.times(0.01), theme)


def _gap(one: Worth, gap: Gap, theme: Theme) -> str:
    what = one.kind.counted(gap.gap)
    figure, unit = gap.units, f" {plural_name(one.to or one.kind)}"
    if gap.cents is not None:
        figure, unit = gap.cents.times(0.01), ""
    around = f"({amount(figure.low)}{theme.glyphs.dash}{amount(figure.high)})"
    cost = f"{amount(figure.value)} {around}{unit}"
    if gap.shows is None:
        when = "when is not known: no relation to results has shown yet"
    else:
        day = gap.shows.start
        when = f"it shows in the week of {day.day} {words.MONTHS[day.month - 1]}"
    return theme.clean(f"last week lacked {what}: about {cost} less; {when}")


def _rates(activities: Sequence[Worth], theme: Theme) -> list[Text]:
    lines = []
    for one in activities:
        before = one.kind
        for step in one.rates:
            said = f"{name(step.kind, theme)} per {theme.clean(before.title)}"
            lines.append(wrapped(theme, [(f"{said}: {rate_text(step.rate, theme)}", "")]))
            before = step.kind
    return lines


def _note(report: WorthReport) -> str:
    deal = report.deal
    if deal is None:
        value = "no value is known: it takes 10 deals with one, or worth: in the model week"
    elif deal.deals:
        value = f"a {deal.result.title} is {deal.cents / 100:,.0f}, the mean of {len(deal.deals)}"
    else:
        value = f"a {deal.result.title} is {deal.cents / 100:,.0f} by the model week"
    ended = [one.short for one in report.activities if one.short and one.units]
    more = ""
    if ended and ended[0].rate:
        step, rate = ended[0].kind.plural_title(), ended[0].rate
        more = f"; {step} are left out, with {rate.d:,} of {FEWEST} to divide by"
    return f"the product of the rates on the way, with a 90% interval; {value}{more}"


def plain(report: WorthReport) -> WorthJson:
    """Return `worth --json`."""
    deal = report.deal
    return {
        "first": report.first.isoformat(),
        "last": report.last.isoformat(),
        "deal": None
        if deal is None
        else {
            "kind": deal.result.name,
            "value": round(deal.cents / 100, 2),
            "deals": len(deal.deals),
            "commission": deal.commission,
        },
        "activities": [_plain(one) for one in report.activities],
    }


def _plain(one: Worth) -> WorthOfJson:
    gap = one.gap
    return {
        "kind": one.kind.name,
        "in_funnel": one.inside,
        "to": one.to.name if one.to else None,
        "units": ends(one.units),
        "value": ends(one.value, 0.01),
        "commission": ends(one.commission, 0.01),
        "rates": [stage(step) for step in one.rates],
        "short": stage(one.short) if one.short else None,
        "gap": None
        if gap is None
        else {
            "week": gap.week.label,
            "gap": gap.gap,
            "units": ends(gap.units),
            "value": ends(gap.cents, 0.01),
            "lag": gap.lag,
            "shows": gap.shows.label if gap.shows else None,
        },
    }


def ends(one: Estimate | None, factor: float = 1) -> EstimateJson | None:
    """Return an estimate as plain data."""
    if one is None:
        return None
    return {"value": one.value * factor, "low": one.low * factor, "high": one.high * factor}


def table(report: WorthReport) -> str:
    """Return `worth --csv`: a row for each activity."""
    rows = []
    for one in report.activities:
        row: list[Any] = [one.kind.name, one.to.name if one.to else None]
        for found in (ends(one.units), ends(one.value, 0.01)):
            row += [found["value"], found["low"], found["high"]] if found else [None] * 3
        rows.append(row)
    return write_rows(_COLUMNS, rows)
