import tracemalloc
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta, timezone

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from actlog.domain.entry import Entry
from actlog.domain.incoming import INCOMING, Incoming
from actlog.exchange import csv_file, daylog
from actlog.exchange.kinds import Kinds
from actlog.exchange.problems import Problems
from actlog.exchange.rows import RowReader
from tests.exchange.given import MODEL, NOW, entries
from tests.exchange.given import rows as rows_of_csv

UID = INCOMING.index("uid")
EAST = timezone(timedelta(hours=1))


def read(
    text: str | Iterable[str],
    *,
    known: Iterable[str] = (),
    meant: dict[str, str | None] | None = None,
) -> tuple[list[Incoming], Problems]:
    problems = Problems()
    lines = text.splitlines(keepends=True) if isinstance(text, str) else text
    table = daylog.read(lines, problems, MODEL, NOW, known=known)
    return list(RowReader(table, Kinds(MODEL, meant), NOW).read_all(problems)), problems


def says(rows: Iterable[Incoming]) -> list[list[object]]:
    """Return the rows without their places and unique ids."""
    return [row[UID + 1 :] for row in rows]


def a_line_can_say(entry: Entry) -> Entry:
    return entry.replace(contact=entry.contact if entry.account else None, story=None)


def written(some: Iterable[Entry]) -> str:
    return "".join(daylog.write(some, MODEL))


@given(st.lists(entries().map(a_line_can_say), max_size=4))
@example([Entry(day=date(2026, 11, 20), kind="call", note="# two\nlines\u2028\x1b")])
def test_what_is_written_is_read_as_the_rows_of_a_csv(some: list[Entry]) -> None:
    some.sort(key=lambda entry: entry.day)
    text = written(some)
    found, problems = read(text)
    assert not problems.named, text
    assert says(found) == says(rows_of_csv(csv_file.write_text(some).encode())[0]), text


@given(
    st.text(), st.lists(st.sampled_from(("2026-11-20", "call @acme", "# x", "x" * 9)), max_size=3)
)
def test_any_text_makes_rows_or_named_problems(text: str, lines: list[str]) -> None:
    found, problems = read("\n".join([*lines, text]))
    assert len(found) + problems.total <= 1000
    if problems:
        assert all(named.startswith("line ") and "\n" not in named for named in problems.named)


def test_a_day_stands_above_its_lines_with_the_offset_of_each_time() -> None:
    at = datetime(2026, 11, 20, 9, 10, 7, tzinfo=EAST)
    some = [
        Entry(day=at.date(), kind="call", count=2, outcome="voicemail"),
        Entry(day=at.date(), at=at, kind="call", account="Acme Ltd", contact="Dana", minutes=20),
        Entry(day=at.date(), at=at.replace(second=0), kind="call", note="asked for pricing"),
        Entry(day=date(2026, 11, 21), kind="deal_won", value_cents=150, tags=("fair",)),
    ]
    assert written(some) == (
        "2026-11-20\n"
        "\n"
        "2 calls voicemail\n"
        "09:10:07+01:00 1 call 20m account:'Acme Ltd' contact:Dana\n"
        "09:10+01:00 1 call -- asked for pricing\n"
        "\n"
        "2026-11-21\n"
        "\n"
        "1 deal won value:1.50 +fair\n"
    )
    assert written([]) == ""


def test_no_line_names_an_entry_by_an_id_that_the_next_log_does_not_have() -> None:
    one = Entry(day=date(2026, 11, 20), kind="call", account="acme", story="e3e70682c2094cac")
    assert written([one]) == "2026-11-20\n\n1 call @acme\n"


def test_a_time_that_could_be_a_span_is_written_whole() -> None:
    at = datetime(2026, 11, 20, 9, 30, tzinfo=timezone(timedelta(hours=-10)))
    text = written([Entry(day=at.date(), at=at, kind="call")])
    assert "2026-11-20T09:30:00-10:00 1 call\n" in text
    assert read(text)[0][0][3] == at.isoformat()


def test_comments_and_blank_lines_say_nothing_and_lines_are_counted() -> None:
    found, problems = read(
        "\ufeff# my week\n\n2026-11-19\r\n\r\n9:10 call @acme\r\n#\n# 9:20 call\n10:00 cal @acme\n"
    )
    assert [row[0] for row in found] == [5]
    assert problems.named == ["line 8: cal is not understood (try: 10:00 call @acme)"]


def test_every_bad_line_is_told_with_its_mend_or_what_would_be_right() -> None:
    _, problems = read("9:10\n2026-11-20\nheld call @a\nmeeting set\nset @a tomorrow\n@a +x\n")
    assert [named[:7] for named in problems.named] == ["line 1:", "line 5:", "line 6:"]


def test_a_line_may_make_several_entries() -> None:
    found, problems = read("2026-11-20\n12 calls 2 connected @acme\n")
    assert not problems
    assert [(row[0], row[5]) for row in found] == [(2, 2), (2, 10)]


def test_what_new_entries_must_have_is_not_asked_of_old_ones() -> None:
    found, problems = read("2026-11-20\nmeeting set\nwon\n")
    assert (len(found), problems.total) == (2, 0)


def test_a_kind_that_nobody_knows_is_counted_as_in_a_csv() -> None:
    text = "2026-11-20\nzoom connected @acme\n9:10 3 zoom -- again\nnewsletter @acme\n"
    found, problems = read(text)
    assert found == []
    assert dict(problems.kinds) == {"zoom": 2, "newsletter": 1}
    assert problems.named[0] == "line 2: kind: 'zoom' is not in the model week"
    found, problems = read(text, meant={"zoom": "call", "newsletter": None})
    assert not problems
    assert [row[4:8] for row in found] == [
        ["call", 1, "connected", "acme"],
        ["call", 3, None, None],
    ]


def test_a_word_near_to_a_kind_can_stand_for_another() -> None:
    assert read("2026-11-20\ncalls2 @acme\n")[1].total == 1
    found, problems = read("2026-11-20\ncll @acme\n", known=["cll"], meant={"cll": "deal_won"})
    assert not problems
    assert found[0][4] == "deal_won"


def test_bytes_that_are_no_text_are_told_as_such() -> None:
    _, problems = read("2026-11-20\ncall -- caf\udce9\nc\udce9ll\n")
    told = "it holds bytes that are no UTF-8 text; save the file as UTF-8"
    assert problems.named == [f"line 2: {told}", f"line 3: {told}"]


def test_rejected_lines_stand_below_their_dates_with_what_is_wrong() -> None:
    lines = "2026-11-19\n1 call\ncal @a\n2026-11-20\ncall\n# note\nzoom @a\n12 zoom\n".splitlines()
    reasons = [(3, "cal is\x1b odd"), (7, "zoom"), (8, "zoom"), (8, "again")]
    text = "".join(daylog.rejects(lines, iter(reasons), MODEL, NOW))
    assert text == (
        "2026-11-19\n"
        "\n"
        "# cal is\\x1b odd\n"
        "cal @a\n"
        "\n"
        "2026-11-20\n"
        "\n"
        "# zoom\n"
        "zoom @a\n"
        "# zoom\n"
        "12 zoom\n"
    )
    assert read(text)[1].total == 3


@pytest.mark.parametrize(
    ("start", "is_one"),
    [
        ("2026-11-20\ncall", True),
        ("# mine\n\n  thu\n", True),
        ("9:10 call @acme", True),
        ("meeting set", True),
        ("at,kind\n2026-11-20,call", False),
        ("", False),
        ("# only\n# remarks\n", False),
        ("Dear all,\n2026-11-20", False),
    ],
)
def test_a_day_log_begins_with_a_date_or_a_line(start: str, is_one: bool) -> None:
    assert daylog.looks_like(start, MODEL, NOW) is is_one


def test_a_long_day_log_is_read_in_little_memory() -> None:
    def lines() -> Iterator[str]:
        yield "2026-11-20\n"
        for number in range(2000):
            yield f"9:10 call connected @acme{number}\n"

    table = daylog.read(lines(), Problems(), MODEL, NOW)
    rows = iter(table.rows)
    for _ in range(200):
        next(rows)
    tracemalloc.start()
    for _ in rows:
        pass
    assert tracemalloc.get_traced_memory()[1] < 300_000
    tracemalloc.stop()
