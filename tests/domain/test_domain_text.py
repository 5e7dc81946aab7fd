"""Nothing that somebody typed commands the terminal."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actlog.domain.entry import Moment, name_key
from actlog.domain.text import is_text, visible


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain [bold]text[/]", "plain [bold]text[/]"),
        ("\x1b[31mred", "\\x1b[31mred"),
        ("two\nlines\tand\r", "two\\nlines\\tand\\r"),
        ("\x9b2J", "\\x9b2J"),
        ("abc\u202edef", "abc\\u202edef"),
        ("\ufeffbom", "\\ufeffbom"),
        ("Ελένη محمد 👩‍💻", "Ελένη محمد 👩‍💻"),
        ("\ud800", "\\ud800"),
    ],
)
def test_controls_are_written_out_and_letters_are_left(text: str, shown: str) -> None:
    assert visible(text) == shown


@given(st.text())
def test_what_is_shown_holds_no_control_character_and_is_shown_again_as_it_is(text: str) -> None:
    shown = visible(text)
    assert not any(unicodedata.category(c) in {"Cc", "Cs"} for c in shown)
    assert visible(shown) == shown


@pytest.mark.parametrize(
    ("one", "other"),
    [("Acme", "ACME"), ("Straße", "STRASSE"), ("Café", "Cafe\u0301"), ("a  b", " A b ")],
)
def test_spellings_of_one_name_have_one_key(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize("text", ["2026-11-23", "2026-11-23T10:41:00+01:00"])
def test_a_moment_reads_what_it_writes(text: str) -> None:
    assert Moment.from_iso(text).iso() == text


@pytest.mark.parametrize("text", ["", "soon", "2026-11-23T10:41:00", "2026-13-01"])
def test_a_moment_refuses_everything_else(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        Moment.from_iso(text)


@given(st.text(st.characters(), max_size=6) | st.text("aé\ud800\udfff", max_size=6))
def test_a_text_is_one_unless_it_holds_surrogates(text: str) -> None:
    assert is_text(text) is not any(unicodedata.category(sign) == "Cs" for sign in text)
