"""`meetings`: literal screens, questions on a terminal, and what scripts read."""

from __future__ import annotations

import json

import pytest

from tests.cli.test_cli_stories import still_open
from tests.program import Program


@pytest.fixture
def booked(actlog: Program, monkeypatch: pytest.MonkeyPatch) -> Program:
    """Return a log with a past meeting, two to come, one without a date, and five ended."""
    monkeypatch.setenv("ACTLOG_NOW", "2026-11-16T09:00")
    for number in range(5):
        actlog.ok("log", "meeting", "set", f"@old{number}", "for", "today")
        actlog.ok("log", "held" if number else "no-show", f"@old{number}")
    actlog.ok("log", "meeting", "set", "@acme/dana", "for", "wed", "10:00")
    actlog.ok("log", "meeting", "set", "@globex", "for", "next", "thu")
    actlog.ok("log", "meeting", "set", "account:[b]x", "for", "next", "wed", "9:00")
    actlog.ok("log", "meeting", "set", "@Ελλάδα")
    monkeypatch.setenv("ACTLOG_NOW", "2026-11-20T10:41")
    return actlog


SCREEN = """\
upcoming
#13  Wed 25 Nov 09:00  @[b]x       set Mon 16 Nov
#12  Thu 26 Nov        @globex     set Mon 16 Nov

did it happen? such as: actlog log held @acme/dana story:11 at:2026-11-18
#11  Wed 18 Nov 10:00  @acme/dana  set Mon 16 Nov

without a date
#14                    @Ελλάδα     set Mon 16 Nov

show rate, last 13 weeks: 80% of 5 held (90% sure: 44% to 96%)
show rate, all: 80% of 5 held (90% sure: 44% to 96%)
"""


def test_meetings_in_a_pipe(booked: Program) -> None:
    assert booked.pipe("meetings").out == SCREEN


def test_meetings_on_60_columns_and_in_ascii(booked: Program) -> None:
    narrow = booked.pipe("meetings", COLUMNS="60").out
    assert max(map(len, narrow.splitlines())) <= 60
    assert narrow.splitlines()[:3] == SCREEN.splitlines()[:3]
    plain = booked.pipe("meetings", PYTHONIOENCODING="ascii").out
    assert plain.isascii()
    assert "@acme/dana" in plain


def test_past_meetings_are_asked_about_and_each_answer_is_one_operation(booked: Program) -> None:
    shown = booked.terminal("meetings", typed="h\n", after="did it happen? ")
    assert "#11 Wed 18 Nov 10:00 @acme/dana: did it happen?" in shown.out
    assert "1 meeting held @acme/dana · Wed 18 Nov 10:00" in shown.out
    assert "ends #11 for Wed 18 Nov 10:00" in shown.out
    (held,) = json.loads(booked.ok("list", "held", "@acme", "--json"))["entries"]
    assert held["at"] == "2026-11-18T10:00:00+00:00"
    booked.ok("undo")
    assert 11 in still_open()


@pytest.mark.parametrize(
    ("typed", "left"),
    [
        ("n\n", None),
        ("c\n", None),
        ("held moved 45m 'asked for pricing'\n", None),
        ("r\nfri\n", "2026-11-20"),
        ("r\n\n", "none"),
        ("\n", "2026-11-18"),
        ("l\n", "2026-11-18"),
        ("q\n", "2026-11-18"),
        ("nonsense words\nq\n", "2026-11-18"),
        ("nonsense words\nh\n", None),
        ("r\nnonsense\nr\nfri\n", "2026-11-20"),
    ],
)
def test_what_is_answered_is_what_happened(booked: Program, typed: str, left: str | None) -> None:
    booked.terminal("meetings", typed=typed, after="@acme/dana: did it happen?")
    assert still_open().get(11, "closed") == {None: "closed", "none": None}.get(left, left)


@pytest.mark.parametrize(
    ("typed", "at"),
    [
        ("held 30m\n", "2026-11-18T10:00:00+00:00"),
        ("held 10:30\n", "2026-11-18T10:30:00+00:00"),
        ("held yesterday\n", None),
    ],
)
def test_an_answer_may_say_another_time(booked: Program, typed: str, at: str | None) -> None:
    booked.terminal("meetings", typed=typed, after="@acme/dana: did it happen?")
    (held,) = json.loads(booked.ok("list", "held", "@acme", "--json"))["entries"]
    assert (held["at"], held["day"]) == (at, at[:10] if at else "2026-11-19")


def test_words_narrow_the_list_as_they_do_elsewhere(booked: Program) -> None:
    def numbers(*words: str) -> list[int]:
        found = json.loads(booked.ok("meetings", *words, "--json"))["meetings"]
        return [one["id"] for one in found]

    assert numbers() == [13, 12, 11, 14]
    assert numbers("@ACME") == [11]
    assert numbers("@acme/dana") == [11]
    assert numbers("@acme/kim") == []
    assert numbers("this", "week") == [11]
    assert booked("meetings", "calls").code == 2
    assert booked("meetings", "nonsense").code == 2


def test_scripts_get_rows_with_the_command_that_answers(booked: Program) -> None:
    lines = booked.ok("meetings", "--csv").splitlines()
    assert lines[0] == "id,uid,kind,state,for,account,contact,set,command"
    command = "actlog log held @acme/dana story:11 at:2026-11-18T10:00:00+00:00"
    assert lines[3].endswith(f"acme,dana,2026-11-16,{command}")
    booked.ok(*command.split()[1:])
    assert "Wed 18 Nov 10:00" in booked.ok("list", "held", "@acme")
    rates = json.loads(booked.ok("meetings", "--json"))["show_rates"]
    (rate,) = rates
    assert (rate["kind"], rate["all"]["held"], rate["all"]["n"]) == ("meeting_held", 5, 6)


def test_a_log_without_meetings_says_how_to_begin(actlog: Program) -> None:
    assert actlog.ok("meetings").splitlines() == [
        "no open meeting set; such as: actlog log meeting set @acme for tue 10:00",
        "",
        "show rate, last 13 weeks: not enough yet, 0 of 5 meetings came to an end",
        "show rate, all: not enough yet, 0 of 5 meetings came to an end",
    ]


def test_the_week_looks_ahead(booked: Program) -> None:
    out = booked.ok("week")
    assert (
        "next week: 2 booked × your show rate 80% = 1.6 held; 10 booked would give the\n"
        "  line with 80%\n"
    ) in out
    (ahead,) = json.loads(booked.ok("week", "--json"))["ahead"]
    assert (ahead["week"], ahead["booked"], ahead["line"]) == ("2026-W48", 2, 6)
    assert ahead["expected"] == pytest.approx(1.6)
    assert json.loads(booked.ok("week", "last", "--json"))["ahead"] is None
    plain = booked.pipe("week", PYTHONIOENCODING="ascii").out
    assert "next week: 2 booked x your show rate 80%" in plain


def test_the_week_says_what_is_missing_for_a_show_rate(actlog: Program) -> None:
    actlog.ok("log", "meeting", "set", "@acme", "for", "next", "tue")
    assert "next week: 1 booked; no show rate yet: 0 of 5 meetings came to an end" in actlog.ok(
        "week"
    )
