"""`funnel` as it is typed."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.program import Program

LINES = (
    "30 calls 5 connected 25 voicemail 2026-11-16 9:10",
    "3 calls 1 connected 2 callback source:web @acme 2026-11-17 9:10",
    "set @acme 2026-11-18",
    "held moved @acme 2026-11-20 +fair",
    "call source:web @globex 2026-11-19 16:00",
    "held no-show @globex 2026-11-20",
    "40 calls 20 connected 2026-07-01",
    "10 meetings set 2026-07-02 @old",
)


@pytest.fixture
def logged(actlog: Program) -> Program:
    actlog.ok("model", "set", "meeting_set.requires", "[]")
    for line in LINES:
        actlog.ok("log", *line.split())
    return actlog


def read(actlog: Program, *words: str) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(actlog.ok("funnel", *words, "--json"))
    return data


def test_the_screen_shows_both_funnels_and_says_where_there_is_too_little(logged: Program) -> None:
    assert logged.pipe("funnel", COLUMNS="80").out == (
        "My model week · funnel · the last 13 weeks · Mon 31 Aug - Mon 23 Nov\n"
        "\n"
        "                   per step before   accounts  of those before  days\n"
        "calls          34                           2\n"
        "connects        8  24% 13–37                1  1 of 2, too few\n"
        "meetings set    1  1 for 8, too few         1  1 of 1, too few\n"
        "meetings held   1  1 for 1, too few         1  1 of 1, too few\n"
        "opportunities   0  0 for 1, too few         0  0 of 1, too few\n"
        "\n"
        "fell most: connects per call, 24% 13–37; the year before 50% 37–63; no sign that\n"
        "  it is more than chance (p 0.95)\n"
        "quality: 7 of 9 moved or decided, too few to say; beside it 25 unreached, 1\n"
        "  unknown\n"
        "\n"
        "percent: a part of the step before; a number: so many for each, no conversion;\n"
        "both with 90% intervals. Under 20 to divide by it is too few to say. accounts:\n"
        "those that came in within these weeks, and how far they are by now; days: the\n"
        "median from the step before\n"
    )


def test_every_key_is_documented(logged: Program) -> None:
    document = (Path(__file__).parents[2] / "docs/json.md").read_text(encoding="utf-8")
    section = document.split("## `funnel --json`\n")[1].split("\n## ")[0]

    def keys(data: object) -> set[str]:
        if isinstance(data, dict):
            return set(data).union(*[keys(value) for value in data.values()])
        return set().union(*map(keys, data)) if isinstance(data, list) else set()

    for words in ([], ["--by", "source"], ["--by", "outcome"]):
        for key in keys(read(logged, *words)):
            assert f"`{key}`" in section, key


def test_period_cohort_and_quality_are_what_was_logged(logged: Program) -> None:
    data = read(logged)
    assert (data["first"], data["last"], data["weeks"]) == ("2026-08-31", "2026-11-23", 13)
    counts = {step["kind"]: step["n"] for step in data["period"]}
    assert counts == {
        "call": 34,
        "connect": 8,
        "meeting_set": 1,
        "meeting_held": 1,
        "opportunity": 0,
    }
    connect = data["period"][1]["rate"]
    assert (connect["interval"], connect["enough"]) == ("jeffreys", True)
    assert data["period"][2]["rate"]["interval"] == "gamma"
    assert data["cohort"]["accounts"] == 2
    assert [step["n"] for step in data["cohort"]["steps"]] == [2, 1, 1, 1, 0]
    assert data["cohort"]["steps"][3]["days"] == 2
    quality = data["quality"]
    assert (quality["moved"], quality["none"], quality["n"]) == (7, 2, 9)
    assert (quality["unreached"], quality["unknown"]) == (25, 1)
    assert data["leak"]["kind"] == "connect"
    assert data["leak"]["before"]["value"] == 0.5


def test_other_weeks_are_counted_where_they_are_asked_for(logged: Program) -> None:
    assert read(logged, "--weeks", "1")["period"][0]["n"] == 0
    assert read(logged, "--weeks", "26")["period"][0]["n"] == 74
    assert logged("funnel", "--weeks", "0").code == 2


def test_parts_stand_under_their_names(logged: Program) -> None:
    by = {
        what: {
            part["name"]: part["steps"][0]["n"]
            for part in read(logged, "--by", what)["by"]["parts"]
        }
        for what in ("persona", "source", "account", "tag", "weekday", "hour")
    }
    assert by["persona"] == {None: 34}
    assert by["source"] == {"web": 4, None: 30}
    assert by["account"] == {"acme": 3, "globex": 1, None: 30}
    assert by["tag"] == {None: 34, "fair": 0}
    assert by["weekday"] == {"mon": 30, "tue": 3, "wed": 0, "thu": 1, "fri": 0}
    assert by["hour"] == {"09": 33, "16": 1}
    assert read(logged, "--by", "hour")["by"]["untimed"] == 2
    outcomes = read(logged, "--by", "outcome")["by"]["outcomes"]
    assert {(one["kind"], one["outcome"]): one["hits"] for one in outcomes} == {
        ("call", "connected"): 6,
        ("call", "callback"): 2,
        ("call", "voicemail"): 25,
        ("call", None): 1,
        ("meeting_held", "moved"): 1,
        ("meeting_held", "no-show"): 1,
    }


def test_the_table_has_a_row_for_each_step_of_each_part(logged: Program) -> None:
    rows = list(csv.DictReader(io.StringIO(logged.ok("funnel", "--by", "source", "--csv"))))
    assert [row["section"] for row in rows] == ["period"] * 5 + ["cohort"] * 5 + ["part"] * 10
    assert (rows[1]["kind"], rows[1]["n"], rows[1]["d"]) == ("connect", "8", "34")
    ends = list(csv.DictReader(io.StringIO(logged.ok("funnel", "--by", "outcome", "--csv"))))
    assert ends[10]["name"] == "connected"
    assert (ends[10]["n"], ends[10]["d"]) == ("6", "34")


def test_what_it_cannot_be_broken_down_by_is_typed_wrong(actlog: Program) -> None:
    result = actlog("funnel", "--by", "moon")
    assert (result.code, result.out) == (2, "")
    assert "a funnel is not broken down by moon" in result.err
    assert "persona, source, account, tag, weekday, hour, outcome" in result.err


def test_a_model_week_without_a_funnel_is_told_what_to_add(actlog: Program, isolated: Path) -> None:
    actlog.ok("week")
    model = isolated / "model-week.yaml"
    text = model.read_text(encoding="utf-8")
    model.write_text(re.sub(r"(?m)^funnel: .*\n", "", text), encoding="utf-8")
    result = actlog("funnel")
    assert (result.code, result.out) == (1, "")
    assert "the model week has no funnel" in result.err
    assert "funnel: [meeting_held, " in result.err


def test_an_empty_window_says_how_to_begin(actlog: Program) -> None:
    assert "such as: actlog log call @acme" in actlog.ok("funnel")


@pytest.mark.parametrize("encoding", ["utf-8", "ascii"])
def test_hostile_names_keep_to_80_columns_and_are_shown_as_they_are(
    actlog: Program, encoding: str
) -> None:
    actlog.ok("log", "call", "source:" + "[red]" * 19, "@acme")
    actlog.ok("log", "call", "source:\u0645\u0645", "@globex")
    shown = actlog.terminal("funnel", "--by", "source", PYTHONIOENCODING=encoding, NO_COLOR="1")
    assert shown.code == 0
    for line in re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", shown.out).splitlines():
        assert len(line) <= 80
    assert "[red]" in shown.out
