"""`edit` in a real editor on a real terminal: one operation, and no text ever lost."""

import json
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest

from actlog.domain.text import visible
from tests.program import Program, Result

HELP = """\
# One line, one entry, with its number. Change a line to edit it, take it out to
# remove it, write one without a number to add it. Save and close: all of it is
# one operation. Leave it as it is, and nothing changes.
"""


class Editor:
    """A script that runs a piece of Python on `text` each time it is opened."""

    def __init__(self, actlog: Program, folder: Path) -> None:
        self.actlog = actlog
        self.folder = folder
        folder.mkdir()

    def __call__(self, *words: str, rounds: list[str]) -> Result:
        """Run `edit` with the rounds that the editor makes."""
        script = self.folder / "editor.py"
        script.write_text(
            "import os, pathlib, subprocess, sys\npath = pathlib.Path(sys.argv[-1])\n"
            f"folder = pathlib.Path({str(self.folder)!r})\n"
            "turn = len(list(folder.glob('*.seen')))\n"
            "text = path.read_bytes().decode()\n(folder / f'{turn}.seen').write_text(text)\n"
            f"exec({rounds!r}[turn])\npath.write_bytes(text.encode())\n"
        )
        editor = f"{sys.executable} '{script}' --wait"
        return self.actlog.terminal("edit", *words, EDITOR=editor, VISUAL="")

    @property
    def seen(self) -> list[str]:
        """What the editor was given, each time."""
        return [path.read_text() for path in sorted(self.folder.glob("*.seen"))]


@pytest.fixture
def editor(actlog: Program, tmp_path: Path) -> Editor:
    actlog.ok("log", "3", "calls", "@acme", "sun", "9:10")
    actlog.ok("log", "call", "connected", "20m", "@globex", "--", "it's [b]$x")
    actlog.ok("log", "2", "voicemail")
    return Editor(actlog, tmp_path / "editor")


def lines(actlog: Program) -> list[str]:
    """Return what the log holds, each entry in a line."""
    return actlog.ok("list", "--all").splitlines()[1:]


def unsaved(home: Path) -> list[str]:
    return [path.read_text() for path in home.glob("unsaved-*.txt")]


def test_a_day_is_edited_removed_from_and_added_to_in_one_operation(editor: Editor) -> None:
    before = lines(editor.actlog)
    change = (
        "text = text.replace('1 call connected', '2 calls connected +hot')"
        ".replace('#3  10:41 2 calls voicemail\\n', '10:00 call @new\\n')"
    )
    result = editor("today", rounds=[change])
    assert editor.seen == [
        HELP + "\nMon 23 Nov 2026\n"
        "#2  10:41 1 call connected 20m @globex -- it's [b]$x\n"
        "#3  10:41 2 calls voicemail\n"
    ]
    assert (result.code, result.out) == (
        0,
        "edited #2  2 calls connected 20m 'it's [b]$x' @globex +hot · Mon 23 Nov 10:41\n"
        "removed #3  2 calls voicemail · Mon 23 Nov 10:41\n"
        "added #4  1 call @new · Mon 23 Nov 10:00 │ calls 3 of 200 · 197 to go · 41 a day\n"
        "new account new\n",
    )
    assert editor.actlog.ok("undo") == "undid 4: edit today (3 entries)\n"
    assert lines(editor.actlog) == before
    editor.actlog.ok("redo")
    assert len(lines(editor.actlog)) == 3


def test_a_week_stands_under_its_days(editor: Editor) -> None:
    editor("sun..", rounds=["text = text.replace('09:10 3', '9:15 4')"])
    assert editor.seen[0].startswith(f"{HELP}\nSun 22 Nov 2026\n#1  09:10 3 calls @acme\n\nMon ")
    assert "Sun 22 Nov 09:15  4 calls" in lines(editor.actlog)[0]


def test_entries_by_number_open_too(editor: Editor) -> None:
    result = editor("last", rounds=["text = text.replace('#3  ', '#3  +x ')"])
    assert result.out.startswith("edited #3  2 calls voicemail +x · Mon 23 Nov 10:41 │ ")


def test_an_untouched_text_changes_nothing(editor: Editor, isolated: Path) -> None:
    result = editor("today", rounds=[""])
    assert (result.code, result.out) == (
        1,
        "actlog: the text is as it was: nothing to change\n",
    )
    assert unsaved(isolated) == []


def test_notes_of_several_lines_and_odd_letters_stay_what_they_are(
    editor: Editor, isolated: Path
) -> None:
    note = "first\nsecond\r\t'\"\\$x \u202e\u2028\x85\x1b[2J Zażółć 👩\u200d💻 "
    editor.actlog.ok("log", "call", "@Ελλάδα/o'brien", "--", note)
    before = lines(editor.actlog)
    result = editor(
        "today", rounds=["text = text.replace('\\n', '\\r\\n').replace('4  ', '4  +x ')"]
    )
    assert result.code == 0, result
    editor.actlog.ok("edit", "4", "-x")
    assert lines(editor.actlog) == before
    plain = json.loads(editor.actlog.ok("list", "--json"))["entries"][-1]
    assert plain["note"] == note.strip()
    assert visible(note.strip()) in "\n".join(before)


def test_wrong_lines_come_back_under_what_is_wrong_with_them(editor: Editor) -> None:
    first = "text = text.replace('1 call', '1 cal').replace('voicemail', 'voicemale')"
    second = "text = text.replace('1 cal ', '1 call ').replace('voicemale', 'no-answer')"
    result = editor("today", rounds=[first, second])
    assert editor.seen[1] == (
        HELP + "\nMon 23 Nov 2026\n"
        "#! cal is not understood (try: 10:41 1 call connected 20m @globex "
        "note:$'it\\'s [b]$x')\n"
        "#2  10:41 1 cal connected 20m @globex -- it's [b]$x\n"
        "#! voicemale is not understood (try: 10:41 2 calls voicemail)\n"
        "#3  10:41 2 calls voicemale\n"
    )
    assert result.code == 0
    assert result.out.splitlines()[0].startswith("edited #3  2 calls no-answer")


def test_a_wrong_text_that_is_left_as_it_is_gives_up_and_is_kept(
    editor: Editor, isolated: Path
) -> None:
    before = lines(editor.actlog)
    result = editor("today", rounds=["text = text.replace('2 calls', '2 cals')", ""])
    assert result.code == 2
    (kept,) = isolated.glob("unsaved-*.txt")
    assert result.out == (
        "actlog: 1 line is not right\n"
        "line 7: cals is not understood (try: 10:41 2 calls voicemail)\n"
        f"nothing is changed until every line is; your text is in {kept}\n"
    )
    assert kept.read_text() == editor.seen[0].replace("2 calls", "2 cals")
    assert lines(editor.actlog) == before


@pytest.mark.parametrize(
    ("end", "said"),
    [
        ("sys.exit(3)", "ended with exit code 3"),
        ("os.kill(os.getpid(), 9)", "was killed by signal 9"),
    ],
)
def test_what_was_written_before_the_editor_failed_is_kept(
    editor: Editor, isolated: Path, end: str, said: str
) -> None:
    before = lines(editor.actlog)
    fail = f"path.write_text(text.replace('2 calls', '9 calls')); {end}"
    result = editor("today", rounds=[fail])
    assert result.code == 2
    assert said in result.out
    assert unsaved(isolated) == [editor.seen[0].replace("2 calls", "9 calls")]
    assert lines(editor.actlog) == before


def test_an_emptied_text_removes_nothing(editor: Editor, isolated: Path) -> None:
    result = editor("today", rounds=["text = ''"])
    assert (result.code, result.out) == (
        1,
        "actlog: the text is empty: nothing is changed\nrm removes entries\n",
    )
    assert len(lines(editor.actlog)) == 3
    assert unsaved(isolated) == []


def other_shell(*words: str) -> str:
    return f"subprocess.run([{sys.executable!r}, '-m', 'actlog', *{words!r}], check=True)"


def test_what_another_shell_changed_meanwhile_is_not_overwritten(
    editor: Editor, isolated: Path
) -> None:
    change = "text = text.replace('2 calls', '9 calls').replace('1 call ', '2 calls ')"
    shells = f"{other_shell('edit', '3', '+hot')}; {other_shell('rm', '2')}"
    result = editor("today", rounds=[f"{change}; {shells}"])
    assert result.code == 2
    (kept,) = isolated.glob("unsaved-*.txt")
    said = result.out.partition("actlog: ")[2]
    assert said == (
        "another shell has changed what was edited: nothing is changed\n"
        "#2 was removed\n"
        "#3 says now: 2 calls voicemail +hot · Mon 23 Nov 10:41\n"
        f"open them anew, and take over what is still to change; your text is in {kept}\n"
    )
    assert "9 calls" in kept.read_text()
    assert [line.split()[0] for line in lines(editor.actlog)] == ["1", "3"]
    assert "+hot" in lines(editor.actlog)[1]


def test_what_another_shell_logged_meanwhile_is_no_conflict(editor: Editor) -> None:
    shell = other_shell("log", "call", "@meanwhile")
    result = editor("today", rounds=[f"text = text.replace('2 calls', '9 calls'); {shell}"])
    assert result.code == 0
    assert [line.split()[0] for line in lines(editor.actlog)] == ["1", "2", "3", "4"]


def test_a_line_that_lacks_what_its_account_could_have_given_is_refused_and_kept(
    editor: Editor, isolated: Path
) -> None:
    model = isolated / "model-week.yaml"
    model.write_text(model.read_text().replace("requires: [account]", "requires: [source]"))
    result = editor("today", rounds=["text += 'set @fresh\\n'"])
    assert result.code == 2
    assert "meeting set needs its source" in result.out
    assert unsaved(isolated) == [editor.seen[0] + "set @fresh\n"]
    assert len(lines(editor.actlog)) == 3


def test_a_day_without_entries_can_be_filled(editor: Editor) -> None:
    editor("fri", rounds=["text += '9:00 call @x\\n'"])
    assert editor.seen == [f"{HELP}\nFri 20 Nov 2026\n"]
    assert "Fri 20 Nov 09:00  1 call" in lines(editor.actlog)[0]


def test_a_line_that_is_added_finds_its_meeting_as_a_logged_one_does(editor: Editor) -> None:
    editor.actlog.ok("log", "meeting", "set", "@acme", "for", "tue", "10:00")
    shown = editor("today", rounds=["text += 'no-show @acme\\n'"])
    assert "ends #4 for Tue 24 Nov 10:00" in shown.out
    entries = json.loads(editor.actlog.ok("list", "--all", "--json"))["entries"]
    by_number = {entry["id"]: entry for entry in entries}
    assert by_number[5]["story"] == by_number[4]["uid"]
    editor.actlog.ok("undo")
    assert "no-show" not in editor.actlog.ok("list", "--all")


def test_a_time_without_entries_is_nothing_to_edit(editor: Editor) -> None:
    for words in (["2026-W40"], ["tomorrow"]):
        result = editor(*words, rounds=[])
        assert result.code == 1
        assert result.out.startswith("actlog: no entries\n")


def test_a_day_that_is_an_edit_of_the_last_entry_too_is_refused(editor: Editor) -> None:
    result = editor("last", "fri", rounds=[])
    assert result.code == 2
    assert result.out.startswith("actlog: last fri can be read two ways: ")
    assert editor("last", "week", rounds=[""]).code == 1


def test_json_of_an_edited_text_holds_all_that_changed(editor: Editor) -> None:
    change = "text = text.replace('20m', '25m').replace('#3', '').replace('2 calls', '4 calls')"
    result = editor("today", "--json", rounds=[change])
    plain = json.loads(result.out)
    assert [entry["id"] for entry in plain["before"]] == [2]
    assert plain["entries"][0]["minutes"] == 25
    assert plain["removed"][0]["count"] == 2
    assert plain["added"][0]["count"] == 4


def test_many_changes_are_told_in_short(editor: Editor) -> None:
    result = editor("today", rounds=["text += 'call\\n' * 30"])
    assert len(result.out.splitlines()) == 21
    assert result.out.splitlines()[-1] == "and 10 more"


def test_the_database_is_free_while_the_editor_is_open(editor: Editor, isolated: Path) -> None:
    alone = (
        "import sqlite3; c = sqlite3.connect(folder.parent / 'home' / 'actlog.db', timeout=0); "
        "c.execute('PRAGMA locking_mode = EXCLUSIVE'); c.execute('BEGIN EXCLUSIVE'); c.close()"
    )
    assert editor("today", rounds=[alone]).code == 1
    with closing(sqlite3.connect(isolated / "actlog.db")) as log:
        assert log.execute("PRAGMA integrity_check").fetchone() == ("ok",)
