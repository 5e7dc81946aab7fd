"""The story of one account as a screen and as plain data."""

from __future__ import annotations

from rich.console import Group
from rich.text import Text

from actlog.analysis.steps import open_steps
from actlog.domain.entry import name_key
from actlog.domain.record import Record
from actlog.grammar.dates import echo
from actlog.views import accounts, words
from actlog.views import steps as step_views
from actlog.views import theme as looks
from actlog.views.entries import cells, in_columns
from actlog.views.grid import wrapped
from actlog.views.rows import heading_line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from rich.console import RenderableType

    from actlog.analysis.prospects import Contact, Prospect
    from actlog.domain.entry import Entry
    from actlog.domain.model_week import ModelWeek
    from actlog.domain.plain import EntryJson
    from actlog.views.grid import Cell
    from actlog.views.shapes.people import OneAccountJson
    from actlog.views.theme import Theme


class Story(Record):
    """An account as it stands, its contacts, what tells an ideal one, and its entries in order."""

    prospect: Prospect
    contacts: Sequence[Contact]
    ideal: Callable[[str | None], bool]
    entries: Sequence[Entry]

    def of(self, contact: str | None) -> Story:
        """Return the part of the story that a contact has in it; all of it for None."""
        if contact is None:
            return self
        key = name_key(contact)
        return self.replace(
            contacts=tuple(one for one in self.contacts if name_key(one.name) == key),
            entries=tuple(e for e in self.entries if e.contact and name_key(e.contact) == key),
        )

    def plain(self, entries: Sequence[EntryJson]) -> OneAccountJson:
        """Return `accounts @acme --json`; `entries` are the story's own as plain data."""
        return {
            "account": accounts.plain(self.prospect),
            "contacts": [
                {
                    "contact": one.name,
                    "persona": one.persona,
                    "ideal": None if self.prospect.ideal is None else self.ideal(one.persona),
                    "first_touch": one.first.isoformat(),
                    "last_touch": one.last.isoformat(),
                    "touches": one.touches,
                }
                for one in self.contacts
            ],
            "entries": list(entries),
        }


def story_screen(
    story: Story, model: ModelWeek, now: datetime, theme: Theme, *, wrap: bool
) -> RenderableType:
    """Return where the account stands, its contacts and open steps, then entries by month."""
    one = story.prospect
    said = [accounts.standing(one), accounts.stage_text(one, model)]
    said.append(f"source {theme.clean(one.source)}" if one.source else "")
    return Group(
        heading_line(theme.clean(one.name), [text for text in said if text], theme),
        wrapped(theme, [(theme.clean(text), "") for text in _touches(one, now, theme)]),
        *_contacts(story, theme),
        *_steps(story, model, now, theme),
        Text(),
        in_columns(_timeline(story, model, now, theme), wrap=wrap),
    )


def _touches(one: Prospect, now: datetime, theme: Theme) -> list[str]:
    today, dot = now.date(), f" {theme.glyphs.dot}"
    number = f"{one.touches:,} touch{'' if one.touches == 1 else 'es'}"
    ago = {0: "today", 1: "yesterday"}.get(one.days, f"{one.days:,} days ago")
    return [
        f"{number} from {accounts.short(one.first, today)}{dot}",
        f"{one.recent:,} in 13 weeks{dot}",
        f"the last one {ago}",
    ]


def _contacts(story: Story, theme: Theme) -> list[Text]:
    said = []
    for one in story.contacts:
        persona = f" ({one.persona}{', ideal' if story.ideal(one.persona) else ''})"
        said.append(f"{one.name}{persona if one.persona else ''}")
    if not said:
        return []
    return [wrapped(theme, [("contacts:", looks.STRONG), (theme.clean(", ".join(said)), "")])]


def _steps(story: Story, model: ModelWeek, now: datetime, theme: Theme) -> list[Text]:
    lines = []
    for step in open_steps(story.entries, now):
        late = step_views.how_late(step)
        text = f"{step_views.words(step.entry, model)}{f', {late}' if late else ''}"
        style = step_views.STYLES.get(step.state, "")
        pieces = [("next:", looks.STRONG), (theme.clean(f"{text} (#{step.entry.id})"), style)]
        lines.append(wrapped(theme, pieces))
    if story.prospect.meeting is not None:
        when = echo(story.prospect.meeting, now)
        lines.append(wrapped(theme, [("meeting:", looks.STRONG), (when, "")]))
    if story.prospect.stale:
        days = f"no touch for {story.prospect.days:,} days, and nothing agreed"
        lines.append(wrapped(theme, [(days, looks.BELOW)]))
    return lines


def _timeline(story: Story, model: ModelWeek, now: datetime, theme: Theme) -> list[list[Cell]]:
    """Return a row for each entry, and one with the month before the first of each."""
    rows: list[list[Cell]] = []
    month = None
    for entry in story.entries:
        if (entry.day.year, entry.day.month) != month:
            month = entry.day.year, entry.day.month
            title = f"{words.MONTHS[entry.day.month - 1]} {entry.day.year}"
            rows.append(["", Text(title, style=looks.STRONG), "", "", ""])
        # The account, its source and the contacts' personas stand above.
        bare = entry.replace(account=None, source=None, persona=None)
        row = cells(bare, model, now, theme)
        rows.append([*row[:3], str(row[3]).removeprefix("@/"), row[4]])
    return rows
