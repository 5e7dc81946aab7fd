#!/usr/bin/env python3
"""Kill `actlog log` at random while eight shells log at once, and look for what was lost.

    python benchmarks/kill.py [--kills 500] [--shells 8]

A line is confirmed once the program has printed its answer. Afterwards every confirmed entry
must be in the log, no line may be there by half, the sums must be those of the entries, and
the file must be sound; otherwise the exit code is 1. Nothing of actlog is imported here.
"""

import argparse
import os
import random
import re
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

LINES = {
    "call @acme": 1,
    "5 calls 2 connected @globex +fair": 2,
    "voicemail @umbrella @stark @wayne": 3,
    "12 calls 1 connected 7 voicemail @acme/dana": 3,
}
"""What is logged, and how many entries each line makes."""

ANSWER = re.compile(rb"#(\d+)(?:-(\d+))?  [^\n]*\n")
ACTLOG = [sys.executable, "-m", "actlog"]


class Tally:
    """What eight shells saw, counted together."""

    def __init__(self, kills: int) -> None:
        self.lock = threading.Lock()
        self.wanted = kills
        self.killed = 0
        self.killed_after_answer = 0
        self.finished = 0
        self.confirmed: list[tuple[str, range]] = []
        self.failures: list[str] = []

    def count(self, line: str, code: int, out: bytes, err: bytes) -> None:
        answer = ANSWER.match(out)
        with self.lock:
            if code == -9:
                self.killed += 1
                self.killed_after_answer += answer is not None
            elif code == 0:
                self.finished += 1
            else:
                self.failures.append(f"exit {code}: {err.decode(errors='replace').strip()}")
            if answer:
                first, last = answer.group(1), answer.group(2) or answer.group(1)
                self.confirmed.append((line, range(int(first), int(last) + 1)))

    @property
    def enough(self) -> bool:
        return self.killed >= self.wanted or bool(self.failures)


def shell(environ: dict[str, str], tally: Tally, typical: float) -> None:
    """Log line after line; kill most of them at some moment of their run."""
    chance = random.Random(os.urandom(8))
    while not tally.enough:
        line = chance.choice(list(LINES))
        process = subprocess.Popen(
            [*ACTLOG, "log", *line.split()],
            env=environ,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        if chance.random() < 0.8:
            try:
                process.wait(timeout=chance.uniform(0.1, 0.9) * typical)
            except subprocess.TimeoutExpired:
                process.kill()
        out, err = process.communicate()
        tally.count(line, process.returncode, out, err)


def typical_seconds(environ: dict[str, str], shells: int) -> float:
    """Return how long a line takes while so many shells log at once."""
    begin = time.perf_counter()
    command = [*ACTLOG, "log", "call", "@acme"]
    for _ in range(3):
        together = [
            subprocess.Popen(command, env=environ, stdout=subprocess.DEVNULL) for _ in range(shells)
        ]
        for process in together:
            if process.wait():
                sys.exit("actlog log does not work here")
    return (time.perf_counter() - begin) / 3


def check(path: Path, tally: Tally) -> dict[str, int]:
    """Return what the log holds and what is wrong with it."""
    conn = sqlite3.connect(path)

    def rows(sql: str) -> list[tuple[object, ...]]:
        return conn.execute(sql).fetchall()

    there = {number for (number,) in rows("SELECT id FROM entries WHERE live")}
    stored = rows(
        "SELECT words, (SELECT count(*) FROM entries WHERE added_by = operations.id) "
        "FROM operations WHERE command = 'log'"
    )
    kept = rows("SELECT day, kind, outcome, entries, count FROM day_totals ORDER BY 1, 2, 3")
    counted = rows(
        "SELECT day, kind, coalesce(outcome, ''), count(*), sum(count) "
        "FROM entries WHERE live GROUP BY 1, 2, 3 ORDER BY 1, 2, 3"
    )
    sound = rows("PRAGMA integrity_check") == [("ok",)] and not rows("PRAGMA foreign_key_check")
    conn.close()
    return {
        "lines stored": len(stored),
        "entries stored": len(there),
        "confirmed entries lost": sum(
            number not in there for _, numbers in tally.confirmed for number in numbers
        ),
        "answers of the wrong size": sum(
            len(numbers) != LINES[line] for line, numbers in tally.confirmed
        ),
        "lines stored by half": sum(LINES.get(str(words)) != size for words, size in stored),
        "sums that are wrong": len(set(kept) ^ set(counted)),
        "faults in the file": 0 if sound else 1,
    }


def main() -> int:
    """Kill, count, check, and return 1 when anything was lost or is wrong."""
    options = argparse.ArgumentParser()
    options.add_argument("--kills", type=int, default=500)
    options.add_argument("--shells", type=int, default=8)
    asked = options.parse_args()
    tally = Tally(asked.kills)
    begin = time.perf_counter()
    with tempfile.TemporaryDirectory() as home:
        environ = os.environ | {"ACTLOG_HOME": home, "ACTLOG_DB": f"{home}/log.db"}
        # The first line of all writes the model week; after it, whatever is killed is a line.
        first = [*ACTLOG, "log", "call", "@acme"]
        subprocess.run(first, env=environ, capture_output=True, check=True)
        typical = typical_seconds(environ, asked.shells)
        shells = [
            threading.Thread(target=shell, args=(environ, tally, typical))
            for _ in range(asked.shells)
        ]
        for thread in shells:
            thread.start()
        for thread in shells:
            thread.join()
        result = check(Path(home) / "log.db", tally)
    seconds = time.perf_counter() - begin
    print(f"{tally.killed} kills, {asked.shells} shells at once, {seconds:.0f} s")
    print(f"{tally.killed_after_answer:>8,} of them after the answer was printed")
    print(f"{tally.finished:>8,} lines ran to their end")
    print(f"{len(tally.confirmed):>8,} lines confirmed")
    for name, number in result.items():
        print(f"{number:>8,} {name}")
    for failure in tally.failures[:5]:
        print(failure)
    wrong = sum(list(result.values())[2:]) + len(tally.failures)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
