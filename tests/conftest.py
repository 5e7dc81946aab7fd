"""What every test stands on: its own folders, its own zone, one clock."""

import importlib
import os
import pkgutil
import shlex
import stat
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

import actlog as actlog_package
from actlog.config.templates import STARTER, write_template
from actlog.store.database import open_store
from tests.program import Program

settings.register_profile(
    "default", deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True
)
settings.register_profile("ci", settings.get_profile("default"), derandomize=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Count no coverage of properties and simulations: it takes nearly as long as they do.

    They run what the examples beside them have run, hundreds of times. Three files of mostly
    properties took 58 s with it and 33 s without.
    """
    for item in items:
        function = getattr(item, "function", None)
        many = "simulation" in item.nodeid or "machine" in item.nodeid
        if many or getattr(function, "is_hypothesis_test", False):
            item.add_marker(pytest.mark.no_cover)


NOW = "2026-11-23T10:41:00"


@pytest.fixture(autouse=True)
def isolated(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    """Point the program at an empty home and at UTC, and leave the user's own log alone."""
    for name in list(os.environ):
        if name.startswith(("ACTLOG_", "XDG_")) or name in {"COLUMNS", "LINES", "NO_COLOR"}:
            monkeypatch.delenv(name)
    home = tmp_path / "home"
    monkeypatch.setenv("ACTLOG_HOME", str(home))
    monkeypatch.setenv("HOME", str(tmp_path / "user"))  # `completion install` writes there
    monkeypatch.setenv("ACTLOG_NOW", NOW)
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    yield home
    monkeypatch.undo()
    time.tzset()


@pytest.fixture
def actlog(isolated: Path, capsys: pytest.CaptureFixture[str]) -> Program:
    """Return the program, with an empty home."""
    return Program(capsys)


@pytest.fixture
def spared(isolated: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Spare the machine's own crontab and timers: commands that change them find others.

    Returns the folder of programs that are found first.
    """
    folder, crontab = tmp_path / "bin", shlex.quote(str(tmp_path / "crontab"))
    folder.mkdir()
    (tmp_path / "crontab").touch()
    for name, script in {
        "crontab": f"if [ $1 = -l ]; then cat {crontab}; else cat >{crontab}; fi",
        "systemctl": "exit 1",
    }.items():
        (folder / name).write_text(f"#!/bin/sh\n{script}\n")
        (folder / name).chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}:{os.environ['PATH']}")
    return folder


@pytest.fixture
def unprivileged(tmp_path: Path) -> Iterator[Path]:
    """Give a folder with a model week to somebody whom permissions bind, and be that somebody.

    The program is loaded before: they may not be allowed to read where it lies.
    """
    folder = tmp_path / "theirs"
    folder.mkdir()
    for module in pkgutil.walk_packages(actlog_package.__path__, "actlog."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    open_store(str(tmp_path / "loads.db")).close()
    write_template(STARTER, str(folder / "model-week.yaml"))
    if os.geteuid() != 0:
        yield folder
        return
    # They stay open: other tests at the same time are behind the same folders.
    for path in (tmp_path, *tmp_path.parents):
        mode = stat.S_IMODE(path.stat().st_mode)
        if path.stat().st_uid == 0 and mode & 0o011 != 0o011:
            path.chmod(mode | 0o011)
    for path in (folder, *folder.iterdir()):
        os.chown(path, 65534, 65534)
    os.seteuid(65534)
    yield folder
    os.seteuid(0)
