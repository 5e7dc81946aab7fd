"""`model history`: the versions of the model week, and when each was in force."""

from __future__ import annotations

from actlog.analysis.model_changes import differences
from actlog.views.model_history import VersionShown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from actlog.cli.session import Session
    from actlog.views.shapes.models import ModelHistoryJson


def history(session: Session, *, json: bool = False, csv: bool = False) -> int:
    """Show every version, oldest first, with what it changed against the one before."""
    from actlog.store import models
    from actlog.views import model_history

    session.model()  # takes in a changed file
    shown = []
    before = None
    for number, (_, version, _) in enumerate(models.numbered(session.store), 1):
        changes = differences(before, version.model) if before else ()
        name = version.model.name
        shown.append(VersionShown(number=number, since=version.since, name=name, changes=changes))
        before = version.model
    if json:
        document: ModelHistoryJson = {"versions": model_history.plain(shown)}
        session.json(document)
    elif csv:
        from actlog.views.tables import write

        session.raw(write(model_history.rows(shown)))
    else:
        from actlog.views.theme import Theme

        console = session.console()
        screen = model_history.history_screen(shown, Theme.of(console))
        console.print(screen, soft_wrap=True)
    return 0
