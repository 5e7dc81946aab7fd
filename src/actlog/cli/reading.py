"""Reading what is piped in or lies in a file: bytes are hostile until they are text."""

from __future__ import annotations

import sys

from actlog.domain.errors import InputError

MOST_BYTES = 16 * 1024 * 1024
"""The most that `log` reads at once; larger things are imports."""


def read_stdin() -> str:
    """Return standard input as text. Raises InputError when it is no UTF-8 or too large."""
    tell_terminal()
    return _text(sys.stdin.buffer.read(MOST_BYTES + 1), "standard input")


def tell_terminal() -> None:
    """Tell a person at a terminal that lines are waited for."""
    if sys.stdin.isatty():
        sys.stderr.write("reading lines; end with ctrl-d\n")


def read_file(path: str) -> str:
    """Return a file as text. Raises InputError when it cannot be read as such."""
    try:
        with open(path, "rb") as file:
            return _text(file.read(MOST_BYTES + 1), path)
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror}") from None


def _text(data: bytes, source: str) -> str:
    if len(data) > MOST_BYTES:
        raise InputError(
            f"{source} is larger than 16 MiB", "bring in large logs with: actlog import"
        )
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise InputError(f"{source} is not UTF-8 text (line {line})", "save it as UTF-8") from None
