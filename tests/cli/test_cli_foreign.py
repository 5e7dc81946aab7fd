from collections import Counter
from pathlib import Path

import pytest

from actlog.cli.foreign import said
from actlog.exchange.mapped.writing import Unsaid
from tests.program import Program

MINE = """
version: 1
title: Acme dialer
source: acme
recognise: [Call ID, Started]
id: Call ID
entries: [{kind: {is: call}, at: Started, account: Company}]
"""


@pytest.fixture
def log(actlog: Program) -> Program:
    actlog.ok("log", "2", "calls", "voicemail", "@acme/dana", "9:05")
    actlog.ok("log", "call", "connected", "@acme", "12m", "next:send a quote", "9:30")
    actlog.ok("log", "meeting", "set", "@globex", "for", "thu", "10:00")
    return actlog


def test_a_format_of_a_crm_is_written_and_what_it_loses_is_told(log: Program) -> None:
    result = log("export", "--format", "hubspot-calls")
    assert result.out.splitlines() == [
        "hs_timestamp,hs_call_title,hs_object_id,hs_call_disposition,hs_call_status,"
        "Associated Company,Associated Contact,hs_call_duration,hs_call_body,hs_call_direction",
        *["2026-11-23T09:05:00+00:00,Call,,b2cf5968-551e-4856-9783-52b3da59a7d0,COMPLETED,"
          "acme,dana,,,OUTBOUND"] * 2,
        "2026-11-23T09:30:00+00:00,Call,,f240bbac-87c9-4f6e-bf70-924b57d47db7,COMPLETED,"
        "acme,,720000,,OUTBOUND",
    ]  # fmt: skip
    assert result.err == (
        "1 entry of meeting set has no place in HubSpot calls\n"
        "HubSpot calls has no place for the next step of 1 entry\n"
    )


def test_a_file_says_how_many_rows_it_has(log: Program, tmp_path: Path) -> None:
    target = tmp_path / "calls.csv"
    out = log.ok("export", "--format", "hubspot-calls", "--output", str(target))
    assert out == f"wrote 2 entries in 3 rows to {target}\n"


def test_what_is_written_comes_back_once(
    log: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = str(tmp_path / "calls.csv")
    log.ok("export", "--format", "hubspot-calls", "--output", target)
    monkeypatch.setenv("ACTLOG_HOME", str(tmp_path / "other"))
    log.ok("import", target)
    again = log.ok("export", "calls", "--format", "hubspot-calls")
    assert again == Path(target).read_text()
    assert "nothing new" in log.ok("import", target)


def test_a_mapping_of_ones_own_is_a_format_by_its_name_and_by_its_file(
    log: Program, isolated: Path, tmp_path: Path
) -> None:
    rows = "Call ID,Started,Company\n" + "".join(
        [f",2026-11-23T09:{minute}:00+00:00,acme\n" for minute in ("05", "05", "30")]
    )
    mine = tmp_path / "acme.yaml"
    mine.write_text(MINE)
    assert log.ok("export", "--mapping", str(mine)) == rows
    (isolated / "mappings").mkdir()
    (isolated / "mappings" / "acme.yaml").write_text(MINE)
    assert log.ok("export", "--format", "acme") == rows


def test_a_mapping_that_is_wrong_writes_nothing(log: Program, tmp_path: Path) -> None:
    mine, target = tmp_path / "acme.yaml", tmp_path / "out.csv"
    mine.write_text("version: 1\nentries: []\n")
    result = log("export", "--mapping", str(mine), "--output", str(target))
    assert (result.code, result.out, target.exists()) == (3, "", False)
    assert "entries is missing" in result.err


def test_a_format_and_a_mapping_are_two_formats(log: Program) -> None:
    result = log("export", "--mapping", "acme.yaml", "--format", "aircall")
    assert (result.code, result.out) == (2, "")
    assert "--format aircall and --mapping are two formats" in result.err


def test_an_unknown_format_names_those_that_can_be_written(log: Program) -> None:
    result = log("export", "--format", "hubspot-call")
    assert result.code == 2
    assert "did you mean hubspot-calls?" in result.err
    assert "calendar" not in result.err


def test_what_is_lost_is_told_with_the_most_frequent_first() -> None:
    unsaid = Unsaid()
    unsaid.kinds = Counter(deal_won=1, proposal=3)
    unsaid.fields = Counter(at=1, tags=1200, next=2)
    assert said(unsaid, "My CRM") == [
        "3 entries of proposal and 1 of deal won have no place in My CRM",
        "My CRM has no place for the tags of 1,200 entries, the next step of 2 "
        "and the time of day of 1",
    ]
    assert said(Unsaid(), "My CRM") == []
