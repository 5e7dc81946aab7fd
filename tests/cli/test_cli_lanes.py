"""Two lanes, one code: the quick one loads little, and both come to the same."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from actlog.cli import app as typer_lane
from actlog.cli.globals import Globals
from actlog.cli.main import main
from tests.program import Program

HEAVY = {
    "click",
    "dataclasses",
    "dateutil",
    "decimal",
    "email",
    "enum",
    "fractions",
    "hashlib",
    "inspect",
    "json",
    "numpy",
    "pathlib",
    "prompt_toolkit",
    "pydantic",
    "random",
    "rapidfuzz",
    "re",
    "rich",
    "ruamel",
    "shutil",
    "sqlite_utils",
    "subprocess",
    "tempfile",
    "typer",
    "typing",
    "uuid",
    "zoneinfo",
}
DRAWING = {
    "dataclasses",
    "decimal",
    "enum",
    "fractions",
    "inspect",
    "random",
    "re",
    "rich",
    "typing",
}

LOADED = """
import sys
from actlog.cli.main import main
code = main(sys.argv[1:])
print(code, *{name.partition(".")[0] for name in sys.modules})
"""


def loaded(*words: str, codes: str = "0") -> set[str]:
    """Return the packages that a run has loaded; it must end with one of the `codes`."""
    # -S and -E: what the site or a coverage run loads is not the program's.
    done = subprocess.run(
        [sys.executable, "-c", LOADED, *words],
        capture_output=True,
        text=True,
        check=True,
        env={k: v for k, v in os.environ.items() if not k.startswith("COVERAGE")},
    )
    code, *names = done.stdout.splitlines()[-1].split()
    assert code in codes, done
    return set(names)


@pytest.mark.parametrize(
    "words",
    [
        ["log", "5", "calls"],
        ["log", "12", "calls", "2", "connected", "@acme/dana", "yesterday", "3pm", "+tag"],
        ["log", "call", "20m", "thu", "9:10", "--", "a note"],
        ["undo"],
        ["start"],
        ["status"],
        ["status", "--format", "{calls.done}[ {timer}]{behind}", "--style", "zsh"],
        ["stop", "10", "touches", "@acme", "20m"],
    ],
)
def test_logging_loads_nothing_heavy(actlog: Program, words: list[str]) -> None:
    actlog.ok("log", "call", "@acme/dana")
    if words[0] == "stop":
        actlog.ok("start")
    assert loaded(*words) & HEAVY == set()


@pytest.mark.parametrize("time", ["07:00", "16:45"])
@pytest.mark.parametrize("words", [["remind"], ["remind", "--again"]])
def test_reminding_loads_nothing_heavy(
    actlog: Program, monkeypatch: pytest.MonkeyPatch, words: list[str], time: str
) -> None:
    actlog.ok("log", "meeting", "set", "@acme", "for", "tomorrow", "10:00", "next:x", "due:today")
    actlog.ok("log", "call", "last", "fri")
    actlog.ok("week")  # the coach has been heard this week
    monkeypatch.setenv("ACTLOG_NOW", f"2026-11-23T{time}")
    assert loaded(*words, codes="01") & HEAVY == set()


@pytest.mark.parametrize("command", ["today", "week", "averages"])
def test_looking_loads_rich_and_nothing_else_that_is_heavy(actlog: Program, command: str) -> None:
    actlog.ok("log", "call")
    assert loaded(command) & (HEAVY - DRAWING) == set()


def test_the_coach_loads_no_numpy_before_there_are_weeks_to_test(actlog: Program) -> None:
    actlog.ok("log", "call", "2 weeks ago")
    assert "numpy" not in loaded("coach")


SOME_WORDS = (
    "call 5 calls 2 connected @acme @x/y yesterday 9:10 20m +tag -- held moved meeting set for"
    " tomorrow -2d cals next:call due:fri won value:18k Ελένη \x1b[1m"
)
WORDS = st.lists(st.sampled_from([*SOME_WORDS.split(), "a note", ""]), max_size=8)


def quick(words: list[str]) -> int:
    return main(["log", *words])


def slow(words: list[str]) -> int:
    """Force the same words through Typer."""
    from actlog.cli import main as lane
    from actlog.domain.errors import ActlogError

    left, tail = lane.split_note(["log", *words])
    try:
        return typer_lane.run_app(left, tail, Globals())
    except ActlogError as error:
        return lane._tell(error)


def content(home: Path) -> list[tuple[object, ...]]:
    database = sqlite3.connect(home / "actlog.db")
    try:
        entries = database.execute("SELECT * FROM entries ORDER BY id").fetchall()
        operations = database.execute("SELECT * FROM operations ORDER BY id").fetchall()
    finally:
        database.close()
    # Uids differ from run to run, and a story names one.
    numbers = {row[1]: row[0] for row in entries}
    return [tuple(numbers.get(value, value) for value in row) for row in entries] + operations


@settings(
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(lines=st.lists(WORDS, min_size=1, max_size=3))
def test_both_lanes_give_the_same_output_code_and_database(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path_factory: pytest.TempPathFactory,
    lines: list[list[str]],
) -> None:
    seen = []
    for lane in (quick, slow):
        home = tmp_path_factory.mktemp("lane") / "home"
        monkeypatch.setenv("ACTLOG_HOME", str(home))
        assert main(["log", "call"]) == 0
        capsys.readouterr()
        codes = [lane(words) for words in lines]
        out, err = capsys.readouterr()
        seen.append((codes, out, err.replace(str(home), ""), content(home)))
    assert seen[0] == seen[1]


def test_global_options_may_stand_anywhere(actlog: Program, tmp_path: Path) -> None:
    trial = tmp_path / "trial.yaml"
    trial.write_text("version: 1\nname: trial\nactivities: {knock: {tipping_point: 9}}\n")
    for words in (["--model", str(trial), "week"], ["week", f"--model={trial}"]):
        assert "knocks" in actlog.ok(*words)
    assert actlog("week", "--model").code == 2


def test_a_bug_is_told_in_two_lines_with_code_70(
    actlog: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("actlog.cli.look.week", lambda *_: 1 // 0)
    result = actlog("week")
    assert result.code == 70
    assert len(result.err.splitlines()) == 2
    debugged = actlog("week", "--debug")
    assert debugged.code == 70
    assert "ZeroDivisionError" in debugged.err.splitlines()[-3]


def test_debug_shows_where_an_error_came_from_and_keeps_its_code(actlog: Program) -> None:
    result = actlog("--debug", "log", "bogus")
    assert result.code == 2
    assert "Traceback" in result.err
    assert "bogus is not understood" in result.err
    assert "Traceback" not in actlog("log", "bogus", "--", "--debug").err


def test_a_reader_that_leaves_early_ends_the_command_quietly(actlog: Program) -> None:
    actlog.ok("log", "call")
    command = f"{sys.executable} -m actlog list --all --json | true"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert done.stderr == ""


def test_ctrl_c_is_heard_while_another_program_holds_the_log(
    actlog: Program, isolated: Path
) -> None:
    actlog.ok("log", "call")

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGALRM, interrupt)
    holder = sqlite3.connect(isolated / "actlog.db", isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    try:
        signal.setitimer(signal.ITIMER_REAL, 0.3)
        begun = time.monotonic()
        assert actlog("log", "call").code == 130
        assert time.monotonic() - begun < 10  # a third of what it waits for the lock
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
        holder.close()


def test_json_commands_print_one_document_with_a_version(actlog: Program) -> None:
    actlog.ok("log", "call")
    for words in (["today"], ["week"], ["averages"], ["list"], ["off"], ["model", "show"]):
        assert json.loads(actlog.ok(*words, "--json"))["schema_version"] == 1
