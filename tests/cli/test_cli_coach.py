"""`coach`: the few findings that matter, and all of them; the same log as other commands see it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from actlog.analysis.coach.rules import RULES
from actlog.cli.coach import gather
from actlog.cli.look import this_week
from actlog.cli.session import Session
from tests.program import Program
from tests.screens import uncoloured


@pytest.fixture
def demo(actlog: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Program:
    actlog.ok("demo", "--keep", str(tmp_path / "demo"))
    monkeypatch.setenv("ACTLOG_HOME", str(tmp_path / "demo"))
    return actlog


EMPTY = """\
My model week · 2026-W48 · Mon 23 - Sun 29 Nov · day 1 of 5

> nothing is logged yet
  one line as soon as it is done; after a week there is an average, after
  thirteen what can still be reached
  next: actlog log call

RULES rules asked · 0 tests ran · 1 more: actlog coach --all
"""


def test_an_empty_log_is_told_how_to_begin(actlog: Program) -> None:
    assert actlog.ok("coach") == EMPTY.replace("RULES", str(len(RULES)))
    assert "collecting: 0 of 26 weeks" in actlog.ok("coach", "--all")


QUIET = """\
My model week · 2026-W48 · Mon 23 - Sun 29 Nov · day 1 of 5

+ nothing stands out
  keep the week going as it is; the coach speaks up when something changes

- collecting: 0 of 26 weeks
  with them actlog can tell whether activity brings you results, and from which
  line on; until then the line is your model week's
  next: log every working day, the quiet ones too

RULES rules asked · 0 tests ran
"""


def test_where_nothing_stands_out_it_says_so(
    actlog: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ACTLOG_NOW", "2026-11-23T07:00")
    actlog.ok("log", "call")
    assert actlog.ok("coach") == QUIET.replace("RULES", str(len(RULES)))


def test_a_terminal_and_a_pipe_show_the_same_words(demo: Program) -> None:
    plain = demo.ok("coach", "--all")
    terminal = uncoloured(demo.terminal("coach", "--all").out)
    assert [line.rstrip() for line in terminal.splitlines()] == plain.splitlines()
    narrow = demo.pipe("coach", PYTHONIOENCODING="ascii", COLUMNS="40")
    assert narrow.out.isascii()
    assert max(map(len, narrow.out.splitlines())) <= 40


def test_json_holds_every_finding_with_its_evidence_and_a_next_step(demo: Program) -> None:
    found = json.loads(demo.ok("coach", "--json"))
    assert found["rules"] > 10
    assert len(found["few"]) <= 5
    for one in [*found["findings"], *found["held"], *found["withheld"]]:
        assert one["next"]
        assert set(one["evidence"]) == {"weeks", "n", "value", "low", "high", "p", "q"}
    assert all(one["evidence"]["q"] > 0.1 for one in found["held"])


def test_the_coach_sees_the_week_and_the_accounts_that_other_commands_show(demo: Program) -> None:
    stale = json.loads(demo.ok("accounts", "--stale", "--json"))["accounts"]
    steps = json.loads(demo.ok("due", "--json"))["steps"]
    with Session(copies=False) as session:
        facts = gather(session)
        report = this_week(session)
    assert facts.people.quiet.accounts == len(stale)
    assert set(facts.people.names.values()) <= {one["account"] for one in stale}
    assert facts.people.overdue.steps == sum(one["state"] == "overdue" for one in steps)
    assert facts.report == report


def test_showing_the_model_week_is_kept_and_asked_for_once_a_quarter(
    actlog: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    def ids(now: str) -> set[str]:
        monkeypatch.setenv("ACTLOG_NOW", now)
        return {one["id"] for one in json.loads(actlog.ok("coach", "--json"))["findings"]}

    actlog.ok("log", "call")
    assert "model-unread" in ids("2100-11-23T10:00")
    actlog.ok("model", "show")
    assert "model-unread" not in ids("2101-02-22T10:00")
    assert "model-unread" in ids("2101-02-23T10:00")
