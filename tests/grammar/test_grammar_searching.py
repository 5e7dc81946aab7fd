"""Words to search for are read as words, phrases and beginnings; signs are filters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actlog.domain.errors import InputError
from actlog.domain.sought import Term
from actlog.grammar.searching import parse_search


def term(text: str, *, begins: bool = False) -> Term:
    return Term(text=text, begins=begins)


@pytest.mark.parametrize(
    ("args", "terms"),
    [
        (["pricing"], [term("pricing")]),
        (["pricing", "budget"], [term("pricing"), term("budget")]),
        (["send quote"], [term("send quote")]),
        (['"send quote"', "fri"], [term("send quote"), term("fri")]),
        (['say "send quote" now'], [term("say"), term("send quote"), term("now")]),
        (["pri*"], [term("pri", begins=True)]),
        (["send quo*"], [term("send quo", begins=True)]),
        (['"send quo"*'], [term("send quo", begins=True)]),
        (['5" pipe'], [term("5 pipe")]),
        (["OR", "NOT", "a-b"], [term("OR"), term("NOT"), term("a-b")]),
        (["pricing", "?!"], [term("pricing")]),
        (["+49 170 1234"], [term("+49 170 1234")]),
    ],
)
def test_words_and_phrases(args: list[str], terms: list[Term]) -> None:
    assert parse_search(args) == (tuple(terms), [])


def test_words_with_a_sign_or_a_key_filter() -> None:
    terms, filters = parse_search(["pricing", "@acme/dana", "+vip", "contact:eve"])
    assert terms == (term("pricing"),)
    assert filters == ["@acme/dana", "+vip", "contact:eve"]


@pytest.mark.parametrize("args", [[], [""], ["***"], ["?!", "--"], ["@acme"]])
def test_nothing_to_search_for_is_refused(args: list[str]) -> None:
    with pytest.raises(InputError, match="search for"):
        parse_search(args)


@given(st.lists(st.text(max_size=12), max_size=4))
def test_every_term_has_something_that_the_index_knows(args: list[str]) -> None:
    try:
        terms, _ = parse_search(args)
    except InputError:
        return
    assert terms
    assert all(any(map(str.isalnum, found.text)) for found in terms)
