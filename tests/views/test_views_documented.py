"""docs/json.md names every key and finding that the program prints, and no other."""

from __future__ import annotations

import json
import re
from pathlib import Path

from actlog.analysis.averages import Window
from actlog.analysis.day_report import day_report
from actlog.analysis.week_findings import week_findings
from actlog.domain.findings import Evidence, Finding
from actlog.exchange.codec import FIELDS
from actlog.views import jsonable
from tests.rep import MODEL, at, report, steady

DOCUMENT = (Path(__file__).parents[2] / "docs/json.md").read_text()
NOW = at("2026-11-25 13:00")


def section(title: str) -> str:
    return DOCUMENT.split(f"## {title}\n")[1].split("\n## ")[0]


def keys(title: str, table: int = 0) -> list[str]:
    """Return the keys in the first column of a section's table, in order."""
    tables = section(title).strip().split("\n\n")
    rows = [part for part in tables if part.startswith("| key ")][table].splitlines()[2:]
    return [key for row in rows for key in re.findall(r"`(\w+)`", row.split("|")[1])]


def test_the_entrys_keys_are_documented_in_order() -> None:
    assert keys("The entry") == list(FIELDS)


def test_the_weeks_keys_are_documented_in_order() -> None:
    found = report(steady(14), NOW)
    data = jsonable.week(found, week_findings(found), None)
    assert keys("`week --json`") == list(json.loads(jsonable.dump(data)))
    assert keys("`week --json`", 1) == list(data["activities"][0])
    for key in (*data["week"], *data["results"][0]):
        assert f"`{key}`" in section("`week --json`")


def test_the_windows_keys_are_documented_in_order() -> None:
    data = jsonable.window(Window(weeks_asked=4, weeks_counted=0))
    assert keys("`averages --json`") == list(data)


def test_todays_keys_are_documented_in_order() -> None:
    data = jsonable.today_row(day_report(MODEL, NOW, [], []).activities[0])
    assert keys("`today --json`") == list(data)


def test_the_findings_keys_are_documented_in_order() -> None:
    data = jsonable.finding(Finding(id="x", level="info", title="x", detail="x"))
    documented = [key for key in keys("Findings") if key in data]
    assert sorted(documented) == sorted(data)
    row = next(line for line in section("Findings").splitlines() if "`evidence`" in line)
    assert re.findall(r"`(\w+)`", row)[1:-1] == list(Evidence().as_dict())


def test_every_finding_of_the_week_is_documented() -> None:
    source = Path(week_findings.__code__.co_filename).read_text()
    said = set(re.findall(r'id="([a-z-]+)"', source))
    documented = set(re.findall(r"^\| `([a-z-]+)` \| `\w+` \|", section("Findings"), re.MULTILINE))
    assert documented == said
