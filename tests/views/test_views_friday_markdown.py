"""What is typed is text in Markdown, whatever marks it holds."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from actlog.domain.text import visible
from actlog.views.friday_markdown import escape

PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
MARKS = st.text("\\`*_{}[]<>()#+-.!|~&:@$^= \n\t1a\x1b\u202e", max_size=30)


def text_of(markdown: str) -> tuple[set[str], str]:
    """Return the kinds of pieces that a line of a list is read as, and its text."""
    tokens = PARSER.parse(f"- {markdown}\n")
    blocks = [token.type for token in tokens if token.type != "inline"]
    assert blocks == [
        *("bullet_list_open", "list_item_open", "paragraph_open"),
        *("paragraph_close", "list_item_close", "bullet_list_close"),
    ]
    pieces = [piece for token in tokens for piece in token.children or []]
    return {piece.type for piece in pieces}, "".join(piece.content for piece in pieces)


@given(MARKS | st.text(max_size=30))
@example("1. x")
@example("1) x")
@example("+ x")
@example("- x")
@example("---")
@example("===")
@example("# x")
@example("> x")
@example("    x")
@example("&amp; &#65;")
@example("[ ] task")
@example("<b>x</b>")
@example("~~x~~")
@example("\\")
def test_a_text_is_read_back_as_it_is_shown(text: str) -> None:
    shown = " ".join(visible(text).split())
    if not shown:
        return
    kinds, read = text_of(escape(text))
    assert kinds <= {"text", "text_special"}
    assert read == shown


@given(MARKS.filter(lambda text: bool(text.strip())))
def test_a_text_keeps_to_its_cell_of_a_table(text: str) -> None:
    table = f"| a | b |\n| --- | --- |\n| {escape(text)} | end |\n"
    tokens = PARSER.parse(table)
    cells = [token for token in tokens if token.type == "inline"]
    assert len(cells) == 4
    assert "".join(piece.content for piece in cells[2].children or []) == " ".join(
        visible(text).split()
    )
    assert cells[3].content == "end"


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("asked for pricing at 9:30, not before.", "asked for pricing at 9\\:30, not before."),
        ("https://evil.example/x", "https\\://evil.example/x"),
        ("see www.evil.example", "see www\\.evil.example"),
        ("a@b.example", "a\\@b.example"),
        ("one\ntwo", "one\\\\ntwo"),
    ],
)
def test_no_link_is_made_of_a_text_and_plain_words_stay_readable(text: str, written: str) -> None:
    assert escape(text) == written
