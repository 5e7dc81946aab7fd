"""A log of years for the tests: a made-up rep whose truth is known, as a CSV to import."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import numpy as np

from benchmarks import reps
from tests.program import Program

AFTER = date(2026, 11, 16)
"""The Monday after the last week of the history."""

MODEL = """\
version: 1
name: Jo's model week
week: {starts: monday, days: {mon: 1, tue: 1, wed: 1, thu: 1, fri: 1}, hours: "8:30-17:30"}
activities:
  meeting_held: {aliases: [held], tipping_point: 6, ceiling: 11}  # as it was agreed
  call: {tipping_point: 200}
results:
  deal_won: {aliases: [won]}
"""


def keep(actlog: Program, home: Path, shape: str, weeks: int, *, seed: int = 3) -> reps.Rep:
    """Import a rep's weeks into the log of a home and return the rep."""
    home.mkdir(exist_ok=True)
    (home / "model-week.yaml").write_text(MODEL)
    made = reps.rep(np.random.default_rng(seed), shape, weeks, mean=8.0, lag=2)
    table = home / "history.csv"
    with table.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["at", "kind", "count"])
        writer.writerows(reps.rows(made, AFTER))
    actlog.ok("import", str(table), "--yes")
    return made
