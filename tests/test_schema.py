"""Every JSON output is as its schema in docs/schema says, and the schemas are strict."""

import json
import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from jsonschema import Draft202012Validator

from actlog.cli import hooks
from actlog.cli.command_table import COMMANDS
from actlog.domain.entry import Entry
from actlog.exchange.codec import to_plain
from actlog.views.jsonable import dump
from actlog.views.shapes import documents
from tests.conftest import NOW
from tests.exchange.given import entries
from tests.history import keep
from tests.program import Program
from tests.schemas import (
    CHANGES,
    OF_A_WEEK,
    OTHERS,
    READS,
    SCHEMAS,
    WITHOUT_LINES,
    Checked,
    assert_strict,
    command_of,
    objects,
    validator,
)
from tests.test_documents import ROOT, SHOWS_DATA


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


@pytest.mark.parametrize("command", sorted(SHOWS_DATA | OTHERS))
def test_no_key_is_optional_and_every_key_is_documented(command: str) -> None:
    names = {"model show": ("json", "model-week"), "hook": ("json", "scripts")}
    files = [ROOT / f"docs/{name}.md" for name in names.get(command, ("json",))]
    text = "".join([file.read_text(encoding="utf-8") for file in files])
    found = [*objects(validator(command).schema)]
    assert found
    for one in found:
        assert set(one["required"]) == set(one["properties"])
        assert one["additionalProperties"] is False
        undocumented = {
            key for key in one["properties"] if f"`{key}`" not in text and f"`{key}[]`" not in text
        }
        assert not undocumented


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


def test_what_is_wrong_is_told_as_its_schema_says(checked: Checked, isolated: Path) -> None:
    checked("log call")
    checked("backup")
    model, log = isolated / "model-week.yaml", isolated / "actlog.db"
    right = model.read_text(encoding="utf-8")
    model.write_text(right.replace("tipping_point: 6", "tipping_point: six"), encoding="utf-8")
    assert checked("model check")["right"] is False
    assert checked("doctor")["health"] == "problems"
    model.write_text(right, encoding="utf-8")
    log.write_bytes(b"no database")
    assert checked("doctor")["health"] == "unusable"
    assert checked("restore-backup 2026-11-23 --yes")["restored"]["before"] is None


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
    dialer = tmp_path / "dialer.csv"
    dialer.write_text("Date,Calls,Result\n2026-11-20,1,Connected\n")
    table.write_text("at,kind,account\n2026-11-20,meeting_set,Acme\n2026-11-19,call,Globex\n")
    for line in CHANGES:
        assert checked(line.format(table=table, copy=copy, dialer=dialer)) is not None, line
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
    told = (isolated / "hooks/given").read_text().splitlines()
    said = [checked.hold("hook", json.loads(line), line)["event"] for line in told]
    assert sorted(said) == ["change", "change", "log", "week-end"]
    typed = "3 calls @Ünïcøde\nthu\nbogus\n"
    answered = actlog.pipe("log", "--stdin", "--follow", "--json", given=typed).out.splitlines()
    assert len([checked.hold("log", json.loads(line), line) for line in answered]) == 3
    exported = actlog.ok("export", "--jsonl").splitlines()
    assert len([checked.hold("export", json.loads(line), line) for line in exported]) == 2


@given(entries())
def test_any_entry_that_the_log_can_hold_is_as_its_schema_says(entry: Entry) -> None:
    document = json.loads(dump(to_plain(entry)))
    wrong = [error.message for error in validator("export").iter_errors(document)]
    assert not wrong


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
    takes_json = {
        name
        for name, (_, _, options) in COMMANDS.items()
        if "--json" in [option for option, _, _ in options]
    }
    assert set(documents.COMMANDS) == SHOWS_DATA == takes_json
    assert set(documents.OTHERS) == OTHERS
