"""The documents say what the program does, and every command is in them."""

import json
import re
import shlex
from pathlib import Path

import pytest
from typer.testing import CliRunner

from actlog.analysis.coach.advice import ORDER
from actlog.analysis.coach.kept import OF_THE_WEEK
from actlog.cli.app import app
from actlog.domain.schema import SCHEMA_VERSION
from tests.program import Program

ROOT = Path(__file__).resolve().parent.parent
COMMANDS = [
    "log", "off", "start", "stop", "undo", "redo",
    "edit", "rm", "restore", "show", "check",
    "list", "search", "today", "week", "averages",
    "coach", "momentum", "funnel", "tipping", "worth", "plan", "objections", "promise",
    "accounts", "meetings", "due", "done", "remind", "status",
    "schedule install", "schedule remove", "schedule list",
    "import", "export",
    "forget", "backup", "restore-backup", "doctor", "db path", "db query",
    "demo", "init", "model check", "model show",
    "model edit", "model set", "model add", "model rename", "model drop",
    "model history", "model suggest",
    "mapping list", "mapping show", "mapping check", "mapping new",
    "completion install", "completion show", "completion remove",
]  # fmt: skip
SHOWS_DATA = {name for name in COMMANDS if not name.startswith("completion")}
SHOWS_DATA -= {"schedule install", "schedule remove", "export", "demo", "init", "model edit"}


def help_of(command: str) -> str:
    result = CliRunner().invoke(app, [*command.split(), "--help"], terminal_width=80)
    assert result.exit_code == 0
    return result.output


def registered() -> set[str]:
    names = {
        info.name or str(getattr(info.callback, "__name__", "")) for info in app.registered_commands
    }
    for group in app.registered_groups:
        inner = group.typer_instance.registered_commands if group.typer_instance else []
        names |= {f"{group.name} {info.name}" for info in inner}
    return names


def test_the_list_of_commands_is_whole() -> None:
    assert registered() == set(COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example_and_stands_in_the_reference(command: str) -> None:
    shown = help_of(command)
    assert f"actlog {command}" in shown.split("Options:")[0].split("\n", 2)[2]
    assert all(len(line) <= 80 for line in shown.splitlines())
    assert f"## actlog {command}\n" in (ROOT / "docs/commands.md").read_text()


@pytest.mark.parametrize("command", sorted(SHOWS_DATA))
def test_every_command_that_shows_data_takes_json(command: str) -> None:
    assert "--json" in help_of(command)


@pytest.mark.parametrize(
    ("command", "words"),
    [
        ("off", "off fri pm"),
        ("start", "start"),
        ("stop", "stop 12 touches"),
        ("undo", "undo"),
        ("redo", "redo"),
        ("edit", "edit 1 @acme"),
        ("rm", "rm 1"),
        ("restore", "restore 1"),
        ("show", "show 1"),
        ("import", "import {table} --dry-run"),
        ("forget", "forget @globex --yes"),
        ("backup", "backup"),
        ("restore-backup", "restore-backup"),
        ("doctor", "doctor"),
        ("db path", "db path"),
        ("db query", "db query VALUES(1)"),
        ("log", "log call"),
        ("list", "list"),
        ("accounts", "accounts"),
        ("meetings", "meetings"),
        ("due", "due"),
        ("done", "done 1"),
        ("check", "check"),
        ("remind", "remind"),
        ("status", "status"),
        ("schedule list", "schedule list"),
        ("coach", "coach"),
        ("objections", "objections"),
        ("promise", "promise x"),
        ("momentum", "momentum"),
        ("tipping", "tipping"),
        ("funnel", "funnel"),
        ("worth", "worth"),
        ("plan", "plan 3 held by 31 dec"),
        ("search", "search globex"),
        ("mapping list", "mapping list"),
        ("mapping show", "mapping show aircall"),
        ("mapping check", "mapping check {mapping}"),
        ("mapping new", "mapping new {dialer}"),
        ("model check", "model check"),
        ("model set", "model set call.goal 70"),
        ("model add", "model add booth"),
        ("model rename", "model rename call dial"),
        ("model drop", "model drop linkedin"),
        ("model history", "model history"),
    ],
)
def test_what_json_holds_is_described_under_its_command(
    actlog: Program, tmp_path: Path, command: str, words: str
) -> None:
    table = tmp_path / "table.csv"
    table.write_text("at,kind\n2026-11-20,meeting_set\n")
    mapping = ROOT / "src/actlog/exchange/mappings/aircall.yaml"
    dialer = tmp_path / "dialer.csv"
    dialer.write_text("Date,Result\n2026-11-20,Connected\n")
    actlog.ok("log", "call", "next:write", "@globex")
    if command == "redo":
        actlog.ok("undo")
    if command == "restore":
        actlog.ok("rm", "1")
    if command == "stop":
        actlog.ok("start")
    shown = json.loads(
        actlog.ok(*words.format(table=table, mapping=mapping, dialer=dialer).split(), "--json")
    )
    sections = (ROOT / "docs/json.md").read_text(encoding="utf-8").split("\n## ")
    (section,) = [text for text in sections if f"`{command} --json`" in text.partition("\n")[0]]
    assert shown["schema_version"] == SCHEMA_VERSION
    for key, value in shown.items():
        assert f"`{key}`" in section
        if key in {"accounts", "time_off", "kinds", "missing", "timer", "box", "backups"}:
            inner = value[0] if isinstance(value, list) else value
            assert all(f"`{name}`" in section for name in inner)
        if key in {"time_off", "kinds", "missing", "backups"} and isinstance(value, list):
            assert all(f"`{inner}`" in section for inner in value[0])


def typed_commands() -> list[str]:
    """Return every command line of the documents' shell blocks that needs no file or terminal."""
    return [
        line
        for name in ("README.md", "docs/log-line.md", "docs/mending.md")
        for block in re.findall(
            r"```bash\n(.*?)```", (ROOT / name).read_text(encoding="utf-8"), re.DOTALL
        )
        for line in block.splitlines()
        if line.startswith("actlog ") and shlex.split(line, comments=True) != ["actlog", "log"]
    ]


def test_every_command_that_a_newcomer_is_shown_works_on_the_starter_log(actlog: Program) -> None:
    commands = typed_commands()
    assert len(commands) > 10
    for command in commands:
        actlog.ok(*shlex.split(command, comments=True)[1:])


def test_links_between_documents_lead_somewhere() -> None:
    for document in [*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("examples/*/*.md")]:
        for link in re.findall(r"\]\(([^)#]+)", document.read_text(encoding="utf-8")):
            if "://" not in link:
                assert (document.parent / link).exists(), f"{document.name}: {link}"


def test_every_finding_of_the_coach_stands_in_its_table_once() -> None:
    table = (ROOT / "docs/coach.md").read_text(encoding="utf-8").split("## The rules")[1]
    assert sorted(re.findall(r"^\| `([\w-]+)` \|", table, re.MULTILINE)) == sorted(
        {*ORDER, *OF_THE_WEEK} - {"not-enough-weeks"}
    )
