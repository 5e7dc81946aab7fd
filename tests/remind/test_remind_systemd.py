"""Units that systemd itself reads without a word."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actlog.remind.jobs import PAGE, REMIND, Job
from actlog.remind.systemd import MARK, calendar, quoted, units
from tests.shells import needs

ODD = ("ACTLOG_HOME", '/odd/it\'s a "home" $HOME %h \\x')


def jobs(program: str) -> list[Job]:
    return [
        Job(
            name=REMIND,
            words=(program, "remind", "--command", "a 'b' $c %d"),
            environ=(ODD,),
            every=10,
        ),
        Job(
            name=PAGE,
            words=(program, "week", "--friday"),
            environ=(ODD,),
            output="/odd/a%b/page.txt",
        ),
    ]


@pytest.mark.parametrize("folder", ["odd 100% dir", "d$HOME", "it's", "b\\s", 'say "x"'])
def test_systemd_has_nothing_against_them(tmp_path: Path, folder: str) -> None:
    needs("systemd-analyze")
    program = tmp_path / folder / "actlog"
    program.parent.mkdir()
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    for job in jobs(str(program)):
        for name, text in units(job).items():
            (tmp_path / name).write_text(text)
            assert text.startswith(MARK + "\n")
    files = sorted(map(str, tmp_path.glob("actlog-*")))
    assert len(files) == 4
    done = subprocess.run(
        ["systemd-analyze", "verify", "--user", *files],
        capture_output=True,
        text=True,
        check=False,
        env={"XDG_RUNTIME_DIR": str(tmp_path), "PATH": "/usr/bin:/bin", "HOME": str(tmp_path)},
    )
    about_us = [line for line in done.stderr.splitlines() if "actlog" in line]
    assert about_us == []
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    ("every", "wanted"),
    [
        (1, "*-*-* *:00/1:00"),
        (10, "*-*-* *:00/10:00"),
        (60, "*-*-* *:00:00"),
        (None, "Fri *-*-* 16:00:00"),
    ],
)
def test_systemd_understands_when_they_run(every: int | None, wanted: str) -> None:
    needs("systemd-analyze")
    when = calendar(Job(name=REMIND, words=("x",), every=every))
    assert when == wanted
    subprocess.run(["systemd-analyze", "calendar", when], capture_output=True, check=True)


@given(word=st.text(st.characters(exclude_categories=["C"])))
def test_nothing_in_a_quoted_word_is_expanded(word: str) -> None:
    inner = quoted(word)[1:-1]
    assert "%" not in inner.replace("%%", "")
    back = inner.replace("%%", "%").replace('\\"', '"').replace("\\\\", "\\")
    assert back == word or "\\" in word
