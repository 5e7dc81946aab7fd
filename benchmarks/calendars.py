#!/usr/bin/env python3
"""Read every calendar in the test suites of icalendar and recurring-ical-events.

    python benchmarks/calendars.py [--sources FOLDER] [--all]

Their source distributions are downloaded with pip, or lie in FOLDER. Each .ics either is read or
is refused with a message. Of what is read, the confirmed occurrences are held against those that
tests/exchange/calendar/independent.py works out without either library: (UID, start) by (UID,
start). Ends with exit code 1 where one
ends in an error of the program, or an occurrence is missing or invented.
"""

from __future__ import annotations

import argparse
import io
import os
import subprocess
import sys
import tarfile
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from actlog.domain.errors import InputError
from actlog.exchange.calendar.reading import read_events
from actlog.exchange.problems import Problems
from tests.exchange.calendar.independent import compare

PACKAGES = ("icalendar==7.3.2", "recurring-ical-events==3.8.2")
NOW = datetime(2026, 11, 28, 12, tzinfo=UTC)
FIRST = (NOW - timedelta(days=9 * 365)).date()
LAST = (NOW + timedelta(days=300)).date()
"""Recurrences are compared between these days, which lie within what the reader follows."""

SHOWN = 5


def main() -> int:
    """Read them all and print what became of them."""
    options = argparse.ArgumentParser(description="the calendars of two libraries' test suites")
    options.add_argument("--sources", type=Path, help="a folder with the two .tar.gz files")
    options.add_argument("--all", action="store_true", help="a line for every calendar")
    asked = options.parse_args()
    os.environ["TZ"] = "UTC"
    time.tzset()
    with tempfile.TemporaryDirectory() as folder:
        sources = asked.sources or Path(folder)
        if asked.sources is None:
            download(sources)
        return report(list(calendars(sources)), every=asked.all)


def download(folder: Path) -> None:
    """Get the source distributions."""
    command = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "--no-binary", ":all:"]
    subprocess.run([*command, "-d", str(folder), *PACKAGES], check=True)


def calendars(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the name and the bytes of every .ics in the archives of a folder."""
    for archive in sorted(folder.glob("*.tar.gz")):
        with tarfile.open(archive) as packed:
            for member in packed:
                opened = packed.extractfile(member) if member.name.endswith(".ics") else None
                if opened:
                    yield member.name, opened.read()


def report(found: list[tuple[str, bytes]], *, every: bool) -> int:
    """Print the figures; return 1 where something is lost, invented or ends in an error."""
    whole = refused = agreed = differing = 0
    why: Counter[str] = Counter()
    wrong: list[str] = []
    began = time.perf_counter()
    for name, data in found:
        try:
            rows, bad, told = read(data)
        except InputError as error:
            refused += 1
            why[error.message] += 1
            continue
        except Exception as error:
            wrong.append(f"{name}: {error!r}")
            continue
        if bad:
            refused += 1
            why.update({message.partition(": ")[2] for message in bad})
        else:
            whole += 1
            found_both = compare(rows, data, FIRST, LAST)
            agreed += found_both.agreed
            if found_both.missing or found_both.invented:
                differing += 1
                wrong.append(f"{name}: {told}")
                wrong += [f"  missing {one}" for one in found_both.missing[:SHOWN]]
                wrong += [f"  only read {one}" for one in found_both.invented[:SHOWN]]
        if every:
            print(f"{name}: {len(rows)} occurrences, {bad or 'whole'}")
    took = time.perf_counter() - began
    print(f"{len(found)} calendars in {took:.1f} s: {whole} read, {refused} refused")
    for message, count in why.most_common():
        print(f"  {count:>3} {message}")
    print(f"{agreed:,} confirmed occurrences agree; {differing} calendars differ")
    for line in wrong:
        print(f"  {line}")
    return 1 if wrong else 0


def read(data: bytes) -> tuple[list[dict[str, str]], list[str], list[str]]:
    """Return the rows of a calendar by column, its bad events, and what the reader tells."""
    problems = Problems()
    made = read_events(io.BytesIO(data), problems, now=NOW, me="me@example.com")
    rows = [dict(zip(made.raw.header, cells, strict=True)) for _, cells in made.raw.rows]
    return rows, problems.named, made.told


if __name__ == "__main__":
    sys.exit(main())
