"""The real program for the tests: in this process, in a pipe, or in a terminal."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from actlog.cli.main import main


@dataclass(frozen=True)
class Result:
    """What a run came to."""

    code: int
    out: str
    err: str


class Program:
    """Runs `actlog` with the test's own environment."""

    def __init__(self, capture: pytest.CaptureFixture[str]) -> None:
        self.capture = capture

    def __call__(self, *words: str) -> Result:
        """Run in this process: quick, and counted by coverage."""
        self.capture.readouterr()
        code = main(words)
        out, err = self.capture.readouterr()
        return Result(code, out, err)

    def ok(self, *words: str) -> str:
        """Run in this process; it must succeed. Returns its output."""
        result = self(*words)
        assert result.code == 0, result
        return result.out

    def pipe(self, *words: str, given: str | bytes = "", **environ: str) -> Result:
        """Run as a process of its own, between pipes."""
        data = given.encode() if isinstance(given, str) else given
        done = subprocess.run(
            [sys.executable, "-m", "actlog", *words],
            input=data,
            capture_output=True,
            env=os.environ | environ,
            check=False,
        )
        return Result(done.returncode, done.stdout.decode(), done.stderr.decode())

    def terminal(
        self,
        *words: str,
        typed: str = "",
        after: str = "",
        columns: int = 80,
        **environ: str,
    ) -> Result:
        """Run in a real terminal; `typed` is typed once `after` is on it. Colours are kept."""
        command = [sys.executable, "-m", "actlog", *words]
        size = {"COLUMNS": str(columns), "LINES": "24", "TERM": "xterm-256color"}
        size["PROMPT_TOOLKIT_NO_CPR"] = "1"  # nothing here answers where the cursor is
        child, screen = pty.fork()
        if child == 0:
            os.execvpe(command[0], command, os.environ | size | environ)
        shown, waiting = b"", bool(typed)
        while True:
            if waiting and after.encode() in shown:
                os.write(screen, typed.encode())
                waiting = False
            try:
                part = os.read(screen, 65536)
            except OSError:  # the terminal closes with its last process
                break
            if not part:
                break
            shown += part
        os.close(screen)
        _, status = os.waitpid(child, 0)
        text = shown.decode("utf-8", "replace").replace("\r\n", "\n")
        return Result(os.waitstatus_to_exitcode(status), text, "")


def made_up_home(folder: Path, now: str) -> Path:
    """Write the made-up rep's half year up to `now`, and return its home."""
    home = folder / "demo"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ACTLOG_NOW", now)
        patch.setenv("ACTLOG_HOME", str(folder / "none"))
        assert main(["demo", "--keep", str(home)]) == 0
    return home
