"""Exports of CRMs and dialers, brought in by one command."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from pathlib import Path

import pytest

from tests.exchange.crm import DATA, EXAMPLES
from tests.program import Program

WEEKLY = DATA / "weekly"


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """Return a weekly export as Salesforce sends it."""
    path = tmp_path / "WE_00D8a0000001.ZIP"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for member in sorted(WEEKLY.glob("*.csv")):
            file.write(member, member.name)
    return path


def entries(actlog: Program) -> dict[str, dict[str, str]]:
    """Return what every entry of the log says, by its unique id."""
    rows = csv.DictReader(io.StringIO(actlog.ok("export")))
    return {
        row["uid"]: {name: cell for name, cell in row.items() if cell and name not in ("id", "day")}
        for row in rows
    }


def expected(*names: str) -> dict[str, dict[str, str]]:
    found = {}
    for name in names:
        with (DATA / "expected" / name).open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                found[row["uid"]] = {key: cell for key, cell in row.items() if cell}
    return found


def without(rows: dict[str, dict[str, str]], *names: str) -> list[dict[str, str]]:
    return [{key: cell for key, cell in row.items() if key not in names} for row in rows.values()]


def test_a_weekly_export_comes_in_whole_with_the_names_of_its_ids(
    actlog: Program, archive: Path
) -> None:
    actlog.ok("import", str(archive), "--yes")
    there = entries(actlog)
    wanted = expected("weekly_task.csv", "weekly_event.csv")
    assert set(there) == set(wanted)
    assert sorted(map(str, without(there, "at", "for", "count"))) == sorted(
        map(str, without(wanted, "at", "for"))
    )
    story = there["salesforce-00U8a00001InvV1-held"]
    assert (story["story"], story["minutes"]) == ("salesforce-00U8a00001InvV1-set", "45")
    meetings = json.loads(actlog.ok("meetings", "--json"))
    assert [one["uid"] for one in meetings["meetings"]] == ["salesforce-00U8a00001InvV2-set"]


def test_the_same_export_again_adds_nothing_and_undo_takes_it_back(
    actlog: Program, archive: Path
) -> None:
    actlog.ok("import", str(archive), "--yes")
    before = entries(actlog)
    again = actlog("import", str(archive), "--yes")
    assert again.code in {0, 1}
    assert entries(actlog) == before
    actlog.ok("undo")
    assert entries(actlog) == {}


def test_the_archive_gives_names_to_what_its_tasks_alone_brought_in(
    actlog: Program, archive: Path, tmp_path: Path
) -> None:
    alone = tmp_path / "alone" / "Task.csv"
    alone.parent.mkdir()
    alone.write_bytes((WEEKLY / "Task.csv").read_bytes())
    actlog.ok("import", str(alone), "--yes")
    nameless = entries(actlog)
    assert not any("account" in row for row in nameless.values())
    actlog.ok("import", str(archive), "--yes")
    named = entries(actlog)
    assert set(nameless) < set(named)
    assert named["salesforce-00T8a00001InvT1"]["account"] == "Acme, Inc."


@pytest.mark.parametrize(
    "name",
    ["aircall", "hubspot-calls", "hubspot-meetings", "pipedrive", "salesforce-report"],
)
def test_every_example_comes_in_by_one_command_and_once(actlog: Program, name: str) -> None:
    path = str(EXAMPLES / f"{name}.csv")
    shown = actlog.ok("import", path, "--dry-run")
    assert shown.splitlines()[0].startswith(f"{name}.csv · ")
    actlog.ok("import", path, "--yes")
    before = entries(actlog)
    assert before
    actlog("import", path, "--yes")
    assert entries(actlog) == before


def test_a_result_that_nobody_knows_is_said_once_with_what_becomes_of_it(actlog: Program) -> None:
    shown = actlog.ok("import", str(DATA / "hubspot_calls_labels.csv"), "--dry-run")
    assert [line.strip() for line in shown.splitlines() if "Meeting booked" in line] == [
        'unknown   Call outcome "Meeting booked" (1 row): kept as it is'
    ]


def test_a_type_that_the_model_week_lacks_is_named_by_as(actlog: Program) -> None:
    path = str(DATA / "pipedrive_activities_spreadsheet.csv")
    refused = actlog("import", path, "--yes")
    assert refused.code == 2
    assert "'Site visit'" in refused.err
    assert entries(actlog) == {}
    actlog.ok("import", path, "--as", "Site visit=call", "--yes")
    assert entries(actlog)["pipedrive-2004"]["kind"] == "call"


def test_of_an_archive_a_format_or_a_mapping_takes_the_files_that_are_of_it(
    actlog: Program, archive: Path, tmp_path: Path
) -> None:
    mine = tmp_path / "mine.yaml"
    text = actlog.ok("mapping", "show", "salesforce-tasks")
    mine.write_text(text.replace("skip:\n", "skip:\n  OwnerId: {not: 0058a00001InvU1QAA}\n"))
    actlog.ok("import", str(archive), "--mapping", str(mine), "--yes")
    assert set(entries(actlog)) == set(expected("weekly_task.csv"))
    mine.write_text(text.replace("skip:\n", "skip:\n  OwnerId: {not: 0058a00001InvU2QAA}\n"))
    shown = actlog("import", str(archive), "--mapping", str(mine), "--dry-run").out
    assert "9 rows: OwnerId is not 0058a00001InvU2QAA" in shown
    actlog.ok("import", str(archive), "--format", "salesforce-events", "--yes")
    assert set(entries(actlog)) == set(expected("weekly_task.csv", "weekly_event.csv"))
