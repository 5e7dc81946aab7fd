import csv
import io
import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from actlog.analysis.averages import averages_report
from actlog.analysis.day_report import day_report
from actlog.analysis.week_findings import week_findings
from actlog.domain.entry import Entry
from actlog.domain.ratio import Ratio
from actlog.domain.week import TimeOff
from actlog.exchange.codec import to_plain
from actlog.views import jsonable, tables
from tests.rep import MODEL, at, day, history, report, steady, total, versions

NOON = at("2026-11-25 13:00")
TOTALS = [*steady(26), total(day(0), "call", 110), (day(1), "deal_won", None, 1, 0, 1_250)]


def week(model: Any = MODEL) -> dict[str, Any]:
    found = report(TOTALS, NOON, model)
    data: dict[str, Any] = json.loads(
        jsonable.dump(jsonable.week(found, week_findings(found), None))
    )
    return data


def test_the_week_has_the_promised_keys() -> None:
    data = week()
    assert list(data) == [
        "schema_version",
        "week",
        "model",
        "activities",
        "results",
        "findings",
        "coach",
        "ahead",
    ]
    assert data["schema_version"] == 1
    assert data["week"] == {
        "label": "2026-W48",
        "start": "2026-11-23",
        "end": "2026-11-29",
        "share": 1,
        "elapsed": 25 / 45,
    }
    assert data["model"] == "Jo's model week"
    assert data["results"] == [{"kind": "deal_won", "done": 1, "value": 12.5}]
    assert [one["kind"] for one in data["activities"]] == [kind.name for kind in MODEL.activities]
    assert data["activities"][3] == {
        "kind": "call",
        "done": 110,
        "tipping_point": 200,
        "goal": 240,
        "ceiling": 320,
        "gap": 90,
        "zone": "below",
        "expected_by_now": 200 * 25 / 45,
        "pace": float(110 - Ratio(200 * 25, 45)),
        "buffer": 0,
        "days_left": 2,
        "needed_per_day": 45,
        "most_left": 100,
        "reach": 0.5,
        "streak": None,
        "averages": {"4": 150, "13": 2000 / 13},
    }


def test_findings_carry_their_evidence() -> None:
    (booked, *_) = [one for one in week()["findings"] if one["kind"] == "linkedin"]
    assert list(booked) == ["id", "level", "title", "detail", "kind", "evidence", "next"]
    assert booked["id"] == "out-of-reach"
    assert list(booked["evidence"]) == ["weeks", "n", "value", "low", "high", "p", "q"]


def test_a_week_off_has_null_zones_and_no_elapsed() -> None:
    data = week(MODEL.with_time_off((TimeOff(first=day(0), last=day(6)),)))
    assert data["week"]["share"] == 0
    assert data["week"]["elapsed"] is None
    assert {one["zone"] for one in data["activities"]} == {None}
    assert {one["reach"] for one in data["activities"]} == {None}


def test_averages_have_the_promised_keys() -> None:
    found = versions()
    this_week = MODEL.calendar.week(NOON.date())
    made = averages_report(MODEL, this_week, history(found, this_week, TOTALS))
    data = jsonable.averages(made, None)
    assert list(data) == ["before", "model", "activities", "coach"]
    assert data["activities"][3] == {
        "kind": "call",
        "windows": [
            {
                "weeks_asked": 4,
                "weeks_counted": 4,
                "per_week": 150,
                "median": 150,
                "min": 100,
                "max": 200,
                "at_or_above": 2,
            },
            {
                "weeks_asked": 13,
                "weeks_counted": 13,
                "per_week": 2000 / 13,
                "median": 200,
                "min": 100,
                "max": 200,
                "at_or_above": 7,
            },
        ],
    }
    rows = list(csv.DictReader(io.StringIO(tables.write(tables.averages(made)))))
    assert len(rows) == 2 * len(MODEL.activities)
    assert rows[6]["kind"] == "call"
    assert rows[6]["per_week"] == "150"
    assert rows[-1]["at_or_above"] == ""


def test_today_is_the_week_with_the_day_before_it() -> None:
    found = report(TOTALS, NOON)
    made = day_report(MODEL, NOON, TOTALS, [])
    entries = [to_plain(Entry(day=NOON.date(), kind="call"))]
    data = jsonable.today(made, entries, found, week_findings(found), None)
    assert list(data)[:4] == ["day", "weight", "entries", "today"]
    assert (data["day"], data["weight"], data["entries"]) == ("2026-11-25", 1, entries)
    call = {"kind": "call", "done": 0, "asks": 36, "left": 36, "minutes": 0}
    assert data["today"][3] == call | dict.fromkeys(["touches", "box_minutes", "box_touches"])
    assert data["today"][5]["box_minutes"] == 60
    assert data["timer"] is None
    assert data["activities"] == week()["activities"]
    rows = list(csv.DictReader(io.StringIO(tables.write(tables.today(made)))))
    assert list(rows[3].values()) == ["2026-11-25", "call", "0", "36", "36", "0", "", "", ""]


def test_the_weeks_table_has_the_json_keys_and_the_averages_as_columns() -> None:
    text = tables.write(tables.week(report(TOTALS, NOON)))
    rows = list(csv.DictReader(io.StringIO(text)))
    plain = week()["activities"]
    columns = ["week", *list(plain[0])[:-1], "average_4", "average_13"]
    assert list(rows[0]) == columns
    assert rows[3]["gap"] == "90"
    assert rows[6]["zone"] == ""
    assert tables.write([]) == ""


@given(st.integers(-(10**12), 10**12), st.integers(1, 10**6))
def test_whole_numbers_are_integers_in_json_and_others_floats(over: int, under: int) -> None:
    value = jsonable.number(Ratio(over, under))
    assert isinstance(value, int) == (over % under == 0)
    assert value == over / under


def test_absent_stays_absent() -> None:
    assert jsonable.number(None) is None
    assert jsonable.number(7) == 7
