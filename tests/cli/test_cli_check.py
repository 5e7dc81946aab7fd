"""`check`: what looks wrong, the command that mends it, and what is right as it is."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shlex
import sqlite3
import subprocess
from pathlib import Path
from typing import Any

import pytest

from actlog.domain.odd import RULES
from tests.program import Program

OLD = """\
version: 1
name: an older week
activities:
  meeting_held: {closes: meeting_set}
  meeting_set: {}
  booth: {tipping_point: 3}
  cal: {}
  call: {outcomes: {connected: moved, met: moved, voicemail: unreached}, max_per_entry: 10000}
"""


@pytest.fixture
def older(actlog: Program, tmp_path: Path) -> Program:
    """Log what an older model week allowed, with slips in it."""
    actlog.ok("model", "show")
    model = tmp_path / "older.yaml"
    model.write_text(OLD)
    for line in ("3 booth @acme", "booth thu", "cal thu", "2 calls met wed", "5000 calls wed"):
        actlog.ok("log", "--model", str(model), *line.split())
    return actlog


def found(actlog: Program, *words: str) -> list[dict[str, Any]]:
    result = actlog("check", *words, "--json")
    shown = json.loads(result.out)
    assert result.code == (1 if shown["findings"] else 0)
    return list(shown["findings"])


def rules(actlog: Program, *words: str) -> list[str]:
    return [one["id"] for one in found(actlog, *words)]


def test_a_log_in_order_has_nothing_to_mend(actlog: Program) -> None:
    assert actlog.ok("check") == "nothing to mend in 0 entries\n"
    actlog.ok("log", "5", "calls", "@acme")
    assert actlog.ok("check") == "nothing to mend in 1 entry\n"
    assert found(actlog) == []
    header = "id,level,title,detail,kind,n,value,high,next,entries\n"
    assert actlog.ok("check", "--csv") == header


def test_the_demo_has_nothing_to_mend(actlog: Program, tmp_path: Path) -> None:
    actlog.ok("demo", "--keep", str(tmp_path / "demo"))
    result = actlog.pipe("check", ACTLOG_HOME=str(tmp_path / "demo"))
    assert (result.code, result.err) == (0, "")
    assert result.out.startswith("nothing to mend in 2,")


SCREEN = """\
4 things to mend · 5 entries checked · My model week

2 entries of booth, a kind that the model week does not have        unknown-kind
  #1 of Mon 23 Nov @acme counts in no week · #1, #2
  > actlog model add booth
1 entry of cal, a kind that the model week does not have            unknown-kind
  #3 of Thu 19 Nov counts in no week; meant call?
  > actlog edit 3 call
1 entry of call with the outcome met, which is not declared      unknown-outcome
  #4 of Wed 18 Nov
  > actlog model set call.outcomes.met CLASS
1 entry of call above the 200 that one entry may count              over-maximum
  #5 of Wed 18 Nov counts 5,000
  > actlog edit 5 50 calls

right as it stands? actlog check NUMBER --accept; undo takes it back
"""


def test_the_screen_is_the_same_on_a_terminal_and_in_a_pipe(older: Program) -> None:
    result = older.pipe("check")
    assert (result.code, result.err) == (1, "")
    assert result.out == SCREEN
    assert re.sub(r"\x1b\[[0-9;]*m", "", older.terminal("check").out) == SCREEN


def test_an_ascii_terminal_and_a_narrow_one_are_served(older: Program) -> None:
    plain = older.pipe("check", PYTHONIOENCODING="ascii").out
    assert plain.isascii()
    assert plain.startswith("4 things to mend - 5 entries checked - My model week\n")
    narrow = older.pipe("check", COLUMNS="40").out
    assert all(len(line) <= 40 for line in narrow.splitlines())


def test_words_ask_for_a_period_for_kinds_for_numbers_and_for_rules(older: Program) -> None:
    everything = ["unknown-kind", "unknown-kind", "unknown-outcome", "over-maximum"]
    assert rules(older) == everything
    assert rules(older, "today") == ["unknown-kind"]
    assert rules(older, "wed") == everything[2:]
    assert rules(older, "calls") == everything[2:]
    assert rules(older, "@acme") == ["unknown-kind"]
    assert rules(older, "#4") == rules(older, "4") == ["unknown-outcome"]
    assert rules(older, "3-4", "5") == everything[1:]
    assert rules(older, "last") == rules(older, "5")
    assert rules(older, "over-maximum") == ["over-maximum"]
    assert rules(older, "over-maximum", "future", "today") == []
    assert older.ok("check", "future") == "nothing to mend in 5 entries\n"


@pytest.mark.parametrize(
    "words",
    [
        ["99"],
        ["unknown-knd"],
        ["--all", "nonsense"],
        ["--frobnicate"],
        ["1-2", "last week"],
        ["5-3"],
    ],
)
def test_words_that_ask_for_nothing_are_refused(older: Program, words: list[str]) -> None:
    result = older("check", *words)
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("actlog: ")


def test_what_is_not_understood_is_told_what_check_takes(older: Program) -> None:
    assert "check takes numbers" in older("check", "nonsense").err
    assert "meant the rule unknown-kind?" in older("check", "unknown-knd").err


def test_one_readable_screen_holds_ten_thousand_odd_rows(actlog: Program, tmp_path: Path) -> None:
    model = tmp_path / "older.yaml"
    kinds = "".join(f"  kind_{letter}: {{}}\n" for letter in "bcdfghjk")
    model.write_text(f"version: 1\nname: older\nactivities:\n  call: {{}}\n{kinds}")
    table = tmp_path / "many.csv"
    lines = [f"2026-11-{day:02},kind_{letter}" for letter in "bcdfghjk" for day in range(1, 21)]
    table.write_text("at,kind\n" + "\n".join(lines * 63) + "\n")
    actlog.ok("--model", str(model), "import", str(table))
    shown = actlog("check").out.splitlines()
    assert len(shown) == 11
    assert shown[0] == "8 things to mend · 10,080 entries checked · My model week"
    assert shown[3].endswith("· #1, #2, #3 and 1,257 more")
    more = "and 6 more of unknown-kind (7,560 entries): actlog check unknown-kind --all"
    assert shown[8] == more
    whole = actlog("check", "--all").out
    assert "#1260" in whole.replace("\n  ", " ")
    assert sum(len(one["entries"]) for one in found(actlog)) == 10_080


def test_what_is_called_right_is_shown_no_more_until_undone(older: Program) -> None:
    said = older.ok("check", "5", "--accept")
    assert said == "1 finding called right: check shows them no more; undo takes that back\n"
    assert "over-maximum" not in rules(older)
    accepted = json.loads(older.ok("check", "unknown-kind", "--accept", "--json"))
    assert (accepted["command"], accepted["entries"]) == ("check", 3)
    assert rules(older) == ["unknown-outcome"]
    assert older.ok("undo") == "undid 7: check unknown-kind --accept\n"
    older.ok("undo")
    assert len(rules(older)) == 4
    older.ok("redo")
    assert "over-maximum" not in rules(older)


def test_there_must_be_something_to_accept(older: Program) -> None:
    result = older("check", "future", "--accept")
    assert (result.code, result.out) == (1, "")


def test_everything_is_accepted_only_where_somebody_says_yes(older: Program) -> None:
    assert older.pipe("check", "--accept").code == 2
    assert older.terminal("check", "--accept", typed="n\n", after="right? (y/n)").code == 1
    assert len(rules(older)) == 4
    older.ok("check", "--accept", "--yes")
    assert older.ok("check") == "nothing to mend in 5 entries\n"


HOSTILE = ["Acme; rm -rf $HOME", "it's [bold]x", "`id`", 'say "hi"', "Ελλάδα", "!x=1~"]


@pytest.mark.parametrize("name", HOSTILE)
def test_bash_reads_the_commands_as_they_are_meant(actlog: Program, name: str) -> None:
    lines = [f"call account:{shlex.quote(one)}" for one in (name, name, f"{name} Ltd")]
    for line in lines:
        actlog.ok("log", *shlex.split(line))
    (one,) = [one for one in found(actlog) if one["id"] == "near-accounts"]
    script = f'actlog() {{ printf "%s\\0" "$@"; }}\n{one["next"]}'
    done = subprocess.run(
        ["bash", "-c", script],
        capture_output=True,
        check=True,
        env=os.environ | {"LC_ALL": "C.UTF-8"},
    )
    assert done.stdout.decode().split("\0")[:-1] == ["accounts", f"@{name} Ltd", "--merge", name]


def test_hostile_text_in_a_database_edited_by_hand_reaches_no_terminal(
    actlog: Program, isolated: Path
) -> None:
    actlog.ok("log", "call", "@acme", "@acme inc")
    with sqlite3.connect(isolated / "actlog.db") as conn:
        conn.execute("UPDATE entries SET kind = 'fax' || char(27) || '[2J[bold]' WHERE id = 1")
        conn.execute("UPDATE accounts SET name = name || char(8238) || ' inc'")
    conn.close()
    shown = actlog.terminal("check", NO_COLOR="1").out
    assert "\x1b[2J" not in shown
    assert "\u202e" not in shown
    assert "fax\\x1b[2J[bold]" in shown


def test_csv_holds_a_row_for_each_finding(older: Program) -> None:
    rows = list(csv.DictReader(io.StringIO(older("check", "--csv").out)))
    assert [row["id"] for row in rows] == rules(older)
    assert (rows[0]["entries"], rows[3]["value"], rows[3]["high"]) == ("1 2", "5000.0", "200.0")


def test_every_rule_stands_in_the_documents_with_its_level(older: Program) -> None:
    page = (Path(__file__).parents[2] / "docs/mending.md").read_text(encoding="utf-8")
    section = page.split("### What it looks for")[1].split("\n#")[0]
    table = [line.split("|")[1:3] for line in section.splitlines() if line.startswith("| `")]
    assert [rule.strip(" `") for rule, _ in table] == list(RULES)
    levels = {rule.strip(" `"): level.strip() for rule, level in table}
    assert {(one["id"], one["level"]) for one in found(older)} <= set(levels.items())


def test_every_command_that_it_names_mends_what_it_is_named_for(older: Program) -> None:
    for line in (
        "call 12h",
        "connected @stark 'asked for pricing'",
        "connected @stark 'asked for pricing'",
        "held @globex",
        "call connected @wayne 2026-07-01 next:'send quote' due:2026-07-10",
    ):
        older.ok("log", *shlex.split(line))
    settled = ("unknown-kind", "over-maximum", "logged-twice", "long-minutes", "overdue-step")
    mended = []
    while todo := [one for one in found(older, *settled) if "actlog model" not in one["next"]]:
        older.ok(*shlex.split(todo[0]["next"])[1:])
        assert todo[0] not in found(older)
        mended.append(todo[0]["next"])
    assert mended == [
        "actlog edit 3 call",
        "actlog edit 5 50 calls",
        "actlog rm 8",
        "actlog edit 6 72m",
        "actlog done 10",
    ]


def test_what_is_still_to_come_is_mended_whether_it_has_a_time_or_not(
    actlog: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = os.environ["ACTLOG_NOW"]
    monkeypatch.setenv("ACTLOG_NOW", "2027-02-03T18:00")
    actlog.ok("log", "call", "17:00")
    actlog.ok("log", "call", "yesterday")
    monkeypatch.setenv("ACTLOG_NOW", now)
    commands = [one["next"] for one in found(actlog)]
    assert sorted(commands) == ["actlog edit 1 now", "actlog edit 2 today"]
    for command in commands:
        actlog.ok(*shlex.split(command)[1:])
    assert found(actlog) == []


def test_a_story_whose_meeting_was_removed_is_mended_by_its_command(actlog: Program) -> None:
    actlog.ok("log", "meeting", "set", "@acme")
    actlog.ok("log", "held", "@acme", "story:1")
    assert found(actlog) == []
    actlog.ok("rm", "1")
    (one,) = found(actlog, "lost-story")
    actlog.ok(*shlex.split(one["next"])[1:])
    assert found(actlog, "lost-story") == []
    (one,) = found(actlog, "held-without-set")
    actlog.ok(*shlex.split(one["next"])[1:])
    assert found(actlog) == []
