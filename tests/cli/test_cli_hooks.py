"""Hooks: real programs, given what was stored, that can lose nothing and hold nothing up."""

from __future__ import annotations

import json
import os
import re
import shlex
import signal
import sqlite3
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from actlog.cli import hooks
from actlog.cli.log import lean_log
from actlog.cli.session import Session
from tests.cli.test_cli_lanes import HEAVY, loaded
from tests.program import Program, Result
from tests.schemas import validator
from tests.test_documents import ROOT

Make = Callable[..., Path]

USUAL = hooks.SECONDS

PATIENT = """
import sys
from actlog.cli import hooks
hooks.SECONDS = 60.0
from actlog.cli.main import run
sys.exit(run())
"""


def patient(*words: str, given: str = "") -> Result:
    """Run as a process of its own that gives hooks more time: a test machine may be busy."""
    command = [sys.executable, "-c", PATIENT, *words]
    done = subprocess.run(command, input=given.encode(), capture_output=True, check=False)
    return Result(done.returncode, done.stdout.decode(), done.stderr.decode())


@pytest.fixture(autouse=True)
def more_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give hooks in this process more time as well."""
    monkeypatch.setattr(hooks, "SECONDS", 60.0)


@pytest.fixture
def hook(isolated: Path) -> Make:
    """Return what makes a hook of a shell script; it gets an empty line of its own."""

    def make(name: str, script: str, mode: int = 0o755) -> Path:
        folder = isolated / "hooks"
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / name
        path.write_text(f"#!/bin/sh\n{script}\n")
        path.chmod(mode)
        return path

    return make


def given(isolated: Path, name: str = "given") -> list[dict[str, Any]]:
    """Return what `cat >> given` has collected: one document a line, as its schema says."""
    path = isolated / "hooks" / name
    found = [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []
    for one in found:
        validator("hook").validate(one)
    return found


def notes(home: Path) -> list[str | None]:
    conn = sqlite3.connect(home / "actlog.db")
    try:
        return [n for (n,) in conn.execute("SELECT note FROM entries WHERE live ORDER BY id")]
    finally:
        conn.close()


def test_on_log_reads_what_was_stored(actlog: Program, isolated: Path, hook: Make) -> None:
    hook("on-log", "cat >> given")
    actlog.ok("log", "2", "calls", "1", "connected", "@acme", "--note", "Ελένη")
    (one,) = given(isolated)
    listed = json.loads(actlog.ok("list", "--json"))["entries"]
    assert one == {
        "schema_version": 1,
        "event": "log",
        "operation": 1,
        "at": "2026-11-23T10:41:00+00:00",
        "command": "log",
        "words": "2 calls 1 connected @acme -- Ελένη",
        "target": None,
        "count": 2,
        "entries": [entry | {"live": True} for entry in listed],
    }


def test_every_way_of_logging_runs_on_log_once_an_operation(
    actlog: Program, isolated: Path, hook: Make
) -> None:
    hook("on-log", "cat >> given")
    hook("on-change", "cat >> changed")
    actlog.ok("start")
    actlog.ok("stop", "12", "touches", "20m")
    patient("log", "--stdin", given="call\ncall\n")
    patient("log", "--stdin", "--follow", given="call\nbogus\n3 calls\n")
    actlog.terminal("log", typed="4 calls\n\x04", after="log>")
    found = given(isolated)
    assert [one["command"] for one in found] == ["stop", "log", "log", "log", "log"]
    assert [one["count"] for one in found] == [1, 2, 1, 1, 1]
    assert given(isolated, "changed") == []


def test_on_change_reads_entries_as_they_are_now(
    actlog: Program, isolated: Path, hook: Make, tmp_path: Path
) -> None:
    table = tmp_path / "table.csv"
    table.write_text("at,kind,account\n2026-11-20,call,globex\n2026-11-20,call,globex\n")
    actlog.ok("log", "call", "@acme", "next:write", "due:today")
    hook("on-change", "cat >> given")
    for words in (
        "edit 1 5 calls", "rm 1", "restore 1", "undo", "redo", "done 1", f"import {table} --yes",
        "accounts @globex --rename acme2", "accounts @acme2 --merge acme --yes", "undo",
        "model rename call dial", "undo",
    ):  # fmt: skip
        actlog.ok(*words.split())
    found = given(isolated)
    assert [(one["command"], one["target"], one["count"]) for one in found] == [
        ("edit", None, 1),
        ("rm", None, 1),
        ("restore", None, 1),
        ("undo", 4, 1),
        ("redo", 4, 1),
        ("done", None, 1),
        ("import", None, 2),
        ("accounts", None, 2),
        ("accounts", None, 2),
        ("undo", found[8]["operation"], 2),
        ("model", None, 3),
        ("undo", found[10]["operation"], 3),
    ]
    assert {one["event"] for one in found} == {"change"}
    assert [one["entries"][0]["live"] for one in found[:5]] == [True, False, True, False, True]
    assert found[0]["entries"][0]["count"] == 5
    assert {entry["account"] for entry in found[7]["entries"]} == {"acme2"}
    assert {entry["account"] for entry in found[8]["entries"]} == {"acme"}
    assert [one["entries"][0]["kind"] for one in found[10:]] == ["dial", "call"]


def test_what_changes_no_entry_runs_no_hook(actlog: Program, isolated: Path, hook: Make) -> None:
    hook("on-change", "cat >> given")
    for words in ("off fri pm", "undo", "promise x", "model set call.goal 70", "week", "backup"):
        actlog.ok(*words.split())
    assert actlog("undo", "99").code == 1
    assert given(isolated) == []


def test_a_hook_learns_of_a_person_forgotten_and_no_name(
    actlog: Program, isolated: Path, hook: Make
) -> None:
    actlog.ok("log", "call", "@acme", "--note", "secret")
    hook("on-change", "cat >> given")
    actlog.ok("forget", "@acme", "--yes")
    (one,) = given(isolated)
    assert (one["command"], one["words"], one["count"], one["entries"]) == ("forget", "", 0, [])
    assert "acme" not in json.dumps(one)


def test_a_hook_of_a_large_import_gets_the_first_thousand_and_their_number(
    actlog: Program, isolated: Path, hook: Make, tmp_path: Path
) -> None:
    table = tmp_path / "table.csv"
    table.write_text("at,kind,note\n" + "".join(f"2026-11-20,call,{n}\n" for n in range(1500)))
    hook("on-change", "cat >> given")
    actlog.ok("import", str(table), "--yes")
    (one,) = given(isolated)
    assert (one["count"], len(one["entries"])) == (1500, 1000)


@pytest.mark.parametrize(
    ("script", "said"),
    [
        ("exit 3", "ended with exit code 3"),
        ("kill -9 $$", "was killed by signal 9"),
        ("cat >/dev/null; nosuchprogram", "ended with exit code 127"),
    ],
)
def test_a_hook_that_fails_loses_nothing_and_is_said_once(
    actlog: Program, isolated: Path, hook: Make, script: str, said: str
) -> None:
    path = hook("on-log", script)
    first = actlog("log", "call", "--note", "one")
    assert (first.code, first.out[:10]) == (0, "#1  1 call")
    lines = [line for line in first.err.splitlines() if line.startswith("warning")]
    assert lines == [f"warning: the hook {path} {said}; the log has everything"]
    second = actlog("log", "call", "--note", "two")
    assert (second.code, second.err) == (0, "")
    hook("on-log", "exit 4")
    assert "ended with exit code 4" in actlog("log", "call").err
    hook("on-log", "exit 0")
    assert actlog("log", "call").err == ""
    path.write_text(f"#!/bin/sh\n{script}\n")
    assert said in actlog("log", "call").err  # it had worked in between
    assert notes(isolated) == ["one", "two", None, None, None]
    assert actlog.ok("undo").startswith("undid 5: log call")


def test_a_failing_hook_is_told_even_if_quiet_and_json_stays_json(
    actlog: Program, hook: Make
) -> None:
    actlog.ok("log", "call")
    hook("on-log", "echo noise; echo noise >&2; exit 3")
    result = actlog.pipe("log", "call", "--json", "--quiet")
    assert json.loads(result.out)["operation"] == 2
    assert result.err.count("\n") == 1
    assert "noise" in actlog.pipe("log", "call", "--debug").err


@pytest.mark.parametrize("script", ["sleep 300", "trap '' TERM; sleep 300", "sleep 300 & wait"])
def test_a_hook_that_hangs_is_ended_with_all_it_started(
    actlog: Program, isolated: Path, hook: Make, monkeypatch: pytest.MonkeyPatch, script: str
) -> None:
    monkeypatch.setattr(hooks, "SECONDS", USUAL)
    actlog.ok("today")
    hook("on-log", f"echo $$ > group; {script}; echo late > late")
    begun = time.monotonic()
    result = actlog("log", "call")
    assert time.monotonic() - begun < 10
    assert result.code == 0
    assert "took too long, and was ended" in result.err
    group = int((isolated / "hooks/group").read_text())
    deadline = time.monotonic() + 10
    while alive(group) and time.monotonic() < deadline:
        time.sleep(0.01)  # init has yet to bury them
    assert not alive(group)
    assert not (isolated / "hooks/late").exists()
    assert actlog("log", "call").err == ""  # said once


def alive(group: int) -> bool:
    """Tell whether any process of a group lives; one that waits to be buried does not."""
    for file in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = file.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[2]) == group and fields[0] != "Z":
            return True
    return False


def test_hooks_of_one_answer_share_their_time(
    actlog: Program, hook: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    actlog.ok("today")
    monkeypatch.setattr(hooks, "SECONDS", 0.3)
    hook("on-log", "sleep 60")
    with Session() as session:
        for _ in range(20):
            lean_log(session, ["call"], None)
        begun = time.monotonic()
        session.settle()
        assert time.monotonic() - begun < 6  # 20 of 0.3 s each


def test_what_a_hook_leaves_in_the_background_goes_on(
    actlog: Program, isolated: Path, hook: Make
) -> None:
    os.mkfifo(fifo := isolated.parent / "fifo")
    hook("on-log", f'given=$(cat); (read -r go < {fifo}; echo "$given" > given) >/dev/null 2>&1 &')
    assert actlog("log", "call").code == 0
    assert given(isolated) == []
    fifo.write_text("go\n")
    deadline = time.monotonic() + 20
    while not given(isolated) and time.monotonic() < deadline:
        time.sleep(0.01)
    assert given(isolated)[0]["operation"] == 1


def test_the_hook_of_the_document_sends_what_was_logged(
    actlog: Program, isolated: Path, hook: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = (ROOT / "docs/scripts.md").read_text(encoding="utf-8")
    (script,) = re.findall(r"```sh\n(#!/bin/sh\n.*?)```", text, re.DOTALL)
    curl = tmp_path / "bin/curl"
    curl.parent.mkdir()
    curl.write_text(f"#!/bin/sh\ncat > {tmp_path}/draft\nmv {tmp_path}/draft {tmp_path}/sent\n")
    curl.chmod(0o755)
    monkeypatch.setenv("PATH", f"{curl.parent}:{os.environ['PATH']}")
    hook("on-log", script)
    assert actlog("log", "call", "@acme").code == 0
    deadline = time.monotonic() + 20
    while not (tmp_path / "sent").exists() and time.monotonic() < deadline:
        time.sleep(0.01)
    sent = json.loads((tmp_path / "sent").read_text())
    assert sent["entries"][0]["account"] == "acme"


LARGE = "n" * 3900


@pytest.mark.parametrize("script", ["exit 0", "exec <&-; sleep 0.05", "head -c 10 >/dev/null"])
def test_a_hook_that_does_not_read_a_large_text_is_no_failure(
    actlog: Program, hook: Make, script: str
) -> None:
    actlog.ok("today")
    hook("on-log", script)
    lines = "".join(f"call -- {LARGE}\n" for _ in range(60))
    result = patient("log", "--stdin", given=lines)
    assert (result.code, result.err) == (0, "")


def test_a_hook_that_leaves_its_large_text_to_somebody_who_does_not_read_is_no_failure(
    actlog: Program, hook: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    actlog.ok("today")
    monkeypatch.setattr(hooks, "SECONDS", 1.5)
    hook("on-log", "sleep 4 <&0 >/dev/null 2>&1 & exit 0")
    lines = tmp_path / "lines"
    lines.write_text("".join(f"call -- {LARGE}\n" for _ in range(60)))
    assert actlog("log", "--file", str(lines)).err == ""


def test_a_hook_that_floods_its_output_is_no_matter(actlog: Program, hook: Make) -> None:
    actlog.ok("today")
    hook("on-log", "head -c 20000000 /dev/zero; head -c 20000000 /dev/zero >&2")
    result = patient("log", "call")
    assert (result.code, result.err) == (0, "")
    assert result.out.count("\n") == 1


def test_a_hook_that_logs_hits_the_same_log_and_starts_no_hook(
    actlog: Program, isolated: Path, hook: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ACTLOG_HOME", os.path.relpath(isolated))
    actlog.ok("today")
    hook(
        "on-log",
        f'echo "$ACTLOG_HOOK $PWD" >> runs; {shlex.quote(sys.executable)} -m actlog log 3 calls '
        "--note again || echo failed >> runs",
    )
    result = actlog("log", "call")
    assert (result.code, result.err) == (0, "")
    assert notes(isolated) == [None, "again"]
    assert (isolated / "hooks/runs").read_text() == f"on-log {isolated / 'hooks'}\n"


@pytest.mark.parametrize(
    ("mode", "said"),
    [(0o644, "not executable (chmod +x)"), (0o777, "others may write to it")],
)
def test_a_file_that_may_not_be_run_is_said_once(
    actlog: Program, isolated: Path, hook: Make, mode: int, said: str
) -> None:
    actlog.ok("today")
    path = hook("on-log", "echo ran > ran", mode)
    assert said in actlog("log", "call").err
    assert actlog("log", "call").err == ""
    path.chmod(0o755)
    assert actlog("log", "call").err == ""
    assert (isolated / "hooks/ran").exists()


def checks(actlog: Program) -> list[dict[str, Any]]:
    shown = json.loads(actlog("doctor", "--json").out)
    validator("doctor").validate(shown)
    found: list[dict[str, Any]] = shown["checks"]
    return found


def test_doctor_tells_of_hooks_that_may_not_be_run(
    actlog: Program, isolated: Path, hook: Make
) -> None:
    actlog.ok("log", "call")
    assert [one for one in checks(actlog) if one["id"] == "hooks"] == []
    hook("on-log", "exit 1")
    assert checks(actlog)[-1] == {"id": "hooks", "level": "ok", "says": "on-log", "mend": None}
    hook("on-week-end", "exit 0", 0o644)
    check = checks(actlog)[-1]
    assert (actlog("doctor").code, check["level"]) == (1, "problem")
    assert "on-week-end is not run: it is not executable (chmod +x)" in check["says"]


def test_other_files_that_are_no_hooks(actlog: Program, isolated: Path, hook: Make) -> None:
    actlog.ok("today")
    path = hook("on-log", "exit 0")
    path.write_text("echo without a first line\n")
    assert (
        "its first line names no program to run it (such as #!/bin/sh)" in actlog("log", "call").err
    )
    path.write_text("#!/no/such/program\n")
    assert "the program that its first line names is not there" in actlog("log", "call").err
    path.unlink()
    path.mkdir()
    assert "is no plain file" in actlog("log", "call").err
    path.rmdir()
    path.symlink_to("/no/such/file")
    assert "is a link to a file that is not there" in actlog("log", "call").err
    assert actlog("log", "call").err == ""
    assert "on-log is a link to a file that is not there" in checks(actlog)[-1]["says"]
    path.unlink()
    hook("on-log", "echo ran > ran")
    (isolated / "hooks").chmod(0o777)
    assert "others may write to it, or to its folder" in actlog("log", "call").err
    assert not (isolated / "hooks/ran").exists()


def test_somebody_elses_hook_is_not_run(isolated: Path, hook: Make) -> None:
    path = hook("on-log", "exit 0")
    status = path.stat()
    theirs = list(status)
    theirs[stat.ST_UID] = 65533
    assert hooks._wrong(str(path), status, status) is None
    for pair in ((os.stat_result(theirs), status), (status, os.stat_result(theirs))):
        assert "belongs to somebody else" in str(hooks._wrong(str(path), *pair))


def test_an_answer_that_nobody_reads_runs_the_hook_all_the_same(
    actlog: Program, isolated: Path, hook: Make
) -> None:
    hook("on-log", "cat >> given")
    log = f"{sys.executable} -m actlog log call"
    subprocess.run(
        ["bash", "-c", f"{log} >/dev/full; {log} | true"], capture_output=True, check=False
    )
    assert [one["operation"] for one in given(isolated)] == [1, 2]


def test_ctrl_c_ends_the_hook_and_keeps_the_entry(
    actlog: Program, isolated: Path, hook: Make
) -> None:
    actlog.ok("today")
    os.mkfifo(fifo := isolated.parent / "fifo")
    hook("on-log", f"cat >/dev/null; echo $$ > {fifo}; exec sleep 300")
    process = subprocess.Popen(
        [sys.executable, "-c", PATIENT, "log", "call"], stderr=subprocess.PIPE
    )
    group = int(fifo.read_text())
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=30)
    assert (process.returncode, err) == (0, b"")  # what was asked for is done
    assert not alive(group)
    assert notes(isolated) == [None]


def test_ctrl_c_at_a_hook_ends_a_stream_of_lines(
    actlog: Program, isolated: Path, hook: Make
) -> None:
    actlog.ok("today")
    os.mkfifo(fifo := isolated.parent / "fifo")
    hook("on-log", f"cat >/dev/null; echo $$ > {fifo}; exec sleep 300")
    process = subprocess.Popen(
        [sys.executable, "-c", PATIENT, "log", "--stdin", "--follow"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert process.stdin is not None
    process.stdin.write(b"call\n")
    process.stdin.flush()
    group = int(fifo.read_text())
    process.send_signal(signal.SIGINT)
    assert process.wait(30) == 130
    process.communicate()
    assert not alive(group)
    assert notes(isolated) == [None]


def test_without_a_hook_to_run_logging_loads_nothing_more(
    actlog: Program, isolated: Path, hook: Make
) -> None:
    actlog.ok("log", "call")
    hook("on-log.sample", "exit 1")
    hook("on-week-end", "exit 1")  # no week is over
    assert loaded("log", "call") & HEAVY == set()


def at(monkeypatch: pytest.MonkeyPatch, now: str) -> None:
    monkeypatch.setenv("ACTLOG_NOW", now)


def test_on_week_end_reads_each_finished_week_once(
    actlog: Program, isolated: Path, hook: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    hook("on-week-end", "cat >> given")
    actlog.ok("log", "2", "calls", "@acme")
    actlog.ok("log", "call", "--note", "sunday", "today")
    assert given(isolated) == []  # the log begins in this week
    at(monkeypatch, "2026-11-30T00:00")
    week = json.loads(actlog.ok("week", "last", "--json"))
    assert given(isolated) == []  # looking hands over nothing
    actlog.ok("log", "call")
    actlog.ok("log", "call")
    (one,) = given(isolated)
    assert {key: one[key] for key in week} == week
    assert (one["event"], one["week"]["label"], one["count"]) == ("week-end", "2026-W48", 2)
    assert [entry["note"] for entry in one["entries"]] == [None, "sunday"]
    at(monkeypatch, "2026-12-06T23:59")
    actlog.ok("log", "call")
    assert len(given(isolated)) == 1
    at(monkeypatch, "2026-12-07T09:00")
    assert actlog("remind").code in {0, 1}
    assert actlog("remind").code in {0, 1}
    assert [one["week"]["label"] for one in given(isolated)] == ["2026-W48", "2026-W49"]
    at(monkeypatch, "2026-11-30T00:00")  # a clock set back
    actlog.ok("log", "call")
    assert len(given(isolated)) == 2


def test_weeks_of_a_break_are_handed_over_one_a_command(
    actlog: Program, isolated: Path, hook: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    hook("on-week-end", "cat >> given")
    actlog.ok("log", "call", "8 days ago")
    at(monkeypatch, "2027-01-20T09:00")  # 2027-W03
    for _ in range(9):
        actlog.ok("log", "call")
    labels = [one["week"]["label"] for one in given(isolated)]
    assert labels == ["2026-W47", "2026-W51", "2026-W52", "2026-W53", "2027-W01", "2027-W02"]
    assert given(isolated)[1]["entries"] == []


def test_a_week_is_handed_over_once_by_two_shells_at_once(
    actlog: Program, isolated: Path, hook: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    actlog.ok("log", "call")
    at(monkeypatch, "2026-11-30T09:00")
    hook("on-week-end", "cat >> given")
    shells = [
        subprocess.Popen([sys.executable, "-m", "actlog", "log", "call"], stdout=subprocess.PIPE)
        for _ in range(6)
    ]
    for shell in shells:
        shell.communicate(timeout=60)
        assert shell.returncode == 0
    actlog.ok("log", "call")
    assert len(given(isolated)) == 1


def test_a_failing_week_end_is_said_and_not_tried_again(
    actlog: Program, isolated: Path, hook: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    actlog.ok("log", "call")
    at(monkeypatch, "2026-11-30T09:00")
    path = hook("on-week-end", "echo run >> runs; exit 1", 0o644)
    assert "not executable" in actlog("log", "call").err
    path.chmod(0o755)
    assert "ended with exit code 1" in actlog("log", "call").err
    assert actlog("log", "call").err == ""
    assert (isolated / "hooks/runs").read_text() == "run\n"


def test_a_trial_model_week_judges_no_week_for_a_hook(
    actlog: Program, isolated: Path, hook: Make, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    actlog.ok("log", "call")
    at(monkeypatch, "2026-11-30T09:00")
    hook("on-week-end", "cat >> given")
    trial = tmp_path / "trial.yaml"
    trial.write_text("version: 1\nname: trial\nactivities: {knock: {tipping_point: 9}}\n")
    actlog.ok("log", "knock", "--model", str(trial))
    assert given(isolated) == []
