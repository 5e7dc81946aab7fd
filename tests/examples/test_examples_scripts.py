"""The scripts in examples/scripts, run by the shells that people have."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.program import Program
from tests.shells import needs, on_path

SCRIPTS = Path(__file__).parents[2] / "examples/scripts"
SHELLS = (("bash", "-euo", "pipefail"), ("zsh",), ("dash",))


@pytest.fixture(params=SHELLS, ids=lambda words: words[0])
def shell(request: pytest.FixtureRequest) -> tuple[str, ...]:
    """Return the words that begin a shell."""
    words: tuple[str, ...] = request.param
    needs(words[0], "jq")
    return words


@pytest.fixture
def environ(tmp_path: Path) -> dict[str, str]:
    """Return an environment with the program under its name."""
    return os.environ | {"PATH": on_path(tmp_path / "bin"), "HOME": str(tmp_path)}


def run(
    shell: tuple[str, ...], name: str, *words: str, environ: dict[str, str], given: str = ""
) -> subprocess.CompletedProcess[str]:
    command = [*shell, str(SCRIPTS / name), *words]
    return subprocess.run(
        command, input=given, capture_output=True, text=True, env=environ, check=False
    )


def lines(actlog: Program) -> list[str]:
    """Return the log as it was written, one `3 call acme` an entry."""
    found = json.loads(actlog.ok("list", "--all", "--json"))["entries"]
    found.sort(key=lambda one: int(one["id"]))
    return [f"{one['count']} {one['kind']} {one['account'] or ''}".rstrip() for one in found]


def test_every_script_stands_in_the_readme_and_says_how_to_install_it() -> None:
    scripts = {path.name for path in SCRIPTS.glob("*.sh")}
    readme = (SCRIPTS / "README.md").read_text()
    assert set(re.findall(r"\]\(([\w-]+\.sh)\)", readme)) == scripts
    for name in scripts:
        text = (SCRIPTS / name).read_text()
        assert "# Install: " in text
        assert "# Needs: actlog" in text
        assert os.access(SCRIPTS / name, os.X_OK) == text.startswith("#!/bin/sh\n")


def test_the_dialers_calls_are_answered_as_they_end(
    actlog: Program, shell: tuple[str, ...], environ: dict[str, str]
) -> None:
    actlog.ok("today")
    process = subprocess.Popen(
        [*shell, str(SCRIPTS / "dialer.sh")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=environ,
        start_new_session=True,
    )
    limit = threading.Timer(60, os.killpg, (process.pid, signal.SIGKILL))
    limit.start()
    assert process.stdin is not None
    assert process.stdout is not None
    answers = []
    for report in (
        {"ended": "2026-11-23T10:15:00Z", "company": "Acme", "person": "Dana", "seconds": 192,
         "result": "answered"},
        {"company": "O'Brien \"& Co\"\\\n@x +tag", "result": "machine", "seconds": 8},
        {"company": None, "result": "noanswer"},
        {"result": "fire"},
        {"ended": "tomorrow", "result": "busy"},
        [1],
        {"company": "; rm -rf $HOME -- `x`", "person": "a/b:c", "result": "answered"},
    ):  # fmt: skip
        process.stdin.write(json.dumps(report) + "\n")
        process.stdin.flush()
        answers.append(process.stdout.readline())
    process.stdin.write("{no json\n")
    process.stdin.close()
    answers.append(process.stdout.readline())
    assert process.wait() == 2
    limit.cancel()
    process.stdout.close()
    refused = [number for number, line in enumerate(answers, 1) if line.startswith("refused line")]
    assert refused == [4, 5, 6, 8]
    assert answers[0].startswith("#1  1 call connected 3m @Acme/Dana · Mon 23 Nov 10:15")
    found = json.loads(actlog.ok("list", "--json"))["entries"]
    found.sort(key=lambda one: int(one["id"]))
    assert [(one["account"], one["contact"], one["outcome"]) for one in found] == [
        ("Acme", "Dana", "connected"),
        ('O\'Brien "& Co"\\ @x +tag', None, "voicemail"),
        (None, None, "no-answer"),
        ("; rm -rf $HOME -- `x`", "a/b:c", "connected"),
    ]


@pytest.fixture
def sendmail(tmp_path: Path, environ: dict[str, str]) -> Path:
    """Stand in for sendmail; return the file that mails are written to."""
    program = tmp_path / "my mailer"
    program.write_text(f'#!/bin/sh\necho "$@" > {tmp_path}/options\ncat > {tmp_path}/mail\n')
    program.chmod(0o755)
    environ["SENDMAIL"] = str(program)
    return tmp_path / "mail"


def test_the_friday_mail_is_the_page(
    actlog: Program, shell: tuple[str, ...], environ: dict[str, str], sendmail: Path
) -> None:
    actlog.ok("log", "call", "@acme", "+heard", "--", "zu teuer, sagt Ελένη")
    done = run(shell, "friday-mail.sh", "jo+week@example.com", environ=environ)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    head, _, body = sendmail.read_text().partition("\n\n")
    assert head.startswith("To: jo+week@example.com\nSubject: My week, 20")
    assert "Content-Type: text/markdown; charset=utf-8" in head
    assert (sendmail.parent / "options").read_text() == "-i -t\n"
    assert body == actlog.ok("week", "--friday", "--markdown")
    assert "Ελένη" in body


@pytest.mark.parametrize("words", [(), ("a@b.c\nBcc: x@y.z",), ("a@b.c", "nonsense")])
def test_nothing_is_mailed_that_is_no_page_or_has_no_address(
    actlog: Program,
    shell: tuple[str, ...],
    environ: dict[str, str],
    sendmail: Path,
    words: tuple[str, ...],
) -> None:
    done = run(shell, "friday-mail.sh", *words, environ=environ)
    assert done.returncode != 0
    assert done.stderr
    assert not sendmail.exists()


def test_aliases_log_and_take_back(
    actlog: Program, shell: tuple[str, ...], environ: dict[str, str], tmp_path: Path
) -> None:
    for name in ("what.", "whatx"):
        (tmp_path / name).touch()
    typed = f". {SCRIPTS}/aliases.sh\n. {SCRIPTS}/aliases.sh\ncd {tmp_path}\n"
    typed += (
        "al 5 calls @acme\nvm @acme @stark\nheld @acme 45m\nnoshow @stark\nal call -- what?\noops\n"
    )
    typed += "ad >/dev/null\naw >/dev/null\ndue >/dev/null\n"
    if shell[0] == "zsh":
        typed = typed.replace("al call -- what?", "eval 'al call -- what?'")
    script = tmp_path / "typed.sh"
    script.write_text(typed)
    done = subprocess.run(
        [*shell, str(script)], capture_output=True, text=True, env=environ, check=False
    )
    assert done.returncode == 0, done
    assert lines(actlog) == ["5 call acme", "1 call acme", "1 call stark", "1 meeting_held acme",
                             "1 meeting_held stark"]  # fmt: skip
    if shell[0] == "zsh":
        assert "undid 5: log call note:'what?'" in done.stdout


def test_a_week_that_is_lost_is_said_with_1(
    actlog: Program,
    shell: tuple[str, ...],
    environ: dict[str, str],
    tmp_path: Path,
    isolated: Path,
) -> None:
    isolated.mkdir()
    (isolated / "model-week.yaml").write_text(
        "version: 1\nname: calls\nactivities:\n"
        "  call: {tipping_point: 200}\n  visit: {tipping_point: 3}\n"
    )
    days = [f"2026-{month:02}-{day:02}" for month in (8, 9, 10) for day in range(1, 31)]
    table = tmp_path / "table.csv"
    rows = [f"{day},call,41\n{day},visit,1\n" for day in days]
    table.write_text("at,kind,count\n" + "".join(rows))
    actlog.ok("import", str(table), "--yes")
    actlog.ok("log", "200", "calls", "mon", "of", "last", "week")
    for now, words, said in (
        ("2026-11-23T09:00", [], ""),
        ("2026-11-27T17:00", [], "2026-W48: call 0 of 200, out of reach\n"),
        ("2026-11-23T09:00", ["last"], "2026-W47: visit 0 of 3, out of reach\n"),
    ):
        given = environ | {"ACTLOG_NOW": now}
        done = run(shell, "week-lost.sh", *words, environ=given)
        assert done.stderr == ""
        assert done.returncode == (1 if said else 0), done
        assert said in done.stdout
        assert bool(said) == bool(done.stdout)
    assert "call" not in done.stdout  # that line was reached
    assert run(shell, "week-lost.sh", "nonsense", environ=environ).returncode == 2


NOTES = "thu\n9:10 call @acme\nheld @globex moved 45m\n"
NOTED = ["1 call acme", "1 meeting_held globex"]


@pytest.fixture
def synced(tmp_path: Path) -> Path:
    """Return an inbox in a folder with a space in its name."""
    (tmp_path / "my sync").mkdir()
    return tmp_path / "my sync/inbox.txt"


def names(inbox: Path) -> Iterator[str]:
    """Yield what the files beside an inbox are, without their dates and numbers."""
    for path in sorted(inbox.parent.iterdir()):
        yield path.name.partition("-")[0]


def test_the_inbox_is_logged_once_and_moves_on(
    actlog: Program, shell: tuple[str, ...], environ: dict[str, str], synced: Path
) -> None:
    for _ in range(2):
        assert run(shell, "phone-inbox.sh", str(synced), environ=environ).returncode == 0
    synced.write_text(NOTES)
    for _ in range(2):
        done = run(shell, "phone-inbox.sh", str(synced), environ=environ)
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    synced.write_text(" \n")
    assert run(shell, "phone-inbox.sh", str(synced), environ=environ).returncode == 0
    assert lines(actlog) == NOTED
    assert list(names(synced)) == ["answer.txt", "inbox.txt", "logged"]
    assert "2 entries" in (synced.parent / "answer.txt").read_text()


def test_an_inbox_that_is_not_understood_is_kept_and_the_next_is_logged(
    actlog: Program, shell: tuple[str, ...], environ: dict[str, str], synced: Path
) -> None:
    synced.write_text(NOTES + "3 cals\n")
    done = run(shell, "phone-inbox.sh", str(synced), environ=environ)
    assert done.returncode == 2
    assert "line 4: cals is not understood (try: 3 calls)" in done.stderr
    assert done.stderr == (synced.parent / "answer.txt").read_text()
    (refused,) = synced.parent.glob("refused-*.txt")
    assert refused.read_text() == NOTES + "3 cals\n"
    assert lines(actlog) == []
    synced.write_text("2 calls\n")
    assert run(shell, "phone-inbox.sh", str(synced), environ=environ).returncode == 0
    assert lines(actlog) == ["2 call"]


@pytest.mark.parametrize("when", ["before", "after"])
def test_a_run_that_is_killed_is_made_up_for_once(
    actlog: Program, shell: tuple[str, ...], environ: dict[str, str], synced: Path, when: str
) -> None:
    program = Path(environ["PATH"].partition(":")[0]) / "actlog"
    real = program.read_text()
    runs = real.replace("exec ", "") if when == "after" else "#!/bin/sh\n"
    program.write_text(runs + "kill -9 0\n")
    synced.write_text(NOTES)
    command = [*shell, str(SCRIPTS / "phone-inbox.sh"), str(synced)]
    killed = subprocess.run(command, env=environ, start_new_session=True, check=False)
    assert killed.returncode == -9
    assert [name for name in names(synced) if name != "answer.txt"] == ["taken"]
    program.write_text(real)
    for _ in range(2):
        done = run(shell, "phone-inbox.sh", str(synced), environ=environ)
        assert (done.returncode, done.stderr) == (0, "")
    assert lines(actlog) == NOTED
    assert [name for name in names(synced) if name != "answer.txt"] == ["logged"]


def test_many_runs_at_once_log_each_inbox_once(
    actlog: Program, shell: tuple[str, ...], environ: dict[str, str], synced: Path
) -> None:
    actlog.ok("today")
    (synced.parent / "taken-20260101-000000-1-999999999.txt").write_text("3 calls\n")
    (synced.parent / "taken-o'brien.txt").write_text("9 calls\n")
    synced.write_text(NOTES)
    command = [*shell, str(SCRIPTS / "phone-inbox.sh"), str(synced)]
    runs = [subprocess.Popen(command, env=environ, stderr=subprocess.DEVNULL) for _ in range(4)]
    for one in runs:
        assert one.wait(60) == 0
    assert sorted(lines(actlog)) == sorted([*NOTED, "3 call"])


def test_a_log_that_cannot_be_written_leaves_the_inbox_for_the_next_run(
    actlog: Program, shell: tuple[str, ...], environ: dict[str, str], synced: Path, isolated: Path
) -> None:
    isolated.mkdir()
    (isolated / "actlog.db").write_text("this is no database, and nobody knows what it is")
    synced.write_text(NOTES)
    for _ in range(2):
        assert run(shell, "phone-inbox.sh", str(synced), environ=environ).returncode == 4
        assert [name for name in names(synced) if name != "answer.txt"] == ["taken"]
    (isolated / "actlog.db").unlink()
    assert run(shell, "phone-inbox.sh", str(synced), environ=environ).returncode == 0
    assert lines(actlog) == NOTED


def test_an_inbox_is_found_where_it_was_named_and_actlog_in_ones_own_folder_of_programs(
    actlog: Program, shell: tuple[str, ...], environ: dict[str, str], tmp_path: Path
) -> None:
    for folder in ("-here/-sync", "elsewhere/-sync", ".local"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "bin").rename(tmp_path / ".local/bin")
    (tmp_path / "-here/-sync/-in.txt").write_text(NOTES)
    done = subprocess.run(
        [*shell, str(SCRIPTS / "phone-inbox.sh"), "-sync/-in.txt"],
        cwd=tmp_path / "-here",
        env=environ | {"PATH": "/usr/bin:/bin", "CDPATH": str(tmp_path / "elsewhere")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert lines(actlog) == NOTED
