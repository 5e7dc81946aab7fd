"""systemd's user timers: their files, written and taken away, and the manager told."""

from __future__ import annotations

import os
import subprocess

from actlog.domain.errors import InputError
from actlog.domain.text import visible
from actlog.remind import systemd
from actlog.remind.jobs import PAGE, REMIND

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from actlog.remind.jobs import Job

_NAMES = tuple([f"actlog-{job}.{end}" for job in (REMIND, PAGE) for end in ("service", "timer")])


def manager() -> bool:
    """Tell whether a user manager of systemd runs here."""
    return _systemctl("show-environment") is None


def folder(environ: Mapping[str, str]) -> str:
    """Return the folder of the user's units."""
    config = environ.get("XDG_CONFIG_HOME", "")
    if not config.startswith("/"):
        config = os.path.join(os.path.expanduser("~"), ".config")
    return os.path.join(config, "systemd", "user")


def installed(environ: Mapping[str, str]) -> list[str]:
    """Return the paths of the files that are actlog's own."""
    paths = [os.path.join(folder(environ), name) for name in _NAMES]
    return [path for path in paths if _own(path)]


def install(jobs: Sequence[Job], environ: Mapping[str, str]) -> tuple[list[str], str | None]:
    """Write the files of jobs and start their timers; return their paths.

    The second value says why the timers could not be started, None where they were. Raises
    InputError where a file is somebody else's, or cannot be written; nothing is written then.
    """
    texts = {name: text for job in jobs for name, text in systemd.units(job).items()}
    place = folder(environ)
    for name in texts:
        path = os.path.join(place, name)
        if os.path.lexists(path) and not _own(path):
            raise InputError(f"{path} is not actlog's", "move it away first")
    remove(environ)
    try:
        os.makedirs(place, exist_ok=True)
        for name, text in texts.items():
            with open(os.path.join(place, name), "w", encoding="utf-8") as file:
                file.write(text)
    except OSError as error:
        raise InputError(
            f"{visible(place)} cannot be written: {error.strerror}", "make it writable for you"
        ) from None
    timers = [name for name in texts if name.endswith(".timer")]
    why = _systemctl("daemon-reload") or _systemctl("enable", "--now", *timers)
    return [os.path.join(place, name) for name in texts], why


def remove(environ: Mapping[str, str]) -> list[str]:
    """Stop the timers and take their files away; return the paths. Raises InputError."""
    paths = installed(environ)
    timers = [os.path.basename(path) for path in paths if path.endswith(".timer")]
    if timers:
        _systemctl("disable", "--now", *timers)
    try:
        for path in paths:
            os.unlink(path)
    except OSError as error:
        raise InputError(
            f"{error.filename} cannot be taken away: {error.strerror}", "take it away by hand"
        ) from None
    if paths:
        _systemctl("daemon-reload")
    return paths


def _own(path: str) -> bool:
    try:
        with open(path, encoding="utf-8", errors="replace") as file:
            return file.readline().rstrip("\n") == systemd.MARK
    except OSError:
        return False


def _systemctl(*words: str) -> str | None:
    """Run `systemctl --user`; return None where it did, else what it said."""
    try:
        done = subprocess.run(
            ["systemctl", "--user", *words], capture_output=True, text=True, check=False, timeout=30
        )
    except (OSError, subprocess.TimeoutExpired):
        return "systemctl does not answer"
    if not done.returncode:
        return None
    said = done.stderr.strip().splitlines()
    return visible(said[0]) if said else "systemctl refused"
