"""The line of `status`: its format, its styles, and texts that stay harmless in each."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actlog.domain.errors import InputError
from actlog.views.status import LOOKS, STYLES, Value, choice, line

FIELDS = {"n": Value(text="3/6", zone="below"), "none": Value(text=""), "full": Value(text="a b")}


def find(name: str) -> Value:
    if name not in FIELDS:
        raise InputError(f"{name} is no field")
    return FIELDS[name]


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("", ""),
        ("held {n}", "held 3/6"),
        ("{ n }", "3/6"),
        ("a[ {none}]b[ {full}]", "ab a b"),
        ("[x {none} {n}]", ""),
        ("[no field]", "no field"),
        ("{{n}} [[x]]", "{n} [x]"),
        ("[[[{n}]", "[3/6"),
        ("{n:bold}", "3/6"),
        ("a\nb", "a\\nb"),
    ],
)
def test_a_format_is_filled_in(written: str, shown: str) -> None:
    assert line(written, find) == shown


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("{n", "a { of the format has no }"),
        ("n}", "a } of the format has no {"),
        ("[n", "a [ of the format has no ]"),
        ("n]", "a ] of the format has no partner"),
        ("[a[b]]", "a [ of the format has no partner"),
        ("{m}", "m is no field"),
        ("{n:pink}", "pink is no style"),
        ("{n:}", "nothing is no style"),
        ("x" * 1001, "a format has at most 1,000 characters"),
    ],
)
def test_a_format_that_cannot_be_read_is_refused(written: str, told: str) -> None:
    with pytest.raises(InputError) as caught:
        line(written, find)
    assert caught.value.message == told


@pytest.mark.parametrize(
    ("style", "shown"),
    [
        ("plain", "3/6 a b"),
        ("ansi", "\x1b[33m3/6\x1b[0m \x1b[1ma b\x1b[0m"),
        ("bash", "\x01\x1b[33m\x023/6\x01\x1b[0m\x02 \x01\x1b[1m\x02a b\x01\x1b[0m\x02"),
        ("zsh", "%{\x1b[33m%}3/6%{\x1b[0m%} %{\x1b[1m%}a b%{\x1b[0m%}"),
        ("tmux", "#[fg=yellow]3/6#[fg=default] #[bold]a b#[nobold]"),
    ],
)
def test_each_style_marks_colours_in_its_own_way(style: str, shown: str) -> None:
    assert line("{n:zone} {full:bold}", find, style) == shown
    assert line("{n:zone} {full:bold}", find, style, coloured=False) == "3/6 a b"


@given(text=st.text(), style=st.sampled_from(STYLES), look=st.sampled_from(["", *LOOKS]))
def test_whatever_a_text_holds_it_stays_one_line_and_no_command(
    text: str, style: str, look: str
) -> None:
    said = line(f"{{x:{look}}}" if look else "{x}", lambda _: Value(text=text, zone="at"), style)
    assert "\n" not in said
    bare = line("{x}", lambda _: Value(text=text), style)
    assert all(sign.isprintable() or ord(sign) > 0x9F for sign in bare)
    if style == "zsh":
        assert "%" not in bare.replace("%%", "")
    if style == "tmux":
        assert "#" not in bare.replace("##", "")


def test_the_usual_style_is_that_of_the_place() -> None:
    assert choice(None, terminal=True) == "ansi"
    assert choice(None, terminal=False) == "plain"
    assert choice("zsh", terminal=True) == "zsh"
    with pytest.raises(InputError):
        choice("vim", terminal=False)
