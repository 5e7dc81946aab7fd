"""Files of the user's, read without waiting, and written whole or not at all."""

from __future__ import annotations

import os
import stat
import tempfile
from codecs import BOM_UTF8
from contextlib import suppress

from actlog.domain.errors import ModelError


def start_of(path: str, most: int) -> bytes:
    """Return at most so many bytes of a file; OSError or ValueError where it cannot be read."""
    with open(path, "rb", opener=_open_now) as file:
        return file.read(most)


def _open_now(path: str, flags: int) -> int:
    # A named pipe that nobody writes to must not hang a quick command.
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def check_writable(path: str) -> None:
    """Raise ModelError where a file could not be replaced: better before than half-way."""
    target = os.path.realpath(path)
    try:
        if os.path.exists(target) and not os.access(target, os.W_OK):
            raise PermissionError(13, "it is read-only", target)
        handle, aside = tempfile.mkstemp(dir=os.path.dirname(target), prefix=".model-week-")
        os.close(handle)
        os.unlink(aside)
    except OSError as error:
        raise _unwritten(path, error) from None


def write(path: str, text: str) -> None:
    """Put a text in the place of a file, in one step; ModelError where that cannot be done.

    A link is followed to its file, which keeps its permissions and its byte order mark.
    """
    try:
        mark = b""
        with suppress(FileNotFoundError), open(path, "rb") as file:
            mark = BOM_UTF8 if file.read(3) == BOM_UTF8 else b""
        replace(path, mark + text.encode(), prefix=".model-week-", mode=0o600)
    except OSError as error:
        raise _unwritten(path, error) from None


def replace(path: str, content: bytes, *, prefix: str, mode: int) -> None:
    """Put bytes in the place of a file, in one step; OSError where that cannot be done.

    A link is followed to its file. `mode` is for a new file: another keeps its own.
    """
    target = os.path.realpath(path)
    folder = os.path.dirname(target)
    with suppress(FileNotFoundError):
        mode = stat.S_IMODE(os.stat(target).st_mode)
    handle, aside = tempfile.mkstemp(dir=folder, prefix=prefix, suffix=".tmp")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(aside, mode)
        os.replace(aside, target)
    except BaseException:
        with suppress(FileNotFoundError):
            os.unlink(aside)
        raise
    sync_folder(folder)


def sync_folder(folder: str) -> None:
    """Make the disk know the names in a folder, where the system can be asked to."""
    if hasattr(os, "O_DIRECTORY"):
        directory = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(directory)
        finally:
            os.close(directory)


def _unwritten(path: str, error: OSError) -> ModelError:
    why = (error.strerror or type(error).__name__).lower()
    return ModelError(f"{path} cannot be written: {why}", "nothing is changed")
