"""Reminders handed to a command of the user's own, as one JSON document on its standard input."""

from __future__ import annotations

import os
import shlex
import shutil
import sys

from actlog.domain.errors import ChannelError, InputError
from actlog.domain.text import visible
from actlog.remind.fed import feed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

LIMIT = 10.0
"""How many seconds a command may take."""

_WINDOWS = sys.platform == "win32"


def tell(
    command: str, document: str, environ: Mapping[str, str] = os.environ, limit: float = LIMIT
) -> None:
    """Run a command, give it the document to read, and wait until it has ended.

    The command is split into words as a shell would split it, and run without one: `$`, `|`
    and `*` mean nothing in it. A `~` at its beginning is the user's home. It prints where
    actlog prints. Raises ChannelError for one that does not start, ends with another code
    than 0, or is not done within `limit` seconds: it is ended then, with all that it started.
    """
    words = _words(command)
    shown = visible(words[0])
    sys.stdout.flush()  # what actlog has said stands above what the command says
    try:
        # A lone surrogate, which UTF-8 has no bytes for, becomes its JSON escape.
        given = f"{document}\n".encode(errors="backslashreplace")
        code = feed(words, given, limit, environ=environ)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        said = f"the command {shown} does not start ({(reason or 'unknown').lower()})"
        raise ChannelError(said, "it runs without a shell; for one: sh -c '…'") from None
    if code is None:
        raise ChannelError(f"the command {shown} was not done after {limit:g} s and was ended")
    if code < 0:
        raise ChannelError(f"the command {shown} was killed by signal {-code}")
    if code:
        raise ChannelError(f"the command {shown} ended with exit code {code}")


def placed(command: str) -> str:
    """Return a command that finds its program from any folder and without the user's PATH.

    Raises InputError where there is no such program, or the command is not understood.
    """
    try:
        name, *rest = _words(command)
    except ChannelError as error:
        raise InputError(error.message, error.hint) from None
    path = shutil.which(name)
    if path is None:
        raise InputError(f"there is no program {visible(name)} to run", "its path, or mend it")
    # Windows has other rules for quotes, and its tasks keep the user's PATH.
    return command if _WINDOWS else shlex.join([os.path.abspath(path), *rest])


def _words(command: str) -> list[str]:
    try:
        words = shlex.split(command, posix=not _WINDOWS)
    except ValueError as error:
        said = f"the command {visible(command)} is not understood: {error}".lower()
        raise ChannelError(said, "such as --command 'notify.sh --urgent'") from None
    words = [word.strip('"') for word in words] if _WINDOWS else words
    if not words or not words[0]:
        raise ChannelError("the command is empty", "such as --command 'notify.sh --urgent'")
    return [os.path.expanduser(words[0]), *words[1:]]
