"""`completion`: the shells' scripts shown, installed and taken out again."""

from __future__ import annotations

import os
import sys
from importlib.resources import files

from actlog.cli.complete import SHELLS
from actlog.config import startup
from actlog.domain.errors import InputError, NothingToDoError
from actlog.domain.text import visible

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from actlog.cli.session import Session

_ENDINGS = {"bash": "bash", "zsh": "zsh", "fish": "fish", "powershell": "ps1"}
_ALSO = {"pwsh": "powershell"}
_PROFILE = "$PROFILE.CurrentUserAllHosts"


def show(session: Session, shell: str | None) -> int:
    """Print a shell's script."""
    session.raw(script_of(_which(session, shell)))
    return 0


def install(session: Session, shell: str | None) -> int:
    """Put a shell's script where it finds it; say what changed."""
    shell = _which(session, shell)
    changed = startup.install(_place(shell, session.environ), script_of(shell))
    for path in changed:
        session.out(f"wrote {visible(path)}")
    if not changed:
        session.out(f"{shell} completes actlog already")
    else:
        session.out(f"a new {shell} completes actlog on Tab: actlog log ca<Tab>")
    return 0


def remove(session: Session, shell: str | None) -> int:
    """Take a shell's script out again, or that of every shell."""
    shells = SHELLS if shell is None else (_which(session, shell),)
    found = False
    for one in shells:
        for path in startup.remove(_place(one, session.environ), script_of(one)):
            session.out(f"took it out of {visible(path)}")
            found = True
    if not found:
        raise NothingToDoError("no completion is installed", "actlog completion install")
    return 0


def script_of(shell: str) -> str:
    """Return the script that a shell reads."""
    script = files("actlog.cli") / "scripts" / f"actlog.{_ENDINGS[shell]}"
    return script.read_text(encoding="utf-8")


def _which(session: Session, shell: str | None) -> str:
    """Return the shell that is named, or the one that this was typed in."""
    if shell is None:
        found = known(parent_name()) or known(session.environ.get("SHELL", ""))
        if found is None and sys.platform == "win32":
            found = "powershell"
        if found is None:
            raise InputError(
                "it cannot be told which shell this is", "such as: actlog completion install zsh"
            )
        return found
    found = known(shell)
    if found is None:
        raise InputError(
            f"{shell or 'nothing'} is no shell that is known here", f"one of {', '.join(SHELLS)}"
        )
    return found


def known(program: str) -> str | None:
    """Return the shell that a program's path or name means (`-zsh`, `/bin/bash`), or None."""
    name = os.path.basename(program.replace("\\", "/")).lower().removeprefix("-")
    name = name.removesuffix(".exe")
    name = _ALSO.get(name, name)
    return name if name in SHELLS else None


def parent_name() -> str:
    """Return the name of the program that started this one, as far as the system tells it."""
    try:
        with open(f"/proc/{os.getppid()}/comm", encoding="utf-8", errors="replace") as file:
            return file.read().strip()
    except OSError:
        return ""


def _place(shell: str, environ: Mapping[str, str]) -> startup.Place:
    return startup.place(shell, environ, profile=_profile() if shell == "powershell" else None)


def _profile() -> str | None:
    """Ask PowerShell where its profile is, which on Windows may be anywhere; None without it."""
    import shutil
    import subprocess

    program = shutil.which("pwsh") or shutil.which("powershell")
    if program is None:
        if sys.platform == "win32":
            raise InputError(
                "PowerShell is not found", "actlog completion show powershell prints its script"
            )
        return None
    asked = [program, "-NoLogo", "-NoProfile", "-Command", _PROFILE]
    try:
        done = subprocess.run(asked, capture_output=True, text=True, timeout=30, check=True)
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout.strip() or None
