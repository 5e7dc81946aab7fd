"""`model suggest`: the model week's lines from the rep's own tipping points."""

from __future__ import annotations

from actlog.analysis.suggestion import proposals, sure
from actlog.cli import weekly
from actlog.cli.model_change import model_path
from actlog.cli.model_write import change_model, edited
from actlog.cli.tipping import result_of
from actlog.config import change
from actlog.config.model_week import read_text
from actlog.domain.errors import NothingToDoError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from actlog.analysis.own_point import OwnPoint
    from actlog.analysis.suggestion import Proposal
    from actlog.cli.session import Session
    from actlog.domain.model_week import Kind


def suggest(
    session: Session, *, result: str | None = None, apply: bool = False, json: bool = False
) -> int:
    """Propose lines as a change of the file, or `apply` them as one operation."""
    brought = result_of(session, result)
    points = _points(session, brought)
    found = proposals(points)
    if not found:
        raise NothingToDoError(*_nothing(points, brought))
    path = model_path(session)
    edit = _edit(path, found)
    if apply:
        written = change_model(session, "suggest --apply", edit)
        before, after, operation = written.before, written.after, written.operation
    else:
        before, operation = read_text(path), None
        after, _ = edited(before, path, edit)
    from actlog.views import suggestion as view

    if json:
        session.json(view.plain(found, before, after, operation, applied=apply))
        return 0
    from actlog.views.theme import Theme

    console = session.console()
    screen = view.suggestion_screen(found, before, after, Theme.of(console), applied=apply)
    console.print(screen, soft_wrap=True)
    return 0


def _points(session: Session, result: Kind) -> list[OwnPoint]:
    from actlog.analysis.own_point import own_point
    from actlog.analysis.series import LONGEST

    model = session.model()
    which = model.calendar.week(session.now.date())
    _, history = weekly.read(session, which, longest=LONGEST, told=False)
    return [own_point(history, kind, result) for kind in model.activities if not kind.timebox]


def _nothing(points: Sequence[OwnPoint], result: Kind) -> tuple[str, str]:
    if sure(points):
        return "nothing to suggest: your lines fit your own tipping points", "actlog tipping"
    waiting = {one.tip.answer for one in points} <= {"collecting"}
    if waiting and points:
        return f"nothing to suggest: {points[0].tip.reason}", "actlog tipping says what is missing"
    return (
        f"nothing to suggest: no tipping point of yours shows yet for {result.title}",
        "actlog tipping says why",
    )


def _edit(path: str, found: Sequence[Proposal]) -> Callable[[str], str]:
    """Return what puts the proposed lines into the text of the file."""

    def edit(text: str) -> str:
        for one in found:
            keys = ("activities", one.point.kind.name, one.key)
            if one.new is None:
                text = change.unset(text, path, keys).text
            else:
                text = change.set_value(text, path, keys, str(one.new)).text
        return text

    return edit
