import csv
import json
import stat
from pathlib import Path

import pytest

from tests.program import Program

CALLS = "at,kind,count,outcome,account\n2026-11-19,call,3,connected,Acme\n2026-11-20,call,2,,\n"


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "calls.csv"
    path.write_text(CALLS)
    return path


@pytest.mark.parametrize("form", ["--csv", "--jsonl"])
def test_an_export_comes_back_as_the_same_log(
    actlog: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    actlog.ok(
        "log", "12", "calls", "2", "connected", "@acme/dana", "+fair", "--", "'=1+1', she said"
    )
    actlog.ok("log", "meeting", "set", "@globex", "for", "tue", "10:00", "thu", "9:10")
    exported = actlog.ok("export", form)
    path = tmp_path / "log"
    path.write_text(exported)
    assert "nothing new" in actlog.ok("import", str(path))
    monkeypatch.setenv("ACTLOG_HOME", str(tmp_path / "other"))
    actlog.ok("import", str(path))
    assert actlog.ok("export", form) == exported


def test_export_takes_the_words_of_list(actlog: Program, table: Path) -> None:
    actlog.ok("import", str(table))
    lines = actlog.ok("export", "calls", "@acme").splitlines()
    assert len(lines) == 2
    assert ",call,3,connected,Acme," in lines[1]


def test_an_empty_log_exports_its_header(actlog: Program) -> None:
    assert actlog.ok("export") == (
        "id,uid,day,at,kind,count,outcome,account,contact,minutes,value,source,persona,tags,"
        "note,for,next,due,done,story,objection\n"
    )
    assert actlog.ok("export", "--jsonl") == ""


def test_two_formats_at_once_are_refused(actlog: Program) -> None:
    assert actlog("export", "--csv", "--jsonl").code == 2


def test_an_output_file_is_private_and_not_overwritten(
    actlog: Program, table: Path, tmp_path: Path
) -> None:
    actlog.ok("import", str(table))
    target = tmp_path / "out.csv"
    assert actlog.ok("export", "--output", str(target)) == f"wrote 2 entries to {target}\n"
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    text = target.read_text()
    result = actlog("export", "--jsonl", "--output", str(target))
    assert (result.code, target.read_text()) == (2, text)
    assert "--yes writes over it" in result.err
    actlog.ok("export", "--jsonl", "--output", str(target), "--yes")
    assert target.read_text().startswith('{"schema_version": 1')
    assert sorted(tmp_path.iterdir()) == [table, tmp_path / "home", target]


@pytest.mark.parametrize(
    ("output", "said"),
    [
        ("no/such/folder.csv", "no/such/folder.csv cannot be written: No such file or directory"),
        (".", ". is a folder\nname a file in it: ./log.csv"),
    ],
)
def test_an_output_that_cannot_be_written_is_said(actlog: Program, output: str, said: str) -> None:
    result = actlog("export", "--output", output, "--yes")
    assert result.code == 2
    assert said in result.err


def test_the_ending_of_a_file_says_its_format(actlog: Program, tmp_path: Path) -> None:
    actlog.ok("log", "3", "calls")
    for name, start in (("log.jsonl", '{"schema'), ("LOG.CSV", "id,uid"), ("log", "id,uid")):
        actlog.ok("export", "--output", str(tmp_path / name))
        assert (tmp_path / name).read_text().startswith(start)
    actlog.ok("export", "--csv", "--output", str(tmp_path / "other.jsonl"))
    assert (tmp_path / "other.jsonl").read_text().startswith("id,uid")


@pytest.mark.parametrize("name", ["log.xlsx", "LOG.JSON", "log.zip"])
def test_an_ending_that_would_be_untrue_of_csv_is_refused(
    actlog: Program, tmp_path: Path, name: str
) -> None:
    target = tmp_path / name
    result = actlog("export", "--output", str(target))
    assert (result.code, target.exists()) == (2, False)
    assert result.err == (
        f"actlog: {target} would be CSV, whatever its ending says\n"
        f"name it {target.with_suffix('.csv')}, which spreadsheets open, or name a --format\n"
    )
    actlog.ok("export", "--output", str(target), "--format", "actlog-csv")
    assert target.read_text().startswith("id,uid")


def test_a_format_is_named_as_one_of_a_list(actlog: Program) -> None:
    assert actlog.ok("export", "--format", "jsonl") == ""
    assert actlog.ok("export", "--format", "jsonl", "--jsonl") == ""
    result = actlog("export", "--format", "jsnl")
    assert (result.code, result.out) == (2, "")
    wrong, meant = result.err.splitlines()
    assert wrong == "actlog: --format jsnl is none that can be written"
    assert meant.startswith("did you mean jsonl? these are: actlog-csv, jsonl, ")
    assert "\x1b" not in actlog("export", "--format", "\x1b[31m").err


def test_what_two_options_name_is_two_formats(actlog: Program) -> None:
    result = actlog("export", "--format", "jsonl", "--csv")
    assert result.code == 2
    assert "--csv and --format jsonl are two formats" in result.err


def log_some(actlog: Program) -> None:
    actlog.ok("log", "12", "calls", "2", "connected", "@acme/dana", "+fair", "--", "'=1+1', '--")
    actlog.ok("log", "meeting", "set", "@globex", "for", "tue", "10:00", "thu", "9:10")
    actlog.ok("log", "won", "@acme", "value:18k", "yesterday", "next:x", "due:fri")


def test_a_day_log_is_in_order_of_time(actlog: Program, tmp_path: Path) -> None:
    log_some(actlog)
    target = tmp_path / "log.txt"
    assert actlog.ok("export", "--output", str(target)) == f"wrote 4 entries to {target}\n"
    assert actlog.ok("export", "--format", "daylog") == target.read_text()
    assert target.read_text() == (
        "2026-11-19\n"
        "\n"
        "09:10+00:00 1 meeting set @globex for:2026-11-24T10:00:00+00:00\n"
        "\n"
        "2026-11-22\n"
        "\n"
        "1 deal won @acme value:18000 next:x due:2026-11-27\n"
        "\n"
        "2026-11-23\n"
        "\n"
        "10:41+00:00 2 calls connected @acme/dana +fair -- '=1+1', '--\n"
        "10:41+00:00 10 calls @acme/dana +fair\n"
    )


def test_what_a_day_log_cannot_say_is_told(actlog: Program, tmp_path: Path) -> None:
    path = tmp_path / "one.csv"
    path.write_text("at,kind,contact\n2026-11-20,call,Dana\n")
    actlog.ok("import", str(path))
    result = actlog("export", "--format", "daylog")
    assert (result.code, result.out) == (0, "2026-11-20\n\n1 call\n")
    assert result.err == (
        "of 1 entry the contact is left out: a log line names none without an account\n"
    )


def test_a_day_log_in_another_log_has_the_same_meetings_and_nothing_to_mend(
    actlog: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    actlog.ok("log", "set", "@acme/dana", "for", "fri", "9:00")
    actlog.ok("log", "set", "@acme/lee", "for", "tomorrow", "10:00")
    actlog.ok("log", "set", "@globex", "for", "tomorrow", "11:00")
    actlog.ok("log", "cancelled", "@globex")
    path = tmp_path / "log.txt"
    actlog.ok("export", "--output", str(path))
    meetings = actlog.ok("meetings")
    monkeypatch.setenv("ACTLOG_HOME", str(tmp_path / "other"))
    actlog.ok("import", str(path))
    assert actlog.ok("meetings") == meetings
    assert "nothing to mend in 4 entries" in actlog.ok("check")


def events(actlog: Program, *words: str) -> list[tuple[str, str, str]]:
    """Return the summary, the start and the end of each event of an exported calendar."""
    found = []
    for event in actlog.ok("export", *words, "--format", "ics").split("BEGIN:VEVENT")[1:]:
        said = dict(line.partition(":")[::2] for line in event.splitlines())
        day = ";VALUE=DATE" if "DTSTART;VALUE=DATE" in said else ""
        found.append((said["SUMMARY"], said[f"DTSTART{day}"], said[f"DTEND{day}"]))
    return found


def plan(actlog: Program) -> None:
    actlog.ok("log", "meeting", "set", "@Acme/Dana", "for", "tomorrow", "10:00", "45m")
    actlog.ok("log", "meeting", "set", "@Globex", "for", "next", "wed", "next:x", "due:fri")
    actlog.ok("log", "set", "@Stark", "for", "fri", "9:00", "+fair")
    actlog.ok("log", "set", "@Wayne", "for", "fri", "11:00")
    actlog.ok("log", "cancelled", "@Wayne")
    actlog.ok("log", "set", "@Umbrella", "for", "fri", "11:00")
    actlog.ok("log", "rescheduled", "@Umbrella", "for", "sat", "12:00")
    actlog.ok("log", "call", "@Umbrella", "next:send quote", "due:thu", "15:00")
    actlog.ok("log", "call", "@Wayne", "next:nothing")
    actlog.ok("log", "call", "@Wayne", "next:done", "due:thu")
    actlog.ok("done", "last")


def test_a_calendar_holds_the_meetings_and_next_steps_ahead(
    actlog: Program, tmp_path: Path
) -> None:
    plan(actlog)
    assert events(actlog) == [
        ("Meeting with Acme (Dana)", "20261124T100000Z", "20261124T104500Z"),
        ("Meeting with Stark", "20261127T090000Z", "20261127T100000Z"),
        ("Meeting with Umbrella", "20261128T120000Z", "20261128T130000Z"),
        ("Meeting with Globex", "20261202", "20261203"),
        ("Send quote: Umbrella", "20261126T150000Z", "20261126T151500Z"),
        ("X: Globex", "20261127", "20261128"),
    ]
    target = tmp_path / "ahead.ics"
    assert actlog.ok("export", "--output", str(target)) == (
        f"wrote 4 meetings and 2 next steps to {target}\n"
    )


def test_words_choose_what_is_in_a_calendar(actlog: Program) -> None:
    plan(actlog)
    assert [one[0] for one in events(actlog, "@globex")] == ["Meeting with Globex", "X: Globex"]
    assert [one[0] for one in events(actlog, "tomorrow")] == ["Meeting with Acme (Dana)"]
    assert [one[0] for one in events(actlog, "+fair")] == ["Meeting with Stark"]
    assert events(actlog, "@nobody") == []


def test_an_event_has_one_uid_whatever_becomes_of_its_date(actlog: Program) -> None:
    def uids() -> list[str]:
        lines = actlog.ok("export", "--format", "ics").splitlines()
        return [line[4:] for line in lines if line.startswith("UID:")]

    actlog.ok("log", "set", "@acme", "for", "fri", "9:00", "next:confirm", "due:thu")
    entry = json.loads(actlog.ok("list", "--json"))["entries"][0]
    assert uids() == [f"{entry['uid']}@actlog", f"next.{entry['uid']}@actlog"]
    actlog.ok("log", "rescheduled", "@acme", "for", "next", "wed", "9:00")
    assert uids() == [f"{entry['uid']}@actlog", f"next.{entry['uid']}@actlog"]


def test_weekly_totals_say_what_the_week_says(actlog: Program, table: Path) -> None:
    actlog.ok("import", str(table))
    actlog.ok("log", "7", "calls", "@acme")
    found = csv.DictReader(actlog.ok("export", "--format", "weeks-csv").splitlines())
    weekly = {(row["week"], row["kind"]): row for row in found}
    for words in ((), ("last",)):
        rows = list(csv.DictReader(actlog.ok("week", *words, "--csv").splitlines()))
        assert rows
        for row in rows:
            same = weekly[row["week"], row["kind"]]
            shared = [name for name in same if name in row]
            assert {"done", "tipping_point", "zone", "average_4"} < set(shared)
            assert [same[name] for name in shared] == [row[name] for name in shared]


def test_weeks_are_taken_out_for_a_mail(actlog: Program, table: Path, tmp_path: Path) -> None:
    actlog.ok("import", str(table))
    target = tmp_path / "weeks.md"
    assert actlog.ok("export", "--output", str(target)) == f"wrote 2 weeks to {target}\n"
    assert "| 2026-W47 | " in target.read_text()
    assert "of 200" in target.read_text()
    calls = actlog.ok("export", "calls", "this", "week", "--format", "weeks-md").splitlines()
    assert calls[2:5] == [
        "| week | calls |  |",
        "| --- | ---: | --- |",
        "| 2026-W48 | 0 of 200 | so far |",
    ]


def test_weeks_of_a_part_of_the_entries_have_no_lines(actlog: Program, table: Path) -> None:
    actlog.ok("import", str(table))
    result = actlog("export", "@acme", "last", "week", "--format", "weeks-md")
    assert result.out.splitlines()[2:] == [
        "| week | connects | calls |  |",
        "| --- | ---: | ---: | --- |",
        "| 2026-W47 | 3 | 3 |  |",
    ]
    assert result.err == "a part of the entries has no lines and averages: these are for all\n"


def test_the_log_itself_is_never_written_over(actlog: Program, isolated: Path) -> None:
    actlog.ok("log", "call")
    (database,) = isolated.glob("*.db")
    result = actlog("export", "--csv", "--output", str(database), "--yes")
    assert (result.code, "is the log itself" in result.err) == (2, True)
    assert actlog.ok("list", "--csv").count("\n") == 2


def test_a_day_log_comes_back_as_the_same_entries(
    actlog: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log_some(actlog)
    target = tmp_path / "log.txt"
    assert actlog.ok("export", "--output", str(target)) == f"wrote 4 entries to {target}\n"
    monkeypatch.setenv("ACTLOG_HOME", str(tmp_path / "other"))
    actlog.ok("import", str(target))
    assert actlog.ok("export", "--format", "daylog") == target.read_text()
    assert "nothing new" in actlog.ok("import", str(target))


def test_unknown_kinds_of_a_day_log_are_mapped_by_as(actlog: Program, tmp_path: Path) -> None:
    path = tmp_path / "diary.txt"
    path.write_text("# mine\n\n2026-11-20\n9:10 zoom connected @acme\ncll @globex\nfax @stark\n")
    actlog.ok("model", "show")
    result = actlog("import", str(path))
    assert result.code == 2
    assert "line 4: kind: 'zoom' is not in the model week" in result.err
    assert "line 5: cll is not understood (try: call @globex)" in result.err
    assert "unknown kinds: 'zoom' (1 row" in result.err
    given = ("--as", "zoom=call", "--as", "cll=deal_won", "--as", "fax=-")
    actlog.ok("import", str(path), *given)
    assert actlog.ok("export", "--format", "daylog") == (
        "2026-11-20\n\n1 deal won @globex\n09:10+00:00 1 call connected @acme\n"
    )
    assert "nothing new" in actlog.ok("import", str(path), *given)


def test_bad_lines_of_a_day_log_are_kept_below_their_dates(actlog: Program, tmp_path: Path) -> None:
    path = tmp_path / "diary.txt"
    path.write_text("2026-11-19\ncall\n2026-11-20\n9:10 call @acme\nheld yesterdy\n")
    actlog.ok("import", str(path), "--skip-bad")
    rejected = (tmp_path / "diary.rejected.txt").read_text().splitlines()
    assert rejected[::3] == ["2026-11-20", "held yesterdy"]
    (tmp_path / "diary.rejected.txt").write_text("2026-11-20\nmeeting held\n")
    assert "imported 1 entry" in actlog.ok("import", str(tmp_path / "diary.rejected.txt"))
