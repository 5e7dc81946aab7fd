"""Eight processes log at once and are killed, again and again: what was confirmed stays."""

import os
import random
import subprocess
import sys
from pathlib import Path

from actlog.store.database import open_store
from tests.store.logbook import kept, recounted

WRITERS = 8
KILLS = 30


class Writer:
    """A process that logs, and the file that holds what it confirmed."""

    def __init__(self, path: Path, number: int) -> None:
        self.confirmed = path.parent / f"confirmed-{number}"
        with self.confirmed.open("wb") as out:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "tests.store.writer", str(path), f"account {number % 5}"],
                stdout=out,
                cwd=Path(__file__).parents[2],
            )

    def run(self, seconds: float) -> None:
        """Let it run for a while; it never ends by itself."""
        try:
            code = self.process.wait(timeout=seconds)
        except subprocess.TimeoutExpired:
            return
        raise AssertionError(f"a writer ended with {code}")

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()


def confirmed(folder: Path) -> dict[int, int]:
    """Return how many entries each confirmed operation has; a line without its end is none."""
    lines = [
        line.split()
        for file in folder.glob("confirmed-*")
        for line in file.read_text().splitlines(keepends=True)
        if line.endswith("\n")
    ]
    return {int(operation): int(size) for operation, size in lines}


def test_what_was_confirmed_survives_kills_and_nothing_is_half_there(tmp_path: Path) -> None:
    path = tmp_path / "log.db"
    luck = random.Random(os.urandom(8))
    writers = [Writer(path, number) for number in range(WRITERS)]
    try:
        for kill in range(KILLS):
            victim = luck.randrange(WRITERS)
            writers[victim].run(luck.uniform(0.0, 0.15))
            writers[victim].kill()
            writers[victim] = Writer(path, WRITERS + kill)
        while len(confirmed(tmp_path)) <= KILLS:  # a busy machine may kill all of them too soon
            writers[0].run(0.5)
    finally:
        for writer in writers:
            writer.kill()

    promised = confirmed(tmp_path)
    store = open_store(str(path))
    found = dict(store.rows("SELECT added_by, count(*) FROM entries WHERE live GROUP BY added_by"))
    begun = {number: int(words) for number, words in store.rows("SELECT id, words FROM operations")}
    assert promised.items() <= found.items()
    assert found == begun
    assert kept(store) == recounted(store)
    assert store.rows("PRAGMA integrity_check") == [("ok",)]
    assert store.rows("PRAGMA foreign_key_check") == []
    store.close()
