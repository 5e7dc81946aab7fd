"""Whatever bytes a file has, an import ends in entries or a clean error, in little memory."""

import gzip
import io
import os
import sqlite3
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.exchange.workbooks import sheet, workbook
from tests.program import Program
from tests.test_documents import ROOT

CALENDAR = b"""BEGIN:VCALENDAR\r
VERSION:2.0\r
PRODID:-//example//EN\r
BEGIN:VTIMEZONE\r
TZID:Custom\r
BEGIN:STANDARD\r
DTSTART:19701025T030000\r
TZOFFSETFROM:+0200\r
TZOFFSETTO:+0100\r
END:STANDARD\r
END:VTIMEZONE\r
BEGIN:VEVENT\r
UID:one@example.com\r
DTSTAMP:20261101T090000Z\r
CREATED:20261101T090000Z\r
SUMMARY:Demo\\, with Acme\r
ORGANIZER;CN=Jo:mailto:jo@mine.example\r
ATTENDEE;CN=Dana;PARTSTAT=ACCEPTED:mailto:dana@acme.example\r
DTSTART;TZID=Custom:20261103T100000\r
DTEND;TZID=Custom:20261103T110000\r
RRULE:FREQ=WEEKLY;COUNT=3\r
EXDATE;TZID=Custom:20261110T100000\r
END:VEVENT\r
END:VCALENDAR\r
"""
TEXTS = [
    b"at,kind,count,outcome,account,note\n2026-11-20,call,2,connected,Acme,'=1\n2026-11-19,call,,,,\n",
    b'{"at": "2026-11-20", "kind": "call", "tags": ["a"]}\n{"day": "2026-11-19", "kind": "call"}\n',
    b"2026-11-19\n\n9:10 call connected @acme -- note\n2 emails\n",
    CALENDAR,
    workbook({"Calls": sheet([["at", "kind"], ["2026-11-20", "call"]])}),
]
SEEDS = TEXTS + [path.read_bytes() for path in sorted((ROOT / "tests/data/crm").glob("*.csv"))]
SEEDS += [gzip.compress(TEXTS[0])]
"""A file of every format that is known."""

BITS = st.one_of(
    st.binary(max_size=6),
    st.sampled_from(
        (b'"', b"\n", b"\r", b",", b";", b"\0", b"\xff\xfe", b"9" * 30, b"-1", b"\xc3", b"{", b"[")
    ),
)
EDITS = st.lists(
    st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 40), BITS), min_size=1, max_size=4
)


def changed(data: bytes, edits: list[tuple[float, int, bytes]]) -> bytes:
    for where, gone, put in edits:
        place = int(where * len(data))
        data = data[:place] + put + data[place + gone :]
    return data


def zipped(files: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return made.getvalue()


SEEDS += [zipped({"a.csv": TEXTS[0], "b.jsonl": TEXTS[1]})]


def stored(actlog: Program) -> str:
    return actlog.ok("export", "--jsonl")


def tables() -> list[str]:
    """Return all that the log's database holds, deleted entries and operations too."""
    connection = sqlite3.connect(Path(os.environ["ACTLOG_HOME"]) / "actlog.db")
    try:
        return list(connection.iterdump())
    finally:
        connection.close()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(st.sampled_from(SEEDS), EDITS)
def test_a_damaged_file_ends_in_entries_or_a_clean_error(
    actlog: Program, tmp_path: Path, seed: bytes, edits: list[tuple[float, int, bytes]]
) -> None:
    table = tmp_path / "table"
    table.write_bytes(changed(seed, edits))
    before, dumped = stored(actlog), tables()
    result = actlog("import", str(table))
    assert result.code in {0, 2}, result
    if result.code == 2:
        assert tables() == dumped
    elif stored(actlog) != before:
        actlog.ok("undo")
        assert stored(actlog) == before


MIB = 1 << 20
ROW = "2026-11-20,call"
RULES = ("FREQ=SECONDLY", "FREQ=DAILY;INTERVAL=" + "9" * 5000, "FREQ=DAILY;INTERVAL=0")


def calendar(*lines: str) -> bytes:
    end = CALENDAR.index(b"RRULE")
    return CALENDAR[:end] + "".join([line + "\r\n" for line in lines]).encode() + CALENDAR[end:]


def csv_of(row: str, header: str = "at,kind") -> bytes:
    return (header + "\n" + (row + "\n") * (2 * MIB // (len(row) + 1))).encode()


def numbered(text: str) -> bytes:
    return "".join([text % n for n in range(40_000)]).encode()


ADVERSE: dict[str, Callable[[], bytes]] = {
    "a row of 2 MiB": lambda: csv_of("x" * 2 * MIB),
    "a million empty cells": lambda: csv_of("," * (MIB - 9)),
    "a header of 100,000 columns": lambda: ",".join(map(str, range(100_000))).encode(),
    "rows that are all bad": lambda: csv_of("x" * 9),
    "kinds that are all unknown": lambda: b"at,kind\n" + numbered("2026-11-20,k%d\n"),
    "every other row bad": lambda: b"at,kind\n" + numbered("2026-11-20,call\n%d,call\n"),
    "quotes that are never closed": lambda: csv_of('"a', "Activity,When"),
    "ids of 100,000 characters": lambda: csv_of(f"{ROW},{'x' * 100_000}", "at,kind,uid"),
    "JSON of 300,000 objects a line": lambda: b'{"tags":[' + b"{}," * 300_000 + b"{}]}\n",
    "JSON as deep as it is long": lambda: b'{"at":' + b"[" * 500_000 + b"\n",
    "a number of a million digits": lambda: (
        b'{"at":"2026-11-20","kind":"call","count":' + b"9" * 1_000_000 + b"}\n"
    ),
    "a day log that is all bad": lambda: b"2026-11-19\n2 calls\n" + b"zork\n" * 10_000,
    "a day log of one line": lambda: b"2026-11-19\n" + b"call " * 100_000 + b"\n",
    "a calendar's giant description": lambda: calendar("DESCRIPTION:" + "x" * 2 * MIB),
    "a folded description": lambda: calendar("DESCRIPTION:" + "x\r\n " * (MIB // 2)),
    "a gzip file of 20,000 streams": lambda: gzip.compress(TEXTS[0]) + gzip.compress(b"") * 20_000,
    "a bomb in zip": lambda: zipped({"a.csv": b"x" * 70 * MIB}),
    "a bomb in gzip": lambda: gzip.compress(b"at,kind\n" + b"\n" * 70 * MIB, 1),
    "archives in one another": lambda: zipped({"a.zip": zipped({"a.csv": b"x" * 9 * MIB})}),
    "2 GiB on one line, in gzip": lambda: gzip.compress(b"x" * 16 * MIB, 1) * 128,
}
"""Files that cost a careless reader much memory or time."""

_ROOM = 8 * MIB  # what a format's libraries and an error's screen take, whatever the file


_WATCH = """
import os, sys
child = os.posix_spawn(sys.executable, [sys.executable, *sys.argv[1:]], os.environ)
_, status, used = os.wait4(child, 0)
print("", os.waitstatus_to_exitcode(status), used.ru_maxrss, used.ru_utime + used.ru_stime)
"""
"""A small process starts what is measured: a peak is never below that of who starts it."""


def measured(path: Path) -> tuple[int, int, float, bytes]:
    """Import a file in a process: exit code, peak memory in bytes, seconds of CPU, output."""
    watched = [sys.executable, "-I", "-S", "-c", _WATCH, "-m", "actlog", "import", str(path)]
    said = subprocess.run(
        watched, stdin=subprocess.DEVNULL, stdout=-1, stderr=subprocess.STDOUT, check=True
    )
    text, code, peak, seconds = said.stdout.rsplit(maxsplit=3)
    unit = 1 if sys.platform == "darwin" else 1024
    return int(code), int(peak) * unit, float(seconds), text


@pytest.fixture(scope="module")
def least() -> list[int]:
    """Keep the memory that a tiny file takes, measured once."""
    return []


@pytest.mark.parametrize("name", ADVERSE)
def test_an_adverse_file_takes_little_memory_and_time(
    actlog: Program, tmp_path: Path, least: list[int], name: str
) -> None:
    actlog.ok("log", "call")
    path = tmp_path / "file"
    if not least:
        path.write_bytes(TEXTS[0])
        least.append(measured(path)[1])
    path.write_bytes(ADVERSE[name]())
    before = tables()
    code, peak, seconds, said = measured(path)
    assert b"Traceback" not in said
    assert len(said) < 100_000
    assert peak < least[0] + 10 * path.stat().st_size + _ROOM, (peak, least)
    assert seconds < 20
    if code:
        assert code == 2, said
        assert tables() == before


@pytest.mark.parametrize("rule", RULES)
def test_a_recurrence_that_never_ends_ends(actlog: Program, tmp_path: Path, rule: str) -> None:
    path = tmp_path / "file.ics"
    path.write_bytes(CALENDAR.replace(b"FREQ=WEEKLY;COUNT=3", rule.encode()))
    assert actlog("import", str(path)).code in {0, 2}
