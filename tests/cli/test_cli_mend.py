"""`undo`, `redo`, `rm` and `list`: nothing is lost by a slip."""

import csv
import io
import json

import pytest

from tests.program import Program


@pytest.fixture
def logged(actlog: Program) -> Program:
    actlog.ok("log", "call", "@acme/dana", "connected", "yesterday", "9:10")
    actlog.ok("log", "3", "calls", "voicemail", "thu")
    actlog.ok("log", "meeting", "set", "@globex", "for", "tue", "10:00", "+referral")
    return actlog


def kinds(actlog: Program, *words: str) -> list[str]:
    return [entry["kind"] for entry in json.loads(actlog.ok("list", *words, "--json"))["entries"]]


def test_undo_and_redo_walk_any_number_of_operations_across_runs(logged: Program) -> None:
    assert logged.ok("undo").startswith("undid 3: log meeting set @globex")
    assert logged.ok("undo").startswith("undid 2: log 3 calls voicemail thu")
    assert logged.ok("redo").startswith("redid 2:")
    assert kinds(logged) == ["call", "call"]
    assert logged.ok("redo").startswith("redid 3:")
    result = logged("redo")
    assert (result.code, result.out) == (1, "")
    for _ in range(3):
        logged.ok("undo")
    result = logged("undo")
    assert (result.code, result.out) == (1, "")
    assert kinds(logged) == []


def test_a_new_entry_ends_what_could_be_redone(logged: Program) -> None:
    logged.ok("undo")
    logged.ok("log", "call")
    assert logged("redo").code == 1
    logged.ok("undo")
    logged.ok("undo")
    assert kinds(logged) == ["call"]


def test_a_named_operation_is_undone_only_if_it_is_the_newest(logged: Program) -> None:
    result = logged("undo", "2")
    assert result.code != 0
    assert "3" in result.err
    assert len(kinds(logged)) == 3
    logged.ok("undo", "3")
    assert len(kinds(logged)) == 2


def test_undo_of_no_number_is_not_sent_to_the_entries_numbers(logged: Program) -> None:
    assert "takes the newest operation" in logged("undo", "last").err


def test_rm_hides_and_undo_brings_back_under_the_same_number(logged: Program) -> None:
    assert logged.ok("rm", "2").startswith("removed #2  3 calls voicemail · Thu 19 Nov")
    assert kinds(logged) == ["call", "meeting_set"]
    logged.ok("undo")
    assert kinds(logged) == ["call", "call", "meeting_set"]
    logged.ok("rm", "2")
    assert logged.ok("log", "call").startswith("#4  ")


def test_rm_takes_a_run_of_entries_as_the_answer_names_it(logged: Program) -> None:
    assert logged.ok("log", "voicemail", "@a", "@b").startswith("#4-5  ")
    assert len(logged.ok("rm", "#4-5", "4").splitlines()) == 2
    assert len(kinds(logged)) == 3


def test_a_long_run_that_is_not_there_is_named_in_short(logged: Program) -> None:
    told = logged("rm", "1-1000").err.splitlines()[0]
    assert told.endswith("#12, #13 and 987 more are no entries of the log")


def test_restore_last_brings_back_what_was_removed_last(logged: Program) -> None:
    logged.ok("rm", "1")
    logged.ok("rm", "2-3")
    assert logged.ok("restore", "last").count("restored #") == 2
    assert "restored #1" in logged.ok("restore", "last")
    result = logged("restore", "last")
    assert (result.code, result.out) == (2, "")
    assert "no entry is removed" in result.err


@pytest.mark.parametrize("words", [["3-1"], ["1-"], ["1-x"], ["1-99999999"], ["-1"]])
def test_rm_of_what_is_no_run_removes_nothing(logged: Program, words: list[str]) -> None:
    assert logged("rm", *words).code == 2
    assert len(kinds(logged)) == 3


@pytest.mark.parametrize("words", [[], ["x"], ["99"], ["1", "99"], ["٣"], ["1" * 40], ["-1"]])
def test_rm_of_what_is_not_there_removes_nothing(logged: Program, words: list[str]) -> None:
    result = logged("rm", *words)
    assert result.code == 2
    assert len(kinds(logged)) == 3


def test_list_filters_by_kind_account_tag_outcome_and_period(logged: Program) -> None:
    assert kinds(logged, "calls") == ["call", "call"]
    assert kinds(logged, "@globex") == ["meeting_set"]
    assert kinds(logged, "+referral") == ["meeting_set"]
    assert len(kinds(logged, "voicemail")) == 1
    assert len(kinds(logged, "calls", "@acme", "last", "week")) == 1
    assert kinds(logged, "today") == ["meeting_set"]
    assert kinds(logged, "@nobody") == []


def test_list_as_csv_has_the_columns_of_an_export(logged: Program) -> None:
    rows = list(csv.DictReader(io.StringIO(logged.ok("list", "--csv"))))
    assert rows[-1]["account"] == "globex"
    assert rows[-1]["for"] == "2026-11-24T10:00:00+00:00"
    assert rows[-1]["tags"] == "referral"


def test_list_shows_the_latest_and_says_how_to_see_all(actlog: Program) -> None:
    for _ in range(21):
        actlog.ok("log", "call")
    result = actlog("list")
    assert len(result.out.splitlines()) == 21
    assert "list --all" in result.err
    assert len(actlog.ok("list", "--all").splitlines()) == 22


def test_the_list_is_a_plain_table_in_a_pipe(logged: Program) -> None:
    result = logged.pipe("list")
    assert result.code == 0
    assert "\x1b" not in result.out
    assert result.out.splitlines() == [
        "#  when              activity           with        said",
        "2  Thu 19 Nov        3 calls voicemail",
        "1  Sun 22 Nov 09:10  1 call connected   @acme/dana",
        "3  Mon 23 Nov 10:41  1 meeting set      @globex     +referral · for Tue 24 Nov 10:00",
    ]


def test_a_terminal_without_unicode_gets_aligned_rows_that_fit(logged: Program) -> None:
    logged.ok("log", "call", "@Δημήτρης", "+fair", "--", "note")
    screen = logged.terminal("list", PYTHONIOENCODING="ascii", LC_ALL="C", TERM="dumb")
    assert max(map(len, screen.out.splitlines())) <= 80
    lines = logged.pipe("list", PYTHONIOENCODING="ascii", LC_ALL="C").out.splitlines()
    assert "+fair - note" in lines[-1]
    assert lines[0].index("said") == lines[-1].index("+fair")
