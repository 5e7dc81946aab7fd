"""Every next step that begins with `actlog` is a command that there is."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer
from typer.exceptions import TyperException

import actlog.analysis
from actlog.analysis.coach.rules import RULES
from actlog.cli.app import app

ROOT = Path(actlog.analysis.__file__).parent
SOURCES = sorted([*ROOT.glob("coach/*.py"), ROOT / "week_findings.py"])


def steps(source: Path) -> Iterator[str]:
    """Yield the texts of a module that begin with `actlog `; what is filled in becomes `call`."""
    nodes = list(ast.walk(ast.parse(source.read_text(encoding="utf-8"))))
    parts_of = {part for node in nodes if isinstance(node, ast.JoinedStr) for part in node.values}
    for node in nodes:
        text = ""
        if isinstance(node, ast.Constant) and node not in parts_of:
            text = str(node.value)
        elif isinstance(node, ast.JoinedStr):
            parts = [one.value if isinstance(one, ast.Constant) else "call" for one in node.values]
            text = "".join(map(str, parts))
        if text.startswith("actlog "):
            yield text


STEPS = sorted({text for source in SOURCES for text in steps(source)})


def test_rules_are_known_once_and_documented() -> None:
    names = [f"{rule.__module__}.{rule.__name__}" for rule in RULES]
    assert len(names) == len(set(names))
    assert all(rule.__doc__ for rule in RULES)


def test_there_are_steps_to_look_at() -> None:
    assert "actlog meetings" in STEPS
    assert "actlog log call" in STEPS


def known(step: str) -> bool:
    """Tell whether the program would take a step's words and options."""
    command, words = typer.main.get_command(app), step.split()
    try:
        context = command.make_context(words[0], words[1:])
        while inner := getattr(command, "commands", {}):
            words = words[1:]
            if not words or words[0] not in inner:
                return False
            command = inner[words[0]]
            context = command.make_context(words[0], words[1:], parent=context)
    except TyperException:
        return False
    return True


@pytest.mark.parametrize("step", STEPS)
def test_a_next_step_is_a_command_with_words_and_options_it_knows(step: str) -> None:
    assert known(step)


@pytest.mark.parametrize("step", ["actlog nothing", "actlog model", "actlog coach --nothing"])
def test_what_is_no_command_is_noticed(step: str) -> None:
    assert not known(step)
