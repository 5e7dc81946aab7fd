"""The model week's own words."""

from __future__ import annotations

import pytest

from actlog.domain.model_week import Kind
from actlog.grammar.vocabulary import CLOSING_WORDS, Vocabulary, word_key
from tests.grammar.typed import MODEL


def _names(model_kinds: tuple[Kind, ...], *words: str) -> list[str]:
    found = Vocabulary(MODEL.replace(activities=model_kinds)).kinds(words)
    return [kind.name for kind in found[1]]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Meeting_Set", "meeting set"),
        ("no-answer", "no answer"),
        ("\uff23\uff21\uff2c\uff2c", "call"),
        ("Straße", "strasse"),
        ("-call", ""),
        ("call_", ""),
    ],
)
def test_spellings_of_one_name_share_a_key(text: str, key: str) -> None:
    assert word_key(text) == key


def test_a_name_outranks_an_alias_and_an_alias_a_plural() -> None:
    kinds = (Kind(name="call", aliases=("mail",)), Kind(name="mails"), Kind(name="calls"))
    assert _names(kinds, "calls") == ["calls"]
    assert _names(kinds, "mails") == ["mails"]
    assert _names(kinds, "mail") == ["call"]


def test_a_name_learnt_late_outranks_an_alias_learnt_before() -> None:
    kinds = (Kind(name="email", aliases=("note",)), Kind(name="note"))
    assert _names(kinds, "note") == ["note"]


def test_a_word_that_two_kinds_share_is_ambiguous() -> None:
    kinds = (Kind(name="a", aliases=("touch",)), Kind(name="b", aliases=("touch",)))
    assert _names(kinds, "touch") == ["a", "b"]


def test_the_longest_name_is_taken() -> None:
    kinds = (Kind(name="call"), Kind(name="call_back"))
    vocabulary = Vocabulary(MODEL.replace(activities=kinds))
    assert vocabulary.kinds(["call", "back", "later"])[0] == 2
    assert vocabulary.kinds(["call-back"])[0] == 1
    assert vocabulary.kinds(["call", "later"])[0] == 1
    assert vocabulary.kinds(["later"]) == (0, [])


def test_the_plural_of_the_model_is_known() -> None:
    assert _names((Kind(name="visit_to_man", plural="visits to men"),), "visits", "to", "men")


def test_every_spelling_is_among_the_forms_once() -> None:
    forms = Vocabulary(MODEL).forms()
    assert {"meeting set", "meetings set", "booked", "no answer", "no show"} <= set(forms)
    assert len(forms) == len(set(forms))


def test_the_words_that_end_the_prompt_are_no_activities() -> None:
    assert not CLOSING_WORDS & set(Vocabulary(MODEL).forms())
