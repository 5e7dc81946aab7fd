"""The recipes of docs/status.md, tried in the shells that they are for."""

from __future__ import annotations

import json
import os
import re
import subprocess
import tomllib
from pathlib import Path

import pytest

from tests.program import Program
from tests.shells import Screen, needs, on_path

DOCUMENT = (Path(__file__).parents[1] / "docs/status.md").read_text(encoding="utf-8")
RECIPES = dict(re.findall(r"<!-- recipe (\w+) -->\n```\w+\n(.*?)```", DOCUMENT, re.DOTALL))


@pytest.fixture
def week(actlog: Program, tmp_path: Path) -> dict[str, str]:
    """Return the environment of a shell with the program and a log in it."""
    actlog.ok("log", "2", "meetings", "held", "@acme")
    actlog.ok("log", "meeting", "set", "@acme")
    path = on_path(tmp_path / "bin")
    return {"PATH": path, "HOME": str(tmp_path), "ZDOTDIR": str(tmp_path), "NO_COLOR": ""}


def usual(actlog: Program) -> str:
    return actlog("status").out.strip()


def test_every_recipe_is_tried() -> None:
    assert set(RECIPES) == {"bash", "zsh", "fish", "tmux", "starship", "sh"}


def test_bash(actlog: Program, week: dict[str, str], tmp_path: Path) -> None:
    rc = tmp_path / "rc"
    rc.write_text(RECIPES["bash"])
    with Screen(tmp_path, "bash", "--noprofile", "--rcfile", str(rc), "-i", **week) as screen:
        screen.wait(f"{usual(actlog)} #")
        screen.type("actlog log meeting set @stark", "Enter")
        after = screen.wait("new account stark")
        screen.wait(f"{usual(actlog)} #")
        assert "\\[" not in after


def test_bash_counts_no_columns_for_colours(week: dict[str, str], tmp_path: Path) -> None:
    rc = tmp_path / "rc"
    rc.write_text(RECIPES["bash"])
    with Screen(tmp_path, "bash", "--noprofile", "--rcfile", str(rc), "-i", **week) as screen:
        screen.wait("#")
        screen.type("echo " + "x" * 60, "C-a", "y")  # a prompt counted wrongly draws this wrong
        assert "yecho xxx" in screen.wait("yecho").replace("\n", "")


def test_zsh(actlog: Program, week: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / ".zshrc").write_text("PROMPT='> '\n" + RECIPES["zsh"])
    with Screen(tmp_path, "zsh", "-d", "-i", **week) as screen:
        line = screen.wait(usual(actlog)).splitlines()[0]
        assert re.fullmatch(rf"> +{re.escape(usual(actlog))} ?", line)


def test_fish(actlog: Program, week: dict[str, str], tmp_path: Path) -> None:
    rc = tmp_path / "config.fish"
    rc.write_text("function fish_prompt; echo '> '; end\n" + RECIPES["fish"])
    with Screen(tmp_path, "fish", "--no-config", "-C", f"source {rc}", **week) as screen:
        screen.wait(usual(actlog))


def test_tmux(actlog: Program, week: dict[str, str], tmp_path: Path) -> None:
    config, inner = tmp_path / "inner.conf", str(tmp_path / "inner")
    config.write_text(RECIPES["tmux"])
    run = ["env", "-u", "TMUX", "tmux", "-S", inner, "-f", str(config)]
    with Screen(tmp_path, *run, "new-session", "sleep 60", **week) as screen:
        line = screen.wait(usual(actlog)).splitlines()[-1]
        assert line.endswith(usual(actlog))
        subprocess.run([*run, "kill-server"], check=True)


@pytest.mark.parametrize("told", [False, True])
@pytest.mark.parametrize("name", ["bash", "zsh", "fish", "tmux"])
def test_no_text_is_run_by_what_shows_it(
    week: dict[str, str], tmp_path: Path, name: str, told: bool
) -> None:
    """Neither a text of the line, nor one that is told as a mistake."""
    text = "%n#(>ran)$(>ran)`>ran`\\u"
    recipe = RECIPES[name].replace("actlog status", 'actlog status --format "$TEXT"')
    rc = tmp_path / {"zsh": ".zshrc"}.get(name, "rc")
    prompt = "function fish_prompt; echo '> '; end\n" if name == "fish" else ""
    rc.write_text(prompt + recipe)
    command = {
        "bash": ["bash", "--noprofile", "--rcfile", str(rc), "-i"],
        "zsh": ["zsh", "-d", "-i"],
        "fish": ["fish", "--no-config", "-C", f"source {rc}"],
        "tmux": ["env", "-u", "TMUX", "tmux", "-S", "inner", "-f", str(rc), "new", "sleep 60"],
    }[name]
    week["TEXT"] = f"{{{text}}}" if told else text
    with Screen(tmp_path, *command, **week) as screen:
        screen.wait(f"actlog: {text} is no" if told else text)
        screen.type("true", "Enter")
        screen.wait(text)
        if name == "tmux":
            screen.type("", "C-b", ":")
            screen.type("kill-server", "Enter")
    assert not list(tmp_path.rglob("ran"))


def test_starships_module_runs_in_its_shell(actlog: Program, week: dict[str, str]) -> None:
    module = tomllib.loads(RECIPES["starship"])["custom"]["actlog"]
    done = subprocess.run(
        [*module["shell"], "-c", module["command"]],
        env=os.environ | week,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == usual(actlog)


@pytest.mark.parametrize("shell", ["bash -euo pipefail", "zsh -e", "dash -eu"])
def test_scripts_get_the_line_and_the_json(
    actlog: Program, week: dict[str, str], shell: str
) -> None:
    needs(shell.split(maxsplit=1)[0])
    run = [*shell.split(), "-c", 'line=$(actlog status)\necho "$line"\n' + RECIPES["sh"]]
    done = subprocess.run(run, env=os.environ | week, capture_output=True, text=True, check=True)
    line, _, data = done.stdout.partition("\n")
    assert line == json.loads(data)["text"] == usual(actlog)
