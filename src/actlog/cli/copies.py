"""`backup` and the copy of each day: made when the answer is on the screen, never in its way."""

from __future__ import annotations

import os
import sys

from actlog.domain.errors import InputError, NothingToDoError, StoreError
from actlog.domain.text import visible
from actlog.store import backup as store_backup
from actlog.store import shelf

TYPE_CHECKING = False
if TYPE_CHECKING:
    from actlog.cli.session import Session
    from actlog.views.shapes.keeping import BackupJson

LARGE = 8 << 20
"""From how many bytes on a log is copied by a process of its own: the prompt waits for none."""


def keep_daily(session: Session) -> None:
    """Make the day's copy; whatever is in the way of it is one line of warning."""
    store = session.store
    if store.row("SELECT 1 FROM operations LIMIT 1") is None:
        return
    try:
        if os.stat(store.path).st_size > LARGE:
            _in_background(session)
        else:
            store_backup.daily(store.path, session.now.date())
    except (OSError, StoreError) as error:
        session.warn(f"warning: no backup today: {error}; see: actlog doctor")


def _in_background(session: Session) -> None:
    """Start this program once more, on its own, to make the day's copy."""
    import shutil
    import subprocess

    path = session.store.path
    if shutil.disk_usage(os.path.dirname(path)).free < 2 * os.stat(path).st_size:
        raise StoreError("the disk is nearly full")
    quiet = subprocess.DEVNULL
    # -P: a folder named actlog where somebody stands is not this program.
    child = subprocess.Popen(
        [sys.executable, "-P", "-m", "actlog", "backup", "--daily"],
        stdin=quiet,
        stdout=quiet,
        stderr=quiet,
        env=dict(session.environ),
        start_new_session=True,
        creationflags=getattr(subprocess, "DETACHED_PROCESS", 0),
    )
    child.returncode = 0  # nobody waits for it


def backup(
    session: Session, file: str | None = None, *, daily: bool = False, json: bool = False
) -> int:
    """Copy the log to `file`, or into its folder of dated copies; say where it lies.

    `daily` is for the process in the background: the day's copy, unless it is there. Raises
    StoreError where it cannot be written, InputError for a file that cannot be meant.
    """
    path = session.paths.database
    if not os.path.exists(path):
        raise NothingToDoError(f"there is no log yet: {path}", "actlog log 5 calls begins one")
    if daily:
        store_backup.daily(path, session.now.date())
        return 0
    if file is None:
        target = store_backup.dated(session.store.path, session.now)
    else:
        from actlog.cli.outputs import may_replace

        target = target_of(path, file)
        if os.path.lexists(target) and not may_replace(session, file):
            session.out("nothing is written")
            return 1
        store_backup.copy(session.store.path, target)
    entries, size = shelf.entries_in(target) or 0, os.stat(target).st_size
    if json:
        shown: BackupJson = {"file": target, "entries": entries, "size": size}
        session.json(shown)
        return 0
    from actlog.cli.arrivals import number_of_entries
    from actlog.views.words import megabytes

    session.out(f"backed up {number_of_entries(entries)} to {visible(target)} ({megabytes(size)})")
    return 0


def target_of(path: str, file: str, such: str = "log.db") -> str:
    """Return the real path of a file to be written; InputError for a folder and the log itself.

    `path` is where the log lies, `such` the name of a file that would be right in a folder.
    """
    target = os.path.realpath(file)
    if os.path.isdir(target):
        raise InputError(f"{file} is a folder", f"name a file in it: {os.path.join(file, such)}")
    if target in {os.path.realpath(path) + end for end in ("", "-wal", "-shm", "-journal")}:
        raise InputError(f"{file} is the log itself", "name another file")
    return target
