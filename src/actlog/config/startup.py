"""The files in which shells look for completions, and those that they read when they start."""

from __future__ import annotations

import os
from contextlib import suppress

from actlog.config import files
from actlog.domain import marked_block
from actlog.domain.errors import InputError
from actlog.domain.record import Record
from actlog.domain.text import visible

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

BLOCK = "completion"
_DATA = "${XDG_DATA_HOME:-$HOME/.local/share}"
_BASH = f"""\
actlog_script="{_DATA}/bash-completion/completions/actlog"
if [ -r "$actlog_script" ]; then . "$actlog_script"; fi
unset actlog_script
"""
_ZSH = f"""\
actlog_script="{_DATA}/zsh/site-functions/_actlog"
if [[ -r $actlog_script ]]; then
    (( ${{+functions[compdef]}} )) || {{ autoload -Uz compinit && compinit -i }}
    source "$actlog_script"
fi
unset actlog_script
"""


class Place(Record):
    """Where a shell's completion goes.

    `script` is a file of our own, None where the script itself is the block; `startup` is a
    file of the user's that gets the block, None where the shell finds the script by itself.
    """

    script: str | None
    startup: str | None
    block: str = ""


def place(shell: str, environ: Mapping[str, str], *, profile: str | None = None) -> Place:
    """Return where the completion of bash, zsh, fish or PowerShell goes.

    `profile` is what PowerShell calls its profile. Raises InputError without a home folder.
    """
    home = environ.get("HOME", os.path.expanduser("~"))
    if not os.path.isabs(home):
        raise InputError("there is no home folder to install into", "set HOME")
    data = _rooted(environ, "XDG_DATA_HOME") or os.path.join(home, ".local", "share")
    config = _rooted(environ, "XDG_CONFIG_HOME") or os.path.join(home, ".config")
    if shell == "bash":
        script = os.path.join(data, "bash-completion", "completions", "actlog")
        return Place(script=script, startup=os.path.join(home, ".bashrc"), block=_BASH)
    if shell == "zsh":
        script = os.path.join(data, "zsh", "site-functions", "_actlog")
        folder = environ.get("ZDOTDIR") or home
        return Place(script=script, startup=os.path.join(folder, ".zshrc"), block=_ZSH)
    if shell == "fish":
        script = os.path.join(config, "fish", "completions", "actlog.fish")
        return Place(script=script, startup=None)
    usual = os.path.join(config, "powershell", "profile.ps1")
    return Place(script=None, startup=profile or usual)


def install(where: Place, script: str) -> list[str]:
    """Put a script where it belongs; return the files that changed. Raises InputError.

    What cannot be written is found before anything is.
    """
    changes: list[tuple[str, bytes]] = []
    if where.script is not None:
        there = _read(where.script)
        if there is not None and not there.startswith(_head(script)):
            raise InputError(
                f"{visible(where.script)} is not actlog's own", "move it away, then try again"
            )
        changes.append((where.script, script.encode()))
    if where.startup is not None:
        before = _read(where.startup) or b""
        if before.startswith((b"\xff\xfe", b"\xfe\xff")):
            raise InputError(
                f"{visible(where.startup)} is not in UTF-8",
                "put the script into it yourself: actlog completion show powershell",
            )
        block = where.block if where.script is not None else script
        changes.append((where.startup, marked_block.put(before, BLOCK, block)))
    changes = [(path, content) for path, content in changes if _read(path) != content]
    for path, _ in changes:
        _check_writable(path)
    for path, content in changes:
        _write(path, content)
    return [path for path, _ in changes]


def remove(where: Place, script: str) -> list[str]:
    """Take out what `install` has put in; return the files that changed. Raises InputError.

    A script that somebody else put there stays.
    """
    changed = []
    if where.startup is not None:
        before = _read(where.startup)
        if before is not None and marked_block.has(before, BLOCK):
            after = marked_block.without(before, BLOCK)
            _check_writable(where.startup)
            if after or os.path.islink(where.startup):
                _write(where.startup, after)
            else:  # nothing is in it but what was put in
                _delete(where.startup)
            changed.append(where.startup)
    if where.script is not None and (_read(where.script) or b"").startswith(_head(script)):
        _delete(where.script)
        changed.append(where.script)
    return changed


def _head(script: str) -> bytes:
    """Return the comments that a script of ours begins with, and nobody else's."""
    lines = script.encode().splitlines(keepends=True)
    return b"".join(lines[: next(at for at, line in enumerate(lines) if line[:1] != b"#")])


def _read(path: str) -> bytes | None:
    """Return what a file holds, None where there is none."""
    try:
        with open(path, "rb") as file:
            return file.read()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise _wrong(path, "read", error) from None


def _check_writable(path: str) -> None:
    target = os.path.realpath(path)
    folder = os.path.dirname(target)
    while not os.path.exists(folder):
        folder = os.path.dirname(folder)
    for one in (target, folder):
        effective = os.access in os.supports_effective_ids
        if os.path.exists(one) and not os.access(one, os.W_OK, effective_ids=effective):
            raise _wrong(path, "written", PermissionError(13, "it is read-only"))


def _write(path: str, content: bytes) -> None:
    try:
        os.makedirs(os.path.dirname(os.path.realpath(path)), exist_ok=True)
        files.replace(path, content, prefix=".actlog-", mode=0o644)
    except OSError as error:
        raise _wrong(path, "written", error) from None


def _delete(path: str) -> None:
    with suppress(FileNotFoundError):
        try:
            os.unlink(path)
        except PermissionError as error:
            raise _wrong(path, "removed", error) from None


def _wrong(path: str, what: str, error: OSError) -> InputError:
    why = (error.strerror or type(error).__name__).lower()
    return InputError(f"{visible(path)} cannot be {what}: {why}", "nothing is changed")


def _rooted(environ: Mapping[str, str], name: str) -> str | None:
    path = environ.get(name, "")
    return path if os.path.isabs(path) else None
