"""What keeps the log's file safe: where it may live, who may read it, what went wrong.

Locking a file across a network loses entries, and a write-ahead log beside a file that a
cloud client copies loses them too: the first is refused, the second gets a rollback journal.
"""

from __future__ import annotations

import os
import sqlite3
import stat

from actlog.domain.errors import StoreError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date

OLDEST_SQLITE = (3, 38, 0)
"""Strict tables came with 3.37, JSON for everybody with 3.38."""

_NETWORK = frozenset(
    (
        *("9p", "afs", "ceph", "cifs", "davfs", "glusterfs", "lustre", "ncpfs", "nfs", "nfs4"),
        *("prl_fs", "smb2", "smb3", "smbfs", "vboxsf", "fuse.davfs", "fuse.davfs2"),
        *("fuse.gvfsd-fuse", "fuse.glusterfs", "fuse.rclone", "fuse.sshfs"),
    )
)
_SYNCED_STARTS = ("dropbox", "onedrive", "google drive", "googledrive", "icloud")
_SYNCED_NAMES = frozenset(
    ("cloudstorage", "mobile documents", "my drive", "nextcloud", "owncloud", "pcloud drive")
)

_ABOUT_DISK = frozenset(
    (
        *(sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN),
        *(sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM),
    )
)
_HINTS = {
    sqlite3.SQLITE_BUSY: (
        "the log is locked by another program",
        "close what else has it open, then try again",
    ),
    sqlite3.SQLITE_LOCKED: (
        "the log is locked by another program",
        "close what else has it open, then try again",
    ),
    sqlite3.SQLITE_READONLY: (
        "the log cannot be written",
        "make its file and its folder writable for you",
    ),
    sqlite3.SQLITE_PERM: (
        "the log may not be opened",
        "make its file and its folder readable and writable for you",
    ),
    sqlite3.SQLITE_CANTOPEN: (
        "the log cannot be opened",
        "make its folder exist and be writable for you",
    ),
    sqlite3.SQLITE_FULL: (
        "the disk is full: nothing was stored",
        "make room, then try again",
    ),
    sqlite3.SQLITE_IOERR: (
        "the disk failed to read or write the log",
        "check the disk and its room, then try again",
    ),
    sqlite3.SQLITE_NOTADB: (
        "the file is not a database",
        "name another file with ACTLOG_DB, or move this one away",
    ),
    sqlite3.SQLITE_CORRUPT: (
        "the log's file is damaged",
        "put the latest backup in its place: actlog restore-backup",
    ),
}


ERRORS = (sqlite3.Error, UnicodeDecodeError)
"""What a statement raises: SQLite's errors, and that of a message which quotes what is damaged."""


def is_busy(error: sqlite3.Error) -> bool:
    """Tell whether another program holds the lock that was asked for."""
    return _code(error) == sqlite3.SQLITE_BUSY


def is_damage(error: sqlite3.Error) -> bool:
    """Tell whether the file is not, or no longer, a database."""
    return _code(error) in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}


def locked(path: str) -> StoreError:
    """Return the user's view of a log that others have held for too long."""
    message, hint = _HINTS[sqlite3.SQLITE_BUSY]
    return StoreError(f"{message}: {path}", hint)


def is_about_file(error: sqlite3.Error) -> bool:
    """Tell whether the file is to blame, and not the statement."""
    return is_damage(error) or is_about_disk(error) or is_busy(error)


def is_about_disk(error: sqlite3.Error) -> bool:
    """Tell whether a file could not be written, whatever the log says."""
    return _code(error) in _ABOUT_DISK


def _code(error: sqlite3.Error | UnicodeDecodeError) -> int:
    if isinstance(error, UnicodeDecodeError):
        return sqlite3.SQLITE_CORRUPT
    return getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF


def store_error(error: sqlite3.Error | UnicodeDecodeError, path: str) -> StoreError:
    """Return the user's view of what SQLite said about the database at `path`."""
    found = _HINTS.get(_code(error))
    if found is None:
        return StoreError(f"the log is not as it should be: {error}: {path}")
    message, hint = found
    return StoreError(f"{message}: {path}", hint)


def file_error(error: OSError, path: str) -> StoreError:
    """Return the user's view of what the operating system said about the file at `path`."""
    what = error.strerror or type(error).__name__
    return StoreError(
        f"the log cannot be opened: {what[:1].lower()}{what[1:]}: {path}",
        "name a file in a folder of yours with ACTLOG_DB",
    )


def check_place(path: str, status: os.stat_result) -> None:
    """Refuse what is no plain file, and a network share; `status` is the file's own."""
    if stat.S_ISDIR(status.st_mode):
        raise StoreError(
            f"the log is a folder, not a file: {path}", "name a file in it with ACTLOG_DB"
        )
    if not stat.S_ISREG(status.st_mode):
        raise StoreError(f"the log is not a plain file: {path}", "name another with ACTLOG_DB")
    kind = _network_kind(path, status)
    if kind is not None:
        raise StoreError(
            f"the log lies on a network share ({kind}), where locks lose entries: {path}",
            "name a file on this computer's own disk with ACTLOG_DB",
        )


def _network_kind(path: str, status: os.stat_result) -> str | None:
    """Return the name of the network file system that holds the file, or None."""
    if path.startswith(("\\\\", "//")):
        return "unc"
    if not hasattr(os, "major") or os.major(status.st_dev) != 0:
        return None  # a device of this computer's own: no need to read the table of mounts
    try:
        with open("/proc/self/mountinfo", "rb", buffering=0) as table:
            mounts = table.read().decode("utf-8", "replace")
    except OSError:
        return None
    return network_mount(mounts, f"{os.major(status.st_dev)}:{os.minor(status.st_dev)}")


def network_mount(mounts: str, device: str) -> str | None:
    """Return the network file system of a device (`0:45`) in the text of mountinfo, or None."""
    for line in mounts.splitlines():
        if f" {device} " in line:
            before, _, after = line.partition(" - ")
            kind = after.partition(" ")[0]
            if before.split(" ", 3)[2] == device and kind in _NETWORK:
                return kind
    return None


def is_synced(path: str) -> bool:
    """Tell whether the file lies in a folder that a cloud client copies by itself."""
    folders = os.path.dirname(os.path.realpath(path)).replace("\\", "/").lower().split("/")
    return any(part.startswith(_SYNCED_STARTS) or part in _SYNCED_NAMES for part in folders)


def copies_of(path: str) -> str:
    """Return the folder of a log's dated copies."""
    return os.path.join(os.path.dirname(path), "backups")


def day_file(path: str, day: date) -> str:
    """Return where the first copy of a day lies."""
    stem = os.path.splitext(os.path.basename(path))[0]
    return os.path.join(copies_of(path), f"{stem}-{day.isoformat()}.db")


def uri(path: str, query: str) -> str:
    """Return the address under which SQLite opens a file that must be there already.

    `query` is `mode=ro`, `mode=rw`, or `immutable=1` for one that nobody writes to.
    """
    name = path.replace("%", "%25").replace("?", "%3f").replace("#", "%23")
    return f"file:{name}?{query}"


def make_private(path: str) -> bool:
    """Make an empty file only its owner may use, in folders of the same kind.

    What exists already is left as it is, and the answer False. The permissions hold whatever
    the umask.
    """
    _make_folders(os.path.dirname(path))
    try:
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return False
    try:
        if hasattr(os, "fchmod"):
            os.fchmod(handle, 0o600)
    finally:
        os.close(handle)
    return True


def _make_folders(folder: str) -> None:
    if not folder or os.path.isdir(folder):
        return
    _make_folders(os.path.dirname(folder))
    try:
        os.mkdir(folder, 0o700)
    except FileExistsError:
        return  # another process was quicker, or it is a file, which opening will say
    os.chmod(folder, 0o700)
