"""`schedule`, with the machine's own crontab, a real cron daemon, and systemd's files."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from actlog.cli.schedule import environment, executable
from tests.program import Program
from tests.shells import needs, on_path

# A crontab and a cron daemon of the test's own, which leave those of the machine alone.
PRIVATE = """
set -eu
mount -t tmpfs none /var/spool/cron
mkdir -m 1730 /var/spool/cron/crontabs
chgrp crontab /var/spool/cron/crontabs
mount -t tmpfs none /run
"""


def private(script: str, **environ: str) -> subprocess.CompletedProcess[str]:
    """Run a shell script in a room with a crontab of its own."""
    needs("cron", "crontab", "unshare")
    if os.geteuid():
        pytest.skip("only root can make a room of its own")
    return subprocess.run(
        ["unshare", "--mount", "bash", "-c", PRIVATE + script],
        capture_output=True,
        text=True,
        env=os.environ | environ,
        check=False,
    )


@pytest.fixture
def begun(actlog: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Program:
    """Return the program with a log in a folder of an odd name."""
    home = tmp_path / "Jo's 100% home"
    monkeypatch.setenv("ACTLOG_HOME", str(home))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    actlog.ok("log", "call")
    return actlog


ACTLOG = f"{sys.executable} -m actlog"


def test_a_crontab_gets_the_block_and_gets_rid_of_it(begun: Program, tmp_path: Path) -> None:
    own = "MAILTO=jo@example.org\n\n# mine\n0 9 * * 1 echo 50\\% done"
    before, after = tmp_path / "before", tmp_path / "after"
    before.write_text(own + "\n")
    done = private(f"""
crontab {before}
{ACTLOG} schedule install --with cron
crontab -l > {after}
{ACTLOG} schedule install --with cron --every 30 --page 'thu 15:30'
{ACTLOG} schedule list
{ACTLOG} schedule list --json
{ACTLOG} schedule remove
crontab -l | cmp - {before}
{ACTLOG} schedule remove || echo "then $?"
""")
    assert done.returncode == 0, done
    home = str(tmp_path / "Jo's 100% home").replace("'", "'\"'\"'").replace("%", "\\%")
    env = f"/usr/bin/env 'ACTLOG_HOME={home}' XDG_CONFIG_HOME={tmp_path}/config TZ=UTC"
    assert after.read_text() == (
        f"{own}\n# >>> actlog schedule >>>\n"
        f"*/10 * * * * {env} {ACTLOG} remind\n"
        f"0 16 * * 5 {env} {ACTLOG} week --friday\n"
        "# <<< actlog schedule <<<\n"
    )
    shown = done.stdout.splitlines()
    assert shown[4] == f"cron: */30 * * * * {env} {ACTLOG} remind"
    assert shown[5] == f"cron: 30 15 * * 4 {env} {ACTLOG} week --friday"
    assert shown[-1] == "then 1"
    assert "nothing is scheduled" in done.stderr


def test_an_empty_crontab_is_empty_again(begun: Program) -> None:
    done = private(f"""
{ACTLOG} schedule install --with cron >/dev/null
{ACTLOG} schedule remove
crontab -l 2>&1 || true
""")
    assert "no crontab for" in done.stdout, done


@pytest.mark.timeout(180)
def test_cron_itself_runs_the_reminder_in_the_log_it_was_installed_for(
    begun: Program, tmp_path: Path
) -> None:
    said = tmp_path / "said by cron"
    days = ", ".join(f"{day}: 1" for day in ("mon", "tue", "wed", "thu", "fri", "sat", "sun"))
    done = private(f"""
unset ACTLOG_NOW
{ACTLOG} model set week.hours 0:00-24:00 >/dev/null
{ACTLOG} model set week.days '{{{days}}}' >/dev/null
{ACTLOG} model set reminders.next_steps.at 0:00 >/dev/null
{ACTLOG} log call @stark next:ring due:today >/dev/null
{ACTLOG} schedule install --with cron --every 1 --page none --command "tee '{said}'"
cron -f &
for _ in $(seq 90); do test -s '{said}' && break; sleep 1; done
kill %1
""")
    assert said.exists(), done
    found = json.loads(said.read_text())["reminders"]
    assert "next-steps" in [one["id"] for one in found]


def test_timers_are_written_and_taken_away(begun: Program, tmp_path: Path) -> None:
    result = begun("schedule", "install", "--with", "systemd", "--notify")
    assert result.code == 0
    units = tmp_path / "config/systemd/user"
    assert sorted(path.name for path in units.iterdir()) == [
        *("actlog-friday.service", "actlog-friday.timer"),
        *("actlog-remind.service", "actlog-remind.timer"),
    ]
    assert "--notify" in (units / "actlog-remind.service").read_text()
    listed = json.loads(begun.ok("schedule", "list", "--json"))["scheduled"]
    assert {one["with"] for one in listed} >= {"systemd"}
    begun.ok("schedule", "install", "--with", "systemd", "--page", "none")
    assert len(list(units.iterdir())) == 2
    begun.ok("schedule", "remove")
    assert list(units.iterdir()) == []


def test_a_unit_of_somebody_else_is_left_alone(begun: Program, tmp_path: Path) -> None:
    units = tmp_path / "config/systemd/user"
    units.mkdir(parents=True)
    (units / "actlog-remind.timer").write_text("[Timer]\n")
    result = begun("schedule", "install", "--with", "systemd")
    assert result.code == 2
    assert "is not actlog's" in result.err
    assert [path.name for path in units.iterdir()] == ["actlog-remind.timer"]


def test_a_dry_run_shows_what_would_be_written_and_writes_nothing(
    begun: Program, tmp_path: Path
) -> None:
    assert "OnCalendar" in begun.ok("schedule", "install", "--with", "systemd", "--dry-run")
    assert "*/10 * * * *" in begun.ok("schedule", "install", "--with", "cron", "--dry-run")
    assert not (tmp_path / "config").exists()


@pytest.mark.parametrize(
    ("way", "told"), [("launchd", "launchctl bootstrap"), ("windows", "schtasks")]
)
def test_what_is_to_be_pasted_comes_with_the_command_to_run(
    actlog: Program, way: str, told: str
) -> None:
    assert told in actlog.ok("schedule", "install", "--with", way)


@pytest.mark.parametrize(
    "words",
    [
        ["--with", "fcron"],
        ["--every", "7"],
        ["--page", "friday"],
        ["--page", "fri 25:00"],
        ["--command", "tee 'a\nb'"],
        ["--command", "no-such-program --loud"],
        ["--command", "'"],
    ],
)
def test_what_cannot_be_scheduled_is_refused(begun: Program, words: list[str]) -> None:
    result = begun("schedule", "install", "--dry-run", *words)
    assert (result.code, result.out) == (2, "")


def test_a_command_gets_the_absolute_path_that_its_program_has_now(
    begun: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("PATH", on_path(tmp_path / "bin"))
    monkeypatch.chdir(tmp_path)
    for command in ("actlog log --loud", "~/bin/actlog log --loud", "bin/actlog log --loud"):
        shown = begun.ok("schedule", "install", "--with", "cron", "--dry-run", "--command", command)
        assert f"remind --command '{tmp_path}/bin/actlog log --loud'\n" in shown


def test_without_a_crontab_it_is_said(begun: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    result = begun("schedule", "install", "--with", "cron")
    assert result.code == 2
    assert "there is no crontab to use here" in result.err


def test_a_crontab_that_refuses_is_told(begun: Program) -> None:
    done = private(f"""
mount -o remount,ro /var/spool/cron
{ACTLOG} schedule install --with cron || echo "code $?"
""")
    assert "code 2" in done.stdout, done
    assert "crontab refused" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_program_is_named_so_that_it_runs_from_anywhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    on_path(tmp_path / "bin")
    monkeypatch.setattr(sys, "argv", [str(tmp_path / "bin/actlog"), "schedule"])
    assert executable() == [str(tmp_path / "bin/actlog")]
    monkeypatch.setattr(sys, "argv", ["/usr/lib/actlog/__main__.py"])
    assert executable() == [os.path.abspath(sys.executable), "-m", "actlog"]


def test_the_environment_of_now_goes_along_with_absolute_paths(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    given = {"ACTLOG_DB": "log.db", "PATH": "/bin", "ACTLOG_NOW": "2026-11-23", "DISPLAY": ":1"}
    assert environment(given, desktop=False) == (("ACTLOG_DB", str(tmp_path / "log.db")),)
    assert dict(environment(given, desktop=True))["DISPLAY"] == ":1"
