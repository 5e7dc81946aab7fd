"""`restore-backup`: which copies there are, and one of them back in the log's place."""

from __future__ import annotations

import os

from actlog.cli.arrivals import number_of_entries
from actlog.domain.errors import InputError, NothingToDoError
from actlog.domain.record import Record
from actlog.domain.text import visible
from actlog.grammar.tokens import quote
from actlog.store import backup, guard, restore, shelf

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from actlog.cli.session import Session
    from actlog.store.shelf import Backup
    from actlog.views.shapes.keeping import CopyJson, RestoreBackupJson, RestoredJson


class Restored(Record):
    """What a restore did: the live entries before and after, and what is kept of before.

    `forgotten` entries of forgotten people were left out. `kept` is the copy of the log as it
    was, `damaged` where a damaged one was moved; `before`
    is None for a damaged or missing log.
    """

    file: str
    before: int | None
    after: int
    forgotten: int
    kept: str | None
    damaged: str | None


def restore_backup(
    session: Session, file: str | None = None, *, json: bool = False, csv: bool = False
) -> int:
    """Put a copy in the log's place, or list the dated copies and ask which.

    Raises InputError for a file that cannot be restored, NothingToDoError without any copy.
    """
    path = session.paths.database
    found = shelf.listed(path)
    if file is None:
        if not found:
            raise NothingToDoError(
                f"there are no backups in {guard.copies_of(path)}", "actlog backup makes one"
            )
        file = _choose(session, found, json=json, csv=csv)
    if file is None:
        return 0
    source = _named(path, file)
    draft = restore.draft_of(source, path)
    try:
        restored = _restore(session, source, draft)
    finally:
        backup.discard(draft)
    if restored is None:
        session.out("nothing is restored")
        return 1
    if json:
        shown: RestoreBackupJson = {
            "backups": _plain(shelf.listed(path)),
            "restored": _plain_restored(restored),
        }
        session.json(shown)
    else:
        _say(session, restored)
    return 0


def _choose(session: Session, found: Sequence[Backup], *, json: bool, csv: bool) -> str | None:
    """Show the copies; on a terminal, ask which one is meant. None where none is."""
    if json:
        shown: RestoreBackupJson = {"backups": _plain(found), "restored": None}
        session.json(shown)
        return None
    if csv:
        from actlog.views.tables import write

        session.raw(write(_plain(found)))
        return None
    from actlog.views.copies import copies_list
    from actlog.views.theme import Theme

    console = session.console()
    rows = [(one.name, one.size, one.entries) for one in found]
    console.print(copies_list(rows, Theme.of(console)), soft_wrap=True)
    if not session.interactive or session.yes:
        return None
    said = session.ask("which one? its number, or enter for none:")
    if not said:
        return None
    if not (said.isascii() and said.isdigit() and 0 < int(said) <= len(found)):
        raise InputError(f"{said!r} is none of them: nothing is restored")
    return found[int(said) - 1].path


def _plain(found: Sequence[Backup]) -> list[CopyJson]:
    return [
        {"file": one.path, "day": one.day.isoformat(), "size": one.size, "entries": one.entries}
        for one in found
    ]


def _plain_restored(restored: Restored) -> RestoredJson:
    return {
        "file": restored.file,
        "before": restored.before,
        "after": restored.after,
        "forgotten": restored.forgotten,
        "kept": restored.kept,
        "damaged": restored.damaged,
    }


def _named(path: str, file: str) -> str:
    """Return the file that is meant: a path, or the name or the day of a dated copy."""
    folder = guard.copies_of(path)
    stem = os.path.splitext(os.path.basename(path))[0]
    for name in (file, os.path.join(folder, file), os.path.join(folder, f"{stem}-{file}.db")):
        if os.path.isfile(name):
            if os.path.realpath(name) == os.path.realpath(path):
                raise InputError(f"{file} is the log itself", "see: actlog restore-backup")
            return os.path.realpath(name)
    raise InputError(f"there is no file {file}", "the backups there are: actlog restore-backup")


def _restore(session: Session, source: str, draft: str) -> Restored | None:
    """Ask, and put the draft in the log's place; None where that is not agreed to."""
    path = session.paths.database
    broken = restore.is_damaged(path)
    before = None if broken or not os.path.exists(path) else shelf.entries_in(path)
    left_out = _leave_out(path, draft)
    after = shelf.entries_in(draft) or 0
    if not (session.yes or session.interactive):
        raise InputError("a restore replaces the whole log", "say --yes in scripts")
    there = "a damaged log" if broken else number_of_entries(before or 0)
    what = f"replace {there} by the {number_of_entries(after)} of {os.path.basename(source)}?"
    if not session.confirm(visible(what)):
        return None
    aside = restore.set_aside(path, session.now) if broken else None
    kept = restore.replace(session.store, draft, session.now)
    session.forget_versions()
    return Restored(
        file=source, before=before, after=after, forgotten=left_out, kept=kept, damaged=aside
    )


def _leave_out(path: str, draft: str) -> int:
    """Take out of the draft whom the log has forgotten since; return how many entries."""
    from actlog.store.fingerprints import fingerprints_in
    from actlog.store.forget import carry_over

    # A log that can no longer be read has copies that know of its forgotten people as well.
    for file in (path, *reversed(shelf.every(path))):
        found = fingerprints_in(file)
        if found is not None:
            return carry_over(found, draft)
    return 0


def _say(session: Session, restored: Restored) -> None:
    before = "" if restored.before is None else f"{number_of_entries(restored.before)} before, "
    name = visible(os.path.basename(restored.file))
    session.out(f"restored {name}: {before}{number_of_entries(restored.after)} now")
    if restored.forgotten:
        session.out(f"{number_of_entries(restored.forgotten)} of forgotten people left out")
    if restored.kept is not None:
        kept = visible(quote(os.path.basename(restored.kept)))
        session.out(f"the log as it was: actlog restore-backup {kept}")
    if restored.damaged is not None:
        session.out(f"the damaged log is kept as {visible(restored.damaged)}")
