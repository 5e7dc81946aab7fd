"""`undo`, `redo`, `rm` and `restore`: nothing is ever lost by a slip."""

from __future__ import annotations

from actlog.domain.errors import InputError
from actlog.store import history

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from actlog.cli.session import Session
    from actlog.domain.entry import Entry
    from actlog.store.database import Store
    from actlog.store.history import Operation
    from actlog.views.shapes.entries import OperationJson


MODEL = "model"
"""The command of operations that change the model week, and its file beside the log."""


def undo(session: Session, words: Sequence[str], *, json: bool = False) -> int:
    """Take back the newest operation, or only exactly operation NUMBER where it is named."""
    number = _one_number(words, "undo")
    undone = history.undo(session.store, session.now, number, _beside(session, back=True))
    return _say(session, "undid", undone, json=json)


def redo(session: Session, words: Sequence[str], *, json: bool = False) -> int:
    """Do again what was last undone."""
    if words:
        raise InputError("redo takes no words", "actlog redo does again what was last undone")
    again = history.redo(session.store, session.now, _beside(session, back=False))
    return _say(session, "redid", again, json=json)


def _beside(session: Session, *, back: bool) -> Callable[[Operation], None]:
    """Return what else `undo` and `redo` do: an operation may have changed the model's file."""

    def turn(operation: Operation) -> None:
        if operation.command == MODEL:
            from actlog.cli.model_write import turn as turn_file

            turn_file(session, operation, back=back)

    return turn


def rm(session: Session, words: Sequence[str], *, json: bool = False) -> int:
    """Remove entries by number, as one operation; `undo` brings them back, as does `restore`."""
    from actlog.store.entries import remove
    from actlog.store.mending import latest

    return _each(session, "rm", "removed", words, latest, remove, json=json)


def restore(session: Session, words: Sequence[str], *, json: bool = False) -> int:
    """Bring back entries that were removed, as one operation; `last` are those of the latest."""
    from actlog.store.mending import removed_last
    from actlog.store.mending import restore as bring_back

    return _each(session, "restore", "restored", words, removed_last, bring_back, json=json)


def _each(
    session: Session,
    command: str,
    done: str,
    words: Sequence[str],
    last: Callable[[Store], list[int]],
    act: Callable[[Store, int, Sequence[int]], list[Entry]],
    *,
    json: bool,
) -> int:
    """Do something with the entries that the words name, and say each."""
    from actlog.cli.targets import numbers_of
    from actlog.views.answer import entries_text

    if not words:
        raise InputError("which entry?", f"such as: actlog {command} 1842 (numbers: actlog list)")
    store, model = session.store, session.model()
    with history.operation(store, command, " ".join(words), session.now) as operation:
        entries = act(store, operation, numbers_of(store, words, last))
    if json:
        _raw_operation(session, operation, command, len(entries))
        return 0
    for entry in entries:
        session.out(f"{done} #{entry.id}  {entries_text([entry], model, session.now)}")
    return 0


def _one_number(words: Sequence[str], command: str) -> int | None:
    if len(words) > 1:
        raise InputError(f"{command} takes one number at most")
    from actlog.cli.targets import read_number

    hint = f"without a number, {command} takes the newest operation"
    return read_number(words[0], hint) if words else None


def _say(session: Session, verb: str, operation: Operation, *, json: bool) -> int:
    from actlog.domain.text import visible

    if operation.command == MODEL:
        from actlog.cli.model_write import take_in, write_due

        write_due(session)
        take_in(session)
    session.forget_versions()
    if json:
        _raw_operation(session, operation.id, operation.command, operation.entries)
        return 0
    size = f" ({operation.entries:,} entries)" if operation.entries > 1 else ""
    what = f"{operation.command} {visible(operation.words)}".rstrip()
    session.out(f"{verb} {operation.id}: {what}{size}")
    return 0


def _raw_operation(session: Session, number: int, command: str, entries: int) -> None:
    shown: OperationJson = {"operation": number, "command": command, "entries": entries}
    session.json(shown)
