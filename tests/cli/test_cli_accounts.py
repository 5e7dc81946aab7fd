"""`accounts`: the list, the story of one, and changing who is who."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from tests.program import Program
from tests.screens import uncoloured


@pytest.fixture
def log(actlog: Program) -> Program:
    for words in (
        ["call", "@acme/dana", "next:send quote", "due:fri", "persona:owner", "source:referral"],
        ["call", "@acme/kim", "last fri", "--", "wants [b]prices[/b]\x1b[2J"],
        ["call", "@acme/kim", "12 oct", "persona:user"],
        ["meeting", "set", "@acme/dana", "for", "tue", "10:00"],
        ["3", "calls", "1", "connected", "@globex", "2 nov"],
        ["held", "@globex", "moved", "3 nov", "next:call back", "due:2026-11-18"],
        ["call", "@initech", "1 sep 2025"],
        ["call", "@漢字会社", "2 nov", "next:wait"],
    ):
        actlog.ok("log", *words)
    return actlog


LIST = """\
account             stage              first        last  13 wk  next step
globex    existing  meeting held       2 Nov       3 Nov      4  {globex}
initech   new       call          1 Sep 2025  1 Sep 2025      0  stale 448 days
漢字会社  new       call               2 Nov       2 Nov      1  stale 21 days, wait
acme      new       meeting set       12 Oct      23 Nov      4  {acme}
"""


def test_accounts_that_need_attention_stand_first(log: Program) -> None:
    shown = log("accounts")
    assert shown.out == LIST.format(
        globex="stale 20 days, overdue Wed 18 Nov: call back",
        acme="Fri 27 Nov: send quote, meeting Tue 24 Nov 10:00",
    )
    assert shown.err == "4 accounts: 1 overdue, 3 stale, 3 new\n"


TERMINAL = """\
account             stage              first        last  13 wk  next step
globex    existing  meeting held       2 Nov       3 Nov      4  stale 20 days,
                                                                 overdue Wed 18
                                                                 Nov: call back
initech   new       call          1 Sep 2025  1 Sep 2025      0  stale 448 days
漢字会社  new       call               2 Nov       2 Nov      1  stale 21 days,
                                                                 wait
acme      new       meeting set       12 Oct      23 Nov      4  Fri 27 Nov:
                                                                 send quote,
                                                                 meeting Tue 24
                                                                 Nov 10:00
4 accounts: 1 overdue, 3 stale, 3 new
"""


def test_a_terminal_of_eighty_columns_wraps_what_comes_next(log: Program) -> None:
    shown = log.terminal("accounts").out
    assert uncoloured(shown) == TERMINAL
    assert "\x1b[38;5;208mstale 20 days" in shown


NARROW = """\
account         last  next step
globex         3 Nov  stale 20 days,
                      overdue Wed 18
                      Nov: call back
initech   1 Sep 2025  stale 448 days
"""


def test_a_narrow_terminal_keeps_name_last_touch_and_next_step(log: Program) -> None:
    shown = uncoloured(log.terminal("accounts", columns=40).out)
    assert shown.startswith(NARROW)
    shown = uncoloured(log.terminal("accounts", "acme", columns=60).out)
    assert shown.startswith("account       stage          last  next step\n")
    log.ok("log", "call", "@acme", f"next:{'x' * 200}", "due:today")
    shown = uncoloured(log.terminal("accounts", "acme").out)
    assert "x…\n" in shown
    assert max(map(len, shown.splitlines())) <= 80


def names(actlog: Program, *words: str) -> list[str]:
    found = json.loads(actlog.ok("accounts", *words, "--json"))["accounts"]
    return [one["account"] for one in found]


def test_words_and_options_narrow_the_list(log: Program) -> None:
    assert names(log, "--stale") == ["globex", "initech", "漢字会社"]
    assert names(log, "--stale-after", "21") == ["initech", "漢字会社"]
    assert names(log, "--new") == ["initech", "漢字会社", "acme"]
    assert names(log, "--existing") == ["globex"]
    assert names(log, "EX") == ["globex"]
    assert names(log, "e", "i") == ["initech"]
    assert names(log, "nobody") == []
    assert log.ok("accounts", "nobody") == "no such account\n"
    both = log("accounts", "--new", "--existing")
    assert (both.code, "new and existing at once" in both.err) == (2, True)


def test_only_the_first_are_shown_unless_more_is_asked_for(actlog: Program) -> None:
    actlog.ok("log", "call", *[f"@account{number}" for number in range(23)])
    shown = actlog("accounts")
    assert len(shown.out.splitlines()) == 21
    assert "23 accounts: 23 new; the first 20, all: --all" in shown.err
    assert len(actlog.ok("accounts", "--all").splitlines()) == 24
    assert len(actlog.ok("accounts", "account").splitlines()) == 24
    assert len(names(actlog)) == 23


def test_json_holds_an_account_as_it_stands(log: Program) -> None:
    (acme,) = json.loads(log.ok("accounts", "acme", "--json"))["accounts"]
    assert acme == {
        "account": "acme",
        "source": "referral",
        "personas": ["owner", "user"],
        "ideal": None,
        "first_touch": "2026-10-12",
        "last_touch": "2026-11-23",
        "days": 0,
        "touches": 4,
        "touches_13_weeks": 4,
        "stage": "meeting_set",
        "new": True,
        "stale": False,
        "state": "ahead",
        "next": "send quote",
        "due": "2026-11-27",
        "step_id": 1,
        "meeting": "2026-11-24T10:00:00+00:00",
    }


def test_csv_has_the_same_columns(log: Program) -> None:
    rows = list(csv.DictReader(io.StringIO(log.ok("accounts", "--csv"))))
    assert list(rows[0]) == list(json.loads(log.ok("accounts", "--json"))["accounts"][0])
    assert rows[-1]["personas"] == "owner; user"
    assert (rows[0]["stale"], rows[0]["ideal"], rows[0]["days"]) == ("true", "", "20")
    assert log.ok("accounts", "nobody", "--csv").startswith("account,source,")


def test_an_empty_log_says_how_to_begin(actlog: Program) -> None:
    assert actlog.ok("accounts") == "no account yet: actlog log 5 calls @acme\n"


STORY = """\
acme · new · meeting set · source referral
4 touches from 12 Oct · 4 in 13 weeks · the last one today
contacts: dana (owner), kim (user)
next: send quote, in 4 days (#1)
meeting: Tue 24 Nov 10:00

#  when              activity       with  said
   Oct 2026
3  Mon 12 Oct        1 call         kim
   Nov 2026
2  Fri 20 Nov        1 call         kim   wants [b]prices[/b]\\x1b[2J
1  Mon 23 Nov 10:41  1 call         dana  next: send quote · due Fri 27 Nov
4  Mon 23 Nov 10:41  1 meeting set  dana  for Tue 24 Nov 10:00
"""


def test_one_account_tells_its_story_by_month(log: Program) -> None:
    assert log.ok("accounts", "@ACME") == STORY
    assert uncoloured(log.terminal("accounts", "@acme").out) == STORY
    assert log.ok("accounts", "account:acme") == STORY


def test_a_stale_account_says_so_and_letters_are_kept_where_they_can(log: Program) -> None:
    shown = log.pipe("accounts", "@漢字会社", COLUMNS="50").out
    assert "no touch for 21 days, and nothing agreed" in shown
    assert "next: wait (#" in shown
    plain = log.pipe("accounts", "@漢字会社", PYTHONIOENCODING="ascii").out
    assert plain.isascii()
    assert "\\u6f22" in plain


def test_a_contact_has_a_part_in_the_story(log: Program) -> None:
    shown = log.ok("accounts", "@acme/kim")
    assert "contacts: kim (user)" in shown
    assert "send quote" not in shown
    told = json.loads(log.ok("accounts", "@acme/dana", "--json"))
    assert told["account"]["touches"] == 4
    assert [one["contact"] for one in told["contacts"]] == ["dana"]
    assert [entry["id"] for entry in told["entries"]] == [1, 4]


def test_the_model_says_who_is_ideal(log: Program, isolated: Path) -> None:
    model = isolated / "model-week.yaml"
    model.write_text(f"{model.read_text()}\nideal_personas: [Owner]\n")
    assert "contacts: dana (owner, ideal), kim (user)" in log.ok("accounts", "@acme")
    told = json.loads(log.ok("accounts", "@acme", "--json"))
    assert [(one["contact"], one["ideal"]) for one in told["contacts"]] == [
        ("dana", True),
        ("kim", False),
    ]
    assert told["account"]["ideal"] is True
    assert json.loads(log.ok("accounts", "globex", "--json"))["accounts"][0]["ideal"] is False


def test_source_and_persona_are_said_once_and_inherited(log: Program) -> None:
    assert log.ok("accounts", "@acme", "--source", "web") == "acme: source web\n"
    assert log.ok("accounts", "@acme/kim", "--persona", "ceo") == "acme/kim: persona ceo\n"
    log.ok("log", "call", "@acme/kim")
    (entry,) = json.loads(log.ok("list", "@acme/kim", "today", "--json"))["entries"]
    assert (entry["source"], entry["persona"]) == ("web", "ceo")
    again = log("accounts", "@acme", "--source", "web")
    assert (again.code, "has that already" in again.err) == (1, True)
    for _ in range(3):
        log.ok("undo")
    assert "source referral" in log.ok("accounts", "@acme")
    both = log.ok("accounts", "@acme/kim", "--source", "", "--persona", "boss")
    assert both == "acme: source taken away\nacme/kim: persona boss\n"
    log.ok("undo")
    assert log.ok("accounts", "@acme") == STORY


def test_a_rename_moves_all_and_is_one_operation(log: Program) -> None:
    assert (
        log.ok("accounts", "@acme", "--rename", "Acme Corp") == "acme is now Acme Corp: 4 entries\n"
    )
    assert log("accounts", "@acme").code == 2
    assert "contacts: dana (owner), kim (user)" in log.ok("accounts", "@acme corp")
    assert "acme" in log.ok("log", "call", "@acme")
    assert "source" not in log.ok("accounts", "@acme")
    log.ok("undo")
    assert log.ok("undo") == "undid 9: accounts @acme --rename 'Acme Corp' (4 entries)\n"
    assert log.ok("accounts", "@acme") == STORY
    log.ok("redo")
    assert log.ok("accounts", "@acme corp/dana", "--rename", "dana smith") == (
        "dana is now dana smith: 2 entries\n"
    )


def test_a_name_in_use_is_merged_into_not_renamed_to(log: Program) -> None:
    refused = log("accounts", "@globex", "--rename", "ACME")
    assert (refused.code, refused.err) == (
        2,
        "actlog: there is ACME already\nto make them one: actlog accounts @globex --merge ACME\n",
    )
    asked = log("accounts", "@globex", "--merge", "@acme")
    assert (asked.code, "nobody is there to answer" in asked.err) == (2, True)
    assert log.ok("accounts", "@globex", "--merge", "@acme", "--yes") == (
        "globex merged into acme: 3 entries\n"
    )
    assert "7 touches from 12 Oct" not in log.ok("accounts", "@acme")
    assert "8 touches from 12 Oct" in log.ok("accounts", "@acme")
    log.ok("undo")
    assert log.ok("accounts", "@acme") == STORY


def test_a_terminal_asks_before_two_are_made_one(log: Program) -> None:
    words = ["accounts", "@acme/kim", "--merge", "dana"]
    shown = log.terminal(*words, typed="n\r", after="(y/n)")
    assert (shown.code, "nothing is merged" in shown.out) == (1, True)
    shown = log.terminal(*words, typed="y\r", after="(y/n)")
    assert "kim merged into dana: 2 entries" in shown.out
    assert "contacts: dana (owner)\n" in log.ok("accounts", "@acme")


def test_json_of_a_change_names_its_operation(log: Program) -> None:
    shown = json.loads(log.ok("accounts", "@acme", "--rename", "apex", "--json"))
    assert shown == {"schema_version": 1, "operation": 9, "command": "accounts", "entries": 4}


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["@axme"], "there is no account axme\ndid you mean acme?"),
        (["@nowhere"], "there is no account nowhere\nsee: actlog accounts --all"),
        (["@acme/zed"], "acme has no contact zed\nsee: actlog accounts @acme"),
        (["@acme", "globex"], "@acme stands beside globex"),
        (["@acme", "@globex"], "@acme stands beside @globex"),
        (["@acme/a", "contact:b"], "stands beside"),
        (["@"], "the account has no name"),
        (["@a/b/c"], "one slash"),
        (["--source", "web"], "whose?"),
        (["acme", "--source", "web"], "whose?"),
        (["@acme", "--stale"], "narrow the list"),
        (["@acme", "--persona", "ceo"], "a persona belongs to a contact"),
        (["@acme", "--rename", "x", "--merge", "y"], "one change at a time"),
        (["@acme", "--rename", "x", "--source", "y"], "one change at a time"),
        (["@acme", "--rename", " "], "the account has no name"),
        (["@acme", "--rename", "a\x1bb"], "hidden character"),
        (["@acme", "--merge", "acme"], "cannot be merged into itself"),
        (["@acme", "--merge", "nobody"], "there is no nobody to merge into"),
        (["@acme/dana", "--merge", "zed"], "there is no zed to merge into"),
        (["@acme/dana", "--rename", "kim"], "actlog accounts @acme/dana --merge kim"),
    ],
)
def test_what_is_not_right_is_refused_and_changes_nothing(
    log: Program, words: list[str], told: str
) -> None:
    result = log("accounts", *words)
    assert (result.code, told in result.err) == (2, True), result
    assert log.ok("accounts", "@acme") == STORY


def test_a_rename_to_the_same_name_has_nothing_to_do(log: Program) -> None:
    assert log("accounts", "@acme", "--rename", "acme").code == 1
    assert log.ok("accounts", "@acme", "--rename", "ACME") == "acme is now ACME: 4 entries\n"


def test_earlier_names_are_forgotten_with_the_last_one(log: Program, isolated: Path) -> None:
    log.ok("accounts", "@globex", "--rename", "zyrtec")
    log.ok("accounts", "@initech", "--merge", "zyrtec", "--yes")
    log.ok("forget", "@zyrtec", "--yes")
    for name in (b"globex", b"initech", b"zyrtec"):
        for file in isolated.rglob("*"):
            assert file.is_dir() or name not in file.read_bytes().lower()


def booked(log: Program, account: str) -> str | None:
    """Return the meeting of an account, which the list and its own story must agree on."""
    listed = json.loads(log.ok("accounts", account, "--json"))["accounts"]
    told = json.loads(log.ok("accounts", f"@{account}", "--json"))["account"]
    assert told in listed
    meeting = told["meeting"]
    return str(meeting) if meeting else None


def test_a_meeting_is_booked_as_long_as_its_story_is_open(log: Program) -> None:
    log.ok("log", "meeting", "set", "@initech", "for", "wed")
    assert booked(log, "initech") == "2026-11-25"
    log.ok("log", "rescheduled", "@initech", "for", "fri")
    log.ok("log", "meeting", "set", "@initech", "for", "next", "wed")
    assert booked(log, "initech") == "2026-11-27"
    log.ok("log", "cancelled", "@initech", "story:10")
    assert booked(log, "initech") == "2026-12-02"
    log.ok("undo")
    assert booked(log, "initech") == "2026-11-27"


def test_a_date_is_a_meeting_only_in_the_story_of_one(log: Program, isolated: Path) -> None:
    log.ok("log", "call", "@globex", "for", "thu")
    log.ok("log", "rescheduled", "@globex", "for", "fri")  # nothing was set
    assert booked(log, "globex") is None
    rows = isolated / "rows.csv"
    rows.write_text(
        "day,kind,outcome,account,for\n"
        "2026-11-20,meeting_set,,stark,2026-11-26\n"
        "2026-11-21,meeting_held,cancelled,stark,\n"
    )
    log.ok("import", str(rows))  # without a link, paired as `meetings` does
    assert booked(log, "stark") is None
