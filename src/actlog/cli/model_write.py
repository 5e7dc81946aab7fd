"""Writing the model week's file: with the log, or not at all.

The order of things, so that a crash leaves nothing between: the operation with its new
version and the text that is due is stored; then the file is written, under the log's lock;
then the text is crossed out. Whoever meets a text that is due writes it first.
"""

from __future__ import annotations

import os
from contextlib import suppress

from actlog.cli.clock import clock
from actlog.cli.mend import MODEL
from actlog.config import files
from actlog.config.model_week import parse, read_text
from actlog.domain.errors import ModelError
from actlog.domain.record import Record
from actlog.store import history, model_changes, models
from actlog.store.model_changes import ModelChange

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from actlog.cli.session import Session
    from actlog.domain.model_week import ModelWeek
    from actlog.store.history import Operation

    Edit = Callable[[str], str]
    Also = Callable[[int, "Written"], None]


class Written(Record):
    """A change of the model week: its operation (None for a file of `--model`), texts, model."""

    operation: int | None
    path: str
    before: str
    after: str
    model: ModelWeek


def change_model(
    session: Session,
    words: str,
    edit: Edit,
    *,
    versions: Also | None = None,
    also: Also | None = None,
    renamed: tuple[str, str] | None = None,
) -> Written:
    """Change the model week's file by `edit`, from text to text, as one operation.

    The result is checked before anything is stored: ModelError with the places where it
    is wrong. `versions` corrects earlier versions; `also` does what else belongs to the
    operation, such as moving the entries of a kind that is `renamed`. Both get its number,
    inside its transaction.
    """
    path = session.options.model or session.paths.model
    if session.options.model is not None:
        return _change_alone(path, edit)
    with suppress(ModelError):  # a file changed by hand becomes a version of its own first
        session.model()
    with history.operation(session.store, MODEL, words, session.now) as operation:
        _write_due(session)
        before = read_text(path)
        after, model = edited(before, path, edit)
        files.check_writable(path)
        written = Written(operation=operation, path=path, before=before, after=after, model=model)
        if versions is not None:
            versions(operation, written)
        _keep_version(session, operation, written)
        changed = ModelChange(path=path, before=before, after=after)
        model_changes.remember(session.store, operation, changed, renamed)
        if also is not None:
            also(operation, written)
    write_due(session)
    take_in(session)
    return written


def take_in(session: Session) -> None:
    """Let the file's new state be known, so that the next command is quick."""
    session.forget_versions()
    with suppress(ModelError):
        session.model()


def edited(before: str, path: str, edit: Edit) -> tuple[str, ModelWeek]:
    """Return an edited text and its model; ModelError where it is, or was, none."""
    after = edit(before)
    try:
        return after, parse(after, path)[0]
    except ModelError as error:
        parse(before, path)  # where it was wrong before, the places are those of the file
        error.hint = "nothing is changed"
        raise


def _change_alone(path: str, edit: Edit) -> Written:
    before = read_text(path)
    after, model = edited(before, path, edit)
    files.write(path, after)
    return Written(operation=None, path=path, before=before, after=after, model=model)


def _keep_version(session: Session, operation: int, written: Written) -> None:
    """Let what the file says now be in force from now on, unless it is so already."""
    store = session.store
    if not models.any_kept(store) or models.newest(store).model != written.model:
        models.add(
            store,
            since=clock(),
            yaml_text=written.after,
            model=written.model,
            operation=operation,
        )


def write_due(session: Session) -> None:
    """Write what is due into the model week's file. Raises ModelError where it cannot be."""
    if model_changes.due(session.store):
        with session.store.transaction():
            _write_due(session)


def _write_due(session: Session) -> None:
    for change in model_changes.due(session.store):
        target = change.after
        now = read_text(change.path) if os.path.exists(change.path) else change.before
        if now not in (change.before, change.after):
            merged = _merged(now, change)
            if merged is None:
                session.warn(
                    f"warning: {change.path} was changed at the same time and lacks a change that "
                    "the log has: actlog model edit"
                )
            target = now if merged is None else merged
        if now != target:
            try:
                files.write(change.path, target)
            except ModelError as error:
                error.hint = "the log has its change, which is written as soon as that works"
                raise
        model_changes.settle(session.store, change)


def turn(session: Session, operation: Operation, *, back: bool) -> None:
    """Take an operation's change of the file back, or make it again, inside a transaction.

    What was changed by hand since stays. Raises ModelError, and nothing is undone, where the
    two do not fit together.
    """
    change = model_changes.of_operation(session.store, operation.id)
    if change is None:
        return
    _write_due(session)
    if back:
        change = change.replace(before=change.after, after=change.before)
    now = read_text(change.path)
    target = change.after if now == change.before else _merged(now, change)
    if target is None:
        word = "undone" if back else "done again"
        raise ModelError(
            f"{change.path} was changed by hand since operation {operation.id}: nothing is {word}",
            f"operation {operation.id}: {operation.command} {operation.words}; "
            "what is left of it: actlog model edit",
        )
    files.check_writable(change.path)
    names = model_changes.renamed(session.store, operation.id)
    if names is not None:
        model_changes.rename_timer(session.store, *(reversed(names) if back else names))
    model_changes.make_due(session.store, change.replace(before=now, after=target))


def _merged(now: str, change: ModelChange) -> str | None:
    """Return a text with a change made to it that was made for another one, None where unfit."""
    from actlog.config.merge import merge

    merged = merge(change.before, change.after, now)
    if merged is not None:
        try:
            parse(merged, change.path)
        except ModelError:
            return None
    return merged
