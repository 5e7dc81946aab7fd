"""The user's crontab, read and written by the machine's own `crontab`."""

from __future__ import annotations

import shutil
import subprocess

from actlog.domain.errors import InputError
from actlog.domain.text import visible
from actlog.remind import crontab

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from actlog.remind.jobs import Job

_NONE = b"no crontab for"


def here() -> bool:
    """Tell whether there is a `crontab` to ask."""
    return shutil.which("crontab") is not None


def installed() -> list[str]:
    """Return the lines of actlog's block. Raises InputError where they cannot be read."""
    return crontab.installed(_read())


def install(jobs: Sequence[Job]) -> list[str]:
    """Put jobs into the block, in place of what it held; return its lines. Raises InputError."""
    lines = [crontab.line(job) for job in jobs]
    _change(lambda existing: crontab.put(existing, lines))
    return lines


def remove() -> list[str]:
    """Take the block out and return the lines it had; none without one. Raises InputError."""
    lines = installed()
    if lines:
        _change(crontab.take)
    return lines


def _change(change: Callable[[bytes], bytes]) -> None:
    before = _read()
    after = change(before)
    if after == before:
        return
    if _read() != before:
        raise InputError("the crontab was changed by somebody just now", "try it again")
    if after:
        _run("-", given=after)
    else:
        _run("-r")


def _read() -> bytes:
    done = _run("-l", fails=True)
    if done.returncode and _NONE not in done.stderr:
        raise _failure(done)
    return b"" if done.returncode else done.stdout


def _run(
    word: str, *, given: bytes = b"", fails: bool = False
) -> subprocess.CompletedProcess[bytes]:
    try:
        done = subprocess.run(["crontab", word], input=given, capture_output=True, check=False)
    except OSError as error:
        raise InputError(
            f"there is no crontab to use here: {(error.strerror or '').lower()}",
            "install cron, or: actlog schedule install --with systemd",
        ) from None
    if done.returncode and not fails:
        raise _failure(done)
    return done


def _failure(done: subprocess.CompletedProcess[bytes]) -> InputError:
    said = done.stderr.decode("utf-8", "replace").strip().splitlines() or ["it said nothing"]
    return InputError(
        f"crontab refused: {visible(said[-1])}", "ask who keeps this machine, or use systemd"
    )
