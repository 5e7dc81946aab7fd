"""Whatever bytes a file has, an import ends in entries or a clean error, in little memory."""

import gzip
from pathlib import Path

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


def stored(actlog: Program) -> str:
    return actlog.ok("export", "--jsonl")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.sampled_from(SEEDS), EDITS)
def test_a_damaged_file_ends_in_entries_or_a_clean_error(
    actlog: Program, tmp_path: Path, seed: bytes, edits: list[tuple[float, int, bytes]]
) -> None:
    table = tmp_path / "table"
    table.write_bytes(changed(seed, edits))
    before = stored(actlog)
    result = actlog("import", str(table))
    assert result.code in {0, 2}, result
    if result.code == 2:
        assert stored(actlog) == before
    elif stored(actlog) != before:
        actlog.ok("undo")
        assert stored(actlog) == before
