"""The YAML of a model week: what is refused, where it stands, and that nothing breaks it."""

from __future__ import annotations

import re
import string

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from actlog.config.model_week import parse
from actlog.config.yaml_nodes import read
from actlog.domain.errors import ModelError
from actlog.domain.model_week import ModelWeek
from actlog.domain.text import visible


def problems(text: str | bytes) -> list[str]:
    with pytest.raises(ModelError) as caught:
        read(text, "m.yaml")
    assert caught.value.exit_code == 3
    return list(caught.value.problems)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a: &x 1\nb: *x\n", ["1:4: anchor \"&x\", expected the values written out",
                              "2:4: alias \"*x\", expected the values written out"]),
        ("b: {<<: {a: 1}}\n", ["1:5: merge key <<, expected the values written out"]),
        ("a: !!python/name:os.system x\n",
         ['1:4: tag "tag:yaml.org,2002:python/name:os.system", expected a plain value']),
        ("a: 1\nb: 2\na: 3\n", ['3:1: "a" stands here again, it is already on line 1']),
        ("? [a, b]\n: 1\n", ["1:3: a key that is a list or a mapping, expected a word"]),
        ("--- {a: 1}\n--- {b: 2}\n", ["2:1: a second document begins, expected one"]),
        ("a: 'x\n", ["2:1: not YAML: found unexpected end of stream"]),
        ("a: [1, 2\nb: 3\n", ["2:2: not YAML: expected ',' or ']', but got ':'"]),
        ("\ta: 1\n", ["1:1: not YAML: found character '\\t' that cannot start any token"]),
        ('a: "\\U00110000"\n', ["1:1: not YAML: chr() arg not in range(0x110000)"]),
        ("a: x\x00y\n", ["1:5: control character U+0000, expected plain text"]),
        ("a: 1\r\nb: \x1b[2J\r\n", ["2:4: control character U+001B, expected plain text"]),
        ("%YAML 2.0\n---\na: 1\n",
         ["1:1: not YAML: found incompatible YAML document (version 1.* is required)"]),
        (b"a: 1\nb: caf\xe9\n", ["2:7: byte 0xe9 is not UTF-8, expected the file in UTF-8"]),
        ("a: 1\n".encode("utf-16"), ["1:1: byte 0xff is not UTF-8, expected the file in UTF-8"]),
        (b"#" * (1024 * 1024 + 1),
         ["1:1: the file is larger than 1 MiB, a model week is not"]),
        ("[" * 10_000, ["1:13: nested more than 12 deep, a model week is not"]),
    ],
)  # fmt: skip
def test_what_is_refused_is_told_with_its_place(text: str | bytes, said: list[str]) -> None:
    assert problems(text) == [f"m.yaml:{line}" for line in said]


def test_a_bomb_of_aliases_is_refused_before_it_is_lit() -> None:
    lines = ["a0: &a0 [x, x]"]
    lines += [f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 40)]
    assert len(problems("\n".join(lines))) == 40 + 78


def test_scalars_stay_as_they_are_written() -> None:
    tree = read('{no: 010, at: 9:30, on: 2026-12-24, half: 0.10, "x": "~", none: ~, e: }', "m.yaml")
    assert tree.data() == {
        "no": "010",
        "at": "9:30",
        "on": "2026-12-24",
        "half": "0.10",
        "x": "~",
        "none": None,
        "e": None,
    }


def test_a_byte_order_mark_and_dos_line_ends_are_no_trouble() -> None:
    assert read(b"\xef\xbb\xbfa: 1\r\nb: 2\r\n", "m.yaml").data() == {"a": "1", "b": "2"}


def test_letters_are_composed_as_one_types_them() -> None:
    assert read("cafe\u0301: 1", "m.yaml").data() == {"caf\u00e9": "1"}


def settles(text: str | bytes) -> None:
    """Hold that a text ends in a model week or in problems that can be shown."""
    told: tuple[str, ...]
    try:
        model, told = parse(text, "m.yaml")
    except ModelError as error:
        told = error.problems or ("nothing was told",)
    else:
        assert ModelWeek.from_plain(model.plain()) == model
    for line in told:
        assert re.match(r"m\.yaml:[1-9]\d*:[1-9]\d*: .", line)
        assert visible(line) == line


@given(st.binary(max_size=200))
def test_any_bytes_end_in_a_model_week_or_a_clean_error(content: bytes) -> None:
    settles(content)


@given(st.text(st.sampled_from("ab:-[]{}&*!|>'\"%@`#,? \n\t019.~\\x"), max_size=60))
def test_anything_like_yaml_ends_in_a_model_week_or_a_clean_error(text: str) -> None:
    settles(text)


WORDS = """
version name week starts days hours date_order averages activities results funnel worth time_off
weeks call connect meeting_set meeting_held deal_won goal tipping_point ceiling why aliases plural
outcomes of closes requires max_per_entry timebox minutes touches value commission kinds mon sunday
2026-W50 2026-12-24 connected
"""
SCALARS = """
1 5 240 0 -1 0.5 010 call connect dial moved decided required account dmy 8:30-17:30 ~ yes
2026-12-24..2027-01-03 0001-01-01 9999-12-31 10% 18k 300m
"""
KEYS = st.sampled_from(WORDS.split())
VALUES = st.one_of(
    st.sampled_from(SCALARS.split()),
    st.text(string.printable, max_size=8),
    st.text(max_size=5),
    KEYS,
)
TREES = st.recursive(
    VALUES,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.one_of(KEYS, VALUES), inner, max_size=5)
    ),
    max_leaves=25,
)


def written(tree: object) -> str:
    if isinstance(tree, dict):
        return "{" + ", ".join(f"{written(k)}: {written(v)}" for k, v in tree.items()) + "}"
    if isinstance(tree, list):
        return "[" + ", ".join(written(item) for item in tree) + "]"
    text = str(tree)
    plain = text.isascii() and text.replace("_", "").replace("-", "").replace(".", "").isalnum()
    return text if plain else "'" + text.replace("'", "''") + "'"


@given(st.dictionaries(KEYS, TREES, max_size=8))
@example({"weeks": {"0001-01-01": {}, "9999-12-31": {}, "0000-W01": {}, "9999-W53": {}}})
@example({"activities": {"call": {"outcomes": {"": "moved", "x": None}, "of": "call"}}})
@example({"activities": {"": {}, "a_": None, "_": {"aliases": ["", "-"], "plural": "-"}}})
@example({"time_off": [{"days": {}}, ["x"], {}], "worth": {"call": []}, "week": {"days": []}})
def test_any_tree_of_keys_and_values_ends_in_a_model_week_or_a_clean_error(
    tree: dict[str, object],
) -> None:
    settles(written({"version": "1", "activities": {"call": {}}} | tree))
