"""The manual page: whole, without a warning, and fit to be copied from."""

import os
import re
import subprocess

import pytest

from tests.cli.test_cli_examples import EXAMPLES
from tests.shells import needs
from tests.test_documents import COMMANDS, ROOT

PAGE = ROOT / "docs/man/actlog.1"


@pytest.fixture(scope="module")
def page() -> str:
    """Return the page as man shows it on a wide terminal, without bold and colours."""
    needs("man")
    done = subprocess.run(
        ["man", "--warnings=w", "--nj", "--nh", "-E", "UTF-8", "-P", "cat", "-l", str(PAGE)],
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | {"MANWIDTH": "200", "LC_ALL": "C.UTF-8", "MAN_KEEP_FORMATTING": ""},
    )
    assert done.stderr == ""
    return re.sub(r".\x08", "", re.sub(r"\x1b\[[0-9;]*m", "", done.stdout))


def test_it_has_its_sections_without_a_warning(page: str) -> None:
    sections = [line for line in page.splitlines() if line[:1].isalpha()][1:-1]
    assert sections == [
        "NAME", "SYNOPSIS", "DESCRIPTION", "COMMANDS", "OPTIONS", "THE LOG LINE", "FILES",
        "ENVIRONMENT", "EXIT STATUS", "SEE ALSO",
    ]  # fmt: skip
    assert "actlog - a salesperson's training log" in page


def test_every_command_and_example_stands_in_it_as_it_is_typed(page: str) -> None:
    lines = [line.strip() for line in page.splitlines()]
    for command in COMMANDS:
        assert [line for line in lines if re.match(rf"actlog {command}( [\[A-Z].*)?$", line)]
    for _, example in EXAMPLES:
        assert f"$ {example}" in lines


def test_codes_and_variables_are_those_of_the_documents(page: str) -> None:
    status = page.split("EXIT STATUS")[1]
    codes = re.findall(r"^ +(\d+) ", status, re.MULTILINE)
    assert codes == ["0", "1", "2", "3", "4", "70", "130"]
    for name in ("ACTLOG_HOME", "ACTLOG_MODEL", "ACTLOG_NOW", "NO_COLOR"):
        assert name in page.split("ENVIRONMENT")[1]


def test_no_line_of_it_is_a_request_by_mistake() -> None:
    known = {"TH", "SH", "SS", "TP", "IP", "PP", "RS", "RE", "EX", "EE", "B", "BR", "RI"}
    text = PAGE.read_text(encoding="ascii")
    for line in text.splitlines():
        request = re.match(r"\.([A-Z]+)", line)
        assert line.startswith('.\\"') or not line.startswith((".", "'")) or request
        assert request is None or request[1] in known
        assert "-" not in line.replace("\\-", "") or line.startswith('.\\"'), line
