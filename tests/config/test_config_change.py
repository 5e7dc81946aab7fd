from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actlog.config.change import add_kind, resolve, set_value, unset
from actlog.config.kinds import drop_kind, rename_kind, rename_outcome
from actlog.config.merge import merge
from actlog.config.model_week import parse
from actlog.config.templates import TEMPLATES, template_text
from actlog.config.yaml_nodes import read
from actlog.config.yaml_text import comment_spans
from actlog.domain.errors import InputError, ModelError, NothingToDoError

TEXT = """\
# mine
version: 1
name: 'Jo''s'   # who
activities:
    call:  # dials
        goal: 240   # aim
        aliases:
          - dial   # the old word
          # and a new one
          - ring
        outcomes: {connected: moved, "voice-mail": unreached}
    connect: {of: call, outcomes: [connected], goal: 20}
    proposal:
results:
    deal_won: {value: required}
funnel: [call, connect,   # the middle
         deal_won]
worth: {deal_won: {value: 8000}}
time_off:
    - 2026-12-24
    - {days: 2026-12-10, kinds: [call], why: training}
    - days: 2026-12-11
      kinds: [call, proposal]
weeks:
    2026-W50: {why: fair, call: {goal: 80}}
# the end
"""


def put(text: str, place: str, value: str) -> str:
    return set_value(text, "f", resolve(text, "f", place), value).text


def take(text: str, place: str) -> str:
    return unset(text, "f", resolve(text, "f", place)).text


def changed(before: str, after: str) -> list[tuple[str, str]]:
    """Return the lines that differ, of texts with the same number of lines."""
    old, new = before.split("\n"), after.split("\n")
    assert len(old) == len(new)
    return [(a, b) for a, b in zip(old, new, strict=True) if a != b]


def comments(text: str) -> list[str]:
    return sorted(text[begin:end].rstrip() for begin, end in comment_spans(text))


@pytest.mark.parametrize(
    ("place", "value", "before", "after"),
    [
        ("call.goal", "70", "        goal: 240   # aim", "        goal: 70   # aim"),
        ("activities.call.goal", "70", "        goal: 240   # aim", "        goal: 70   # aim"),
        ("name", "Al's", "name: 'Jo''s'   # who", "name: 'Al''s'   # who"),
        ("name", "a: b # c", "name: 'Jo''s'   # who", "name: 'a: b # c'   # who"),
        (
            "call.outcomes.connected",
            "none",
            '        outcomes: {connected: moved, "voice-mail": unreached}',
            '        outcomes: {connected: none, "voice-mail": unreached}',
        ),
        (
            "call.outcomes.chat",
            "none",
            '        outcomes: {connected: moved, "voice-mail": unreached}',
            '        outcomes: {connected: moved, "voice-mail": unreached, chat: none}',
        ),
        (
            "connect.tipping_point",
            "15",
            "    connect: {of: call, outcomes: [connected], goal: 20}",
            "    connect: {of: call, outcomes: [connected], goal: 20, tipping_point: 15}",
        ),
        (
            "worth.deal_won.commission",
            "10%",
            "worth: {deal_won: {value: 8000}}",
            "worth: {deal_won: {value: 8000, commission: 10%}}",
        ),
    ],
)
def test_a_value_is_changed_where_it_stands_and_nothing_else(
    place: str, value: str, before: str, after: str
) -> None:
    assert changed(TEXT, put(TEXT, place, value)) == [(before, after)]


@pytest.mark.parametrize(
    ("place", "value", "below", "line"),
    [
        ("call.tipping_point", "200", "        goal: 240   # aim", "        tipping_point: 200"),
        ("call.group", "cold", "          - ring", "        group: cold"),
        ("call.why", "it: is", "        goal: 240   # aim", "        why: 'it: is'"),
        ("proposal.goal", "3", "    proposal:", "      goal: 3"),
        ("week.hours", "8:30-17:00", "name: 'Jo''s'   # who", "week: {hours: 8:30-17:00}"),
        ("averages", "[4, 26]", "name: 'Jo''s'   # who", "averages: [4, 26]"),
        ("weeks.2026-W51.call.goal", "9", "    2026-W50: {why: fair, call: {goal: 80}}",
         "    2026-W51: {call: {goal: 9}}"),
    ],
)  # fmt: skip
def test_a_new_key_gets_a_line_of_its_own_at_a_sensible_place(
    place: str, value: str, below: str, line: str
) -> None:
    expected = TEXT.replace(f"{below}\n", f"{below}\n{line}\n", 1)
    assert put(TEXT, place, value) == expected


def test_a_block_is_replaced_and_its_comments_stay() -> None:
    after = put(TEXT, "call.aliases", "[dial, buzz]")
    assert (
        "        goal: 240   # aim\n        # the old word\n        # and a new one\n"
        "        aliases: [dial, buzz]\n        outcomes:" in after
    )


def test_a_key_is_taken_away_and_its_comment_stays() -> None:
    assert take(TEXT, "call.goal") == TEXT.replace("        goal: 240   # aim", "        # aim")
    assert take(TEXT, "call.outcomes.connected") == TEXT.replace("connected: moved, ", "")
    assert take(TEXT, "connect.goal") == TEXT.replace("[connected], goal: 20", "[connected]")
    weeks = "weeks:\n    2026-W50: {why: fair, call: {goal: 80}}\n"
    assert take(TEXT, "weeks") == TEXT.replace(weeks, "")


def test_lines_that_end_as_on_windows_go_on_doing_so() -> None:
    text = TEXT.replace("\n", "\r\n")
    assert put(text, "call.goal", "70") == put(TEXT, "call.goal", "70").replace("\n", "\r\n")
    assert put(text, "call.group", "x") == put(TEXT, "call.group", "x").replace("\n", "\r\n")
    assert take(text, "call.aliases") == take(TEXT, "call.aliases").replace("\n", "\r\n")


def test_a_file_without_a_last_line_end_takes_a_new_key() -> None:
    text = "version: 1\nactivities:\n  call:"
    assert put(text, "call.goal", "3") == "version: 1\nactivities:\n  call:\n    goal: 3\n"
    assert put(text, "name", "x") == "version: 1\nname: x\nactivities:\n  call:"


@pytest.mark.parametrize(
    "value", ["'yes'", "yes", "null", "~", "10", "- x", "{", "*a", "ü 🎯", "it's"]
)
def test_any_text_is_the_text_that_was_typed(value: str) -> None:  # fmt: skip
    if value == "{":
        with pytest.raises(InputError, match="is no value"):
            put(TEXT, "call.why", value)
        return
    after = put(TEXT, "call.why", value)
    said = read(after, "f").data()["activities"]["call"]["why"]
    assert said == value.strip("'") if value == "'yes'" else said == value


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("cal.goal", '"cal" is no key and no kind of the model week, did you mean call?'),
        ("activities.cal.goal", 'there is no activity "cal" in the model week, did you mean call?'),
        ("results.call.goal", 'there is no result "call" in the model week'),
        ("call..goal", '"call..goal" is no place in a model week'),
        ("funnel.call", "funnel is a list, expected it whole, as in '[a, b]'"),
    ],
)
def test_a_place_that_leads_nowhere_is_refused(place: str, said: str) -> None:
    with pytest.raises(InputError) as caught:
        put(TEXT, place, "3")
    assert caught.value.message == said


def test_what_is_so_already_is_nothing_to_do() -> None:
    with pytest.raises(NothingToDoError, match="240 already"):
        put(TEXT, "call.goal", "240")
    with pytest.raises(NothingToDoError, match=r"no activities.call.ceiling"):
        take(TEXT, "call.ceiling")


def test_anchors_are_refused_with_their_place() -> None:
    with pytest.raises(ModelError) as caught:
        put(TEXT.replace("goal: 240", "goal: &a 240"), "call.goal", "3")
    assert caught.value.problems[0].startswith('f:6:15: anchor "&a"')


def test_a_new_activity_stands_behind_the_others_and_a_result_behind_the_results() -> None:
    after = add_kind(TEXT, "f", "booth", {"group": "fair", "goal": "3"}).text
    booth = "    booth:\n      group: fair\n      goal: 3\n"
    assert after == TEXT.replace("    proposal:\n", f"    proposal:\n{booth}")
    after = add_kind(TEXT, "f", "pilot", {}, result=True).text
    assert after == TEXT.replace("{value: required}\n", "{value: required}\n    pilot:\n")
    flow = "version: 1\nactivities: {call: {}}\n"
    assert add_kind(flow, "f", "booth", {"goal": "3"}).text == (
        "version: 1\nactivities: {call: {}, booth: {goal: 3}}\n"
    )
    assert add_kind(flow, "f", "won", {}, result=True).text == flow + "results: {won: {}}\n"
    with pytest.raises(InputError, match="stands in activities already"):
        add_kind(TEXT, "f", "Call", {})


def test_a_kind_is_renamed_wherever_it_is_named() -> None:
    after = rename_kind(TEXT, "f", "call", "dial")
    expected = TEXT.replace("- dial   # the old word", "# the old word")
    for old, new in (
        ("    call:  #", "    dial:  #"), ("of: call", "of: dial"), ("[call", "[dial"),
        ("fair, call:", "fair, dial:"),
    ):  # fmt: skip
        expected = expected.replace(old, new)
    assert after == expected
    assert "call" not in after.replace("dial", "")
    parse(after, "f")


def test_an_outcome_is_renamed_in_its_kind_and_in_what_counts_it() -> None:
    after = rename_outcome(TEXT, "f", "call", "connected", "spoke")
    assert after == TEXT.replace("connected", "spoke")
    assert '"vm": unreached' in rename_outcome(TEXT, "f", "call", "voice-mail", "vm")


def test_a_dropped_kind_is_named_nowhere() -> None:
    after = drop_kind(TEXT, "f", "proposal")
    assert after == TEXT.replace("    proposal:\n", "").replace("[call, proposal]", "[call]")
    after = drop_kind(drop_kind(TEXT, "f", "connect"), "f", "call")
    assert "call" not in after
    assert "funnel" not in after  # one step is no funnel
    assert read(after, "f").data()["time_off"] == [
        "2026-12-24",
        {"days": "2026-12-11", "kinds": ["proposal"]},
    ]
    assert comments(after) == comments(TEXT)


VALUES: dict[str, st.SearchStrategy[str]] = {
    "goal": st.integers(1, 7).map(str),
    "tipping_point": st.integers(1, 7).map(str),
    "group": st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1),
    "why": st.text("ab :#'\"[]{},&*-?|>!%@`~", min_size=1).filter(
        lambda text: text.strip() and text.strip()[0] not in "[{\"'"
    ),
    "requires": st.sampled_from(["[account]", "[account, note]", "[ 'due' ]"]),
}


@st.composite
def edits(draw: st.DrawFn) -> list[tuple[str, str, str | None]]:
    one = st.sampled_from(sorted(VALUES))
    kind = st.sampled_from(["meeting_set", "call", "linkedin", "email", "follow_up", "visit"])
    return [
        (draw(kind), key, draw(st.none() | VALUES[key]))
        for key in draw(st.lists(one, min_size=1, max_size=6))
    ]


def plain(data: Any) -> Any:
    """Return plain data in which nothing is as good as empty."""
    return {k: plain(v) for k, v in data.items()} or None if isinstance(data, dict) else data


@settings(max_examples=40)  # each is up to six changes of a whole file
@given(template=st.sampled_from(sorted(TEMPLATES)), edits=edits())
def test_any_changes_to_a_template_give_what_they_say_and_keep_every_comment(
    template: str, edits: list[tuple[str, str, str | None]]
) -> None:
    text = start = template_text(template)
    expected = read(start, "f").data()
    for kind, key, value in edits:
        if kind not in expected["activities"]:
            continue
        said = expected["activities"][kind] or {}
        expected["activities"][kind] = said
        try:
            text = (
                take(text, f"{kind}.{key}") if value is None else put(text, f"{kind}.{key}", value)
            )
        except NothingToDoError:
            continue
        if value is None:
            del said[key]
        else:
            said[key] = read(f"k: {value}", "f").data()["k"] if key == "requires" else value
            if key != "requires":
                said[key] = read(
                    "k: '" + " ".join(value.split()).replace("'", "''") + "'", "f"
                ).data()["k"]
    assert plain(read(text, "f").data()) == plain(expected)
    assert comments(text) == comments(start)


@given(
    st.lists(st.sampled_from("abc"), max_size=8),
    st.lists(st.sampled_from("abcxy"), max_size=8),
)
def test_a_change_that_meets_no_other_is_made(before: list[str], after: list[str]) -> None:
    old, new = "".join(f"{x}\n" for x in before), "".join(f"{x}\n" for x in after)
    assert merge(old, new, old) == new
    assert merge(old, new, new) == new
    assert merge(old, new, f"top\n0\n{old}") in {f"top\n0\n{new}", None}
    assert merge(f"top\n1\n{old}", f"top\n1\n{new}", f"0\n1\n{old}") in {f"0\n1\n{new}", None}


def test_a_change_at_the_same_place_is_refused() -> None:
    assert merge("a\nb\nc\n", "a\nB\nc\n", "a\nx\nc\n") is None
