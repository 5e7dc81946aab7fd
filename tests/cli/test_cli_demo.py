"""`demo`: the same made-up rep every time, and never the user's own log."""

import json
from pathlib import Path

import pytest

from tests.program import Program


def test_the_demo_is_deterministic_and_leaves_nothing_behind(
    actlog: Program, isolated: Path
) -> None:
    first, second = actlog("demo"), actlog("demo")
    assert first.code == 0
    assert first == second
    assert not isolated.exists()
    assert "meetings held" in first.out


def test_a_kept_demo_is_a_log_like_any_other(
    actlog: Program, isolated: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "rep"
    actlog.ok("demo", "--keep", str(folder))
    assert not isolated.exists()
    monkeypatch.setenv("ACTLOG_HOME", str(folder))
    averages = json.loads(actlog.ok("averages", "--json"))
    counted = {row["kind"]: row["windows"][-1]["weeks_counted"] for row in averages["activities"]}
    assert counted["call"] == 12  # thirteen weeks, one of them a holiday
    assert actlog("demo", "--keep", str(folder)).code == 2


def test_the_demo_does_not_follow_the_users_own_files(
    actlog: Program, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    own = tmp_path / "own.db"
    monkeypatch.setenv("ACTLOG_DB", str(own))
    monkeypatch.setenv("ACTLOG_MODEL", str(tmp_path / "own.yaml"))
    actlog.ok("demo")
    assert list(tmp_path.iterdir()) == []
