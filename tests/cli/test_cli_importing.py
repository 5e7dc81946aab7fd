import gzip
import io
import json
import zipfile
from datetime import date
from pathlib import Path

import pytest

from tests.cli.test_cli_importing_hostile import CALENDAR
from tests.exchange.workbooks import sheet, workbook
from tests.program import Program
from tests.test_documents import ROOT

HEADER = "at,kind,outcome,account,uid\n"


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "crm.csv"
    path.write_text(
        HEADER + "2026-11-19,Dialling,connected,Acme,crm-1\n2026-11-20,E-Mail,,Acme,crm-2\n"
    )
    return path


def entries(actlog: Program) -> list[tuple[object, ...]]:
    found = json.loads(actlog.ok("list", "--all", "--json"))["entries"]
    return sorted((one["day"], one["kind"], one["outcome"]) for one in found)


def test_as_says_which_kind_a_word_is_and_which_rows_are_left_out(
    actlog: Program, table: Path
) -> None:
    actlog.ok("model", "show")
    out = actlog.ok("import", str(table), "--as", "dialling=call", "--as", "e-mail=-", "--dry-run")
    assert out == (
        "crm.csv · actlog's own columns\n"
        "\n"
        "week      calls\n"
        "2026-W47      1\n"
        "\n"
        "  left out  1 row: 'E-Mail' is left out as asked\n"
        "\n"
        "would import 1 entry: 1 call, 2026-11-19\n"
    )
    actlog.ok("import", str(table), "--as", "dialling=call", "--as", "e-mail=-")
    assert entries(actlog) == [("2026-11-19", "call", "connected")]


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("Dialling", "'Dialling' does not say what is what"),
        ("=call", "'=call' does not say what is what"),
        ("Dialling=", "'Dialling=' does not say what is what"),
        ("Dialling=sing", "'sing' is not in the model week"),
    ],
)
def test_as_that_says_nothing_is_refused(
    actlog: Program, table: Path, word: str, said: str
) -> None:
    actlog.ok("model", "show")
    result = actlog("import", str(table), "--as", word)
    assert result.code == 2
    assert said in result.err
    assert entries(actlog) == []


def test_unknown_kinds_are_refused_with_the_list_and_the_way_on(
    actlog: Program, table: Path
) -> None:
    actlog.ok("model", "show")
    result = actlog("import", str(table))
    assert result.code == 2
    assert "unknown kinds: 'Dialling' (1 row" in result.err
    assert "--as 'Dialling=" in result.err


def test_on_a_terminal_unknown_kinds_are_asked_for(actlog: Program, table: Path) -> None:
    actlog.ok("model", "show")
    result = actlog.terminal("import", str(table), typed="sing\ncall\n-\ny\n", after="Dialling")
    assert "'sing' is not in the model week" in result.out
    assert "imported 1 entry: 1 call, 2026-11-19" in result.out
    assert entries(actlog) == [("2026-11-19", "call", "connected")]


def test_bad_rows_are_kept_in_a_file_that_can_be_mended_and_imported(
    actlog: Program, tmp_path: Path
) -> None:
    table = tmp_path / "calls.csv"
    table.write_text('at,kind,note\nsoon,call,\'=1+1\n2026-11-20,call,\n2026-11-21,sing,"a\nb"\n')
    result = actlog("import", str(table), "--skip-bad")
    assert result.code == 0
    rejected = tmp_path / "calls.rejected.csv"
    assert f"2 rows not imported, kept in {rejected}: mend and import that\n" in result.out
    assert rejected.read_text() == (
        "at,kind,note,import problem\n"
        "soon,call,'=1+1,at: 'soon' is not a date; write 2026-11-23 or "
        "2026-11-23T10:41:00+01:00\n"
        "2026-11-21,sing,\"a\nb\",kind: 'sing' is not in the model week\n"
    )
    assert oct(rejected.stat().st_mode & 0o777) == "0o600"
    rejected.write_text(rejected.read_text().replace("soon", "2026-11-19").replace("sing", "call"))
    actlog.ok("import", str(rejected))
    assert entries(actlog) == [
        ("2026-11-19", "call", None),
        ("2026-11-20", "call", None),
        ("2026-11-21", "call", None),
    ]
    notes = {one["note"] for one in json.loads(actlog.ok("list", "--all", "--json"))["entries"]}
    assert notes == {"=1+1", None, "a\nb"}


def test_a_file_of_bad_rows_is_never_written_over(actlog: Program, tmp_path: Path) -> None:
    table = tmp_path / "calls.csv"
    table.write_text("at,kind\nsoon,call\n2026-11-20,call\n")
    for name in ("calls.rejected.csv", "calls.rejected-2.csv"):
        assert f"kept in {tmp_path / name}:" in actlog.ok("import", str(table), "--skip-bad")
    assert (tmp_path / "calls.rejected.csv").read_text().count("\n") == 2


def test_rows_with_one_uid_that_differ_are_rejected_but_for_the_first(
    actlog: Program, tmp_path: Path
) -> None:
    table = tmp_path / "calls.csv"
    table.write_text("at,kind,uid\n2026-11-20,call,a\n2026-11-19,call,a\n")
    actlog.ok("import", str(table), "--skip-bad")
    assert entries(actlog) == [("2026-11-20", "call", None)]
    assert "the uid is that of line 2" in (tmp_path / "calls.rejected.csv").read_text()


def test_bad_json_lines_keep_their_shape(actlog: Program, tmp_path: Path) -> None:
    table = tmp_path / "calls.jsonl"
    table.write_text('{"at": "soon", "kind": "call"}\n{"at": \n{"at":"2026-11-20","kind":"call"}\n')
    actlog.ok("import", str(table), "--skip-bad")
    first, second = (tmp_path / "calls.rejected.jsonl").read_text().splitlines()
    assert json.loads(first)["import problem"].startswith("at: 'soon' is not a date")
    assert second == '{"at": '
    assert entries(actlog) == [("2026-11-20", "call", None)]


def test_a_dry_run_with_bad_rows_shows_what_is_good_and_names_what_is_bad(
    actlog: Program, tmp_path: Path
) -> None:
    table = tmp_path / "calls.csv"
    table.write_text("at,kind,minutes\nsoon,call,\n1970-01-19,call,600\n")
    actlog.ok("model", "show")
    result = actlog("import", str(table), "--dry-run")
    assert result.code == 2
    assert result.out == (
        "calls.csv · actlog's own columns\n"
        "\n"
        "week      calls\n"
        "1970-W04      1\n"
        "\n"
        "  odd       1 entry in 1970: a wrong unit of time?\n"
        "  odd       1 entry of 9 hours or more\n"
        "  bad       1 row: see below\n"
        "\n"
    )
    assert "line 2: at: 'soon' is not a date" in result.err


def test_many_weeks_and_kinds_are_summed_at_the_edges(actlog: Program, tmp_path: Path) -> None:
    table = tmp_path / "calls.csv"
    kinds = ("call", "email", "linkedin", "follow_up", "meeting_set", "meeting_held")
    rows = [f"2026-{month:02}-02,{kind},{month}\n" for month in range(1, 11) for kind in kinds]
    table.write_text("at,kind,count\n" + "".join(rows))
    actlog.ok("model", "show")
    out = actlog.ok("import", str(table), "--dry-run")
    lines = out.splitlines()
    assert lines[3].startswith("2 earlier ")
    assert lines[4].startswith("2026-W10 ")
    assert len(lines) == 14


def test_what_the_rep_edited_is_reported(actlog: Program, tmp_path: Path) -> None:
    table = tmp_path / "calls.csv"
    table.write_text("at,kind,note,uid\n2026-11-20,call,one,a\n2026-11-20,call,one,b\n")
    actlog.ok("import", str(table))
    actlog.ok("edit", "1", "note:mine")
    table.write_text("at,kind,note,uid\n2026-11-20,call,two,a\n2026-11-20,call,two,b\n")
    result = actlog("import", str(table))
    assert result.out == "changed what 1 entry says\nactlog undo takes it back\n"
    assert result.err == (
        "you edited #1, and the file says something else: they stay as they are\n"
    )
    data = json.loads(actlog.ok("import", str(table), "--json"))
    assert (data["changed"], data["edited"], data["edited_entries"]) == (0, 1, [1])


CALLS = "at,kind,account,note\n2026-11-20,call,Müller & Söhne,'=1\n2026-11-19,call,Acme,\n"


def zipped(files: dict[str, str]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return packed.getvalue()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("calls.csv", CALLS.encode("utf-8-sig")),
        ("calls.csv", CALLS.encode("utf-16")),
        ("calls.csv", CALLS.encode("cp1252")),
        ("calls.csv", CALLS.replace(",", ";").encode()),
        ("calls.csv", CALLS.replace(",", "\t").replace("\n", "\r\n").encode("utf-16")),
        ("calls.csv.gz", gzip.compress(CALLS.encode(), mtime=0)),
        ("calls.csv", gzip.compress(CALLS.encode("cp1252"), mtime=0)),
        ("calls.zip", zipped({"a/calls.csv": CALLS, "readme.txt": "hello\n"})),
    ],
)
def test_a_file_comes_in_however_it_is_written_and_packed(
    actlog: Program, tmp_path: Path, name: str, data: bytes
) -> None:
    table = tmp_path / name
    table.write_bytes(data)
    actlog.ok("import", str(table))
    found = json.loads(actlog.ok("list", "--all", "--json"))["entries"]
    assert [(one["day"], one["account"], one["note"]) for one in found] == [
        ("2026-11-19", "Acme", None),
        ("2026-11-20", "Müller & Söhne", "=1"),
    ]
    assert actlog.pipe("import", "-", given=data).out == (
        "nothing new in -: all 2 rows known already\n"
    )


def test_every_table_of_an_archive_comes_in_as_one_operation(
    actlog: Program, tmp_path: Path
) -> None:
    table = tmp_path / "both.zip"
    table.write_bytes(zipped({"one.csv": CALLS, "two.csv": CALLS.replace("2026", "2025")}))
    assert "imported 4 entries: 4 calls" in actlog.ok("import", str(table))
    actlog.ok("undo")
    assert entries(actlog) == []


def test_bad_rows_of_an_archive_are_named_with_their_file(actlog: Program, tmp_path: Path) -> None:
    table = tmp_path / "both.zip"
    table.write_bytes(zipped({"one.csv": CALLS, "two.csv": CALLS.replace("2026-11-19", "soon")}))
    result = actlog("import", str(table))
    assert result.code == 2
    assert "two.csv line 3: at: 'soon' is not a date" in result.err
    actlog.ok("import", str(table), "--skip-bad")
    assert (tmp_path / "two.rejected.csv").read_text().count("soon") == 2


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "the file is empty\n"),
        (
            "Name,Colour\nx,red\n",
            "is nothing that actlog knows; its columns are 'Name', 'Colour'\n",
        ),
        ("hello\n", "is nothing that actlog knows; its columns are 'hello'\n"),
        ("a\0b\n", "is no text"),
    ],
)
def test_what_is_no_table_is_said_in_a_line(
    actlog: Program, tmp_path: Path, text: str, said: str
) -> None:
    table = tmp_path / "table.csv"
    table.write_text(text)
    actlog.ok("model", "show")
    result = actlog("import", str(table))
    assert result.code == 2
    assert said in result.err


def test_a_format_overrules_what_a_file_looks_like(actlog: Program, tmp_path: Path) -> None:
    table = tmp_path / "table.csv"
    table.write_text(CALLS)
    actlog.ok("model", "show")
    assert actlog("import", str(table), "--format", "jsonl").code == 2
    assert actlog("import", str(table), "--format", "pipedrive").code == 2
    result = actlog("import", str(table), "--format", "pipedriv")
    assert result.code == 2
    assert "pipedrive" in result.err
    actlog.ok("import", str(table), "--format", "actlog-csv")


DAYS = (
    "2026-11-19\n\n9:10 call connected @acme\n# lunch\n2 emails\n\nfri\n\ncall @globex -- a note\n"
)


def test_a_day_log_comes_in_and_goes_out_again(actlog: Program, tmp_path: Path) -> None:
    table = tmp_path / "days.txt"
    table.write_text(DAYS)
    actlog.ok("import", str(table))
    assert entries(actlog) == [
        ("2026-11-19", "call", "connected"),
        ("2026-11-19", "email", None),
        ("2026-11-20", "call", None),
    ]
    again = tmp_path / "again.txt"
    actlog.ok("export", "--format", "daylog", "--output", str(again))
    assert "\nnothing new in " in actlog.ok("import", str(again))


def test_bad_lines_of_a_day_log_are_kept_below_their_date(actlog: Program, tmp_path: Path) -> None:
    table = tmp_path / "days.txt"
    table.write_text(DAYS.replace("2 emails", "2 emials"))
    result = actlog("import", str(table))
    assert result.code == 2
    assert "line 5: " in result.err
    actlog.ok("import", str(table), "--skip-bad")
    rejected = (tmp_path / "days.rejected.txt").read_text()
    assert rejected.startswith("2026-11-19\n\n# ")
    assert rejected.endswith("\n2 emials\n")


def test_a_script_is_told_what_a_file_was_taken_for_and_what_was_left_out(
    actlog: Program, tmp_path: Path
) -> None:
    table = tmp_path / "calls.csv"
    table.write_bytes((ROOT / "tests/data/crm/aircall_2025.csv").read_bytes())
    actlog.ok("model", "show")
    result = actlog("import", str(table))
    assert result.out.startswith("calls.csv is read as Aircall calls\nimported 1 entry: 1 call,")
    assert result.err.startswith("left out: 3 rows: direction is not outbound\n")


def test_the_weekly_export_of_salesforce_comes_in_whole_with_its_names(
    actlog: Program, tmp_path: Path
) -> None:
    table = tmp_path / "WE_1.ZIP"
    folder = ROOT / "tests/data/crm/weekly"
    files = {path.name: path.read_text() for path in sorted(folder.iterdir())}
    table.write_bytes(zipped({**files, "Solution.csv": "Id,Name\n1,x\n"}))
    actlog.ok("model", "show")
    result = actlog("import", str(table))
    assert result.code == 0
    assert "Task.csv is read as Salesforce tasks\n" in result.out
    assert "Event.csv is read as Salesforce events\n" in result.out
    assert "other files of the archive are passed over: Solution.csv of Event.csv\n" in result.err
    found = json.loads(actlog.ok("list", "--all", "--json"))["entries"]
    assert {one["account"] for one in found if one["account"]}
    assert actlog.ok("import", str(table)).splitlines()[-1].startswith("nothing new in")


def test_a_calendar_comes_in_with_its_meetings(actlog: Program, tmp_path: Path) -> None:
    table = tmp_path / "mine.ics"
    table.write_bytes(CALENDAR)
    actlog.ok("model", "show")
    result = actlog("import", str(table), "--me", "jo@mine.example")
    assert result.code == 0, result
    assert "mine.ics is read as" in result.out
    found = json.loads(actlog.ok("list", "--all", "--json"))["entries"]
    held = [one for one in found if one["kind"] == "meeting_held"]
    assert [(one["day"], one["account"], one["minutes"]) for one in held] == [
        ("2026-11-03", "acme", 60),
        ("2026-11-17", "acme", 60),
    ]
    assert all(one["story"] for one in held)
    assert (
        actlog.ok("import", str(table), "--me", "jo@mine.example")
        .splitlines()[-1]
        .startswith("nothing new in")
    )


def test_a_spreadsheet_comes_in_by_its_columns(actlog: Program, tmp_path: Path) -> None:
    table = tmp_path / "mine.xlsx"
    rows: list[list[str | date]] = [
        ["At", "Kind", "Account"],
        [date(2026, 11, 20), "call", "Acme"],
    ]
    table.write_bytes(workbook({"Notes": sheet([["x"]]), "Calls": sheet(rows)}))
    actlog.ok("import", str(table))
    assert entries(actlog) == [("2026-11-20", "call", None)]
    assert actlog("import", str(table), "--sheet", "Cals").code == 2


def test_a_crm_file_is_the_same_file_in_another_time_zone(actlog: Program) -> None:
    given = (ROOT / "tests/data/crm/salesforce_task_weekly_export.csv").read_bytes()
    report = b"Date,Subject,Call Type,Call Result\n2026-11-20,Call,Outbound,Connected\n"
    actlog.ok("model", "show")
    for data in (given, report):
        assert "imported" in actlog.pipe("import", "-", given=data, TZ="America/New_York").out
        again = actlog.pipe("import", "-", given=data, TZ="Asia/Tokyo")
        assert again.out.splitlines()[-1].startswith("nothing new in -: "), again


def test_a_table_wider_than_any_sheet_is_refused(actlog: Program, tmp_path: Path) -> None:
    table = tmp_path / "wide.csv"
    table.write_text(",".join([f"c{number}" for number in range(20_000)]) + "\n1\n")
    actlog.ok("model", "show")
    result = actlog("import", str(table))
    assert (result.code, result.err) == (
        2,
        "actlog: wide.csv has 20,000 columns\na table has at most 16,384\n",
    )


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--format", "jsonk"], ["there is no format 'jsonk'", "did you mean jsonl?"]),
        (["--sheet", "Calls"], ["{} has no sheets", "leave out --sheet"]),
        (["--date-order", "dym"], ["'dym' is no order of dates", "write one of dmy, mdy, ymd"]),
        (
            ["--format", "aircall", "--mapping", "a.yaml"],
            ["--format aircall and --mapping are two formats", "ask for one of them"],
        ),
    ],
)
def test_options_that_mean_nothing_are_refused(
    actlog: Program, table: Path, options: list[str], told: list[str]
) -> None:
    actlog.ok("model", "show")
    result = actlog("import", str(table), *options)
    assert (result.code, result.err.splitlines()) == (
        2,
        [f"actlog: {told[0].format(table)}", told[1]],
    )
