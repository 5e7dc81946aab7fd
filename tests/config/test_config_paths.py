"""Where the files live: what the environment says, else what platformdirs says."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from platformdirs.macos import MacOS
from platformdirs.unix import Unix
from platformdirs.windows import Windows

from actlog.config.paths import find
from actlog.domain.errors import InputError


def theirs(folders: Unix | MacOS | Windows) -> tuple[str, str]:
    return (
        os.path.join(folders.user_data_dir, "actlog.db"),
        os.path.join(folders.user_config_dir, "model-week.yaml"),
    )


def ours(platform: str) -> tuple[str, str]:
    environ = {name: value for name, value in os.environ.items() if name != "ACTLOG_HOME"}
    found = find(environ, platform)
    return found.database, found.model


XDG = [
    {},
    {"XDG_DATA_HOME": "/data", "XDG_CONFIG_HOME": "/configs"},
    {"XDG_DATA_HOME": "relative", "XDG_CONFIG_HOME": ""},
    {"HOME": "/somebody/else"},
    {"HOME": "not/absolute"},
]


@pytest.mark.parametrize("environ", XDG)
def test_folders_on_linux_and_macos_are_those_of_platformdirs(
    environ: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in environ.items():
        monkeypatch.setenv(name, value)
    assert ours("linux") == theirs(Unix("actlog"))
    assert ours("darwin") == theirs(MacOS("actlog"))


def test_folders_on_windows_are_those_of_platformdirs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOCALAPPDATA", "/Users/jo/AppData/Local/")
    # What platformdirs asks the system for on Windows, asked of the environment elsewhere.
    local = os.path.normpath(os.environ["LOCALAPPDATA"])
    folders = Windows("actlog", appauthor=False)
    expected = folders._append_parts(local)
    assert ours("win32") == (
        os.path.join(expected, "actlog.db"),
        os.path.join(expected, "model-week.yaml"),
    )


def test_windows_without_its_variable_finds_the_folder_in_the_users() -> None:
    found = find({"USERPROFILE": "/Users/jo"}, "win32")
    assert found.database == "/Users/jo/AppData/Local/actlog/actlog.db"


def test_home_holds_both_files() -> None:
    found = find({"ACTLOG_HOME": "/log"})
    assert (found.home, found.database, found.model) == (
        "/log",
        "/log/actlog.db",
        "/log/model-week.yaml",
    )


def test_each_file_can_be_named_alone_and_outranks_the_home() -> None:
    environ = {"ACTLOG_HOME": "/log", "ACTLOG_DB": "/else/my.db", "ACTLOG_MODEL": "/else/m.yaml"}
    found = find(environ)
    assert (found.home, found.database, found.model) == ("/log", "/else/my.db", "/else/m.yaml")


def test_empty_variables_count_as_not_set() -> None:
    empty = {"HOME": "/jo", "ACTLOG_HOME": "", "ACTLOG_DB": "", "ACTLOG_MODEL": ""}
    assert find(empty, "linux") == find({"HOME": "/jo"}, "linux")


def test_relative_paths_and_the_users_home_become_absolute(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    found = find({"HOME": "/jo", "ACTLOG_DB": "x/../my.db", "ACTLOG_MODEL": "~/m.yaml"}, "linux")
    assert (found.database, found.model) == (str(tmp_path / "my.db"), "/jo/m.yaml")


def test_where_one_stands_may_be_gone_unless_a_path_starts_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    assert find({"ACTLOG_HOME": "/log"}).home == "/log"
    with pytest.raises(InputError, match="log starts in the folder where you stand, which is gone"):
        find({"ACTLOG_HOME": "log"})


def test_finding_paths_loads_nothing_heavy() -> None:
    program = (
        "import sys, __future__; before = set(sys.modules); import actlog.config.paths; "
        "print(sorted(name for name in set(sys.modules) - before if 'actlog' not in name))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    assert done.stdout.decode().strip() == "[]"
