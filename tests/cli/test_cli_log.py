"""`log`: one line in, one line back, and nothing stored that was not understood."""

import json
import sqlite3
import threading
from itertools import pairwise
from pathlib import Path

import pytest
from prompt_toolkit.completion import CompleteEvent
from prompt_toolkit.document import Document
from rich.cells import cell_len

from actlog.cli import prompt
from actlog.cli.session import Session
from tests.program import Program


def rows(home: Path) -> list[tuple[object, ...]]:
    """Return what the log holds; nothing where there is none yet."""
    if not (home / "actlog.db").exists():
        return []
    database = sqlite3.connect(home / "actlog.db")
    try:
        return database.execute("SELECT kind, count, outcome FROM entries WHERE live").fetchall()
    finally:
        database.close()


def test_the_first_log_needs_no_configuration_and_says_so(actlog: Program, isolated: Path) -> None:
    result = actlog("log", "5", "calls", "@acme")
    assert result.code == 0
    assert result.out == (
        "#1  5 calls @acme · Mon 23 Nov 10:41 │ "
        "calls 5 of 200 · 195 to the tipping point · 41 a day\n"
    )
    wrote, account = result.err.splitlines()
    assert wrote.startswith("wrote a starter model week to ")
    assert account == "new account acme"
    assert (isolated / "model-week.yaml").exists()


def test_counted_outcomes_are_entries_of_one_operation(actlog: Program, isolated: Path) -> None:
    out = actlog.ok("log", "20", "calls", "1", "connected", "12", "voicemail", "7", "no-answer")
    assert out.startswith("#1-3  20 calls (1 connected, 12 voicemail, 7 no-answer) · Mon 23 Nov")
    assert rows(isolated) == [
        ("call", 1, "connected"),
        ("call", 12, "voicemail"),
        ("call", 7, "no-answer"),
    ]
    assert actlog.ok("undo").startswith("undid 1: log 20 calls")
    assert rows(isolated) == []


def test_what_is_not_understood_stores_nothing_and_is_shown(
    actlog: Program, isolated: Path
) -> None:
    result = actlog("log", "3", "cals", "@acme")
    assert result.code == 2
    assert result.out == ""
    lines = result.err.splitlines()
    assert "  3 cals @acme" in lines
    assert "    ^^^^" in lines
    assert "try: actlog log 3 calls @acme" in lines
    assert rows(isolated) == []


def test_json_says_what_was_stored(actlog: Program) -> None:
    data = json.loads(actlog.ok("log", "call", "connected", "@acme/dana", "20m", "--json"))
    assert data["schema_version"] == 1
    assert data["operation"] == 1
    (entry,) = data["entries"]
    assert entry["uid"]
    assert entry | {"uid": ""} == {
        "id": 1,
        "uid": "",
        "day": "2026-11-23",
        "at": "2026-11-23T10:41:00+00:00",
        "kind": "call",
        "count": 1,
        "outcome": "connected",
        "account": "acme",
        "contact": "dana",
        "minutes": 20,
        "value": None,
        "source": None,
        "persona": None,
        "tags": [],
        "note": None,
        "for": None,
        "next": None,
        "due": None,
        "done": None,
        "story": None,
        "objection": [],
    }


def test_a_dry_run_stores_nothing(actlog: Program, isolated: Path) -> None:
    assert actlog.ok("log", "call", "--dry-run").startswith("not stored: 1 call · Mon 23 Nov 10:41")
    assert rows(isolated) == []


def test_options_say_what_words_say(actlog: Program) -> None:
    by_words = json.loads(actlog.ok("log", "call", "yesterday", "--json", "--", "asked a lot"))
    by_options = json.loads(
        actlog.ok("log", "call", "--at", "yesterday", "--note", "asked a lot", "--json")
    )
    for data in (by_words, by_options):
        (entry,) = data["entries"]
        assert (entry["day"], entry["at"], entry["note"]) == ("2026-11-22", None, "asked a lot")


@pytest.mark.parametrize(
    "words",
    [
        ["log", "call", "--frobnicate"],
        ["log", "--stdin", "call"],
        ["log", "call", "--note", "a", "--", "b"],
        ["log", "--json"],
        ["log"],
        ["log", ""],
        ["log", "call", "tomorrow"],
        ["log", "call", "23:59"],
        ["log", "201", "calls"],
        ["log", "deal", "won", "@acme"],
        ["log", "meeting", "set"],
    ],
)
def test_wrong_words_end_with_code_2_and_store_nothing(
    actlog: Program, isolated: Path, words: list[str]
) -> None:
    result = actlog(*words)
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("actlog: ") or "wrote a starter" in result.err
    assert rows(isolated) == []


def test_lines_from_standard_input_are_one_operation(actlog: Program, isolated: Path) -> None:
    lines = "thu\n9:10 call @acme\n\n9:25 2 calls no-answer\n"
    result = actlog.pipe("log", "--stdin", given=lines)
    assert result.code == 0, result
    assert result.out.startswith("#1-2  2 entries on 1 day │ ")
    assert actlog.ok("undo").startswith("undid 1: log --stdin (2 entries)")
    assert rows(isolated) == []


def test_one_bad_line_in_a_batch_stores_none_and_every_bad_line_is_named(
    actlog: Program, isolated: Path, tmp_path: Path
) -> None:
    file = tmp_path / "day.txt"
    file.write_text("call\n3 cals\ncall\n5 malls\n")
    result = actlog("log", "--file", str(file))
    assert result.code == 2
    assert "line 2" in result.err
    assert "line 4" in result.err
    assert rows(isolated) == []


@pytest.mark.parametrize("data", [b"\xff\xfe\x00", b"call\x00", b"\x80 call"])
def test_bytes_that_are_no_text_are_refused(actlog: Program, isolated: Path, data: bytes) -> None:
    result = actlog.pipe("log", "--stdin", given=data)
    assert result.code == 2
    assert "Traceback" not in result.err
    assert rows(isolated) == []


def test_markup_and_escape_codes_in_a_note_are_shown_never_obeyed(actlog: Program) -> None:
    actlog.ok("log", "call", "--", "[bold red]x[/] \x1b[31m\x1b]0;title\x07")
    for command in (["list"], ["today"]):
        shown = actlog.terminal(*command).out
        assert "\x1b]0" not in shown
        assert "[bold red]x[/]" in shown


def test_an_account_near_a_known_one_is_pointed_out(actlog: Program) -> None:
    actlog("log", "call", "@acme")
    result = actlog("log", "call", "@amce")
    assert "new account amce; meant acme?" in result.err
    assert actlog("log", "call", "@ACME").err == ""


def test_at_the_line_the_answer_turns_to_what_is_neglected(actlog: Program) -> None:
    actlog.ok("log", "200", "calls")
    out = actlog.ok("log", "call")
    assert "calls 201 of 200, line reached · now " in out


def test_a_new_account_that_may_be_a_known_one_is_pointed_out(actlog: Program) -> None:
    actlog.ok("log", "call", "@acme", "@delta")
    assert "new account ACME Inc.; meant acme?" in actlog("log", "call", "@ACME Inc.").err
    assert actlog("log", "call", "@Delta Dental").err == "new account Delta Dental\n"


def test_past_the_ceiling_the_answer_says_stop(actlog: Program) -> None:
    actlog.ok("log", "200", "calls")
    out = actlog.ok("log", "200", "calls")
    assert "past the ceiling of 320: more adds little, stop here" in out


def test_a_terminal_gets_an_answer_that_fits(actlog: Program) -> None:
    actlog.ok("log", "call")
    shown = actlog.terminal("log", "3", "calls", "@acme").out
    assert all(len(line) <= 80 for line in shown.splitlines())


def test_an_answer_that_is_too_long_leaves_out_the_wording_not_the_week(actlog: Program) -> None:
    words = ["log", "meeting", "set", "@acme", "next:send the long quote to all of them"]
    words += ["a note of quite some words that nobody needs to read again"]
    shown = actlog.terminal(*words, columns=90).out.splitlines()
    assert any(
        line.startswith(
            "#1  1 meeting set next: … '…' @acme · Mon 23 Nov 10:41 │ meetings set 1 of"
        )
        for line in shown
    )


def test_wide_letters_count_twice_where_an_answer_must_fit(actlog: Program) -> None:
    shown = actlog.terminal("log", "call", f"@{'漢' * 12}").out
    (answer,) = [line for line in shown.splitlines() if line.startswith("#1")]
    assert cell_len(answer) <= 80
    assert "calls 1 of 200" in answer


def test_lines_without_a_date_are_counted_not_repeated(actlog: Program) -> None:
    lines = "".join(f"call @a{number} -- note {number}\n" for number in range(30))
    out = actlog.pipe("log", "--stdin", given=lines).out
    assert out.startswith("#1-30  30 entries on 1 day │ calls 30 of 200")
    out = actlog.pipe("log", "--stdin", "--dry-run", given="call @a yesterday").out
    assert out.startswith("not stored: 1 call @a · Sun 22 Nov │ ")


def test_only_newlines_part_the_lines_of_a_batch(actlog: Program, isolated: Path) -> None:
    result = actlog.pipe("log", "--stdin", given="call -- one\u2028call\r\ncall\rcall")
    assert result.code == 0, result
    assert len(rows(isolated)) == 3


def test_history_shows_lines_as_they_can_be_typed_again(actlog: Program) -> None:
    actlog.ok("log", "call", "@acme corp", "it's a \\ thing", "--at", "yesterday 3pm")
    assert actlog.ok("undo") == (
        "undid 1: log at:'yesterday 3pm' call @'acme corp' $'it\\'s a \\\\ thing'\n"
    )


def test_the_prompt_offers_earlier_lines_but_not_batches(actlog: Program, isolated: Path) -> None:
    actlog.ok("log", "2 calls", "@acme corp")
    assert actlog.pipe("log", "--stdin", given="call\n").code == 0
    shown = actlog.terminal("log", typed="\x1b[A\r\x04", after="log>")
    assert shown.code == 0
    assert rows(isolated) == [("call", 2, None), ("call", 1, None), ("call", 2, None)]


def test_a_line_suggested_at_the_prompt_can_be_typed_there(actlog: Program) -> None:
    shown = actlog.terminal("log", typed="log 3 calls\r\x04", after="log>")
    assert "try: 3 calls" in shown.out


def test_a_narrow_terminal_keeps_the_line_above_its_carets(actlog: Program) -> None:
    words = ["call", "@acme/dana", "yesterday", "20m", "+referral", "+another", "conected"]
    told = actlog.pipe("log", *words, COLUMNS="50").err.splitlines()
    shown, carets = next(pair for pair in pairwise(told) if "^" in pair[1])
    assert len(shown) <= 50
    assert shown[carets.index("^") : carets.rindex("^") + 1] == "conected"


def test_the_prompt_undoes_and_redoes(actlog: Program, isolated: Path) -> None:
    shown = actlog.terminal("log", typed="5 calls\rundo\rredo\r\x04", after="log>")
    assert "redid 1: log 5 calls" in shown.out
    assert rows(isolated) == [("call", 5, None)]


def test_the_prompt_edits_as_its_own_hint_says(actlog: Program, isolated: Path) -> None:
    actlog.ok("log", "call", "@acme")
    lines = "call @amce\ractlog edit last @acme\redit 2 4 calls -- again\redit 2 conected\r\x04"
    shown = actlog.terminal("log", typed=lines, after="log>")
    assert "meant acme? actlog edit last @acme" in shown.out
    assert "edited #2  1 call @acme" in shown.out
    assert "try: edit 2 connected" in shown.out
    assert rows(isolated) == [("call", 1, None), ("call", 4, None)]


def test_the_prompt_reads_lines_and_answers_each(actlog: Program, isolated: Path) -> None:
    actlog.ok("log", "call")
    lines = (
        "5 calls connected\r3 cals\rundo\r2 calls it's 'a long talk'\r2 calls 'a long talk'\r\x04"
    )
    shown = actlog.terminal("log", typed=lines, after="log>")
    assert shown.code == 0
    assert "#2  5 calls connected" in shown.out
    assert "3 cals" in shown.out
    assert "undid 2: log 5 calls connected" in shown.out
    assert rows(isolated) == [("call", 1, None), ("call", 2, None)]


def test_the_prompt_notices_a_model_week_that_is_changed_meanwhile(
    actlog: Program, isolated: Path
) -> None:
    actlog.ok("log", "call")
    database, model = isolated / "actlog.db", isolated / "model-week.yaml"
    changed = model.read_text().replace("tipping_point: 200", "tipping_point: 150")
    assert changed != model.read_text()
    # The first line waits for a lock, so that the file is sure to change between two lines.
    holder = sqlite3.connect(database, isolation_level=None, check_same_thread=False)
    holder.execute("BEGIN IMMEDIATE")

    def change() -> None:
        model.write_text(changed)
        holder.execute("ROLLBACK")

    later = threading.Timer(0.8, change)
    later.start()
    shown = actlog.terminal("log", typed="5 calls\r7 calls\r\x04", after="log>").out
    later.join()
    holder.close()
    assert "calls 13 of 150" in shown


def test_without_unicode_the_answer_is_ascii(actlog: Program) -> None:
    result = actlog.pipe("log", "call", "@Ελένη", PYTHONIOENCODING="ascii", LC_ALL="C")
    assert result.code == 0
    assert result.out.isascii()
    assert "|" in result.out


def test_the_prompt_completes_what_a_line_may_hold(actlog: Program, isolated: Path) -> None:
    def completed(line: str) -> list[str]:
        asked = CompleteEvent(completion_requested=True)
        found = completer.get_completions(Document(line), asked)
        return [line[: len(line) + one.start_position] + one.text for one in found]

    actlog.ok("log", "call", "@pied piper/o'neil", "@acme")
    with Session() as session:
        completer = prompt._completer(session)
        assert completed("12 ca") == ["12 calls "]
        assert completed("call con") == ["call connected "]
        assert completed("call @'pied pi") == ["call @'pied piper' "]
        assert completed("call @pi") == ["call @'pied piper' "]
        assert completed("'@pied piper/") == ['@"pied piper/o\'neil" ']
        assert completed("call outc") == ["call outcome:"]
        assert completed("edit last -no") == ["edit last -note "]
        assert completed("und") == ["undo "]
        session.store.run("PRAGMA user_version = 99")
        session.close()
        assert completed("call @pi") == []  # a fault of the log is told by the next line
