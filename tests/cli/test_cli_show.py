"""`show`: all of an entry, and what became of it."""

import json

import pytest

from tests.program import Program


def test_what_was_logged_last_is_shown_with_its_history(actlog: Program) -> None:
    actlog.ok("log", "3", "calls", "@amce", "--", "asked for pricing")
    actlog.ok("edit", "last", "@acme", "9:30")
    actlog.ok("rm", "1")
    text = actlog.ok("show", "1")
    assert text == (
        "#1  3 calls · removed\n"
        "\n"
        "when      Mon 23 Nov 09:30\n"
        "account   acme\n"
        "note      asked for pricing\n"
        "\n"
        "history\n"
        "1  Mon 23 Nov 10:41  logged    log 3 calls @amce -- asked for pricing\n"
        "2  Mon 23 Nov 10:41  edited    edit last @acme 9:30\n"
        "                               time: Mon 23 Nov 10:41 → Mon 23 Nov 09:30\n"
        "                               account: amce → acme\n"
        "3  Mon 23 Nov 10:41  removed   rm 1\n"
    )


def test_the_story_of_a_meeting_is_shown_by_its_number(actlog: Program) -> None:
    actlog.ok("log", "set", "@acme", "for", "tue")
    actlog.ok("log", "held", "@acme", "story:1")
    assert "\nstory     #1\n" in actlog.ok("show", "last")
    actlog.ok("edit", "last", "-story")
    assert actlog.ok("show", "last").endswith("story: #1 → -\n")
    actlog.ok("undo")
    actlog.ok("rm", "1")
    assert "\nstory     0" in actlog.ok("show", "last")


def test_a_run_is_shown_one_after_the_other(actlog: Program) -> None:
    actlog.ok("log", "3", "calls", "1", "voicemail")
    blocks = actlog.ok("show", "last").split("\n\n#2  ")
    assert blocks[0].startswith("#1  1 call voicemail\n")
    assert blocks[1].startswith("2 calls\n")


def test_json_has_the_fields_and_the_history_in_plain_values(actlog: Program) -> None:
    actlog.ok("log", "call", "@acme")
    actlog.ok("edit", "1", "value:12.50", "+x", "fri", "for", "tue", "due:wed")
    actlog.ok("undo")
    (entry,) = json.loads(actlog.ok("show", "1", "--json"))["entries"]
    assert (entry["live"], entry["removed"], entry["account"]) == (True, False, "acme")
    logged, edited, undone = entry["history"]
    assert (logged["what"], logged["words"], logged["changes"]) == ("logged", "call @acme", [])
    assert edited["changes"] == [
        {"field": "day", "before": "2026-11-23", "after": "2026-11-20"},
        {"field": "at", "before": "2026-11-23T10:41:00+00:00", "after": None},
        {"field": "value", "before": None, "after": 12.5},
        {"field": "tags", "before": [], "after": ["x"]},
        {"field": "for", "before": None, "after": "2026-11-24"},
        {"field": "due", "before": None, "after": "2026-11-25"},
    ]
    assert (undone["what"], undone["target"]) == ("undone", 2)


def test_an_undone_entry_is_shown_as_such(actlog: Program) -> None:
    actlog.ok("log", "call")
    actlog.ok("undo")
    assert actlog.ok("show", "1").startswith("#1  1 call · undone\n")


@pytest.mark.parametrize("words", [[], ["x"], ["9"], ["1", "9"], ["2-1"]])
def test_what_is_no_entry_is_not_shown(actlog: Program, words: list[str]) -> None:
    actlog.ok("log", "call")
    result = actlog("show", *words)
    assert (result.code, result.out) == (2, "")


def test_a_contact_that_moves_along_with_its_account_keeps_its_name(actlog: Program) -> None:
    actlog.ok("log", "call", "@amce/dana")
    actlog.ok("edit", "1", "@acme")
    (entry,) = json.loads(actlog.ok("show", "1", "--json"))["entries"]
    (edited,) = entry["history"][1:]
    assert [change["field"] for change in edited["changes"]] == ["account"]
