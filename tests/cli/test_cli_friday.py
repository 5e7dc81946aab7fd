"""`week --friday`: one page, the same on the screen, as Markdown and as JSON."""

import json
import re
import shlex
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from tests.program import Program

FRIDAY = "2026-11-27T16:00"
LINES = (
    "40 calls 3 connected @acme/dana objection:price mon",
    "call connected @globex +heard 'they merge in spring' tue 10:00",
    "call connected @initech objection:price,timing wed",
    "call @hooli +heard thu",
    "set @acme for next tue 10:00",
)


@pytest.fixture
def friday(actlog: Program, monkeypatch: pytest.MonkeyPatch) -> Program:
    """Return the program on a Friday, with a promise of the Friday before and one for next week."""
    monkeypatch.setenv("ACTLOG_NOW", "2026-11-20T16:00")
    actlog.ok("log", "30 calls", "mon")
    actlog.ok("promise", "call before nine", "40 calls")
    monkeypatch.setenv("ACTLOG_NOW", FRIDAY)
    for line in LINES:
        actlog.ok("log", *shlex.split(line))
    actlog.ok("promise", "ask every no for a referral")
    return actlog


def test_the_page_is_one_screen(friday: Program) -> None:
    out = friday.pipe("week", "--friday").out
    assert out.splitlines()[0].endswith("· 2026-W48 · Mon 23 - Sun 29 Nov · day 5 of 5")
    assert "\nheard: 'they merge in spring' @globex (#4)\n" in out
    assert "\nheard: price 2 times · timing once – actlog list objection:price 2026-W48\n" in out
    assert out.endswith(
        "\npromised: call before nine – kept: 43 of 40 calls\n"
        "the next one: ask every no for a referral\n"
    )
    (calls,) = [line for line in out.splitlines() if line.startswith("calls")]
    assert re.fullmatch(r"calls +43 of \d+ +30\.0 +30\.0 +\d+ to go", calls)
    assert len(out.splitlines()) <= 24


def test_last_week_has_its_own_page(friday: Program) -> None:
    out = friday.ok("week", "last", "--friday")
    assert "2026-W47" in out.splitlines()[0]
    assert out.endswith(
        "\npromised: nothing was promised\nthe next one: call before nine – kept: 43 of 40 calls\n"
    )
    assert "they merge" not in out


def test_on_monday_last_weeks_page_looks_ahead_to_what_is_still_to_come(
    friday: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "\nnext week: 1 booked; no show rate yet" in friday.ok("week", "--friday")
    friday.ok("log", "set", "@umbrella", "for", "next", "mon", "8:00")
    monkeypatch.setenv("ACTLOG_NOW", "2026-11-30T09:00")
    out = friday.ok("week", "last", "--friday")
    assert "\nthis week, still to come: 1 booked; no show rate yet" in out
    text = friday.ok("week", "last", "--friday", "--markdown")
    assert "\nThis week, still to come: 1 booked; no show rate yet" in text
    (ahead,) = json.loads(friday.ok("week", "last", "--friday", "--json"))["ahead"]
    assert (ahead["week"], ahead["booked"], ahead["line"]) == ("2026-W49", 1, None)
    assert json.loads(friday.ok("week", "2026-W47", "--friday", "--json"))["ahead"] is None


def test_an_empty_log_has_a_page_that_says_how_to_fill_it(actlog: Program) -> None:
    out = actlog.ok("week", "--friday")
    assert out.endswith(
        "\nheard: nothing yet: +heard marks a note, objection:price an objection\n"
        "promised: nothing was promised\n"
        "the next one: nothing promised yet: actlog promise 'what you will do'\n"
    )
    assert actlog.ok("week", "--friday", "--markdown").startswith("# ")


def test_markdown_says_what_the_screen_says(friday: Program) -> None:
    text = friday.ok("week", "--friday", "--markdown")
    assert text.startswith("# ")
    assert ": 2026-W48, Mon 23 - Sun 29 Nov\n\n| activity | the week | line | 4 weeks |" in text
    assert "\n- 'they merge in spring' \\@globex (\\#4)\n- price 2 times\n- timing once\n" in text
    assert text.endswith(
        "\n## Promised\n\n"
        "- For this week: call before nine – kept: 43 of 40 calls\n"
        "- The next one: ask every no for a referral\n"
    )
    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    assert [one.type for one in tokens].count("tr_open") == text.count("\n| ") - 1


def test_json_is_that_of_the_week_and_what_else_is_on_the_page(friday: Program) -> None:
    shown = json.loads(friday.ok("week", "--friday", "--json"))
    assert set(json.loads(friday.ok("week", "--json"))) < set(shown)
    assert shown["heard"] == [
        {
            "note": "they merge in spring",
            "account": "globex",
            "contact": None,
            "id": 4,
            "objection": None,
            "entries": 1,
            "list": None,
        },
        *[
            {
                "note": None,
                "account": None,
                "contact": None,
                "id": None,
                "objection": word,
                "entries": entries,
                "list": f"objection:{word} 2026-W48",
            }
            for word, entries in (("price", 2), ("timing", 1))
        ],
    ]
    for one in shown["heard"][1:]:
        listed = json.loads(friday.ok("list", *one["list"].split(), "--json"))["entries"]
        assert len(listed) == one["entries"]
    assert (shown["promised"]["state"], shown["coming"]["state"]) == ("kept", "ahead")


def test_what_stands_out_is_what_the_coach_says_but_for_what_the_page_says(
    friday: Program,
) -> None:
    shown = json.loads(friday.ok("week", "--friday", "--json"))["findings"]
    told = json.loads(friday.ok("coach", "--json"))["findings"]
    ids = [one["id"] for one in told if one["level"] != "info"]
    left = [one for one in ids if one not in {"promise", "gap", "begin", "model-unread"}]
    assert [one["id"] for one in shown] == left[:3]


def test_the_page_is_the_same_when_the_coachs_findings_are_kept_and_when_they_are_not(
    friday: Program,
) -> None:
    first = friday.ok("week", "--friday", "--json")
    assert friday.ok("week", "--friday", "--json") == first
    friday.ok("log", "call @globex")
    kept = friday.ok("week", "--friday", "--json")
    friday.ok("coach")
    assert friday.ok("week", "--friday", "--json") == kept


def test_three_things_heard_are_enough_and_the_latest_notes_come_first(friday: Program) -> None:
    for number in range(4):
        friday.ok("log", "call", "+heard", "--note", f"note {number}")
    heard = json.loads(friday.ok("week", "--friday", "--json"))["heard"]
    assert [one["note"] for one in heard] == ["note 3", "note 2", "note 1"]


@pytest.mark.parametrize(
    "options",
    [["--markdown"], ["--friday", "--csv"], ["--friday", "--markdown", "--json"]],
)
def test_the_page_goes_with_one_form(actlog: Program, options: list[str]) -> None:
    result = actlog("week", *options)
    assert (result.code, result.out) == (2, "")
    assert "--friday goes with --markdown or with --json" in result.err


def test_a_week_that_begins_on_sunday_is_listed_by_its_days(
    friday: Program, isolated: Path
) -> None:
    model = isolated / "model-week.yaml"
    text = model.read_text(encoding="utf-8")
    model.write_text(re.sub(r"starts: monday", "starts: sunday", text), encoding="utf-8")
    heard = json.loads(friday.ok("week", "--friday", "--json"))["heard"]
    assert heard[1]["list"] == "objection:price 2026-11-22..2026-11-28"


@pytest.mark.parametrize("encoding", ["utf-8", "ascii"])
def test_hostile_notes_keep_to_80_columns_and_are_never_obeyed(
    friday: Program, encoding: str
) -> None:
    hostile = "[red]\x1b[31m<script>alert(1)</script> | `x` \u202e" + "y" * 90
    friday.ok("log", "call", "+heard", "--note", hostile, "@[b]x|y")
    friday.ok("promise", "<img src=x> | **bold** [a](b)")
    shown = friday.terminal("week", "--friday", PYTHONIOENCODING=encoding, NO_COLOR="1")
    plain = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", shown.out)
    assert "\x1b[31m" not in shown.out
    assert "[red]\\x1b[31m<script>" in plain
    assert all(len(line) <= 80 for line in plain.splitlines())

    text = friday.ok("week", "--friday", "--markdown")
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text)
    inner = [child for token in tokens for child in token.children or []]
    assert {child.type for child in inner} <= {
        "text",
        "strong_open",
        "strong_close",
        "text_special",
    }
    assert not any(token.type.startswith("html") for token in tokens)
    assert "<img src=x> | **bold** [a](b)" in "".join(child.content for child in inner)
