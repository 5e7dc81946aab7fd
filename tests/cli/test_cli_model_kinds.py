"""`model rename`, `drop` and `history`, and `set --from`: the log and its judgement."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from actlog.config import files
from tests.program import Program


@pytest.fixture
def model(actlog: Program, isolated: Path) -> Path:
    actlog.ok("log", "5", "calls", "2", "connected", "1", "voicemail", "yesterday")
    actlog.ok("log", "3", "emails")
    return isolated / "model-week.yaml"


def stored(home: Path) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(home / "actlog.db", isolation_level=None)) as log:
        return log.execute(
            "SELECT day, kind, outcome, sum(count) FROM entries WHERE live GROUP BY 1, 2, 3 "
            "ORDER BY 1, 2, 3"
        ).fetchall()


def done(actlog: Program, *words: str) -> dict[str, tuple[int, int | None]]:
    shown = json.loads(actlog.ok("week", *words, "--json"))
    return {one["kind"]: (one["done"], one["goal"]) for one in shown["activities"]}


def test_a_kind_is_renamed_in_file_log_time_off_and_timer_and_undone_as_one(
    actlog: Program, model: Path, isolated: Path
) -> None:
    actlog.ok("off", "fri", "linkedin")
    actlog.ok("start", "linkedin")
    before, rows, text = done(actlog, "last"), stored(isolated), model.read_text()
    assert actlog.ok("model", "rename", "call", "dial") == "call → dial (3 entries)\n"
    actlog.ok("model", "rename", "linkedin", "social")
    assert {row[1] for row in stored(isolated)} == {"dial", "email"}
    assert "Fri 27 Nov for social" in actlog.ok("off")
    with closing(sqlite3.connect(isolated / "actlog.db", isolation_level=None)) as log:
        assert log.execute("SELECT kind FROM timer").fetchone() == ("social",)
    after = done(actlog, "last")
    assert after["dial"] == before["call"]
    assert after["connect"] == before["connect"]
    actlog.ok("undo")
    with closing(sqlite3.connect(isolated / "actlog.db", isolation_level=None)) as log:
        assert log.execute("SELECT kind FROM timer").fetchone() == ("linkedin",)
    assert actlog.ok("undo") == "undid 4: model rename call dial (3 entries)\n"
    assert (done(actlog, "last"), stored(isolated), model.read_text()) == (before, rows, text)
    actlog.ok("redo")
    assert done(actlog, "last") == {
        {"call": "dial"}.get(kind, kind): figures for kind, figures in before.items()
    }


def test_past_weeks_are_judged_by_past_versions_under_the_new_name(
    actlog: Program, model: Path, isolated: Path
) -> None:
    with closing(sqlite3.connect(isolated / "actlog.db", isolation_level=None)) as log:
        log.execute("UPDATE model_versions SET since = '2026-10-05T09:00:00+00:00'")
    actlog.ok("model", "set", "call.goal", "70")
    assert done(actlog, "last")["call"] == (5, 240)
    actlog.ok("model", "rename", "call", "dial")
    assert done(actlog, "last")["dial"] == (5, 240)
    assert json.loads(actlog.ok("model", "show", "--json"))["activities"][3]["goal"] == 70
    actlog.ok("undo")
    assert done(actlog, "last")["call"] == (5, 240)


def test_a_correction_judges_the_weeks_from_its_day_on(
    actlog: Program, model: Path, isolated: Path
) -> None:
    actlog.ok("log", "4", "calls", "2026-11-04")
    with closing(sqlite3.connect(isolated / "actlog.db", isolation_level=None)) as log:
        log.execute("UPDATE model_versions SET since = '2026-10-05T09:00:00+00:00'")
    actlog.ok("model", "set", "call.tipping_point", "5")
    assert (
        json.loads(actlog.ok("averages", "--json"))["activities"][3]["windows"][0]["at_or_above"]
        == 0
    )
    said = actlog.ok("model", "set", "call.tipping_point", "5", "--from", "16 nov")
    assert said == "activities.call.tipping_point: 5 → 5\n"
    assert json.loads(actlog.ok("week", "last", "--json"))["activities"][3]["tipping_point"] == 5
    earlier = json.loads(actlog.ok("week", "2026-W45", "--json"))["activities"][3]
    assert (earlier["done"], earlier["tipping_point"]) == (4, 200)
    windows = json.loads(actlog.ok("averages", "--json"))["activities"][3]["windows"]
    assert windows[0]["at_or_above"] == 1
    actlog.ok("undo")
    assert json.loads(actlog.ok("week", "last", "--json"))["activities"][3]["tipping_point"] == 200
    again = actlog("model", "set", "call.tipping_point", "5", "--from", "tomorrow")
    assert again.code == 2
    assert actlog("model", "set", "booth.goal", "5", "--from", "nonsense").code == 2


def test_a_kind_that_a_past_version_did_not_have_is_not_corrected_there(
    actlog: Program, model: Path, isolated: Path
) -> None:
    with closing(sqlite3.connect(isolated / "actlog.db", isolation_level=None)) as log:
        log.execute("UPDATE model_versions SET since = '2026-10-05T09:00:00+00:00'")
    actlog.ok("model", "add", "booth")
    before = model.read_text()
    result = actlog("model", "set", "booth.goal", "5", "--from", "2026-11-02")
    assert (result.code, result.out) == (2, "")
    assert "the model week of 2026-11-02 has no booth: nothing is changed" in result.err
    assert model.read_text() == before


def test_an_outcome_is_renamed_with_its_entries(
    actlog: Program, model: Path, isolated: Path
) -> None:
    rows, text = stored(isolated), model.read_text()
    assert actlog.ok("model", "rename", "call.voicemail", "call.vm") == (
        "call.voicemail → call.vm (1 entry)\n"
    )
    assert ("2026-11-22", "call", "vm", 1) in stored(isolated)
    assert actlog.ok("model", "rename", "call.connected", "spoke").startswith("call.connected →")
    assert done(actlog, "last")["connect"][0] == 2
    actlog.ok("undo")
    actlog.ok("undo")
    assert (stored(isolated), model.read_text()) == (rows, text)


def test_entries_of_a_kind_that_was_renamed_by_hand_are_moved(
    actlog: Program, model: Path, isolated: Path
) -> None:
    model.write_text(model.read_text().replace("  email:", "  mailing:"))
    week = json.loads(actlog.ok("week", "--json"))
    (finding,) = [one for one in week["findings"] if one["id"] == "not-in-model"]
    assert finding["next"] == "actlog model add email"
    assert "3 email" in actlog.ok("list")
    assert actlog.ok("model", "rename", "email", "mailing") == "email → mailing (1 entry)\n"
    assert done(actlog)["mailing"][0] == 3


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["rename", "cal", "dial"], 2, "cal is no kind of the model week"),
        (["rename", "call", "email"], 2, "call and email are both in the model week"),
        (["rename", "call", "Cold Call"], 3, '"Cold Call" is no name'),
        (["rename", "call", "friday"], 3, "is read as a date"),
        (["rename", "call", "call"], 1, "call is its name already"),
        (["rename", "call.nope", "x1"], 2, "there is no outcome call.nope"),
        (["rename", "call.voicemail", "voicemail"], 1, "call.voicemail is its name already"),
        (["rename", "opportunity.nope", "x1"], 2, "opportunity has: none"),
        (["rename", "cal.voicemail", "vm"], 2, "cal is no kind of the model week"),
        (["rename", "call.voicemail", "connected"], 2, "connected is an outcome of call already"),
        (["rename", "connect.connected", "spoke"], 2, "the outcomes of connect are those of call"),
        (["drop", "cal"], 2, "cal is no kind"),
        (["drop", "email"], 2, "the log has 1 entry of email: nothing is changed"),
        (["drop", "email", "--into", "email"], 2, "email is no other kind"),
        (["drop", "email", "--into", "connect"], 2, "connect counts outcomes of call"),
        (["drop", "email", "--into", "call", "--keep-entries"], 2, "take one"),
        (["drop", "call", "--keep-entries"], 3, '"call" is no other activity here'),
        (["--model", "x.yaml", "rename", "a", "b"], 2, "a file of --model is apart from it"),
    ],
)
def test_what_cannot_be_done_changes_nothing(
    actlog: Program, model: Path, isolated: Path, words: list[str], code: int, said: str
) -> None:
    before = model.read_text(), stored(isolated)
    result = actlog("model", *words)
    assert (result.code, result.out) == (code, "")
    assert said in result.err
    assert (model.read_text(), stored(isolated)) == before


def test_a_kind_is_dropped_into_another_and_back(
    actlog: Program, model: Path, isolated: Path
) -> None:
    rows, text = stored(isolated), model.read_text()
    shown = json.loads(actlog.ok("model", "drop", "email", "--into", "follow_up", "--json"))
    assert (shown["old"], shown["new"], shown["entries"]) == ("email", "follow_up", 1)
    assert done(actlog)["follow_up"][0] == 3
    assert "email" not in done(actlog)
    actlog.ok("undo")
    assert (stored(isolated), model.read_text()) == (rows, text)
    said = actlog.ok("model", "drop", "email", "--keep-entries")
    assert said == "email is out of the model week\n"
    assert stored(isolated) == rows


@pytest.mark.parametrize("written", [False, True])
def test_a_crash_between_log_and_file_is_mended_whichever_way_it_went(
    actlog: Program,
    model: Path,
    isolated: Path,
    monkeypatch: pytest.MonkeyPatch,
    written: bool,
) -> None:
    def crash(path: str, text: str) -> None:
        if written:
            real(path, text)
        raise KeyboardInterrupt

    real, text, rows = files.write, model.read_text(), stored(isolated)
    for words in (["model", "rename", "call", "dial"], ["undo"], ["redo"]):
        monkeypatch.setattr(files, "write", crash)
        assert actlog(*words).code == 130
        monkeypatch.setattr(files, "write", real)
        kind = "call" if words == ["undo"] else "dial"
        assert done(actlog, "last")[kind] == (5, 240)
        assert f"  {kind}:\n" in model.read_text()
        assert {row[1] for row in stored(isolated)} == {kind, "email"}
    actlog.ok("undo")
    assert (model.read_text(), stored(isolated)) == (text, rows)


def test_the_history_shows_what_each_version_changed(actlog: Program, model: Path) -> None:
    actlog.ok("model", "set", "call.goal", "70")
    actlog.ok("model", "add", "booth", "--goal", "3")
    actlog.ok("model", "set", "week.hours", "8:30-17:00")
    shown = json.loads(actlog.ok("model", "history", "--json"))["versions"]
    assert [one["version"] for one in shown] == [1, 2, 3, 4]
    assert [one["changes"] for one in shown] == [
        [],
        [{"place": "call goal", "old": "240", "new": "70"}],
        [{"place": "booth", "old": None, "new": "added"}],
        [{"place": "hours", "old": "9:00-17:30", "new": "8:30-17:00"}],
    ]
    assert shown[0]["until"] == shown[1]["since"]
    assert shown[-1]["until"] is None
    lines = actlog.pipe("model", "history").out.splitlines()
    assert lines[:3] == ["My model week · 4 versions", "", " 1  at first"]
    assert [line for line in lines if line.startswith("    ")] == [
        "    call goal 240 → 70",
        "    booth added",
        "    hours 9:00-17:30 → 8:30-17:00",
    ]
    table = actlog.ok("model", "history", "--csv").splitlines()
    assert table[0] == "version,since,place,old,new"
    assert table[2].endswith(",call goal,240,70")
