"""The documents say what the program does, and every command is in them."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from actlog.cli.app import app

ROOT = Path(__file__).resolve().parent.parent
COMMANDS = [
    "log", "off", "undo", "redo", "rm", "list", "today", "week", "averages", "import", "export",
    "demo", "init", "model check", "model show",
]  # fmt: skip
SHOWS_DATA = {"log", "off", "undo", "redo", "rm", "list", "today", "week", "averages", "import"}


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


def test_screens_and_reference_are_what_the_program_prints() -> None:
    command = [sys.executable, str(ROOT / "docs/refresh.py"), "--check"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_links_between_documents_lead_somewhere() -> None:
    for document in [*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("examples/*/*.md")]:
        for link in re.findall(r"\]\(([^)#]+)", document.read_text(encoding="utf-8")):
            if "://" not in link:
                assert (document.parent / link).exists(), f"{document.name}: {link}"
