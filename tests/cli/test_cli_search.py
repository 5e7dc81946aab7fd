"""`search` on the command line: screens, JSON, exit codes, and what nobody can break."""

import json

import pytest

from tests.program import Program

LONG = (
    "wants to hear about the new fleet in spring, once the board has met; pricing was the only "
    "thing that she asked for twice, and the budget is decided in march"
)


@pytest.fixture
def found(actlog: Program) -> Program:
    actlog.ok("log", "call", "connected", "@Café Zürich/dana", "+vip", "--", "asked for pricing")
    actlog.ok("log", "call", "@acme", "yesterday", "next:send quote", "due:fri")
    actlog.ok("log", "call", "connected", "@globex", "--", LONG)
    return actlog


def test_a_terminal_shows_columns_and_marks_the_words(found: Program) -> None:
    shown = found.terminal("search", "pricing", NO_COLOR="1")
    assert shown.code == 0
    plain = shown.out.replace("\x1b[1m", "").replace("\x1b[1;4m", "").replace("\x1b[0m", "")
    assert [line.rstrip() for line in plain.splitlines()] == [
        "#  when              activity          with               said",
        "1  Mon 23 Nov 10:41  1 call connected  @Café Zürich/dana  asked for pricing ·",
        "                                                          +vip",
        "3  Mon 23 Nov 10:41  1 call connected  @globex            …the board has met;",
        "                                                          pricing was the only",
        "                                                          thing that she asked",
        "                                                          for twice, and the",
        "                                                          budget is…",
    ]
    assert "\x1b[1;4mpricing\x1b[0m" in shown.out


def test_a_pipe_gets_one_whole_line_for_each_entry(found: Program) -> None:
    shown = found.pipe("search", "zurich", "PRICING")
    assert (shown.code, shown.err) == (0, "")
    assert shown.out == (
        "#  when              activity          with               said\n"
        "1  Mon 23 Nov 10:41  1 call connected  @Café Zürich/dana  asked for pricing · +vip\n"
    )
    assert found.pipe("search", "board").out.splitlines()[1].endswith(LONG)


def test_json_says_where_the_words_stand(found: Program) -> None:
    data = json.loads(found.ok("search", "send quote", "--json"))
    assert data["more"] is False
    (entry,) = data["entries"]
    assert (entry["id"], entry["next"]) == (2, "send quote")
    assert entry["matched"] == [{"field": "next", "start": 0, "end": 10}]


def test_csv_is_that_of_list(found: Program) -> None:
    assert found.ok("search", "quote", "--csv") == found.ok("list", "@acme", "--csv")


def test_the_words_of_list_say_what_is_searched(found: Program) -> None:
    assert len(found.ok("search", "pricing", "--in", "calls today").splitlines()) == 3
    assert len(found.ok("search", "pricing", "@globex").splitlines()) == 2
    assert found("search", "pricing", "--in", "yesterday").code == 1
    wrong = found("search", "pricing", "--in", "cals")
    assert (wrong.code, wrong.out) == (2, "")


def test_beginnings_will_do_where_no_whole_word_is_found(found: Program) -> None:
    result = found("search", "pric")
    assert result.code == 0
    assert len(result.out.splitlines()) == 3
    assert result.err == "nothing has exactly that; these begin so\n"


def test_only_the_latest_are_shown_unless_all_are_asked_for(actlog: Program) -> None:
    lines = "\n".join(f"call -- pricing {n}" for n in range(25))
    assert actlog.pipe("log", "--stdin", given=lines).code == 0
    result = actlog("search", "pricing")
    assert len(result.out.splitlines()) == 21
    assert result.err == "the latest 20; all of them: --all\n"
    assert len(actlog.ok("search", "pricing", "--all").splitlines()) == 26
    assert json.loads(actlog.ok("search", "pricing", "--json"))["more"] is True


def test_nothing_found_ends_with_1_and_names_the_account_that_may_be_meant(
    found: Program,
) -> None:
    result = found("search", "globx")
    assert (result.code, result.out) == (1, "nothing found for globx\n")
    assert result.err == "did you mean globex?\n"
    assert json.loads(found("search", "globx", "--json").out)["entries"] == []


def test_a_name_alone_is_sent_to_list(found: Program) -> None:
    told = found("search", "@acme corp", "+vip").err
    assert told.endswith("to see all of it: actlog list @'acme corp' +vip\n")
    assert "actlog list" not in found("search", "note:pricing").err


@pytest.mark.parametrize("words", [[], [""], ["***"], ["@acme"], ["--frobnicate"]])
def test_nothing_to_search_for_ends_with_2(found: Program, words: list[str]) -> None:
    result = found("search", *words)
    assert (result.code, result.out) == (2, "")
    assert len(result.err.splitlines()) == 2


@pytest.mark.parametrize(
    "word",
    [
        '"',
        "zq\"b'c",
        "NEAR(zq b)",
        "note:zq",
        "zq AND",
        "^zq",
        "zq OR b",
        "(",
        "-zq",
        "zq*b*",
        "\x1b[1mzq",
    ],
)
def test_what_the_index_would_take_for_its_own_language_is_text(found: Program, word: str) -> None:
    result = found("search", word)
    assert result.code in {1, 2}
    assert "SQL" not in result.err
    assert "\x1b" not in result.out + result.err


def test_what_was_typed_obeys_no_markup_and_moves_no_cursor(actlog: Program) -> None:
    actlog.ok("log", "call", "--", "[bold]pricing[/bold] \x1b[31mred\x1b[0m")
    shown = actlog.pipe("search", "pricing").out
    assert "[bold]pricing[/bold] \\x1b[31mred\\x1b[0m" in shown


def test_a_word_is_found_as_the_log_changes(found: Program) -> None:
    found.ok("edit", "1", "--", "no budget")
    assert found("search", "pricing", "@Café Zürich").code == 1
    found.ok("undo")
    assert found("search", "pricing", "@Café Zürich").code == 0
    found.ok("rm", "1")
    assert found("search", "pricing", "@Café Zürich").code == 1


def test_in_may_be_said_several_times(found: Program) -> None:
    once = found.ok("search", "pri*", "--in", "calls today")
    assert once
    assert found.ok("search", "pri*", "--in", "calls", "--in", "today") == once
    assert found("search", "pri*", "--in", "2020-01-07", "--in", "calls").code == 1


def test_a_byte_that_is_no_text_is_typed_wrong(actlog: Program) -> None:
    refused = actlog("search", "caf\udce9")
    assert (refused.code, refused.err) == (2, "actlog: the text holds a byte that is not UTF-8\n")
