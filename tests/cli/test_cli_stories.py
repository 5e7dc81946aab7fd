"""Entries about meetings find their meeting by themselves, are asked about, or are refused."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from actlog.analysis.meetings import Stories, follow
from actlog.cli.main import main
from actlog.cli.session import Session
from actlog.store import stories
from tests.program import Program


def told() -> Stories:
    """Return the stories of the log as it is."""
    with Session() as session:
        ((begins, closes),) = session.model().stories()
        return follow(begins, closes, stories.every(session.store, (begins.name, closes.name)))


def still_open() -> dict[int, str | None]:
    """Return the numbers of the open meetings with their dates."""
    return {
        one.begun.id: one.planned.day.isoformat() if one.planned else None for one in told().open()
    }


def entry(actlog: Program, number: int) -> dict[str, Any]:
    found = json.loads(actlog.ok("list", "--all", "--json"))["entries"]
    return next(one for one in found if one["id"] == number)


@pytest.mark.parametrize("word", ["held", "no-show", "cancelled"])
def test_an_end_finds_the_open_meeting_of_its_account(actlog: Program, word: str) -> None:
    actlog.ok("log", "meeting", "set", "@acme/dana", "for", "tue", "10:00")
    assert still_open() == {1: "2026-11-24"}
    result = actlog("log", word, "@Acme")
    assert result.err == "ends #1 for Tue 24 Nov 10:00\n"
    assert entry(actlog, 2)["story"] == entry(actlog, 1)["uid"]
    assert still_open() == {}
    actlog.ok("undo")
    assert still_open() == {1: "2026-11-24"}
    actlog.ok("redo")
    assert still_open() == {}


def test_a_reschedule_moves_the_meeting_or_leaves_it_without_a_date(actlog: Program) -> None:
    actlog.ok("log", "meeting", "set", "@acme", "for", "tue", "10:00")
    assert actlog("log", "rescheduled", "@acme", "for", "fri").err == "#1 goes on\n"
    assert still_open() == {1: "2026-11-27"}
    result = actlog("log", "rescheduled", "@acme")
    dating = "actlog edit 3 for tue 10:00"
    assert result.err == f"#1 goes on, without a date for now: {dating}\n"
    assert still_open() == {1: None}
    actlog.ok(*dating.split()[1:])
    assert still_open() == {1: "2026-11-24"}
    actlog.ok("undo")
    assert "meetings set 1 of 8" in actlog.ok(
        "log", "meeting", "set", "@acme", "for", "next", "mon"
    )
    assert still_open() == {1: "2026-11-30"}
    actlog.ok("log", "held", "@acme")
    assert still_open() == {}


def test_two_open_meetings_are_refused_in_a_script_with_the_way_out(actlog: Program) -> None:
    actlog.ok("log", "meeting", "set", "@acme", "for", "thu", "9:00")
    actlog.ok("log", "meeting", "set", "@acme", "for", "tue")
    result = actlog("log", "held", "@acme")
    assert (result.code, result.out) == (2, "")
    assert result.err == (
        "actlog: 2 meetings with @acme are open: #2 for Tue 24 Nov; #1 for Thu 26 Nov 09:00\n"
        "say which one: story:2\n"
    )
    assert len(json.loads(actlog.ok("list", "--all", "--json"))["entries"]) == 2
    actlog.ok("log", "held", "@acme", "story:1")
    assert still_open() == {2: "2026-11-24"}


def test_two_open_meetings_are_asked_about_on_a_terminal(actlog: Program) -> None:
    actlog.ok("log", "meeting", "set", "@acme/dana", "for", "thu", "9:00")
    actlog.ok("log", "meeting", "set", "@acme", "for", "tue")
    shown = actlog.terminal("log", "held", "@acme", typed="1\n", after="Which one? [2]")
    assert shown.out.splitlines()[:3] == [
        "2 meetings with @acme are open:",
        "  #2 for Tue 24 Nov",
        "  #1 with dana for Thu 26 Nov 09:00",
    ]
    assert "ends #1 for Thu 26 Nov 09:00" in shown.out
    assert still_open() == {2: "2026-11-24"}
    wrong = actlog.terminal("log", "held", "@acme", "story:9")
    assert wrong.code == 2


def test_an_answer_that_names_no_meeting_stores_nothing(actlog: Program) -> None:
    for day in ("thu", "tue"):
        actlog.ok("log", "meeting", "set", "@acme", "for", day)
    shown = actlog.terminal("log", "held", "@acme", typed="7\n", after="Which one?")
    assert (shown.code, list(still_open())) == (2, [1, 2])


def test_contacts_tell_two_open_meetings_apart(actlog: Program) -> None:
    actlog.ok("log", "meeting", "set", "@acme/dana", "for", "tue")
    actlog.ok("log", "meeting", "set", "@acme/kim", "for", "tue")
    actlog.ok("log", "held", "@acme/kim")
    assert list(still_open()) == [1]
    result = actlog("log", "held", "@acme/lee")
    assert result.err == (
        "no open meeting set with @acme/lee: it stands for itself; "
        "if it was #1 @acme/dana: actlog edit 4 story:1\n"
    )
    actlog.ok("edit", "4", "story:1")
    assert still_open() == {}


def test_what_has_no_meeting_or_no_date_is_stored_and_said(actlog: Program) -> None:
    actlog.ok("log", "call", "@acme")
    assert actlog("log", "held", "@acme").err == (
        "no open meeting set with @acme: it stands for itself\n"
    )
    assert actlog("log", "meeting", "set", "@acme").err == (
        "no date yet: actlog edit 3 for tue 10:00\n"
    )
    assert actlog("log", "2", "held", "@acme").err == ""
    assert entry(actlog, 4)["story"] is None
    assert list(still_open()) == [3]


def test_a_reschedule_of_nothing_says_how_its_date_is_followed(actlog: Program) -> None:
    actlog.ok("log", "call", "@acme")
    assert actlog("log", "rescheduled", "@acme", "for", "fri").err == (
        "no open meeting set with @acme: it stands for itself; "
        "to follow its date: actlog edit 2 meeting set -outcome\n"
    )
    actlog.ok("edit", "2", "meeting", "set", "-outcome")
    assert still_open() == {2: "2026-11-27"}


def test_a_meeting_that_is_ended_twice_is_said(actlog: Program) -> None:
    actlog.ok("log", "meeting", "set", "@acme", "for", "tue")
    actlog.ok("log", "no-show", "@acme")
    again = actlog("log", "held", "@acme", "story:1")
    assert again.err == "#1 had ended before, no-show: both stand\n"


@pytest.mark.parametrize("words", [["2", "held", "@acme"], ["call", "@acme"], ["call"]])
def test_only_one_meeting_can_be_said_to_be_of_a_story(actlog: Program, words: list[str]) -> None:
    actlog.ok("log", "meeting", "set", "@acme", "for", "tue")
    result = actlog("log", *words, "story:1")
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("actlog: story: goes with one meeting\n")
    assert list(still_open()) == [1]


@pytest.mark.parametrize("word", ["no-show", "cancelled"])
def test_a_new_meeting_soon_after_one_fell_through_goes_on_with_its_story(
    actlog: Program, monkeypatch: pytest.MonkeyPatch, word: str
) -> None:
    actlog.ok("log", "meeting", "set", "@acme", "for", "tue")
    actlog.ok("log", word, "@acme")
    monkeypatch.setenv("ACTLOG_NOW", "2026-12-23T10:00")
    result = actlog("log", "meeting", "set", "@acme", "for", "thu")
    assert "meetings set 0 of 8" in result.out
    assert result.err == (
        "#1 goes on, and no meeting set is added; a new one: actlog edit 3 -again\n"
    )
    again = entry(actlog, 3)
    assert (again["outcome"], again["story"]) == ("again", entry(actlog, 1)["uid"])
    assert still_open() == {1: "2026-12-24"}
    actlog.ok("edit", "3", "-again")
    assert still_open() == {3: "2026-12-24"}


def test_a_month_later_it_is_a_new_meeting(
    actlog: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    actlog.ok("log", "meeting", "set", "@acme", "for", "tue")
    actlog.ok("log", "no-show", "@acme")
    monkeypatch.setenv("ACTLOG_NOW", "2026-12-24T10:00")
    result = actlog("log", "meeting", "set", "@acme", "for", "mon")
    assert (result.err, still_open()) == ("", {3: "2026-12-28"})
    actlog.ok("undo")
    assert actlog("log", "again", "@acme", "for", "mon").err.startswith("#1 goes on")


def test_a_batch_may_set_and_end_a_meeting(actlog: Program, isolated: Path) -> None:
    actlog.ok("log", "call", "@acme")
    lines = "meeting set @acme for fri\nno-show @acme\nmeeting set again @acme for thu\n"
    result = actlog.pipe("log", "--stdin", given=lines)
    assert result.err.splitlines() == [
        "ends #2 for Fri 27 Nov",
        "#2 goes on, and no meeting set is added",
    ]
    assert still_open() == {2: "2026-11-26"}
    actlog.ok("undo")
    assert still_open() == {}


def test_a_line_of_a_batch_knows_the_lines_before_it_alone(actlog: Program, tmp_path: Path) -> None:
    lines = tmp_path / "lines.txt"
    lines.write_text(
        "meeting set @acme for tue\nheld @acme\nmeeting set @acme for wed\nno-show @acme\n"
        "meeting set @acme for thu\ncancelled @acme\nrescheduled @acme for fri\n"
        "held @acme\n"
    )
    assert actlog("log", "--file", str(lines)).err.splitlines()[-7:] == [
        "ends #1 for Tue 24 Nov",
        "ends #3 for Wed 25 Nov",
        "#3 goes on, and no meeting set is added; a new one: actlog edit 5 -again",
        "ends #3 for Thu 26 Nov",
        "#3 goes on",
        "and 1 more about meetings",
        "new account acme",
    ]
    assert still_open() == {}
    assert [one.how for one in told().appointments] == ["held", "no-show", "cancelled", "held"]


def test_links_follow_what_is_mended(actlog: Program) -> None:
    actlog.ok("log", "meeting", "set", "@acme", "for", "tue")
    actlog.ok("log", "meeting", "set", "@globex", "for", "tue")
    actlog.ok("log", "held", "@acme")
    actlog.ok("edit", "3", "@globex")  # the link is to another account's meeting now
    assert list(still_open()) == [1]
    actlog.ok("edit", "3", "@acme")
    assert list(still_open()) == [2]
    actlog.ok("rm", "3")
    assert list(still_open()) == [1, 2]


def test_a_link_that_is_typed_must_be_to_a_meeting_of_the_account(actlog: Program) -> None:
    actlog.ok("log", "meeting", "set", "@acme", "for", "tue")
    actlog.ok("log", "call", "@acme")
    other = actlog("log", "held", "@globex", "story:1")
    assert (other.code, other.err.splitlines()[0]) == (2, "actlog: #1 is with @acme")
    assert actlog("log", "held", "@acme", "story:2").code == 2
    assert list(still_open()) == [1]


def test_imported_rows_without_links_are_paired_in_the_order_of_time(
    actlog: Program, tmp_path: Path
) -> None:
    table = tmp_path / "table.csv"
    table.write_text(
        "at,kind,outcome,account,for\n"
        "2026-11-20,meeting_held,,acme,\n"
        "2026-11-02,meeting_set,,acme,2026-11-09\n"
        "2026-11-09,meeting_held,no-show,acme,\n"
        "2026-11-16,meeting_set,,acme,2026-11-20\n"
        "2026-11-18,meeting_set,,globex,2026-11-30\n"
    )
    actlog.ok("import", str(table))
    found = told()
    assert [(one.day.isoformat(), one.how) for one in found.appointments] == [
        ("2026-11-09", "no-show"),
        ("2026-11-20", "held"),
    ]
    assert list(still_open().values()) == ["2026-11-30"]


# Any lines, against a plain list of what is open

ACCOUNTS = ("acme", "globex")
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["set", "set", "held", "no-show", "cancelled", "rescheduled", "again"]),
        st.sampled_from(ACCOUNTS),
        st.sampled_from(["for tomorrow", ""]),
        st.integers(0, 20),
    ),
    max_size=9,
)


class Plain:
    """What is open, by account: the date of the one open meeting; and what fell through when."""

    def __init__(self) -> None:
        self.open: dict[str, list[tuple[int, str | None]]] = {name: [] for name in ACCOUNTS}
        self.fell: dict[str, list[tuple[int, date]]] = {name: [] for name in ACCOUNTS}
        self.undated: set[int] = set()
        self.sets = 0

    def log(self, number: int, word: str, who: str, planned: str | None, day: date) -> bool:
        """Take a line; False where two meetings are open and it must be refused."""
        recent = [one for one in self.fell[who] if (day - one[1]).days <= 30 or word == "again"]
        opened = self.open[who]
        if word in {"set", "again"}:
            if word == "again" and not recent and len(opened) > 1:
                return False
            self.set_(number, word, who, planned, recent)
            return True
        if len(opened) > 1:
            return False
        if opened:
            meeting = opened.pop()[0]
        elif word == "rescheduled" and recent:
            meeting = self.fell[who].pop()[0]
        else:
            return True
        self.fell[who] = [one for one in self.fell[who] if one[0] != meeting]
        if word == "rescheduled":
            self.open[who].append((meeting, planned))
        if word in {"no-show", "cancelled"} or (word == "rescheduled" and planned is None):
            self.fell[who].append((meeting, day))
        return True

    def set_(
        self, number: int, word: str, who: str, planned: str | None, recent: list[tuple[int, date]]
    ) -> None:
        meeting = number
        if recent:
            meeting = recent[-1][0]
        elif word == "again" and self.open[who]:
            meeting = self.open[who][0][0]
        else:
            self.sets += word == "set"
        self.fell[who] = [one for one in self.fell[who] if one[0] != meeting]
        self.open[who] = [one for one in self.open[who] if one[0] != meeting]
        self.open[who].append((meeting, planned))

    def everything(self) -> dict[int, str | None]:
        return dict(sorted(one for found in self.open.values() for one in found))


@settings(
    max_examples=40,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(steps=STEPS)
def test_any_lines_leave_open_what_a_plain_list_says_and_undoing_all_leaves_nothing(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path_factory: pytest.TempPathFactory,
    steps: list[tuple[str, str, str, int]],
) -> None:
    monkeypatch.setenv("ACTLOG_HOME", str(tmp_path_factory.mktemp("log") / "home"))
    plain, now, number, done = Plain(), date(2026, 9, 1), 1, 0
    lines: list[str] = []
    for word, who, ahead, later in steps:
        now += timedelta(days=later)
        monkeypatch.setenv("ACTLOG_NOW", f"{now}T10:{done:02}")
        words = ["meeting", "set"] if word == "set" else [word]
        dated = [] if word in {"held", "no-show", "cancelled"} else ahead.split()
        planned = (now + timedelta(days=1)).isoformat() if dated else None
        stored = plain.log(number, word, who, planned, now)
        assert main(["log", *words, f"@{who}", *dated]) == (0 if stored else 2)
        if stored:
            day = f" for {planned}" if planned else ""
            lines.append(f"{now} 10:{done:02} {' '.join(words)} @{who}{day}")
        number, done = number + stored, done + stored
        assert still_open() == plain.everything()
    capsys.readouterr()
    assert main(["list", "meeting", "set", "--all", "--json"]) == 0
    listed = json.loads(capsys.readouterr().out)["entries"]
    assert sum(one["outcome"] is None for one in listed) == plain.sets
    for _ in range(done):
        assert main(["undo"]) == 0
    assert (still_open(), told().appointments) == ({}, ())
    home = tmp_path_factory.mktemp("batch")
    (home / "lines.txt").write_text("\n".join(lines))
    monkeypatch.setenv("ACTLOG_HOME", str(home))
    if lines:
        assert main(["log", "--file", str(home / "lines.txt")]) == 0
        assert still_open() == plain.everything()
