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


def ahead_lines(ahead: Sequence[Ahead], theme: Theme) -> list[Text]:
    """Return a paragraph about next week for each closing kind."""
    times = "×" if theme.shows("×") else "x"
    lines = []
    for one in ahead:
        name = f" ({one.kind.title})" if len(ahead) > 1 else ""
        if one.expected is None or one.show.value is None:
            said = (
                f"{one.booked} booked; no show rate yet: "
                f"{one.show.n} of {FEWEST} meetings came to an end"
            )
        else:
            said = (
                f"{one.booked} booked {times} your show rate {one.show.value:.0%} = "
                f"{one.expected:.1f} held"
            )
            if one.needed is not None:
                said += f"; {one.needed} booked would give the line with 80%"
        lines.append(wrapped(theme, [(f"next week{name}:", "bold"), (theme.clean(said), "")]))
    return lines
