"""A command of the user's own: what it is given, and what becomes of one that goes wrong."""

import json
import os
import shlex
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from actlog.domain.errors import ChannelError
from actlog.remind import command

HERE = {"PATH": os.environ["PATH"], "HOME": "/nowhere"}


@pytest.fixture
def script(tmp_path: Path) -> Path:
    """Return an executable that writes its input and words to files beside it."""
    path = tmp_path / "a folder" / "notify.sh"
    path.parent.mkdir()
    path.write_text('#!/bin/sh\ncat > "$0.in"\nprintf "%s\\n" "$@" > "$0.words"\n')
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


def read(script: Path, ending: str) -> str:
    return Path(f"{script}.{ending}").read_text()


def failed(words: str, document: str = "{}", limit: float = 5) -> str:
    with pytest.raises(ChannelError) as error:
        command.tell(words, document, HERE, limit)
    assert "\n" not in error.value.message
    return error.value.message


def test_a_command_gets_the_document_and_its_own_words(script: Path) -> None:
    command.tell(f"{shlex.quote(str(script))} --to 'Jo Doe' '$HOME' *|", '{"a": "é"}', HERE)
    assert read(script, "in") == '{"a": "é"}\n'
    assert read(script, "words").splitlines() == ["--to", "Jo Doe", "$HOME", "*|"]


def test_a_tilde_is_the_home_of_the_user(script: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(script.parent))
    command.tell("~/notify.sh", "{}", HERE)
    assert read(script, "in") == "{}\n"


def test_it_has_the_environment_that_it_is_given(capfd: pytest.CaptureFixture[str]) -> None:
    command.tell("sh -c 'echo $ACTLOG_HOME'", "{}", HERE | {"ACTLOG_HOME": "/x y"})
    assert capfd.readouterr().out == "/x y\n"


def test_large_documents_arrive_whole(script: Path) -> None:
    large = json.dumps({"a": "x" * 3_000_000})
    command.tell(shlex.quote(str(script)), large, HERE)
    assert read(script, "in") == f"{large}\n"


def test_bytes_that_are_no_text_become_json_escapes(script: Path) -> None:
    command.tell(shlex.quote(str(script)), '{"a": "\udc80"}', HERE)
    assert json.loads(read(script, "in")) == {"a": "\udc80"}


def test_a_command_need_not_read() -> None:
    command.tell("true", "x" * 3_000_000, HERE)


def test_what_a_command_leaves_behind_is_waited_for_no_longer_than_the_limit() -> None:
    begun = time.monotonic()
    command.tell("sh -c 'sleep 20 <&0 & exit 0'", "x" * 3_000_000, HERE, 0.5)
    assert time.monotonic() - begun < 10


def test_an_exit_code_is_an_error() -> None:
    assert failed("sh -c 'cat >/dev/null; exit 3'") == "the command sh ended with exit code 3"
    assert failed("false", "x" * 3_000_000) == "the command false ended with exit code 1"
    assert failed("sh -c 'kill -9 $$'") == "the command sh was killed by signal 9"


def test_a_slow_command_is_ended_with_all_that_it_started(tmp_path: Path) -> None:
    pipe = tmp_path / "held"
    os.mkfifo(pipe)
    with open(os.open(pipe, os.O_RDONLY | os.O_NONBLOCK), "rb") as held:
        os.set_blocking(held.fileno(), True)
        slow = f"sh -c 'exec 3>{pipe}; sleep 30 & sleep 30'"
        assert failed(slow, limit=0.5) == "the command sh was not done after 0.5 s and was ended"
        begun = time.monotonic()
        assert held.read() == b""  # it ends when nobody has it open
        assert time.monotonic() - begun < 15


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("", "the command is empty"),
        ("  ", "the command is empty"),
        ("''", "the command is empty"),
        ("it's", "the command it's is not understood: no closing quotation"),
        ("/no/such", "the command /no/such does not start (no such file or directory)"),
        ("/tmp", "the command /tmp does not start (permission denied)"),
        ("a\0b", "the command a\\x00b does not start (embedded null byte)"),
        (
            "no-such-\x1b[31m",
            "the command no-such-\\x1b[31m does not start (no such file or directory)",
        ),
    ],
)
def test_a_command_that_does_not_start_is_one_line(words: str, message: str) -> None:
    assert failed(words) == message


def test_an_interrupt_ends_the_command_too() -> None:
    code = """from actlog.remind import command
command.tell("sh -c 'kill -INT $PPID; sleep 30'", "")
"""
    begun = time.monotonic()
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert done.stderr.endswith(b"KeyboardInterrupt\n")
    assert time.monotonic() - begun < 15  # its output is closed: the command is gone
