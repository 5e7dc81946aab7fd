"""`momentum` as it is typed, on the made-up rep's log, and on an empty one."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.program import Program

DOCUMENT = (Path(__file__).parents[2] / "docs/json.md").read_text(encoding="utf-8")
SECTION = DOCUMENT.split("## `momentum --json`\n")[1].split("\n## ")[0]
NOW = "2026-11-18T11:15"


@pytest.fixture
def demo(actlog: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Program:
    monkeypatch.setenv("ACTLOG_NOW", NOW)
    actlog.ok("demo", "--keep", str(tmp_path / "demo"))
    monkeypatch.setenv("ACTLOG_HOME", str(tmp_path / "demo"))
    return actlog


def read(actlog: Program) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(actlog.ok("momentum", "--json"))
    return data


def keys(table: int) -> list[str]:
    """Return the keys in the first column of one of the section's tables, in order."""
    tables = [part for part in SECTION.strip().split("\n\n") if part.startswith("| key ")]
    rows = tables[table].splitlines()[2:]
    return [key for row in rows for key in re.findall(r"`(\w+)`", row.split("|")[1])]


def test_every_key_is_documented_in_order(demo: Program) -> None:
    data = read(demo)
    assert keys(0) == list(data)
    assert keys(1) == list(data["droughts"][0])
    assert keys(2) == list(data["mix"][0])
    for name in ("weeks", "streaks", "buffers", "bests"):
        row = next(line for line in SECTION.splitlines() if f"| `{name}` |" in line)
        assert all(f"`{key}`" in row for key in data[name][0]), row


def test_the_figures_are_those_of_the_last_complete_day(demo: Program) -> None:
    data = read(demo)
    assert (data["day"], data["warming_up"]) == ("2026-11-17", False)
    assert data["trend"] == pytest.approx(data["recent"] - data["base"])
    last = data["weeks"][-1]
    assert [last[key] for key in ("week", "base", "recent")] == [
        "2026-W47",
        data["base"],
        data["recent"],
    ]
    assert [one["week"] for one in data["weeks"] if one["off"]] == ["2026-W38"]
    assert len(data["weeks"]) == 26


def test_csv_has_a_row_for_every_working_day_that_ends_in_the_same_figures(demo: Program) -> None:
    rows = list(csv.DictReader(io.StringIO(demo.ok("momentum", "--csv"))))
    data = read(demo)
    assert list(rows[0]) == ["day", "weight", "load", "base", "recent", "trend", "warming_up"]
    assert (rows[-1]["day"], float(rows[-1]["base"])) == (data["day"], data["base"])
    days = [row["day"] for row in rows]
    assert days == sorted(set(days))
    assert days[0] >= data["weeks"][0]["start"]


def test_an_empty_log_has_no_figures_and_no_rows(actlog: Program) -> None:
    data = read(actlog)
    assert (data["day"], data["base"], data["recent"], data["trend"]) == (None,) * 4
    assert (data["droughts"], data["bests"], data["working_days"]) == ([], [], 0)
    assert actlog.ok("momentum", "--csv") == "day,weight,load,base,recent,trend,warming_up\n"
    assert "no complete working day yet" in actlog.ok("momentum")


def test_it_takes_no_words(actlog: Program) -> None:
    assert actlog("momentum", "week").code == 2
