#!/usr/bin/env python3
"""Import files of growing length: rows a second and peak memory, whole processes.

    python benchmarks/import_rows.py [--rows 10000 100000 1000000] [--shuffled]

Each file goes into an empty log of its own. The rows look like a sales log's: an instant, an
outcome, one of 2,000 accounts, minutes, a note on every fifth. They stand in the order of their
time unless `--shuffled`. A command that fails ends the run with exit code 1.
"""

import argparse
import os
import random
import sys
import tempfile
import time
from datetime import datetime, timedelta, timezone
from pathlib import Path

NOW = "2026-11-19T15:00:00+00:00"
ZONE = timezone(timedelta(hours=1))
FIRST = datetime(2016, 1, 4, 8, tzinfo=ZONE)
LAST = datetime(2026, 11, 18, 18, tzinfo=ZONE)
OUTCOMES = ("connected", "not-interested", "voicemail", "no-answer", "")
HEADER = "at,kind,outcome,account,minutes,note\n"


def main() -> int:
    """Measure each length and print one line."""
    options = argparse.ArgumentParser(description="rows a second and peak memory of actlog import")
    options.add_argument("--rows", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    options.add_argument("--shuffled", action="store_true", help="rows in no order")
    asked = options.parse_args()
    print(f"Python {sys.version.split()[0]}, {os.cpu_count()} cores")
    for rows in asked.rows:
        with tempfile.TemporaryDirectory() as folder:
            table = Path(folder, "rows.csv")
            write(table, rows, shuffled=asked.shuffled)
            seconds, peak, code = run(Path(folder, "home"), ["import", str(table)])
        if code:
            return 1
        print(f"{rows:>9,} rows  {seconds:6.2f} s  {rows / seconds:>7,.0f} rows/s  {peak:4.0f} MiB")
    return 0


def write(table: Path, rows: int, *, shuffled: bool) -> None:
    luck = random.Random(rows)
    step = (LAST - FIRST) / rows
    order = list(range(rows))
    if shuffled:
        luck.shuffle(order)
    with table.open("w") as file:
        file.write(HEADER)
        for number in order:
            at = (FIRST + step * number).isoformat(timespec="seconds")
            note = f"asked for pricing of lot {number}" if luck.random() < 0.2 else ""
            account = f"Account {luck.randrange(2000)}"
            file.write(
                f"{at},call,{luck.choice(OUTCOMES)},{account},{luck.randrange(1, 30)},{note}\n"
            )


def run(home: Path, words: list[str]) -> tuple[float, float, int]:
    """Return the seconds, the peak memory in MiB, and the exit code of one process."""
    environ = os.environ | {"ACTLOG_HOME": str(home), "ACTLOG_NOW": NOW}
    nothing = os.open(os.devnull, os.O_WRONLY)
    begin = time.perf_counter()
    process = os.posix_spawn(
        sys.executable,
        [sys.executable, "-m", "actlog", *words],
        environ,
        file_actions=[(os.POSIX_SPAWN_DUP2, nothing, 1)],
    )
    _, status, usage = os.wait4(process, 0)
    seconds = time.perf_counter() - begin
    os.close(nothing)
    return seconds, usage.ru_maxrss / 1024, os.waitstatus_to_exitcode(status)


if __name__ == "__main__":
    sys.exit(main())
