"""A mapping's YAML: what it compiles to, and how everything that is wrong in it is told."""

from __future__ import annotations

import re
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actlog.config.mapping import read_mapping
from actlog.config.mapping_shapes import EntryShape, keys
from actlog.config.mapping_values import ValueShape
from actlog.domain.errors import ModelError
from actlog.domain.mapping import (
    ENTRY_FIELDS,
    TESTS,
    Condition,
    EntryRule,
    Lookup,
    Mapping,
    Value,
    fold,
)
from actlog.domain.text import visible
from actlog.exchange.codec import FIELDS

WHOLE = """\
version: 1
title: Acme CRM calls
source: acme-crm
recognise: [[Id, When, " Result "], [Kennung, Wann]]
id: {column: Id, first: 15}
date_order: dmy
time_zone: Europe/Berlin
decimal: ","
keep: {Closed: ["1", "true"]}
skip: {Deleted: "1", Owner: {not: Jo}, When: {ahead: true}}
lookups:
  accounts: {file: Account.csv, key: Id, name: Name}
  people: {file: [Contact.csv, Lead.csv], key: Id, name: [First, Last]}
entries:
  - part: set
    when: {Type: Call, Result: {filled: true, not: [Cancelled, Gone]}, Topic: {has: demo}}
    kind: {column: Type, values: {Call: call, "": meeting_set}, other: refuse}
    at: {first_of: [Done, Due], time: Clock, zone_column: Zone}
    outcome: {column: Result, values: {Connected: connected, Left Voicemail: voicemail, "no": }}
    account: {column: Company, lookup: accounts}
    minutes: {column: Length, unit: clock}
    note: {columns: [Subject, Notes], join: " · ", html: true}
    for: {column: Start, zone: UTC}
  - part: held
    story: set
    kind: {is: meeting_held}
    at: {column: Start, only_day: true}
    outcome: Result
"""

LEAST = """\
version: 1
entries:
  - kind: {is: call}
    at: When
"""


def read(text: str | bytes) -> Mapping:
    return read_mapping(text, "m.yaml", "acme")


def problems(text: str | bytes) -> list[str]:
    with pytest.raises(ModelError) as caught:
        read(text)
    return [line.removeprefix("m.yaml:") for line in caught.value.problems]


def entry(fields: str) -> str:
    """Return a mapping of one entry that has these fields, and the needed ones."""
    needed = [line for line in ("kind: {is: call}", "at: When") if line[:3] not in fields]
    lines = [*fields.strip().splitlines(), *needed]
    return "version: 1\nentries:\n  - " + "\n    ".join(lines) + "\n"


def test_the_fields_of_an_entry_are_actlogs_columns_but_for_its_own_ids() -> None:
    assert set(ENTRY_FIELDS) == set(FIELDS) - {"id", "uid", "day", "story"}
    assert set(keys(EntryShape)) == {*ENTRY_FIELDS, "part", "when", "story", "write"}


def test_a_whole_mapping_means_what_it_says() -> None:
    mapping = read(WHOLE)
    assert (mapping.format, mapping.title, mapping.source) == ("acme", "Acme CRM calls", "acme-crm")
    assert mapping.recognise == (("Id", "When", "Result"), ("Kennung", "Wann"))
    assert mapping.id == Value(columns=("Id",), first=15)
    assert (mapping.date_order, mapping.zone, mapping.decimal) == ("dmy", "Europe/Berlin", ",")
    assert mapping.keep == (Condition(column="Closed", test="is", words=("1", "true")),)
    assert mapping.skip == (
        Condition(column="Deleted", test="is", words=("1",)),
        Condition(column="Owner", test="not", words=("Jo",)),
        Condition(column="When", test="ahead"),
    )
    assert mapping.lookups == (
        Lookup(name="accounts", files=("Account.csv",), key="Id", names=("Name",)),
        Lookup(name="people", files=("Contact.csv", "Lead.csv"), key="Id", names=("First", "Last")),
    )


def test_its_entries_have_all_that_was_written() -> None:
    first, second = read(WHOLE).entries
    assert first.when == (
        Condition(column="Type", test="is", words=("Call",)),
        Condition(column="Result", test="filled"),
        Condition(column="Result", test="not", words=("Cancelled", "Gone")),
        Condition(column="Topic", test="has", words=("demo",)),
    )
    assert dict(first.fields) == {
        "kind": Value(
            columns=("Type",),
            values=(("call", "call"), ("", "meeting_set")),
            spellings=("Call", ""),
            other="refuse",
        ),
        "at": Value(columns=("Done", "Due"), time="Clock", zone_column="Zone"),
        "outcome": Value(
            columns=("Result",),
            values=(("connected", "connected"), ("left voicemail", "voicemail"), ("no", None)),
            spellings=("Connected", "Left Voicemail", "no"),
            other="empty",
        ),
        "account": Value(columns=("Company",), lookup="accounts"),
        "minutes": Value(columns=("Length",), unit="clock"),
        "note": Value(columns=("Subject", "Notes"), join=" · ", html=True),
        "for": Value(columns=("Start",), zone="UTC"),
    }
    assert second == EntryRule(
        part="held",
        story="set",
        fields=(
            ("kind", Value(constant="meeting_held")),
            ("at", Value(columns=("Start",), only_day=True)),
            ("outcome", Value(columns=("Result",))),
        ),
    )


def test_what_is_not_said_has_the_usual_values() -> None:
    fields = (("kind", Value(constant="call")), ("at", Value(columns=("When",))))
    assert read(LEAST) == Mapping(format="acme", title="acme", entries=(EntryRule(fields=fields),))
    assert read(LEAST.replace("at: When", "at: When\n    outcome: Result")).entries[0].fields[
        2
    ] == (
        "outcome",
        Value(columns=("Result",), other="keep"),
    )


def test_sections_whose_lines_are_all_comments_are_empty() -> None:
    text = "version: 1\nrecognise:\n  # []\nkeep:\nskip:\nlookups:\nentries:\n"
    text += "  - when:\n    kind: {column: A, values: }\n    at: When\n"
    assert read(text).entries[0].fields[0] == ("kind", Value(columns=("A",)))


def test_columns_and_words_are_compared_with_case_and_spaces_folded() -> None:
    assert fold("\ufeff  Cafe\u0301\n STRASSE ") == fold("CAF\u00c9 straße")
    assert fold("ab") != fold("a b")


def test_every_problem_is_told_in_one_go_in_the_order_of_the_file() -> None:
    text = """\
versin: 1
source: Acme CRM
id: {is: x}
time_zone: Europe/Berln
keep: {Status: , X: {}, Y: {filled: no}, Z: {hass: [a]}}
skip: {A: {filled: true, not: b}}
lookups: {acc: {file: ../x, key: Id}}
entries:
  - kind: {column: A, is: b}
    at: {column: X, unit: seconds}
    day: D
    minutes: {is: 3h}
    outcome: {column: A, values: {Yes: yes, yes : no}, other: kep}
    account: {column: A, lookup: ac}
    story: x
  - part: Held It
    when: [x]
  - hello
"""
    with pytest.raises(ModelError) as caught:
        read(text)
    assert (caught.value.message, caught.value.exit_code) == ("the mapping has 25 problems", 3)
    assert [line.removeprefix("m.yaml:") for line in caught.value.problems] == [
        '1:1: unknown key "versin", did you mean version?',
        "1:1: version is missing, expected version: 1",
        '2:9: source is "Acme CRM", expected at most 16 of a-z, 0-9 and single - between them',
        "3:6: is is no key of id: each row has an id of its own",
        '4:12: time_zone is "Europe/Berln", expected a time zone such as Europe/Berlin or UTC, '
        "did you mean Europe/Berlin?",
        "5:15: condition of Status is empty, expected what stands in the cell, as in Call or "
        "[Call, Email], {filled: true} or {empty: true}",
        "5:21: condition of X is a mapping, expected one of is, not, has, filled, empty, past or "
        "ahead, as in {not: [Cancelled]}",
        '5:37: filled of Y is "no", expected true, or the key left out',
        '5:46: unknown key "hass", did you mean has?',
        "6:11: expected one test, since rows are left out where any of them holds",
        "7:11: name of acc is missing, expected the column of the name, as in "
        "{file: Account.csv, key: Id, name: Name}",
        '7:23: file of acc is "../x", expected the name of a file in the same archive, as in '
        "Account.csv",
        "9:11: kind is a mapping, expected one of is, column, first_of, earliest_of or columns, "
        "and not two of them",
        "10:21: unit is no key of at: only minutes have one",
        "11:5: day is no field here: at may be a day alone, as in "
        "at: {column: Date, only_day: true}",
        '12:19: minutes is "3h", expected a whole number from 1 to 1440',
        '13:45: "yes" reads like "Yes", expected one of them',
        '13:63: other of outcome is "kep", expected keep, empty or refuse, did you mean keep?',
        '14:34: "ac" is no lookup here',
        '15:12: "x" is no part of another entry here',
        "16:5: at is missing, expected when it was, as in at: Date, or "
        "{column: Date, only_day: true}",
        "16:5: kind is missing, expected what the entry is, as in kind: {is: call}",
        '16:11: part is "Held It", expected at most 14 of a-z, 0-9 and single - between them',
        '17:12: when is "x", expected a mapping, as in {key: value}',
        '18:5: entry is "hello", expected a mapping, as in {key: value}',
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "1:1: the file is empty, expected a mapping, as in {key: value}"),
        ("- a", "1:1: the file is a list, expected a mapping, as in {key: value}"),
        (
            "version: 1",
            "1:1: entries is missing, expected what a row makes, as in "
            "entries: [{kind: {is: call}, at: Date}]",
        ),
        (
            LEAST + "id: Row\n",
            "5:1: id needs a source before it in unique ids, expected one, as in source: mycrm",
        ),
        (LEAST + "decimal: ;\n", '5:10: decimal is ";", expected "," or "."'),
        (LEAST + "recognise: [a, [b]]\n", '5:13: recognise is "a", expected a list, as in [a, b]'),
        (LEAST + "time_zone: Europe\n", '5:12: time_zone is "Europe", expected a time zone such'),
        (LEAST + "time_zone: ../x\n", '5:12: time_zone is "../x", expected a time zone such'),
        (entry("note: {columns: [A, B]}"), "3:11: note is a mapping, expected join beside columns"),
        (entry("note: {column: A, join: x}"), "expected columns beside join"),
        (entry("note: {columns: [], join: x}"), "columns of note is a list, expected a list of 1"),
        (entry("note: {is: a, html: true}"), "expected is alone: a text of the mapping's own"),
        (entry("note: "), "4:5: note is empty, expected where it comes from, as in note: Col"),
        (
            entry("note: {is: a, column: b}"),
            "expected one of is, column, first_of, earliest_of or columns",
        ),
        (
            entry("note: {first: 10}"),
            "expected one of is, column, first_of, earliest_of or columns",
        ),
        (entry("note: {column: A, first: 0}"), "expected a whole number from 1 to 4000"),
        (entry("note: {column: A, other: keep}"), "expected values beside other"),
        (entry("note: {columns: [A, ~], join: x}"), "columns of note is empty, expected a column"),
        (
            entry("note: {first_of: [{column: A, htm: true}]}"),
            'unknown key "htm", did you mean html',
        ),
        (entry("note: {first_of: [{column: A, unit: hours}]}"), "3:35: unit is no key of note"),
        (entry("note: {earliest_of: [A, B]}"), "3:12: earliest_of is no key of note: only at, for"),
        (entry("at: {first_of: [A, {column: B, zone: X}]}"), '3:42: zone of at is "X", expected a'),
        (entry("note: {column: A, length: 18}"), "expected first beside length, as in {first: 15"),
        (entry("write: {A: ~}"), "3:16: A of write is empty, expected what the cell holds"),
        (LEAST + "fields: {note: }\n", "5:15: note is empty, expected where it comes from"),
        (LEAST + "fields: {at: {colum: A}}\n", "did you mean column?"),
        (LEAST + "fields: {wen: When}\n", '5:10: unknown key "wen", expected kind, at, count'),
        (entry("kind: {column: A, html: true}"), "3:23: html is no key of kind: only account"),
        (entry("at: {column: A, values: {a: b}}"), "3:21: values is no key of at: a moment"),
        (entry("at: {column: A, time: B, only_day: true}"), "expected time or only_day, not both"),
        (entry("at: {column: A, zone: UTC, zone_column: Z}"), "expected zone or zone_column"),
        (entry("at: {is: 1.2.26}"), '3:14: at is "1.2.26", expected a date, as in 2026-12-24'),
        (entry("count: {is: none}"), '3:17: count is "none", expected a whole number from 1 to'),
        (
            entry("minutes: {column: A, unit: secs}"),
            "expected minutes, seconds, milliseconds, hours or clock",
        ),
        (entry("acount: A"), '3:5: unknown key "acount", did you mean account?'),
        (entry("uid: A"), "3:5: uid is no field here: the row's own id stands once"),
        (entry("when: {A: [b, {is: c}]}"), "is of A is a mapping, expected what stands in the"),
        (entry('when: {A: ""}'), 'is of A is "", expected what stands in the cell, or {filled:'),
        (entry("when: {A: {past: 1}}"), '3:22: past of A is "1", expected true, or the key left'),
        (entry("when: {A: {is: []}}"), "is of A is a list, expected a list of 1 to 500"),
        (entry("part: a--b"), "expected at most 14 of a-z, 0-9 and single - between them"),
        (entry("story: set"), "3:5: story needs an id: it names an entry of the same row by it"),
        (entry("note: {column: A, values: {B: [c]}}"), "3:35: B of values is a list, expected"),
        ("[" * 20, "1:13: nested more than 12 deep, a mapping is not"),
        ("a: *x", '1:4: alias "*x", expected the values written out'),
        (b"#" * (1024 * 1024 + 1), "1:1: the file is larger than 1 MiB, a mapping is not"),
        (b"a: \xe9", "1:4: byte 0xe9 is not UTF-8, expected the file in UTF-8"),
        ("a: [1", "1:6: not YAML:"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(text: str | bytes, said: str) -> None:
    assert any(said in line for line in problems(text)), problems(text)


WITH_ID = "version: 1\nsource: acme\nid: Id\nentries:\n"


def test_an_entry_behind_one_that_always_applies_is_made_of_no_row() -> None:
    rules = "  - {kind: {is: call}, at: When}\n  - {kind: {is: mail}, at: When}\n"
    assert problems(WITH_ID + rules) == [
        "6:5: no row makes this entry: the one on line 5 has no part either and always applies, "
        "expected a part here, as in part: held, or a when there"
    ]
    assert problems(WITH_ID + rules.replace("{kind", "{part: a, kind")) == [
        "6:5: no row makes this entry: the one on line 5 has part a as well and always applies, "
        "expected a part here, as in part: held, or a when there"
    ]
    for told_apart in ("{part: a, kind", "{when: {A: x}, kind"):
        assert len(read(WITH_ID + rules.replace("{kind", told_apart, 1)).entries) == 2


def test_conditions_in_a_list_are_ways_of_which_any_will_do() -> None:
    text = "version: 1\nkeep: [{K: a}, {L: b}]\nentries:\n"
    text += "  - {when: [{A: x}, {B: y, C: z}], kind: {is: call}, at: When}\n"
    mapping = read(text)

    def asked(rule: EntryRule) -> list[tuple[str, tuple[str, ...]]]:
        return [(one.column, one.words) for one in rule.when]

    a, bc, k, lp = [("A", ("x",))], [("B", ("y",)), ("C", ("z",))], [("K", ("a",))], [("L", ("b",))]
    assert [asked(rule) for rule in mapping.entries] == [a + k, a + lp, bc + k, bc + lp]
    assert len({rule.fields for rule in mapping.entries}) == 1
    assert mapping.keep == ()


def test_fields_and_cells_of_every_entry_are_said_once() -> None:
    text = """\
version: 1
fields: {at: When, note: Text, account: {column: Firm, first: 9}}
write: {Status: Done, Kind: none}
entries:
  - {when: {A: x}, kind: {is: call}, note: }
  - {kind: {is: mail}, note: {is: ""}, account: Company, write: {Kind: mail}}
"""
    first, second = read(text).entries
    at = ("at", Value(columns=("When",)))
    account = ("account", Value(columns=("Firm",), first=9))
    assert first.fields == (("kind", Value(constant="call")), at, account)
    assert second.fields == (
        ("kind", Value(constant="mail")),
        at,
        ("account", Value(columns=("Company",))),
    )
    assert first.write == (("Status", "Done"), ("Kind", "none"))
    assert second.write == (("Status", "Done"), ("Kind", "mail"))
    assert problems(text.replace("note: }", "at: }")) == [
        "5:41: at is empty, expected when it was, as in at: Date, or {column: Date, only_day: true}"
    ]


def test_columns_with_keys_of_their_own_become_values_within_a_value() -> None:
    text = entry(
        "at: {earliest_of: [A, B]}\n"
        "account: {first_of: [C, {column: D, lookup: x}], first: 9, length: 12}\n"
        'note: {columns: [E, {first_of: [F, G]}], join: " "}\n'
        "outcome: {first_of: [{column: H, values: {a: b}}, I]}"
    )
    fields = dict(read(text + "lookups: {x: {file: a.csv, key: K, name: N}}\n").entries[0].fields)

    def of(column: str) -> Value:
        return Value(columns=(column,))

    assert fields["at"] == Value(parts=(of("A"), of("B")), earliest=True)
    assert fields["account"] == Value(
        parts=(of("C"), Value(columns=("D",), lookup="x")), first=9, length=12
    )
    assert fields["note"] == Value(parts=(of("E"), Value(columns=("F", "G"))), join=" ")
    translated = Value(columns=("H",), values=(("a", "b"),), spellings=("a",), other="empty")
    assert fields["outcome"] == Value(parts=(translated, of("I")))


def test_other_names_of_a_column_are_for_one_that_is_read() -> None:
    names = "names: {When: [Wann, Quand], Other: X}\nrecognise: [Other]\n"
    assert read(LEAST + names).names == (("When", ("Wann", "Quand")), ("Other", ("X",)))
    assert problems(LEAST + "names: {Wen: Wann}\n") == [
        '5:9: "Wen" is no column that is read here, did you mean When?'
    ]
    assert problems(LEAST + "names: {When: [wann, x], Other: [X, when]}\nskip: {Other: a}\n") == [
        '5:34: "X" is When already, expected each name for one column',
        '5:37: "when" is When already, expected each name for one column',
    ]


def test_conditions_that_multiply_are_kept_within_bounds() -> None:
    any_of = ", ".join([f"{{A: x{n}}}" for n in range(30)])
    text = f"version: 1\nkeep: [{any_of}]\nentries:\n"
    text += f"  - {{when: [{any_of}], kind: {{is: call}}, at: When}}\n"
    assert problems(text) == [
        "3:1: entries and their conditions make 900 rules, expected at most 500"
    ]


def test_a_story_begins_with_a_part_that_is_none_itself() -> None:
    rule = "  - {{part: {}, story: {}, kind: {{is: call}}, at: When}}\n"
    text = WITH_ID + rule.format("a", "b") + rule.format("b", "a")
    assert problems(text) == [
        "5:22: b is itself part of a story, expected the part that set the meeting",
        "6:22: a is itself part of a story, expected the part that set the meeting",
    ]
    assert problems(WITH_ID + rule.format("a", "a"))[0].endswith(
        '"a" is no part of another entry here'
    )


def test_the_longest_words_of_a_unique_id_leave_room_for_a_digest() -> None:
    source, part = "s" * 16, "p" * 14
    text = WITH_ID.replace("acme", source) + f"  - {{part: {part}, kind: A, at: B}}\n"
    mapping = read(text)
    assert len(f"{mapping.source}-{'0' * 32}-{mapping.entries[0].part}") == 64


WORDS = """
version title source recognise id entries names fields write earliest_of length keep skip
lookups kind at outcome when part story
column is first_of columns join values other unit time zone only_day html first lookup file
key name not has filled A B for note minutes time_zone decimal date_order
"""
SAID = "1 true A B call set UTC seconds keep empty dmy , . ~ x"
KEYS = st.sampled_from(WORDS.split())
SCALARS = st.one_of(
    st.sampled_from(SAID.split()),
    st.text(string.printable, max_size=6),
)
TREES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=20,
)


def settles(text: str | bytes) -> None:
    try:
        mapping = read(text)
    except ModelError as error:
        for line in error.problems or ("nothing was told",):
            assert re.match(r"m\.yaml:[1-9]\d*:[1-9]\d*: .", line)
            assert visible(line) == line
    else:
        assert mapping.entries


@given(st.binary(max_size=100))
def test_any_bytes_end_in_a_mapping_or_a_clean_error(content: bytes) -> None:
    settles(content)


@given(st.dictionaries(KEYS, TREES, max_size=6), st.lists(st.dictionaries(KEYS, TREES, max_size=5)))
def test_any_tree_of_its_words_ends_in_a_mapping_or_a_clean_error(
    top: dict[str, object], entries: list[dict[str, object]]
) -> None:
    def flow(data: object) -> str:
        if isinstance(data, dict):
            inner = [f"{key}: {flow(value)}" for key, value in data.items()]
            return "{" + ", ".join(inner) + "}"
        if isinstance(data, list):
            return "[" + ", ".join(map(flow, data)) + "]"
        return "'" + str(data).replace("'", "''") + "'"

    settles(flow({**top, "version": "1", "entries": entries}))


def test_every_key_of_a_value_is_held_against_the_field_that_it_is_of() -> None:
    assert set(keys(ValueShape)) == {
        *("is", "column", "first_of", "earliest_of", "columns", "join", "lookup", "first"),
        *("length", "values", "other", "unit", "time", "zone", "zone_column", "only_day", "html"),
    }
    assert len(TESTS) == 7
