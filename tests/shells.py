"""Real shells in a real terminal: tmux holds the screen, the test types and reads."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Self

import pytest

PATIENCE = 30.0
"""Seconds until a screen must show what is waited for."""

_OUTSIDE = ("COVERAGE", "TMUX", "ZDOTDIR")
_FILES = {"bash": ".bashrc", "zsh": ".zshrc", "fish": ".config/fish/config.fish"}
# One key writes the line as it stands into a file, another empties it.
_KEYS = {
    "bash": 'bind -x \'"\\C-xd":printf %s "$READLINE_LINE" >"$SEEN.new"; mv "$SEEN.new" "$SEEN"\'\n'
    "bind '\"\\C-xk\":kill-whole-line'\nPS1='$ '\n",
    "zsh": "seen() { print -rn -- $BUFFER >$SEEN.new; mv $SEEN.new $SEEN }\nzle -N seen\n"
    "bindkey -e\nbindkey '^Xd' seen\nbindkey '^Xk' kill-whole-line\nPS1='$ '\n",
    "fish": "function fish_prompt; echo '$ '; end\nfunction fish_greeting; end\n"
    "function seen; commandline >$SEEN.new; mv $SEEN.new $SEEN; end\n"
    "bind \\cxd seen\nbind \\cxk kill-whole-line\n",
}
# It keeps what it is given; only what the shells ask on Tab is answered by the real program.
_KEEPS = """\
if [ "$1" != completion ]; then
    printf '%s\\0' "$@" >"$SEEN.new"
    exec mv "$SEEN.new" "$SEEN"
fi
"""


def needs(*programs: str) -> None:
    """Skip a test whose program is not here, unless no test may be skipped."""
    missing = [name for name in programs if shutil.which(name) is None]
    if missing and not os.environ.get("NO_TEST_MAY_BE_SKIPPED"):
        pytest.skip(f"not installed here: {', '.join(missing)}")
    assert not missing


def on_path(folder: Path, before: str = "") -> str:
    """Put the program under its name into a folder; return a PATH that begins with it.

    `before` is what a shell does before it starts the program.
    """
    folder.mkdir(exist_ok=True)
    program = folder / "actlog"
    run = f'exec {shlex.quote(sys.executable)} -m actlog "$@"'
    program.write_text(f"#!/bin/sh\n{before}{run}\n")
    program.chmod(0o755)
    return f"{folder}:{os.environ['PATH']}"


class Screen:
    """One tmux server of its own with one window, in which a command runs."""

    def __init__(self, folder: Path, *command: str, **environ: str) -> None:
        """Start the command in a folder, on 80 columns."""
        needs("tmux", command[0])
        self._socket = str(folder / "tmux")
        outside = {
            name: value for name, value in os.environ.items() if not name.startswith(_OUTSIDE)
        }
        self._environ = outside | {"TERM": "xterm-256color", "LC_ALL": "C.UTF-8"} | environ
        window = ("new-session", "-d", "-x", "80", "-y", "24", "-c", str(folder))
        self._tmux("-f", os.devnull, *window, *command)

    def _tmux(self, *words: str, check: bool = True) -> str:
        run = ["tmux", "-S", self._socket, *words]
        done = subprocess.run(run, env=self._environ, capture_output=True, text=True, check=check)
        return done.stdout

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._tmux("kill-server", check=False)  # it is gone where its last window is

    def type(self, text: str, *keys: str) -> None:
        """Type a text, then keys by tmux's names, such as `Tab` and `Enter`."""
        self._tmux("send-keys", "-l", text, *((";", "send-keys", *keys) if keys else ()))

    @property
    def text(self) -> str:
        """What the window shows."""
        return self._tmux("capture-pane", "-p")

    def wait(self, wanted: str) -> str:
        """Return the screen once it shows a text; fail where it never does."""
        end = time.monotonic() + PATIENCE
        while wanted not in (shown := self.text):
            assert time.monotonic() < end, f"{wanted!r} never came:\n{shown}"
            time.sleep(0.05)
        return shown


class Shell(Screen):
    """bash, zsh or fish with a home of its own, whose line and whose commands can be read.

    There `actlog` keeps what it is given to run, and completes as the real program does.
    """

    def __init__(self, name: str, home: Path) -> None:
        """Start it; its startup file may hold something already."""
        file = home / _FILES[name]
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("a") as startup:
            startup.write(_KEYS[name])
        self._seen = home / "seen"
        path = on_path(home / "bin", _KEEPS)
        super().__init__(home, name, "-i", HOME=str(home), PATH=path, SEEN=str(self._seen))

    def __enter__(self) -> Self:
        self.line("")  # it is ready when it answers
        return self

    def tab(self, typed: str) -> str:
        """Return what the line says after `typed` and Tab; the line is emptied again."""
        line = self.line(f"{typed}\t")
        self.type("", "C-x", "k")
        return line

    def line(self, typed: str) -> str:
        """Type, and return what the line says then."""
        return self._kept(typed, "C-x", "d").rstrip("\n")

    def run(self, typed: str) -> list[str]:
        """Type and press Enter; return the words that the program was given."""
        return self._kept(typed, "Enter").split("\0")[:-1]

    def _kept(self, typed: str, *keys: str) -> str:
        """Type, and return what is written into the file then."""
        self._seen.unlink(missing_ok=True)
        self.type(typed, *keys)
        end = time.monotonic() + PATIENCE
        while not self._seen.exists():
            assert time.monotonic() < end, f"it did not answer:\n{self.text}"
            time.sleep(0.01)
        return self._seen.read_text()
