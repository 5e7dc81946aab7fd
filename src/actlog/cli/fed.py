"""A program that is given something to read, for a limited time."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


LATE = "took too long, and was ended"

_GONE = 1.0
"""How many seconds to wait for what was killed."""


def feed(
    command: Sequence[str],
    given: str,
    *,
    folder: str,
    environ: Mapping[str, str],
    seconds: float,
    aloud: bool = False,
) -> str | None:
    """Run a command in a folder with `given` to read; return what went wrong, None if nothing.

    It may read all of that, some or none. What it prints is thrown away, or goes to standard
    error where it may be `aloud`. After so many seconds it is ended, with every process that
    it started and that has not left its group.
    """
    out = sys.stderr.fileno() if aloud else subprocess.DEVNULL
    try:
        child = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=out,
            stderr=out,
            cwd=folder,
            env=dict(environ),
            start_new_session=True,
        )
    except OSError as error:
        return f"cannot be started: {(error.strerror or str(error)).lower()}"
    try:
        child.communicate(given.encode(), timeout=seconds)
    except subprocess.TimeoutExpired:
        if child.poll() is None:
            _end(child)
            return LATE
    except BaseException:  # ctrl-c is not heard in a group of its own
        if child.poll() is None:
            _end(child)
        raise
    return _told(child.returncode)


def _end(child: subprocess.Popen[bytes]) -> None:
    """Kill a program with its group. It was not waited for yet: the number is still its own."""
    with contextlib.suppress(OSError, subprocess.TimeoutExpired):  # it may run as somebody else
        if hasattr(os, "killpg"):
            os.killpg(child.pid, signal.SIGKILL)
        else:
            child.kill()
        child.wait(_GONE)


def _told(code: int) -> str | None:
    if code < 0:
        return f"was killed by signal {-code}"
    return f"ended with exit code {code}" if code else None
