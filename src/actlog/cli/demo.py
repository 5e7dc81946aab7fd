"""`demo`: a made-up rep's week and averages, far from the user's own log."""

from __future__ import annotations

import os
import shlex
import shutil
import tempfile

from actlog.cli.globals import Globals
from actlog.cli.session import Session
from actlog.domain.errors import InputError

_OWN = ("ACTLOG_HOME", "ACTLOG_DB", "ACTLOG_MODEL")


def demo(session: Session, *, keep: str | None = None) -> int:
    """Make the rep's log in a temporary folder, or in the new folder `keep`, and show it."""
    if keep is None:
        with _temporary() as folder:
            _show(session, folder)
        session.remark("a made-up rep in a temporary folder; actlog demo --keep DIR keeps it")
        return 0
    try:
        os.makedirs(keep)
    except FileExistsError:
        raise InputError(f"{keep} exists already", "name a new folder") from None
    except OSError as error:
        raise InputError(f"{keep} cannot be made: {error.strerror}") from None
    _show(session, keep)
    home = shlex.quote(os.path.abspath(keep))
    session.remark(f"kept in {keep}; look around: ACTLOG_HOME={home} actlog list")
    return 0


def _temporary() -> tempfile.TemporaryDirectory[str]:
    try:
        return tempfile.TemporaryDirectory(prefix="actlog-demo-", ignore_cleanup_errors=True)
    except OSError as error:
        raise InputError(
            f"no temporary folder can be made: {error.strerror}", "name one with --keep DIR"
        ) from None


def _show(session: Session, folder: str) -> None:
    from actlog.cli import look
    from actlog.demo.rep import MODEL

    environ = {name: value for name, value in session.environ.items() if name not in _OWN}
    environ["ACTLOG_HOME"] = os.path.abspath(folder)
    options = Globals(quiet=session.quiet)
    with Session(options, environ=environ, copies=False) as made_up:
        _copy(MODEL, made_up.paths.model)
        _fill(made_up)
        look.week(made_up, [])
        made_up.out("")
        look.averages(made_up, [])


def _copy(source: str, target: str) -> None:
    try:
        shutil.copyfile(source, target)
    except OSError as error:
        raise InputError(
            f"{target} cannot be written: {error.strerror}", "name a folder with --keep DIR"
        ) from None


def _fill(session: Session) -> None:
    from actlog.demo.rep import made_up
    from actlog.store import entries, history, promises, time_off

    rep = made_up(session.now)
    with history.operation(session.store, "demo", "a made-up rep", session.now) as operation:
        entries.add(session.store, operation, rep.entries)
        for off in rep.time_off:
            time_off.add(session.store, operation, off)
        for promise in rep.promises:
            promises.add(session.store, operation, promise)
