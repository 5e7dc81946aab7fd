"""docs/model-week.md: its examples load, and its mistakes are told as it says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from actlog.config.model_week import parse
from actlog.config.shapes import ActivityShape, ModelShape, ReminderShape, ResultShape, WeekShape
from actlog.domain.errors import ModelError

DOCUMENT = (Path(__file__).parents[2] / "docs/model-week.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```yaml\n(.*?)```", DOCUMENT, re.DOTALL)
MISTAKES = re.findall(r"^\| `(.+?)` \| `(.+)` \|$", DOCUMENT, re.MULTILINE)
NEEDED = {
    "version": "version: 1",
    "activities": "activities: {call: {}, meeting_set: {}, meeting_held: {closes: meeting_set}}",
}


def whole(text: str) -> str:
    """Return a file of these keys, the version first, the needed ones last."""
    first = "" if text.startswith("version:") else NEEDED["version"] + "\n"
    last = "" if re.search(r"^activities:", text, re.MULTILINE) else "\n" + NEEDED["activities"]
    results = "\nresults: {won: {}}" if "worth: {won" in text else ""
    return first + text + last + results


@pytest.mark.parametrize("text", EXAMPLES)
def test_every_example_loads(text: str) -> None:
    parse(whole(text), "model-week.yaml")


@pytest.mark.parametrize(("written", "answer"), MISTAKES)
def test_every_mistake_is_told_as_documented(written: str, answer: str) -> None:
    with pytest.raises(ModelError) as caught:
        parse(whole(written), "m.yaml")
    assert answer in [problem.split(": ", 1)[1] for problem in caught.value.problems]


def test_every_key_is_documented() -> None:
    assert (len(EXAMPLES), len(MISTAKES)) == (17, 59)
    for shape in (ModelShape, WeekShape, ActivityShape, ResultShape, ReminderShape):
        for key in shape.model_fields:
            assert f"`{key}" in DOCUMENT, key
