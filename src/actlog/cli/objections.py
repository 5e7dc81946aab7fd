"""`objections`: what prospects object to, and the entries behind every count."""

from __future__ import annotations

from actlog.analysis.objections import objections
from actlog.store.objections import heard

TYPE_CHECKING = False
if TYPE_CHECKING:
    from actlog.cli.session import Session

USUAL_WEEKS = 13
"""How many weeks are counted unless asked otherwise, the current one included."""


def show(
    session: Session, *, weeks: int = USUAL_WEEKS, json: bool = False, csv: bool = False
) -> int:
    """Show the objections of the last weeks by persona, source and outcome."""
    from actlog.views.objections import Listed

    today = session.now.date()
    first = session.model().calendar.week(today).back(weeks - 1).start
    found = objections(heard(session.store, first, today))
    listed = Listed(objections=found, weeks=weeks, first=first, last=today)
    if json:
        from actlog.views.objections import plain

        session.json(plain(listed))
    elif csv:
        from actlog.views.objections import table

        session.raw(table(listed))
    else:
        from actlog.views.objections import objections_screen
        from actlog.views.theme import Theme

        console = session.console()
        console.print(objections_screen(listed, session.now, Theme.of(console)), soft_wrap=True)
    return 0
