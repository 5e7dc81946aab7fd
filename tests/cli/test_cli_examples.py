"""Every example that help, the command reference and the manual page show does work."""

import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import typer

from actlog.cli.app import app
from actlog.cli.grouped import GROUPS, REST, examples, group_of
from tests.program import Program, made_up_home
from tests.test_documents import COMMANDS, ROOT, help_of

NOW = "2026-11-18T11:15"
BEFORE = {
    "stop": ["start"],
    "redo": ["log call", "undo"],
    "undo": ["log call"] * 56,
    "edit": ["edit 1842 -- a note"],
    "restore": ["rm 1842-1844"],
    "accounts": ["log call @amce"],
    "done": ["edit 1842 next:'send quote'", "edit 1844 next:'send quote'"],
    "import": ["export --output calls.csv"],
    "restore-backup": ["log call", "backup"],
    "promise": ["promise 'ask every no for a referral'"],
    "model drop": ["model add booth", "model add fair"],
    "completion remove": ["completion install fish"],
}
"""What is done before the examples of a command, so that each finds what it speaks of."""

ON_ITS_OWN = {"init"}  # it writes a model week where there is none
TYPED = {
    "actlog edit today": "",
    "actlog model edit": "",
    "EDITOR=nano actlog model edit": "",
    "actlog accounts @amce --merge acme": "y\r",
    "actlog forget @acme/dana": "y\r",
    "actlog restore-backup 2026-11-20": "y\r",
}
"""What needs a terminal, and what a person types there."""

IN_PLACE_OF = {"/media/stick": "stick", "EDITOR=nano": "EDITOR=true", "2026-11-20": "2026-11-18"}
"""What an example names that is not here: a disk, an editor, the backup of another day."""


def shown(command: str) -> list[str]:
    """Return the examples in a command's help."""
    group = typer.main.get_command(app)
    for name in command.split():
        group = group.commands[name]  # type: ignore[attr-defined]
    return examples(group.help)[1]


EXAMPLES = [(command, example) for command in COMMANDS for example in shown(command)]


@pytest.fixture(scope="module")
def made_up(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a made-up rep's half year, once."""
    return made_up_home(tmp_path_factory.mktemp("examples"), NOW)


@pytest.fixture
def rep(
    actlog: Program,
    made_up: Path,
    isolated: Path,
    spared: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Program:
    """Return the program of a rep who has logged for half a year, in a folder of files."""
    shutil.copytree(made_up, isolated)
    program = spared / "actlog"
    program.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m actlog "$@"\n')
    program.chmod(0o755)
    monkeypatch.setenv("ACTLOG_NOW", NOW)
    monkeypatch.setenv("EDITOR", "true")
    monkeypatch.setenv("SHELL", "/bin/bash")
    monkeypatch.chdir(tmp_path)
    return actlog


@pytest.mark.parametrize(("command", "example"), EXAMPLES, ids=[line for _, line in EXAMPLES])
def test_every_example_of_help_works(
    rep: Program, isolated: Path, command: str, example: str
) -> None:
    shutil.copy(isolated / "model-week.yaml", "next-quarter.yaml")
    shutil.copy(ROOT / "src/actlog/exchange/mappings/aircall.yaml", "mine.yaml")
    Path("dialer.csv").write_text("Date,Result\n2026-11-17,Connected\n", encoding="utf-8")
    if command in ON_ITS_OWN:
        shutil.rmtree(isolated)
    for line in BEFORE.get(command, ()):
        rep.ok(*shlex.split(line))
    line = example
    for said, here in IN_PLACE_OF.items():
        line = line.replace(said, here)
    words = shlex.split(line)
    if example in TYPED:
        words = words[words.index("actlog") + 1 :]
        code = rep.terminal(*words, typed=TYPED[example], after="(y/n)").code
    elif words[0] == "actlog" and not {"<", "|", ">"} & set(words):
        code = rep(*words[1:]).code
    else:
        code = subprocess.run(["sh", "-ec", line], stdin=subprocess.DEVNULL, check=False).returncode
    # 1 is an answer: nothing is found, nothing is to be said.
    assert code in {0, 1}


def test_there_are_examples_of_every_command_and_the_reference_shows_them() -> None:
    assert {command for command, _ in EXAMPLES} == set(COMMANDS)
    reference = (ROOT / "docs/commands.md").read_text(encoding="utf-8").splitlines()
    assert not [example for _, example in EXAMPLES if f"  {example}" not in reference]


def test_examples_stand_in_one_line_each_also_in_a_manual_page_of_80_columns() -> None:
    indented = len("              $ ")
    assert not [example for _, example in EXAMPLES if indented + len(example) > 80]
    for command, example in EXAMPLES:
        assert f"  {example}\n" in help_of(command).partition("\nExamples:\n")[2]


def test_every_command_stands_in_one_group_of_help() -> None:
    names = [name for group in GROUPS.values() for name in group]
    assert len(names) == len(set(names))
    help_ = help_of("")
    assert not [command for command in COMMANDS if group_of(command) == REST]
    for group in GROUPS:
        assert f"\n{group}:\n" in help_
    assert "..." not in help_.replace("[ARGS]...", "")
