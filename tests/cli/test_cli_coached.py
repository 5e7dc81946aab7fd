"""The coach's word beside other commands: kept, outdated, and never in the way."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from actlog.analysis.coach.advice import BUSY
from actlog.cli import coached
from actlog.cli.session import Session
from actlog.domain.findings import Finding
from tests.program import Program


@pytest.fixture
def demo(actlog: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Program:
    monkeypatch.setenv("ACTLOG_NOW", "2026-11-18T11:15")
    actlog.ok("demo", "--keep", str(tmp_path / "demo"))
    monkeypatch.setenv("ACTLOG_HOME", str(tmp_path / "demo"))
    return actlog


@pytest.fixture
def worked_out(demo: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], int]:
    """Return how often the rules were asked beside other commands; nothing is kept yet."""
    take_away(tmp_path)
    times = []
    original = coached._worked_out

    def counted(session: Session, *, of_the_day: bool = False) -> tuple[Finding, ...]:
        times.append(1)
        return original(session, of_the_day=of_the_day)

    monkeypatch.setattr(coached, "_worked_out", counted)
    return lambda: len(times)


def take_away(tmp_path: Path) -> None:
    database = sqlite3.connect(tmp_path / "demo" / "actlog.db")
    with database:
        database.execute("DELETE FROM settings WHERE name = 'coach'")
    database.close()


def settings(tmp_path: Path) -> dict[str, str]:
    database = sqlite3.connect(tmp_path / "demo" / "actlog.db")
    try:
        return dict(database.execute("SELECT name, value FROM settings").fetchall())
    finally:
        database.close()


WORD = "! 2 of 25 accounts are left behind – next: actlog accounts --stale\n"


def test_week_today_and_averages_end_with_the_coachs_word(demo: Program) -> None:
    for command in ("week", "averages", "today"):
        assert demo.ok(command).endswith(WORD)
        coach = json.loads(demo.ok(command, "--json"))["coach"]
        assert (coach["id"], coach["next"]) == ("stale-accounts", "actlog accounts --stale")


def test_it_is_worked_out_once_a_week(demo: Program, worked_out: Callable[[], int]) -> None:
    first = demo.ok("week")
    assert demo.ok("week") == first
    demo.ok("averages")
    demo.ok("log", "call")
    demo.ok("week")
    assert worked_out() == 1


def test_a_new_day_renews_what_changes_with_the_day(
    demo: Program,
    tmp_path: Path,
    worked_out: Callable[[], int],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    demo.ok("week")
    monkeypatch.setenv("ACTLOG_NOW", "2026-11-19T09:00")
    renewed = demo.ok("week")
    assert (worked_out(), json.loads(settings(tmp_path)["coach"])["day"]) == (2, "2026-11-19")
    take_away(tmp_path)
    assert demo.ok("week") == renewed


def test_coach_and_the_friday_page_keep_it_for_the_others(
    demo: Program, tmp_path: Path, worked_out: Callable[[], int]
) -> None:
    for command in (["coach"], ["week", "--friday"]):
        take_away(tmp_path)
        demo.ok(*command)
        demo.ok("week")
    assert worked_out() == 0


@pytest.mark.parametrize(
    "words",
    [
        ["log", "call", "last", "fri"],
        ["off", "thu"],
        ["model", "set", "call.tipping_point", "190"],
    ],
)
def test_whatever_touches_the_past_outdates_it(
    demo: Program, worked_out: Callable[[], int], words: list[str]
) -> None:
    demo.ok("week")
    demo.ok(*words)
    demo.ok("week")
    assert worked_out() == 2
    demo.ok("undo")
    demo.ok("week")
    assert worked_out() == 3


def test_the_next_week_and_a_trial_model_are_worked_out_anew(
    demo: Program,
    tmp_path: Path,
    worked_out: Callable[[], int],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    demo.ok("week")
    kept = settings(tmp_path)["coach"]
    demo.ok("week", "--model", str(tmp_path / "demo" / "model-week.yaml"))
    assert (worked_out(), settings(tmp_path)["coach"]) == (2, kept)
    monkeypatch.setenv("ACTLOG_NOW", "2026-11-23T08:00")
    demo.ok("week")
    assert worked_out() == 3
    demo.ok("week", "last")
    assert worked_out() == 3


def test_what_a_log_entry_ends_is_not_said_any_more(demo: Program) -> None:
    assert demo.ok("week").endswith(WORD)
    demo.ok("log", "call", "@umbrella", "@sterling")
    assert not demo.ok("week").endswith(WORD)


def test_a_word_that_cannot_be_kept_is_shown_all_the_same(demo: Program, tmp_path: Path) -> None:
    before = demo.ok("week")
    take_away(tmp_path)
    database = sqlite3.connect(tmp_path / "demo" / "actlog.db")
    with database:
        database.execute(
            "CREATE TRIGGER refused BEFORE INSERT ON settings "
            "BEGIN SELECT RAISE(ABORT, 'refused'); END"
        )
    database.close()
    assert demo.ok("week") == before
    assert "coach" not in settings(tmp_path)


def test_it_waits_for_nobody_who_is_writing(demo: Program, tmp_path: Path) -> None:
    before = demo.ok("week")
    take_away(tmp_path)
    other = sqlite3.connect(tmp_path / "demo" / "actlog.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        assert demo.ok("week") == before
    finally:
        other.execute("ROLLBACK")
        other.close()
    assert "coach" not in settings(tmp_path)


def test_keeping_it_is_worth_no_copy_of_the_log(demo: Program, tmp_path: Path) -> None:
    copies = tmp_path / "demo" / "backups"
    before = sorted(copies.iterdir()) if copies.exists() else []
    take_away(tmp_path)
    demo.ok("week")
    assert (sorted(copies.iterdir()) if copies.exists() else []) == before
    assert "coach" in settings(tmp_path)


def test_forgetting_somebody_takes_it_away(demo: Program, tmp_path: Path) -> None:
    demo.ok("week")
    assert "umbrella" in settings(tmp_path)["coach"]
    demo.ok("forget", "@umbrella", "--yes")
    assert "coach" not in settings(tmp_path)


def say(tmp_path: Path, busy: int, word: str | None) -> None:
    """Put words into the coach's mouth for the week of 23 November."""
    database = sqlite3.connect(tmp_path / "home" / "actlog.db")
    text = json.dumps({"week": "2026-11-23", "busy": busy, "says": word})
    with database:
        database.execute("INSERT OR REPLACE INTO settings VALUES ('coach', ?)", (text,))
    database.close()


ONE_LINE = """\
version: 1
name: one line
activities:
  call: {tipping_point: 3}
"""


def test_where_nothing_is_neglected_the_answer_tells_the_coachs_word(
    actlog: Program, tmp_path: Path
) -> None:
    actlog.ok("model", "show")
    (tmp_path / "home" / "model-week.yaml").write_text(ONE_LINE)
    assert actlog.ok("log", "2 calls").endswith("1 to the tipping point · 0.2 a day\n")
    assert actlog.ok("log", "call").endswith("line reached · nothing is neglected\n")
    say(tmp_path, 0, "few new accounts: you go where you have been")
    shown = actlog.ok("log", "call")
    assert shown.endswith("line reached · coach: few new accounts: you go where you have been\n")


def test_the_busy_are_not_asked_for_more_of_the_same(actlog: Program, tmp_path: Path) -> None:
    assert "to the tipping point" in actlog.ok("log", "call")
    say(tmp_path, 1, "busy")
    shown = actlog.ok("log", "call")
    assert shown.endswith("calls 2 of 200 · busy without results: actlog coach\n")
    assert "to the tipping point" in actlog.ok("log", "follow_up", "@acme")
    say(tmp_path, 0, None)
    assert "to the tipping point" in actlog.ok("log", "call")


def test_a_week_of_the_busy_turns_to_nothing_that_they_have_enough_of(actlog: Program) -> None:
    actlog.ok("log", "200", "calls")
    turned = json.loads(actlog.ok("week", "--json"))
    assert turned["coach"]["id"] == "turn-to"
    busy = Finding(id=BUSY, level="watch", title="busy", detail="look", next="actlog coach")
    with Session(copies=False) as session:
        coached.keep(session, (busy,))
    for command in ("week", "today"):
        found = json.loads(actlog.ok(command, "--json"))
        assert found["coach"]["id"] == BUSY
        assert "turn-to" not in {one["id"] for one in found["findings"]}
        assert actlog.ok(command).endswith("! busy – look – next: actlog coach\n")
    assert json.loads(actlog.ok("averages", "--json"))["coach"]["id"] == BUSY
