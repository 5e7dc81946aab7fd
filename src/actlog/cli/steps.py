"""`due` and `done`: next steps, listed by when they are due, and taken."""

from __future__ import annotations

from actlog.domain.errors import InputError
from actlog.store import history

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from actlog.analysis.steps import Step
    from actlog.cli.session import Session
    from actlog.views.shapes.entries import DoneJson, DueJson, StepJson


def due(session: Session, words: Sequence[str], *, json: bool = False, csv: bool = False) -> int:
    """List the open next steps that the filter words ask for, overdue ones first."""
    from actlog.analysis.steps import open_steps
    from actlog.cli.asked import asked_for
    from actlog.store.entries import select
    from actlog.views.steps import plain

    wanted = asked_for(session, words, steps=True)
    steps = open_steps(select(session.store, wanted), session.now)
    if json or csv:
        from actlog.exchange.codec import to_plain

        rows = [plain(step, to_plain(step.entry)) for step in steps]
        if json:
            shown: DueJson = {"steps": rows}
            session.json(shown)
        else:
            _raw_table(session, rows)
    else:
        _show(session, steps, asked=bool(words))
    return 0


def _raw_table(session: Session, rows: Sequence[StepJson]) -> None:
    from actlog.exchange.codec import FIELDS
    from actlog.exchange.csv_file import table

    session.raw(table(("state", "days", *FIELDS), rows))


def _show(session: Session, steps: Sequence[Step], *, asked: bool) -> None:
    from actlog.views.steps import counts, steps_list
    from actlog.views.theme import Theme

    if not steps:
        session.out(
            "no open next step among these"
            if asked
            else "no open next step; such as: actlog log call @acme next:'send quote' due:fri"
        )
        return
    console, wrap = session.console(), session.fits
    shown = steps_list(steps, session.model(), session.now, Theme.of(console), wrap=wrap)
    console.print(shown, soft_wrap=not wrap)
    session.remark(f"{counts(steps)}; taken: actlog done NUMBER")


def done(session: Session, words: Sequence[str], *, json: bool = False) -> int:
    """Close the next steps of entries by number, as one operation."""
    from actlog.cli.targets import numbers_of
    from actlog.domain.text import visible
    from actlog.grammar.dates import echo
    from actlog.grammar.taken import parse_taken
    from actlog.store.steps import close
    from actlog.views import said
    from actlog.views.steps import words as step_words

    model, now, store = session.model(), session.now, session.store
    named, moment = parse_taken(words, model=model, now=now)
    if not named:
        raise InputError("which next step?", "such as: actlog done 1842 (open ones: actlog due)")
    with history.operation(store, "done", " ".join(words), now) as operation:
        closed = close(store, operation, numbers_of(store, named), moment)
    if json:
        from actlog.exchange.codec import to_plain

        shown: DoneJson = {"operation": operation, "entries": [to_plain(entry) for entry in closed]}
        session.json(shown)
        return 0
    for entry in closed:
        what = f"{step_words(entry, model)} {said.who(entry)}".rstrip()
        session.out(f"done #{entry.id}  {visible(what)} · {echo(moment, now)}")
    return 0
