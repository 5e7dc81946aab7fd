"""Words as bash and fish quote them, read back by the shells themselves."""

import subprocess

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actlog.cli.shell_words import Typed, follow_on
from tests.shells import needs


@pytest.mark.parametrize(
    ("line", "words", "raw", "text", "quote"),
    [
        ("actlog log ca", ["actlog", "log"], "ca", "ca", ""),
        ("actlog log ", ["actlog", "log"], "", "", ""),
        ("actlog log ''", ["actlog", "log"], "''", "", ""),
        ("actlog '@pied pi", ["actlog"], "'@pied pi", "@pied pi", "'"),
        ("a @'pied p'ip", ["a"], "@'pied p'ip", "@pied pip", ""),
        (r"a @pied\ pi", ["a"], r"@pied\ pi", "@pied pi", ""),
        (r'a "x\$y\z', ["a"], r'"x\$y\z', r"x$y\z", '"'),
        (r"a $'it\'s\n", ["a"], r"$'it\'s\n", "it's\n", "$'"),
        ("a b\\", ["a"], "b\\", "b", ""),
        ("", [], "", "", ""),
    ],
)
def test_a_line_is_read_as_bash_reads_it(
    line: str, words: list[str], raw: str, text: str, quote: str
) -> None:
    typed = Typed(line)
    assert (typed.words, typed.raw, typed.text, typed.quote) == (words, raw, text, quote)


def test_fish_escapes_within_single_quotes() -> None:
    assert Typed(r"'it\'s", fish=True).text == "it's"
    assert Typed(r"$'a", fish=True).text == "$a"


@pytest.mark.parametrize(
    ("typed", "place", "texts", "answers"),
    [
        ("@ac", "@ac", ["@acme"], ["@acme"]),
        ("@acme:b", "b", ["@acme:bo b"], [r"bo\ b"]),
        ("'@pied pi", "@pied pi", ["@pied pi'per"], [r"@pied pi'\''per"]),
        ('"@pied', "@pied", ["@pied $x!"], ["@pied \\$x\"'!'\""]),
        ("source:'we", "we", ["source:web"], ["web"]),
        ("$'a", "a", ["a'b"], [r"a\'b"]),
        ("", "", ["a b", "~x"], [r"a\ b", r"\~x"]),
        ("@x", "@x", ["other"], ["other"]),
        ("a:b", "b", ["x:b"], []),
    ],
)
def test_an_answer_follows_on_what_stays(
    typed: str, place: str, texts: list[str], answers: list[str]
) -> None:
    assert follow_on(typed, place, texts) == answers


def test_what_answers_have_in_common_is_never_half_an_escape() -> None:
    assert follow_on("@a", "@a", ["@a b", "@a&c"]) == [r"@a\ b", "@a'&'c"]


@settings(max_examples=40)
@given(
    texts=st.lists(
        st.text(st.characters(blacklist_categories=("Cs", "Cc")), min_size=1),
        min_size=1,
        max_size=9,
    ),
    quote=st.sampled_from(["", "'", '"', "$'"]),
)
def test_bash_reads_every_answer_back(texts: list[str], quote: str) -> None:
    needs("bash")
    answers = [follow_on(quote, "", [text])[0] for text in texts]
    line = " ".join(f"{quote}{answer}{quote[-1:]}" for answer in answers)
    shown = subprocess.run(
        ["bash", "--norc", "-c", f"printf '%s\\0' {line}"],
        capture_output=True,
        check=True,
        env={"LC_ALL": "C.UTF-8", "HOME": "/nowhere"},
    ).stdout
    assert shown.decode().split("\0")[:-1] == texts
    assert Typed(line + " ").words == texts
