"""`--quiet` and `--yes`: what scripts say instead of reading and answering."""

import json
import re
import shlex
import sqlite3
from pathlib import Path

import pytest

from actlog.cli.main import BUG, INTERRUPTED
from actlog.domain import errors
from tests.program import Program
from tests.test_documents import ROOT

CHANGES = [
    "log call @new", "off fri pm", "start", "undo", "edit 1 @other", "rm 1", "done 1",
    "promise 'confirm meetings'", "model set call.goal 70", "model add booth",
    "accounts @acme --rename acme2", "backup", "forget @acme --yes", "check --accept",
]  # fmt: skip
LOOKS = ["today", "week", "averages", "list", "accounts", "show 1", "coach", "momentum", "doctor"]


def operations(home: Path) -> int:
    with sqlite3.connect(home / "actlog.db") as conn:
        (count,) = conn.execute("SELECT count(*) FROM operations").fetchone()
    conn.close()
    return int(count)


@pytest.fixture
def begun(actlog: Program) -> Program:
    """Return the program on a log that has something for every command."""
    actlog.ok("log", "call", "@acme", "next:write", "due:today")
    return actlog


@pytest.mark.parametrize("words", CHANGES)
def test_quiet_changes_say_nothing_and_do_the_same(
    begun: Program, isolated: Path, words: str
) -> None:
    assert begun("check").code == 0
    before = operations(isolated)
    said = begun(*shlex.split(words), "--quiet")
    if words.startswith("check"):
        assert (said.code, said.out) == (1, "")  # there is nothing to accept, which is told
        return
    assert (said.code, said.out, said.err) == (0, "", "")
    assert operations(isolated) - before == (0 if words in {"start", "backup"} else 1)


@pytest.mark.parametrize("words", LOOKS)
def test_a_quiet_look_is_its_exit_code_alone(begun: Program, words: str) -> None:
    usual = begun(*words.split())
    quiet = begun("--quiet", *words.split())
    assert (quiet.code, quiet.out, quiet.err) == (usual.code, "", "")
    assert usual.out


def test_data_that_was_asked_for_is_written_and_remarks_are_not(begun: Program) -> None:
    result = begun("log", "call", "@new", "--json", "--quiet")
    assert json.loads(result.out)["new_accounts"] == ["new"]
    assert result.err == ""
    for words in ("list --csv", "export", "db path", "week --friday --markdown"):
        assert begun.ok(*words.split(), "--quiet") == begun.ok(*words.split()) != ""


def test_errors_and_their_codes_are_the_same(begun: Program, isolated: Path) -> None:
    for words in (["log", "3", "cals"], ["week", "nonsense"], ["rm", "99"], ["redo"]):
        loud, quiet = begun(*words), begun(*words, "--quiet")
        assert (loud.code, loud.err) == (quiet.code, quiet.err)
        assert loud.err
    (isolated / "model-week.yaml").write_text("version: 1\nactivities: 3\n")
    assert "the last good one serves" in begun("log", "call", "--quiet").err


def test_a_first_quiet_log_says_nothing_of_the_starter_model_week(actlog: Program) -> None:
    result = actlog.pipe("log", "call", "@acme", "--quiet")
    assert (result.code, result.out, result.err) == (0, "", "")


def test_what_leads_up_to_a_question_is_shown_with_it(actlog: Program) -> None:
    for when in ("tue 10:00", "wed 10:00"):
        actlog.ok("log", "meeting", "set", "@acme", "for", *when.split())
    shown = actlog.terminal("log", "held", "@acme", "--quiet", typed="1\n", after="Which one?").out
    assert "2 meetings with @acme are open:\n  #1" in shown
    assert "meeting held" not in shown


def test_after_two_dashes_quiet_is_a_word(actlog: Program) -> None:
    assert "--quiet" in actlog.ok("log", "call", "--", "--quiet")


def test_yes_answers_every_question_that_has_a_yes(
    begun: Program, isolated: Path, tmp_path: Path
) -> None:
    table = tmp_path / "table.csv"
    table.write_text("at,kind,account\n2026-11-20,call,globex\n")
    begun.ok("log", "call", "@acme2")
    for words in (
        ["import", str(table)],
        ["export", "--output", str(table)],
        ["accounts", "@acme2", "--merge", "acme"],
        ["init"],
        ["backup", str(tmp_path / "copy.db")],
        ["backup", str(tmp_path / "copy.db")],
        ["restore-backup", str(tmp_path / "copy.db")],
        ["check", "--accept"],
        ["forget", "@acme"],
    ):
        if words == ["init"]:
            (isolated / "model-week.yaml").unlink()
        result = begun.terminal(*words, "--yes", NO_COLOR="1")
        assert result.code in {0, 1}, (words, result)
        assert "(y/n)" not in result.out


@pytest.mark.parametrize("document", ["README.md", "docs/scripts.md"])
def test_every_exit_code_is_documented(document: str) -> None:
    def codes(kind: type[errors.ActlogError]) -> set[int]:
        return {kind.exit_code}.union(*map(codes, kind.__subclasses__()))

    text = (ROOT / document).read_text(encoding="utf-8")
    table = text.split("| code | meaning")[1].split("\n\n")[0]
    found = {int(code) for code in re.findall(r"^\| (\d+) \|", table, re.MULTILINE)}
    assert found == codes(errors.ActlogError) | {0, BUG, INTERRUPTED}
