import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actlog.domain.entry import MOST_CENTS, Entry
from actlog.exchange import csv_file, jsonl
from actlog.exchange.codec import FIELDS, amount, from_plain, to_plain
from tests.exchange.given import entries


@given(entries())
def test_an_entry_comes_back_from_its_plain_form(entry: Entry) -> None:
    assert from_plain(to_plain(entry)) == entry


@given(entries())
def test_an_entry_comes_back_from_json(entry: Entry) -> None:
    (line,) = jsonl.write([entry])
    plain = json.loads(line)
    assert plain["schema_version"] == 1
    assert from_plain(plain) == entry


@given(entries())
def test_the_names_are_the_promised_ones_in_order(entry: Entry) -> None:
    assert tuple(to_plain(entry)) == FIELDS


@given(st.integers(0, MOST_CENTS))
def test_no_cent_is_lost(cents: int) -> None:
    plain = {"day": "2026-11-23", "kind": "won", "value": amount(cents)}
    assert from_plain(json.loads(json.dumps(plain))).value_cents == cents


def test_whole_amounts_are_whole_numbers() -> None:
    assert [amount(cents) for cents in (0, 1, 150, 1_800_000)] == [0, 0.01, 1.5, 18000]
    assert isinstance(amount(1_800_000), int)


def test_a_day_without_a_clock_time_has_no_instant() -> None:
    plain = to_plain(from_plain({"day": "2026-11-22", "kind": "call"}))
    assert (plain["day"], plain["at"], plain["count"]) == ("2026-11-22", None, 1)


@given(st.text())
def test_a_harmless_cell_is_restored(text: str) -> None:
    cell = csv_file.harmless(text)
    assert csv_file.restore(cell) == text
    assert cell[:1] not in set("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")


@pytest.mark.parametrize("text", ["=1+1", "+4930", "-1", "@SUM(A1)", "\t=1", "'quoted'", "''"])
def test_cells_that_a_spreadsheet_would_change_get_an_apostrophe(text: str) -> None:
    assert csv_file.harmless(text) == "'" + text


@pytest.mark.parametrize("text", ["", "call", "18000", "asks = price", "it's"])
def test_other_cells_stay_as_they_are(text: str) -> None:
    assert csv_file.harmless(text) == csv_file.restore(text) == text


def test_a_foreign_apostrophe_is_no_escape() -> None:
    assert csv_file.restore("'tis agreed") == "'tis agreed"


@given(st.lists(st.lists(st.text(st.characters(codec="utf-8")), min_size=2), min_size=1))
def test_rows_read_as_they_were_written(table: list[list[str]]) -> None:
    text = "".join([csv_file.line(row) for row in table])
    assert list(csv.reader(io.StringIO(text, newline=""), strict=True)) == table


@given(st.lists(entries(), max_size=4))
def test_every_csv_row_has_every_column(some: list[Entry]) -> None:
    table = list(csv.reader(io.StringIO(csv_file.write_text(some), newline=""), strict=True))
    assert table[0] == list(FIELDS)
    assert all(len(row) == len(FIELDS) for row in table)
    assert len(table) == 1 + len(some)
