"""`forget`: asked once, done for good, and said with its consequences."""

import json
from pathlib import Path

import pytest

from actlog.cli.forgetting import forget
from actlog.cli.main import main
from actlog.cli.session import Session
from actlog.domain.filter import Filter
from actlog.store.entries import iterate
from tests.program import Program


@pytest.fixture
def known(actlog: Program, isolated: Path) -> Path:
    """Return the home of a log that knows @acme/dana, and two notes that name her."""
    actlog.ok("log", "call", "@acme/dana", "20m", "--", "asked for pricing")
    actlog.ok("log", "call", "@acme/dana", "@acme/eve")
    actlog.ok("log", "call", "@globex", "met Dana there")
    actlog.ok("log", "call", "@globex", "--", "dana")
    return isolated


def entries(actlog: Program) -> list[tuple[str, str | None]]:
    found = json.loads(actlog.ok("list", "--json"))["entries"]
    return [(one["account"], one["contact"]) for one in found]


def test_it_says_what_is_gone_and_what_is_left(actlog: Program, known: Path) -> None:
    assert actlog.ok("forget", "@acme/dana", "--yes") == (
        "forgot @acme/dana: 2 entries erased, 1 backup rewritten\n"
        "weeks and averages of the past are without them from now on\n"
        "2 other entries name them still: actlog search dana\n"
    )
    assert entries(actlog) == [("acme", "eve"), ("globex", None), ("globex", None)]
    assert "pricing" not in actlog.ok("list", "--all")


def test_a_person_is_asked_and_a_script_must_say_yes(actlog: Program, known: Path) -> None:
    assert actlog("forget", "@acme/dana").code == 2
    question = "erase 2 entries of @acme/dana, from backups too, for good: no undo? (y/n) [n]"
    shown = actlog.terminal("forget", "@acme/dana", typed="n\n", after="[n]")
    assert shown.code == 1
    assert len(question) < 80
    assert question in shown.out
    assert len(entries(actlog)) == 5
    assert actlog.terminal("forget", "@acme/dana", typed="y\n", after="[n]").code == 0
    assert len(entries(actlog)) == 3


def test_as_json(actlog: Program, known: Path) -> None:
    assert json.loads(actlog.ok("forget", "account:acme", "contact:dana", "--yes", "--json")) == {
        "schema_version": 1,
        "entries": 2,
        "operations": 4,
        "rewritten": 1,
        "left": [],
        "mentions": 2,
    }


@pytest.mark.parametrize(
    "words",
    [[], ["acme"], ["@acme", "@globex"], ["@acme", "calls"], ["+tag"], ["@acme", "last", "week"]],
)
def test_only_one_name_says_whom(actlog: Program, known: Path, words: list[str]) -> None:
    assert actlog("forget", *words, "--yes").code == 2
    assert len(entries(actlog)) == 5


def test_somebody_whom_the_log_does_not_know_is_refused_with_the_nearest(
    actlog: Program, known: Path
) -> None:
    result = actlog("forget", "@globx", "--yes")
    assert (result.code, result.err) == (
        2,
        "actlog: @globx is not in the log\nmeant @globex?\n",
    )
    assert actlog("forget", "@globex/dana", "--yes").code == 2
    assert actlog("forget", "contact:dana", "--yes").code == 2


def test_an_undo_afterwards_takes_back_what_is_left_before_it(actlog: Program, known: Path) -> None:
    actlog.ok("forget", "@acme/dana", "--yes")
    assert actlog.ok("undo") == "undid 4: log\n"  # it named her, so its words are blank
    assert actlog.ok("undo") == "undid 3: log\n"
    assert actlog.ok("undo") == "undid 2: log\n"  # what is left of it: the call with eve
    assert actlog("undo").code == 1
    assert actlog.ok("redo").startswith("redid 2")
    assert entries(actlog) == [("acme", "eve")]


def test_an_import_leaves_forgotten_people_out_and_counts_them(
    actlog: Program, known: Path, tmp_path: Path
) -> None:
    table = tmp_path / "log.csv"
    table.write_text(actlog.ok("export") + ",,2026-11-20,,call,1,,Initech,,,,,,,,,,,,,\n")
    actlog.ok("forget", "@acme/dana", "--yes")
    actlog.ok("forget", "@globex", "--yes")
    shown = json.loads(actlog.ok("import", str(table), "--dry-run", "--json"))
    counted = (shown["rows"], shown["added"], shown["known"], shown["forgotten"])
    assert counted == (6, 1, 1, 4)
    assert shown["new_accounts"] == 1
    out = actlog.ok("import", str(table))
    assert out.splitlines()[:3] == [
        "4 rows of forgotten people left out",
        "imported 1 entry: 1 call, 2026-11-20",
        "1 of 6 rows are in the log already",
    ]
    assert entries(actlog) == [("Initech", None), ("acme", "eve")]
    assert "nothing new in" in actlog.ok("import", str(table))


def test_a_restore_leaves_forgotten_people_out_and_counts_them(
    actlog: Program, known: Path, tmp_path: Path
) -> None:
    copy = str(tmp_path / "elsewhere.db")
    actlog.ok("backup", copy)
    actlog.ok("forget", "@acme/dana", "--yes")
    assert actlog.ok("restore-backup", copy, "--yes").splitlines()[:2] == [
        "restored elsewhere.db: 3 entries before, 3 entries now",
        "2 entries of forgotten people left out",
    ]
    assert ("acme", "dana") not in entries(actlog)
    (known / "actlog.db").write_bytes(b"\x55" * 8192)  # its copies know it as well
    shown = json.loads(actlog.ok("restore-backup", copy, "--yes", "--json"))["restored"]
    assert (shown["forgotten"], shown["after"]) == (2, 3)
    (damaged,) = known.glob("actlog.db.damaged-*")
    again = actlog("forget", "@acme/dana", "--yes")
    assert again.code == 1
    assert again.err == f"warning: {damaged} is a damaged log and may still hold them: delete it\n"
    assert json.loads(actlog("forget", "@acme/dana", "--yes", "--json").out)["left"] == [
        str(damaged)
    ]


def test_a_copy_that_cannot_be_read_is_named_and_the_exit_code_tells(
    actlog: Program, known: Path
) -> None:
    bad = known / "backups" / "actlog-2026-11-22.db"
    bad.write_bytes(b"dana" * 1000)
    result = actlog("forget", "@acme/dana", "--yes")
    assert result.code == 1
    assert f"warning: {bad} cannot be rewritten and may still hold them: delete it" in result.err


def test_a_text_from_an_editor_that_names_them_is_named(actlog: Program, known: Path) -> None:
    text = known / "unsaved-x.txt"
    text.write_text("10:41 call @acme/Dana\n")
    (known / "unsaved-y.txt").write_text("10:41 call @acme/danae\n")
    result = actlog("forget", "@acme/dana", "--yes")
    assert (result.code, result.err) == (
        1,
        f"warning: {text} is a text from an editor and names them: delete it\n",
    )


def test_a_backup_that_is_restored_while_it_is_asked_costs_nobody_else_anything(
    known: Path,
) -> None:
    class Asked(Session):
        def confirm(self, question: str) -> bool:
            assert main(["restore-backup", str(other), "--yes"]) == 0
            return True

    other = known / "other.db"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ACTLOG_DB", str(other))  # a log in which the same rows are other people
        assert main(["log", "call", "@initech/hal", "@umbrella/ada", "@acme/dana"]) == 0
    with Asked() as session:
        assert forget(session, ["@acme/dana"]) == 0
    with Session() as session:
        found = [(one.account, one.contact) for one in iterate(session.store, Filter())]
    assert found == [("initech", "hal"), ("umbrella", "ada")]


def test_odd_names_are_forgotten_like_any_other(actlog: Program, isolated: Path) -> None:
    for name in ("[b]x[/b]", "Ελένη", "50% off", "a'b"):
        actlog.ok("log", "call", f"account:{name}")
        assert "1 entry erased" in actlog.ok("forget", f"account:{name.upper()}", "--yes")
    assert entries(actlog) == []
