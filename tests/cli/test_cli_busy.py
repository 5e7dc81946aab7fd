"""A log that is busy without results, through the real program."""

from __future__ import annotations

import csv
import json
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.program import Program

MODEL = """\
version: 1
name: Jo's model week
week: {starts: monday, days: {mon: 1, tue: 1, wed: 1, thu: 1, fri: 1}, hours: "8:30-17:30"}
activities:
  meeting_held: {aliases: [held], tipping_point: 6, closes: meeting_set}
  meeting_set: {tipping_point: 8}
  call: {tipping_point: 200, group: prospecting, outcomes: {no-answer: unreached, connected: moved}}
  follow_up: {tipping_point: 10, group: follow-up}
results:
  deal_won: {aliases: [won]}
"""
HEAD = ("at", "kind", "count", "outcome", "account", "contact", "persona", "source")
MONDAY = date(2026, 11, 23)


def rows(back: int, *, busy: bool) -> list[tuple[object, ...]]:
    monday = MONDAY - timedelta(weeks=back)
    who = ("dana", "intern", "list") if busy else ("sam", "owner", "referral")
    found: list[tuple[object, ...]] = []
    for n in range(5):
        day, account = (monday + timedelta(days=n)).isoformat(), f"acme{back}"
        found.append((day, "call", 40 if busy else 20, "no-answer", account, *who))
        found.append((day, "call", 5, "connected", account, "", "", ""))
        found += [
            (day, kind, 2, *[""] * 5) for kind in ("meeting_set", "meeting_held", "follow_up")
        ]
    return found if busy else [*found, (monday.isoformat(), "deal_won", 1 + back % 3, *[""] * 5)]


@pytest.fixture
def busy(actlog: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Program:
    monkeypatch.setenv("ACTLOG_HOME", str(tmp_path))
    monkeypatch.setenv("ACTLOG_NOW", "2026-11-25T10:00")
    (tmp_path / "model-week.yaml").write_text(MODEL)
    table = tmp_path / "log.csv"
    with table.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEAD)
        for back in range(1, 41):
            writer.writerows(rows(back, busy=back <= 8))
    actlog.ok("import", str(table), "--yes")
    return actlog


ALARM = """\
> busy without results: 8 weeks at the line, 0 deals won                 8 weeks
  9 of 10 stretches as long before brought 15 or more; look at what you do, not
  at how much: persona: intern 1,600 of 1,600 (before: 0 of 2,600); source: list
  1,800 of 1,800 (before: 0 of 3,250); objection: too few noted to say; outcome
  of calls: no-answer 1,600 of 1,800 (before: 2,600 of 3,250)
  next: actlog funnel --by persona
"""


def test_the_coach_says_so_first_and_where_to_look(busy: Program) -> None:
    shown = busy.ok("coach")
    assert shown.split("\n\n")[1] + "\n" == ALARM


def test_nothing_asks_for_more_of_the_same(busy: Program) -> None:
    answer = json.loads(busy.ok("coach", "--json"))
    asked = {one["kind"] for one in answer["findings"] if one["level"] in {"act", "watch"}}
    assert asked.isdisjoint({"meeting_held", "meeting_set", "call"})
    assert {one["kind"] for one in answer["withheld"]} >= {"call", "meeting_held"}
    for command in ("week", "today"):
        assert json.loads(busy.ok(command, "--json"))["coach"]["id"] == "busy-without-results"
        assert "> busy without results: 8 weeks at the line, 0 deals won" in busy.ok(command)


def test_the_tables_ask_for_no_more_of_the_same(busy: Program) -> None:
    week, day = busy.ok("week").splitlines(), busy.ok("today").splitlines()
    asked = {line.split("  ")[0]: line for line in week if "to go" in line}
    assert asked["calls"].endswith("200 to go")
    assert asked["follow ups"].endswith(" a day")
    assert [line.split("  ")[0] for line in day if line.endswith("more today")] == ["follow ups"]


def test_more_of_the_same_is_not_praised(busy: Program) -> None:
    busy.ok("log", "14 held @acme1")
    busy.ok("log", "20 follow_up @acme1")
    answer = json.loads(busy.ok("coach", "--json"))
    good = {(one["id"], one["kind"]) for one in answer["findings"] if one["level"] == "good"}
    kept = {(one["id"], one["kind"]) for one in answer["withheld"] if one["level"] == "good"}
    assert good == set()
    assert kept >= {("best", "meeting_held"), ("streak", "meeting_held")}
    assert "14 meetings held this week" not in busy.ok("coach")


def test_the_answer_of_log_sends_to_the_coach_instead_of_on(busy: Program) -> None:
    assert "to the tipping point" in busy.ok("log", "meeting_set", "@acme1")
    busy.ok("coach")
    told = busy.ok("log", "meeting_set", "@acme1")
    assert told.endswith("meetings set 2 of 8 · busy without results: actlog coach\n")
    assert "to the tipping point" in busy.ok("log", "follow_up", "@acme1")


def test_a_result_that_comes_ends_it(busy: Program) -> None:
    for back in range(1, 8):
        busy.ok("log", "3 won", (MONDAY - timedelta(weeks=back)).isoformat())
    assert "busy without results" not in busy.ok("coach")
    assert "to the tipping point" in busy.ok("log", "meeting_set", "@acme1")


def test_no_reminder_asks_for_more_of_what_brings_nothing(
    busy: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ACTLOG_NOW", "2026-11-26T15:00")
    ids = [one["id"] for one in json.loads(busy("remind", "--json").out)["reminders"]]
    assert ids == ["nothing-logged", "drought"]  # ten follow-ups can't be caught up any more
    said = busy("remind", "--again").out
    assert "no follow-up for" in said
    assert "prospecting" not in said
    assert "calls" not in said
    busy.ok("log", "10", "follow_up", "wed")
    assert busy("remind", "--again").code == 0  # all that is left would be more of the same
