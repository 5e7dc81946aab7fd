"""Shells' own files: a block put in and taken out, everything else byte for byte."""

import os
import stat
from pathlib import Path

import pytest

from actlog.config.startup import Place, install, place, remove
from actlog.domain.errors import InputError

SCRIPT = "# ours\ncomplete actlog\n"
BEFORE = b"alias a=b\r\n# \xff\xfe odd bytes\nexport X=1"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path


def bash(home: Path) -> Place:
    return place("bash", {"HOME": str(home)})


def test_each_shell_has_its_places(home: Path) -> None:
    environ = {"HOME": "/h"}
    assert place("bash", environ).startup == "/h/.bashrc"
    assert place("bash", environ).script == "/h/.local/share/bash-completion/completions/actlog"
    assert place("zsh", environ | {"ZDOTDIR": "/z"}).startup == "/z/.zshrc"
    assert place("zsh", environ | {"XDG_DATA_HOME": "/d"}).script == (
        "/d/zsh/site-functions/_actlog"
    )
    fish = place("fish", environ | {"XDG_CONFIG_HOME": "/c"})
    assert (fish.script, fish.startup) == ("/c/fish/completions/actlog.fish", None)
    assert place("powershell", environ).startup == "/h/.config/powershell/profile.ps1"
    assert place("powershell", environ, profile="C:/p.ps1").startup == "C:/p.ps1"


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
def test_everything_comes_out_as_it_went_in(home: Path, shell: str) -> None:
    where = place(shell, {"HOME": str(home)})
    if where.startup is not None:
        Path(where.startup).parent.mkdir(parents=True, exist_ok=True)
        Path(where.startup).write_bytes(BEFORE)
    first = install(where, SCRIPT)
    assert set(first) == {path for path in (where.script, where.startup) if path is not None}
    if where.startup is not None:
        assert Path(where.startup).read_bytes().startswith(BEFORE)
    assert install(where, SCRIPT) == []
    assert set(remove(where, SCRIPT)) == set(first)
    if where.startup is not None:
        assert Path(where.startup).read_bytes() == BEFORE
    assert where.script is None or not Path(where.script).exists()
    assert remove(where, SCRIPT) == []


def test_a_newer_script_takes_the_place_of_the_old(home: Path) -> None:
    where = bash(home)
    install(where, SCRIPT)
    assert install(where, SCRIPT + "more\n") == [where.script]
    powershell = place("powershell", {"HOME": str(home)})
    assert powershell.startup is not None
    install(powershell, SCRIPT)
    install(powershell, "# other\n")
    assert SCRIPT not in Path(powershell.startup).read_text()


def test_a_file_that_was_made_for_the_block_goes_with_it(home: Path) -> None:
    where = bash(home)
    install(where, SCRIPT)
    remove(where, SCRIPT)
    assert not (home / ".bashrc").exists()


def test_a_link_stays_a_link_and_permissions_stay(home: Path) -> None:
    kept = home / "dotfiles" / "bashrc"
    kept.parent.mkdir()
    kept.write_bytes(BEFORE)
    kept.chmod(0o640)
    (home / ".bashrc").symlink_to("dotfiles/bashrc")
    install(bash(home), SCRIPT)
    assert (home / ".bashrc").is_symlink()
    assert b"actlog" in kept.read_bytes()
    assert stat.S_IMODE(kept.stat().st_mode) == 0o640
    remove(bash(home), SCRIPT)
    assert kept.read_bytes() == BEFORE
    assert (home / ".bashrc").is_symlink()


def test_what_is_read_only_is_left_alone_whole(unprivileged: Path) -> None:
    file = unprivileged / ".bashrc"
    file.write_bytes(BEFORE)
    file.chmod(0o444)
    where = bash(unprivileged)
    with pytest.raises(InputError, match=r"\.bashrc cannot be written: it is read-only"):
        install(where, SCRIPT)
    assert file.read_bytes() == BEFORE
    assert where.script is not None
    assert not Path(where.script).exists()


def test_somebody_elses_script_is_left_alone(home: Path) -> None:
    where = place("fish", {"HOME": str(home)})
    assert where.script is not None
    Path(where.script).parent.mkdir(parents=True)
    Path(where.script).write_text("complete -c actlog\n")
    assert remove(where, SCRIPT) == []
    with pytest.raises(InputError, match="is not actlog's own"):
        install(where, SCRIPT)
    assert Path(where.script).read_text() == "complete -c actlog\n"


def test_a_profile_in_utf_16_is_left_alone(home: Path) -> None:
    where = place("powershell", {"HOME": str(home)})
    assert where.startup is not None
    Path(where.startup).parent.mkdir(parents=True)
    Path(where.startup).write_bytes("Set-Alias a b".encode("utf-16"))
    with pytest.raises(InputError, match="not in UTF-8"):
        install(where, SCRIPT)


def test_a_folder_in_the_place_of_a_file_is_told(home: Path) -> None:
    (home / ".bashrc").mkdir()
    with pytest.raises(InputError, match="cannot be read: is a directory"):
        install(bash(home), SCRIPT)
    for nowhere in ("", os.curdir):
        with pytest.raises(InputError, match="no home folder"):
            place("bash", {"HOME": nowhere})
