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


def needs(*programs: str) -> None:
    """Skip a test whose program is not here, unless no test may be skipped."""
    missing = [name for name in programs if shutil.which(name) is None]
    if missing and not os.environ.get("NO_TEST_MAY_BE_SKIPPED"):
        pytest.skip(f"not installed here: {', '.join(missing)}")
    assert not missing


def on_path(folder: Path) -> str:
    """Put the program under its name into a folder; return a PATH that begins with it."""
    folder.mkdir(exist_ok=True)
    program = folder / "actlog"
    program.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m actlog "$@"\n')
    program.chmod(0o755)
    return f"{folder}:{os.environ['PATH']}"


class Screen:
    """One tmux server of its own with one window, in which a command runs."""

    def __init__(self, folder: Path, *command: str, **environ: str) -> None:
        """Start the command on 80 columns."""
        needs("tmux", command[0])
        self._socket = str(folder / "tmux")
        outside = {name: value for name, value in os.environ.items() if name != "TMUX"}
        self._environ = outside | {"TERM": "xterm-256color", "LC_ALL": "C.UTF-8"} | environ
        self._tmux("-f", os.devnull, "new-session", "-d", "-x", "80", "-y", "24", *command)

    def _tmux(self, *words: str, check: bool = True) -> str:
        run = ["tmux", "-S", self._socket, *words]
        done = subprocess.run(run, env=self._environ, capture_output=True, text=True, check=check)
        return done.stdout

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._tmux("kill-server", check=False)  # it is gone where its last window is

    def type(self, *keys: str) -> None:
        """Type texts and keys by tmux's names, such as `Tab` and `Enter`."""
        self._tmux("send-keys", *keys)

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
