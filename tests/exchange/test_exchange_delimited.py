import csv
import io
import itertools
import tracemalloc
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actlog.domain.errors import InputError
from actlog.exchange.delimited import SEPARATORS, read_raw
from actlog.exchange.problems import Problems
from actlog.exchange.shape import MOST_ABOVE
from actlog.exchange.source import Source
from actlog.exchange.text import Text

Knows = Callable[[Sequence[str]], bool]
Row = tuple[int, list[str]]


def table(text: str, knows: Knows | None = None) -> tuple[tuple[str, ...], list[Row], Problems]:
    """Return the header, the rows and the problems of a CSV."""
    problems = Problems()
    raw = read_raw(iter(io.StringIO(text, newline="")), problems, knows=knows)
    return raw.header, list(raw.rows), problems


def good(text: str, knows: Knows | None = None) -> tuple[tuple[str, ...], list[Row]]:
    """Return the header and the rows of a CSV in which all is well."""
    header, rows, problems = table(text, knows)
    assert problems.named == []
    return header, rows


@pytest.mark.parametrize("separator", SEPARATORS)
def test_the_separator_is_worked_out(separator: str) -> None:
    text = "Date,Minutes,Note\n2026-11-20,12,hi\n2026-11-21,5,\n".replace(",", separator)
    rows = [(2, ["2026-11-20", "12", "hi"]), (3, ["2026-11-21", "5", ""])]
    assert good(text) == (("Date", "Minutes", "Note"), rows)


@pytest.mark.parametrize(
    "text",
    [
        "Datum;Betrag\n1.11.26;12,50\n2.11.26;7,50\n3.11.26;9,99\n",
        "Name, voll;Datum;Notiz, lang\nMüller, A.;1.11.26;a, b, c\nB;2.11.26;d\n",
        'Datum;Notiz\n1.11.26;"a, b,\nc"\n2.11.26;"d, e"\n',
        "Datum;Tags\n1.11.26;a|b\n2.11.26;c|d\n3;e|f\n",
    ],
)
def test_commas_and_bars_within_cells_do_not_mislead(text: str) -> None:
    header, rows = good(text)
    assert header[0] in {"Datum", "Name, voll"}
    assert {len(cells) for _, cells in rows} == {len(header)}
    assert len(header) > 1


def test_a_line_that_names_the_separator_is_honoured() -> None:
    assert good("sep=|\na,b|c\n1,2|3\n") == (("a,b", "c"), [(3, ["1,2", "3"])])
    assert good('"sep=^"\r\na^b\r\n1^2\r\n') == (("a", "b"), [(3, ["1", "2"])])


def test_a_known_header_decides_on_the_separator() -> None:
    def knows(names: Sequence[str]) -> bool:
        return "Date" in names

    text = "a,b,c,d,e;Date\n1,2,3,4,5;6\n"
    assert good(text)[0] == ("a", "b", "c", "d", "e;Date")
    assert good(text, knows) == (("a,b,c,d,e", "Date"), [(2, ["1,2,3,4,5", "6"])])


def test_quotes_keep_separators_newlines_and_doubled_quotes() -> None:
    text = 'a,b\r\n"x, ""y""\r\nz",1\r\n2,"3"\r\n'
    assert good(text) == (("a", "b"), [(2, ['x, "y"\r\nz', "1"]), (4, ["2", "3"])])


def test_quotes_that_were_doubled_twice_are_read_as_they_stand() -> None:
    text = 'Id,Description\n"00T","Hola,  """"cito"""""\n"00U",""\n'
    assert good(text)[1] == [(2, ["00T", 'Hola,  ""cito""']), (3, ["00U", ""])]


def test_a_forgotten_quote_is_mended_where_every_cell_is_quoted() -> None:
    text = '"Id","Note","Who"\n"1","say "hi" to","Jo"\n"2","6"","Al"\n"3","x"""\n"4","a","b"\n'
    header, rows, problems = table(text)
    assert header == ("Id", "Note", "Who")
    assert rows == [
        (2, ["1", 'say "hi" to', "Jo"]),
        (3, ["2", '6"', "Al"]),
        (4, ["3", 'x"', ""]),
        (5, ["4", "a", "b"]),
    ]
    assert problems.named == []


def test_a_quote_that_is_never_closed_costs_its_own_row_alone() -> None:
    _, rows, problems = table('a,b\n1,"oops\n3,4\n5,6\n')
    assert rows == [(3, ["3", "4"]), (4, ["5", "6"])]
    assert problems.named == [
        "line 2: this is not CSV: a quote is opened and never closed",
    ]
    _, rows, problems = table('a,b\n1,"oops\n3,4\n5,"x"\n6,"a"b\n7,8')
    assert rows == [(3, ["3", "4"]), (4, ["5", "x"]), (6, ["7", "8"])]
    assert len(problems.named) == 2


def test_a_file_full_of_open_quotes_is_read_in_one_go() -> None:
    _, rows, problems = table("a,b\n" + '1,"x\n2,3\n' * 20_000)
    assert (problems.total, len(rows)) == (20_000, 20_000)


def test_the_names_of_columns_are_trimmed_and_empty_ones_at_the_end_left_out() -> None:
    header, rows = good(' Due Date ,"Call\nResult",,\nx,y,,\n')
    assert (header, rows) == (("Due Date", "Call Result"), [(3, ["x", "y"])])


def test_short_rows_are_filled_and_long_ones_cut_where_nothing_is_lost() -> None:
    _, rows, problems = table("a,b,c\n1\n1,2,3,,\n1,2,3,4\n,,3\n")
    assert rows == [(2, ["1", "", ""]), (3, ["1", "2", "3"]), (5, ["", "", "3"])]
    assert problems.named == ["line 4: it has 4 cells, and the header 3"]


def test_rows_without_text_are_no_rows() -> None:
    assert good("\n\na,b\n\n,,,\n1,2\n\n") == (("a", "b"), [(6, ["1", "2"])])


@pytest.mark.parametrize("text", ["", "\n\n\n", ",,,\n,,\n"])
def test_a_file_without_text_has_no_header(text: str) -> None:
    assert good(text) == ((), [])


def test_titles_above_the_header_are_left_out() -> None:
    text = 'My calls, 2026\n\n"As of 28/11"\n\nSubject,Due Date,To,By\nCall,1/2/26,Jo,Al\n'
    assert good(text)[0] == ("Subject", "Due Date", "To", "By")
    assert good(text)[1] == [(6, ["Call", "1/2/26", "Jo", "Al"])]
    known = good("A,B,C\n" + "x,y,z\n" * MOST_ABOVE + "1,2,3\n", lambda names: "x" in names)
    assert known[0] == ("x", "y", "z")
    far = good("A,B,C\n" + "1,2,3\n" * MOST_ABOVE + "x,y,z\n", lambda names: "x" in names)
    assert far[0] == ("A", "B", "C")


def test_a_footer_behind_an_empty_line_is_left_out() -> None:
    text = '"Subject","Date"\n"Call","1/2/26"\n\n"Report"\n"Copyright (c)"\n\n"Generated By: Jo"\n'
    assert good(text)[1] == [(2, ["Call", "1/2/26"])]


def test_single_cells_that_rows_follow_are_rows() -> None:
    text = "a,b\n1,2\n\n3\n4\n5,6\n"
    assert good(text)[1] == [(2, ["1", "2"]), (4, ["3", ""]), (5, ["4", ""]), (6, ["5", "6"])]
    long = "a,b\n1,2\n\n" + "x\n" * 100
    assert len(good(long)[1]) > 80


def test_a_table_of_one_column_keeps_its_rows_behind_an_empty_line() -> None:
    assert good("a\n1\n\n2\n") == (("a",), [(2, ["1"]), (4, ["2"])])


def test_a_giant_cell_or_row_costs_no_more_than_itself() -> None:
    giant = "x" * 131_073
    _, rows, problems = table(f"a,b\n1,{giant}\n3,4\n")
    assert rows == [(3, ["3", "4"])]
    assert problems.named == ["line 2: this is not CSV: a cell is longer than 131,072 characters"]


def test_a_row_that_goes_on_for_ever_is_refused_in_flat_memory() -> None:
    lines = itertools.chain(["a,b\n", '1,"\n'], itertools.repeat('","\n', 2_000_000))
    problems = Problems()
    tracemalloc.start()
    raw = read_raw(lines, problems)
    assert next(raw.rows, None) is not None
    assert tracemalloc.get_traced_memory()[1] < 100 << 20
    tracemalloc.stop()
    assert problems.named == ["line 2: this is not CSV: a row is longer than 1 MiB"]


def test_a_long_file_is_read_in_flat_memory() -> None:
    def lines(number: int) -> Iterator[str]:
        yield "a;b\n"
        for each in range(number):
            yield f'{each};"x;y"\n'

    most = []
    for number in (1_000, 20_000):
        tracemalloc.start()
        rows = read_raw(lines(number), Problems()).rows
        assert sum(1 for _ in rows) == number
        most.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert most[1] < most[0] + 20_000


cells = st.text(" ab,;|\t\"'\r\n\xe9\u20ac0", max_size=5)
names = st.lists(st.sampled_from("abcdefgh"), min_size=2, max_size=5)
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "cp1252")


@given(st.data(), st.sampled_from(SEPARATORS), st.sampled_from(ENCODINGS))
def test_rows_come_back_from_every_separator_and_encoding(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject, separator: str, encoding: str
) -> None:
    header = data.draw(names)
    row = st.lists(cells, min_size=len(header), max_size=len(header)).filter(any)
    rows = data.draw(st.lists(row, max_size=5))
    path = tmp_path_factory.getbasetemp() / "rows.csv"
    with open(path, "w", encoding=encoding, newline="") as stream:
        csv.writer(stream, delimiter=separator, quoting=csv.QUOTE_ALL).writerows([header, *rows])
    with Source(str(path)) as source:
        text = Text(source.members[0].open, "rows.csv")
        problems = Problems()
        raw = read_raw(text.lines(), problems, knows=lambda names: names == tuple(header))
        assert [found for _, found in raw.rows] == rows
    assert (raw.header, problems.named) == (tuple(header), [])


@given(st.binary() | st.text('a",;\n\r ').map(str.encode))
def test_any_bytes_are_rows_as_long_as_the_header_or_problems_or_an_input_error(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.csv"
    path.write_bytes(data)
    with suppress(InputError), Source(str(path)) as source:
        for member in source.members:
            raw = read_raw(Text(member.open, member.name).lines(), Problems())
            assert {len(found) for _, found in raw.rows} <= {len(raw.header)}
