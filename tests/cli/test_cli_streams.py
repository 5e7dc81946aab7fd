"""Closed, full and narrow-minded streams: what was asked for is done all the same."""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from tests.program import Program, Result

COMMANDS = (
    "log call",
    "log",
    "log --stdin",
    "today",
    "list --json",
    "week --csv",
    "model check",
    "--help",
)
FULL = pytest.mark.skipif(not Path("/dev/full").exists(), reason="no full device here")


def shell(words: str, **environ: str) -> Result:
    """Run `actlog` with what a shell makes of the words behind it."""
    done = subprocess.run(
        ["bash", "-c", f"{sys.executable} -m actlog {words}"],
        capture_output=True,
        env=os.environ | environ,
        check=False,
    )
    return Result(done.returncode, done.stdout.decode("latin-1"), done.stderr.decode("latin-1"))


def calls(home: Path) -> int:
    with sqlite3.connect(home / "actlog.db") as conn:
        (count,) = conn.execute("SELECT count(*) FROM entries").fetchone()
    conn.close()
    return int(count)


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_a_closed_stream_changes_nothing_else(actlog: Program, closed: str) -> None:
    for words in COMMANDS:
        usual, found = shell(f"{words} </dev/null"), shell(f"{words} {closed}")
        assert found.code == usual.code, words
        assert "Traceback" not in found.err


def test_a_line_is_stored_though_nobody_hears_the_answer(actlog: Program, isolated: Path) -> None:
    assert shell("log call >&- 2>&-").code == 0
    assert calls(isolated) == 1


@FULL
@pytest.mark.parametrize("words", ["log call", "list --all", "week --json", "--help", "model show"])
def test_an_answer_that_cannot_be_written_is_told_as_such(actlog: Program, words: str) -> None:
    actlog.ok("log", "call")
    result = shell(f"{words} >/dev/full")
    assert (result.code, result.err) == (
        2,
        "actlog: the answer cannot be written: no space left on device\n"
        "what the command does is done; only its answer is lost\n",
    )


@FULL
def test_errors_that_cannot_be_written_keep_their_code(actlog: Program) -> None:
    assert shell("log nonsense 2>/dev/full").code == 2
    assert shell("log nonsense >/dev/full 2>&1").code == 2
    assert shell("log call @first 2>/dev/full").code == 0


@pytest.mark.parametrize("words", ["list --all", "week", "week --json", "export --csv", "--help"])
def test_a_reader_that_leaves_early_is_no_failure(actlog: Program, words: str) -> None:
    actlog.ok("log", "call")
    command = f'{words} | true; exit "${{PIPESTATUS[0]}}"'
    assert shell(command) == Result(0, "", "")


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252", "cp850", "koi8-r", "ascii", "utf-16"])
def test_a_terminal_of_few_letters_gets_what_it_can_show(
    actlog: Program, isolated: Path, encoding: str
) -> None:
    for words in ("log call @Ζεύς -- naïve", "list", "week", "today", "averages", "model show"):
        result = shell(words, PYTHONIOENCODING=encoding)
        assert result.code == 0, result
    assert calls(isolated) == 1
