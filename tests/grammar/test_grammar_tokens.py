"""Splitting a typed line, and quoting a word so that it is read back."""

from __future__ import annotations

import subprocess

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from actlog.grammar.tokens import Line, quote, split


@pytest.mark.parametrize(
    ("text", "args", "tail"),
    [
        ("", [], None),
        ("  call \t @acme ", ["call", "@acme"], None),
        ("call 'asked for pricing'", ["call", "asked for pricing"], None),
        ('call "asked for pricing"', ["call", "asked for pricing"], None),
        ("next:'send quote' x", ["next:send quote", "x"], None),
        ("@'Acme Corp'/'Dana S' x", ["@Acme Corp/Dana S", "x"], None),
        ("@acme/'Dana S'", ["@acme/Dana S"], None),
        ("@o'brien", ["@o'brien"], None),
        ("'don't know yet'", ["don't know yet"], None),
        ("'s-hertogenbosch is far", ["'s-hertogenbosch", "is", "far"], None),
        ("'never closed", ["'never", "closed"], None),
        ('say "5\\" pipe"', ["say", '5" pipe'], None),
        (r'"a\\b\n"', [r"a\b\n"], None),
        (r"'a\b'", [r"a\b"], None),
        (r"C:\new", [r"C:\new"], None),
        (r"$'a\nb\'c\\d\x41\u00e9\q'", ["a\nb'c\\dAé\\q"], None),
        (r"$'\xzz\U00110000'", [r"\xzz\U00110000"], None),
        ("$'never closed", ["$'never", "closed"], None),
        ("$5 $", ["$5", "$"], None),
        ("''", [""], None),
        ("call --", ["call"], ""),
        ("call -- it's  'fine' -- yes ", ["call"], "it's  'fine' -- yes"),
        ("call --note x", ["call", "--note", "x"], None),
        ("call '--' x", ["call", "--", "x"], None),
        ("-- x", [], "x"),
    ],
)
def test_a_line_is_split_as_people_mean_it(text: str, args: list[str], tail: str | None) -> None:
    assert split(text) == (args, tail)


ANY_WORD = st.one_of(st.text(), st.text(alphabet="ab '\"\\/$@:\n\x1b\u202e`!", max_size=10))


@given(st.lists(ANY_WORD, max_size=4))
@example(["--", "", "'", "\udcff"])
def test_quoted_words_are_split_into_what_they_were(words: list[str]) -> None:
    assert split(" ".join(quote(word) for word in words)) == (words, None)


def test_a_shell_reads_quoted_words_alike() -> None:
    words = ["call", "it's", "a b", "$HOME `x` !", 'say "hi"', "it's $5", "a\nb", "é", "*", "~", ""]
    words += ["\x1b[1m", "{a,b}", "#x", "[x]", "back\\slash's", "\u202ex", "a;b|c>d&"]
    line = " ".join(quote(word) for word in words)
    shown = subprocess.run(
        ["bash", "-c", f"printf '%s\\0' {line}"],
        env={"LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin"},
        capture_output=True,
        check=True,
    )
    assert shown.stdout.decode().split("\0")[:-1] == words


def test_a_line_shows_its_words_quoted_and_knows_where_they_stand() -> None:
    line = Line(["call", " ", "@Acme Corp", "next:send quote", "call back"], "it's ok")
    assert line.text == "call @'Acme Corp' next:'send quote' 'call back' note:\"it's ok\""
    shown = [line.text[token.start : token.end] for token in line.tokens]
    assert shown == ["call", "@'Acme Corp'", "next:'send quote'", "'call back'"]
    inner, tail = line.inside(line.tokens[-1])
    assert [line.text[token.start : token.end] for token in inner] == ["call", "back"]
    assert tail is None
