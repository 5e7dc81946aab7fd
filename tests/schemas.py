"""Command lines whose JSON is held against its schema, and what holds it there."""

from __future__ import annotations

import json
import shlex
from collections.abc import Iterator
from datetime import datetime
from functools import cache
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker

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
    "mapping list", "mapping show aircall", "objections",
    "plan 3 deals by 31 jan 2027", "plan 40k by 31 mar 2027", "promise",
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
    "mapping check {table}", "mapping new {dialer}",
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


def objects(schema: Any) -> Iterator[dict[str, Any]]:
    """Yield the schema of every object with keys of its own."""
    if isinstance(schema, dict):
        if "properties" in schema:
            yield schema
        for inner in schema.values():
            yield from objects(inner)
    elif isinstance(schema, list):
        for inner in schema:
            yield from objects(inner)


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
            if place[-2:-1] not in MAPS:
                del spot[key]
                assert not holds(small), (command, place, "was dropped")
            spot[key] = {"surprise": {}}
            assert not holds(small), (command, place, "has another type")
            spot[key] = value
            spot["surprise"] = {}
            assert not holds(small), (command, place, "has one more beside it")
            del spot["surprise"]
