"""What a first mapping tells, as comments, of the columns that it does not use."""

from __future__ import annotations

from actlog.exchange.drafting.cells import DATE, EMAIL, LINK, MARKUP, NUMBER, PHONE
from actlog.exchange.drafting.yaml import said

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from actlog.exchange.drafting.looks import Look

_MOST_SHOWN, _MOST_TOLD = 3, 200
_FORMS = {
    DATE: "dates",
    EMAIL: "e-mail addresses",
    PHONE: "phone numbers",
    LINK: "links",
    MARKUP: "texts with markup",
    NUMBER: "numbers",
}


def remarks(looks: Sequence[Look]) -> list[str]:
    """Return a comment of one line for each column."""
    lines = [f"# {_told(look)}" for look in looks[:_MOST_TOLD]]
    more = len(looks) - _MOST_TOLD
    return [*lines, f"# and {more:,} more columns"] if more > 0 else lines


def _told(look: Look) -> str:
    if not look.name.strip():
        return f"column {look.place + 1} has no name: {said_of(look)}"
    start = f"column {said(look.name)}"
    if not look.usable:
        return f"{start} cannot be named: its name stands twice, or is no text"
    return f"{start}: {said_of(look)}"


def said_of(look: Look) -> str:
    """Return what the cells of a column are, in words."""
    if not look.filled:
        return "empty"
    shown = ", ".join([said(text) for text, _ in look.values[:_MOST_SHOWN]])
    form = next((words for form, words in _FORMS.items() if look.is_mostly(form)), None)
    if form is not None:
        return f"{form}, such as {shown}"
    number = len(look.values)
    if number <= _MOST_SHOWN:
        return f"only {shown}" if number == 1 else f"{number} different values: {shown}"
    return f"{number:,} different values, such as {shown}"
