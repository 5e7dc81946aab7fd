"""`log --stdin --follow`: an answer for each line, before the next is read."""

from __future__ import annotations

import io
import json
import os
import signal
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actlog.cli import following
from actlog.cli.session import Session
from actlog.domain.entry import Entry
from actlog.domain.errors import LineError
from actlog.grammar.batch import Batch, BatchError, parse_batch
from actlog.grammar.vocabulary import Vocabulary
from actlog.grammar.words import Scope
from actlog.store.database import open_store
from tests.grammar.typed import MODEL, NOW
from tests.program import Program
from tests.schemas import validator
from tests.store.logbook import kept, recounted

FOLLOW = ["log", "--stdin", "--follow"]


class Stream:
    """A process that follows what is written to it."""

    def __init__(self, *words: str, **environ: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "actlog", *FOLLOW, *words],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=os.environ | environ,
        )
        self.limit = threading.Timer(60, self.process.kill)  # an answer that never comes
        self.limit.start()

    def __enter__(self) -> Stream:
        return self

    def __exit__(self, *_: object) -> None:
        self.limit.cancel()
        self.process.kill()
        self.process.communicate()

    @property
    def into(self) -> IO[bytes]:
        assert self.process.stdin is not None
        return self.process.stdin

    @property
    def answers(self) -> IO[bytes]:
        assert self.process.stdout is not None
        return self.process.stdout

    def say(self, line: bytes) -> None:
        self.into.write(line + b"\n")
        self.into.flush()

    def ask(self, line: bytes) -> str:
        """Write one line and wait for its answer; nothing more is written meanwhile."""
        self.say(line)
        return self.answers.readline().decode()

    def end(self) -> int:
        self.process.communicate()
        return self.process.returncode


def live(home: Path) -> list[tuple[int, int, str | None]]:
    """Return every live entry: its number, count and note."""
    conn = sqlite3.connect(home / "actlog.db")
    try:
        return conn.execute("SELECT id, count, note FROM entries WHERE live ORDER BY id").fetchall()
    finally:
        conn.close()


def documents(text: str) -> list[dict[str, Any]]:
    """Return the documents, one a line, each as its schema says."""
    found = [json.loads(line) for line in text.split("\n")[:-1]]
    for one in found:
        validator("log").validate(one)
    return found


def test_each_line_is_answered_before_the_next_is_written(actlog: Program, isolated: Path) -> None:
    with Stream() as stream:
        assert stream.ask(b"5 calls @acme").startswith("#1  5 calls @acme")
        assert live(isolated) == [(1, 5, None)]
        assert stream.ask(b"3 cals") == ("refused line 2: cals is not understood (try: 3 calls)\n")
        assert stream.ask(b"thu") == "below: Thu 19 Nov\n"
        stream.say(b"")
        assert stream.ask(b"9:10 call").startswith("#2  1 call · Thu 19 Nov 09:10")
        assert stream.end() == 2
    assert actlog.ok("undo").startswith("undid 2: log 9:10 call")
    assert actlog.ok("undo").startswith("undid 1: log 5 calls @acme")


def test_json_lines_name_their_line_and_hold_what_log_json_holds(
    actlog: Program, isolated: Path
) -> None:
    lines = "call @acme\n\nthu\ncall\u2028\n3 cals @acme\ncall bogus:\n"
    result = actlog.pipe(*FOLLOW, "--json", given=lines)
    first, heading, odd, wrong, other = documents(result.out)
    assert result.code == 2
    assert result.err.startswith("wrote a starter model week")
    assert [first["line"], heading["line"], odd["line"]] == [1, 3, 4]
    assert heading == {"schema_version": 1, "line": 3, "heading": "2026-11-19"}
    assert wrong == {
        "schema_version": 1,
        "error": {
            "message": "cals is not understood",
            "hint": "try: 3 calls @acme",
            "code": 2,
            "line": 5,
        },
    }
    assert other["error"]["line"] == 6
    actlog.ok("undo")
    actlog.ok("undo")
    again = json.loads(actlog.ok("log", "call", "@acme", "--json"))
    assert set(first) == {*again, "line"}
    assert set(first["entries"][0]) == set(again["entries"][0])


@pytest.mark.parametrize(
    ("given", "answers"),
    [
        (b"call\xff\ncall", ["refused line 1: the line is not UTF-8 text", "#1  1 call"]),
        (b"call -- a\x00b\ncall\n", ["refused line 1: the note holds a zero byte", "#1  1 call"]),
        (b"\xef\xbb\xbfcall\r\n2 calls\r\n", ["#1  1 call", "#2  2 calls"]),
        (b"call\r2 calls\r", ["#1  1 call", "#2  2 calls"]),
        (b"call -- \x1b[2Jx\n", ["#1  1 call '\\x1b[2Jx' · Mon 23 Nov"]),
        (b"x\x1b[2J call\n", ["refused line 1: x\\x1b[2J is not understood"]),
        (b"cal\n", ["refused line 1: cal is not understood (try: call)"]),
        (b"", []),
        (b"\n\n \n", []),
    ],
)
def test_bytes_that_are_no_line_refuse_that_line_alone(
    actlog: Program, given: bytes, answers: list[str]
) -> None:
    actlog.ok("today")
    result = actlog.pipe(*FOLLOW, given=given)
    shown = result.out.splitlines()
    assert len(shown) == len(answers)
    for line, begin in zip(shown, answers, strict=True):
        assert line.startswith(begin)
    assert result.code == (2 if "refused" in result.out else 0)
    assert result.err == ""


def test_a_line_of_megabytes_is_refused_and_never_held(actlog: Program, isolated: Path) -> None:
    script = (
        "import resource, sys; from actlog.cli.main import main\n"
        "import actlog.cli.following, actlog.cli.app\n"
        "before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "code = main(sys.argv[1:])\n"
        "sys.stderr.write(str(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before))\n"
    )
    actlog.ok("today")
    given = b"call\ncall -- " + b"x" * (40 << 20) + b"\ncall\n"
    command = [sys.executable, "-c", script, *FOLLOW]
    done = subprocess.run(command, input=given, capture_output=True, check=True)
    answers = done.stdout.decode().splitlines()
    assert [answer[:14] for answer in answers] == [
        "#1  1 call · M",
        "refused line 2",
        "#2  1 call · M",
    ]
    assert "longer than 64 KiB" in answers[1]
    assert int(done.stderr) < 20 << 10  # of 40 MiB, in KiB


def test_the_longest_line_is_read_and_one_byte_more_is_not() -> None:
    whole = b"x" * following.LONGEST
    stream = io.BytesIO(whole + b"\n" + whole + b"x\n" + whole)
    found = list(following._lines(stream))
    assert [isinstance(line, str) and len(line) for line in found] == [65536, False, 65536]


def test_the_clock_moves_between_lines(
    actlog: Program, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    actlog.ok("today")
    environ = dict(os.environ)

    def hours() -> Iterator[str]:
        for hour in (11, 12):
            environ["ACTLOG_NOW"] = f"2026-11-24T{hour}:00"
            yield "call @acme"

    monkeypatch.setattr(following, "_lines", lambda _: hours())
    with Session(environ=environ) as session:
        assert following.follow(session) == 0
    assert [line[19:35] for line in capsys.readouterr().out.splitlines()] == [
        "Tue 24 Nov 11:00",
        "Tue 24 Nov 12:00",
    ]


def test_a_log_held_by_others_refuses_the_line_with_4_and_goes_on(
    actlog: Program,
    isolated: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    actlog.ok("log", "call")
    holder = sqlite3.connect(isolated / "actlog.db", isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")

    def lines() -> Iterator[str]:
        yield "2 calls"
        holder.execute("COMMIT")
        yield "3 calls"

    monkeypatch.setattr(following, "_lines", lambda _: lines())
    with Session() as session:
        session.store.patience = 0.05
        assert following.follow(session, json=True) == 4
    holder.close()
    locked, stored = documents(capsys.readouterr().out)
    assert (locked["error"]["code"], locked["error"]["line"]) == (4, 1)
    assert "locked" in locked["error"]["message"]
    assert stored["entries"][0]["count"] == 3
    assert [count for _, count, _ in live(isolated)] == [1, 3]


def test_every_answered_line_is_stored_when_the_process_is_killed(
    actlog: Program, isolated: Path
) -> None:
    for answered in (1, 7, 20):
        before = len(live(isolated)) if (isolated / "actlog.db").exists() else 0
        with Stream("--json") as stream:
            writer = threading.Thread(target=pour, args=(stream,))
            writer.start()
            answers = [json.loads(stream.answers.readline()) for _ in range(answered)]
            stream.process.send_signal(signal.SIGKILL)
            rest = stream.answers.read().split(b"\n")[:-1]
            answers += [json.loads(line) for line in rest]
            writer.join()
        promised = {entry["id"] for one in answers for entry in one["entries"]}
        found = live(isolated)
        assert promised <= {number for number, _, _ in found}
        assert len(found) - before - len(promised) in {0, 2}  # stored, and killed before it said so
    store = open_store(str(isolated / "actlog.db"))
    assert kept(store) == recounted(store)
    assert store.rows("SELECT count(*) FROM entries GROUP BY added_by HAVING count(*) <> 2") == []
    assert store.rows("PRAGMA integrity_check") == [("ok",)]
    store.close()


def pour(stream: Stream) -> None:
    """Write lines of two entries each until nobody is there to read them."""
    try:
        for number in range(3000):
            stream.say(b"call @a%d @b" % (number % 5))
    except OSError:
        return


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, -15), (signal.SIGINT, 130)])
def test_a_signal_ends_the_stream_and_keeps_what_was_answered(
    actlog: Program, isolated: Path, number: signal.Signals, code: int
) -> None:
    with Stream() as stream:
        stream.ask(b"call")
        stream.process.send_signal(number)
        stream.process.wait(30)
        assert stream.process.returncode == code
        assert stream.process.stderr is not None
        assert b"Traceback" not in stream.process.stderr.read()
    assert len(live(isolated)) == 1
    assert actlog.ok("log", "call").startswith("#2")


def test_a_reader_that_goes_away_ends_the_stream_quietly(actlog: Program, isolated: Path) -> None:
    actlog.ok("today")
    with Stream() as stream:
        stream.ask(b"call")
        stream.answers.close()
        stream.say(b"2 calls")
        assert stream.process.stderr is not None
        assert stream.process.stderr.read() == b""
        assert stream.process.wait(30) == 0
    assert [count for _, count, _ in live(isolated)] == [1, 2]


def test_a_dry_run_answers_and_stores_nothing(actlog: Program, isolated: Path) -> None:
    result = actlog.pipe(*FOLLOW, "--dry-run", given="call\nthu\n2 calls\n")
    assert [line[:10] for line in result.out.splitlines()] == [
        "not stored",
        "below: Thu",
        "not stored",
    ]
    assert live(isolated) == []


def test_quiet_leaves_only_what_is_refused_on_standard_error(
    actlog: Program, isolated: Path
) -> None:
    result = actlog.pipe(*FOLLOW, "--quiet", given="call @acme\nthu\n3 cals\n")
    assert (result.code, result.out) == (2, "")
    assert result.err == "actlog: line 3: cals is not understood (try: 3 calls)\n"
    assert len(live(isolated)) == 1


def test_nobody_is_asked_which_meeting_is_meant(actlog: Program) -> None:
    for when in ("tue 10:00", "wed 10:00"):
        actlog.ok("log", "meeting", "set", "@acme", "for", *when.split())
    shown = actlog.terminal(*FOLLOW, typed="held @acme\n\x04", after="ctrl-d", NO_COLOR="1").out
    assert "refused line 1: 2 meetings with @acme are open" in shown
    assert "story:" in shown


@pytest.mark.parametrize(
    "words", [["log", "--follow"], ["log", "--follow", "call"], ["log", "--file", "x", "--follow"]]
)
def test_follow_needs_standard_input(actlog: Program, words: list[str]) -> None:
    result = actlog(*words)
    assert (result.code, result.out) == (2, "")
    assert "--follow reads standard input" in result.err


def test_a_broken_model_week_refuses_each_line_with_3(actlog: Program, isolated: Path) -> None:
    isolated.mkdir()
    (isolated / "model-week.yaml").write_text("version: 1\nactivities: 3\n")
    result = actlog.pipe(*FOLLOW, "--json", given="call\ncall\n")
    assert result.code == 3
    assert [one["error"]["code"] for one in documents(result.out)] == [3, 3]


def test_a_model_week_that_breaks_meanwhile_is_warned_of_once(
    actlog: Program, isolated: Path
) -> None:
    actlog.ok("log", "call")
    (isolated / "model-week.yaml").write_text("version: 1\nactivities: 3\n")
    result = actlog.pipe(*FOLLOW, given="call\n" * 5)
    assert result.code == 0
    assert result.err.count("the last good one serves") == 1


LINES = st.lists(
    st.sampled_from(
        ["call", "2 calls @acme", "thu", "9:10 call", "3 cals", "", "fri 8:00", "5 mon"]
    ),
    max_size=6,
)


@settings(max_examples=25)
@given(lines=LINES)
def test_lines_that_are_all_understood_store_what_stdin_stores_at_once(
    lines: list[str],
) -> None:
    scope = Scope(vocabulary=Vocabulary(MODEL), now=NOW, prefixes=False)
    batch, wrong = Batch(), 0
    found: list[list[Entry]] = []
    for line in filter(str.strip, lines):
        try:
            entries = batch.read(line, scope)
        except LineError:
            wrong += 1
        else:
            found += [entries] if entries else []
    if wrong:
        with pytest.raises(BatchError) as refused:
            parse_batch(lines, model=MODEL, now=NOW)
        assert len(refused.value.problems) == wrong
    else:
        assert parse_batch(lines, model=MODEL, now=NOW) == found
