"""docs/explore.md, done as it says: the real Datasette and the real sqlite-utils on a small log."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shlex
import sqlite3
import subprocess
import sysconfig
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import urlopen

import pytest

from tests.program import Program
from tests.shells import on_path

ROOT = Path(__file__).resolve().parents[1]
DOCUMENT = (ROOT / "docs/explore.md").read_text(encoding="utf-8")
EXAMPLE = ROOT / "examples/explore"
RECIPES = dict(re.findall(r"<!-- recipe (\w+) -->\n```bash\n(.*?)```", DOCUMENT, re.DOTALL))

LOG = """\
at,kind,count,outcome,account,contact,minutes,persona,objection,note,for,value
2026-09-30T16:00:00Z,call,1,connected,initech,lee,3,cfo,budget,before the quarter,,
2026-10-05T09:10:00Z,call,40,connected,acme,dana,20,cfo,price,secret one,,
2026-10-05T09:30:00Z,call,60,voicemail,,,,,,,,
2026-10-06T16:05:00Z,call,120,no-answer,,,,,,,,
2026-10-07T16:40:00Z,call,20,not-interested,stark,,5,buyer,price Timing,secret two,,
2026-10-08,call,5,,,,,,,,,
2026-10-08T10:00:00Z,meeting_set,1,,acme,dana,,cfo,,,2026-10-13T10:00:00Z,
2026-10-08T10:05:00Z,meeting_set,1,,stark,,,buyer,,,2026-10-14,
2026-10-13T11:00:00Z,meeting_held,1,moved,acme,dana,45,cfo,,,,
2026-10-14T11:00:00Z,meeting_held,1,no-show,stark,,,buyer,,,,
2026-11-16T10:00:00Z,meeting_set,1,,globex,noor,,,,,2026-11-18,
2026-11-19T10:00:00Z,meeting_set,1,,umbrella,,,,,,2026-11-26T15:00:00Z,
2026-11-20T10:00:00Z,meeting_set,1,,umbrella,,,,,,,
2026-11-20T11:00:00Z,deal_won,1,,acme,,,,,pricing agreed,,18000
"""

ANSWERS: dict[str, list[list[Any]]] = {
    "connect_rate_by_hour": [
        ["09:00", 100, 40, 40.0],
        ["16:00", 141, 21, 14.9],
    ],
    "quiet_accounts": [
        ["initech", "2026-09-30", 1, 54],
        ["stark", "2026-10-14", 3, 40],
    ],
    "meetings_not_held": [
        [8, "stark", "buyer", "2026-10-08", "2026-10-14", "no-show"],
        [11, "globex", None, "2026-11-16", "2026-11-18", "past, not answered"],
        [13, "umbrella", None, "2026-11-20", None, "no date"],
        [12, "umbrella", None, "2026-11-19", "2026-11-26T15:00:00+00:00", "to come"],
    ],
    "outcomes_by_persona": [
        ["buyer", "call", "not-interested", 20, 100.0],
        ["buyer", "meeting_held", "no-show", 1, 100.0],
        ["cfo", "call", "connected", 41, 100.0],
        ["cfo", "meeting_held", "moved", 1, 100.0],
        ["not known", "call", "no-answer", 120, 66.7],
        ["not known", "call", "voicemail", 60, 33.3],
    ],
    "objections_this_quarter": [
        ["price", 2, 2, "2026-10-07"],
        ["timing", 1, 1, "2026-10-07"],
    ],
}
"""What each question answers of LOG on Monday 23 November 2026; of the weeks, see below."""


@pytest.fixture
def folder(actlog: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the example's folder with copies of LOG in it, made as the document says."""
    folder = tmp_path / "explore"
    folder.mkdir()
    (folder / "metadata.yaml").write_text((EXAMPLE / "metadata.yaml").read_text())
    (folder / "log.csv").write_text(LOG)
    actlog.ok("import", str(folder / "log.csv"), "--yes")
    monkeypatch.chdir(folder)
    for name in ("shared", "mine"):
        program, *words = shlex.split(RECIPES[name])
        assert program == "actlog"
        actlog.ok(*words)
    return folder


def environ(folder: Path) -> dict[str, str]:
    """Return the environment of a shell that finds the programs of this Python."""
    path = f"{on_path(folder / 'bin')}:{sysconfig.get_path('scripts')}"
    return os.environ | {"PATH": path, "COLUMNS": "80"}


def run(folder: Path, commands: str) -> str:
    """Run commands in the folder, each of which must succeed; return what they print."""
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", commands],
        cwd=folder,
        env=environ(folder),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done
    return done.stdout


@contextmanager
def served(folder: Path, command: str) -> Iterator[str]:
    """Run the command of a server on a free port of this computer; give its address."""
    server = subprocess.Popen(
        ["bash", "-c", f"exec {command.strip()} --port 0"],
        cwd=folder,
        env=environ(folder),
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert server.stderr
        said = []
        for line in server.stderr:
            said.append(line)
            if found := re.search(r"running on (http://127\.0\.0\.1:\d+)", line):
                yield found[1]
                return
        pytest.fail("".join(said))
    finally:
        server.kill()
        server.communicate()


def fetched(url: str) -> str:
    with urlopen(url, timeout=20) as answer:  # it raises for whatever is not 200
        text: str = answer.read().decode()
    return text


def rows(address: str, question: str, **asked: str) -> list[list[Any]]:
    """Return the rows that a question answers."""
    query = urlencode({"_shape": "arrays", **asked})
    told = json.loads(fetched(f"{address}/shared/{question}.json?{query}"))
    assert told["ok"], told
    assert not told["truncated"]
    found: list[list[Any]] = told["rows"]
    return found


def test_datasette_shows_every_table_and_answers_every_question(folder: Path) -> None:
    with served(folder, RECIPES["datasette"]) as address:
        database = json.loads(fetched(f"{address}/shared.json"))
        shown = {table["name"]: table["hidden"] for table in database["tables"]}
        assert shown == {
            **dict.fromkeys(("about", "accounts_touched", "activity_log", "meetings"), False),
            "objections": False,
            "outcomes": True,
            "weekly_totals": False,
        }
        assert {query["name"] for query in database["queries"]} == {
            "weeks_against_the_line",
            *ANSWERS,
        }
        for table in shown:
            page = fetched(f"{address}/shared/{table}")
            assert "<table" in page
        for question, expected in ANSWERS.items():
            assert rows(address, question) == expected, question
            assert fetched(f"{address}/shared/{question}")
        weeks = rows(address, "weeks_against_the_line")
        first = ["2026-10-05", "call", 245, 200.0, 45.0, "at the line"]
        assert [row for row in weeks if row[:2] == first[:2]] == [first]
        assert ["2026-11-23", "call", 0, 200.0, -200.0, "not over yet"] in weeks
        assert ["2026-09-28", "connect", 1, 22.0, -21.0, "below"] in weeks
        assert len({row[0] for row in weeks}) == 9
        assert [row[0] for row in rows(address, "quiet_accounts", days="41")] == ["initech"]
        assert rows(address, "connect_rate_by_hour", kind="meeting_held") == [["11:00", 2, 1, 50.0]]
        page = fetched(f"{address}/shared/activity_log")
        assert "Activity log" in page
        assert "How long it took, in minutes" in page
        assert page.index("2026-11-20") < page.index("2026-10-05")  # the latest days first
        assert 'href="/shared/accounts_touched/acme"' in page
        assert fetched(f"{address}/shared/accounts_touched/acme")
        with pytest.raises(HTTPError):
            fetched(f"{address}/shared/history")
    with pytest.raises(OSError, match="refused"):
        fetched(address)


def test_an_answer_needs_no_server(folder: Path) -> None:
    told = json.loads(run(folder, RECIPES["get"]))
    assert [row["account"] for row in told] == ["initech", "stark"]


def test_sqlite_utils_asks_the_copy_in_a_terminal(folder: Path) -> None:
    said = run(folder, RECIPES["sqlite_utils"])
    assert "activity_log" in said
    assert re.search(r"cfo +41\n", said)
    table = list(csv.DictReader(io.StringIO(said[said.index("account,source") :])))
    assert [(row["account"], row["touches"]) for row in table] == [
        *(("acme", "4"), ("stark", "3"), ("umbrella", "2")),
    ]


def test_a_copy_of_ones_own_can_be_searched(folder: Path) -> None:
    told = json.loads(run(folder, RECIPES["search"]))
    assert told == [{"day": "2026-11-20", "account": "acme", "note": "pricing agreed"}]


def test_every_recipe_is_tried_and_the_example_says_the_same() -> None:
    assert set(RECIPES) == {"shared", "mine", "datasette", "get", "sqlite_utils", "search"}
    (commands,) = re.findall(r"```bash\n(.*?)```", (EXAMPLE / "README.md").read_text(), re.DOTALL)
    assert commands == RECIPES["shared"] + RECIPES["datasette"]


def test_the_document_names_every_question_and_every_table(folder: Path) -> None:
    named = set(re.findall(r"^\| `(\w+)` \|", DOCUMENT, re.MULTILINE))
    with sqlite3.connect(folder / "shared.db") as conn:
        tables = {name for (name,) in conn.execute("SELECT name FROM sqlite_schema")}
    conn.close()
    tables = {name for name in tables if not name.startswith(("idx_", "sqlite_"))}
    assert named == tables | set(ANSWERS) | {"weeks_against_the_line"}


def test_metadata_describes_every_column_that_a_copy_can_have(folder: Path) -> None:
    from ruamel.yaml import YAML

    told = YAML(typ="safe").load(EXAMPLE / "metadata.yaml")["databases"]["shared"]["tables"]
    conn = sqlite3.connect(folder / "mine.db")
    for table, about in told.items():
        info = conn.execute("SELECT name FROM pragma_table_info(?)", (table,))
        columns = {name for (name,) in info}
        assert columns, table
        assert set(about.get("columns", ())) <= columns, table
        if table == "activity_log":
            assert set(about["columns"]) == columns
    conn.close()


def test_an_immutable_look_at_the_live_log_misses_what_was_just_logged(
    actlog: Program, isolated: Path
) -> None:
    actlog.ok("log", "call")
    path = isolated / "actlog.db"
    keeper = sqlite3.connect(path)  # another shell has the log open: nothing is folded back
    keeper.execute("SELECT count(*) FROM entries").fetchone()
    actlog.ok("log", "call")
    count = "SELECT count(*) FROM entries"
    for mode, found in (("mode=ro", 2), ("immutable=1", 1)):
        conn = sqlite3.connect(f"file:{path}?{mode}", uri=True)
        assert conn.execute(count).fetchone() == (found,), mode
        conn.close()
    keeper.close()
