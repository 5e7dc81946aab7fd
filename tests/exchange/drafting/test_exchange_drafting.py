"""A first mapping of a file that nobody has described: what is guessed, and what is not."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actlog.config.mapping import read_mapping
from actlog.config.model_week import parse
from actlog.config.templates import template_text
from actlog.domain.incoming import INCOMING
from actlog.domain.mapping import Mapping, Value
from actlog.domain.model_week import ModelWeek
from actlog.exchange.delimited import read_raw
from actlog.exchange.drafting.cells import form_of
from actlog.exchange.drafting.draft import Draft, draft
from actlog.exchange.drafting.headers import score
from actlog.exchange.drafting.speech import Speech
from actlog.exchange.drafting.words import HEADERS, phrases
from actlog.exchange.drafting.yaml import said, scalar
from actlog.exchange.kinds import Kinds
from actlog.exchange.mapped.reading import read
from actlog.exchange.problems import Problems
from actlog.exchange.rows import RowReader
from actlog.exchange.table import Raw

NOW = datetime(2026, 11, 23, 10, 41, tzinfo=UTC)
MODEL, _ = parse(template_text("sdr"), "model-week.yaml")


def raw_of(text: str) -> Raw:
    return read_raw(iter(io.StringIO(text, newline="").readlines()), Problems())


def drafted(text: str, name: str = "table.csv", model: ModelWeek = MODEL) -> Draft:
    return draft(raw_of(text), name, model, NOW)


def mapping_of(found: Draft) -> Mapping:
    return read_mapping(found.text, "m.yaml", "mine")


def imported(text: str, name: str = "table.csv") -> tuple[list[Any], Problems]:
    """Return the rows that a first mapping makes of its own file, and the bad ones."""
    problems = Problems()
    mapped = read(
        raw_of(text),
        mapping_of(drafted(text, name)),
        again=lambda: raw_of(text),
        now=NOW,
        problems=problems,
    )
    reader = RowReader(mapped.table, Kinds(MODEL), NOW)
    return list(reader.read_all(problems)), problems


LANGUAGES = {
    "calls.csv": (
        "Call date,Start time,Company,Contact person,Call result,Talk time,Comments",
        ["connected", "left voicemail", "no answer"],
    ),
    "Anrufliste.csv": (
        "Datum;Uhrzeit;Firma;Ansprechpartner;Ergebnis;Gesprächsdauer;Bemerkungen",
        ["erreicht", "Mailbox", "nicht erreicht"],
    ),
    "appels.csv": (
        "Date;Heure;Société;Interlocuteur;Résultat;Durée;Commentaires",
        ["joint", "répondeur", "pas de réponse"],
    ),
    "llamadas.csv": (
        "Fecha;Hora;Empresa;Contacto;Resultado;Duración;Comentarios",
        ["contactado", "buzón de voz", "no contesta"],
    ),
    "chiamate.csv": (
        "Data;Ora;Azienda;Referente;Esito;Durata;Commenti",
        ["risposto", "segreteria", "non risponde"],
    ),
    "ligacao.csv": (
        "Data;Hora;Empresa;Contato;Resultado;Duração;Observações",
        ["atendeu", "caixa postal", "não atende"],
    ),
    "telefoongesprek.csv": (
        "Datum;Tijd;Bedrijf;Contactpersoon;Resultaat;Gespreksduur;Opmerkingen",
        ["bereikt", "voicemail", "geen gehoor"],
    ),
}


@pytest.mark.parametrize("name", LANGUAGES)
def test_seven_languages_are_understood_and_the_file_comes_in(name: str) -> None:
    header, words = LANGUAGES[name]
    between = ";" if ";" in header else ","
    rows = [
        ["20.11.2026", "9:05", "Acme", "Dana", words[0], "00:08:06", "asked for pricing"],
        ["19.11.2026", "14:30", "Globex", "Jo", words[1], "00:00:20", ""],
        ["18.11.2026", "16:00", "Initech", "Kim", words[2], "", "again on Monday"],
    ]
    text = "\n".join([header, *[between.join(row) for row in rows]]) + "\n"
    found = drafted(text, name)
    fields = dict(found.fields)
    names = header.split(between)
    assert fields["at"] == (names[0], names[1])
    assert [fields[one] for one in ("account", "contact", "outcome", "minutes", "note")] == [
        (one,) for one in names[2:]
    ]
    assert found.missing == ()
    entries, problems = imported(text, name)
    assert not problems, problems.named
    got = [dict(zip(INCOMING, row, strict=True)) for row in entries]
    assert [one["kind"] for one in got] == ["call"] * 3
    assert [one["outcome"] for one in got] == ["connected", "voicemail", "no-answer"]
    assert [one["minutes"] for one in got] == [8, 1, None]
    assert [one["at"][:16] for one in got] == [
        "2026-11-20T09:05", "2026-11-19T14:30", "2026-11-18T16:00"
    ]  # fmt: skip


WHOLE = """\
Type,Date,Company,Result,Subject,Foo
Phone Call,11/20/2026,Acme,Connected,Hi,1
Phone Call,11/19/2026,Acme,Left Message,Hi,2
Email,11/19/2026,Globex,Replied,Hi,3
Lunch,11/19/2026,Globex,,Hi,4
,11/19/2026,Globex,,Hi,5
Meeting,12/19/2026,Globex,No show,Hi,6
"""

DRAFT = """\
# A first mapping for "activities", of which 6 rows were looked at.
# It is a guess until you have read it: correct what is wrong, fill in what is asked.

version: 1
title: activities
# A file that has all of these columns is taken for one like it.
recognise: [Type, Date, Company, Result, Subject]
date_order: mdy  # the month first: "11/19/2026" fits no other
skip:
  Date: {ahead: true}  # 1 row is still to come

fields:
  at: Date
  account: Company
  note: Subject
entries:
  - when: {Type: [Phone Call]}
    kind:
      column: Type
      values:
        Phone Call: call  # 2 rows
    outcome:
      column: Result
      values:
        Connected: connected  # 1 row
        Left Message: voicemail  # 1 row
      other: empty
  - when: {Type: [Email]}
    kind:
      column: Type
      values:
        Email: email  # 1 row
    outcome:
      column: Result
      values:
        Replied: replied  # 1 row
      other: empty
  - when: {Type: [Meeting]}
    kind:
      column: Type
      values:
        Meeting: meeting_held  # 1 row
    outcome:
      column: Result
      values:
        No show: no-show  # 1 row
      other: empty
  - kind:
      column: Type
      values:
        # Lunch: which?  # 1 row
        # "": which?  # 1 row without any

# Not used:
# column "Foo": numbers, such as "1", "2", "3"
"""


def test_a_whole_draft_reads_like_this() -> None:
    found = drafted(WHOLE, "activities.csv")
    assert found.text == DRAFT
    assert (found.rows, found.columns, found.dated) == (6, 6, True)
    _, problems = imported(WHOLE, "activities.csv")
    assert problems.named == [
        "line 5: Type: 'Lunch' is not in the model week",
        "line 6: Type: it is empty",
    ]


def test_nothing_is_said_of_a_kind_that_nothing_tells() -> None:
    found = drafted("Date,Company\n2026-11-20,Acme\n2026-11-19,Globex\n")
    assert found.missing == ("what a row is (kind)",)
    assert dict(mapping_of(found).entries[0].fields)["kind"] == Value(constant="activity")
    assert "meeting_held, meeting_set, call, email, follow_up, linkedin" in found.text


def test_outcomes_of_an_unknown_kind_are_left_as_a_comment_with_what_they_may_mean() -> None:
    found = drafted("Date,Result\n2026-11-20,Connected\n2026-11-19,Other\n")
    for line in (
        "# outcome:",
        "#     Connected: connected  # 1 row",
        "#     Other: which?  # 1 row",
    ):
        assert f"\n    {line}\n" in found.text
    assert [name for name, _ in mapping_of(found).entries[0].fields] == ["kind", "at"]


def test_without_dates_it_says_so_and_names_the_rest() -> None:
    found = drafted("Type,Company\nCall,Acme\n")
    assert not found.dated
    assert found.missing == ("when a row was (at): no column holds dates",)
    assert "# at: which column?  # no column holds dates" in found.text
    assert "account: Company" in found.text


@pytest.mark.parametrize(
    ("dates", "order", "lines"),
    [
        (["2026-11-20"], None, []),
        (["20.11.2026"], None, ['date_order: dmy  # the day first: "20.11.2026" fits no other']),
        (["3/4/2026", "3/25/2026"], None, [
            'date_order: mdy  # the month first: "3/25/2026" fits no other'
        ]),
        (["3/4/2026", "5/4/2026"], None, [
            'Every date fits dmy and mdy, such as "3/4/2026". Say which it is:',
            "# date_order: dmy  # the day first",
            "# date_order: mdy  # the month first",
        ]),
        (["3/4/2026", "5/4/2026"], "dmy", [
            'date_order: dmy  # as in your model week; the dates, such as "3/4/2026", fit dmy and'
        ]),
        (["20.11.2026"], "mdy", ['date_order: dmy  # the day first: "20.11.2026" fits no other']),
    ],
)  # fmt: skip
def test_the_order_of_dates_is_found_out_over_the_column(
    dates: list[str], order: str | None, lines: list[str]
) -> None:
    text = "Date,Type\n" + "".join([f"{one},Call\n" for one in dates])
    found = drafted(text, model=MODEL.replace(date_order=order))
    for line in lines:
        assert line in found.text
    assert ("date_order" in found.text) == bool(lines)
    assert bool(found.missing) == (len(lines) > 1)


@pytest.mark.parametrize(
    ("header", "cells", "line"),
    [
        ("Duration (sec)", ["12", "245"], "{column: Duration (sec), unit: seconds}"),
        ("Length (min)", ["12"], "unit: minutes}"),
        ("Hours", ["0.5", "1"], "unit: hours}"),
        ("Duration", ["12", "245"], '# such as "12": a guess, or are these seconds?'),
        ("Duration", ["12", "2450"], 'unit: seconds}  # such as "12": too many for minutes'),
        ("hs_call_duration", ["360000"], 'unit: milliseconds}  # such as "360000": a guess'),
        ("Duration", ["0:12"], 'unit: clock}  # such as "0:12": read as hours and minutes'),
        ("Duration", ["00:00:12"], "unit: clock}\n"),
    ],
)
def test_durations_have_a_unit_and_a_guess_says_so(
    header: str, cells: list[str], line: str
) -> None:
    rows = "".join([f"2026-11-{20 - n},{cell}\n" for n, cell in enumerate(cells)])
    found = drafted(f"Date,{header}\n{rows}", "calls.csv")
    assert line.replace(f"column: {header},", f"column: {scalar(header)},") in found.text


def test_what_is_not_done_and_what_came_in_is_pointed_out() -> None:
    text = "Date,Status,Direction,Type\n" + "".join(
        [
            f"2026-11-{day},{status},{way},Call\n"
            for day, status, way in ((20, "Completed", "Outbound"), (19, "Open", "Inbound"))
        ]
    )
    found = drafted(text)
    assert 'keep: {Status: [Completed]}  # and not "Open" (1)\n' in found.text
    assert "  # Direction: [Inbound]  # calls that came in are no dials of yours\n" in found.text
    mapping = mapping_of(found)
    assert [one.column for one in mapping.keep] == ["Status"]
    assert mapping.skip == ()


def test_a_row_of_its_own_id_has_a_source_from_the_name_of_the_file() -> None:
    text = "Call ID,Date\n" + "".join([f"{n},2026-11-{20 - n}\n" for n in range(3)])
    mapping = mapping_of(drafted(text, "Müller's very long dialer export.csv"))
    assert (mapping.source, mapping.id) == ("muller-s-very", Value(columns=("Call ID",)))
    assert mapping_of(drafted(text.replace("\n2,", "\n1,"), "x.csv")).id is None


def test_dates_with_a_clock_beside_them_or_none_or_utc() -> None:
    def at(text: str) -> Value:
        return dict(mapping_of(drafted(text)).entries[0].fields)["at"]

    assert at("Date,Time\n2026-11-20,9:05\n") == Value(columns=("Date",), time="Time")
    assert at("Date,Time\n2026-11-20 9:05,9:05\n") == Value(columns=("Date",))
    assert at("Date\n2026-11-20 00:00:00\n") == Value(columns=("Date",), only_day=True)
    assert at("Date (UTC)\n2026-11-20 9:05\n") == Value(columns=("Date (UTC)",), zone="UTC")
    zoned = at("Date,Time zone\n2026-11-20 9:05,Europe/Berlin\n")
    assert zoned == Value(columns=("Date",), zone_column="Time zone")
    partly = "Completed,Due date\n2026-11-20,2026-11-21\n,2026-11-19\n"
    assert at(partly) == Value(columns=("Completed", "Due date"))


def test_names_in_two_columns_are_joined_and_an_address_serves_where_there_is_none() -> None:
    text = "Date,First name,Last name,E-mail\n2026-11-20,Dana,Ray,d@acme.com\n"
    fields = dict(mapping_of(drafted(text)).entries[0].fields)
    assert fields["contact"] == Value(columns=("First name", "Last name"), join=" ")
    fields = dict(mapping_of(drafted("Date,Mail\n2026-11-20,d@acme.com\n")).entries[0].fields)
    assert fields["contact"] == Value(columns=("Mail",))


def test_long_texts_and_markup_are_dealt_with() -> None:
    text = f"Date,Subject,Note\n2026-11-20,Hi,<p>{'x' * 260}</p>\n"
    fields = dict(mapping_of(drafted(text)).entries[0].fields)
    parts = (Value(columns=("Subject",)), Value(columns=("Note",), html=True))
    assert fields["note"] == Value(parts=parts, join=" · ", first=4000)


def test_columns_that_are_not_used_are_told_with_what_they_hold() -> None:
    text = (
        "Date,Phone,Web,Foo,,Twice,Twice,Empty\n"
        "2026-11-20,+49 89 1234567,https://a.b/c,a,x,1,2,\n"
        "2026-11-19,+49 89 1234568,https://a.b/d,b,y,1,2,\n"
    )
    assert drafted(text, "calls.csv").text.partition("# Not used:\n")[2].splitlines() == [
        '# column "Phone": phone numbers, such as "+49 89 1234567", "+49 89 1234568"',
        '# column "Web": links, such as "https://a.b/c", "https://a.b/d"',
        '# column "Foo": 2 different values: "a", "b"',
        '# column 5 has no name: 2 different values: "x", "y"',
        '# column "Twice" cannot be named: its name stands twice, or is no text',
        '# column "Twice" cannot be named: its name stands twice, or is no text',
        '# column "Empty": empty',
    ]


@pytest.mark.parametrize(
    ("cell", "form"),
    [
        ("2026-11-20", "date"), ("20.11.2026 14:30", "date"), ("1-Jan-21", "date"),
        ("45631.5", "stamp"), ("1700000000", "stamp"), ("20261120", "stamp"), ("12", "number"),
        ("$1,250.50", "number"), ("9:05", "clock"), ("2:05 PM", "clock"), ("00:08:06", "clock"),
        ("a@b.de", "email"), ("+49 89 1234", "phone"), ("https://a.b", "link"),
        ("<p>Hi</p>", "markup"), ("Acme", "text"), ("31.31.2026", "text"), ("x" * 99, "text"),
    ],
)  # fmt: skip
def test_the_form_of_a_cell(cell: str, form: str) -> None:
    assert form_of(cell) == form


def test_a_header_says_more_with_its_last_word_and_ids_of_others_are_none() -> None:
    assert score("Call Duration (sec)", "minutes") > score("Call Duration (sec)", "kind") == 0
    assert score("Contact type", "kind") > score("Contact type", "contact") > 0
    assert score("ContactId", "id") == 0 < score("CallId", "id")
    assert score("Gesprächsdauer", "minutes") == 100
    assert score("Rückrufdatum", "at") == 40


def test_every_phrase_of_the_tables_is_written_as_it_is_compared() -> None:
    for text in HEADERS.values():
        for phrase in phrases(text):
            assert score(phrase, next(role for role, one in HEADERS.items() if one is text)) in {
                0, 100
            }  # fmt: skip


def test_kinds_and_outcomes_of_other_model_weeks_are_found_by_their_words() -> None:
    model, _ = parse(template_text("field"), "model-week.yaml")
    speech = Speech(model)
    for word in ("Besuch", "visita", "site visit"):
        kind = speech.kind(word)
        assert kind is not None
        assert "visit" in kind.name
    assert Speech(MODEL).kind("Frühstück") is None


HOSTILE = st.text(
    st.sampled_from(
        "aZ9 :#'\"\\-?*&!|>%@`{}[],\n\r\t\x00\x1b\x85\u2028\ufeff\ufffe\u202e🙂é\udcff"
    ),
    max_size=12,
)


@given(HOSTILE)
def test_any_text_is_a_scalar_that_says_it(text: str) -> None:
    clean = text.replace("\udcff", "")
    column = scalar(clean)
    if not clean.strip() or "\n" in column:
        return
    lines = f"version: 1\nentries:\n  - {{kind: {{is: call}}, at: {column}}}\n"
    lines += f"  # {said(text)}\n"
    at = dict(read_mapping(lines, "m.yaml", "m").entries[0].fields)["at"]
    assert at.columns == (clean.strip(),)


@given(
    st.lists(HOSTILE, min_size=1, max_size=6),
    st.lists(st.lists(HOSTILE | st.just("Call"), min_size=7, max_size=7), max_size=4),
    HOSTILE,
)
def test_whatever_a_table_holds_its_draft_is_a_mapping(
    header: list[str], rows: list[list[str]], name: str
) -> None:
    days = [["2026-11-20", *row] for row in rows] or [["2026-11-20"] * 8]
    raw = Raw(header=("Date", *header), rows=iter([(n, row) for n, row in enumerate(days)]))
    found = draft(raw, name, MODEL, NOW)
    assert found.dated == (sum(one.strip().casefold() == "date" for one in header) == 0)
    if found.dated:
        assert mapping_of(found).entries


def test_five_hundred_columns_are_no_trouble() -> None:
    header = ("Date", *[f'Column "{n}": #' for n in range(500)])
    rows = [(n, ["2026-11-20", *[str(n)] * 500]) for n in range(3)]
    found = draft(Raw(header=header, rows=iter(rows)), "wide.csv", MODEL, NOW)
    assert mapping_of(found).entries
    assert "# and 300 more columns" in found.text
