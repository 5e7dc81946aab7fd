"""`tipping` and `model suggest` as they are typed, on a log of two years."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.history import MODEL, keep
from tests.program import Program


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ACTLOG_NOW", "2026-11-18T11:15")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ACTLOG_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def test_a_rep_of_two_years_is_shown_the_tipping_point(actlog: Program, home: Path) -> None:
    made = keep(actlog, home, "slow-fast-flat", 104)
    told = json.loads(actlog.ok("tipping", "--json"))
    assert (told["kind"], told["result"], told["weeks"]) == ("meeting_held", "deal_won", 104)
    assert (told["shown"], told["lag"], told["answer"]) == (True, 2, "found")
    assert made.tip is not None
    assert told["tip_low"] < made.tip < told["tip_high"]
    assert sum(zone["weeks"] for zone in told["zones"]) > 90
    screen = actlog.ok("tipping", "meetings", "held")
    assert screen.startswith("tipping point · meetings held · deals won · 104 weeks\n\nyour tipp")
    assert "results follow      after 2 weeks\n" in screen


def test_fewer_weeks_are_collected(actlog: Program, home: Path) -> None:
    keep(actlog, home, "none", 14)
    assert actlog.ok("tipping") == (
        "tipping point · meetings held · deals won · 14 weeks\n\n"
        "collecting, 14 of 26 weeks\nuntil then the line is your model week's 6\n"
    )


def test_an_activity_that_was_never_logged_tells_no_weeks_apart(
    actlog: Program, home: Path
) -> None:
    keep(actlog, home, "none", 30)
    shown = actlog.ok("tipping", "call")
    assert "\nno calls are logged in these 30 weeks\n" in shown
    assert shown.endswith("\nnext: actlog log call\n")


def test_weeks_before_those_that_are_asked_for_are_left_out(actlog: Program, home: Path) -> None:
    keep(actlog, home, "slow-fast-flat", 104)
    assert json.loads(actlog.ok("tipping", "--weeks", "52", "--json"))["weeks"] == 52
    assert json.loads(actlog.ok("tipping", "--weeks", "20", "--json"))["answer"] == "collecting"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["deals won"], "deal won is a result: a tipping point is one of an activity"),
        (["meeting", "--result", "call"], "call is an activity, no result"),
        (["nonsense"], "nonsense is not understood"),
        (["call", "--result", "nonsense"], "nonsense is not understood"),
        (["--weeks", "0"], "invalid value for '--weeks'"),
        (["--plot", "--json"], "--plot draws and --json does not"),
        (["\x1b[31m"], "is not understood"),
    ],
)
def test_what_is_typed_wrong_is_one_line(
    actlog: Program, home: Path, words: list[str], said: str
) -> None:
    keep(actlog, home, "none", 3)
    result = actlog("tipping", *words)
    assert (result.code, result.out) == (2, "")
    assert said in result.err
    assert "\x1b" not in result.err


def test_a_model_week_without_results_says_how_to_add_one(actlog: Program, home: Path) -> None:
    home.mkdir()
    (home / "model-week.yaml").write_text(MODEL.partition("results:")[0])
    result = actlog("tipping")
    assert result.code == 2
    assert "actlog model add deal_won --result" in result.err


def test_the_chart_is_drawn_below_the_answer(actlog: Program, home: Path) -> None:
    keep(actlog, home, "slow-fast-flat", 104)
    drawn = actlog.terminal("tipping", "--plot")
    plain = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", drawn.out)
    assert drawn.code == 0
    assert "\x1b[" in drawn.out
    assert "48;5" not in drawn.out  # the terminal's own background stays
    assert "┃" in plain
    assert "meetings held a week, and deals won, 2 weeks later" in plain
    assert all(len(line) <= 80 for line in plain.splitlines())
    piped = actlog.pipe("tipping", "--plot").out
    assert "\x1b" not in piped
    assert piped.partition("\n\n")[2].replace("·", "").isascii()


def test_without_plotext_the_install_line_is_said(actlog: Program, home: Path) -> None:
    keep(actlog, home, "none", 3)
    program = (
        "import sys; sys.modules['plotext'] = None\n"
        "from importlib.machinery import PathFinder\n"
        "find = PathFinder.find_spec\n"
        "PathFinder.find_spec = lambda n, *a: None if n == 'plotext' else find(n, *a)\n"
        "del sys.modules['plotext']\n"
        "from actlog.cli.main import main\n"
        "sys.exit(main(['tipping', '--plot']))\n"
    )
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    assert done.returncode == 2
    assert done.stdout == ""
    assert "pip install 'actlog-sales[charts]'" in done.stderr


def test_suggested_lines_are_a_diff_and_applied_as_one_operation(
    actlog: Program, home: Path
) -> None:
    keep(actlog, home, "slow-fast-flat", 104)
    before = (home / "model-week.yaml").read_text()
    told = json.loads(actlog.ok("model", "suggest", "--json"))
    assert (told["applied"], told["operation"], told["result"]) == (False, None, "deal_won")
    (line,) = told["lines"]
    assert (line["kind"], line["key"], line["old"]) == ("meeting_held", "tipping_point", 6)
    assert line["low"] < line["new"] < line["high"]
    screen = actlog.ok("model", "suggest")
    held = "  meeting_held: {aliases: [held], tipping_point: 6, ceiling: 11}  # as it was agreed"
    changed = held.replace("point: 6", f"point: {line['new']}")
    assert f"\n-{held}"[:79] in screen
    assert screen.endswith("to take it: actlog model suggest --apply\n")
    assert (home / "model-week.yaml").read_text() == before
    applied = actlog.ok("model", "suggest", "--apply")
    assert applied.endswith("done; to take it back: actlog undo\n")
    assert (home / "model-week.yaml").read_text() == before.replace(held, changed)
    nothing = actlog("model", "suggest")
    assert (nothing.code, nothing.out) == (1, "")
    assert "your lines fit your own tipping points" in nothing.err
    actlog.ok("undo")
    assert (home / "model-week.yaml").read_text() == before


def test_nothing_is_suggested_before_there_are_weeks_enough(actlog: Program, home: Path) -> None:
    keep(actlog, home, "slow-fast-flat", 20)
    result = actlog("model", "suggest", "--apply")
    assert (result.code, result.out) == (1, "")
    assert "nothing to suggest: collecting, 20 of 26 weeks" in result.err


def test_nothing_is_suggested_where_no_tipping_point_shows(actlog: Program, home: Path) -> None:
    keep(actlog, home, "none", 52)
    result = actlog("model", "suggest")
    assert result.code == 1
    assert "no tipping point of yours shows yet for deal won" in result.err
