"""`objections`: what was heard, from whom, and the entries behind every count."""

import csv
import io
import json
import re
import shlex
from pathlib import Path

import pytest

from tests.program import Program

LINES = (
    "3 calls 1 connected objection:price,timing persona:owner source:web @acme/dana",
    "call connected objection:Price @globex",
    "held no objection:price persona:'office manager' @initech/kim",
    "call not-interested objection:'[b]x[/b]' @globex",
    "call objection:\u00e9tat",
    "call",
)


@pytest.fixture
def heard(actlog: Program) -> Program:
    for line in LINES:
        actlog.ok("log", *shlex.split(line))
    return actlog


def listed(actlog: Program, words: str) -> int:
    return len(json.loads(actlog.ok("list", *shlex.split(words), "--json"))["entries"])


def test_the_screen_counts_by_persona_source_and_outcome(heard: Program) -> None:
    assert heard.pipe("objections").out == (
        "objections · the last 13 weeks · Mon 31 Aug - Mon 23 Nov\n"
        "\n"
        "price · 3 entries, last Mon 23 Nov\n"
        "  entries   actlog list objection:price 2026-08-31..\n"
        "  persona   office manager 1 · owner 1 · none 1\n"
        "  source    web 1 · none 2\n"
        "  outcome   connected 2 · no 1\n"
        "\n"
        "[b]x[/b] · 1 entry, last Mon 23 Nov\n"
        "  entries   actlog list objection:'[b]x[/b]' 2026-08-31..\n"
        "  persona   none 1\n"
        "  source    none 1\n"
        "  outcome   not-interested 1\n"
        "\n"
        "timing · 1 entry, last Mon 23 Nov\n"
        "  entries   actlog list objection:timing 2026-08-31..\n"
        "  persona   owner 1\n"
        "  source    web 1\n"
        "  outcome   connected 1\n"
        "\n"
        "\u00e9tat · 1 entry, last Mon 23 Nov\n"
        "  entries   actlog list objection:\u00e9tat 2026-08-31..\n"
        "  persona   none 1\n"
        "  source    none 1\n"
        "  outcome   none 1\n"
        "\n"
        "the entries of a count, as of the first one:\n"
        "            actlog list objection:price persona:'office manager' 2026-08-31..\n"
        "persona: alone lists those without one; so do source: and outcome:\n"
    )


def test_every_count_leads_to_its_entries(heard: Program) -> None:
    shown = json.loads(heard.ok("objections", "--json"))
    assert (shown["weeks"], shown["first"], shown["last"]) == (13, "2026-08-31", "2026-11-23")
    assert len(shown["objections"]) == 4
    for one in shown["objections"]:
        assert listed(heard, one["list"]) == one["entries"]
        for by in ("persona", "source", "outcome"):
            assert sum(part["entries"] for part in one[f"{by}s"]) == one["entries"]
            for part in one[f"{by}s"]:
                assert listed(heard, part["list"]) == part["entries"], part


def test_the_table_has_a_row_for_each_count(heard: Program) -> None:
    rows = list(csv.DictReader(io.StringIO(heard.ok("objections", "--csv"))))
    assert rows[0] == {
        "objection": "price",
        "by": "",
        "name": "",
        "entries": "3",
        "list": "objection:price 2026-08-31..",
    }
    assert all(listed(heard, row["list"]) == int(row["entries"]) for row in rows)


def test_older_weeks_are_counted_where_they_are_asked_for(actlog: Program) -> None:
    actlog.ok("log", "call", "objection:price", "2026-11-16")
    assert json.loads(actlog.ok("objections", "--weeks", "1", "--json"))["objections"] == []
    (one,) = json.loads(actlog.ok("objections", "--weeks", "2", "--json"))["objections"]
    assert (one["entries"], one["last"]) == (1, "2026-11-16")
    assert actlog.ok("objections", "--weeks", "1").startswith("no objection in this week; such as")
    assert actlog("objections", "--weeks", "0").code == 2


def test_what_was_removed_or_said_otherwise_is_not_counted(heard: Program) -> None:
    heard.ok("rm", "3")
    heard.ok("edit", "6", "objection:timing")
    heard.ok("edit", "5", "-objection")
    found = json.loads(heard.ok("objections", "--json"))["objections"]
    assert [(one["objection"], one["entries"]) for one in found] == [("price", 2), ("timing", 2)]
    heard.ok("undo")
    heard.ok("undo")
    heard.ok("undo")
    found = json.loads(heard.ok("objections", "--json"))["objections"]
    assert (found[0]["objection"], found[0]["entries"]) == ("price", 3)


def test_an_outcome_that_left_the_model_still_leads_to_its_entries(
    heard: Program, isolated: Path
) -> None:
    model = isolated / "model-week.yaml"
    text = model.read_text(encoding="utf-8")
    model.write_text(text.replace("not-interested", "said-no"), encoding="utf-8")
    found = json.loads(heard.ok("objections", "--json"))["objections"]
    (part,) = next(one["outcomes"] for one in found if one["objection"] == "[b]x[/b]")
    assert part["outcome"] == "not-interested"
    assert listed(heard, part["list"]) == 1


@pytest.mark.parametrize("encoding", ["utf-8", "ascii"])
def test_hostile_words_keep_to_80_columns_and_say_what_they_are(
    actlog: Program, encoding: str
) -> None:
    actlog.ok("log", "call", "objection:" + "[red]" * 19, "persona:" + "x" * 99, "@acme/dana")
    actlog.ok("log", "call", "objection:\u202eevil".replace("\u202e", "\u0645"))
    shown = actlog.terminal("objections", PYTHONIOENCODING=encoding, NO_COLOR="1")
    assert shown.code == 0
    for line in re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", shown.out).splitlines():
        assert len(line) <= 80
    assert "[red][red]" in shown.out
