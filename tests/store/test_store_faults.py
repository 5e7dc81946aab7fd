"""System calls that write fail, some of them here: benchmarks/faults.py tries every one."""

import os
import sqlite3
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks import faults
from tests.store.logbook import call, log, open_log

SOME = (
    ("log", "EIO", 5),
    ("log", "torn", 9),
    ("edit", "kill", 8),
    ("stop", "short", 11),
    ("the day's backup", "EIO", 16),
    ("migration", "full", 21),
)
"""The case, the way to fail, and one of how many calls."""


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[faults.Bench]:
    if not sys.platform.startswith("linux"):
        pytest.skip("faults are made by preloading a library, which is Linux's way")
    if faults.compiler() is None:
        assert "NO_TEST_MAY_BE_SKIPPED" not in os.environ, "install a C compiler"
        pytest.skip("there is no C compiler to build the faults with")
    bench = faults.Bench(tmp_path)
    yield bench
    bench.close()


@pytest.mark.timeout(600)  # some 150 processes: seconds, but many on a machine that is busy
def test_a_write_that_fails_loses_nothing_and_leaves_nothing_by_half(bench: faults.Bench) -> None:
    cases = {case.name: case for case in faults.CASES}
    for name, how, every in SOME:
        bench.try_case(cases[name], [how], every)
    assert bench.tally.failures == []
    assert bench.tally.total > 50
    met = bench.tally.calls
    assert all(met[kind] for kind in faults.KINDS if kind != "write"), met
    assert {0, 4, faults.KILLED} == set(bench.tally.codes)


def test_a_lost_or_halved_operation_would_be_noticed(bench: faults.Bench) -> None:
    (case,) = [case for case in faults.CASES if case.name == "log"]
    home = bench.prepare(case)
    nothing, other = bench.state_of(home), (("something",),)
    bench.one(case, home, (nothing, other), "EIO", 1)
    bench.one(case, home, (other, other), "EIO", 10)
    assert [failure.partition("): ")[2] for failure in bench.tally.failures] == [
        "the operation is there by half"
    ]


def test_what_is_unsound_is_noticed(tmp_path: Path) -> None:
    store = open_log(tmp_path)
    log(store, call(count=3, note="asked for pricing"))
    store.close()
    path = tmp_path / "log.db"
    assert len(faults.state(path)) == 2
    for wrong, told in (
        ("UPDATE day_totals SET count = 4", "the sums of the days"),
        (
            "UPDATE day_totals SET count = 3; INSERT INTO search (search) VALUES ('delete-all')",
            "malformed",
        ),
    ):
        conn = sqlite3.connect(path)
        conn.executescript(wrong)
        conn.close()
        with pytest.raises((RuntimeError, sqlite3.DatabaseError), match=told):
            faults.state(path)
