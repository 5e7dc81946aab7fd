"""`undo`, `redo` and `rm`: nothing is ever lost by a slip."""

from __future__ import annotations

from actlog.domain.errors import InputError
from actlog.store import history

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from actlog.cli.session import Session
    from actlog.store.history import Operation


_MOST_REMOVED = 1000


def undo(session: Session, words: Sequence[str], *, json: bool = False) -> int:
    """Take back the newest operation, or only exactly operation NUMBER where it is named."""
    number = _one_number(words, "undo")
    return _say(session, "undid", history.undo(session.store, session.now, number), json=json)


def redo(session: Session, words: Sequence[str], *, json: bool = False) -> int:
    """Do again what was last undone."""
    if words:
        raise InputError("redo takes no words", "actlog redo does again what was last undone")
    return _say(session, "redid", history.redo(session.store, session.now), json=json)


def rm(session: Session, words: Sequence[str], *, json: bool = False) -> int:
    """Remove entries by number, as one operation; `undo` brings them back."""
    from actlog.store.entries import remove
    from actlog.views.answer import entries_text

    if not words:
        raise InputError("which entry?", "such as: actlog rm 1842 (numbers: actlog list)")
    numbers = list(dict.fromkeys(number for word in words for number in _range(word)))
    store = session.store
    with history.operation(store, "rm", " ".join(words), session.now) as operation:
        removed = remove(store, operation, numbers)
    if json:
        _raw_operation(session, operation, "rm", len(removed))
        return 0
    for entry in removed:
        session.out(f"removed #{entry.id}  {entries_text([entry], session.model(), session.now)}")
    return 0


def _range(word: str) -> range:
    """Return the numbers that `1842` or `#1842-1844`, as the answers name them, stands for."""
    first, _, last = word.partition("-")
    if not first or not last:
        return range(read_number(word), read_number(word) + 1)
    numbers = range(read_number(first), read_number(last) + 1)
    if not 0 < len(numbers) <= _MOST_REMOVED:
        raise InputError(
            f"{word} is no run of entries", f"at most {_MOST_REMOVED:,}, the lower number first"
        )
    return numbers


def read_number(word: str, hint: str = "numbers are shown by: actlog list") -> int:
    """Return an entry's or operation's number; `#57` may stand for 57. InputError otherwise."""
    digits = word.removeprefix("#")
    if not (digits.isascii() and digits.isdigit() and len(digits) < 16):
        raise InputError(f"{word!r} is not a number", hint)
    return int(digits)


def _one_number(words: Sequence[str], command: str) -> int | None:
    if len(words) > 1:
        raise InputError(f"{command} takes one number at most")
    hint = f"without a number, {command} takes the newest operation"
    return read_number(words[0], hint) if words else None


def _say(session: Session, verb: str, operation: Operation, *, json: bool) -> int:
    from actlog.domain.text import visible

    session.forget_versions()
    if json:
        _raw_operation(session, operation.id, operation.command, operation.entries)
        return 0
    size = f" ({operation.entries:,} entries)" if operation.entries > 1 else ""
    session.out(f"{verb} {operation.id}: {operation.command} {visible(operation.words)}{size}")
    return 0


def _raw_operation(session: Session, number: int, command: str, entries: int) -> None:
    session.json({"operation": number, "command": command, "entries": entries})
