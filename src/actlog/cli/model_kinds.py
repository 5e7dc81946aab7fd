"""`model rename` and `model drop`: a kind's name in the file, in the log and in its history."""

from __future__ import annotations

from actlog.cli.model_change import model_path
from actlog.cli.model_write import change_model
from actlog.config import change
from actlog.config import kinds as kind_names
from actlog.config.model_week import parse, read_text
from actlog.domain.errors import InputError, NothingToDoError
from actlog.domain.text import visible
from actlog.store import kinds
from actlog.store.model_history import revise_all

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from actlog.cli.model_write import Written
    from actlog.cli.session import Session
    from actlog.domain.model_week import ModelWeek

    Revise = Callable[[str, str], str | None]
    """Takes a YAML and its name; None where it stays as it is."""
    Move = Callable[[int], int]
    """Moves entries inside an operation and returns how many."""
    from actlog.views.shapes.models import ModelKindsJson


def rename(session: Session, old: str, new: str, *, json: bool = False) -> int:
    """Rename a kind, or an outcome (`call.voicemail`), and its entries, as one operation."""
    path, known = _known(session, "rename")
    if "." in old:
        return _rename_outcome(session, path, known, old, new, json=json)
    _check_names(old, new, known, kinds.count(session.store, old))

    def revise(text: str, name: str) -> str | None:
        there = change.kinds_of(text, name)
        if old not in there:
            return None
        if new in there:
            if old in known:
                raise InputError(f"{new} was another kind in {name}", "take a name never used")
            return kind_names.drop_kind(text, name, old)
        return kind_names.rename_kind(text, name, old, new)

    def move(operation: int) -> int:
        return kinds.rename(session.store, operation, old, new)

    words = f"rename {old} {new}"
    written, moved = _apply(session, words, path, revise, move, renamed=(old, new))
    _say(session, written, old, new, moved, json=json)
    kind = written.model.kind(new)
    if kind is not None and kind.plural and not json:
        session.remark(
            f"its plural is {kind.plural!r}; another: actlog model set {new}.plural WORDS"
        )
    return 0


def _check_names(old: str, new: str, known: list[str], logged: int) -> None:
    if old not in known and not (logged and new in known):
        raise _stranger(old, known, logged, new)
    if old == new:
        raise NothingToDoError(f"{old} is its name already: nothing to change")
    if old in known and new in known:
        raise InputError(
            f"{old} and {new} are both in the model week: nothing is changed",
            f"to make them one: actlog model drop {old} --into {new}",
        )


def _rename_outcome(
    session: Session, path: str, known: list[str], old: str, new: str, *, json: bool
) -> int:
    kind, _, outcome = old.partition(".")
    new = new.removeprefix(f"{kind}.")
    found = parse(read_text(path), path)[0].kind(kind)
    if found is None:
        raise _stranger(kind, known, kinds.count(session.store, kind), None)
    if found.of:
        raise InputError(f"the outcomes of {kind} are those of {found.of}", f"{found.of}.{outcome}")
    declared = [one.name for one in found.outcomes]
    if outcome not in declared and not kinds.count(session.store, kind, outcome):
        raise InputError(
            f"there is no outcome {visible(old)}", f"{kind} has: {', '.join(declared) or 'none'}"
        )
    if outcome == new:
        raise NothingToDoError(f"{visible(old)} is its name already: nothing to change")
    if new in declared and outcome in declared:
        raise InputError(
            f"{new} is an outcome of {kind} already: nothing is changed",
            f"take the other away first: actlog model set {old} --unset",
        )
    if outcome not in declared and new not in declared:
        raise InputError(f"{kind} has no outcome {visible(new)}", f"it has: {', '.join(declared)}")

    def revise(text: str, name: str) -> str | None:
        there = parse(text, name)[0].kind(kind)
        names = [one.name for one in there.outcomes] if there else []
        if outcome not in names or new in names:
            return None
        return kind_names.rename_outcome(text, name, kind, outcome, new)

    def move(operation: int) -> int:
        return kinds.rename_outcome(session.store, operation, kind, outcome, new)

    written, moved = _apply(session, f"rename {old} {kind}.{new}", path, revise, move)
    _say(session, written, old, f"{kind}.{new}", moved, json=json)
    return 0


def drop(
    session: Session,
    kind: str,
    *,
    into: str | None = None,
    keep_entries: bool = False,
    json: bool = False,
) -> int:
    """Take a kind out of the model week; its entries are moved or stay, as is asked for.

    Refused without either where the log has entries of it.
    """
    path, known = _known(session, "drop")
    logged = kinds.count(session.store, kind)
    if kind not in known:
        raise _stranger(kind, known, logged, into)
    if into is not None and keep_entries:
        raise InputError("--into moves the entries and --keep-entries leaves them", "take one")
    if into is not None:
        _check_target(path, kind, into, known)
    elif logged and not keep_entries:
        entries = "1 entry" if logged == 1 else f"{logged:,} entries"
        raise InputError(
            f"the log has {entries} of {kind}: nothing is changed",
            f"actlog model drop {kind} --into ANOTHER moves them, --keep-entries leaves them",
        )

    def revise(text: str, name: str) -> str | None:
        there = change.kinds_of(text, name)
        if kind not in there:
            return None
        if into is not None and into not in there:
            return kind_names.rename_kind(text, name, kind, into)
        return kind_names.drop_kind(text, name, kind)

    def move(operation: int) -> int:
        return kinds.rename(session.store, operation, kind, into) if into else 0

    words = f"drop {kind}" + (f" --into {into}" if into else "")
    names = (kind, into) if into else None
    written, moved = _apply(session, words, path, revise, move, renamed=names, past=bool(into))
    _say(session, written, kind, into, moved, json=json)
    return 0


def _check_target(path: str, kind: str, into: str, known: list[str]) -> None:
    target = parse(read_text(path), path)[0].kind(into)
    if target is None or into == kind:
        raise InputError(
            f"{visible(into)} is no other kind of the model week", f"it has {', '.join(known)}"
        )
    if target.of is not None:
        raise InputError(f"{into} counts outcomes of {target.of}", f"--into {target.of}")


def _apply(
    session: Session,
    words: str,
    path: str,
    revise: Revise,
    move: Move,
    *,
    renamed: tuple[str, str] | None = None,
    past: bool = True,
) -> tuple[Written, int]:
    """Change the file, the versions (the `past` ones too) and the log as one operation."""
    moved: list[int] = []

    def edit(text: str) -> str:
        after = revise(text, path)
        return text if after is None else after

    def versions(operation: int, _: Written) -> None:
        def one(text: str, since: date) -> str | None:
            return revise(text, f"the model week of {since}")

        def read(text: str, since: date) -> ModelWeek:
            return parse(text, f"the model week of {since}")[0]

        revise_all(session.store, operation, one, read)

    written = change_model(
        session,
        words,
        edit,
        versions=versions if past else None,
        also=lambda operation, _: moved.append(move(operation)),
        renamed=renamed,
    )
    return written, moved[0]


def _known(session: Session, command: str) -> tuple[str, list[str]]:
    if session.options.model is not None:
        raise InputError(
            f"model {command} changes the log as well: a file of --model is apart from it"
        )
    path = model_path(session)
    text = read_text(path)
    parse(text, path)
    return path, change.kinds_of(text, path)


def _stranger(kind: str, known: list[str], logged: int, new: str | None) -> InputError:
    said = f"{visible(kind)} is no kind of the model week"
    if logged:
        add = f"actlog model add {new or kind}"
        return InputError(f"{said}, though the log has entries of it", f"{add} adds it")
    return InputError(said, f"it has {', '.join(known)}")


def _say(
    session: Session, written: Written, old: str, new: str | None, moved: int, *, json: bool
) -> None:
    if json:
        shown: ModelKindsJson = {
            "operation": written.operation,
            "file": written.path,
            "old": old,
            "new": new,
            "entries": moved,
        }
        session.json(shown)
        return
    entries = "1 entry" if moved == 1 else f"{moved:,} entries"
    session.out(f"{old} → {new} ({entries})" if new else f"{old} is out of the model week")
