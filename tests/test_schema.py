"""Every JSON output is as its schema in docs/schema says, and the schemas are strict."""

import json
import os
import shlex
import shutil
import subprocess
import sys
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from tests.conftest import NOW
from tests.program import Program
from tests.test_documents import ROOT, SHOWS_DATA

SCHEMAS = ROOT / "docs/schema"
OTHERS = {"export", "hook"}
FORMATS = FormatChecker(["date"])
READS = [
    "accounts", "accounts --all", "accounts @globex", "averages", "check", "coach", "momentum",
    "db path", """db query "SELECT 1, 1.5, NULL, x'00ff', 9e999, 1 AS a, 2 AS a" """,
    "doctor", "doctor --full", "due", "list", "list --all", "meetings", "model history",
    "funnel", "funnel --by persona", "funnel --by source", "funnel --by outcome",
    "funnel --by hour", "funnel --by weekday", "model check", "model show", "model suggest",
    "objections", "plan 3 deals by 31 jan 2027", "plan 40k by 31 mar 2027", "promise",
    "remind", "remind --again", "restore-backup", "schedule list", "search globex", "show last",
    "status", "tipping", "tipping call", "today", "week", "week last", "week next",
    "week --friday", "week last --friday", "worth", "worth call",
]  # fmt: skip
"""What only looks; on some logs there is nothing to show, and nothing is printed."""

CHANGES = [
    "log 3 calls @Ünïcøde/Dana persona:cto source:référence +tag next:'send — it' due:fri 'π ☎'",
    "log 12 calls --dry-run", "log 45m call @globex value:12.50", "log 1 linkedin yesterday",
    "log meeting set @globex for tomorrow 10:00 objection:price", "log call @soylent '\u2028'",
    "log meeting set @initech for 20 nov", "log held @acme", "log 1 call 9:00",
    "show 1 2", "done 1", "edit 2 @acme", "edit last +more --dry-run", "edit last voicemail",
    "show 2", "rm 1", "show 1", "restore 1", "undo", "undo", "redo", "show 1 2",
    "start", "status", "today", "remind --again", "stop --discard", "start", "today",
    "stop 3 touches 25m", "off fri pm", "off next week calls -- a fair", "off", "model show",
    "promise 'call before nine' 20 calls", "promise", "undo", "check", "meetings", "due",
    "accounts", "accounts @acme", "accounts @acme --source referral", "search acme",
    "accounts @acme --rename Acmé", "import {table} --dry-run", "import {table}", "import {table}",
    "backup", "backup {copy}", "restore-backup", "restore-backup {copy} --yes", "objections",
    "log 199 calls", "check", "check --accept --yes", "check", "list --all",
    "model set call.goal 70", "model add booth", "model check",
    "model rename call dial", "model drop linkedin --into email", "model history", "week",
    "averages", "forget @globex --yes",
]  # fmt: skip
"""What changes something, and what shows it; each prints its JSON on the log that is there then."""


@FORMATS.checks("date-time", raises=ValueError)
def _is_instant(value: object) -> bool:
    return not isinstance(value, str) or (
        len(value) == len("2026-11-23T10:41:00+01:00")
        and datetime.fromisoformat(value).tzinfo is not None
    )


@cache
def validator(name: str) -> Draft202012Validator:
    schema = json.loads((SCHEMAS / f"{name.replace(' ', '-')}.json").read_text(encoding="utf-8"))
    return Draft202012Validator(schema, format_checker=FORMATS)


def command_of(words: list[str]) -> str:
    """Return the command that a line of words runs."""
    both = " ".join(words[:2])
    return both if both in SHOWS_DATA else words[0]


class Checked:
    """The program, whose every answer in JSON is held against its schema."""

    def __init__(self, actlog: Program) -> None:
        self._actlog = actlog
        self.documents: list[tuple[str, Any]] = []

    def __call__(self, line: str) -> Any:
        words = shlex.split(line)
        command = command_of(words)
        result = self._actlog(*command.split(), "--json", *words[len(command.split()) :])
        if not result.out:
            assert result.err, (line, result)
            assert result.code in {1, 2}, (line, result)
            return None
        assert result.code in {0, 1, 3, 4}, (line, result)
        return self.hold(command, json.loads(result.out), line)

    def hold(self, command: str, document: Any, line: str) -> Any:
        """Hold a document against the schema of its command."""
        wrong = [f"{e.json_path}: {e.message}" for e in validator(command).iter_errors(document)]
        assert not wrong, (line, wrong[:3])
        self.documents.append((command, document))
        return document


@pytest.fixture
def checked(actlog: Program) -> Checked:
    return Checked(actlog)


@pytest.fixture(scope="module")
def demo_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a home with the made-up rep's half year; whoever changes it makes a copy."""
    home = tmp_path_factory.mktemp("demo") / "home"
    command = [sys.executable, "-m", "actlog", "demo", "--keep", str(home)]
    environ = os.environ | {"ACTLOG_HOME": str(home), "ACTLOG_NOW": NOW, "TZ": "UTC"}
    subprocess.run(command, env=environ, check=True, capture_output=True)
    return home


@pytest.fixture
def demo(demo_home: Path, isolated: Path, checked: Checked) -> Checked:
    """Return the program on a copy of the made-up rep's half year."""
    shutil.copytree(demo_home, isolated)
    return checked


@pytest.mark.parametrize("command", sorted(SHOWS_DATA | OTHERS))
def test_every_command_has_a_schema_that_is_one(command: str) -> None:
    schema = validator(command).schema
    assert isinstance(schema, dict)
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_no_schema_is_left_of_a_command_that_is_gone() -> None:
    names = {name.replace(" ", "-") for name in SHOWS_DATA | OTHERS}
    assert {path.stem for path in SCHEMAS.iterdir()} == names


def test_every_answer_on_an_empty_log_is_as_its_schema_says(checked: Checked) -> None:
    found = [line for line in READS if checked(line) is not None]
    assert len(found) > len(READS) * 0.8


def test_every_answer_on_half_a_year_is_as_its_schema_says(demo: Checked) -> None:
    silent = {line for line in READS if demo(line) is None}
    assert silent <= {
        "accounts @globex",
        "model suggest",
        "plan 40k by 31 mar 2027",
        "restore-backup",
    }


def test_every_answer_to_a_change_is_as_its_schema_says(checked: Checked, tmp_path: Path) -> None:
    table, copy = tmp_path / "table.csv", tmp_path / "copy.db"
    table.write_text("at,kind,account\n2026-11-20,meeting_set,Acme\n2026-11-19,call,Globex\n")
    for line in CHANGES:
        assert checked(line.format(table=table, copy=copy)) is not None, line
    for line in READS:
        checked(line)
    missing = SHOWS_DATA - {command for command, _ in checked.documents}
    assert missing == {"model suggest"}
