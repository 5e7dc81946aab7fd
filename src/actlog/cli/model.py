"""`init`, `model check` and `model show`: the model week from the command line."""

from __future__ import annotations

from datetime import date

from actlog.domain.errors import InputError, ModelError
from actlog.domain.text import visible
from actlog.store import settings
from actlog.store.says import NAME

TYPE_CHECKING = False
if TYPE_CHECKING:
    from actlog.cli.session import Session
    from actlog.views.shapes.models import ModelCheckJson

SEEN = "model_seen"
"""The setting that holds when the model week was last shown."""


def init(session: Session, *, template: str | None = None, date_order: str | None = None) -> int:
    """Write the rep's model week from a template; ask what is not said where somebody is there.

    Never overwrites: InputError where there is a model week already.
    """
    from actlog.cli.questions import ORDERS, Answers, ask_rep
    from actlog.config.templates import STARTER, TEMPLATES, refuse_existing, write_template

    path = session.options.model or session.paths.model
    refuse_existing(path)
    for option, word, known in (
        ("--template", template, tuple(TEMPLATES)),
        ("--date-order", date_order, ORDERS),
    ):
        if word is not None and word not in known:
            expected = f"expected {', '.join(known[:-1])} or {known[-1]}"
            raise InputError(f"{option} does not know {visible(word)}", expected)
    if session.interactive and not session.yes:
        answers = ask_rep(session, template, date_order)
    else:
        answers = Answers(template=template or STARTER, date_order=date_order)
    write_template(path=path, **answers.as_dict())
    session.out(f"wrote your model week to {visible(path)}")
    session.out("actlog model show shows it; actlog log 3 calls begins the log")
    return 0


def check(session: Session, file: str | None = None, *, json: bool = False) -> int:
    """Say whether a model week is right; advice goes along, problems are a ModelError.

    As JSON, problems are data too, with the exit code that the error would have.
    """
    from actlog.config.model_week import load

    shown: ModelCheckJson
    path = file or session.options.model or session.paths.model
    try:
        model, _, advice = load(path)
    except ModelError as error:
        if not json:
            raise
        problems = list(error.problems) or [error.message]
        shown = {"file": path, "right": False, "problems": problems, "advice": []}
        session.json(shown)
        return error.exit_code
    if json:
        shown = {"file": path, "right": True, "problems": [], "advice": list(advice)}
        session.json(shown)
        return 0
    for line in advice:
        session.out(f"advice: {visible(line)}")
    measures = len([kind for kind in model.activities if kind.tipping_point is not None])
    session.out(
        f"{visible(path)} is right: {_some(len(model.activities), 'activity', 'activities')}, "
        f"{measures} with a tipping point, {_some(len(model.results), 'result', 'results')}"
    )
    return 0


def _some(count: int, one: str, more: str) -> str:
    return f"{count} {one if count == 1 else more}"


def show(session: Session, *, json: bool = False) -> int:
    """Show the model week in force, or print it as JSON."""
    model = session.model()
    if json:
        from actlog.views.model_json import model_week

        session.json(model_week(model))
        return 0
    from actlog.views.model import model_screen
    from actlog.views.theme import Theme

    console = session.console()
    console.print(model_screen(model, session.now.date(), Theme.of(console)))
    if session.options.model is None:
        note_seen(session)
    return 0


def note_seen(session: Session) -> None:
    """Keep on which day the model week was last looked at, where the log can be written to."""
    day = session.now.date().isoformat()
    if settings.read(session.store, SEEN) != day:
        session.note(SEEN, day)
        session.note(NAME, "")  # it may have asked for this


def seen(session: Session) -> date | None:
    """Return the day on which the model week was last looked at, None where it never was."""
    kept = settings.read(session.store, SEEN)
    try:
        return date.fromisoformat(kept) if kept else None
    except ValueError:  # written by another tool
        return None
