"""A crontab with our block in it: nothing else in it ever changes."""

from __future__ import annotations

import shlex
import subprocess

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actlog.domain.errors import InputError
from actlog.remind.crontab import installed, line, put, take
from actlog.remind.jobs import PAGE, REMIND, Job, minutes
from tests.shells import needs

LINES = ["*/10 * * * * /bin/actlog remind", "0 16 * * 5 /bin/actlog week --friday"]
PARTS = [
    *(b"MAILTO=me@example.org", b"# a comment", b"0 9 * * 1-5 /bin/true", b"@reboot x%y\\%z"),
    *(b"", b" \t", b"\xff\xfe\x80", "Ελένη".encode(), b"PATH=/bin", b"# >>> actlog other >>>"),
]
CRONTABS = st.one_of(
    st.binary(max_size=300),
    st.lists(st.sampled_from(PARTS), max_size=12).flatmap(
        lambda parts: st.sampled_from([b"\n", b"\r\n"]).flatmap(
            lambda end: st.booleans().map(lambda last: end.join(parts) + (end if last else b""))
        )
    ),
)


@settings(max_examples=1000)
@given(existing=CRONTABS, lines=st.sampled_from([LINES, LINES[:1]]))
def test_every_crontab_survives_install_and_remove_byte_for_byte(
    existing: bytes, lines: list[str]
) -> None:
    once = put(existing, LINES)
    assert once.startswith(existing)
    assert installed(once) == LINES
    assert put(once, LINES) == once
    assert installed(put(once, lines)) == lines
    assert take(put(once, lines)) == existing


@settings(max_examples=200)
@given(before=CRONTABS, after=st.lists(st.sampled_from(PARTS), max_size=4).map(b"\n".join))
def test_what_is_written_behind_the_block_later_stays_too(before: bytes, after: bytes) -> None:
    with_more = put(before, LINES) + after
    joined = before != b"" and not before.endswith(b"\n")
    kept = take(with_more)
    assert kept == before + (b"\n" if joined and after else b"") + after


@pytest.mark.parametrize(
    "broken",
    [
        b"# >>> actlog schedule >>>\n* * * * * actlog remind\n",
        b"* * * * * actlog remind\n# <<< actlog schedule <<<\n",
        put(b"", LINES) + put(b"", LINES),
        put(b"", LINES).replace(b"\n# <<<", b"\n# >>>"),
    ],
)
def test_a_block_that_is_not_whole_is_left_to_its_owner(broken: bytes) -> None:
    for change in (take, lambda given: put(given, LINES), installed):
        with pytest.raises(InputError, match="a part of actlog's block, or more than one"):
            change(broken)


def test_a_line_of_the_users_own_in_the_block_is_not_thrown_away() -> None:
    mixed = put(b"", LINES).replace(b"\n0 16", b"\n0 9 * * * backup\n0 16")
    with pytest.raises(InputError, match="is not actlog's: 0 9"):
        take(mixed)
    with pytest.raises(InputError, match="is not actlog's: 0 9"):
        put(mixed, LINES)


JOB = Job(name=REMIND, words=("/bin/actlog", "remind"), every=10)


@pytest.mark.parametrize(
    ("changes", "when"),
    [
        ({"every": 10}, "*/10 * * * *"),
        ({"every": 1}, "* * * * *"),
        ({"every": 60}, "0 * * * *"),
        ({"name": PAGE, "every": None, "weekday": 4, "at": 970}, "10 16 * * 5"),
        ({"name": PAGE, "every": None, "weekday": 6, "at": 0}, "0 0 * * 0"),
    ],
)
def test_when_a_job_runs(changes: dict[str, object], when: str) -> None:
    assert line(JOB.replace(**changes)) == f"{when} /bin/actlog remind"


@given(
    paths=st.lists(
        st.text(
            st.characters(exclude_categories=["C", "Z"], exclude_characters="\\"),
            min_size=1,
            max_size=20,
        ),
        max_size=3,
    )
)
def test_odd_paths_come_through_the_shell_as_they_are(paths: list[str]) -> None:
    words = ("/bin/actlog", "remind", *paths, "a b", "it's")
    made = line(JOB.replace(words=words, environ=(("ACTLOG_HOME", "/x y/100%"),)))
    command = made.removeprefix("*/10 * * * * ").replace("\\%", "%")
    assert shlex.split(command) == ["/usr/bin/env", "ACTLOG_HOME=/x y/100%", *words]


@pytest.mark.parametrize("shell", ["sh", "bash", "dash", "zsh", "fish"])
def test_the_command_is_the_same_in_every_shell_that_a_crontab_may_name(shell: str) -> None:
    needs(shell)
    odd = ["a b", "it's", 'say "x"', "$HOME", "`id`", "100%", "x!y", "*{a,b}?", "b\\s", "~", "ü;&|"]
    job = Job(name=REMIND, words=("/usr/bin/printf", "[%s]", *odd), environ=(("X", "'\\n'$y"),))
    command = line(job.replace(every=10)).removeprefix("*/10 * * * * ").replace("\\%", "%")
    done = subprocess.run([shell, "-c", command], capture_output=True, text=True, check=True)
    assert done.stdout == "".join([f"[{word}]" for word in odd])


@pytest.mark.parametrize("path", ["/a\\\\b", "/a\\%b", "/a\\'b", "/a\\"])
def test_a_backslash_that_cron_or_a_shell_would_take_away_is_refused(path: str) -> None:
    with pytest.raises(InputError, match="do not agree"):
        line(JOB.replace(words=("/bin/actlog", path)))
    with pytest.raises(InputError, match="do not agree"):
        line(JOB.replace(environ=(("ACTLOG_HOME", path),)))


def test_a_program_that_env_would_take_for_a_setting_is_refused() -> None:
    job = JOB.replace(words=("/a=b/actlog", "remind"))
    assert line(job) == "*/10 * * * * /a=b/actlog remind"
    with pytest.raises(InputError, match="cannot run /a=b/actlog"):
        line(job.replace(environ=(("TZ", "UTC"),)))


def test_another_program_of_nearly_the_same_words_is_not_ours() -> None:
    mixed = put(b"", LINES).replace(b"/bin/actlog remind", b"/usr/bin/mail -s remind me")
    with pytest.raises(InputError, match="is not actlog's"):
        take(mixed)


@pytest.mark.parametrize("path", ["/a\nb", "/a\rb", "/a\x00b", "/\x1b[1m", "/" + "x" * 1000])
def test_what_no_line_can_hold_is_refused(path: str) -> None:
    with pytest.raises(InputError):
        line(JOB.replace(words=("/bin/actlog", path)))


@pytest.mark.parametrize("every", [0, -5, 7, 45, 61, 120])
def test_only_parts_of_an_hour_are_taken(every: int) -> None:
    with pytest.raises(InputError, match=f"cannot come every {every} minutes"):
        minutes(every)


def test_parts_of_an_hour_are_taken() -> None:
    assert [every for every in range(1, 61) if minutes_or_none(every)] == [
        *(1, 2, 3, 4, 5, 6, 10, 12, 15, 20, 30, 60),
    ]


def minutes_or_none(every: int) -> int | None:
    try:
        return minutes(every)
    except InputError:
        return None
