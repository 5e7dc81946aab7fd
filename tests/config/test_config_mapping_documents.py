"""docs/mapping.md: its examples load, and its mistakes are told as it says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from actlog.config.mapping import read_mapping
from actlog.config.mapping_shapes import EntryShape, LookupShape, MappingShape, keys
from actlog.config.mapping_values import ConditionShape, ValueShape
from actlog.domain.errors import ModelError

DOCUMENT = (Path(__file__).parents[2] / "docs/mapping.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```yaml\n(.*?)```", DOCUMENT, re.DOTALL)
MISTAKES = re.findall(r"^\| `(.+?)` \| `(.+)` \|$", DOCUMENT, re.MULTILINE)


def whole(text: str) -> str:
    """Return a file of these keys, the version first, and an entry where there is none."""
    first = "" if text.startswith("version:") else "version: 1\n"
    entry = "\nentries: [{kind: {is: call}, at: Date}]"
    return first + text + ("" if re.search(r"^entries:", text, re.MULTILINE) else entry)


@pytest.mark.parametrize("text", EXAMPLES)
def test_every_example_loads(text: str) -> None:
    assert read_mapping(whole(text), "acme.yaml", "acme").entries


@pytest.mark.parametrize(("written", "answer"), MISTAKES)
def test_every_mistake_is_told_as_documented(written: str, answer: str) -> None:
    with pytest.raises(ModelError) as caught:
        read_mapping(whole(written), "m.yaml", "acme")
    assert answer in [problem.split(": ", 1)[1] for problem in caught.value.problems]


def test_every_key_is_documented() -> None:
    assert (len(EXAMPLES), len(MISTAKES)) == (8, 49)
    for shape in (MappingShape, EntryShape, ValueShape, ConditionShape, LookupShape):
        for key in keys(shape):
            assert re.search(rf"[`{{]{key}\b", DOCUMENT), key
