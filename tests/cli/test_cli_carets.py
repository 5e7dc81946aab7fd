"""Carets stand under the wrong word, whatever stands before it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from actlog.cli.carets import place
from actlog.domain.errors import LineError
from tests.program import Program


def error(before: str, wrong: str, after: str = "") -> LineError:
    start, end = len(before), len(before + wrong)
    return LineError("no", text=before + wrong + after, start=start, end=end)


def over(lines: list[str]) -> str:
    """Return what stands over the carets."""
    shown, carets = lines
    begin, size = len(carets) - len(carets.lstrip()), carets.count("^")
    columns = [letter for letter in shown for _ in range(cell_len(letter))]
    return "".join(columns[begin : begin + size])


@pytest.mark.parametrize(
    ("before", "under"),
    [
        ("call @acme ", "cals"),
        ("call @Ακμή ", "cals"),
        ("call @'漢字 会社' ", "cals"),
        ("call @🚀 ", "cals"),
        ("call \x1b[31m", "cals"),
        ("call -- " + "x" * 300, "cals"),
        ("call -- " + "漢" * 300, "cals"),
    ],
)
def test_the_wrong_word_stands_over_its_carets(before: str, under: str) -> None:
    for after in ("", " and more", " y" * 200):
        lines = place(error(before, "cals", after), "utf-8")
        assert over(lines) == under
        assert all(cell_len(line) <= 80 for line in lines)


@given(st.text(max_size=120), st.text(max_size=120), st.text(max_size=120), st.integers(40, 90))
def test_every_line_fits_and_has_a_caret(before: str, wrong: str, after: str, columns: int) -> None:
    for encoding in ("utf-8", "ascii"):
        lines = place(error(before, wrong, after), encoding, columns)
        assert bool(lines) == bool(before + wrong + after)
        assert all(cell_len(line) <= columns for line in lines)
        assert all(line.count("^") for line in lines[1:])


def test_an_empty_line_has_no_caret(actlog: Program) -> None:
    assert "^" not in actlog("log", "").err


def test_letters_that_cannot_be_shown_keep_the_carets_in_place(actlog: Program) -> None:
    told = actlog.pipe("log", "call", "@Ελένη", "conected", PYTHONIOENCODING="ascii").err
    shown, carets = told.splitlines()[-3:-1]
    assert shown[carets.index("^") : carets.rindex("^") + 1] == "conected"
