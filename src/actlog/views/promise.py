"""Promises and how they stand: a line each, and as plain data."""

from __future__ import annotations

from actlog.analysis.promises import AHEAD, OPEN, UNANSWERED, amount, tally
from actlog.domain.promise import BROKEN, KEPT
from actlog.views import theme as looks
from actlog.views.grid import wrapped

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from rich.text import Text

    from actlog.analysis.promises import Standing
    from actlog.views.shapes.weeks import PromiseJson
    from actlog.views.theme import Theme

_FORGOTTEN = "(it named somebody who is forgotten)"
_STYLES = {KEPT: looks.AT, BROKEN: looks.BELOW, UNANSWERED: looks.BELOW}


def promise_lines(shown: Sequence[Standing], today: date, theme: Theme) -> list[Text]:
    """Return a paragraph for each promise: its week, its text, how it stands."""
    return [promise_line(f"{_week(one, today)}:", one, theme) for one in shown]


def promise_line(label: str, one: Standing, theme: Theme) -> Text:
    """Return one promise behind a label."""
    pieces = [(label, looks.STRONG), (theme.clean(text(one)), "")]
    said = how_it_stands(one)
    if said:
        pieces += [(theme.glyphs.dash, ""), (theme.clean(said), _STYLES.get(one.state, ""))]
    return wrapped(theme, pieces)


def text(one: Standing) -> str:
    """Return the promise as it was made, not yet safe to show."""
    return one.promise.text or _FORGOTTEN


def how_it_stands(one: Standing) -> str:
    """Return `kept: 8 of 6 meetings held`, `3 of 6 meetings held so far`; not yet safe to show."""
    said = tally(one)
    if said is None:
        words = {KEPT: "kept", BROKEN: "not kept", OPEN: "not answered yet"}
        asked = "kept? actlog promise --kept, or --broken"
        return asked if one.state == UNANSWERED else words.get(one.state, "")
    if one.state == AHEAD and one.kind is not None:
        return f"{amount(one.kind, one.promise.count or 0)}, counted by the log"
    return {KEPT: f"kept: {said}", BROKEN: f"not kept: {said}"}.get(one.state, f"{said} so far")


def _week(one: Standing, today: date) -> str:
    week = one.week
    ago = (today - week.start).days // 7
    names = {0: "this week", 1: "last week", -1: "next week"}
    return f"{names[ago]} ({week.label})" if ago in names else week.label


def plain(one: Standing) -> PromiseJson:
    """Return one of `promises[]`."""
    return {
        "week": one.week.label,
        "start": one.week.start.isoformat(),
        "end": one.week.end.isoformat(),
        "text": one.promise.text,
        "kind": one.promise.kind,
        "count": one.promise.count,
        "done": one.done,
        "state": one.state,
    }
