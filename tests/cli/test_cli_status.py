"""`status`: one line that never breaks a prompt, and leaves no trace."""

from __future__ import annotations

import json
import os
import random
import sqlite3
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from actlog.cli import complete
from tests.program import Program

MODEL = """\
version: 1
name: own
week: {hours: "9:00-17:00"}
activities:
  meeting_held: {aliases: [held], closes: meeting_set, tipping_point: 4, ceiling: 6}
  meeting_set: {aliases: [booked, set], tipping_point: 5}
  call: {tipping_point: 50, goal: 60, group: prospecting}
  linkedin: {timebox: {minutes: 60, touches: 12}}
results: {deal_won: {}}
"""


@pytest.fixture
def own(actlog: Program, isolated: Path) -> Program:
    isolated.mkdir(parents=True)
    (isolated / "model-week.yaml").write_text(MODEL)
    actlog.ok("log", "2", "held")
    actlog.ok("log", "7", "calls")
    return actlog


def said(program: Program, written: str) -> str:
    result = program("status", "--format", written)
    assert (result.code, result.err) == (0, "")
    return result.out.rstrip("\n")


def test_meetings_come_first_and_the_timer_while_it_runs(own: Program) -> None:
    assert own.ok("status") == "held 2/4 · set 0/5\n"
    own.ok("start", "linkedin")
    assert own.pipe("status", ACTLOG_NOW="2026-11-23T11:04").out == (
        "held 2/4 · set 0/5 · linkedin 23 min\n"
    )


def test_without_meetings_it_is_the_first_activities_with_a_line(
    actlog: Program, isolated: Path
) -> None:
    isolated.mkdir(parents=True)
    (isolated / "model-week.yaml").write_text(
        "version: 1\nactivities: {mail: {}, call: {tipping_point: 5}}\n"
    )
    actlog.ok("log", "call")
    assert actlog.ok("status") == "call 1/5\n"


def test_at_the_line_it_asks_no_more_and_past_the_ceiling_it_says_stop(own: Program) -> None:
    own.ok("log", "2", "held")
    assert said(own, "{held} {held.zone}") == "4 at"
    own.ok("log", "3", "held")
    assert said(own, "{held} {held.zone}") == "7 stop past"
    own.ok("off", "mon..fri")
    assert said(own, "{held} {held.zone}") == "off "


def test_fields_say_what_week_json_says(own: Program) -> None:
    week = {one["kind"]: one for one in json.loads(own.ok("week", "--json"))["activities"]}
    call = week["call"]
    assert (
        said(own, "{calls.done}/{calls.tipping_point}/{calls.goal}/{calls.ceiling}") == "7/50/60/"
    )
    assert said(own, "{calls.gap} {calls.zone} {calls.today} {calls.title}") == "43 below 7 calls"
    assert float(said(own, "{call.pace}")) == pytest.approx(call["pace"], abs=0.05)
    assert float(said(own, "{call.days_left}")) == pytest.approx(call["days_left"], abs=0.05)
    assert float(said(own, "{call.needed_per_day}")) == pytest.approx(
        call["needed_per_day"], abs=0.05
    )
    assert said(own, "{deal won.done} {deal-won} {week} {day}") == "0 0 2026-W48 1 of 5"
    assert said(own, "{behind}") == "meetings set 5"


def test_json_holds_the_line_and_every_field(own: Program) -> None:
    shown = json.loads(own.ok("status", "--format", "{call}", "--json"))
    assert shown["text"] == "7/50"
    assert shown["fields"]["call.gap"] == "43"
    assert shown["fields"]["timer"] == ""


def test_a_mistake_is_told_on_a_terminal_and_is_the_line_in_a_prompt(own: Program) -> None:
    told = own.terminal("status", "--format", "{cal}")
    assert told.code == 2
    assert "cal is no activity and no field of the line" in told.out
    assert own.pipe("status", "--format", "{cal}") == own.pipe("status", "--format={cal}")
    result = own.pipe("status", "--format", "{cal}")
    assert (result.code, result.err) == (0, "")
    assert result.out == "actlog: cal is no activity and no field of the line\n"


@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(written=st.text(st.sampled_from("{}[]:. calhedtimr\n\x1b%#é")))
def test_any_format_gives_one_line_and_nothing_else(own: Program, written: str) -> None:
    result = own("status", "--format", written)
    assert (result.code, result.err) == (0, "")
    assert result.out.count("\n") == 1


def test_without_a_log_it_says_nothing_and_makes_none(actlog: Program, isolated: Path) -> None:
    assert actlog.ok("status") == ""
    assert json.loads(actlog.ok("status", "--json"))["fields"] == {}
    assert not isolated.exists()


def test_it_writes_nothing_and_waits_for_nobody(own: Program, isolated: Path) -> None:
    writer = sqlite3.connect(isolated / "actlog.db", isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    try:
        assert own.ok("status") == "held 2/4 · set 0/5\n"
    finally:
        writer.close()
    before = {path.name: path.read_bytes() for path in isolated.glob("actlog.db")}
    own.ok("status")
    assert {path.name: path.read_bytes() for path in isolated.glob("actlog.db")} == before


@pytest.mark.parametrize(
    ("statement", "line"),
    [
        ("PRAGMA user_version = 2", "actlog: the log is of an older version\n"),
        ("PRAGMA user_version = 99", "actlog: the log is of a newer version, or no log\n"),
        ("PRAGMA application_id = 5", "actlog: the log is of a newer version, or no log\n"),
        ("DELETE FROM model_file; DELETE FROM model_versions", ""),
    ],
)
def test_another_version_is_left_alone(
    own: Program, isolated: Path, statement: str, line: str
) -> None:
    log = sqlite3.connect(isolated / "actlog.db")
    log.executescript(statement)
    log.commit()
    log.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    log.close()
    before = (isolated / "actlog.db").read_bytes()
    assert own.ok("status") == line
    assert (isolated / "actlog.db").read_bytes() == before


def test_a_damaged_log_and_a_broken_model_week_break_no_prompt(
    own: Program, isolated: Path
) -> None:
    (isolated / "model-week.yaml").write_text("activities: [")
    assert own.ok("status") == "held 2/4 · set 0/5\n"
    (isolated / "actlog.db").write_bytes(b"not a database, and long enough to look at" * 100)
    (isolated / "actlog.db-wal").unlink(missing_ok=True)
    result = own("status")
    assert (result.code, result.err) == (0, "")
    assert result.out.startswith("actlog: the file is not a database")


def test_whatever_bytes_are_damaged_no_prompt_breaks_and_no_tab(
    own: Program, isolated: Path
) -> None:
    path = isolated / "actlog.db"
    whole, chance = path.read_bytes(), random.Random(11)
    for _ in range(150):
        damaged = bytearray(whole)
        for _ in range(chance.choice((1, 3, 20, 200))):
            damaged[chance.randrange(100, len(whole))] = chance.randrange(256)
        path.write_bytes(damaged[: chance.choice((len(whole), chance.randrange(len(whole))))])
        result = own("status", "--format", "{held} {behind} {coach} {timer} {call.pace}")
        assert (result.code, result.err, result.out.count("\n") <= 1) == (0, "", True)
        assert complete.answer(["fish", "log", "call", "@"], os.environ)[0] == "words"


def test_the_coachs_stop_counts(own: Program, isolated: Path) -> None:
    own.ok("week")
    log = sqlite3.connect(isolated / "actlog.db")
    with log:
        log.execute(
            "UPDATE settings SET value = json_set(value, '$.busy', 1, '$.says', 'busy')"
            " WHERE name = 'coach'"
        )
    log.close()
    assert said(own, "[{behind}]{coach}") == "busy"


def test_colours_are_the_styles_and_no_color_takes_them(own: Program) -> None:
    assert "\x1b[33m2/4" in own.terminal("status").out
    assert "\x1b" not in own.terminal("status", NO_COLOR="1").out
    assert "\x1b" not in own.pipe("status").out
    assert "fg=yellow" in own.pipe("status", "--style", "tmux").out


def test_words_are_refused_on_a_terminal(own: Program) -> None:
    assert own.terminal("status", "me").code == 2
    assert own.pipe("status", "me").code == 0


def test_a_log_in_a_folder_that_may_only_be_read_breaks_no_prompt(
    unprivileged: Path, actlog: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ACTLOG_HOME", str(unprivileged))
    actlog.ok("log", "call")
    unprivileged.chmod(0o555)
    try:
        result = actlog("status")
    finally:
        unprivileged.chmod(0o755)
    assert (result.code, result.err) == (0, "")
    assert result.out.count("\n") == 1
