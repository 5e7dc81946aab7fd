"""A text in the user's own editor, with small scripts for editors."""

import os
import stat
import sys
from pathlib import Path

import pytest

from actlog.cli.editor import REMARK, edit_until, run_editor
from actlog.cli.session import Session
from actlog.domain.errors import InputError, NothingToDoError


class Room(Session):
    """A session at whose terminal somebody sits."""

    interactive = True


@pytest.fixture
def room(isolated: Path, monkeypatch: pytest.MonkeyPatch) -> Room:
    monkeypatch.delenv("VISUAL", raising=False)
    return Room()


def use(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, *rounds: str) -> Path:
    """Make an editor that runs a piece of Python on `path` each time it is opened."""
    record = tmp_path / "record"
    record.mkdir()
    script = tmp_path / "my editor.py"
    script.write_text(
        f"import os, pathlib, sys\npath = pathlib.Path(sys.argv[-1])\n"
        f"record = pathlib.Path({str(record)!r})\nturn = len(list(record.iterdir()))\n"
        "text = path.read_text()\n(record / str(turn)).write_text(f'{path}\\n{text}')\n"
        f"exec({list(rounds)!r}[turn])\n"
    )
    monkeypatch.setenv("EDITOR", f"{sys.executable} '{script}' --wait")
    return record


def read(text: str) -> str:
    for number, line in enumerate(text.split("\n"), 1):
        if "bad" in line:
            raise InputError(f"line {number} is bad", "write good")
    return text


def unsaved(home: Path) -> list[str]:
    return [path.read_text() for path in home.glob("unsaved-*")]


def test_the_editor_may_have_arguments_and_sees_a_private_file_that_is_gone_after(
    room: Room, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    look = "(record / 'x').write_text(oct(os.stat(path.parent).st_mode)[-3:]); "
    record = use(monkeypatch, tmp_path, look + "path.write_text('Grüße\\n')")
    assert run_editor(room, "one\n", ".yaml") == "Grüße\n"
    path = (record / "0").read_text().split("\n")[0]
    assert path.endswith(".yaml")
    assert (record / "x").read_text() == "700"
    assert not Path(path).parent.exists()


def test_visual_comes_before_editor(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EDITOR", "false")
    monkeypatch.setenv("VISUAL", "true")
    assert run_editor(room, "one\n", ".txt") == "one\n"


def test_without_a_terminal_nobody_edits(isolated: Path) -> None:
    with pytest.raises(InputError, match="nobody is there to edit"):
        run_editor(Session(), "one\n", ".txt")


@pytest.mark.parametrize(
    ("editor", "said"),
    [
        ("false", "the editor false ended with exit code 1: nothing is changed"),
        ("no-such-editor -w", "the editor no-such-editor does not start (no such file or dir"),
        ("sh -c 'kill -9 $$'", "the editor sh was killed by signal 9: nothing is changed"),
        ("'open", "the editor 'open is not understood: no closing quotation"),
    ],
)
def test_an_editor_that_fails_is_told(
    room: Room, monkeypatch: pytest.MonkeyPatch, isolated: Path, editor: str, said: str
) -> None:
    monkeypatch.setenv("EDITOR", editor)
    with pytest.raises(InputError) as caught:
        run_editor(room, "one\n", ".txt")
    assert caught.value.message.startswith(said)
    assert unsaved(isolated) == []


def test_what_was_written_before_an_editor_failed_is_kept(
    room: Room, monkeypatch: pytest.MonkeyPatch, isolated: Path, tmp_path: Path
) -> None:
    use(monkeypatch, tmp_path, "path.write_text('long work\\n'); sys.exit(3)")
    with pytest.raises(InputError) as caught:
        run_editor(room, "one\n", ".txt")
    (kept,) = isolated.glob("unsaved-*.txt")
    assert caught.value.hint == f"your text is in {kept}"
    assert kept.read_text() == "long work\n"
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600


def test_a_text_that_is_not_utf8_is_refused_and_kept(
    room: Room, monkeypatch: pytest.MonkeyPatch, isolated: Path, tmp_path: Path
) -> None:
    use(monkeypatch, tmp_path, "path.write_bytes(b'caf\\xe9\\n')")
    with pytest.raises(InputError, match="not UTF-8 at byte 3"):
        run_editor(room, "one\n", ".txt")
    assert unsaved(isolated) == ["caf\\xe9\n"]


def test_a_wrong_text_comes_back_once_with_what_is_wrong_where_it_stands(
    room: Room, monkeypatch: pytest.MonkeyPatch, isolated: Path, tmp_path: Path
) -> None:
    applied: list[str] = []
    record = use(
        monkeypatch,
        tmp_path,
        "path.write_text(text + 'bad\\n')",
        "path.write_text(text + 'bad too\\n')",
        "path.write_text(text.replace('bad', 'good'))",
    )
    edit_until(room, "one\n", ".txt", read, applied.append)
    first, second, third = [(record / str(n)).read_text().split("\n", 1)[1] for n in range(3)]
    assert first == "one\n"
    assert second == f"{REMARK}line 4 is bad\n{REMARK}write good\none\nbad\n"
    assert third == f"{REMARK}line 4 is bad\n{REMARK}write good\none\nbad\nbad too\n"
    assert applied == ["one\ngood\ngood too\n"]  # and no remark, though that was changed as well
    assert unsaved(isolated) == []


def test_a_right_text_is_read_once(
    room: Room, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    seen: list[str] = []
    applied: list[None] = []
    use(monkeypatch, tmp_path, "path.write_text('two\\n')")

    def look(text: str) -> None:
        seen.append(text)

    edit_until(room, "one\n", ".txt", look, applied.append)
    assert applied == [None]
    assert seen == ["one\n", "two\n"]


def test_a_wrong_text_left_as_it_is_gives_up_and_is_kept(
    room: Room, monkeypatch: pytest.MonkeyPatch, isolated: Path, tmp_path: Path
) -> None:
    use(monkeypatch, tmp_path, "path.write_text('bad\\n')", "pass")
    with pytest.raises(InputError, match="line 1 is bad") as caught:
        edit_until(room, "one\n", ".txt", read, print)
    assert "your text is in " in (caught.value.hint or "")
    assert unsaved(isolated) == ["bad\n"]


def test_an_editor_that_changes_the_remarks_alone_gives_up_as_well(
    room: Room, monkeypatch: pytest.MonkeyPatch, isolated: Path, tmp_path: Path
) -> None:
    rounds = ("text.replace('one', 'bad')", "text.replace('is bad', 'is odd')")
    use(monkeypatch, tmp_path, *[f"path.write_text({said})" for said in rounds])
    with pytest.raises(InputError, match="line 2 is bad"):
        edit_until(room, "#! mine\none\n", ".txt", read, print)
    assert unsaved(isolated) == ["#! mine\nbad\n"]


def test_a_text_left_as_it_is_is_nothing_to_do(
    room: Room, monkeypatch: pytest.MonkeyPatch, isolated: Path
) -> None:
    monkeypatch.setenv("EDITOR", "true")
    with pytest.raises(NothingToDoError):
        edit_until(room, "one\n", ".txt", read, print)
    assert unsaved(isolated) == []


@pytest.mark.parametrize("failure", [InputError("no room"), KeyboardInterrupt(), ValueError()])
def test_a_text_that_could_not_be_applied_is_kept(
    room: Room,
    monkeypatch: pytest.MonkeyPatch,
    isolated: Path,
    tmp_path: Path,
    failure: BaseException,
) -> None:
    def apply(_: str) -> None:
        raise failure

    use(monkeypatch, tmp_path, "path.write_text('good\\n')")
    with pytest.raises(type(failure)):
        edit_until(room, "one\n", ".txt", read, apply)
    assert unsaved(isolated) == ["good\n"]


def test_a_folder_that_cannot_be_written_does_not_lose_the_text(
    room: Room, monkeypatch: pytest.MonkeyPatch, isolated: Path, tmp_path: Path
) -> None:
    isolated.write_text("a file where the folder should be")
    use(monkeypatch, tmp_path, "path.write_text('bad\\n')", "os._exit(1)")
    with pytest.raises(InputError) as caught:
        edit_until(room, "one\n", ".txt", read, print)
    path = (caught.value.hint or "").rpartition(" ")[2]
    assert Path(path).read_text() == "bad\n"
    os.unlink(path)
