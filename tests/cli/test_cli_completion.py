"""Tab in the real shells, and what they are given for it."""

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from actlog.analysis import breakdown
from actlog.cli import complete, offering, schedule
from actlog.cli.command_table import COMMANDS
from actlog.cli.completion import known, script_of
from actlog.cli.globals import Globals
from tests.cli.test_cli_lanes import HEAVY, loaded
from tests.program import Program
from tests.shells import Shell, needs

NAMES = ["acme/dana", "acme/dirk", 'pied piper/o\'neil "x"', "$HOME`id`", "a:b", 'q"!x', "Ünï"]
ODD = [
    "%F{red}%n#(id)#[bold]",
    ";id&id|id>(id)<x",
    "~root*?[a-z]{b,c}^!!",
    "漢字 שלום\\n",
    "w" * 100,
]


@pytest.fixture
def log(actlog: Program) -> Program:
    """Return the program with a log that knows a few names."""
    actlog.ok("log", "call", "@acme/dana", "persona:owner", "source:web", "+referral")
    actlog.ok("log", "call", *[f"@{name}" for name in [*NAMES, *ODD]])
    return actlog


def words(*given: str, **environ: str) -> list[str]:
    """Return what a shell is answered."""
    return complete.answer(given, os.environ | environ)


# What is answered


def test_what_is_typed_says_what_is_completed(log: Program) -> None:
    def offered(line: str) -> list[str]:
        *before, typed = line.split(" ")
        return [row.split("\t")[0] for row in words("fish", *before, typed)[1:]]

    assert offered("mome") == ["momentum"]
    assert offered("model se") == ["set"]
    assert offered("db ") == ["path", "query"]
    assert offered("log --dry") == ["--dry-run"]
    assert offered("--yes funnel --by so") == ["source"]
    assert offered("funnel --by=so") == ["--by=source"]
    assert offered("funnel --weeks ") == []
    assert offered("schedule install --with cr") == ["cron"]
    assert offered("schedule ") == ["install", "remove", "list"]
    assert offered("status --style z") == ["zsh"]
    assert offered("init --template ") == ["sdr", "ae", "field"]
    assert offered("tipping --result ") == ["opportunity", "deal_won"]
    assert offered("tipping --plot ca") == ["call"]
    assert offered("model drop --into ca") == ["call"]
    assert offered("model drop ca") == ["call"]
    assert offered("model rename call ca") == []
    assert offered("model add ca") == []
    assert offered("model set call.go") == ["call.goal"]
    assert offered("completion install ") == ["bash", "zsh", "fish", "powershell"]
    assert offered("start ") == ["linkedin"]
    assert offered("worth meeting he") == ["held"]
    assert offered("accounts @ac") == ["@acme"]
    assert offered("forget @acme/da") == ["@acme/dana"]
    assert offered("week la") == ["last"]
    assert offered("log -- @ac") == []
    assert offered("nonsense ca") == []
    assert offered("nonsense more ca") == []
    assert offered("undo ") == []


def test_names_of_files_are_the_shells_matter() -> None:
    for line in ("import x", "log --file x", "--model x", "model check x", "demo --keep x"):
        assert words("zsh", *line.split(" ")) == ["files"]


def test_commands_and_options_are_explained() -> None:
    assert "momentum\t" + COMMANDS["momentum"][0] in words("fish", "mom")
    assert words("zsh", "log", "--dr") == [
        "words",
        "--dry-run\tShow what would be done; do nothing.",
    ]


def test_powershell_hands_its_words_over_in_the_environment(log: Program) -> None:
    (answer,) = words("powershell", "environment", ACTLOG_WORDS="log\naccount:Ü")
    assert json.loads(answer) == [{"text": "account:Ünï", "note": ""}]
    assert answer.isascii()


def test_a_tab_is_quick_and_silent_whatever_the_log(actlog: Program, isolated: Path) -> None:
    def answered() -> list[str]:
        done = subprocess.run(
            [sys.executable, "-m", "actlog", "completion", "words", "fish", "log", "sour"],
            capture_output=True,
            text=True,
            check=True,
        )
        assert done.stderr == ""
        return done.stdout.splitlines()

    static = ["more", "source:\t"]
    assert answered() == static
    assert not isolated.exists()  # neither a log nor a model week was made
    actlog.ok("log", "call")
    holder = sqlite3.connect(isolated / "actlog.db", isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    assert answered() == static
    holder.close()
    (isolated / "actlog.db").write_bytes(b"broken" * 1000)
    assert answered() == static


@pytest.mark.parametrize("given", [(), ("bash",), ("bash", "x"), ("tcsh", "x"), ("fish",)])
def test_a_strange_question_gets_no_word(actlog: Program, given: tuple[str, ...]) -> None:
    result = actlog.pipe(
        "completion", "words", *given, "\udcff".encode("utf-8", "replace").decode()
    )
    assert (result.code in {0, 2}, "Traceback" in result.err) == (True, False)


def test_a_tab_loads_nothing_heavy(log: Program) -> None:
    for line in ("mom", "log --d", "log @ac", "log call outcome:", "model set call."):
        assert loaded("completion", "words", "fish", *line.split()) & HEAVY == set()
    assert loaded("completion", "words", "bash", "actlog log @pied\\ ", "@pied\\ ") & HEAVY == set()


def test_what_is_looked_up_is_what_the_program_has() -> None:
    assert set(offering.LIKE) <= set(COMMANDS)
    for command, option in offering.VALUES:
        assert option in [name for name, _, _ in COMMANDS[command][2]]
    assert offering.VALUES["funnel", "--by"] == tuple(breakdown.BY)
    assert offering.VALUES["schedule install", "--with"] == schedule.WAYS
    everywhere = {name.removeprefix("--") for name, _, _ in offering.EVERYWHERE}
    assert everywhere == {*Globals.__slots__, "help"}


# What is installed


def test_the_shell_is_known_by_its_program() -> None:
    programs = ("-zsh", "/usr/bin/bash", "fish", "pwsh", "C:\\x\\powershell.exe")
    found = [known(program) for program in programs]
    assert found == ["zsh", "bash", "fish", "powershell", "powershell"]
    assert known("tcsh") is None


def test_a_script_is_installed_shown_and_removed(
    actlog: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("SHELL", "/bin/fish")
    monkeypatch.setattr("actlog.cli.completion.parent_name", lambda: "python3")
    script = tmp_path / ".config/fish/completions/actlog.fish"
    assert actlog.ok("completion", "install").splitlines()[0] == f"wrote {script}"
    assert actlog.ok("completion", "show") == script.read_text() == script_of("fish")
    assert actlog.ok("completion", "install") == "fish completes actlog already\n"
    assert actlog.ok("completion", "remove") == f"took it out of {script}\n"
    assert actlog("completion", "remove").code == 1
    monkeypatch.setenv("SHELL", "/bin/tcsh")
    assert actlog("completion", "install").code == 2
    assert actlog("completion", "install", "tcsh").code == 2
    (tmp_path / ".bashrc").mkdir()
    refused = actlog("completion", "install", "bash")
    assert (refused.code, len(refused.err.splitlines())) == (2, 2)


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_shell_that_asks_is_told_from_its_process(shell: str, tmp_path: Path) -> None:
    needs(shell)
    command = f"{sys.executable} -m actlog completion show; true"
    done = subprocess.run(
        [shell, "-c", command],
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | {"HOME": str(tmp_path), "SHELL": "/bin/none"},
    )
    assert done.stdout == script_of(shell)


# Real shells


@pytest.fixture(params=["bash", "zsh", "fish"])
def shell(
    request: pytest.FixtureRequest, log: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Shell]:
    """Return a shell in which the completion was installed by its own command."""
    home = tmp_path / "shell"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    log.ok("completion", "install", request.param)
    with Shell(request.param, home) as opened:
        yield opened


def test_tab_completes_in_a_real_shell(shell: Shell) -> None:
    for typed, line in [
        ("mom", "momentum "),
        ("model se", "model set "),
        ("log ca", "log call "),
        ("log 12 ca", "log 12 calls "),
        ("log @ac", "log @acme "),
        ("log @acme/da", "log @acme/dana "),
        ("log @acme/d", "log @acme/d"),
        ("log @a:", "log @a:b "),
        ("log call outcome:con", "log call outcome:connected "),
        ("log call outc", "log call outcome:"),
        ("log '@pied pi", "log '@pied piper' "),
        ('log "@pied pi', 'log "@pied piper" '),
        ("log @pied\\ pi", "log @pied\\ piper "),
        ("log @Ün", "log @Ünï "),
        ("funnel --by=so", "funnel --by=source "),
        ("model set call.go", "model set call.goal "),
        ("log nothing-like-it", "log nothing-like-it"),
        ("import bi", "import bin/"),
        ("log -- @ac", "log -- @ac"),
    ]:
        assert shell.tab(f"actlog {typed}") == f"actlog {line}"
    assert shell.tab("true; actlog log @ac") == "true; actlog log @acme "


def test_odd_names_arrive_whole_and_are_never_run(shell: Shell) -> None:
    assert shell.run("actlog log @\\$\t") == ["log", "@$HOME`id`"]
    assert shell.run("actlog log '@$\t") == ["log", "@$HOME`id`"]
    assert shell.run("actlog log @q\t") == ["log", '@q"!x']
    assert shell.run("actlog log '@q\t") == ["log", '@q"!x']
    assert shell.run("actlog log '@pied piper/o\t") == ["log", '@pied piper/o\'neil "x"']
    assert shell.run("actlog log @pied\\ piper/\t") == ["log", '@pied piper/o\'neil "x"']
    for name in ODD:
        begun = f"\\{name[0]}" if name[0].isascii() and not name[0].isalpha() else name[0]
        assert shell.run(f"actlog log @{begun}\t") == ["log", f"@{name}"]
        assert shell.run(f"actlog log '@{name[0]}\t") == ["log", f"@{name}"]


@pytest.mark.parametrize("name", ["bash", "zsh"])
def test_other_ways_of_starting_up_serve_as_well(
    log: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """Strict options, a completion system that is loaded already, and `@` that breaks nothing."""
    home = tmp_path / "shell"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    (home / ".zshrc").write_text("autoload -Uz compinit && compinit -i -D\nsetopt ksh_arrays\n")
    (home / ".bashrc").write_text("COMP_WORDBREAKS=${COMP_WORDBREAKS//[@:]}\nset -u\n")
    log.ok("completion", "install", name)
    with Shell(name, home) as opened:
        assert opened.tab("actlog log @acme/da") == "actlog log @acme/dana "
        assert opened.tab("actlog log call outcome:con") == "actlog log call outcome:connected "


def test_zsh_shows_each_offer_in_one_line(
    log: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    log.ok("completion", "install", "zsh")
    with Shell("zsh", tmp_path) as opened:
        opened.line("actlog st\t")
        lines = opened.wait("start ").splitlines()
        assert [line.split("--")[0].strip() for line in lines if "--" in line] == [
            "start",
            "status",
            "stop",
        ]
        assert max(map(len, lines)) < 80
