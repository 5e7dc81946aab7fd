"""45,211 real calls through the program, against figures computed without any of it."""

import csv
import json
import lzma
import subprocess
import sys
from collections import Counter
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path
from statistics import median

import pytest

from tests.program import Program

HERE = Path(__file__).parent
EXAMPLE = HERE.parent / "examples/bank-calls"
LINE = 60
TODAY = date(2010, 11, 18)


@pytest.fixture(scope="session")
def calls() -> list[dict[str, str]]:
    with lzma.open(HERE / "data/bank-calls.csv.xz", "rt") as file:
        return list(csv.DictReader(file))


def converted(text: str, to: Path) -> Path:
    command = [sys.executable, str(EXAMPLE / "to_actlog.py")]
    done = subprocess.run(command, input=text, capture_output=True, text=True, check=True)
    to.write_text(done.stdout)
    return to


@pytest.fixture
def bank(actlog: Program, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> tuple[Program, Path]:
    monkeypatch.setenv("ACTLOG_MODEL", str(EXAMPLE / "model-week.yaml"))
    monkeypatch.setenv("ACTLOG_NOW", "2010-11-18T12:00")
    with lzma.open(HERE / "data/bank-calls.csv.xz", "rt") as file:
        table = converted(file.read(), tmp_path / "log.csv")
    return actlog, table


def weekly(calls: list[dict[str, str]]) -> Counter[date]:
    """Count the calls by the Monday of their week."""
    counts: Counter[date] = Counter()
    for call in calls:
        day = date.fromisoformat(call["date"])
        counts[day - timedelta(days=day.weekday())] += 1
    return counts


def test_averages_and_week_of_real_calls_equal_an_independent_computation(
    bank: tuple[Program, Path], calls: list[dict[str, str]]
) -> None:
    actlog, table = bank
    assert len(calls) == 45_211
    sales = sum(call["sold"] == "yes" for call in calls)
    assert "50,500" in actlog.ok("import", str(table))
    assert sales == 5_289

    monday = TODAY - timedelta(days=TODAY.weekday())
    by_week = weekly(calls)
    (activity,) = json.loads(actlog.ok("averages", "--json"))["activities"]
    for window, asked in zip(activity["windows"], (4, 13), strict=True):
        counts = [by_week[monday - timedelta(weeks=ago)] for ago in range(asked, 0, -1)]
        assert window["weeks_asked"] == window["weeks_counted"] == asked
        assert window["per_week"] == pytest.approx(float(Fraction(sum(counts), asked)), abs=1e-9)
        assert window["median"] == median(counts)
        assert (window["min"], window["max"]) == (min(counts), max(counts))
        assert window["at_or_above"] == sum(count >= LINE for count in counts)

    week = json.loads(actlog.ok("week", "--json"))
    (row,) = week["activities"]
    gone = 3 + Fraction(3 * 60 + 30, 9 * 60)  # three days and 8:30 to 12:00 of 8:30 to 17:30
    done = by_week[monday]
    gap = max(0, LINE - done)
    assert week["week"] == {
        "label": "2010-W46",
        "start": "2010-11-15",
        "end": "2010-11-21",
        "share": 1,
        "elapsed": pytest.approx(float(gone / 5)),
    }
    assert row["done"] == done == 31
    assert (row["tipping_point"], row["gap"], row["zone"]) == (LINE, gap, "below")
    assert row["expected_by_now"] == pytest.approx(float(LINE * gone / 5))
    assert row["pace"] == pytest.approx(float(done - LINE * gone / 5))
    assert row["days_left"] == pytest.approx(float(5 - gone))
    assert row["needed_per_day"] == pytest.approx(float(gap / (5 - gone)))

    daily = Counter(date.fromisoformat(call["date"]) for call in calls)
    part = 4 - gone  # of this Thursday
    stretches = []
    for ago in range(1, 27):
        thursday = TODAY - timedelta(weeks=ago)
        after = sum(daily[thursday + timedelta(days=n)] for n in (1, 2, 3))
        stretches.append(daily[thursday] * part + after)
    assert row["most_left"] == pytest.approx(float(max(stretches)))
    reached = sum(stretch >= gap for stretch in stretches)
    assert row["reach"] == pytest.approx((reached + 0.5) / 27)

    (sale,) = week["results"]
    start = monday.isoformat()
    assert sale["done"] == sum(c["sold"] == "yes" and c["date"] >= start for c in calls)


def test_the_same_real_calls_twice_add_nothing(bank: tuple[Program, Path]) -> None:
    actlog, table = bank
    actlog.ok("import", str(table))
    before = actlog.ok("week", "--json")
    actlog.ok("import", str(table))
    assert actlog.ok("week", "--json") == before


def test_the_walk_through_is_the_end_of_the_same_calls(calls: list[dict[str, str]]) -> None:
    with (EXAMPLE / "calls.csv").open() as file:
        part = [(call["date"], call["seconds"], call["sold"]) for call in csv.DictReader(file)]
    assert part == [(c["date"], c["seconds"], c["sold"]) for c in calls][-len(part) :]
    assert len(part) == 1_373


def check(actlog: Program) -> list[tuple[str, int]]:
    found = json.loads(actlog("check", "--json").out)["findings"]
    return [(one["id"], len(one["entries"])) for one in found]


def test_five_equal_calls_of_a_busy_hour_are_no_duplicates(bank: tuple[Program, Path]) -> None:
    actlog, table = bank
    header, *rows = table.read_text().splitlines(keepends=True)
    assert len(rows) - len(set(rows)) > 30_000
    for part in (rows[::2], rows[1::2]):
        table.write_text("".join([header, *part]))
        actlog.ok("import", str(table))
    assert check(actlog) == []


def test_real_calls_that_come_in_twice_are_found_every_one(bank: tuple[Program, Path]) -> None:
    actlog, table = bank
    actlog.ok("import", str(table))
    assert check(actlog) == []
    header, *rows = table.read_text().splitlines()
    known = [f"{row},{number:08x}" for number, row in enumerate(rows)]
    table.write_text("\n".join([f"{header},uid", *known]))
    actlog.ok("import", str(table))
    assert check(actlog) == [("imported-twice", len(rows))]
