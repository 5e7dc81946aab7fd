"""Which part every column of an unknown table has: by its name, and by what its cells hold."""

from __future__ import annotations

import re

from actlog.exchange.drafting import headers
from actlog.exchange.drafting.cells import CLOCK, EMAIL, MARKUP, NUMBER, PHONE, STAMP, TEXT
from actlog.exchange.drafting.words import INBOUND, OUTBOUND, phrases

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from actlog.exchange.drafting.looks import Look
    from actlog.exchange.drafting.speech import Speech

    Roles = dict[str, Look]

DATES = ("completed", "at", "start", "due", "created")
"""Parts that are moments, the likeliest to be when something was done first."""

_ENOUGH = 0.9  # of the rows have a date
_MANY = 0.5  # of the rows have a word that is known
_MOST_COUNTED = 1_000
_BY_WORDS = 30


def _is_text(look: Look) -> bool:
    return look.is_mostly(TEXT, NUMBER, PHONE) and look.forms.get(TEXT, 0) > _MANY


def _is_prose(look: Look) -> bool:
    return look.forms.get(TEXT, 0) + look.forms.get(MARKUP, 0) > _MANY


def _is_counted(look: Look) -> bool:
    numbers = [text for text, _ in look.values]
    return look.is_mostly(NUMBER) and all(
        text.isascii() and text.isdigit() and 0 < int(text) <= _MOST_COUNTED for text in numbers
    )


_ZONE = re.compile(r"UTC|GMT|[A-Z][A-Za-z_]+(?:/[A-Za-z_+0-9-]+)+")
_DIRECTIONS = frozenset((*phrases(INBOUND), *phrases(OUTBOUND)))


def _is_direction(look: Look) -> bool:
    return look.is_few and all(
        " ".join(headers.plain_words(text)) in _DIRECTIONS for text, _ in look.values
    )


FITS: dict[str, Callable[[Look], bool]] = {
    "id": lambda look: look.is_unique and not look.is_dates and look.longest <= headers.LONGEST_ID,
    **dict.fromkeys(DATES, lambda look: look.may_be_dates),
    "time": lambda look: look.is_mostly(CLOCK),
    "zone": lambda look: look.is_few and all(_ZONE.fullmatch(text) for text, _ in look.values),
    "direction": _is_direction,
    "kind": lambda look: look.is_few and not _is_direction(look),
    "outcome": lambda look: look.is_few and not _is_direction(look),
    "status": lambda look: look.is_few,
    **dict.fromkeys(("account", "contact", "first", "last"), _is_text),
    "minutes": lambda look: look.is_numbers,
    "count": _is_counted,
    **dict.fromkeys(("subject", "note", "next"), _is_prose),
    "value": lambda look: look.is_mostly(NUMBER, STAMP),
    **dict.fromkeys(("source", "persona", "tags"), _is_text),
    "email": lambda look: look.is_mostly(EMAIL),
    "owner": lambda look: look.filled > 0,
}


def roles(looks: Sequence[Look], speech: Speech) -> Roles:
    """Return the columns by the part that each has: the surest first, each column once."""
    found: Roles = {}
    rated = [
        (-_score(look, role, speech), order, look.place, role)
        for order, role in enumerate(FITS)
        for look in looks
        if look.usable and look.filled and FITS[role](look)
    ]
    taken: set[int] = set()
    for minus, _, place, role in sorted(rated):
        if minus < 0 and role not in found and place not in taken:
            found[role] = looks[place]
            taken.add(place)
    free = [look for look in looks if look.usable and look.filled and look.place not in taken]
    _by_cells(found, free, speech)
    return found


def _score(look: Look, role: str, speech: Speech) -> int:
    """Return how surely a column has a part: what its kinds are called counts as well."""
    score = headers.score(look.name, role)
    if score and role == "kind":
        score += _BY_WORDS if _known(look, speech) else -_BY_WORDS
    return score


def _by_cells(found: Roles, free: list[Look], speech: Speech) -> None:
    """Give parts to columns whose names say nothing and whose cells do."""
    if not set(DATES) & set(found):
        _take(found, free, "at", lambda look: look.is_dates)
    if "kind" not in found:
        _take(found, free, "kind", lambda look: look.is_few and _known(look, speech) > _MANY)
    if "email" not in found:
        _take(found, free, "email", FITS["email"])
    if "time" not in found and "minutes" in found:
        _take(found, free, "time", FITS["time"])


def _take(found: Roles, free: list[Look], role: str, fits: Callable[[Look], bool]) -> None:
    for look in free:
        if fits(look):
            found[role] = look
            free.remove(look)
            return


def _known(look: Look, speech: Speech) -> float:
    rows = [rows for text, rows in look.values if speech.kind(text)]
    return sum(rows) / look.filled


def moment_of(found: Roles) -> Look | None:
    """Return the column that says when something was, None where none does."""
    dates = [found[role] for role in DATES if role in found]
    full = [look for look in dates if look.filled >= _ENOUGH * look.rows]
    return full[0] if full else max(dates, key=lambda look: look.filled, default=None)


def completed_before(found: Roles) -> Look | None:
    """Return the column that says when some of the rows were done, where another has the rest."""
    look = found.get("completed")
    return look if look is not None and look is not moment_of(found) else None
