"""Next week's meetings, in a paragraph under the week: all that the week shows of meetings."""

from __future__ import annotations

from rich.text import Text

from actlog.analysis.ahead import FEWEST
from actlog.views.grid import wrapped

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from actlog.analysis.ahead import Ahead
    from actlog.views.theme import Theme


def ahead_lines(ahead: Sequence[Ahead], theme: Theme, when: str = "next week") -> list[Text]:
    """Return a paragraph about the week ahead for each closing kind; `when` names that week."""
    times = "×" if theme.shows("×") else "x"
    lines = []
    for one in ahead:
        name = f" ({one.kind.title})" if len(ahead) > 1 else ""
        said = theme.clean(outlook(one, times))
        lines.append(wrapped(theme, [(f"{when}{name}:", "bold"), (said, "")]))
    return lines


def outlook(one: Ahead, times: str = "×") -> str:
    """Return what next week's meetings come to: `4 booked × your show rate 80% = 3.2 held`."""
    if one.expected is None or one.show.value is None:
        return (
            f"{one.booked} booked; no show rate yet: "
            f"{one.show.n} of {FEWEST} meetings came to an end"
        )
    held = (
        f"{one.booked} booked {times} your show rate {one.show.value:.0%} = {one.expected:.1f} held"
    )
    more = "" if one.needed is None else f"; {one.needed} booked would give the line with 80%"
    return f"{held}{more}"
