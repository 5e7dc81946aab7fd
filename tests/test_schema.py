"""Every JSON output is as its schema in docs/schema says, and the schemas are strict."""

import json
import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from actlog.cli import hooks
from actlog.views.shapes import documents
from tests.conftest import NOW
from tests.history import keep
from tests.program import Program
from tests.test_documents import ROOT, SHOWS_DATA

SCHEMAS = ROOT / "docs/schema"
OTHERS = {"export", "hook"}
FORMATS = FormatChecker(["date"])
READS = [
    "accounts", "accounts --all", "accounts @globex", "averages", "check", "coach", "momentum",
    "db path", """db query "SELECT 1, 1.5, NULL, x'00ff', 9e999, 1 AS a, 2 AS a" """,
    "doctor", "doctor --full", "due", "list", "list calls last week", "meetings", "model history",
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

OF_A_WEEK = [
    "today", "week", "week --friday", "week next", "averages", "coach", "momentum", "status",
    "remind --again", "list", "funnel", "worth", "tipping", "model show", "check",
]  # fmt: skip

WITHOUT_LINES = """\
version: 1
name: Ünïcøde
week: {starts: sunday, days: {sun: 1, mon: 0.5, tue: 1}, hours: "8:30-12:00"}
date_order: ymd
activities:
  call: {outcomes: {"yes": decided, maybe: none}}
results:
  deal_won: {aliases: [won]}
"""

MAPS = {("averages",), ("fields",), ("versions",), ("days",)}
"""Objects whose keys are names of the user's own, or numbers."""


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


def trimmed(data: Any) -> Any:
    """Return a copy of a document that keeps one item of each list."""
    if isinstance(data, dict):
        return {key: trimmed(value) for key, value in data.items()}
    return [trimmed(one) for one in data[:1]] if isinstance(data, list) else data


def spots(data: Any, place: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any, str]]:
    """Yield every key of a document with the object that it is in and the keys that lead there."""
    if isinstance(data, list):
        for one in data:
            yield from spots(one, (*place, "[]"))
    elif isinstance(data, dict):
        for key in list(data):
            yield (*place, key), data, key
            yield from spots(data[key], (*place, key))


@pytest.mark.parametrize("command", sorted(SHOWS_DATA | OTHERS))
def test_every_command_has_a_schema_that_is_one(command: str) -> None:
    schema = validator(command).schema
    assert isinstance(schema, dict)
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_no_schema_is_left_of_a_command_that_is_gone() -> None:
    names = {name.replace(" ", "-") for name in SHOWS_DATA | OTHERS}
    assert {path.stem for path in SCHEMAS.iterdir()} == names


@pytest.mark.parametrize(
    ("setting", "lines"),
    [
        (None, READS),
        (None, ["log call", *OF_A_WEEK]),
        (None, ["log 5 calls", "off this week", *OF_A_WEEK]),
        (None, ["start", *OF_A_WEEK]),
        (WITHOUT_LINES, ["log 5 calls yes yesterday 'Ελένη ☎'", "log won 12.50", *OF_A_WEEK]),
    ],
    ids=["nothing logged", "one entry", "a week off", "a timer that runs", "no lines"],
)
def test_every_answer_on_a_small_log_is_as_its_schema_says(
    checked: Checked, isolated: Path, setting: str | None, lines: list[str]
) -> None:
    if setting is not None:
        isolated.mkdir()
        (isolated / "model-week.yaml").write_text(setting, encoding="utf-8")
    found = [line for line in lines if checked(line) is not None]
    assert len(found) >= len(lines) * 0.8


def test_every_answer_on_half_a_year_is_as_its_schema_says(demo: Checked) -> None:
    silent = {line for line in READS if demo(line) is None}
    assert silent <= {"accounts @globex", "model suggest", "restore-backup"}
    assert_strict(demo.documents)


def test_every_answer_on_two_years_is_as_its_schema_says(
    checked: Checked, actlog: Program, isolated: Path
) -> None:
    keep(actlog, isolated, "slow-fast-flat", 104)
    for line in ("model suggest", "model suggest --apply", "tipping", "model history"):
        assert checked(line) is not None
    assert_strict(checked.documents)


def test_every_answer_to_a_change_is_as_its_schema_says(
    checked: Checked, actlog: Program, isolated: Path, tmp_path: Path
) -> None:
    table, copy = tmp_path / "table.csv", tmp_path / "copy.db"
    table.write_text("at,kind,account\n2026-11-20,meeting_set,Acme\n2026-11-19,call,Globex\n")
    for line in CHANGES:
        assert checked(line.format(table=table, copy=copy)) is not None, line
    read = {command_of(shlex.split(line)) for line in READS}
    assert_strict([one for one in checked.documents if one[0] not in read])


def test_each_line_of_follow_of_an_export_and_for_a_hook_is_as_its_schema_says(
    checked: Checked, actlog: Program, isolated: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hooks, "SECONDS", 60.0)  # a test machine may be busy
    (isolated / "hooks").mkdir(parents=True)
    for name in ("on-log", "on-change", "on-week-end"):
        script = isolated / "hooks" / name
        script.write_text("#!/bin/sh\ncat >> given\n")
        script.chmod(0o755)
    checked("log 2 calls yesterday")
    checked("edit 1 @acme")
    checked("undo")
    given = (isolated / "hooks/given").read_text().splitlines()
    said = [checked.hold("hook", json.loads(line), line)["event"] for line in given]
    assert sorted(said) == ["change", "change", "log", "week-end"]
    lines = "3 calls @Ünïcøde\nthu\nbogus\n"
    answered = actlog.pipe("log", "--stdin", "--follow", "--json", given=lines).out.splitlines()
    assert len([checked.hold("log", json.loads(line), line) for line in answered]) == 3
    exported = actlog.ok("export", "--jsonl").splitlines()
    assert len([checked.hold("export", json.loads(line), line) for line in exported]) == 2


def test_a_day_and_an_instant_are_written_in_full(checked: Checked) -> None:
    document = checked("log call due:fri next:write")
    holds = validator("log").is_valid
    entry = document["entries"][0]
    for field, wrong in [("day", "soon"), ("at", "2026-11-23T10:41"), ("due", "fri")]:
        assert holds(document)
        right, entry[field] = entry[field], wrong
        assert not holds(document)
        entry[field] = right


def test_every_command_and_every_shape_is_held_against_its_schema() -> None:
    lines = [*READS, *CHANGES]
    assert {command_of(shlex.split(line)) for line in lines} == SHOWS_DATA
    assert set(documents.COMMANDS) == SHOWS_DATA
    assert set(documents.OTHERS) == OTHERS


def assert_strict(found: list[tuple[str, Any]]) -> None:
    """Change every kind of key of the documents in each way that makes it wrong."""
    seen = set()
    for command, document in found:
        holds = validator(command).is_valid
        small = trimmed(document)
        assert holds(small)
        for place, spot, key in spots(small):
            if (command, place) in seen:
                continue
            seen.add((command, place))
            value = spot[key]
            if place[-2:-1] not in MAPS and key not in {"before", "after"}:
                del spot[key]
                assert not holds(small), (command, place, "was dropped")
            if place[-1:] not in {("before",), ("after",)} or command != "show":
                spot[key] = {"surprise": {}}
                assert not holds(small), (command, place, "has another type")
            spot[key] = value
            spot["surprise"] = {}
            assert not holds(small), (command, place, "has one more beside it")
            del spot["surprise"]
