"""Names that may be one account, and those that are not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actlog.grammar.likeness import core, meant, near_pairs, same_name


@pytest.mark.parametrize(
    "name",
    [
        "acme", "Acme", "ACME Inc", "Acme, Inc.", "acme gmbh", "Acmé", "ACME Co., Ltd.",
        "Acme S.A.", "Acme S. A.", "Acme S.p.A.", "Acme GmbH & Co. KG", "Acme Pty Ltd",
        "Acme K.K.", "Acme A/S", "acme & co", "Acme and Company", "Acme sp. z o.o.",
        "Acme S.A. de C.V.", "ООО Acme", "  ac-me ", "ＡＣＭＥ", "Acme\u200b Oy",
    ],
)  # fmt: skip
def test_legal_form_case_accents_and_punctuation_make_no_other_account(name: str) -> None:
    assert same_name(name, "acme")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Procter & Gamble", "procter and gamble"),
        ("J.P. Morgan", "JP Morgan"),
        ("AT&T", "ATT Inc."),
        ("Møller", "Moller A/S"),
        ("Straße AG", "STRASSE"),
        ("7-Eleven", "7 eleven"),
        ("Ελένη ΑΕ", "Ελενη ΑΕ"),
        ("㈱漢字", "(株)漢字"),
    ],
)
def test_spellings_of_one_name_are_the_same(one: str, other: str) -> None:
    assert same_name(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Delta", "Delta Dental"),
        ("Acme", "Acme Robotics"),
        ("store 12", "store 13"),
        ("Co", "Inc"),
        ("कि", "का"),
        ("amce", "acme"),
    ],
)
def test_other_words_are_other_accounts(one: str, other: str) -> None:
    assert not same_name(one, other)


def test_a_name_of_nothing_but_signs_stays_itself() -> None:
    assert core("!!") == "!!"
    assert not same_name("!!", "??")
    assert core("Co., Ltd.") == "co"
    assert core("and") == "and"


@pytest.mark.parametrize(
    ("name", "known", "expected"),
    [
        ("amce", ["globex", "acme"], "acme"),
        ("ACME Inc", ["globex", "acne", "acme"], "acme"),
        ("Amce GmbH", ["Acme Ltd"], "Acme Ltd"),
        ("Delta Dental", ["Delta"], None),
        ("store 13", ["store 12"], None),
        ("stroe 12", ["store 12"], "store 12"),
        ("acme", [], None),
    ],
)
def test_a_new_account_is_held_against_the_known_ones(
    name: str, known: list[str], expected: str | None
) -> None:
    assert meant(name, known) == expected


def test_near_pairs_name_what_may_be_one_and_nothing_else() -> None:
    names = [
        "acme", "ACME Inc", "Acme GmbH", "amce", "Delta", "Delta Dental", "abb", "abc",
        "Store 12", "Store 13", "globex", "glbex", "Eastbank", "Westbank",
    ]  # fmt: skip
    assert near_pairs(names) == [
        ("acme", "Acme GmbH", 1.0),
        ("acme", "ACME Inc", 1.0),
        ("glbex", "globex", 1 - 1 / 6),
        ("acme", "amce", 0.75),
    ]


NAMES = st.lists(st.text("abcé. 12", min_size=1, max_size=7), max_size=12)


@given(NAMES)
def test_near_pairs_are_all_pairs_of_one_slip(names: list[str]) -> None:
    """Found by what they share, the pairs are those that comparing each with each would find."""
    from rapidfuzz.distance import OSA

    cores = sorted({core(name) for name in names if len(core(name)) >= 4})
    expected = {
        (one, other)
        for place, one in enumerate(cores)
        for other in cores[place + 1 :]
        if OSA.distance(one, other) == 1
        and [c for c in one if c.isdigit()] == [c for c in other if c.isdigit()]
    }
    found = [pair for pair in near_pairs(names) if pair[2] < 1]
    assert {tuple(sorted(map(core, pair[:2]))) for pair in found} == expected
    assert len(found) == len(expected)


@given(NAMES)
def test_each_name_that_is_the_same_as_another_stands_in_one_pair(names: list[str]) -> None:
    same = [pair for pair in near_pairs(names) if pair[2] == 1]
    assert len(same) == len(set(names)) - len(set(map(core, names)))
    assert all(same_name(one, other) for one, other, _ in same)


@given(st.text(max_size=40))
def test_any_name_has_a_core_that_is_like_itself(name: str) -> None:
    assert same_name(name, name)
    assert same_name(name, f"  {name} ")
