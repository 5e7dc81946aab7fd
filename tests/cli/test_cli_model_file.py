"""The model week's file between runs: new, changed, broken, gone, and one of several."""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from tests.program import Program

ONE = "version: 1\nname: one\nactivities: {call: {tipping_point: 50}}\n"
TWO = "version: 1\nname: two\nactivities: {call: {tipping_point: 60}}\n"
AT_ONCE = 6


def versions(home: Path) -> list[str]:
    with sqlite3.connect(home / "actlog.db") as conn:
        rows = conn.execute("SELECT compiled ->> 'name' FROM model_versions ORDER BY id")
        names = [name for (name,) in rows]
    conn.close()
    return names


@pytest.fixture
def model(isolated: Path, actlog: Program) -> Path:
    """Return the file of a model week that the log has taken in."""
    isolated.mkdir()
    path = isolated / "model-week.yaml"
    path.write_text(ONE)
    assert "of 50" in actlog.ok("log", "call")
    return path


def test_a_changed_file_is_a_version_and_so_is_changing_it_back(
    actlog: Program, model: Path, isolated: Path
) -> None:
    for text, line in ((TWO, "of 60"), (f"# a remark\n{TWO}", "of 60"), (ONE, "of 50")):
        model.write_text(text)
        assert line in actlog.ok("log", "call")
    assert versions(isolated) == ["one", "two", "one"]


def test_the_file_of_another_run_does_not_stay(
    actlog: Program, model: Path, isolated: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "other.yaml"
    other.write_text(TWO)
    monkeypatch.setenv("ACTLOG_MODEL", str(other))
    assert "of 60" in actlog.ok("log", "call")
    monkeypatch.delenv("ACTLOG_MODEL")
    assert "of 50" in actlog.ok("log", "call")
    assert versions(isolated) == ["one", "two", "one"]


def test_advice_on_a_changed_file_is_announced_once(actlog: Program, model: Path) -> None:
    model.write_text(TWO)
    said = "the model week could do better; advice: actlog model check\n"
    assert [actlog("log", "call").err for _ in range(2)] == [said, ""]


def test_a_trial_judges_one_run_and_is_no_version(
    actlog: Program, model: Path, isolated: Path, tmp_path: Path
) -> None:
    trial = tmp_path / "trial.yaml"
    trial.write_text(TWO)
    assert "of 60" in actlog.ok("log", "call", "--model", str(trial))
    assert "of 50" in actlog.ok("log", "call")
    assert versions(isolated) == ["one"]


@pytest.mark.parametrize("text", ["version: 2\n", "", "{", "\x00", "version: 1\nactivities: {}\n"])
def test_a_broken_file_never_stops_a_log(
    actlog: Program, model: Path, isolated: Path, text: str
) -> None:
    model.write_text(text)
    for _ in range(2):
        result = actlog("log", "call")
        assert (result.code, "of 50" in result.out) == (0, True)
        assert result.err.startswith("warning: the model week has ")
        assert result.err.endswith("; the last good one serves (actlog model check)\n")
    model.write_text(ONE)
    assert actlog("log", "call").err == ""
    assert versions(isolated) == ["one"]


def test_a_file_that_is_gone_or_out_of_reach_never_stops_a_log(
    actlog: Program, model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    loop, pipe = tmp_path / "loop", tmp_path / "pipe"
    loop.symlink_to(loop)
    os.mkfifo(pipe)
    for path, said in (
        (tmp_path / "nowhere.yaml", "is missing"),
        (model / "inside", "cannot be read: Not a directory"),
        (loop, "cannot be read: Too many levels of symbolic links"),
        (tmp_path, "cannot be read: Is a directory"),
        (pipe, "has 1 problem"),
    ):
        monkeypatch.setenv("ACTLOG_MODEL", str(path))
        result = actlog("log", "call")
        assert (result.code, "of 50" in result.out) == (0, True), result
        assert said in result.err


FIRST_RUN = """
import sys
from actlog.cli import log, main, model_file
from actlog.config import model_week, templates
sys.stdin.readline()
sys.exit(main.main(["log", "call"]))
"""


def test_first_runs_at_once_write_one_model_week(actlog: Program, isolated: Path) -> None:
    runs = [
        subprocess.Popen(
            [sys.executable, "-c", FIRST_RUN],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(AT_ONCE)
    ]
    for run in runs:
        assert run.stdin is not None
        run.stdin.write("\n")
        run.stdin.flush()
    said = [run.communicate() for run in runs]
    assert [run.returncode for run in runs] == [0] * AT_ONCE, said
    assert sum("wrote a starter model week" in err for _, err in said) == 1
    assert len(versions(isolated)) == 1
    names = sorted(path.name for path in isolated.iterdir())
    assert names == ["actlog.db", "backups", "model-week.yaml"]
