"""What is not looked at again cannot have changed: whoever looks every time says the same."""

from __future__ import annotations

import shlex
import sqlite3
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.remind.simulation import environment, run

MODEL = """\
version: 1
name: own
week: {hours: "8:00-18:00"}
activities:
  meeting_held: {closes: meeting_set, tipping_point: 4}
  meeting_set: {tipping_point: 5}
  call: {tipping_point: 20, group: prospecting}
  follow_up: {tipping_point: 6, group: follow-up}
  linkedin: {tipping_point: 3, timebox: {minutes: 60, touches: 12}}
"""
MODELS = [
    MODEL,
    MODEL.replace("tipping_point: 3", "tipping_point: 1"),
    MODEL.replace("12}", "2}"),
    MODEL.replace("8:00-18:00", "10:00-15:00"),
    MODEL + "reminders: {gap: {at: 9:00}, nothing_logged: {at: 8:30}, next_steps: off}\n",
    MODEL + "time_off: [2026-11-24]\n",
]
TYPED = [
    "log call",
    "log 9 call yesterday",
    "log 20 calls",
    "log 7 follow_up",
    "log 12 linkedin 60m",
    "log call @acme next:write due:today",
    "log call @acme next:ring due:tomorrow",
    "log meeting set @acme for today 16:00",
    "log meeting set @stark for tomorrow 9:00",
    "log meeting set @stark for today",
    "log meeting_held @acme",
    "log meeting_held no-show @acme",
    "done last",
    "start linkedin",
    "stop 3 touches",
    "stop --discard",
    "off today",
    "off today pm",
    "off tomorrow",
    "off today linkedin",
    "undo",
    "undo",
    "redo",
    "rm last",
    "backup",
    "restore-backup 2026-11-23",
]
DOES = st.one_of(st.sampled_from(TYPED), st.sampled_from(range(len(MODELS))), st.just("remind"))
STEPS = st.lists(st.tuples(st.sampled_from([5, 20, 60, 720]), DOES), min_size=3, max_size=12)
BEGIN = datetime.fromisoformat("2026-11-23T15:05+00:00")


def look_anew(home: Path) -> None:
    """Forget what was looked at and denied; what was said stays."""
    log = sqlite3.connect(home / "actlog.db")
    with log:
        found = log.execute("SELECT value FROM settings WHERE name = 'reminded'").fetchone()
        lines = found[0].split("\n") if found else []
        kept = [line for line in lines if line.split(" ")[0] not in {"seen", "not"}]
        log.execute("UPDATE settings SET value = ? WHERE name = 'reminded'", ("\n".join(kept),))
    log.close()


def said(home: Path, steps: list[tuple[int, str | int]], *, anew: bool) -> list[str]:
    """Return what is said after each step of a story."""
    found = []
    with environment(home, "UTC"):
        home.mkdir()
        (home / "model-week.yaml").write_text(MODEL)
        now = BEGIN
        run(now, "log", "call", "2026-11-19")
        for minutes, does in steps:
            if isinstance(does, int):
                (home / "model-week.yaml").write_text(MODELS[does])
            elif does != "remind":
                run(now, *shlex.split(does))
            for _ in range(2):
                if anew:
                    look_anew(home)
                found.append(f"{now:%a %H:%M} {does}: {run(now, 'remind')[1]}")
                now += timedelta(minutes=minutes)
    return found


@settings(max_examples=12, deadline=None)
@example(steps=[(5, "log call @acme next:write due:today")] * 2)
@example(steps=[(5, "start linkedin"), (5, "stop --discard")])
@given(steps=STEPS)
def test_what_is_not_looked_at_again_would_say_nothing_new(
    steps: list[tuple[int, str | int]],
) -> None:
    with TemporaryDirectory() as folder:
        quick = said(Path(folder) / "quick", steps, anew=False)
        assert quick == said(Path(folder) / "anew", steps, anew=True)
