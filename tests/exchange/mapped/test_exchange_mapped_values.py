import time
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actlog.domain.errors import InputError
from actlog.domain.mapping import UNITS, Value
from actlog.exchange.mapped.numbers import Numbers, decimals
from actlog.exchange.mapped.texts import clean, without_markup
from actlog.exchange.problems import RowError
from actlog.grammar.fields import read_money
from tests.exchange.mapped.tables import bad, entries, mapping, of, one, opened, rule, said, wrong

DATE = "2026-11-20"


def column(field: str, *cells: str, **more: object) -> list[str]:
    """Return what becomes of a whole column in this field."""
    rows = [("2026-11-20", cell) for cell in cells]
    how = mapping(rule(**{field: of("X")}), **more)
    return [found.get(field, "") for found in entries(how, ("Date", "X"), rows)]


def test_a_constant_is_the_same_in_every_row() -> None:
    assert one("source", Value(constant="web"), "anything") == "web"


def test_the_first_column_that_is_not_empty_counts() -> None:
    how = mapping(rule(note=of("A", "B")))
    rows = [("2026-11-20", " ", "b"), ("2026-11-20", "a", "b"), ("2026-11-20", "", "")]
    found = [entry.get("note") for entry in entries(how, ("Date", "A", "B"), rows)]
    assert found == ["b", "a", None]


def test_columns_that_are_not_empty_are_joined() -> None:
    how = mapping(rule(note=of("A", "B", "C", join=" · ")))
    rows = [("2026-11-20", "a", " ", " c "), ("2026-11-20", "", "b", "")]
    found = [entry.get("note") for entry in entries(how, ("Date", "A", "B", "C"), rows)]
    assert found == ["a · c", "b"]


def test_values_are_translated_whatever_their_case() -> None:
    words = (("connected", "connected"), ("LEFT VOICEMAIL", "voicemail"), ("n/a", None))
    how = of("X", values=words)
    assert one("outcome", how, " Connected ") == "connected"
    assert one("outcome", how, "left voicemail") == "voicemail"
    assert one("outcome", how, "N/A") == ""
    assert one("outcome", how, "") == ""


@pytest.mark.parametrize(("other", "kept"), [("keep", "Fax"), ("empty", "")])
def test_a_value_that_the_mapping_does_not_know_is_counted(other: str, kept: str) -> None:
    how = mapping(rule(outcome=of("X", values=(("call", "x"),), other=other)))
    rows = [("2026-11-20", "Fax"), ("2026-11-20", "Fax"), ("2026-11-20", "")]
    mapped, problems = opened(how, ("Date", "X"), rows)
    assert [found.get("outcome", "") for found in said(mapped)] == [kept, kept, ""]
    assert mapped.unknown == {("X", "Fax", other): 2}
    assert not problems


def test_a_value_can_be_refused() -> None:
    how = of("X", values=(("call", "x"),), other="refuse")
    message = "line 2: X: 'Fax' is none of the values that the mapping knows"
    assert bad("outcome", how, "Fax") == message


def test_unknown_kinds_are_left_to_the_model_week() -> None:
    how = mapping(rule(kind=of("X", values=(("call", "call"),))))
    mapped, _ = opened(how, ("Date", "X"), [("2026-11-20", "Fax")])
    assert said(mapped) == [{"at": "2026-11-20", "kind": "Fax"}]
    assert not mapped.unknown


def test_of_free_texts_no_value_is_unknown() -> None:
    words = of("X", values=(("call", None),))
    how = mapping(rule(note=words, account=words))
    mapped, _ = opened(how, ("Date", "X"), [(DATE, "Fax"), (DATE, "CALL")])
    assert [(found.get("note"), found.get("account")) for found in said(mapped)] == [
        *(("Fax", "Fax"), (None, None)),
    ]
    assert not mapped.unknown


def test_a_million_unknown_values_are_not_kept_by_name() -> None:
    how = mapping(rule(source=of("X", values=(("a", "b"),))))
    mapped, _ = opened(how, ("Date", "X"), [("2026-11-20", f"v{n}") for n in range(1500)])
    assert len(said(mapped)) == 1500
    assert len(mapped.unknown) == 1001
    assert mapped.unknown["X", "…", "keep"] == 500


def test_the_first_letters_of_a_text_can_be_kept() -> None:
    assert one("contact", of("X", first=4), " Dana Day ") == "Dana"
    sized = of("X", first=3, length=5)
    assert [one("contact", sized, cell) for cell in ("abcd", "abcde", "abcdef")] == [
        *("abcd", "abc", "abcdef"),
    ]


def test_values_stand_within_values() -> None:
    note = Value(parts=(of("A", values=(("call", None),)), of("B", html=True)), join=" · ")
    how = mapping(
        rule(note=note, minutes=Value(parts=(of("C", unit="clock"), of("D")), unit="hours"))
    )
    header = ("Date", "A", "B", "C", "D")
    rows = [
        (DATE, "Call", "<b>x</b>y", "0:30", "9"),
        (DATE, "Other", "", "", "1.5"),
        (DATE, "", "z\nz", " ", ""),
    ]
    mapped, _ = opened(how, header, rows)
    assert [(found.get("note"), found.get("minutes")) for found in said(mapped)] == [
        ("xy", "30"),
        ("Other", "90"),
        ("z z", None),
    ]
    assert not mapped.unknown


def test_what_is_said_of_values_within_is_done_to_the_one_that_is_taken() -> None:
    inner = Value(parts=(of("A"), Value(constant="none")))
    how = mapping(
        rule(
            source=inner.replace(values=(("none", None), ("web", "Web")), other="refuse"),
            account=inner.replace(first=2),
        )
    )
    rows = [(DATE, "WEB"), (DATE, "")]
    assert [found.get("source") for found in entries(how, ("Date", "A"), rows)] == ["Web", None]
    assert entries(how, ("Date", "A"), rows)[1]["account"] == "no"
    assert wrong(how, ("Date", "A"), [(DATE, "fax")]) == [
        "line 2: A: 'fax' is none of the values that the mapping knows"
    ]


@pytest.mark.parametrize(
    ("unit", "cell", "minutes"),
    [
        ("minutes", "30", "30"),
        ("minutes", "30.0", "30"),
        ("minutes", "2,5", "3"),
        ("seconds", "0", "0"),
        ("seconds", "1", "1"),
        ("seconds", "89", "1"),
        ("seconds", "90", "2"),
        ("seconds", "183", "3"),
        ("milliseconds", "360000", "6"),
        ("milliseconds", "1", "1"),
        ("hours", "1.5", "90"),
        ("hours", "0,25", "15"),
        ("clock", "00:08:06", "8"),
        ("clock", "00:00:01", "1"),
        ("clock", "00:00:00", "0"),
        ("clock", "00:30", "30"),
        ("clock", "1:30:30", "91"),
        ("clock", "1:05:00.000", "65"),
        ("milliseconds", "00:06:00", "6"),
    ],
)
def test_durations_become_whole_minutes(unit: str, cell: str, minutes: str) -> None:
    assert one("minutes", of("X", unit=unit), cell) == minutes


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("cell", ["soon", "-5", "1:2:3:4", "1e3", "9" * 99, "1:75", "٣"])
def test_what_is_no_duration_is_a_bad_row(unit: str, cell: str) -> None:
    message = bad("minutes", of("X", unit=unit), cell)
    assert message.startswith("line 2: X: ")
    assert " is no " in message


@pytest.mark.parametrize(
    ("cell", "amount"),
    [
        ("18000", "18000"),
        ("18,000.00", "18000.00"),
        ("18.000,00 €", "18000.00"),
        ("$1,250.50", "1250.50"),
        ("US$ 1,250.50", "1250.50"),
        ("1 250,50 kr", "1250.50"),
        ("1\u202f250,50\u00a0€", "1250.50"),
        ("CHF 1'250.50", "1250.50"),
        ("1,250,000", "1250000"),
        ("1.250.000 EUR", "1250000"),
        ("₹1,25,000.00", "125000.00"),
        ("12.5", "12.5"),
        ("12,5", "12.5"),
        ("0,250", "0.250"),
        (".5", "0.5"),
        ("  ", ""),
    ],
)
def test_amounts_are_read(cell: str, amount: str) -> None:
    assert one("value", of("X"), cell) == amount


@pytest.mark.parametrize(
    "cell", ["a lot", "-5", "(5.00)", "1.2.3", "1,23,4", "18k", "5.", "€", "1e3", "9" * 99, "1 2"]
)
def test_what_is_no_amount_is_a_bad_row(cell: str) -> None:
    message = bad("value", of("X"), cell)
    assert message.startswith("line 2: X: ")
    assert message.endswith(" is no number")


def test_one_amount_tells_what_the_signs_of_its_column_mean() -> None:
    assert column("value", "1,250", "1,250.50") == ["1250", "1250.50"]
    assert column("value", "1,250", "1,5") == ["1.250", "1.5"]
    assert column("value", "1.250", "2.500.000") == ["1250", "2500000"]


def test_a_column_of_which_every_amount_can_be_read_two_ways_is_refused() -> None:
    with pytest.raises(InputError) as caught:
        column("value", "18", "1,250")
    assert caught.value.message == (
        "the numbers in 'X' can be read two ways: '1,250' is 1250 or 1.250"
    )
    assert "decimal" in (caught.value.hint or "")
    assert column("value", "1,250", decimal=".") == ["1250"]
    assert column("value", "1,250", decimal=",") == ["1.250"]


def test_an_amount_that_contradicts_its_column_is_a_bad_row() -> None:
    how = mapping(rule(value=of("X")))
    rows = [("2026-11-20", "1,250.50"), ("2026-11-20", "1,5")]
    assert wrong(how, ("Date", "X"), rows) == [
        "line 3: X: '1,5' is no number with '.' before decimals"
    ]


def test_a_count_is_whole() -> None:
    assert one("count", of("X"), "3.0") == "3"
    assert bad("count", of("X"), "2.5") == "line 2: X: '2.5' is not a whole number"


def test_control_characters_of_a_text_are_spaces_and_invisible_ones_are_left_out() -> None:
    assert one("note", of("X"), " first\r\n\r\nsecond\tthird \x00\x1b[31m") == (
        "first second third  [31m"
    )
    assert one("account", of("X"), "Ac\u200bme\u202e") == "Acme"
    assert one("note", of("X"), "👩\u200d💻 ñandú\u00a0«é»") == "👩\u200d💻 ñandú\u00a0«é»"


def test_a_note_that_is_too_long_is_cut_and_counted() -> None:
    how = mapping(rule(note=of("X"), next=of("X")))
    rows = [("2026-11-20", "x" * 4000), ("2026-11-20", "x" * 4001)]
    mapped, _ = opened(how, ("Date", "X"), rows)
    short, long = said(mapped)
    assert short["note"] == "x" * 4000
    assert long["note"] == long["next"] == "x" * 3999 + "…"
    assert mapped.decided == {
        ("X", "texts longer than a note can be: the rest was cut off"): 2,
    }


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<b>Wants</b> pricing<br>next week", "Wants pricing next week"),
        ("<p>One</p><p>two</p>", "One two"),
        ("<ul><li>a</li><li>b</li></ul>", "a b"),
        ("Fish &amp; chips&nbsp;&lt;now&gt;", "Fish & chips <now>"),
        ("a<!-- hidden <b> -->b", "ab"),
        ("1 < 2 and 3 > 2", "1 < 2 and 3 > 2"),
        ("<script>alert('x')</script>fine", "fine"),
        ("plain", "plain"),
        ("<a href='x'>link</a", "link</a"),
    ],
)
def test_markup_is_taken_out(html: str, text: str) -> None:
    assert one("note", of("X", html=True), html) == text


@pytest.mark.parametrize(
    "piece", ["<", "<a ", "<!--", "<!-->", "<a b='>", '<a b=">', "<![", "&#", "</a", "<?", "<!--a>"]
)
def test_no_markup_takes_long(piece: str) -> None:
    begin = time.perf_counter()
    without_markup((piece * 131_072)[:131_072])
    assert time.perf_counter() - begin < 5


def test_tags_have_commas_between_them_and_are_each_one_word() -> None:
    assert one("tags", of("X"), "new referral") == "new-referral"
    assert one("tags", of("X"), "New Orders, referral;hot") == "New-Orders referral hot"
    assert one("objection", of("X"), "too dear, no time") == "too-dear no-time"


@given(st.text(max_size=60))
def test_clean_text_is_of_one_line_and_clean_again(text: str) -> None:
    cleaned = clean(text)
    assert clean(cleaned) == cleaned
    assert not any(ord(sign) < 32 for sign in cleaned)


@given(st.text(max_size=80) | st.text("<>!-/abp=\"'&;#[]? ", max_size=80))
def test_any_markup_is_taken_out_without_an_error(text: str) -> None:
    assert isinstance(without_markup(text), str)


@given(st.text("0123456789.,' €$kr-+e", max_size=14))
def test_any_text_is_a_number_or_a_bad_row(text: str) -> None:
    fits = decimals(text)
    for sign in (".", ","):
        numbers = Numbers(sign)
        try:
            read = numbers.read(text)
        except RowError:
            assert sign not in fits
        else:
            assert sign in fits
            assert read.replace(".", "").isdigit()
        for unit in UNITS:
            with suppress(RowError):
                assert numbers.minutes(text, unit).isdigit()


@given(st.integers(0, 10**12), st.sampled_from((".", ",")), st.booleans())
def test_amounts_come_back_from_each_way_they_are_written(
    cents: int, sign: str, grouped: bool
) -> None:
    text = f"{cents // 100:,}" if grouped else str(cents // 100)
    text = text + f".{cents % 100:02}"
    if sign == ",":
        text = text.translate(str.maketrans(",.", ".,"))
    for written in (text, f"€{text}", f"{text} EUR"):
        assert read_money(Numbers(sign).read(written)) == cents
