"""`model edit`, `set` and `add`: the file, its versions and the log change together."""

import errno
import json
import os
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from actlog.config import files
from tests.program import Program


@pytest.fixture
def model(actlog: Program, isolated: Path) -> Path:
    """Begin a log with the starter model week and return its file."""
    actlog.ok("log", "5", "calls")
    return isolated / "model-week.yaml"


def goals(actlog: Program) -> list[tuple[str, int | None]]:
    shown = json.loads(actlog.ok("model", "show", "--json"))
    return [(kind["kind"], kind["goal"]) for kind in shown["activities"]]


def editor(tmp_path: Path, *rounds: str) -> str:
    """Return an editor that runs a piece of Python on `path` and `text` each time it opens."""
    script = tmp_path / "editor.py"
    script.write_text(
        "import pathlib, sys\npath = pathlib.Path(sys.argv[-1])\ntext = path.read_text()\n"
        f"turns = pathlib.Path({str(tmp_path / 'turns')!r})\n"
        "turn = len(turns.read_text()) if turns.exists() else 0\n"
        "turns.write_text('x' * (turn + 1))\n"
        f"pathlib.Path({str(tmp_path)!r}, f'seen-{{turn}}').write_text(text)\n"
        f"exec({list(rounds)!r}[turn])\n"
    )
    return f"{sys.executable} {script}"


def test_a_value_is_set_and_said_and_undone_with_the_file(actlog: Program, model: Path) -> None:
    before = model.read_text()
    assert actlog.ok("model", "set", "call.goal", "70") == "activities.call.goal: 240 → 70\n"
    assert model.read_text() == before.replace("goal: 240", "goal: 70")
    assert ("call", 70) in goals(actlog)
    assert actlog.ok("undo") == "undid 2: model set call.goal 70\n"
    assert model.read_text() == before
    assert ("call", 240) in goals(actlog)
    assert actlog.ok("redo") == "redid 2: model set call.goal 70\n"
    assert ("call", 70) in goals(actlog)
    actlog.ok("undo")
    assert actlog.ok("undo") == "undid 1: log 5 calls\n"


def test_what_was_changed_by_hand_since_stays_when_a_change_is_undone(
    actlog: Program, model: Path
) -> None:
    before = model.read_text()
    actlog.ok("model", "set", "call.goal", "70")
    model.write_text(model.read_text().replace("name: My model week", "name: Mine"))
    actlog.ok("undo")
    assert model.read_text() == before.replace("name: My model week", "name: Mine")


def test_a_change_that_no_longer_fits_the_file_is_not_undone(actlog: Program, model: Path) -> None:
    actlog.ok("model", "set", "call.goal", "70")
    model.write_text(model.read_text().replace("goal: 70", "goal: 71"))
    result = actlog("undo")
    assert (result.code, result.out) == (3, "")
    assert "was changed by hand since operation 2: nothing is undone" in result.err
    assert "goal: 71" in model.read_text()
    assert ("call", 71) in goals(actlog)


def test_a_wrong_value_changes_nothing_and_is_told_with_its_place(
    actlog: Program, model: Path
) -> None:
    before = model.read_text()
    result = actlog("model", "set", "call.goal", "0")
    assert (result.code, result.out) == (3, "")
    assert result.err == (
        f'actlog: the model week has 1 problem\n{model}:62:11: goal of call is "0", expected a '
        "whole number from 1 to 100000\nnothing is changed\n"
    )
    assert model.read_text() == before
    assert actlog("undo").out == "undid 1: log 5 calls\n"


def test_a_broken_file_is_told_where_it_is_broken_and_may_be_mended_by_a_value(
    actlog: Program, model: Path
) -> None:
    model.write_text(model.read_text().replace("goal: 240", "goal: 0"))
    broken = actlog("model", "set", "email.goal", "5")
    assert broken.code == 3
    assert f"{model}:62:11: goal of call" in broken.err
    actlog.ok("model", "set", "call.goal", "240")
    model.write_text(model.read_text() + "\nx: [\n")
    assert f"{model}:" in actlog("model", "set", "call.goal", "5").err


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["set", "call.goal", "240"], 1, "activities.call.goal is 240 already"),
        (["set", "call.plural", "--unset"], 1, "there is no activities.call.plural"),
        (["set", "call.goal"], 2, "which value?"),
        (["set", "call.goal", "3", "--unset"], 2, "--unset takes a key away"),
        (["set", "cal.goal", "3"], 2, "did you mean call?"),
        (["set", "call.goal", ""], 2, "the value is empty"),
        (["add", "call"], 2, "call stands in activities already"),
        (["add", "friday"], 3, '"friday" is read as a date'),
        (["add", "win", "--result", "--goal", "3"], 3, "results can't be managed"),
        (["edit"], 2, "nobody is there to edit"),
    ],
)
def test_what_cannot_be_done_is_said_and_changes_nothing(
    actlog: Program, model: Path, words: list[str], code: int, said: str
) -> None:
    before = model.read_text()
    result = actlog("model", *words)
    assert (result.code, result.out) == (code, "")
    assert said in result.err
    assert model.read_text() == before


def test_an_activity_is_added_and_can_be_logged_at_once(actlog: Program, model: Path) -> None:
    said = actlog.ok("model", "add", "booth", "--tipping-point", "5", "--alias", "stand")
    assert said == "activities.booth: none → {aliases: [stand], tipping_point: 5}\n"
    assert "3 booths" in actlog.ok("log", "3", "stands")
    shown = json.loads(actlog.ok("model", "add", "pilot", "--result", "--json"))
    assert shown | {"operation": 0, "file": ""} == {
        "schema_version": 1, "operation": 0, "file": "", "place": "results.pilot", "old": None,
        "new": "{}",
    }  # fmt: skip


def test_a_file_of_its_own_is_changed_and_the_log_is_not(
    actlog: Program, model: Path, tmp_path: Path
) -> None:
    trial = tmp_path / "trial.yaml"
    trial.write_text("version: 1\nactivities: {visit: {}}\n")
    actlog.ok("--model", str(trial), "model", "set", "visit.goal", "3")
    assert trial.read_text() == "version: 1\nactivities: {visit: {goal: 3}}\n"
    assert actlog.ok("undo") == "undid 1: log 5 calls\n"


def test_a_linked_file_keeps_its_link_its_permissions_and_its_mark(
    actlog: Program, model: Path, tmp_path: Path
) -> None:
    real = tmp_path / "real.yaml"
    real.write_bytes(b"\xef\xbb\xbf" + model.read_bytes().replace(b"\n", b"\r\n"))
    real.chmod(0o640)
    model.unlink()
    model.symlink_to(real)
    before = real.read_bytes()
    actlog.ok("model", "set", "call.goal", "70")
    assert model.is_symlink()
    assert stat.S_IMODE(real.stat().st_mode) == 0o640
    assert real.read_bytes() == before.replace(b"goal: 240", b"goal: 70")


def test_a_folder_that_may_not_be_written_changes_nothing(
    actlog: Program, model: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    actlog.ok("model", "set", "call.goal", "60")  # loads what they may not be allowed to read
    unprivileged: Path = request.getfixturevalue("unprivileged")
    theirs = unprivileged / "model-week.yaml"
    monkeypatch.setenv("ACTLOG_HOME", str(unprivileged / "home"))
    monkeypatch.setenv("ACTLOG_MODEL", str(theirs))
    actlog.ok("log", "call")
    before = theirs.read_bytes()
    unprivileged.chmod(0o500)
    result = actlog("model", "set", "call.goal", "70")
    assert (result.code, result.err) == (
        3,
        f"actlog: {theirs} cannot be written: permission denied\nnothing is changed\n",
    )
    unprivileged.chmod(0o700)
    assert theirs.read_bytes() == before
    assert actlog.ok("undo").startswith("undid 1: log call")


def test_a_file_that_is_missing_is_written_again_with_what_it_said(
    actlog: Program, model: Path
) -> None:
    model.write_text(model.read_text().replace("goal: 240", "goal: 100  # mine"))
    actlog.ok("week")
    model.unlink()
    assert "(actlog model edit writes it again)" in actlog("week").err
    result = actlog("model", "set", "call.goal", "70")
    assert (result.out, result.err) == (
        "activities.call.goal: 100 → 70\n",
        f"{model} was missing: the last good model week is there again\n",
    )
    assert "goal: 70  # mine" in model.read_text()


def test_a_file_that_cannot_be_replaced_changes_nothing(
    actlog: Program, model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = tmp_path / "gone" / "model.yaml"
    monkeypatch.setattr(os.path, "realpath", lambda path, **_: str(elsewhere))
    result = actlog("model", "set", "call.goal", "70")
    monkeypatch.undo()
    assert result.code == 3
    assert "cannot be written: no such file or directory\nnothing is changed\n" in result.err
    assert "goal: 240" in model.read_text()


def test_two_changes_at_once_are_both_made(actlog: Program, model: Path) -> None:
    places = ["call.goal", "email.goal", "follow_up.goal", "connect.goal", "linkedin.goal"]
    runs = [
        subprocess.Popen(
            [sys.executable, "-m", "actlog", "model", "set", place, "7"],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        for place in places
    ]
    said = [run.communicate() for run in runs]
    assert [run.returncode for run in runs] == [0] * len(places), said
    found = dict(goals(actlog))
    assert [found[place.partition(".")[0]] for place in places] == [7] * len(places)


@pytest.mark.parametrize("written", [False, True])
def test_a_crash_between_the_log_and_the_file_is_mended_by_the_next_command(
    actlog: Program,
    model: Path,
    isolated: Path,
    monkeypatch: pytest.MonkeyPatch,
    written: bool,
) -> None:
    before = model.read_text()

    def crash(path: str, text: str) -> None:
        if written:
            real(path, text)
        raise KeyboardInterrupt

    real = files.write
    monkeypatch.setattr(files, "write", crash)
    assert actlog("model", "set", "call.goal", "70").code == 130
    monkeypatch.setattr(files, "write", real)
    assert (model.read_text() == before) is not written
    assert actlog.ok("log", "call").startswith("#2")
    assert model.read_text() == before.replace("goal: 240", "goal: 70")
    assert ("call", 70) in goals(actlog)
    with closing(sqlite3.connect(isolated / "actlog.db", isolation_level=None)) as log:
        assert log.execute("SELECT count(*) FROM model_due").fetchone() == (0,)


def test_a_disk_that_fills_up_between_the_log_and_the_file_is_not_said_to_change_nothing(
    actlog: Program, model: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", full)
        result = actlog("model", "set", "call.goal", "70")
    assert (result.code, result.err) == (
        3,
        f"actlog: {model} cannot be written: no space left on device\n"
        "the log has its change, which is written as soon as that works\n",
    )
    assert "goal: 240" in model.read_text()
    assert actlog("log", "call").err == ""
    assert "goal: 70" in model.read_text()


def test_an_edited_file_is_checked_and_a_wrong_one_comes_back(
    actlog: Program, model: Path, tmp_path: Path
) -> None:
    wrong = "path.write_text(text.replace('goal: 240', 'goal: 0'))"
    right = "path.write_text(text.replace('goal: 0', 'goal: 70'))"
    result = actlog.terminal("model", "edit", EDITOR=editor(tmp_path, wrong, right), VISUAL="")
    assert (result.code, result.out) == (0, f"changed {model}\n")
    top = (tmp_path / "seen-1").read_text().split("\n")[:3]
    assert top[0] == "#! the model week has 1 problem"
    assert top[1].startswith(f'#! {model}:64:11: goal of call is "0"')
    assert "goal: 70" in model.read_text()
    assert "#!" not in model.read_text()
    assert actlog.ok("undo") == "undid 2: model edit\n"


def test_an_edit_that_is_given_up_keeps_the_text_and_the_file(
    actlog: Program, model: Path, tmp_path: Path, isolated: Path
) -> None:
    before = model.read_text()
    wrong = "path.write_text(text.replace('goal: 240', 'goal: 0'))"
    result = actlog.terminal("model", "edit", EDITOR=editor(tmp_path, wrong, "0"), VISUAL="")
    (kept,) = isolated.glob("unsaved-*.yaml")
    assert result.code == 3
    assert f"{model}:62:11: goal of call" in result.out
    assert f"your text is in {kept}" in result.out
    assert "goal: 0" in kept.read_text()
    assert model.read_text() == before


def test_an_edit_that_changes_nothing_is_nothing_to_do(actlog: Program, model: Path) -> None:
    result = actlog.terminal("model", "edit", EDITOR="true", VISUAL="")
    assert (result.code, result.out) == (
        1, "actlog: the text is as it was: nothing to change\n",
    )  # fmt: skip


def test_a_file_that_changed_under_an_edit_is_left_alone_and_the_text_is_kept(
    actlog: Program, model: Path, tmp_path: Path, isolated: Path
) -> None:
    both = (
        f"other = pathlib.Path({str(model)!r}); "
        "other.write_text(text.replace('goal: 240', 'goal: 100')); "
        "path.write_text(text.replace('goal: 240', 'goal: 70'))"
    )
    result = actlog.terminal("model", "edit", EDITOR=editor(tmp_path, both), VISUAL="")
    assert result.code == 3
    assert "was changed meanwhile" in result.out
    assert "goal: 100" in model.read_text()
    (kept,) = isolated.glob("unsaved-*.yaml")
    assert "goal: 70" in kept.read_text()
