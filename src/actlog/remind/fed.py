"""A program of the user's own that is given something to read, for a limited time."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from contextlib import suppress

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_WINDOWS = sys.platform == "win32"

_GONE = 1.0
"""How many seconds to wait for what was killed."""


def feed(
    words: Sequence[str],
    given: bytes,
    limit: float,
    *,
    environ: Mapping[str, str],
    folder: str | None = None,
    output: int | None = None,
) -> int | None:
    """Run a program with `given` to read; return its exit code, None where it was too slow.

    It may read all of that, some or none. It prints where this program does, or both of its
    streams to `output`. After `limit` seconds it is ended, with every process that it started
    and that has not left its group. Raises OSError or ValueError for one that does not start.
    """
    pressed: list[int] = []
    # Ctrl-c while it starts would leave it running: it waits until there is something to end.
    # A handler, unlike a signal that is ignored or blocked, is not inherited.
    before = signal.signal(signal.SIGINT, lambda number, _: pressed.append(number))
    try:
        process = subprocess.Popen(
            words,
            stdin=subprocess.PIPE,
            stdout=output,
            stderr=output,
            cwd=folder,
            env=environ,
            start_new_session=not _WINDOWS,
        )
    except BaseException:
        signal.signal(signal.SIGINT, before or signal.SIG_DFL)
        raise
    try:
        signal.signal(signal.SIGINT, before or signal.SIG_DFL)
        if pressed:
            signal.raise_signal(signal.SIGINT)
        # One that ends without having read everything is no error: it had read enough.
        process.communicate(given, timeout=limit)
    except subprocess.TimeoutExpired:
        # Done itself, it may have left something behind that holds its input and does not read.
        if process.poll() is None:
            _kill(process)
            return None
    except BaseException:  # ctrl-c reaches actlog alone: the program has a group of its own
        _kill(process)
        raise
    finally:
        # What is still to be written is of no use to anybody.
        with suppress(OSError):
            if process.stdin is not None:
                process.stdin.close()
    return process.returncode


def _kill(process: subprocess.Popen[bytes]) -> None:
    """Kill a program with its group; one that runs as somebody else is left alone."""
    with suppress(OSError, subprocess.TimeoutExpired):
        if _WINDOWS:
            process.kill()
        else:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait(_GONE)
