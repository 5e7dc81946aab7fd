"""`init`, `model check` and `model show` as a rep meets them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from actlog.cli.questions import days_line, working_days
from actlog.config.model_week import load
from tests.program import Program

SMALL = """\
version: 1
name: Jo's week
week: {days: {mon: 1, fri: 0.5}, hours: 8:30-17:30}
date_order: dmy
averages: [4, 13, 26]
activities:
  held: {plural: held, closes: booking, tipping_point: 6, why: "meetings [bold]move[/bold] deals"}
  booking: {requires: [account]}
  connect: {of: call, outcomes: [spoke], tipping_point: 22}
  call:
    aliases: [dial]
    goal: 1240
    tipping_point: 1200
    outcomes: {spoke: moved, refused: decided, chat: none, voicemail: unreached}
  linkedin: {timebox: {minutes: 60, touches: 12}}
results:
  deal_won: {value: required}
funnel: [call, connect, booking, held, deal_won]
worth: {deal_won: {value: 8000, commission: 12.5%}}
time_off: [2026-12-24..2027-01-03, {days: 2026-12-18 pm, kinds: [call], why: dentist}]
weeks: {2026-W50: {why: trade show, call: {goal: 80, tipping_point: 60}}}
"""

SCREEN = """\
Jo's week · weeks from Monday · Mon Fri 0.5 · 8:30-17:30

               tipping point   goal  ceiling
held                       6      –        –
  meetings [bold]move[/bold] deals
  ends no-show, cancelled, rescheduled · closes booking
bookings                   –      –        –
  needs account
connects                  22      –        –
  counts spoke of call
calls                  1,200  1,240        –
  also dial · ends spoke, refused, chat, voicemail
linkedin days              –      –        –
  days with 60 minutes and 12 touches

results: deals won
funnel: call → connect → booking → held → deal won
worth: deal won 8,000 at 12.5% commission
averages: last 4, 13 and 26 weeks
dates: 11/2 is day/month
off: Thu 24 Dec 2026 - Sun 3 Jan 2027; Fri 18 Dec pm call (dentist)
weeks: 2026-W50 (trade show) call goal 80 tipping point 60
reminders: timer 8:30, meetings tomorrow 15:30, past meetings 16:30, next steps
  9:00, nothing logged 12:00, gap 15:00, timebox 15:00, drought 9:30, friday
  16:00
"""


@pytest.fixture
def small(isolated: Path) -> Path:
    isolated.mkdir()
    path = isolated / "model-week.yaml"
    path.write_text(SMALL, encoding="utf-8")
    return path


def test_init_without_a_terminal_takes_the_defaults(actlog: Program, isolated: Path) -> None:
    path = isolated / "model-week.yaml"
    assert actlog.ok("init") == (
        f"wrote your model week to {path}\n"
        "actlog model show shows it; actlog log 3 calls begins the log\n"
    )
    model, _, advice = load(str(path))
    assert (model.date_order, advice) == (None, ())
    assert model.results[0].name == "opportunity"


def test_init_takes_its_options(actlog: Program, isolated: Path) -> None:
    actlog.ok("init", "--template", "field", "--date-order", "mdy", "--yes")
    model, _, _ = load(str(isolated / "model-week.yaml"))
    assert (model.kind("visit") is not None, model.date_order) == (True, "mdy")


def test_init_writes_the_file_that_model_names(actlog: Program, tmp_path: Path) -> None:
    actlog.ok("--model", str(tmp_path / "trial.yaml"), "init", "--template", "ae")
    assert load(str(tmp_path / "trial.yaml"))[0].kind("proposal")


def test_init_never_overwrites(actlog: Program, small: Path) -> None:
    result = actlog("init", "--yes")
    assert (result.code, result.out) == (2, "")
    assert result.err == (
        f"actlog: there is a model week at {small} already, nothing is changed\n"
        "actlog model show shows it, actlog model check looks for mistakes in it\n"
    )
    assert small.read_text() == SMALL


@pytest.mark.parametrize(
    ("option", "said"),
    [
        ("--template", "expected sdr, ae or field"),
        ("--date-order", "expected dmy, mdy or ymd"),
    ],
)
def test_init_refuses_what_it_does_not_know(
    option: str, said: str, actlog: Program, isolated: Path
) -> None:
    result = actlog("init", option, "x")
    assert (result.code, result.err) == (2, f"actlog: {option} does not know x\n{said}\n")
    assert not (isolated / "model-week.yaml").exists()


def test_init_asks_on_a_terminal(actlog: Program, isolated: Path) -> None:
    typed = "ae\ndmy\nsun\nsun-wed thu 0.5\n8-16:30\n"
    shown = actlog.terminal("init", typed=typed)
    assert shown.code == 0, shown
    for question in (
        "Which is nearest to your work? [sdr]",
        "How do you write dates? [none]",
        "Which day do your weeks start on? [monday]",
        "Which days do you work? [mon-fri]",
        "Your working hours? [9:00-17:30]",
    ):
        assert question in shown.out
    model, _, _ = load(str(isolated / "model-week.yaml"))
    assert model.kind("proposal")
    assert (model.date_order, model.calendar.starts) == ("dmy", 6)
    assert model.calendar.hours == (480, 990)
    assert [float(weight) for weight in model.calendar.weights] == [1, 1, 1, 0.5, 0, 0, 1]


def test_enter_takes_every_default(actlog: Program, isolated: Path) -> None:
    assert actlog.terminal("init", typed="\n\n\n\n\n").code == 0
    asked = load(str(isolated / "model-week.yaml"))[0]
    (isolated / "model-week.yaml").unlink()
    actlog.ok("init", "--yes")
    assert load(str(isolated / "model-week.yaml"))[0] == asked


def test_an_answer_that_is_none_is_explained_and_asked_for_again(
    actlog: Program, isolated: Path
) -> None:
    shown = actlog.terminal("init", "--template", "sdr", typed="dym\ndmy\n\nfri 2\nmon\n\n")
    assert shown.code == 0
    assert "expected dmy, mdy, ymd or none" in shown.out
    assert "expected 0 to 1 with at most three decimals" in shown.out
    assert load(str(isolated / "model-week.yaml"))[0].date_order == "dmy"


def test_giving_up_writes_nothing(actlog: Program, isolated: Path) -> None:
    for typed in ("x\nx\nx\n", "\x04"):
        assert actlog.terminal("init", typed=typed).code == 2
    assert not (isolated / "model-week.yaml").exists()


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("mon-fri", "mon: 1, tue: 1, wed: 1, thu: 1, fri: 1"),
        ("Monday, wed, fri:0.5", None),
        ("monday, wed, fri:0.5", "mon: 1, wed: 1, fri: 0.5"),
        ("sat-mon", "mon: 1, sat: 1, sun: 1"),
        ("mon-tue 0.25 wed", "mon: 0.25, tue: 0.25, wed: 1"),
        ("", None),
        ("0.5", None),
        ("mon 0", None),
        ("mon-", None),
        ("mon 0.5 0.5", None),
    ],
)
def test_working_days_are_read_as_people_write_them(text: str, line: str | None) -> None:
    if line is not None:
        assert days_line(working_days(text)) == line
    elif text.startswith("Monday"):
        assert working_days(text) == {0: "1", 2: "1", 4: "0.5"}
    else:
        with pytest.raises(ValueError, match="expected"):
            working_days(text)


def test_check_says_that_all_is_right(actlog: Program, small: Path) -> None:
    assert actlog.ok("model", "check") == (
        f"{small} is right: 5 activities, 3 with a tipping point, 1 result\n"
    )


def test_check_gives_advice_and_is_content(actlog: Program, tmp_path: Path) -> None:
    path = tmp_path / "next.yaml"
    path.write_text("version: 1\nactivities: {call: {goal: 5}}\n")
    assert actlog.ok("model", "check", str(path)) == (
        f"advice: {path}:2:1: no meetings are tracked from set to held, the two figures that "
        "matter most; add meeting_set, and meeting_held with closes: meeting_set\n"
        f"advice: {path}:2:14: call has a goal and no tipping point; without the line no gap can "
        "be shown before it\n"
        f"{path} is right: 1 activity, 0 with a tipping point, 0 results\n"
    )


def test_check_names_every_problem(actlog: Program, tmp_path: Path) -> None:
    path = tmp_path / "next.yaml"
    path.write_text("version: 1\nactivities:\n  call: {gaol: 5}\nresults: {won: {goal: 2}}\n")
    result = actlog("model", "check", str(path))
    assert (result.code, result.out) == (3, "")
    assert result.err == (
        "actlog: the model week has 2 problems\n"
        f'{path}:3:10: unknown key "gaol", did you mean goal?\n'
        f"{path}:4:17: goal is no key of a result: results can't be managed, activities can; "
        "put the figure on the activity that brings the result\n"
    )


def test_check_tells_scripts_the_same_as_data(actlog: Program, tmp_path: Path) -> None:
    path = tmp_path / "next.yaml"
    path.write_text("version: 1\nactivities:\n  call: {gaol: 5}\n")
    result = actlog("model", "check", str(path), "--json")
    assert (result.code, result.err) == (3, "")
    assert json.loads(result.out) == {
        "schema_version": 1,
        "file": str(path),
        "right": False,
        "problems": [f'{path}:3:10: unknown key "gaol", did you mean goal?'],
        "advice": [],
    }
    missing = json.loads(actlog("model", "check", str(tmp_path / "none.yaml"), "--json").out)
    assert (missing["right"], len(missing["problems"])) == (False, 1)
    path.write_text("version: 1\nactivities:\n  call: {tipping_point: 5}\n")
    right = json.loads(actlog.ok("model", "check", str(path), "--json"))
    assert (right["right"], right["problems"]) == (True, [])


def test_check_of_a_missing_file_says_how_to_begin(actlog: Program, isolated: Path) -> None:
    result = actlog("model", "check")
    assert result.code == 3
    assert result.err == (
        f"actlog: there is no model week at {isolated}/model-week.yaml\n"
        "actlog init writes a starter one\n"
    )


def test_show_fits_80_columns_and_shows_markup_as_it_is(actlog: Program, small: Path) -> None:
    assert actlog.pipe("model", "show").out == SCREEN


def test_show_fits_a_narrow_screen_and_plain_letters(actlog: Program, small: Path) -> None:
    shown = actlog.pipe("model", "show", COLUMNS="50", PYTHONIOENCODING="ascii").out
    assert shown.isascii()
    assert all(len(line) <= 50 for line in shown.splitlines())
    assert "funnel: call > connect > booking > held > deal won" in shown


def test_show_prints_json_with_the_keys_of_the_file(actlog: Program, small: Path) -> None:
    data = json.loads(actlog.pipe("model", "show", "--json").out)
    assert data["schema_version"] == 1
    assert data["week"] == {
        "starts": "monday",
        "days": {"mon": 1, "tue": 0, "wed": 0, "thu": 0, "fri": 0.5, "sat": 0, "sun": 0},
        "hours": "8:30-17:30",
    }
    assert [kind["kind"] for kind in data["activities"]] == [
        "held", "booking", "connect", "call", "linkedin",
    ]  # fmt: skip
    call = data["activities"][3]
    assert (call["plural"], call["goal"], call["ceiling"]) == ("calls", 1240, None)
    assert call["outcomes"][0] == {"name": "spoke", "class": "moved"}
    assert data["activities"][4]["timebox"] == {"minutes": 60, "touches": 12}
    assert data["results"][0]["requires"] == ["value"]
    assert data["worth"] == [{"kind": "deal_won", "value": 8000, "commission": 0.125}]
    assert data["time_off"][1] == {
        "first": "2026-12-18",
        "last": "2026-12-18",
        "part": "pm",
        "kinds": ["call"],
        "why": "dentist",
    }
    assert data["weeks"] == [
        {
            "week": "2026-W50",
            "why": "trade show",
            "lines": [{"kind": "call", "goal": 80, "tipping_point": 60, "ceiling": None}],
        }
    ]


def test_show_says_which_personas_are_ideal(actlog: Program, small: Path) -> None:
    small.write_text(f"{SMALL}ideal_personas: [owner, 'CEO [b]', owner]\n")
    assert "\nideal: owner, CEO [b]\n" in actlog.pipe("model", "show").out
    assert json.loads(actlog.ok("model", "show", "--json"))["ideal_personas"] == [
        "owner",
        "CEO [b]",
    ]
