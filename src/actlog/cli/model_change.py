"""`model edit`, `model set` and `model add`: the model week's file, changed safely."""

from __future__ import annotations

from actlog.cli.model_write import change_model
from actlog.config import change, files
from actlog.config.change import Change
from actlog.config.model_week import parse, read_text
from actlog.config.yaml_text import scalar
from actlog.domain.errors import InputError, ModelError
from actlog.domain.text import visible
from actlog.store import models

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from actlog.cli.model_write import Also
    from actlog.cli.session import Session
    from actlog.views.shapes.models import ModelSetJson


def edit(session: Session) -> int:
    """Open the file in an editor; what comes back replaces it once it is right."""
    from actlog.cli.editor import edit_until

    path = model_path(session)
    before = read_text(path)

    def read(text: str) -> str:
        parse(text, path)
        return text

    def apply(text: str) -> None:
        def replace(now: str) -> str:
            if now != before:
                raise ModelError(f"{path} was changed meanwhile: it is left as it is")
            return text

        change_model(session, "edit", replace)
        session.out(f"changed {visible(path)}")

    edit_until(session, before, ".yaml", read, apply)
    return 0


def set_value(
    session: Session,
    place: str,
    value: str | None,
    *,
    unset: bool = False,
    since: str | None = None,
    json: bool = False,
) -> int:
    """Put a value at a place of the file, or take its key away; `since` corrects history."""
    if unset == (value is not None):
        raise InputError(
            "which value?" if not unset else "--unset takes a key away and needs no value",
            "such as: actlog model set call.goal 70",
        )
    if since is not None and session.options.model is not None:
        raise InputError("--from corrects the log's history: a file of --model has none")
    path = model_path(session)
    keys = change.resolve(read_text(path), path, place)

    def make(text: str) -> Change:
        if value is None:
            return change.unset(text, path, keys, again=since is not None)
        return change.set_value(text, path, keys, value, again=since is not None)

    words = f"set {place} {'--unset' if value is None else value}"
    if since is None:
        return _make(session, words, make, json=json)
    from actlog.cli.model_past import corrected, first_day

    day = first_day(session, since)
    versions = corrected(session, day, keys, make)
    return _make(session, f"{words} --from {day}", make, versions=versions, json=json)


def add(
    session: Session,
    kind: str,
    keys: dict[str, str | None],
    *,
    aliases: Sequence[str] = (),
    result: bool = False,
    json: bool = False,
) -> int:
    """Add an activity, or a result, at the end of the others."""
    path = model_path(session)
    said = {key: value for key, value in keys.items() if value is not None}
    if aliases:
        said = {"aliases": f"[{', '.join(map(scalar, aliases))}]"} | said

    def make(text: str) -> Change:
        return change.add_kind(text, path, kind, said, result=result)

    words = " ".join(["add", kind, *[f"{key}={value}" for key, value in said.items()]])
    return _make(session, words + (" --result" if result else ""), make, json=json)


def model_path(session: Session) -> str:
    """Return the file to change; where there is none at all, one is written first.

    That is what the newest version says or, in a log without any, the starter one.
    """
    import os

    path = session.options.model or session.paths.model
    if session.options.model is None and not os.path.lexists(path):
        if models.any_kept(session.store):
            *_, (_, _, text) = models.numbered(session.store)
            files.write(path, text)
            session.warn(f"{path} was missing: the last good model week is there again")
        else:
            session.model()
    return path


def _make(
    session: Session,
    words: str,
    make: Callable[[str], Change],
    *,
    versions: Also | None = None,
    json: bool,
) -> int:
    made: list[Change] = []

    def edit(text: str) -> str:
        made.append(make(text))
        return made[-1].text

    written = change_model(session, words, edit, versions=versions)
    done = made[-1]
    if json:
        shown: ModelSetJson = {
            "operation": written.operation,
            "file": written.path,
            "place": done.path,
            "old": done.old,
            "new": done.new,
        }
        session.json(shown)
        return 0
    session.out(_said(done))
    return 0


def _said(done: Change) -> str:
    old = "none" if done.old is None else visible(done.old)
    new = "none" if done.new is None else visible(done.new)
    return f"{visible(done.path)}: {old} → {new}"
