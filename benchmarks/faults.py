#!/usr/bin/env python3
"""Fail every system call that writes, one by one, and look for what was lost.

    python benchmarks/faults.py [--jobs 2] [--only log edit]

`faults.c` is compiled and preloaded into the real program. In each case a command is run
again and again on a copy of the same log: the first time its first call that writes fails,
then its second, until none is left; and all of that for each way in which a call can fail.
After each fault the file must be sound, the command's operation whole or absent, whatever was
confirmed must be there, and the next command must work. Otherwise the exit code is 1.

Each run is a process of its own. To have thousands of them, the program is loaded once and
forked for every run; from there on it is what `actlog` is: `cli.main.run` with the words typed.
"""

import argparse
import ctypes
import importlib
import json
import os
import pkgutil
import shlex
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from queue import Queue
from typing import Any

HOWS = ("EIO", "ENOSPC", "full", "short", "kill", "torn")
"""The ways to fail: an error once, a disk that stays full, half a write, a killed process
before the call, and one killed in the middle of a write."""

KINDS = (
    *("create", "folder", "map", "mode", "pwrite", "rename", "sync", "truncate", "unlink", "write"),
)
"""Every kind of call that the cases together must have met: less, and nothing is proven."""

BY_HALF = ("write", "pwrite")
NOW = "2026-11-23T10:41:00+00:00"
KILLED = -9

Rows = tuple[tuple[object, ...], ...]


@dataclass(frozen=True)
class Case:
    """A command on a small log, after `before`; `codes` are its honest answers.

    The log may be missing (`new`), of an older `version`, not yet copied on this day, or left by
    a process that was killed.
    """

    name: str
    command: str
    before: tuple[str, ...] = ()
    codes: tuple[int, ...] = (0, 4)
    new: bool = False
    version: int | None = None
    backed_up: bool = True
    crashed: bool = False


LOGGED = (
    "log 5 calls 2 connected @acme/dana 20m note:'asked for pricing'",
    "log meeting set @globex for tue 10:00 +referral",
    "log 3 calls voicemail yesterday",
)
CASES = (
    Case("log", "log 12 calls 1 connected @newco/pat 45m next:'send quote' due:fri"),
    Case("edit", "edit 1 @newco/pat 'asked for a discount' yesterday"),
    Case("undo", "undo"),
    Case("rm", "rm 1-3"),
    Case("stop", "stop 12 touches @newco 'two answers'", before=("start linkedin",)),
    Case("the day's backup", "log call @newco", backed_up=False),
    Case("migration", "log call @newco", version=1),
    Case("after a crash", "log call @newco", crashed=True),
    # The model week cannot be written: that has a code of its own.
    Case("the first log of all", "log call @newco", codes=(0, 3, 4), new=True),
)

MAKE_VERSION_1 = """
import sqlite3, sys
from actlog.store import migrations
conn = sqlite3.connect(sys.argv[1], isolation_level=None)
conn.execute("PRAGMA journal_mode = WAL")
migrations.migrate(conn, sys.argv[1], migrations.steps()[:1])
conn.executescript('''
    INSERT INTO operations (at, command, words) VALUES ('2026-11-20T10:00:00+00:00', 'log', 'x');
    INSERT INTO accounts (name, key, added_by) VALUES ('acme', 'acme', 1);
    INSERT INTO entries (uid, day, kind, count, account_id, note, added_by) VALUES
        ('a', '2026-11-20', 'call', 5, 1, 'pricing', 1), ('b', '2026-11-20', 'call', 2, 1, NULL, 1);
''')
conn.close()
"""

STATE = (
    "SELECT entries.id, day, at, kind, count, outcome, accounts.name, contacts.name, minutes, "
    "note, next, due, live, entries.added_by, removed_by FROM entries "
    "LEFT JOIN accounts ON accounts.id = entries.account_id "
    "LEFT JOIN contacts ON contacts.id = contact_id ORDER BY 1",
    "SELECT id, command, words, target FROM operations ORDER BY 1",
    "SELECT table_name, row_id, before, after FROM changes ORDER BY id",
)
TIMER = "SELECT kind, started FROM timer"
KEPT = "SELECT day, kind, outcome, entries, count, minutes FROM day_totals ORDER BY 1, 2, 3"
COUNTED = """
SELECT day, kind, coalesce(outcome, ''), count(*), sum(count), coalesce(sum(minutes), 0)
FROM entries WHERE live GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
"""


@dataclass
class Tally:
    """What was tried, and what it came to; filled by several threads."""

    tried: Counter[str] = field(default_factory=Counter)
    calls: Counter[str] = field(default_factory=Counter)
    codes: Counter[int] = field(default_factory=Counter)
    stored_untold: int = 0
    failures: list[str] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def total(self) -> int:
        """How many faults were tried."""
        return sum(self.tried.values())


def compiler() -> str | None:
    """Return a C compiler, or None where there is none."""
    return shutil.which("cc") or shutil.which("gcc") or shutil.which("clang")


def build(folder: Path) -> Path:
    """Compile the shim into a folder and return it."""
    made = folder / "faults.so"
    source = Path(__file__).with_name("faults.c")
    command = [str(compiler()), "-shared", "-fPIC", "-O1", "-D_FORTIFY_SOURCE=0"]
    subprocess.run([*command, "-o", str(made), str(source), "-ldl"], check=True)
    return made


def words(command: str) -> list[str]:
    """Return a command line as a shell would hand it over."""
    return shlex.split(command)


class Server:
    """A process that has loaded the program with the shim, and forks itself for every run."""

    def __init__(self, shim: Path) -> None:
        """Start it."""
        gone = ("ACTLOG_DB", "ACTLOG_MODEL", "ACTLOG_HOME")
        environ = {name: value for name, value in os.environ.items() if name not in gone}
        self.process = subprocess.Popen(
            [sys.executable, __file__, "--serve"],
            env=environ | {"LD_PRELOAD": str(shim), "ACTLOG_NOW": NOW, "TZ": "UTC"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def run(self, task: dict[str, object]) -> int:
        """Run a task of `fork` and return its exit code, negative for a signal."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps(task) + "\n")
        self.process.stdin.flush()
        return int(self.process.stdout.readline())

    def close(self) -> None:
        """End it."""
        self.process.communicate()


def serve() -> None:
    """Load the whole program, then fork for every task that is read."""
    import actlog

    for module in pkgutil.walk_packages(actlog.__path__, "actlog."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    for line in sys.stdin:
        task = json.loads(line)
        child = os.fork()
        if child == 0:
            try:
                play(task)
            finally:
                os._exit(71)
        _, status = os.waitpid(child, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)


def play(task: dict[str, Any]) -> None:
    """Be one run of the program: its streams, its environment, its fault, its words."""
    from actlog.cli import main as program

    nothing = os.open(os.devnull, os.O_RDWR)
    errors = os.open(task["errors"], os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    for stream, handle in enumerate((nothing, nothing, errors)):
        os.dup2(handle, stream)
    os.environ["ACTLOG_HOME"] = task["home"]
    if task["how"] is not None:
        arm = ctypes.CDLL(None).faults_arm
        arm(
            task["home"].encode(), task["how"].encode(), ctypes.c_long(task["at"]),
            task["notes"].encode(),
        )  # fmt: skip
    sys.argv = ["actlog", *task["words"]]
    program.run()


class Bench:
    """The shim, a folder to work in, and what was found."""

    def __init__(self, folder: Path, jobs: int = 1) -> None:
        """Compile the shim; `folder` is for this bench alone, `jobs` run at once."""
        self.folder = folder.resolve()
        self.jobs = jobs
        self.servers: Queue[Server] = Queue()
        shim = build(self.folder)
        for _ in range(jobs):
            self.servers.put(Server(shim))
        self.tally = Tally()

    def close(self) -> None:
        """End the processes that were loaded once."""
        while not self.servers.empty():
            self.servers.get().close()

    # One run

    def run(
        self, home: Path, command: str, how: str | None = None, at: int = 0
    ) -> tuple[int, str, list[str]]:
        """Run a command on a log; return its exit code, its errors, and the calls it made.

        With a `how`, the call number `at` fails (none for 0) and the calls are noted.
        """
        notes, errors = home.with_suffix(".notes"), home.with_suffix(".errors")
        server = self.servers.get()
        try:
            code = server.run(
                {
                    "home": str(home),
                    "words": words(command),
                    "how": how,
                    "at": at,
                    "notes": str(notes),
                    "errors": str(errors),
                }
            )
        finally:
            self.servers.put(server)
        calls = notes.read_text().split() if notes.exists() else []
        notes.unlink(missing_ok=True)
        said = errors.read_bytes().decode("utf-8", "replace")
        errors.unlink()
        return code, said, calls

    def must(self, home: Path, command: str) -> None:
        """Run a command that has to work."""
        code, errors, _ = self.run(home, command)
        if code:
            raise RuntimeError(f"actlog {command} does not work here: {errors}")

    # One case

    def prepare(self, case: Case) -> Path:
        """Make the log that a case begins with, once."""
        home = self.folder / case.name.replace(" ", "-").replace("'", "")
        if home.exists():
            return home
        home.mkdir()
        if case.version is not None:
            model = self.folder / "model"
            if not model.exists():
                self.must(model, "log call")
            shutil.copy(model / "model-week.yaml", home)
            make = [sys.executable, "-c", MAKE_VERSION_1, str(home / "actlog.db")]
            subprocess.run(make, check=True)
        elif not case.new:
            base = self.folder / "base"
            if not base.exists():
                for command in LOGGED:
                    self.must(base, command)
            shutil.copytree(base, home, dirs_exist_ok=True)
            for command in case.before:
                self.must(home, command)
        if case.crashed:
            self.crash(home)
        if not case.backed_up:
            shutil.rmtree(home / "backups")
        return home

    def crash(self, home: Path) -> None:
        """Leave a write-ahead log behind: kill a command when it would remove it."""
        *_, calls = self.run(self.copied(home, "crash"), "log call", "EIO")
        self.run(home, "log call", "kill", len(calls) - calls[::-1].index("unlink"))
        if not (home / "actlog.db-wal").exists():
            raise RuntimeError("a crash left no write-ahead log")

    def copied(self, home: Path, name: str) -> Path:
        """Copy a home, to be used once."""
        target = self.folder / f"{home.name}-{name}"
        shutil.copytree(home, target)
        return target

    def try_case(self, case: Case, hows: Iterable[str] = HOWS, every: int = 1) -> None:
        """Try every fault of a case in each way, or one of `every` so many calls."""
        home = self.prepare(case)
        before = self.state_of(home)
        whole = self.copied(home, "whole")
        code, errors, calls = self.run(whole, case.command, "EIO")
        if code:
            raise RuntimeError(f"{case.name} does not work here: {errors}")
        after = self.state_of(whole)
        shutil.rmtree(whole)
        self.tally.calls.update(calls)
        faults = list(self.faults(calls, hows, every))
        with ThreadPoolExecutor(self.jobs) as pool:
            list(pool.map(lambda fault: self.one(case, home, (before, after), *fault), faults))

    def faults(
        self, calls: Sequence[str], hows: Iterable[str], every: int
    ) -> Iterator[tuple[str, int]]:
        """Yield the faults to try: only what writes can be done by half."""
        for how in hows:
            for number, call in enumerate(calls, 1):
                if number % every == 0 and (how not in {"short", "torn"} or call in BY_HALF):
                    yield how, number

    def one(self, case: Case, ready: Path, states: tuple[Rows, Rows], how: str, at: int) -> None:
        """Try one fault, and look for what it broke."""
        home = self.copied(ready, f"{how}-{at}")
        code, errors, calls = self.run(home, case.command, how, at)
        found: list[str] = []
        if len(calls) < at:
            found.append("the call was not reached")
        elif how in {"kill", "torn"}:
            if code != KILLED:
                found.append(f"exit code {code} of a killed process")
        elif code not in case.codes or "Traceback" in errors:
            found.append(f"exit code {code}: {errors.strip()}")
        untold = False
        try:
            state = self.state_of(home)
            if state not in states:
                found.append("the operation is there by half")
            elif code == 0 and state != states[1]:
                found.append("confirmed, and not there")
            untold = code not in (0, KILLED) and state == states[1] != states[0]
            found += self.wrong_copies(home, ready, states)
            found += self.wrong_afterwards(home)
        except (sqlite3.Error, RuntimeError) as error:
            found.append(str(error))
        shutil.rmtree(home)
        with self.tally.lock:
            self.tally.tried[case.name] += 1
            self.tally.codes[code] += 1
            self.tally.stored_untold += untold
            call = calls[at - 1] if len(calls) >= at else "?"
            self.tally.failures += [f"{case.name}: {how} at call {at} ({call}): {f}" for f in found]

    # What has to hold

    def state_of(self, home: Path) -> Rows:
        """Return what a log says. Raises RuntimeError where its file is not sound."""
        return state(home / "actlog.db")

    def wrong_copies(self, home: Path, ready: Path, states: tuple[Rows, Rows]) -> list[str]:
        """Return what is wrong with the copies that have got their name: each must be whole."""
        copies = [*home.glob("backups/*.db"), *home.glob("actlog.db.version-?")]
        return [
            f"the copy {copy.name} says something else"
            for copy in copies
            if state(copy) not in states and not (ready / copy.relative_to(home)).exists()
        ]

    def wrong_afterwards(self, home: Path) -> list[str]:
        """Return what is wrong with the next command, which meets no fault."""
        earlier = self.state_of(home)
        code, errors, _ = self.run(home, "log 7 calls @again")
        if code or "Traceback" in errors:
            return [f"afterwards, exit code {code}: {errors.strip()}"]
        later = self.state_of(home)
        if len(later) != len(earlier) + 2:
            return ["afterwards, a line is not there"]
        return []


def state(path: Path) -> Rows:
    """Return what the log at a path says: nothing for an empty or a missing one.

    Raises RuntimeError where the file, its sums or its text index are not sound.
    """
    if not path.exists():
        return ()
    with closing(sqlite3.connect(path)) as conn:

        def rows(sql: str) -> list[tuple[object, ...]]:
            return conn.execute(sql).fetchall()

        if rows("PRAGMA integrity_check") != [("ok",)] or rows("PRAGMA foreign_key_check"):
            raise RuntimeError("the file is damaged")
        ((version,),) = rows("PRAGMA user_version")
        if version == 0 and rows("SELECT count(*) FROM sqlite_schema") == [(0,)]:
            return ()
        if rows(KEPT) != rows(COUNTED):
            raise RuntimeError("the sums of the days are not those of the entries")
        statements = list(STATE)
        if version != 1:
            conn.execute("INSERT INTO search (search, rank) VALUES ('integrity-check', 1)")
            conn.rollback()
            statements.append(TIMER)
        return tuple([row for statement in statements for row in rows(statement)])


def main() -> int:
    """Try everything, and return 1 when anything was lost or is wrong."""
    options = argparse.ArgumentParser()
    options.add_argument("--serve", action="store_true", help=argparse.SUPPRESS)
    options.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    options.add_argument("--only", nargs="+", choices=[case.name for case in CASES])
    asked = options.parse_args()
    if asked.serve:
        serve()
        return 0
    if compiler() is None or not sys.platform.startswith("linux"):
        sys.exit("this needs Linux and a C compiler: apt-get install gcc libc6-dev")
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder), asked.jobs)
        for case in CASES:
            if not asked.only or case.name in asked.only:
                bench.try_case(case)
                wrong = [one for one in bench.tally.failures if one.startswith(f"{case.name}: ")]
                said = f", {len(wrong)} complaints" if wrong else ""
                print(f"{bench.tally.tried[case.name]:>8,} faults: {case.name}{said}", flush=True)
        bench.close()
    tally = bench.tally
    missed = [] if asked.only else [kind for kind in KINDS if not tally.calls[kind]]
    if missed:
        print(f"no call was met of the kinds {', '.join(missed)}: the shim does not intercept")
    broken = len({failure.rpartition("): ")[0] for failure in tally.failures})
    for failure in tally.failures[:40]:
        print(failure)
    print("calls met: " + ", ".join(f"{n} {kind}" for kind, n in sorted(tally.calls.items())))
    print("exit codes: " + ", ".join(f"{n:,} x {code}" for code, n in sorted(tally.codes.items())))
    print(f"{tally.stored_untold:,} times stored although the answer was an error")
    print(f"{tally.total:,} faults tried, {tally.total - broken:,} survived")
    return 1 if tally.failures or missed or not tally.total else 0


if __name__ == "__main__":
    sys.exit(main())
