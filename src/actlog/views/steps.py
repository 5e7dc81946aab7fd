"""Next steps as a screen and as plain data, for `due` and `done`."""

from __future__ import annotations

from rich.text import Text

from actlog.analysis.steps import AHEAD, OVERDUE, STATES, TODAY, Step
from actlog.grammar.dates import echo
from actlog.views import said
from actlog.views import theme as looks
from actlog.views.listing import listing

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from rich.console import RenderableType

    from actlog.domain.entry import Entry
    from actlog.domain.model_week import ModelWeek
    from actlog.domain.plain import EntryJson
    from actlog.views.grid import Cell
    from actlog.views.shapes.entries import StepJson
    from actlog.views.theme import Theme

STYLES = {OVERDUE: looks.BELOW, TODAY: looks.STRONG}


def steps_list(
    steps: Sequence[Step], model: ModelWeek, now: datetime, theme: Theme, *, wrap: bool
) -> RenderableType:
    """Return number, due date, how late it is, account and next step, in columns."""
    rows = [_row(step, model, now, theme) for step in steps]
    heading = ("#", "due", "", "with", "next step")
    return listing(heading, rows, "rllll", fixed=heading[:3], wrap=wrap)


def _row(step: Step, model: ModelWeek, now: datetime, theme: Theme) -> list[Cell]:
    entry = step.entry
    style = STYLES.get(step.state, "")
    due = echo(entry.due, now) if entry.due is not None else ""
    return [
        str(entry.id or ""),
        Text(due, style=style),
        Text(how_late(step), style=style),
        theme.clean(said.who(entry)),
        theme.clean(words(entry, model)),
    ]


def words(entry: Entry, model: ModelWeek) -> str:
    """Return what is to be done: its words, or what it follows where it has none."""
    return entry.next if entry.next is not None else f"after {said.what(entry, model)}"


def how_late(step: Step) -> str:
    """Return `5 days late`, `late today`, `today`, `tomorrow`, `in 3 days`; nothing without a date.

    A step that was due earlier today is `late today`.
    """
    if step.days is None:
        return ""
    if step.state == OVERDUE:
        late = -step.days
        return f"{late:,} day{'' if late == 1 else 's'} late" if late else "late today"
    if step.state == AHEAD:
        return "tomorrow" if step.days == 1 else f"in {step.days:,} days"
    return "today"


def counts(steps: Sequence[Step]) -> str:
    """Return `2 overdue · 1 today · 3 ahead`, in the order of STATES."""
    found = [(state, sum(step.state == state for step in steps)) for state in STATES]
    return ", ".join([f"{count:,} {state}" for state, count in found if count])


def plain(step: Step, entry: EntryJson) -> StepJson:
    """Return one of `steps[]`; `entry` is its entry as plain data."""
    return {"state": step.state, "days": step.days, **entry}
