"""`edit` with words: one operation, said back, and nothing half done."""

import json
import shutil
import sqlite3
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from actlog.cli.edit import keep_edits
from actlog.domain.entry import Entry
from actlog.grammar.sheet import read_sheet, write_sheet
from actlog.grammar.writer import write
from actlog.store import history
from actlog.store.names import Names
from tests.grammar.test_grammar_round_trip import LATER, entries
from tests.grammar.typed import MODEL
from tests.program import Program
from tests.store.logbook import NOW, kept, live, log, open_log, recounted


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the file of an empty log."""
    folder = tmp_path_factory.mktemp("empty")
    open_log(folder).close()
    return folder / "log.db"


@pytest.fixture
def logged(actlog: Program) -> Program:
    actlog.ok("log", "call", "@acme/dana", "connected", "yesterday", "9:10")
    actlog.ok("log", "3", "calls", "1", "voicemail", "@amce")
    return actlog


def entry(actlog: Program, number: int) -> dict[str, Any]:
    found: list[dict[str, Any]] = json.loads(actlog.ok("list", "--all", "--json"))["entries"]
    return next(one for one in found if one["id"] == number)


def content(home: Path) -> list[Any]:
    database = sqlite3.connect(home / "actlog.db")
    try:
        return [
            database.execute(f"SELECT * FROM {table} ORDER BY 1, 2, 3").fetchall()
            for table in ("entries", "accounts", "contacts", "day_totals", "operations")
        ]
    finally:
        database.close()


def test_a_mistyped_account_is_mended_by_the_command_that_log_names(actlog: Program) -> None:
    actlog.ok("log", "call", "@acme")
    said = actlog("log", "3", "calls", "1", "voicemail", "@amce", "source:web").err
    assert said == "new account amce; meant acme? actlog edit last @acme\n"
    result = actlog("edit", "last", "@acme")
    assert (result.code, result.err) == (0, "")
    assert result.out == (
        "edited #2  1 call voicemail @acme · Mon 23 Nov 10:41\n"
        "edited #3  2 calls @acme · Mon 23 Nov 10:41 │ "
        "calls 4 of 200 · 196 to the tipping point · 41 a day\n"
    )
    assert entry(actlog, 3)["source"] == "web"
    assert actlog.ok("undo").startswith("undid 3: edit last @acme (2 entries)")
    assert entry(actlog, 3)["account"] == "amce"


def test_what_log_names_is_the_entries_of_that_account_alone(actlog: Program) -> None:
    actlog.ok("log", "call", "@acme", "@globex")
    said = actlog("log", "call", "@amce", "@globx").err.splitlines()
    assert said == [
        "new account amce; meant acme? actlog edit 3 @acme",
        "new account globx; meant globex? actlog edit 4 @globex",
    ]
    batch = actlog.pipe("log", "--stdin", given="call @acmee\ncall @x\ncall @acmee\n").err
    assert batch.splitlines() == ["new account acmee; meant acme?", "new account x"]
    several = actlog.pipe("log", "--stdin", given="call @glbex\n2 calls @glbex\n").err
    assert several == "new account glbex; meant globex? actlog edit 8-9 @globex\n"


def test_a_new_account_is_announced_by_edit_as_well(logged: Program) -> None:
    said = logged("edit", "1", "@amcee").err
    assert said == "new account amcee; meant amce? actlog edit 1 @amce\n"


def test_an_edit_moves_the_sums_and_says_where_that_leaves_the_week(logged: Program) -> None:
    assert logged.ok("edit", "#2", "12 calls") == (
        "edited #2  12 calls voicemail @amce · Mon 23 Nov 10:41 │ "
        "calls 14 of 200 · 186 to the tipping point · 39 a day\n"
    )
    assert logged.ok("edit", "2", "thu") == (
        "edited #2  12 calls voicemail @amce · Thu 19 Nov │ 2026-W47: calls 13 of 200\n"
    )


def test_yesterday_forgets_the_moment_of_logging_and_keeps_a_time_that_was_said(
    logged: Program,
) -> None:
    logged.ok("edit", "1-2", "sat")
    assert entry(logged, 1)["at"] == "2026-11-21T09:10:00+00:00"
    assert entry(logged, 2)["at"] is None


def test_a_refusal_stands_over_a_caret_and_changes_nothing(logged: Program, isolated: Path) -> None:
    before = content(isolated)
    result = logged("edit", "1", "@globex", "2", "cals")
    assert (result.code, result.out) == (2, "")
    assert result.err == (
        "actlog: cals is not understood\n"
        "  1 @globex 2 cals\n"
        "              ^^^^\n"
        "try: actlog edit 1 @globex 2 calls\n"
    )
    assert content(isolated) == before


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "which entry?"),
        (["call"], "call names no entry"),
        (["99", "+x"], "#99 is no entry of the log"),
        (["1-99", "+x"], "are no entries of the log"),
        (["3-1", "+x"], "3-1 is no run of entries"),
        (["1"], "nobody is there to edit"),
        (["today"], "nobody is there to edit"),
        (["today", "--dry-run"], "--dry-run goes with words"),
        (["1-2", "45m"], "45m cannot be said of several entries: #1, #2"),
        (["1", "meeting", "set", "-outcome", "-@"], "a meeting set needs an account"),
        (["1", "-x"], "#1 has no x to take away"),
        (["1", "--at", "3pm"], "edit has no option --at"),
        (["٣", "+x"], "٣ +x names no entry"),
    ],
)
def test_what_is_wrong_changes_nothing(
    logged: Program, isolated: Path, words: list[str], said: str
) -> None:
    before = content(isolated)
    result = logged("edit", *words)
    assert (result.code, result.out) == (2, "")
    assert said in result.err
    assert content(isolated) == before


def test_a_source_that_the_kind_requires_and_nothing_gives_is_refused(
    actlog: Program, isolated: Path
) -> None:
    actlog.ok("log", "call")
    model = isolated / "model-week.yaml"
    text = model.read_text().replace("requires: [account]", "requires: [source]")
    model.write_text(text)
    result = actlog("edit", "1", "meeting", "set", "@acme")
    assert result.code == 2
    assert "#1: a meeting set needs a source" in result.err
    assert entry(actlog, 1)["account"] is None


def test_where_the_log_says_so_already_there_is_nothing_to_change(
    logged: Program, isolated: Path
) -> None:
    before = content(isolated)
    for words in (["@ACME"], ["1", "call"], ["9:10"], ["sun", "connected"]):
        result = logged("edit", "1", *words)
        assert (result.code, result.out) == (1, ""), words
        assert result.err.startswith("actlog: nothing to change\n")
    assert content(isolated) == before


def test_words_that_look_like_short_options_are_words(logged: Program) -> None:
    assert logged("edit", "1", "-@who").err.startswith("actlog: #1 is about acme, not who")
    assert "--dry-run" in logged.ok("edit", "-h")
    logged.ok("edit", "1", "+hot")
    assert "+hot" not in logged.ok("edit", "1", "-hot")


def test_a_note_goes_behind_two_dashes(logged: Program) -> None:
    logged.ok("edit", "1", "--", "--", "was", "-x")
    assert entry(logged, 1)["note"] == "-- was -x"


def test_a_dry_run_says_what_would_be(logged: Program, isolated: Path) -> None:
    before = content(isolated)
    shown = logged.ok("edit", "1", "@new", "--dry-run")
    assert shown.startswith("would edit #1  1 call connected @new/dana · Sun 22 Nov 09:10 │ ")
    plain = json.loads(logged.ok("edit", "1", "@new", "--dry-run", "--json"))
    assert plain["operation"] is None
    assert content(isolated) == before


def test_json_holds_each_entry_before_and_after(logged: Program) -> None:
    plain = json.loads(logged.ok("edit", "1", "+a", "@fresh", "--json"))
    assert plain["operation"] == 3
    assert plain["new_accounts"] == ["fresh"]
    (before,), (after,) = plain["before"], plain["entries"]
    assert {key for key in after if before[key] != after[key]} == {"account", "tags"}


def test_a_removed_entry_is_restored_by_the_command_that_edit_names(logged: Program) -> None:
    assert logged.ok("rm", "last").count("removed #") == 2
    assert "comes back with: actlog restore 3" in logged("edit", "3", "+x").err
    assert logged.ok("restore", "2-3") == (
        "restored #2  1 call voicemail @amce · Mon 23 Nov 10:41\n"
        "restored #3  2 calls @amce · Mon 23 Nov 10:41\n"
    )
    assert json.loads(logged.ok("undo", "--json"))["command"] == "restore"


def test_where_a_terminal_has_no_room_for_the_week_an_edit_is_said_without_it(
    logged: Program,
) -> None:
    shown = logged.terminal("edit", "1", "+a").out
    assert shown == "edited #1  1 call connected @acme/dana +a · Sun 22 Nov 09:10\n"


@given(before=entries(MODEL), after=entries(MODEL))
def test_any_edit_undone_gives_the_entry_before_and_done_again_the_one_after(
    empty: Path, before: Entry, after: Entry
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        shutil.copy(empty, Path(folder) / "log.db")
        store = open_log(Path(folder))
        (logged,) = log(store, before.replace(story=None))
        sheet = write_sheet([logged], model=MODEL)
        line = f"#1 {write(after.replace(story=None), MODEL)}"
        text = "\n".join([row if row[:2] != "#1" else line for row in sheet.split("\n")])
        changes = read_sheet(text, [logged], model=MODEL, now=LATER)
        with history.operation(store, "edit", "1", NOW) as operation:
            names = Names(store, operation)
            pairs = keep_edits(store, MODEL, operation, changes.edited, names)
        assert kept(store) == recounted(store)
        now = live(store)
        assert now == [stored for _, stored in pairs] or not pairs
        if pairs:
            assert now[0].note == after.note
            history.undo(store, NOW)
            assert live(store) == [logged]
            assert kept(store) == recounted(store)
            history.redo(store, NOW)
            assert live(store) == now
        store.close()
