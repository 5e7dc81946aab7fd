"""The one clock, and what a hand in the database comes to."""

import sqlite3
from pathlib import Path

import pytest

from tests.program import Program


@pytest.mark.parametrize("now", ["x", "2026", "2026-11-23T24:00", " ", "0001-01-01", "2026\n"])
def test_a_clock_that_is_no_instant_is_refused(
    actlog: Program, monkeypatch: pytest.MonkeyPatch, now: str
) -> None:
    monkeypatch.setenv("ACTLOG_NOW", now)
    result = actlog("log", "call")
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("actlog: ACTLOG_NOW is not an ISO instant")


@pytest.mark.parametrize("now", ["1969-12-31", "9999-12-31T23:59", "3000-01-01"])
def test_a_clock_beyond_what_a_log_can_hold_is_refused(
    actlog: Program, monkeypatch: pytest.MonkeyPatch, now: str
) -> None:
    monkeypatch.setenv("ACTLOG_NOW", now)
    for words in (["log", "call"], ["week"], ["averages"]):
        result = actlog(*words)
        assert (result.code, result.out) == (2, "")
        assert result.err.endswith("years run from 1970 to 2999\n")


@pytest.mark.parametrize("now", ["1970-01-01", "2999-12-31T23:59"])
def test_every_command_works_at_the_ends_of_time(
    actlog: Program, monkeypatch: pytest.MonkeyPatch, now: str
) -> None:
    monkeypatch.setenv("ACTLOG_NOW", now)
    for words in (["log", "call"], ["today"], ["week"], ["averages"], ["list"], ["undo"]):
        actlog.ok(*words)


@pytest.mark.parametrize(
    ("now", "shown"),
    [
        ("2026-11-23", "Mon 23 Nov 00:00"),
        ("2026-11-23T10:41+09:00", "Mon 23 Nov 01:41"),
        ("20261123T1041Z", "Mon 23 Nov 10:41"),
        ("", "1 call"),  # an empty variable counts as not set
    ],
)
def test_a_clock_may_have_an_offset(
    actlog: Program, monkeypatch: pytest.MonkeyPatch, now: str, shown: str
) -> None:
    monkeypatch.setenv("ACTLOG_NOW", now)
    assert shown in actlog.ok("log", "call")


def test_time_off_edited_by_hand_is_told(actlog: Program, isolated: Path) -> None:
    actlog.ok("off", "tomorrow")
    with sqlite3.connect(isolated / "actlog.db") as conn:
        conn.execute("UPDATE time_off SET last = 'soon'")
    conn.close()
    result = actlog("week")
    assert (result.code, result.err) == (
        4,
        "actlog: row 1 of time_off is not as it should be: Invalid isoformat string: 'soon'\n"
        "it was edited by hand: mend it\n",
    )
