import json
import os
import pty
import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from actlog.store.database import open_store
from tests.program import Program

CALLS = "at,kind,count,outcome,account\n2026-11-19,call,3,connected,Acme\n2026-11-20,call,2,,\n"


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "calls.csv"
    path.write_text(CALLS)
    return path


def entries(actlog: Program) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(actlog.ok("list", "--all", "--json"))["entries"]
    return found


def test_import_says_what_it_stored(actlog: Program, table: Path) -> None:
    actlog.ok("model", "show")
    result = actlog("import", str(table))
    assert result.code == 0
    assert result.out == (
        "imported 2 entries: 5 calls, 2026-11-19 to 2026-11-20\nactlog undo takes it back\n"
    )
    assert result.err == "new accounts: Acme\n"
    assert [entry["count"] for entry in entries(actlog)] == [3, 2]


def test_the_same_file_twice_adds_nothing(actlog: Program, table: Path) -> None:
    actlog.ok("import", str(table))
    before = entries(actlog)
    assert actlog.ok("import", str(table)) == f"nothing new in {table}: all 2 rows known already\n"
    assert entries(actlog) == before


def test_a_file_that_grew_adds_what_is_new(actlog: Program, table: Path) -> None:
    actlog.ok("import", str(table))
    table.write_text(CALLS + "2026-11-20,call,2,,\n")
    out = actlog.ok("import", str(table))
    assert "imported 1 entry: 2 calls, 2026-11-20\n" in out
    assert "2 of 3 rows are in the log already\n" in out


def test_dry_run_tells_and_stores_nothing(actlog: Program, table: Path) -> None:
    out = actlog.ok("import", str(table), "--dry-run")
    assert out == (
        "calls.csv · actlog's own columns\n"
        "\n"
        "week      calls\n"
        "2026-W47      5\n"
        "\n"
        "would import 2 entries: 5 calls, 2026-11-19 to 2026-11-20\n"
    )
    assert entries(actlog) == []
    assert actlog("undo").code == 1


def test_import_json_is_complete(actlog: Program, table: Path) -> None:
    table.write_text(CALLS + "2026-11-20,meeting_set,1,,\n")
    assert json.loads(actlog.ok("import", str(table), "--json")) == {
        "schema_version": 1,
        "operation": 1,
        "dry_run": False,
        "files": [
            {
                "name": "calls.csv",
                "format": "actlog-csv",
                "left_out": [],
                "unknown": [],
                "remarks": [],
            }
        ],
        "rows": 3,
        "added": 3,
        "changed": 0,
        "edited": 0,
        "edited_entries": [],
        "known": 0,
        "forgotten": 0,
        "rejected": 0,
        "reject_files": [],
        "first": "2026-11-19",
        "last": "2026-11-20",
        "kinds": [
            {"kind": "call", "entries": 2, "count": 5},
            {"kind": "meeting_set", "entries": 1, "count": 1},
        ],
        "weeks": [
            {
                "week": "2026-11-16",
                "kinds": [
                    {"kind": "call", "entries": 2, "count": 5},
                    {"kind": "meeting_set", "entries": 1, "count": 1},
                ],
            }
        ],
        "ancient": 0,
        "long": 0,
        "new_accounts": 1,
        "missing": [{"kind": "meeting_set", "field": "account", "entries": 1}],
    }


def test_one_bad_row_stores_nothing_and_every_bad_row_is_named(
    actlog: Program, table: Path
) -> None:
    actlog.ok("model", "show")
    table.write_text(CALLS + "soon,call,1,,\n2026-11-20,cal,1,,\n2026-11-20,call,0,,\n")
    result = actlog("import", str(table))
    assert result.code == 2
    assert result.err.splitlines() == [
        f"actlog: 3 bad rows in {table}: nothing is imported",
        "line 4: at: 'soon' is not a date; write 2026-11-23 or 2026-11-23T10:41:00+01:00",
        "line 5: kind: 'cal' is not in the model week",
        "line 6: count: '0' is not a whole number from 1 to 200",
        result.err.splitlines()[-1],
    ]
    assert result.err.splitlines()[-1].startswith("unknown kinds: 'cal' (1 row; call?); the model")
    assert entries(actlog) == []


def test_thousands_of_bad_rows_are_all_named(actlog: Program, table: Path) -> None:
    actlog.ok("model", "show")
    table.write_text("at,kind\n" + "soon,call\n" * 5000)
    lines = actlog("import", str(table)).err.splitlines()
    assert len(lines) == 23
    assert lines[0] == f"actlog: 5,000 bad rows in {table}: nothing is imported"
    assert lines[21] == "bad as well: lines 22-5001"


def test_two_rows_with_one_uid_are_bad(actlog: Program, table: Path) -> None:
    table.write_text("at,kind,uid\n2026-11-20,call,a\n2026-11-19,call,a\n")
    result = actlog("import", str(table))
    assert result.code == 2
    assert "line 3: uid: the uid is that of line 2, which says something else" in result.err


def test_unknown_columns_are_refused_by_name_unless_ignored(actlog: Program, table: Path) -> None:
    table.write_text("at,kind,Owner\n2026-11-20,call,Jo\n")
    result = actlog("import", str(table))
    assert result.code == 2
    assert "unknown columns: 'owner'" in result.err
    assert "--ignore-extra" in result.err
    assert "imported 1 entry" in actlog.ok("import", str(table), "--ignore-extra")


@pytest.mark.parametrize("name", ["missing.csv", ".", "nul\0.csv"])
def test_a_file_that_cannot_be_read_is_said(actlog: Program, tmp_path: Path, name: str) -> None:
    result = actlog("import", f"{tmp_path}/{name}")
    assert result.code == 2
    assert "cannot be read" in result.err


def test_escapes_of_a_file_are_shown_not_obeyed(actlog: Program, table: Path) -> None:
    table.write_text("at,kind\n2026-11-20,\x1b[31mcall\n")
    result = actlog("import", str(table))
    assert result.code == 2
    assert "\x1b" not in result.err + result.out


def test_an_import_is_one_undo(actlog: Program, table: Path) -> None:
    actlog.ok("import", str(table))
    assert "2 entries" in actlog.ok("undo")
    assert entries(actlog) == []
    assert "imported 2 entries" in actlog.ok("import", str(table))


def test_standard_input_can_be_imported(actlog: Program) -> None:
    result = actlog.pipe("import", "-", given=CALLS)
    assert (result.code, result.out.splitlines()[0][:18]) == (0, "imported 2 entries")


def test_a_pipe_can_be_imported_on_a_terminal() -> None:
    controller, screen = pty.openpty()
    command = [sys.executable, "-m", "actlog", "import", "-"]
    done = subprocess.run(
        command, input=CALLS.encode(), stdout=subprocess.PIPE, stderr=screen, check=False
    )
    os.close(screen)
    shown = os.read(controller, 65536).decode()
    os.close(controller)
    assert done.returncode == 0, shown
    assert done.stdout.startswith(b"imported 2 entries")


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="needs a file that fails when read")
def test_a_file_that_fails_while_it_is_read_is_said(actlog: Program) -> None:
    result = actlog("import", "/proc/self/mem")
    assert result.code == 2
    assert "actlog: the file cannot be read: Input/output error\n" in result.err


def test_a_person_is_asked_and_sees_a_bar(actlog: Program, table: Path) -> None:
    actlog.ok("model", "show")
    table.write_text("at,kind\n" + "2026-11-20,call\n" * 20_000)
    no = actlog.terminal("import", str(table), typed="n\n")
    assert no.code == 1
    assert "import 20,000 entries: 20,000 calls, 2026-11-20? (y/n)" in no.out
    assert "reading" in no.out
    assert "nothing is imported" in no.out
    assert entries(actlog) == []
    assert actlog.terminal("import", str(table), typed="y\n").code == 0
    assert len(entries(actlog)) == 20_000


def test_yes_answers_the_question(actlog: Program, table: Path) -> None:
    shown = actlog.terminal("import", str(table), "--yes")
    assert shown.code == 0
    assert "(y/n)" not in shown.out


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(st.binary(max_size=60), st.sampled_from((b"", b"at,kind\n", b"at,kind\n2026-11-20,call\n")))
def test_any_file_ends_in_entries_or_a_clean_error(
    actlog: Program, table: Path, data: bytes, start: bytes
) -> None:
    table.write_bytes(start + data)
    before = len(entries(actlog))
    result = actlog("import", str(table))
    added = len(entries(actlog)) - before
    assert result.code in {0, 2}
    if result.code == 2:
        assert added == 0
        assert "nothing is stored by halves" not in result.err
    elif added:
        assert result.out.startswith(f"imported {added:,} ")
        actlog.ok("undo")


KILLED = """
import os, signal, sys
from actlog.cli.session import Session
from actlog.cli.importing import Asked, import_file
from actlog.store import imports

if sys.argv[2] == "waiting":
    imports.keep = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
else:
    whole = imports.keep
    imports.keep = lambda *given: (whole(*given), os.kill(os.getpid(), signal.SIGKILL))
import_file(Session(), sys.argv[1], Asked())
"""


@pytest.mark.parametrize("moment", ["waiting", "stored"])
def test_a_killed_import_leaves_nothing(
    actlog: Program, table: Path, isolated: Path, moment: str
) -> None:
    actlog.ok("log", "3", "calls")
    before = actlog.ok("export")
    table.write_text("at,kind,note\n" + f"2026-11-20,call,{'x' * 900}\n" * 30_000)
    command = [sys.executable, "-c", KILLED, str(table), moment]
    done = subprocess.run(command, env=os.environ, check=False, stderr=subprocess.PIPE)
    assert done.returncode == -signal.SIGKILL, done.stderr
    assert actlog.ok("export") == before
    (database,) = isolated.glob("*.db")
    store = open_store(str(database))
    assert store.row("PRAGMA integrity_check") == ("ok",)
    store.close()
    assert "imported 30,000 entries" in actlog.ok("import", str(table))


def test_an_import_killed_at_any_moment_is_whole_or_nothing(actlog: Program, table: Path) -> None:
    actlog.ok("log", "3", "calls")
    table.write_text("at,kind,note\n" + f"2026-11-20,call,{'x' * 400}\n" * 20_000)
    luck = random.Random(os.urandom(8))
    for _ in range(4):
        process = subprocess.Popen(
            [sys.executable, "-m", "actlog", "import", str(table)], stdout=subprocess.DEVNULL
        )
        try:
            process.wait(timeout=luck.uniform(0.2, 1.2))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        assert len(entries(actlog)) in {1, 20_001}
    actlog.ok("import", str(table))
    assert len(entries(actlog)) == 20_001
