"""`due` and `done`: next steps, listed and taken."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from contextlib import closing
from pathlib import Path

from tests.program import Program
from tests.screens import uncoloured


def given(actlog: Program) -> None:
    for words in (
        ["call", "@acme/dana", "next:send quote", "due:fri"],
        ["call", "@globex", "thu", "next:call [b]back[/b]", "due:2026-11-20"],
        ["held", "@globex", "moved", "due:today"],
        ["call", "@漢字会社", "next:wait\x1b[2J"],
        ["call", "@initech", "+trial", "next:ask for the reference that they promised", "due:tue"],
        ["meeting", "set", "@acme", "for", "tue", "10:00"],
    ):
        actlog.ok("log", *words)


PIPE = """\
#  due                      with        next step
2  Fri 20 Nov  3 days late  @globex     call [b]back[/b]
3  Mon 23 Nov  today        @globex     after 1 meeting held moved
5  Tue 24 Nov  tomorrow     @initech    ask for the reference that they promised
1  Fri 27 Nov  in 4 days    @acme/dana  send quote
4                           @漢字会社   wait\\x1b[2J
"""


def test_open_steps_are_listed_by_how_pressing_they_are(actlog: Program) -> None:
    given(actlog)
    shown = actlog("due")
    assert shown.out == PIPE
    assert shown.err == "1 overdue, 1 today, 2 ahead, 1 undated; taken: actlog done NUMBER\n"


TERMINAL = """\
#  due                      with        next step
2  Fri 20 Nov  3 days late  @globex     call [b]back[/b]
3  Mon 23 Nov  today        @globex     after 1 meeting held moved
5  Tue 24 Nov  tomorrow     @initech    ask for the reference that they
                                        promised
1  Fri 27 Nov  in 4 days    @acme/dana  send quote
4                           @漢字会社   wait\\x1b[2J
1 overdue, 1 today, 2 ahead, 1 undated; taken: actlog done NUMBER
"""


def test_a_terminal_keeps_to_its_columns_and_marks_what_is_late(actlog: Program) -> None:
    given(actlog)
    shown = actlog.terminal("due", columns=72).out
    assert uncoloured(shown) == TERMINAL
    assert "\x1b[38;5;208m3 days late" in shown


def test_words_narrow_the_steps_and_a_period_is_about_their_day(actlog: Program) -> None:
    given(actlog)

    def numbers(*words: str) -> list[int]:
        return [step["id"] for step in json.loads(actlog.ok("due", *words, "--json"))["steps"]]

    assert numbers("@acme") == [1]
    assert numbers("meeting", "held") == [3]
    assert numbers("+trial") == [5]
    assert numbers("this", "week") == [3, 5, 1]
    assert numbers("tomorrow") == [5]
    assert numbers("..today") == [2, 3]
    assert numbers("@nobody") == []
    assert actlog.ok("due", "@nobody") == "no open next step among these\n"
    wrong = actlog("due", "xyzzy")
    assert wrong.code == 2
    assert "due takes kinds, outcomes, @accounts" in wrong.err


def test_json_and_csv_hold_the_entry_and_how_it_stands(actlog: Program) -> None:
    given(actlog)
    first = json.loads(actlog.ok("due", "--json"))["steps"][0]
    assert (first["state"], first["days"], first["id"]) == ("overdue", -3, 2)
    rows = list(csv.DictReader(io.StringIO(actlog.ok("due", "--csv"))))
    assert [(row["state"], row["days"], row["id"]) for row in rows][:2] == [
        ("overdue", "-3", "2"),
        ("today", "0", "3"),
    ]
    assert rows[-1]["days"] == ""


def test_an_empty_list_says_how_a_step_is_logged(actlog: Program) -> None:
    assert "next:'send quote' due:fri" in actlog.ok("due")
    assert json.loads(actlog.ok("due", "--json"))["steps"] == []
    assert actlog.ok("due", "--csv").startswith("state,days,id,")


def done(home: Path) -> list[tuple[int, str | None]]:
    with closing(sqlite3.connect(home / "actlog.db", isolation_level=None)) as log:
        return log.execute("SELECT id, done FROM entries WHERE done IS NOT NULL").fetchall()


def test_done_closes_steps_as_one_operation(actlog: Program, isolated: Path) -> None:
    given(actlog)
    assert actlog.ok("done", "#1", "2-3") == (
        "done #1  send quote @acme/dana · Mon 23 Nov 10:41\n"
        "done #2  call [b]back[/b] @globex · Mon 23 Nov 10:41\n"
        "done #3  after 1 meeting held moved @globex · Mon 23 Nov 10:41\n"
    )
    assert [number for number, _ in done(isolated)] == [1, 2, 3]
    actlog.ok("undo")
    assert done(isolated) == []
    actlog.ok("redo")
    assert len(done(isolated)) == 3


def test_done_says_when_it_was(actlog: Program, isolated: Path) -> None:
    given(actlog)
    assert actlog.ok("done", "4", "yesterday") == "done #4  wait\\x1b[2J @漢字会社 · Sun 22 Nov\n"
    actlog.ok("done", "5", "2h", "ago")
    assert done(isolated) == [(4, "2026-11-22"), (5, "2026-11-23T08:41:00+00:00")]


def test_what_cannot_be_done_changes_nothing(actlog: Program, isolated: Path) -> None:
    given(actlog)
    actlog.ok("done", "1", "yesterday")
    for words, code, told in (
        (["2", "1"], 1, "the next step of #1 is done since 2026-11-22"),
        (["2", "6"], 2, "#6 has no next step"),
        (["2", "99"], 2, "#99 is no entry of the log"),
        ([], 2, "which next step?"),
        (["2", "tomorrow"], 2, "still to come"),
    ):
        result = actlog("done", *words)
        assert (result.code, told in result.err) == (code, True), result
        assert [number for number, _ in done(isolated)] == [1]


def test_a_touch_does_not_close_a_step(actlog: Program) -> None:
    given(actlog)
    actlog.ok("log", "call", "connected", "@acme/dana")
    assert "send quote" in actlog.ok("due")


def test_done_prints_json(actlog: Program) -> None:
    given(actlog)
    shown = json.loads(actlog.ok("done", "1", "--json"))
    assert shown["operation"] == 7
    assert [entry["done"] for entry in shown["entries"]] == ["2026-11-23T10:41:00+00:00"]
