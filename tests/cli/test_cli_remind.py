"""`remind`: silence or one line, each thing once, and never more than the coach allows."""

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.program import Program

MODEL = """\
version: 1
name: own
week: {hours: "9:00-17:00"}
activities:
  meeting_held: {closes: meeting_set, tipping_point: 4}
  meeting_set: {tipping_point: 5}
  call: {tipping_point: 50, group: prospecting}
  linkedin: {tipping_point: 3, timebox: {minutes: 60, touches: 12}}
"""
At = Callable[..., tuple[int, str]]
MONDAY, FRIDAY = "2026-11-23", "2026-11-27"


@pytest.fixture
def own(actlog: Program, isolated: Path) -> Program:
    """Return the program with a small model week and a log."""
    isolated.mkdir(parents=True, exist_ok=True)
    (isolated / "model-week.yaml").write_text(MODEL)
    actlog.ok("log", "call", "last", "fri")
    return actlog


@pytest.fixture
def at(own: Program, monkeypatch: pytest.MonkeyPatch) -> At:
    """Return what runs the program at an instant."""

    def run(when: str, *words: str) -> tuple[int, str]:
        monkeypatch.setenv("ACTLOG_NOW", when)
        result = own(*words)
        assert result.code == 0 or words[0] == "remind", result
        return result.code, result.out.strip()

    return run


def remind(at: At, when: str, *words: str) -> str:
    code, out = at(when, "remind", *words)
    assert code == bool(out)
    assert "\n" not in out
    return str(out)


def test_without_a_log_nothing_is_said_and_none_is_made(actlog: Program, isolated: Path) -> None:
    assert actlog("remind").code == 0
    assert not (isolated / "actlog.db").exists()


def test_nothing_logged_is_said_from_noon_until_something_is(at: At) -> None:
    assert remind(at, f"{MONDAY}T11:59") == ""
    assert remind(at, f"{MONDAY}T12:00") == "nothing is logged today – actlog log"
    assert remind(at, f"{MONDAY}T12:10") == ""
    assert "nothing is logged" in remind(at, f"{MONDAY}T12:20", "--again")
    at(f"{MONDAY}T12:30", "log", "call")
    assert remind(at, f"{MONDAY}T12:40", "--again") == ""
    at(f"{MONDAY}T12:50", "undo")
    assert "nothing is logged" in remind(at, f"{MONDAY}T13:00")
    assert "nothing is logged" in remind(at, "2026-11-24T12:00")


def test_nothing_is_said_before_and_after_hours_and_on_days_off(at: At) -> None:
    for when in ("2026-11-23T08:59", "2026-11-23T17:00", "2026-11-28T12:00"):
        assert remind(at, when, "--again") == ""
    at(f"{MONDAY}T09:00", "off", "mon", "pm")
    assert remind(at, f"{MONDAY}T12:00", "--again") == ""


def test_an_activity_that_is_off_is_not_asked_for(at: At) -> None:
    assert "linkedin" in remind(at, f"{MONDAY}T15:00", "--again")
    at(f"{MONDAY}T15:00", "off", "today", "linkedin")
    assert "linkedin" not in remind(at, f"{MONDAY}T15:00", "--again")


def test_next_steps_are_said_again_when_one_more_is_due(at: At) -> None:
    at(f"{MONDAY}T09:00", "log", "call", "@acme", "next:write", "due:tue")
    assert remind(at, f"{MONDAY}T09:10") == ""
    tuesday = "2026-11-24"
    assert remind(at, f"{tuesday}T09:00") == "1 next step is due – actlog due"
    at(f"{tuesday}T09:05", "log", "call", "@stark", "next:ring", "due:tue")
    assert remind(at, f"{tuesday}T09:10") == "2 next steps are due – actlog due"
    assert remind(at, "2026-11-25T09:10") == ""
    at("2026-11-25T09:11", "done", "2")
    assert remind(at, "2026-11-25T09:12") == ""  # one less is nothing new
    assert remind(at, "2026-11-25T09:12", "--again") == "1 next step is due – actlog due"
    at("2026-11-25T09:13", "done", "3")
    assert remind(at, "2026-11-25T09:14") == ""


def test_meetings_are_confirmed_the_day_before_and_asked_about_afterwards(at: At) -> None:
    at(f"{MONDAY}T09:00", "log", "meeting", "set", "@acme", "for", "tue", "10:00")
    at(f"{MONDAY}T09:00", "log", "meeting", "set", "for", "tue", "11:00")
    assert "meeting" not in remind(at, f"{MONDAY}T15:29")
    assert "2 meetings tomorrow to confirm – actlog meetings" in remind(at, f"{MONDAY}T15:30")
    tuesday = "2026-11-24"
    assert "over" not in remind(at, f"{tuesday}T10:30")
    assert "2 meetings are over and nobody said how – actlog meetings" in remind(
        at, f"{tuesday}T16:30"
    )
    at(f"{tuesday}T16:31", "log", "meeting", "held", "@acme")
    assert remind(at, f"{tuesday}T16:40") == ""
    again = remind(at, f"{tuesday}T16:40", "--again")
    assert again.startswith("1 meeting is over and nobody said how – actlog meetings · ")


def test_a_meeting_on_monday_is_confirmed_on_friday(at: At) -> None:
    at(f"{FRIDAY}T09:00", "log", "meeting", "set", "@acme", "for", "next", "mon", "10:00")
    assert "1 meeting by Mon 30 Nov to confirm" in remind(at, f"{FRIDAY}T15:30")


def test_before_an_afternoon_off_things_are_said_half_an_hour_before_it(at: At) -> None:
    at(f"{FRIDAY}T09:00", "off", "fri", "pm")
    at(f"{FRIDAY}T09:00", "log", "call", "@acme")
    assert remind(at, f"{FRIDAY}T11:29") == ""
    assert "this week's page is ready" in remind(at, f"{FRIDAY}T11:30")


def test_a_gap_is_said_once_a_day_when_it_takes_a_quarter_more(at: At) -> None:
    # 50 calls in 5 days are 10 a day. At Wed 15:00, 2.25 days are left: from a gap of 28.125 on.
    wednesday = "2026-11-25T15:00"
    at(f"{MONDAY}T09:00", "off", "tue..fri", "linkedin")
    for kind, count in (("meeting_set", 5), ("meeting_held", 4), ("call", 21)):
        at(f"{MONDAY}T09:00", "log", str(count), kind)
    assert "calls: 29 to go – actlog log call" in remind(at, wednesday)
    assert "calls" not in remind(at, "2026-11-25T16:00")
    at("2026-11-25T16:10", "log", "call")
    assert "calls" not in remind(at, "2026-11-25T15:00", "--again")  # 28 are not enough
    assert "calls: 28 to go" in remind(at, "2026-11-25T15:30", "--again")


def test_booked_meetings_fill_the_gap_of_meetings_held(at: At) -> None:
    for kind, count in (("meeting_set", 5), ("call", 50)):
        at(f"{MONDAY}T09:00", "log", str(count), kind)
    thursday = "2026-11-26T15:00"
    assert "meetings held: 4 to go – actlog meetings" in remind(at, thursday, "--again")
    for account in ("@a", "@b", "@c"):
        at(f"{MONDAY}T09:00", "log", "meeting", "set", account, "for", "fri", "10:00")
    assert "meetings held" not in remind(at, thursday, "--again")


def test_a_timebox_is_asked_for_unless_it_runs_or_is_kept(at: At) -> None:
    box = "linkedin: today's timebox is not kept – actlog start linkedin"
    assert box in remind(at, f"{MONDAY}T15:00", "--again")
    at(f"{MONDAY}T15:00", "start", "linkedin")
    assert box not in remind(at, f"{MONDAY}T15:10", "--again")
    at(f"{MONDAY}T15:20", "stop", "5", "touches")
    assert box in remind(at, f"{MONDAY}T15:20", "--again")
    at(f"{MONDAY}T15:20", "log", "12", "linkedin", "60m")
    assert box not in remind(at, f"{MONDAY}T15:20", "--again")


def test_a_forgotten_timer_is_said_once(at: At) -> None:
    at(f"{MONDAY}T09:00", "start", "linkedin")
    assert "running" not in remind(at, f"{MONDAY}T12:00")
    told = "linkedin has been running for 3 hours – actlog stop"
    assert told in remind(at, f"{MONDAY}T12:01")
    assert "running" not in remind(at, f"{MONDAY}T16:00")


def test_fridays_page_comes_on_the_last_working_day_of_the_week(at: At) -> None:
    page = "this week's page is ready – actlog week --friday"
    assert page not in remind(at, f"{FRIDAY}T16:00", "--again")  # an empty week has none
    at(f"{MONDAY}T09:00", "log", "call")
    assert page in remind(at, f"{FRIDAY}T16:00", "--again")
    at(f"{MONDAY}T09:00", "off", "fri")
    assert page in remind(at, "2026-11-26T16:00", "--again")


def test_a_drought_is_said_once_a_week(at: At) -> None:
    for number in range(1, 31):
        at(f"{MONDAY}T09:00", "log", "call", f"2026-09-{number:02}")
    at(f"{MONDAY}T09:00", "log", "5", "call", "2026-11-20")
    assert "prospecting" not in remind(at, "2026-11-24T09:30")
    assert "no prospecting for 2 working days – actlog log call" in remind(at, "2026-11-25T09:30")
    assert "prospecting" not in remind(at, "2026-11-26T09:30")
    assert "no prospecting for 5 working days" in remind(at, "2026-11-30T09:30")


def test_everything_stands_in_one_line_and_in_json(own: Program, at: At) -> None:
    at(f"{MONDAY}T09:00", "log", "call", "last", "fri", "next:write", "due:mon")
    line = remind(at, f"{MONDAY}T12:00")
    assert line == "1 next step is due – actlog due · nothing is logged today – actlog log"
    found = json.loads(own("remind", "--again", "--json").out)
    assert [one["id"] for one in found["reminders"]] == ["next-steps", "nothing-logged"]
    assert json.loads(own("remind", "--json").out)["reminders"] == []


def test_in_a_terminal_each_has_a_line_of_its_own(own: Program, at: At) -> None:
    at(f"{MONDAY}T09:00", "log", "call", "last", "fri", "next:write", "due:mon")
    shown = own.terminal("remind", ACTLOG_NOW=f"{MONDAY}T12:00")
    assert shown.out.splitlines() == [
        "1 next step is due – actlog due",
        "nothing is logged today – actlog log",
    ]


def test_of_several_at_once_one_says_it(own: Program, isolated: Path) -> None:
    run = [sys.executable, "-m", "actlog", "remind"]
    environ = os.environ | {"ACTLOG_NOW": f"{MONDAY}T12:00"}
    several = [
        subprocess.Popen(run, stdout=subprocess.PIPE, env=environ, text=True) for _ in range(6)
    ]
    said = [one.communicate()[0] for one in several]
    assert sorted(said)[:-1] == [""] * 5
    assert max(said) == "nothing is logged today – actlog log\n"


def test_what_was_said_is_not_undone_and_no_entry_of_the_history(own: Program, at: At) -> None:
    assert remind(at, f"{MONDAY}T12:00")
    code, out = at(f"{MONDAY}T12:01", "undo")
    assert (code, out.split()[0]) == (0, "undid")
    assert "log call last fri" in out


def test_the_model_week_moves_and_silences_reminders(at: At, isolated: Path) -> None:
    path = isolated / "model-week.yaml"
    path.write_text(MODEL + "reminders: {nothing_logged: {at: 10:30, days: [mon]}}\n")
    assert remind(at, f"{MONDAY}T10:30") == "nothing is logged today – actlog log"
    assert remind(at, "2026-11-24T12:30") == ""
    path.write_text(MODEL + "reminders: off\n")
    assert remind(at, f"{MONDAY}T16:59", "--again") == ""


def test_what_another_tool_wrote_into_the_memory_stops_nothing(at: At, isolated: Path) -> None:
    assert remind(at, f"{MONDAY}T12:00")
    log = sqlite3.connect(isolated / "actlog.db")
    with log:
        log.execute("UPDATE settings SET value = 'x\n\ty\t\n\n' WHERE name = 'reminded'")
    log.close()
    assert remind(at, f"{MONDAY}T12:10")


def test_a_command_gets_the_findings_as_json(own: Program, at: At, tmp_path: Path) -> None:
    told = tmp_path / "told me"
    command = f"tee '{told}'"
    code, out = at(f"{MONDAY}T12:00", "remind", "--command", command)
    assert code == 1
    assert json.loads(told.read_text())["reminders"][0]["id"] == "nothing-logged"
    assert json.loads(out or told.read_text())["schema_version"] == 1
    told.unlink()
    assert at(f"{MONDAY}T12:10", "remind", f"--command={command}") == (0, "")
    assert not told.exists()


@pytest.mark.parametrize(
    "channel", [["--command", "false"], ["--command", "no-such-command"], ["--notify"]]
)
def test_where_a_channel_fails_it_is_printed(
    own: Program, at: At, monkeypatch: pytest.MonkeyPatch, channel: list[str]
) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere")
    monkeypatch.setenv("ACTLOG_NOW", f"{MONDAY}T12:00")
    result = own("remind", *channel)
    assert (result.code, result.out) == (1, "nothing is logged today – actlog log\n")
    assert len(result.err.splitlines()) == 1
    assert own("remind", *channel).code == 0  # it was said


def test_what_could_not_be_told_at_all_is_said_the_next_time(own: Program, at: At) -> None:
    environ = os.environ | {"ACTLOG_NOW": f"{MONDAY}T12:00"}
    with open("/dev/full", "w") as full:
        run = [sys.executable, "-m", "actlog", "remind"]
        done = subprocess.run(run, stdout=full, stderr=subprocess.PIPE, env=environ, check=False)
    assert done.returncode == 2
    assert remind(at, f"{MONDAY}T12:10")


def test_json_that_nobody_could_read_is_said_the_next_time(own: Program, at: At) -> None:
    environ = os.environ | {"ACTLOG_NOW": f"{MONDAY}T12:00"}
    with open("/dev/full", "w") as full:
        run = [sys.executable, "-m", "actlog", "remind", "--json"]
        done = subprocess.run(run, stdout=full, stderr=subprocess.PIPE, env=environ, check=False)
    assert done.returncode == 2
    assert remind(at, f"{MONDAY}T12:10")


def test_a_quiet_run_is_its_exit_code_alone_and_counts_nothing_as_said(
    own: Program, at: At, tmp_path: Path
) -> None:
    assert at(f"{MONDAY}T12:00", "remind", "--quiet") == (1, "")
    assert at(f"{MONDAY}T12:01", "remind", "--quiet", "--command", "false") == (1, "")
    assert remind(at, f"{MONDAY}T12:10")
    assert at(f"{MONDAY}T12:20", "remind", "--quiet") == (0, "")
    told = tmp_path / "told"
    at("2026-11-24T12:00", "remind", "--quiet", "--command", f"tee '{told}'")
    assert json.loads(told.read_text())["reminders"]
    assert remind(at, "2026-11-24T12:10") == ""


def test_a_trial_model_week_counts_nothing_as_said_or_looked_at(at: At, tmp_path: Path) -> None:
    trial = tmp_path / "trial.yaml"
    trial.write_text(MODEL.replace(", timebox: {minutes: 60, touches: 12}", ""))
    for _ in range(2):
        said = remind(at, f"{MONDAY}T15:00", "--model", str(trial))
        assert said == "nothing is logged today – actlog log"
    said = remind(at, f"{MONDAY}T15:01")
    assert "nothing is logged" in said
    assert "linkedin: today's timebox" in said
    assert remind(at, f"{MONDAY}T15:02", "--model", str(trial)) == ""


def test_a_broken_model_week_is_told_once_and_within_hours(
    own: Program, at: At, isolated: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def told(when: str, *words: str) -> str:
        monkeypatch.setenv("ACTLOG_NOW", when)
        return own("remind", *words).err

    path = isolated / "model-week.yaml"
    at(f"{MONDAY}T09:00", "remind")
    path.write_text(MODEL + "reminders: 3\n")
    assert told(f"{MONDAY}T08:50") == ""
    assert "the last good one serves" in told(f"{MONDAY}T09:00")
    assert told(f"{MONDAY}T09:10") == told("2026-11-24T09:00") == ""
    assert "the last good one serves" in told("2026-11-24T09:00", "--again")
    path.write_text(MODEL)
    assert told("2026-11-24T09:10") == ""
    path.write_text(MODEL + "reminders: 3\n")
    assert "the last good one serves" in told("2026-11-24T09:20")


def test_a_meeting_that_is_tomorrow_where_it_takes_place_is_over_when_it_is(at: At) -> None:
    at(f"{MONDAY}T09:00", "off", "today", "linkedin")
    words = ["log", "meeting", "set", "@tokyo", "for", "2026-11-24T01:45+09:00"]
    at(f"{MONDAY}T09:00", *words)
    assert "over" not in remind(at, f"{MONDAY}T16:40")
    assert "1 meeting is over" in remind(at, f"{MONDAY}T16:50")


def test_a_reminder_is_worth_no_copy_of_the_log(own: Program, at: At, isolated: Path) -> None:
    copies = len(list((isolated / "backups").iterdir()))
    assert remind(at, "2026-11-24T12:00")
    assert len(list((isolated / "backups").iterdir())) == copies


def test_words_are_refused(own: Program) -> None:
    assert own("remind", "me").code == 2
