import pytest

from actlog.domain.errors import InputError
from actlog.domain.mapping import Lookup, Value
from actlog.exchange.mapped.lookups import LookupTable, gather
from tests.exchange.mapped.tables import mapping, of, opened, raw, rule, said

ACCOUNTS = Lookup(name="accounts", files=("Account.csv",), key="Id", names=("Name",))
PEOPLE = Lookup(
    name="people",
    files=("Contact.csv", "Lead.csv"),
    key="Id",
    names=("FirstName", "LastName"),
)
SHORT, LONG = "0018a00000INVEN", "0018a00000INVENAAQ"


def test_names_stand_in_other_files() -> None:
    names = gather(
        PEOPLE,
        [
            raw(("LastName", "id ", "FirstName"), [("Day", "1", "Dana"), ("Roe", "2", ""), ("x",)]),
            raw(("Id", "LastName"), [("3", "Sam"), ("1", "another")]),
        ],
    )
    assert [names.find(key) for key in ("1", " 2 ", "3", "4")] == ["Dana Day", "Roe", "Sam", None]


def test_ids_of_15_and_of_18_characters_meet() -> None:
    names = LookupTable()
    names.add([(SHORT, "Acme")])
    assert names.find(LONG) == names.find(SHORT) == "Acme"
    names = LookupTable()
    names.add([(LONG, "Acme")])
    assert names.find(LONG) == names.find(SHORT) == "Acme"
    assert names.find(SHORT.lower()) is None


def test_a_short_id_that_two_long_ones_begin_with_is_unknown() -> None:
    names = LookupTable()
    names.add([("100000000000000001", "Acme"), ("100000000000000002", "Globex")])
    assert names.find("100000000000000") is None
    assert names.find("100000000000000002") == "Globex"


def test_an_id_of_zeros_is_no_id() -> None:
    names = LookupTable()
    assert names.find("000000000000000AAA") == ""
    assert names.find("000000000000000") == ""
    assert names.find("") == ""


def test_a_table_without_names_knows_nothing_and_its_column_is_counted_once() -> None:
    names = LookupTable()
    assert not names.any
    parts = (of("A", lookup="accounts"), of("A", lookup="people"), of("B", lookup="people"))
    how = mapping(
        rule(account=Value(parts=parts), source=Value(parts=parts[:1], values=(("", "none"),))),
        lookups=(ACCOUNTS, PEOPLE),
    )
    rows = [("2026-11-20", "1", ""), ("2026-11-20", "", "2"), ("2026-11-20", "", "")]
    mapped, _ = opened(how, ("Date", "A", "B"), rows, names=lambda _: names)
    assert [found["source"] for found in said(mapped)] == ["none"] * 3
    assert mapped.unnamed == {"A": 2, "B": 1}


def test_what_no_id_can_be_is_unknown() -> None:
    names = LookupTable()
    names.add([("\ud800", "x"), ("x" * 999, "x"), ("y", "\ud800"), ("z", "")])
    assert [names.find(key) for key in ("\ud800", "x" * 999, "y", "z")] == [None] * 4


def test_a_file_without_the_columns_is_refused() -> None:
    with pytest.raises(InputError, match="no column 'Id'"):
        gather(ACCOUNTS, [raw(("Name",), [])])
    with pytest.raises(InputError, match="no column 'FirstName' or 'LastName'"):
        gather(PEOPLE, [raw(("Id",), [])])


def test_an_id_without_a_name_is_nothing_and_counted() -> None:
    how = mapping(rule(account=of("Acc", lookup="accounts")), lookups=(ACCOUNTS,))
    rows = [("2026-11-20", cell) for cell in ("1", "2", "2", "", "000000000000000AAA")]
    names = LookupTable()
    names.add([("1", "Acme")])
    mapped, problems = opened(how, ("Date", "Acc"), rows, names=lambda _: names)
    assert [found.get("account") for found in said(mapped)] == ["Acme", None, None, None, None]
    assert mapped.unnamed == {"Acc": 2}
    assert not problems
    mapped, _ = opened(how, ("Date", "Acc"), rows[:1])
    assert [found.get("account") for found in said(mapped)] == [None]
    assert mapped.unnamed == {"Acc": 1}


def test_lookups_are_tried_one_after_another_and_one_upon_another() -> None:
    deals = Lookup(name="deals", files=("Opportunity.csv",), key="Id", names=("AccountId",))
    account = Value(
        parts=(
            of("Name"),
            of("What", lookup="accounts"),
            Value(parts=(of("What", lookup="deals"),), lookup="accounts"),
        )
    )
    how = mapping(rule(account=account), lookups=(ACCOUNTS, deals))
    tables = {"accounts": LookupTable(), "deals": LookupTable()}
    tables["accounts"].add([("a1", "Acme"), ("a2", "Globex")])
    tables["deals"].add([("d1", "a2"), ("d2", "a9")])
    rows = [
        ("2026-11-20", "Umbrella", "a1"),
        *[("2026-11-20", " ", cell) for cell in ("a1", "d1", "d2", "x", "")],
    ]
    header = ("Date", "Name", "What")
    mapped, problems = opened(how, header, rows, names=lambda lookup: tables[lookup.name])
    assert [found.get("account") for found in said(mapped)] == [
        *("Umbrella", "Acme", "Globex", None, None, None),
    ]
    assert mapped.unnamed == {"What": 2}
    assert not problems
