"""`db path` and `db query`: for those who know SQL."""

import json
import re
from pathlib import Path

from tests.program import Program

SQL = "SELECT kind, count, note FROM entries"


def test_the_path_is_printed_whether_the_log_is_there_or_not(
    actlog: Program, isolated: Path
) -> None:
    assert actlog.ok("db", "path") == f"{isolated}/actlog.db\n"
    assert json.loads(actlog.ok("db", "path", "--json"))["exists"] is False
    assert not isolated.exists()


def test_an_answer_in_columns_as_json_and_as_csv(actlog: Program) -> None:
    actlog.ok("log", "12", "calls", "--note", "a, [b]b[/b] \x1b[2J")
    actlog.ok("log", "call")
    assert actlog.ok("db", "query", SQL) == (
        "kind  count  note\ncall     12  a, [b]b[/b] \\x1b[2J\ncall      1\n"
    )
    assert json.loads(actlog.ok("db", "query", SQL, "--json")) == {
        "schema_version": 1,
        "columns": ["kind", "count", "note"],
        "rows": [["call", 12, "a, [b]b[/b] \x1b[2J"], ["call", 1, None]],
    }
    assert actlog.ok("db", "query", SQL, "--csv") == (
        'kind,count,note\ncall,12,"a, [b]b[/b] \x1b[2J"\ncall,1,\n'
    )


def test_a_wide_answer_fits_a_terminal_and_keeps_its_lines_in_a_pipe(actlog: Program) -> None:
    actlog.ok("log", "call", "--note", "pricing " * 20)
    sql = "SELECT note, note AS again, x'00ff' AS bytes FROM entries"
    shown = actlog.terminal("db", "query", sql)
    plain = re.sub(r"\x1b\[[0-9;?]*m", "", shown.out)
    assert all(len(line) <= 80 for line in plain.splitlines())
    assert len(actlog.ok("db", "query", sql).splitlines()) == 2
    assert "x'00ff'" in actlog.ok("db", "query", sql)


RECORD = """\
id         1
day        2026-11-23
time       10:41
kind       call
count      12
outcome
account    acme
"""


def test_a_row_of_many_columns_stands_one_below_the_other_on_a_terminal(actlog: Program) -> None:
    actlog.ok("log", "12", "calls", "@acme")
    actlog.ok("log", "3", "calls", "--note", "pricing " * 20)
    shown = actlog.terminal("db", "query", "SELECT * FROM activity_log")
    plain = "\n".join(
        line.rstrip() for line in re.sub(r"\x1b\[[0-9;?]*m", "", shown.out).split("\n")
    )
    assert plain.startswith(RECORD)
    assert "\nstory\n\nid         2\n" in plain
    assert all(len(line) <= 80 for line in plain.splitlines())
    assert plain.count("pricing") == 20


def test_odd_values_are_shown(actlog: Program) -> None:
    assert json.loads(actlog.ok("db", "query", "SELECT 1e999, x'00', 0.5", "--json"))["rows"] == [
        ["inf", "x'00'", 0.5]
    ]
    assert actlog.ok("db", "query", "SELECT 1 WHERE false") == "1\n"
    assert actlog.ok("db", "query", "SELECT 1 WHERE false", "--csv") == "1\n"


def test_what_writes_is_refused_with_sqlites_reason(actlog: Program) -> None:
    actlog.ok("log", "call")
    result = actlog("db", "query", "DELETE FROM entries")
    assert result.code == 2
    assert result.err.startswith("actlog: SQLite refuses: not authorized\n")
    assert actlog("db", "query", "SELEC 1").err.startswith(
        'actlog: SQLite refuses: near "SELEC": syntax error\n'
    )
    assert len(json.loads(actlog.ok("list", "--json"))["entries"]) == 1


def test_an_answer_as_csv_runs_no_formula(actlog: Program) -> None:
    actlog.ok("log", "call", "--note", "=1+1")
    assert actlog.ok("db", "query", "SELECT note, -3 AS n FROM entries", "--csv") == (
        "note,n\n'=1+1,-3\n"
    )
