"""A plan: its screen, and the same as plain data."""

from __future__ import annotations

from rich.console import Group
from rich.text import Text

from actlog.analysis.pace import plural_name
from actlog.analysis.plan import FEWEST_WEEKS, USUAL_WEEKS
from actlog.analysis.rates import FEWEST
from actlog.domain.entry import Moment
from actlog.grammar.dates import echo
from actlog.views import theme as looks
from actlog.views import words
from actlog.views.funnel_data import stage
from actlog.views.grid import wrapped
from actlog.views.rows import first_that_fits, heading_line, name
from actlog.views.tables import write_rows
from actlog.views.worth import amount

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import datetime

    from actlog.analysis.plan import Need, Plan
    from actlog.views.grid import Cell
    from actlog.views.shapes.rates import PlanJson
    from actlog.views.theme import Theme


def plan_screen(found: Plan, now: datetime, theme: Theme) -> Group:
    """Return what every week has to hold, how likely the target is, and what is missing."""
    day = echo(Moment(day=found.by), now)
    weeks = f"{found.weeks:.1f} weeks of work"
    heading = [f"{_target(found)} more by {day}", weeks]
    parts = [heading_line(theme.clean(found.model.name), heading, theme), Text()]
    if found.needs:
        parts += [*_table(found, theme), Text()]
    parts += [wrapped(theme, [(said, "")]) for said in _said(found, theme)]
    note = "the rates of the last 52 weeks run backwards, with 90% intervals; time off counts out"
    return Group(*parts, Text(), wrapped(theme, [(note, looks.QUIET)], indent=0))


def _target(found: Plan) -> str:
    if found.cents is not None:
        return f"{found.cents / 100:,.0f} ({amount(found.amount)} {plural_name(found.kind)})"
    return found.kind.counted(round(found.amount))


def _table(found: Plan, theme: Theme) -> list[Text]:
    head = ("it takes", "in all", "a week", "", "you did as much in")
    lines: list[list[Cell]] = [[Text(word, looks.QUIET) for word in head]]
    for one in found.needs:
        low, high = one.weekly.low, one.weekly.high
        around = f"{amount(low)}{theme.glyphs.dash}{amount(high)}" if low < high else ""
        whole = amount(one.weekly.value * found.weeks)
        lines.append([name(one.kind, theme), whole, amount(one.weekly.value), around, _often(one)])
    return first_that_fits(theme, (lines, "lrrll", 2), (lines, "lrrll", 1))


def _often(one: Need) -> str:
    return f"{one.done} of {one.weeks} weeks" if one.weeks else "no week yet"


def _said(found: Plan, theme: Theme) -> list[str]:
    said = []
    if found.chance is None:
        said.append(
            f"not enough yet to say how likely it is: {found.known} of {FEWEST_WEEKS} weeks"
        )
    else:
        said.append(
            f"with weeks like your last {min(found.known, USUAL_WEEKS)} you get there with "
            f"{words.chance(found.chance)} probability"
        )
    short = found.short
    if short is not None and short.rate is not None:
        step = theme.clean(plural_name(short.kind))
        lacks = f"{short.rate.d:,} of {FEWEST} to divide by"
        if short.rate.enough:
            lacks = "none of them came yet"
        said.append(f"not enough yet for what comes before {step}: {lacks}")
    return said


def plain(found: Plan) -> PlanJson:
    """Return `plan --json`."""
    return {
        "kind": found.kind.name,
        "amount": found.amount,
        "money": None if found.cents is None else found.cents / 100,
        "by": found.by.isoformat(),
        "weeks": found.weeks,
        "needs": [
            {
                "kind": one.kind.name,
                "value": one.weekly.value,
                "low": one.weekly.low,
                "high": one.weekly.high,
                "done": one.done,
                "weeks": one.weeks,
            }
            for one in found.needs
        ],
        "short": stage(found.short) if found.short else None,
        "chance": found.chance,
        "known": found.known,
    }


def table(found: Plan) -> str:
    """Return `plan --csv`: a row for each activity."""
    rows = [
        [one.kind.name, one.weekly.value, one.weekly.low, one.weekly.high, one.done, one.weeks]
        for one in found.needs
    ]
    return write_rows(("kind", "value", "low", "high", "done", "weeks"), rows)
