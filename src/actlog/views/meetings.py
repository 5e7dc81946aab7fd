"""Meetings as a screen and as plain data: to come, past and still open, without a date."""

from __future__ import annotations

from rich.console import Group
from rich.text import Text

from actlog.analysis.ahead import FEWEST
from actlog.domain.entry import Moment
from actlog.grammar.dates import echo
from actlog.grammar.writer import who as typed_who
from actlog.views import said
from actlog.views.grid import columns, wrapped
from actlog.views.shares import plain_share

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from actlog.analysis.ahead import Outlook
    from actlog.analysis.intervals import Share
    from actlog.analysis.meetings import Meeting
    from actlog.domain.model_week import Kind
    from actlog.domain.story import Step
    from actlog.views.grid import Cell
    from actlog.views.shapes.people import MeetingJson, MeetingState, ShowRateJson
    from actlog.views.theme import Theme

_NAME = 24
"""Where the name of an account is cut on the screen, in cells."""


def meetings_screen(told: Sequence[Outlook], now: datetime, theme: Theme) -> Group:
    """Return the whole screen: a part for each pair of kinds."""
    return Group(*[line for one in told for line in _part(one, now, theme)])


def _part(told: Outlook, now: datetime, theme: Theme) -> list[Text]:
    lines: list[Text] = []
    asked = f"did it happen? such as: actlog log {spoken(told.stories.closes)} {_first(told.past)}"
    sections = (("upcoming", told.upcoming), (asked, told.past), ("without a date", told.undated))
    held = [_row(one, now, theme) for _, some in sections for one in some]
    drawn = iter(columns(held, "rlll"))
    for title, some in sections:
        if some:
            lines.append(wrapped(theme, [(theme.clean(title), "bold")]))
            lines += [next(drawn) for _ in some]
            lines.append(Text())
    if not held:
        name = theme.clean(told.stories.begins.title)
        lines += [Text(f"no open {name}; such as: actlog log {name} @acme for tue 10:00"), Text()]
    for name, share in (("last 13 weeks", told.lately), ("all", told.ever)):
        lines.append(wrapped(theme, [("show rate,", "bold"), (f"{name}: {rate(share)}", "")]))
    return lines


def _first(past: Sequence[Meeting]) -> str:
    """Return how the first of the past meetings is named in a line."""
    if not past:
        return ""
    begun, planned = past[0].begun, past[0].planned
    day = [f"at:{planned.day}"] if planned else []
    return " ".join([*_who(begun), f"story:{begun.id}", *day])


def _who(begun: Step) -> list[str]:
    return typed_who(begun.account, begun.contact) if begun.account else []


def _row(meeting: Meeting, now: datetime, theme: Theme) -> list[Cell]:
    begun = meeting.begun
    return [
        f"#{begun.id}",
        echo(meeting.planned, now) if meeting.planned else "",
        theme.cut(theme.clean(said.who(begun)), min(_NAME, max(8, theme.width - 45))),
        f"set {echo(Moment(day=begun.day), now)}",
    ]


def rate(share: Share) -> str:
    """Return `72% of 81 (63-79%)`, or what is missing."""
    if share.value is None or share.n < FEWEST:
        return f"not enough yet, {share.n} of {FEWEST} meetings came to an end"
    return f"{share.value:.0%} of {share.n:,} held (90% sure: {share.low:.0%} to {share.high:.0%})"


def spoken(kind: Kind) -> str:
    """Return the shortest of a kind's own words, as it is typed."""
    return min([kind.name, *kind.aliases], key=len)


def plain(told: Outlook) -> list[MeetingJson]:
    """Return the `meetings[]` of `meetings --json`, and the rows of `--csv`."""
    states: tuple[tuple[MeetingState, Sequence[Meeting]], ...] = (
        ("upcoming", told.upcoming),
        ("past", told.past),
        ("undated", told.undated),
    )
    return [_plain(one, state, told.stories.closes) for state, some in states for one in some]


def _plain(meeting: Meeting, state: MeetingState, closes: Kind) -> MeetingJson:
    begun, planned = meeting.begun, meeting.planned
    at = [f"at:{planned.iso()}"] if planned and state == "past" else []
    return {
        "id": begun.id,
        "uid": begun.uid,
        "kind": begun.kind,
        "state": state,
        "for": planned.iso() if planned else None,
        "account": begun.account,
        "contact": begun.contact,
        "set": begun.day.isoformat(),
        "command": " ".join(["actlog log", spoken(closes), *_who(begun), f"story:{begun.id}", *at]),
    }


def plain_rate(told: Outlook) -> ShowRateJson:
    """Return one of the `show_rates[]` of `meetings --json`."""
    return {
        "kind": told.stories.closes.name,
        "last_13_weeks": plain_share(told.lately),
        "all": plain_share(told.ever),
    }
