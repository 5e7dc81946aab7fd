"""`promise`: made, judged by the log or by the rep, and taken back."""

import json
import re

import pytest

from tests.program import Program

FRIDAY, SUNDAY, NEXT_MONDAY = "2026-11-27T16:00", "2026-11-29T20:00", "2026-11-30T09:00"


def at(monkeypatch: pytest.MonkeyPatch, now: str) -> None:
    monkeypatch.setenv("ACTLOG_NOW", now)


def states(actlog: Program) -> list[tuple[str, str, str]]:
    found = json.loads(actlog.ok("promise", "--json"))["promises"]
    return [(one["week"], one["text"], one["state"]) for one in found]


def test_a_promise_is_for_this_week_until_friday_and_then_for_the_next(
    actlog: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert actlog.ok("promise").startswith("no promise yet; such as: actlog promise '")
    assert actlog.ok("promise", "ask every no for a referral") == (
        "this week (2026-W48): ask every no for a referral – not answered yet\n"
    )
    at(monkeypatch, FRIDAY)
    assert actlog.ok("promise", "confirm  meetings\nthe day before") == (
        "next week (2026-W49): confirm meetings the day before\n"
    )
    assert states(actlog) == [
        ("2026-W48", "ask every no for a referral", "open"),
        ("2026-W49", "confirm meetings the day before", "ahead"),
    ]


def test_next_makes_it_for_next_week_whatever_the_day(actlog: Program) -> None:
    assert actlog.ok("promise", "call the old list", "--next").startswith("next week (2026-W49): ")


@pytest.mark.parametrize(
    "words",
    [["6", "calls"], ["calls", "6"], ["6 calls"], ["cal", "six"], ["CALL", "6"], ["6", "dials"]],
)
def test_a_kind_and_a_count_stand_in_either_order(actlog: Program, words: list[str]) -> None:
    out = actlog.ok("promise", "call before nine", *words)
    assert out == "this week (2026-W48): call before nine – 0 of 6 calls so far\n"


def test_the_log_judges_what_is_counted(actlog: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    actlog.ok("promise", "call before nine", "6 calls")
    actlog.ok("log", "4 calls")
    assert actlog.ok("promise").endswith("– 4 of 6 calls so far\n")
    assert actlog("promise", "--kept").err.startswith("actlog: the log judges this promise")
    at(monkeypatch, NEXT_MONDAY)
    assert actlog.ok("promise") == (
        "last week (2026-W48): call before nine – not kept: 4 of 6 calls\n"
    )
    actlog.ok("log", "2 calls fri")
    assert actlog.ok("promise") == "last week (2026-W48): call before nine – kept: 6 of 6 calls\n"


def test_a_later_promise_takes_the_place_of_an_earlier_one_and_undo_brings_it_back(
    actlog: Program,
) -> None:
    actlog.ok("promise", "one")
    actlog.ok("promise", "another")
    assert states(actlog) == [("2026-W48", "another", "open")]
    assert actlog.ok("undo") == "undid 2: promise another\n"
    assert states(actlog) == [("2026-W48", "one", "open")]
    actlog.ok("redo")
    assert states(actlog) == [("2026-W48", "another", "open")]
    actlog.ok("undo")
    actlog.ok("undo")
    assert states(actlog) == []


def test_an_answer_is_kept_changed_and_taken_back(
    actlog: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    actlog.ok("promise", "ask every no")
    at(monkeypatch, NEXT_MONDAY)
    assert actlog.ok("promise") == (
        "last week (2026-W48): ask every no – kept? actlog promise --kept, or --broken\n"
    )
    assert actlog.ok("promise", "--kept") == "last week (2026-W48): ask every no – kept\n"
    again = actlog("promise", "--kept")
    assert (again.code, again.out) == (1, "")
    assert actlog.ok("promise", "--broken") == "last week (2026-W48): ask every no – not kept\n"
    assert actlog.ok("undo") == "undid 3: promise --broken\n"
    assert states(actlog) == [("2026-W48", "ask every no", "kept")]
    actlog.ok("undo")
    assert states(actlog) == [("2026-W48", "ask every no", "unanswered")]
    actlog.ok("redo")
    assert states(actlog) == [("2026-W48", "ask every no", "kept")]


def test_the_oldest_unanswered_promise_is_answered_first(
    actlog: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    actlog.ok("promise", "one")
    at(monkeypatch, NEXT_MONDAY)
    actlog.ok("promise", "two")
    actlog.ok("promise", "--kept")
    assert [state for _, _, state in states(actlog)] == ["kept", "open"]
    actlog.ok("promise", "--broken")
    assert [state for _, _, state in states(actlog)] == ["kept", "broken"]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [("y\n", "kept"), ("no\n", "broken"), ("\n", "unanswered"), ("what\n", "unanswered")],
)
def test_a_terminal_asks_about_what_nobody_else_can_say(
    actlog: Program, monkeypatch: pytest.MonkeyPatch, typed: str, expected: str
) -> None:
    actlog.ok("promise", "ask every no")
    at(monkeypatch, NEXT_MONDAY)
    shown = actlog.terminal("promise", typed=typed, after="leaves it open)")
    assert shown.code == 0
    assert ("noted; actlog undo takes it back" in shown.out) == (expected != "unanswered")
    assert states(actlog) == [("2026-W48", "ask every no", expected)]


def test_nobody_is_asked_before_the_last_working_day(
    actlog: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    actlog.ok("promise", "ask every no")
    assert "kept?" not in actlog.terminal("promise").out
    at(monkeypatch, FRIDAY)
    assert "2026-W48: kept?" in actlog.terminal("promise", typed="\n", after="open)").out


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["call", "40", "people"], "40 people is no activity with a count"),
        (["x", "3"], "3 is no activity with a count"),
        (["x", "0 calls"], "a promise counts from 1 to 1,000,000"),
        (["x", "1 deal won"], "deal won is a result: promise what you do for it"),
        (["x" * 201], "a promise has at most 200 characters"),
        (["--kept", "--broken"], "--kept and --broken stand alone: each answers the promise"),
        (["x", "--kept"], "--kept and --broken stand alone: each answers the promise"),
        (["--kept"], "there is no promise to answer"),
        (["x", "--", "note"], "this command takes no text after --"),
    ],
)
def test_what_is_no_promise_is_refused(actlog: Program, words: list[str], message: str) -> None:
    result = actlog("promise", *words)
    assert result.code == 2
    assert message in result.err
    assert states(actlog) == []


def test_json_says_all_of_a_promise(actlog: Program) -> None:
    made = json.loads(actlog.ok("promise", "call before nine", "6 calls", "--json"))
    assert made["operation"] == 1
    assert made["promises"] == [
        {
            "week": "2026-W48",
            "start": "2026-11-23",
            "end": "2026-11-29",
            "text": "call before nine",
            "kind": "call",
            "count": 6,
            "done": 0,
            "state": "open",
        }
    ]


def test_a_renamed_kind_takes_its_promises_along(actlog: Program) -> None:
    actlog.ok("promise", "call before nine", "6 calls")
    actlog.ok("log", "2 calls")
    actlog.ok("model", "rename", "call", "ring")
    assert actlog.ok("promise").endswith("– 2 of 6 rings so far\n")
    actlog.ok("undo")
    assert actlog.ok("promise").endswith("– 2 of 6 calls so far\n")


def test_a_forgotten_person_is_in_no_promise_and_in_no_history(actlog: Program) -> None:
    actlog.ok("log", "call", "@xanthippe")
    actlog.ok("promise", "write to Xanthippe")
    actlog.ok("promise", "write to all", "--next")
    actlog.ok("forget", "@xanthippe", "--yes")
    shown = actlog.ok("promise")
    assert shown.splitlines() == [
        "this week (2026-W48): (it named somebody who is forgotten) – not answered yet",
        "next week (2026-W49): write to all",
    ]
    assert "xanthippe" not in actlog.ok("db", "query", "SELECT * FROM history").lower()


@pytest.mark.parametrize("encoding", ["utf-8", "ascii"])
def test_hostile_words_are_shown_and_never_obeyed(actlog: Program, encoding: str) -> None:
    actlog.ok("promise", "[red]\x1b[31m\u202e" + "x" * 150)
    shown = actlog.terminal("promise", PYTHONIOENCODING=encoding, NO_COLOR="1").out
    plain = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", shown)
    assert "\x1b[31m" not in shown
    assert "[red]\\x1b[31m\\u202e" in plain
    assert all(len(line) <= 80 for line in plain.splitlines())
