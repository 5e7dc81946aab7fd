"""Accounts as a screen and as plain data: the list, and the story of one."""

from __future__ import annotations

from rich.text import Text

from actlog.grammar.dates import echo
from actlog.views import theme as looks
from actlog.views import words
from actlog.views.listing import listing
from actlog.views.steps import words as step_words

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from rich.console import RenderableType

    from actlog.analysis.prospects import Prospect
    from actlog.domain.model_week import ModelWeek
    from actlog.views.grid import Cell
    from actlog.views.shapes.people import AccountJson
    from actlog.views.theme import Theme

_HEADING = ("account", "", "stage", "first", "last", "13 wk", "next step")
_SIDES = "lllrrrl"
_LONGEST_NAME, _LONGEST_STAGE, _LONGEST_NEXT = 24, 14, 80

# Which columns stand on a screen of at least so many cells, the widest first.
_COLUMNS = ((76, (0, 1, 2, 3, 4, 5, 6)), (56, (0, 1, 2, 4, 6)), (0, (0, 4, 6)))


def accounts_list(
    found: Sequence[Prospect], model: ModelWeek, now: datetime, theme: Theme, *, wrap: bool
) -> RenderableType:
    """Return name, stage, first and last touch, recent touches and next step, in columns.

    Narrow screens have fewer columns: the name, the last touch and the next step stay.
    """
    rows = [_row(one, model, now, theme, wrap=wrap) for one in found]
    kept = next(kept for least, kept in _COLUMNS if theme.width >= least or not wrap)
    return listing(
        [_HEADING[place] for place in kept],
        [[row[place] for place in kept] for row in rows],
        "".join([_SIDES[place] for place in kept]),
        fixed=_HEADING[1:6],
        wrap=wrap,
    )


def _row(one: Prospect, model: ModelWeek, now: datetime, theme: Theme, *, wrap: bool) -> list[Cell]:
    today, name, stage = now.date(), theme.clean(one.name), theme.clean(stage_text(one, model))
    coming = theme.clean(next_text(one, model, now))
    if wrap:
        coming = theme.cut(coming, _LONGEST_NEXT)
        name, stage = theme.cut(name, _LONGEST_NAME), theme.cut(stage, _LONGEST_STAGE)
    pressing = looks.BELOW if one.overdue or one.stale else ""
    return [
        name,
        standing(one),
        stage or theme.glyphs.dash,
        short(one.first, today),
        Text(short(one.last, today), style=looks.BELOW if one.stale else ""),
        f"{one.recent:,}",
        Text(coming, style=pressing),
    ]


def standing(one: Prospect) -> str:
    """Return `new` or `existing`; nothing where the model cannot tell."""
    return "" if one.new is None else "new" if one.new else "existing"


def stage_text(one: Prospect, model: ModelWeek) -> str:
    """Return the stage as people read it."""
    kind = model.kind(one.stage) if one.stage is not None else None
    return kind.title if kind is not None else ""


def next_text(one: Prospect, model: ModelWeek, now: datetime) -> str:
    """Return what comes next and when, or for how long nothing has: `Wed 25 Nov: send quote`."""
    said = []
    if one.next is not None:
        entry = one.next.entry
        due = f"{echo(entry.due, now)}: " if entry.due is not None else ""
        said.append(f"{'overdue ' if one.overdue else ''}{due}{step_words(entry, model)}")
    if one.meeting is not None:
        said.append(f"meeting {echo(one.meeting, now)}")
    if one.stale:
        said.insert(0, f"stale {one.days:,} days")
    return ", ".join(said)


def short(day: date, today: date) -> str:
    """Return `3 Nov`, with the year where it is not this one."""
    text = f"{day.day} {words.MONTHS[day.month - 1]}"
    return text if day.year == today.year else f"{text} {day.year}"


def counts(found: Sequence[Prospect]) -> str:
    """Return `25 accounts: 3 overdue, 4 stale, 12 new`."""
    size = len(found)
    kinds = {
        "overdue": sum(one.overdue for one in found),
        "stale": sum(one.stale for one in found),
        "new": sum(bool(one.new) for one in found),
    }
    said = ", ".join([f"{count:,} {name}" for name, count in kinds.items() if count])
    return f"{size:,} account{'' if size == 1 else 's'}{': ' if said else ''}{said}"


def plain(one: Prospect) -> AccountJson:
    """Return one of `accounts[]`."""
    step = one.next
    return {
        "account": one.name,
        "source": one.source,
        "personas": list(one.personas),
        "ideal": one.ideal,
        "first_touch": one.first.isoformat(),
        "last_touch": one.last.isoformat(),
        "days": one.days,
        "touches": one.touches,
        "touches_13_weeks": one.recent,
        "stage": one.stage,
        "new": one.new,
        "stale": one.stale,
        "state": step.state if step else None,
        "next": step.entry.next if step else None,
        "due": step.entry.due.iso() if step and step.entry.due else None,
        "step_id": step.entry.id if step else None,
        "meeting": one.meeting.iso() if one.meeting else None,
    }


FIELDS = (
    *("account", "source", "personas", "ideal", "first_touch", "last_touch", "days", "touches"),
    *("touches_13_weeks", "stage", "new", "stale", "state", "next", "due", "step_id", "meeting"),
)
"""The columns of `accounts --csv`: the keys of `accounts[]`."""
