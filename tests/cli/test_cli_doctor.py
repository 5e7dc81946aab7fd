"""`doctor`: a screen, data, and an exit code by health."""

import json
import re
import sqlite3
from pathlib import Path

import pytest

from tests.program import Program


def levels(shown: str) -> dict[str, str]:
    return {check["id"]: check["level"] for check in json.loads(shown)["checks"]}


def test_a_healthy_log_on_a_screen(
    actlog: Program, isolated: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    actlog.ok("log", "5", "calls", "@acme")
    monkeypatch.setattr(
        "actlog.cli.doctor._versions", lambda: {"actlog": "1.2.3", "python": "3.14.0", "x": None}
    )
    monkeypatch.setattr("shutil.disk_usage", lambda _: type("Usage", (), {"free": 9_500_000_000}))
    monkeypatch.setattr("sqlite3.sqlite_version", "3.50.0")
    shown = actlog.ok("doctor").replace(str(isolated), "~/actlog")
    shown = re.sub(r"\d+ kB", "168 kB", shown)  # as large as this SQLite makes an empty log
    assert (
        shown
        == """\
versions  actlog 1.2.3, python 3.14.0
now       2026-11-23 10:41 +0000 (UTC), set by ACTLOG_NOW
log       ~/actlog/actlog.db
backups   ~/actlog/backups
model     ~/actlog/model-week.yaml

ok        sqlite: SQLite 3.50.0 with full-text search
ok        log: 1 entry of 1 operation, 168 kB, version 3
ok        integrity: every page is sound
ok        clock: nothing was logged later than now
ok        wal: nothing waits beside the log
ok        backups: the latest is of today, 1 in all
ok        disk: 9,500 MB are free
ok        permissions: the log is yours alone
ok        model: My model week: 7 activities

healthy
"""
    )


def test_problems_are_named_with_what_mends_them(actlog: Program, isolated: Path) -> None:
    actlog.ok("log", "call")
    (isolated / "actlog.db").chmod(0o644)
    (isolated / "model-week.yaml").write_text("version: 1\nactivities: {call: {goal: -3}}\n")
    (isolated / "backups" / "actlog-2026-11-23.db").unlink()
    result = actlog("doctor")
    assert result.code == 1
    assert result.out.splitlines()[-1] == "3 problems: backups, permissions, model"
    for mend in ("mend: actlog backup", "mend: chmod 600 '", "mend: actlog model check"):
        assert mend in result.out
    assert result.err == ""


def test_as_json(actlog: Program, isolated: Path) -> None:
    actlog.ok("log", "call")
    shown = json.loads(actlog.ok("doctor", "--full", "--json"))
    assert shown["health"] == "healthy"
    assert shown["now"] == "2026-11-23T10:41:00+00:00"
    assert shown["zone"] == "UTC"
    assert shown["paths"]["database"] == str(isolated / "actlog.db")
    assert set(shown["versions"]) >= {"actlog", "python", "sqlite", "sqlite-utils", "typer"}
    assert {"id", "level", "says", "mend"} == set(shown["checks"][0])
    assert levels(json.dumps(shown))["kept"] == "ok"


def test_nothing_is_made_where_nothing_is(actlog: Program, isolated: Path) -> None:
    result = actlog("doctor", "--json")
    assert result.code == 0
    found = levels(result.out)
    assert (found["log"], found["model"]) == ("note", "note")
    assert not isolated.exists()


def test_a_log_that_cannot_be_used_is_told_as_far_as_it_can_be(
    actlog: Program, isolated: Path
) -> None:
    actlog.ok("log", "call")
    (isolated / "actlog.db").write_bytes(b"\x55" * 8192)
    result = actlog("doctor")
    assert result.code == 4
    assert "the log cannot be used: 1 problem: log" in result.out
    assert "backups: the latest is of today" in result.out
    assert json.loads(actlog("doctor", "--json").out)["health"] == "unusable"
    assert (isolated / "actlog.db").read_bytes() == b"\x55" * 8192


def test_doctor_mends_sums_and_index(actlog: Program, isolated: Path) -> None:
    actlog.ok("log", "5", "calls")
    conn = sqlite3.connect(isolated / "actlog.db")
    conn.execute("UPDATE day_totals SET count = 9")
    conn.commit()
    conn.close()
    result = actlog("doctor", "--full")
    assert (result.code, "mend: actlog doctor --mend" in result.out) == (1, True)
    assert "sums and search index agree" in actlog.ok("doctor", "--mend")
    assert json.loads(actlog.ok("week", "--json"))["activities"][3]["done"] == 5
    assert actlog("doctor", "--full").code == 0


@pytest.mark.parametrize("columns", ["40", "80"])
def test_it_fits_a_terminal(actlog: Program, columns: str) -> None:
    actlog.ok("log", "call")
    shown = actlog.terminal("doctor", columns=int(columns))
    assert shown.code == 0
    assert all(len(line) <= int(columns) for line in plain(shown.out).splitlines())


def plain(text: str) -> str:
    return re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", text)
