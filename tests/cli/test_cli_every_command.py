"""What holds for every command, those to come included."""

import re
import shlex
import shutil
from pathlib import Path

import pytest
from rich.cells import cell_len

from tests.conftest import NOW
from tests.program import Program, made_up_home
from tests.test_documents import help_of, registered

pytestmark = pytest.mark.usefixtures("spared")
COMMANDS = sorted(registered())
SILENT = {"remind", "status"}  # with nothing to say
READS = [
    "accounts", "accounts @acme", "averages", "check", "coach", "coach --all", "momentum",
    "worth", "worth call", "plan 3 deals by 31 jan 2027", "plan 40k by 31 mar 2027",
    "tipping", "tipping calls --plot", "model suggest",
    "funnel", "funnel --weeks 26", "funnel --by source", "funnel --by outcome", "funnel --by hour",
    "db query 'SELECT 1'", "doctor", "due", "list", "list --all", "model history", "model show",
    "mapping list", "objections", "promise", "remind", "remind --again", "status",
    "search pricing", "show last", "today", "week", "week last",
    "week --friday", "week last --friday",
]  # fmt: skip


@pytest.fixture(scope="module")
def half_a_year(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the home of the made-up rep, written once."""
    return made_up_home(tmp_path_factory.mktemp("every"), NOW)


@pytest.fixture
def demo(actlog: Program, half_a_year: Path, isolated: Path) -> Program:
    """Return the program with the made-up rep's half year for a log."""
    shutil.copytree(half_a_year, isolated)
    return actlog


@pytest.mark.parametrize("command", COMMANDS)
def test_help_shows_two_examples(command: str) -> None:
    text = help_of(command).split("Arguments:")[0].split("Options:")[0]
    examples = text.split("\n", 1)[1].count(f"actlog {command}")
    assert examples >= 2, text


@pytest.mark.parametrize("command", COMMANDS)
def test_an_unknown_option_is_typed_wrong_and_nothing_is_printed(
    actlog: Program, command: str
) -> None:
    result = actlog(*command.split(), "--frobnicate")
    assert (result.code, result.out) == (2, "")
    assert "--frobnicate" in result.err
    assert "Traceback" not in result.err


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_ends_cleanly_on_an_empty_log(actlog: Program, command: str) -> None:
    result = actlog.pipe(*command.split())
    assert result.code in {0, 1, 2} or (command, result.code) == ("model check", 3), result
    assert "Traceback" not in result.err
    assert bool(result.out) or bool(result.err) or command in SILENT


@pytest.mark.parametrize("command", READS)
@pytest.mark.parametrize("encoding", ["utf-8", "ascii"])
def test_every_screen_fits_80_columns(demo: Program, command: str, encoding: str) -> None:
    shown = demo.terminal(*shlex.split(command), PYTHONIOENCODING=encoding, NO_COLOR="1")
    assert shown.code in {0, 1}, shown
    assert shown.out.isascii() or encoding != "ascii"
    for line in re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", shown.out).splitlines():
        assert cell_len(line) <= 80, line


@pytest.mark.parametrize("command", READS)
def test_a_pipe_gets_neither_colours_nor_boxes(demo: Program, command: str) -> None:
    shown = demo.pipe(*shlex.split(command))
    assert shown.code in {0, 1}, shown
    assert "\x1b" not in shown.out
    assert not set("─━│┃╭╮╰╯┌┐└┘") & set(shown.out) - {"│"}
