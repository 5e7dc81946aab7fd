"""Real shells in a real terminal: type, press Tab, and see what stands in the line."""

from __future__ import annotations

import contextlib
import os
import pty
import select
import signal
import sys
import time
from pathlib import Path

from tests.shells import needs

_PATIENCE = 20.0
_START = {
    "bash": ["bash", "--rcfile", "{home}/.bashrc", "-i"],
    "zsh": ["zsh", "-i"],
    "fish": ["fish", "-i"],
}
_FILES = {"bash": ".bashrc", "zsh": ".zshrc", "fish": ".config/fish/config.fish"}
# One key writes the line as it stands into a file, another empties it.
_KEYS = {
    "bash": 'bind -x \'"\\C-xd":printf %s "$READLINE_LINE" >"$SEEN.new"; mv "$SEEN.new" "$SEEN"\'\n'
    "bind '\"\\C-xk\":kill-whole-line'\nbind 'set bell-style none'\nPS1='$ '\n",
    "zsh": "seen() { print -rn -- $BUFFER >$SEEN.new; mv $SEEN.new $SEEN }\nzle -N seen\n"
    "bindkey -e\nbindkey '^Xd' seen\nbindkey '^Xk' kill-whole-line\nPS1='$ '\nunsetopt beep\n",
    "fish": "function fish_prompt; echo '$ '; end\nfunction fish_greeting; end\n"
    "function seen; commandline >$SEEN.new; mv $SEEN.new $SEEN; end\n"
    "bind \\cxd seen\nbind \\cxk kill-whole-line\n",
}
_PROGRAM = """\
#!{python}
import os, sys
if sys.argv[1:2] != ["completion"]:
    with open(os.environ["SEEN"] + ".new", "w") as file:
        file.write("\\0".join(sys.argv[1:]))
    os.rename(os.environ["SEEN"] + ".new", os.environ["SEEN"])
    sys.exit()
from actlog.cli.main import run
run()
"""


class Shell:
    """A shell with a home of its own, in which `actlog` keeps what it is given to run.

    Completions come from the real program; use it in a `with` statement.
    """

    def __init__(self, name: str, home: Path, startup: str = "") -> None:
        """Start it; `startup` is what its file says behind our own keys."""
        needs(name)
        self.name = name
        self._seen = home / "seen"
        bin_ = home / "bin"
        bin_.mkdir(parents=True, exist_ok=True)
        program = bin_ / "actlog"
        program.write_text(_PROGRAM.format(python=sys.executable))
        program.chmod(0o755)
        file = home / _FILES[name]
        file.parent.mkdir(parents=True, exist_ok=True)
        before = file.read_text() if file.exists() else ""
        file.write_text(before + _KEYS[name] + startup)
        kept = {key: value for key, value in os.environ.items() if not key.startswith("COVERAGE")}
        environ = kept | {
            "HOME": str(home),
            "LC_ALL": "C.UTF-8",
            "PATH": f"{bin_}:{os.environ['PATH']}",
            "SEEN": str(self._seen),
            "TERM": "xterm",
        }
        environ.pop("ZDOTDIR", None)
        command = [part.format(home=home) for part in _START[name]]
        self._child, self._screen = pty.fork()
        if self._child == 0:
            os.chdir(home)
            os.execvpe(command[0], command, environ)

    def __enter__(self) -> Shell:
        self.line("")  # it is ready when it answers
        return self

    def __exit__(self, *_: object) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.kill(self._child, signal.SIGKILL)
        os.close(self._screen)
        os.waitpid(self._child, 0)

    def tab(self, typed: str, times: int = 1) -> str:
        """Return what the line says after `typed` and Tab; the line is emptied again."""
        line = self.line(typed + "\t" * times)
        os.write(self._screen, b"\x18k")
        return line

    def line(self, typed: str) -> str:
        """Type, and return what the line says then."""
        self._seen.unlink(missing_ok=True)
        os.write(self._screen, typed.encode() + b"\x18d")
        return self._wait().rstrip("\n")

    def run(self, typed: str) -> list[str]:
        """Type and press Enter; return the words that the program was given."""
        self._seen.unlink(missing_ok=True)
        os.write(self._screen, typed.encode() + b"\r")
        return self._wait().split("\0")

    def _wait(self) -> str:
        """Wait for what the shell was asked to write, and keep its screen from filling up."""
        deadline = time.monotonic() + _PATIENCE
        self.shown = b""
        while not self._seen.exists():
            if time.monotonic() > deadline:
                raise AssertionError(f"{self.name} did not answer: {self.shown!r}")
            if select.select([self._screen], [], [], 0.02)[0]:
                with contextlib.suppress(OSError):
                    self.shown += os.read(self._screen, 65536)
        return self._seen.read_text()
