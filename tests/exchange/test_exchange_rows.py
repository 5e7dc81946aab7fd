import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actlog.domain.errors import InputError
from actlog.domain.incoming import ACCOUNT, INCOMING
from actlog.exchange.csv_file import line
from actlog.exchange.kinds import Kinds
from actlog.exchange.problems import MOST_NAMED, Problems
from actlog.exchange.rows import RowReader
from actlog.exchange.table import LONGEST_LINE
from tests.exchange.given import MODEL, NOW, rows, table_of


def one(*cells: str, header: str = "at,kind", now: datetime = NOW) -> dict[str, Any]:
    """Return the only row of a file, by name; it must be good."""
    found, problems = rows(f"{header}\n{','.join(cells)}\n".encode(), now=now)
    assert problems.named == []
    (row,) = found
    return dict(zip(INCOMING, row, strict=True))


def wrong(data: str | bytes, now: datetime = NOW) -> list[str]:
    """Return what is wrong with the rows of a file."""
    return rows(data if isinstance(data, bytes) else data.encode(), now=now)[1].named


@pytest.fixture
def berlin(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", "CET-1CEST,M3.5.0,M10.5.0/3")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def test_at_and_kind_are_enough() -> None:
    row = one("2026-11-20", "call")
    assert (row["day"], row["at"], row["kind"], row["count"]) == ("2026-11-20", None, "call", 1)
    others = set(INCOMING) - {"place", "day", "kind", "count", "content"}
    assert {row[name] for name in others} == {None}


@pytest.mark.parametrize(
    ("cell", "day", "at"),
    [
        ("2026-11-20", "2026-11-20", None),
        (" 2026-11-20 ", "2026-11-20", None),
        ("2026-11-20T10:41:00+01:00", "2026-11-20", "2026-11-20T10:41:00+01:00"),
        ("2026-11-20T10:41+01:00", "2026-11-20", "2026-11-20T10:41:00+01:00"),
        ("2026-11-20 10:41:07.5+01:00", "2026-11-20", "2026-11-20T10:41:07+01:00"),
        ("2026-11-20T104107.5+01:00", "2026-11-20", "2026-11-20T10:41:07+01:00"),
        ("2026-11-20T23:30:00-11:00", "2026-11-20", "2026-11-20T23:30:00-11:00"),
        ("2026-11-20T10:41:00Z", "2026-11-20", "2026-11-20T10:41:00+00:00"),
        ("2026-11-20T10:41:00-00:00", "2026-11-20", "2026-11-20T10:41:00+00:00"),
    ],
)
def test_days_and_instants_are_read(cell: str, day: str, at: str | None) -> None:
    row = one(cell, "call")
    assert (row["day"], row["at"]) == (day, at)


@pytest.mark.parametrize(
    "cell",
    [
        "yesterday",
        "20261120",
        "2026-W48-1",
        "2026-02-30",
        "2026-11-20T25:00",
        "11/20/2026",
        "x" * 99,
        *("2026-11-20T", "2026-11-20T10", "2026-11-20X10:41", "٢٠٢٦-11-20", "0000-01-01"),
    ],
)
def test_other_dates_are_refused(cell: str) -> None:
    (problem,) = wrong(f"at,kind\n{cell},call\n")
    assert problem.startswith("line 2: at: ")
    assert "is not a date; write 2026-11-23 or" in problem


def test_an_instant_without_offset_is_local(berlin: None) -> None:
    assert one("2026-07-01 09:30", "call")["at"] == "2026-07-01T09:30:00+02:00"
    assert one("2026-11-20T09:30:00", "call")["at"] == "2026-11-20T09:30:00+01:00"
    assert one("2026-10-25T01:59", "call")["at"] == "2026-10-25T01:59:00+02:00"
    assert one("2026-10-25T03:00", "call")["at"] == "2026-10-25T03:00:00+01:00"


def test_a_wall_time_that_came_twice_is_refused_with_both_readings(berlin: None) -> None:
    (problem,) = wrong("at,kind\n2026-10-25T02:30,call\n")
    assert "2026-10-25T02:30:00+02:00 or 2026-10-25T02:30:00+01:00" in problem
    assert one("2026-10-25T02:30+01:00", "call")["at"] == "2026-10-25T02:30:00+01:00"


def test_a_skipped_wall_time_is_refused(berlin: None) -> None:
    (problem,) = wrong("at,kind\n2026-03-29T02:30,call\n")
    assert "was skipped when the clock changed" in problem


def test_the_same_local_rows_say_the_same_in_another_zone(berlin: None) -> None:
    here = one("2026-07-01 09:30", "call")
    other = rows(b"at,kind\n2026-07-01T09:30:00,call\n")[0]
    assert here["content"] == other[0][-1]


def test_a_row_that_says_no_objection_has_the_digest_that_it_always_had() -> None:
    done = "2026-11-20,call,hello,2026-11-21,,\n"
    file = f"day,kind,note,done,story,objection\n2026-11-20,call,hello,,,\n{done}"
    known = ["0b4a642ce165a7e3d7afac507c786e", "0b4a642010f1e0a394fb8489966d55"]
    found, problems = rows(file.encode())
    assert ([row[-1].hex() for row in found], problems.total) == (known, 0)
    said = rows(file.replace(",,,\n", ",,,price\n").encode())[0]
    assert said[0][-1].hex() not in known


@pytest.mark.parametrize(
    ("cell", "kept"),
    [
        ("price", "price"),
        (" price  timing", "price timing"),
        ('"price, timing,PRICE"', "price timing"),
        ("", None),
        (" ", None),
    ],
)
def test_objections_stand_between_spaces_or_commas(cell: str, kept: str | None) -> None:
    found = rows(f"day,kind,objection\n2026-11-20,call,{cell}\n".encode())[0]
    assert found[0][INCOMING.index("objection")] == kept


@pytest.mark.parametrize("after", [timedelta(seconds=1), timedelta(days=3), timedelta(days=9999)])
def test_the_future_is_refused(after: timedelta) -> None:
    (problem,) = wrong(f"at,kind\n{(NOW + after).isoformat()},call\n")
    assert problem.endswith("is in the future")


def test_now_and_today_are_not_the_future() -> None:
    assert one(NOW.isoformat(), "call")["at"] == NOW.isoformat()
    assert one(NOW.date().isoformat(), "call")["day"] == "2026-11-23"
    assert wrong("at,kind\n2026-11-24,call\n") == ["line 2: at: '2026-11-24' is in the future"]


def test_an_instant_of_yesterday_far_west_can_be_in_the_future() -> None:
    assert wrong("at,kind\n2026-11-22T23:00-14:00,call\n")
    noon = NOW.replace(hour=13)
    assert not wrong("at,kind\n2026-11-24T00:30+14:00,call\n", noon)


def test_for_and_due_may_lie_ahead() -> None:
    row = one("2026-11-20", "set", "2026-12-24T10:00+01:00", "2027-01-08", header="at,kind,for,due")
    assert (row["planned"], row["due"]) == ("2026-12-24T10:00:00+01:00", "2027-01-08")


def test_a_day_stands_in_for_at_and_must_agree_with_it() -> None:
    assert one("2026-11-20", "", "call", header="day,at,kind")["day"] == "2026-11-20"
    assert one("2026-11-20", "2026-11-20T09:00Z", "call", header="day,at,kind")["at"]
    assert wrong("day,at,kind\n2026-11-19,2026-11-20T09:00Z,call\n") == [
        "line 2: day: '2026-11-19' is not the day of at, 2026-11-20"
    ]
    assert "at: '' is not a date" in wrong("day,at,kind\n,,call\n")[0]


@pytest.mark.parametrize("cell", ["call", "Calls", "DIALS", "dial", " call "])
def test_kinds_have_their_names_aliases_and_plurals(cell: str) -> None:
    assert one("2026-11-20", cell)["kind"] == "call"


@pytest.mark.parametrize("cell", ["meeting set", "meetings-set", "Meeting_Set", "meeting sets"])
def test_spaces_hyphens_and_underscores_are_alike(cell: str) -> None:
    assert one("2026-11-20", cell)["kind"] == "meeting_set"


def test_prefixes_are_no_kinds_and_unknown_kinds_are_counted() -> None:
    data = "at,kind\n2026-11-20,cal\n2026-11-20,callback\n2026-11-20,cal\n2026-11-20,\n"
    found, problems = rows(data.encode())
    assert found == []
    assert problems.kinds == {"cal": 2, "callback": 1}
    assert problems.named[0] == "line 2: kind: 'cal' is not in the model week"
    assert problems.named[3] == "line 5: kind: it is empty"


def test_a_measure_is_logged_as_its_parents_outcome() -> None:
    row = one("2026-11-20", "2", "connects", header="at,count,kind")
    assert (row["kind"], row["count"], row["outcome"]) == ("call", 2, "connected")
    row = one("2026-11-20", "connect", "not interested", header="at,kind,outcome")
    assert row["outcome"] == "not-interested"
    assert wrong("at,kind,outcome\n2026-11-20,connect,voicemail\n") == [
        "line 2: outcome: 'voicemail' is not an outcome of connect; "
        "it has connected, not-interested"
    ]


def test_outcomes_are_those_of_the_kind() -> None:
    row = one("2026-11-20", "call", "Not_Interested", header="at,kind,outcome")
    assert row["outcome"] == "not-interested"
    assert one("2026-11-20", "held", "no-show", header="at,kind,outcome")["outcome"] == "no-show"
    assert wrong("at,kind,outcome\n2026-11-20,call,no-show\n2026-11-20,won,lost\n") == [
        "line 2: outcome: 'no-show' is not an outcome of call; "
        "it has connected, not-interested, voicemail",
        "line 3: outcome: 'lost' is not an outcome of deal won; it has none",
    ]


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        *[("count", cell) for cell in ("0", "201", "-1", "1.5", "x", "٣", "1e2", "9" * 40)],
        *[("minutes", cell) for cell in ("1441", "-5", "20m")],
        *[("value", cell) for cell in ("-1", "1e5", "1.234", "100000000001", "1 000", "€5")],
        *[("account", cell) for cell in ("x" * 101, "a\x1bb", "a\u202eb")],
        *[("tags", cell) for cell in ("x" * 101, "a b\x07")],
        ("note", "x" * 4001),
        *[("uid", cell) for cell in ("a b", "ü", "x" * 65, "../x")],
        *[("for", cell) for cell in ("soon", "2026-13-01")],
        ("due", "2026-11-31"),
    ],
)
def test_what_a_field_cannot_hold_is_named(column: str, cell: str) -> None:
    (problem,) = wrong(f"at,kind,{column}\n2026-11-20,call,{cell}\n")
    assert problem.startswith(f"line 2: {column}: ")


def test_cells_are_cleaned_like_typed_words() -> None:
    header = "at,kind,count,account,contact,minutes,value,tags,note"
    row = one(
        *("2026-11-20", "call", " 3 ", "  Acme   Corp ", "", " 20", "18k", " b a  b ", '" a, b "'),
        header=header,
    )
    assert (row["count"], row["account"], row["contact"]) == (3, "Acme Corp", None)
    assert (row["minutes"], row["value_cents"]) == (20, 1_800_000)
    assert (row["tags"], row["note"]) == ("b a", "a, b")


def test_formulas_and_escapes_are_text() -> None:
    row = one("2026-11-20", "call", "=1+1", "[bold]\x1b[31m", header="at,kind,account,note")
    assert (row["account"], row["note"]) == ("=1+1", "[bold]\x1b[31m")


def test_rows_without_required_fields_are_taken() -> None:
    data = b"at,kind,account,value\n2026-11-20,set,,\n2026-11-20,set,acme,\n2026-11-20,won,,0\n"
    problems = Problems()
    reader = RowReader(table_of(data, problems), Kinds(MODEL), NOW)
    assert len(list(reader.read_all(problems))) == 3
    assert not problems


def test_lines_are_those_of_the_file_even_after_long_cells() -> None:
    data = 'at,kind,note\n\n2026-11-20,call,"a\nb\r\nc"\n2026-11-20,x,\n"2026-11-20",y,"\n\n"\n'
    found, problems = rows(data.encode())
    assert [row[0] for row in found] == [3]
    assert [name.partition(": ")[0] for name in problems.named] == ["line 6", "line 7"]


def test_ragged_rows_are_named() -> None:
    assert wrong("at,kind\n2026-11-20\n2026-11-20,call,x\n") == [
        "line 2: 1 cell where the header has 2",
        "line 3: 3 cells where the header has 2",
    ]


def test_all_bad_rows_are_named_the_first_with_what_is_wrong_the_others_by_their_lines() -> None:
    bad, fine = b"x,call\n", b"2026-11-20,call\n"
    problems = rows(b"at,kind\n" + bad * 1000 + fine + bad + fine + bad * 2)[1]
    assert (problems.total, len(problems.named)) == (1003, MOST_NAMED)
    assert problems.others() == "lines 22-1001, 1003, 1005-1006"


@pytest.mark.parametrize(("bad", "others"), [(20, None), (21, "line 22"), (22, "lines 22-23")])
def test_a_few_bad_rows_need_no_more_lines(bad: int, others: str | None) -> None:
    assert rows(b"at,kind\n" + b"x,call\n" * bad)[1].others() == others


@pytest.mark.parametrize("cell", ["2026-11-20T24:00", "2026-11-19T24:00:00+01:00"])
def test_no_day_has_an_hour_24(cell: str) -> None:
    (problem,) = wrong(f"at,kind\n{cell},call\n")
    assert f"{cell!r} is not a date" in problem


def test_years_that_no_line_could_say_are_refused() -> None:
    assert wrong("day,kind,due\n1969-12-31,call,\n1970-01-01,call,3000-01-01\n") == [
        "line 2: day: '1969-12-31' is not from 1970 to 2999",
        "line 3: due: '3000-01-01' is not from 1970 to 2999",
    ]


@pytest.mark.parametrize(
    "data", [b"\xef\xbb\xbfat,kind\r\n2026-11-20,call\r\n", b'"at","kind"\n"2026-11-20","call"']
)
def test_what_spreadsheets_write_is_read(data: bytes) -> None:
    found, problems = rows(data)
    assert (len(found), problems.total) == (1, 0)


def test_headers_are_read_in_any_order_and_case_and_ids_are_not_kept() -> None:
    found, problems = rows(b"Kind,ID, at \ncall,77,2026-11-20\n")
    assert (len(found), problems.total) == (1, 0)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "the file is empty"),
        (b"\n\n", "the file is empty"),
        (b"at\n", "there is no column 'kind'"),
        (b"kind\n", "there is no column 'at'"),
        (b"at,kind,kind\n", "columns stand twice: kind"),
        (b"at,kind,Owner,\n", "unknown columns: 'owner', ''"),
        (b"at,kind,note\n2026-11-20,call,a\0b\n", "the file is no text: line 2 holds a NUL"),
        (
            b'at,"kind\n',
            "line 1: this is not CSV: a quote is opened and never closed; the rest was not read",
        ),
        (b"x" * (LONGEST_LINE + 1), "line 1 is longer than 1 MiB"),
        (b"at,kind\n" + b"x" * (LONGEST_LINE + 1), "line 2 is longer than 1 MiB"),
    ],
)
def test_what_is_no_such_table_is_refused(data: bytes, message: str) -> None:
    with pytest.raises(InputError) as caught:
        rows(data)
    assert caught.value.message == message


def test_unknown_columns_can_be_left_out() -> None:
    found, problems = rows(b"at,Owner,kind,\n2026-11-20,Jo,call,x\n", ignore_extra=True)
    assert (len(found), problems.total) == (1, 0)


def test_a_header_alone_holds_nothing() -> None:
    found, problems = rows(b"at,kind\n")
    assert (found, problems.total) == ([], 0)


@pytest.mark.parametrize(
    ("tail", "number"),
    [
        (b'2026-11-20,call\n2026-11-20,"call\n', 3),
        (b'2026-11-20,"ca"ll\n2026-11-20,call\n', 2),
        (b"2026-11-20," + b"x" * 200_000 + b"\n", 2),
        (b'"\n",' * 300_000 + b"call\n", 2),
    ],
)
def test_broken_csv_is_named_where_it_breaks(tail: bytes, number: int) -> None:
    (problem,) = wrong(b"at,kind\n" + tail)
    assert problem.startswith(f"line {number}: this is not CSV: ")


def test_bytes_that_are_no_text_are_named_with_their_line() -> None:
    no_text = "it holds bytes that are no text; save the file as UTF-8"
    # Most of it is UTF-8, so the stray bytes are damage; 0x81 is no letter of Windows-1252.
    damaged = "at,kind,account,note\n2026-11-20,call,Müller,ü\n".encode()
    damaged += b"2026-11-20,call,,M\xfcller\n"
    assert wrong(damaged) == [f"line 3: note: {no_text}"]
    assert wrong(b"at,kind,account\n2026-11-20,call,M\x81ller\n") == [f"line 2: account: {no_text}"]


def test_letters_of_windows_1252_are_read() -> None:
    found, _ = rows(b"at,kind,account\n2026-11-20,call,M\xfcller \x96 Co\n")
    assert found[0][ACCOUNT] == "Müller – Co"


def test_jsonl_is_read_like_csv() -> None:
    plain = b'{"at": "2026-11-20", "kind": "call", "count": 2, "tags": ["a", "b"], "value": 1.5}'
    (row,), problems = rows(plain + b"\n\n")
    table = b"at,kind,count,tags,value\n\n2026-11-20,call,2,a b,1.5\n"
    assert problems.total == 0
    assert row[1:] == rows(table)[0][0][1:]


def test_apostrophes_of_jsonl_are_text() -> None:
    (row,), _ = rows(b'{"at": "2026-11-20", "kind": "call", "note": "\'=1"}\n')
    assert row[INCOMING.index("note")] == "'=1"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (b"{", "this is not a line of JSON"),
        (b"[1]", "this is not a JSON object"),
        (b'{"a":' * 100_000, "this is not a line of JSON"),
        (b'{"at": "2026-11-20", "kind": "call", "x": 1}', "unknown names: x (leave them out"),
        (b'{"at": "2026-11-20", "kind": ["call"]}', "kind: this is not a plain value"),
        (b'{"at": "2026-11-20", "kind": "call", "count": true}', "count: this is not a plain"),
        (b'{"at": "2026-11-20", "kind": "call", "count": NaN}', "count: 'NaN' is not a whole"),
        (b'{"at": "2026-11-20", "kind": "call", "tags": ["a b"]}', "tags: a tag is one word"),
        (b'{"at": "2026-11-20", "kind": "call", "note": "\\ud800"}', "note: it holds bytes that"),
        (b'{"at": "2026-11-20", "kind": "call", "schema_version": 2}', "schema_version: this"),
        (b'{"at": "2026-11-20"}', "kind: it is empty"),
    ],
)
def test_bad_lines_of_jsonl_are_named(text: bytes, message: str) -> None:
    (problem,) = wrong(b'{"at": "2026-11-20", "kind": "call"}\n' + text + b"\n")
    assert problem.startswith(f"line 2: {message}")


@given(st.binary(max_size=200), st.sampled_from((b"", b"at,kind\n", b"at,kind,note,value\n", b"{")))
def test_any_bytes_end_in_rows_or_a_clean_error(data: bytes, start: bytes) -> None:
    try:
        found, problems = rows(start + data)
    except InputError:
        return
    assert len(problems.named) == min(problems.total, MOST_NAMED)
    for row in found:
        assert str(row).encode("utf-8")


TEXT = st.text(st.characters(exclude_characters="\0"), max_size=5)


@given(
    st.lists(
        st.tuples(
            st.sampled_from(("2026-11-20", "2026-11-20T09:00", "", "x", "'2026-11-20")),
            st.sampled_from(("call", "connect", "held", "'call", "x")),
            st.one_of(st.sampled_from(("1", "", "0", "999")), TEXT),
            TEXT,
        ),
        max_size=5,
    )
)
def test_every_row_is_either_taken_or_named(table: list[tuple[str, ...]]) -> None:
    text = "at,kind,count,note\n" + "".join([line(row) for row in table])
    found, problems = rows(text.encode("utf-8", "surrogatepass"))
    assert len(found) + problems.total == len(table)
