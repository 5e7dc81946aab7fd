"""Any operations in any order, against a log that is only lists in memory.

The plain log knows nothing of undoing: its state is what comes of replaying, from nothing,
the operations that hold.
"""

import shutil
import tempfile
from collections import defaultdict
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from actlog.domain.entry import Entry
from actlog.domain.errors import NothingToDoError
from actlog.domain.week import TimeOff
from actlog.store import entries, history, time_off
from actlog.store.database import open_store
from tests.store.logbook import NOW, TODAY, days, kept, live, open_log, recounted, remove


class Plain:
    """A log in memory, after some operations."""

    def __init__(self) -> None:
        self.live: dict[int, Entry] = {}
        self.off: list[TimeOff] = []
        self.spelling: dict[Any, str] = {}
        self.said: dict[Any, str | None] = {}

    def _spell(self, key: Any, typed: str, met: dict[Any, bool]) -> str:
        if key not in met:
            met[key] = any(key in _keys(entry) for entry in self.live.values())
            if not met[key]:
                self.spelling[key] = typed
        return self.spelling[key]

    def _inherit(self, key: Any, said: str | None) -> str | None:
        if said is not None:
            self.said[key] = said
        return self.said.get(key)

    def add(self, first: int, lines: Sequence[Entry]) -> list[str]:
        """Add entries numbered from `first`; return the names of new accounts."""
        met: dict[Any, bool] = {}
        added = {}
        for number, line in enumerate(lines, first):
            entry = line.replace(id=number)
            account, *contact = _keys(entry) or (None,)
            if entry.account:
                name = self._spell(account, entry.account, met)
                entry = entry.replace(account=name, source=self._inherit(account, entry.source))
            if entry.contact:
                name = self._spell(contact[0], entry.contact, met)
                said = self._inherit(contact[0], entry.persona)
                entry = entry.replace(contact=name, persona=said)
            added[number] = entry
        self.live |= added
        return [self.spelling[key] for key, known in met.items() if len(key) == 1 and not known]

    def totals(self) -> list[tuple[Any, ...]]:
        """Return the sums by day, kind and outcome."""
        sums: dict[Any, list[int]] = defaultdict(lambda: [0, 0, 0])
        for entry in self.live.values():
            parts = (entry.count, entry.minutes or 0, entry.value_cents or 0)
            key = (entry.day, entry.kind, entry.outcome or "")
            sums[key] = [a + b for a, b in zip(sums[key], parts, strict=True)]
        return [(*key[:2], key[2] or None, *sums[key]) for key in sorted(sums)]


def _keys(entry: Entry) -> list[tuple[str, ...]]:
    """Return what tells an entry's account, and its contact, from others."""
    if entry.account is None:
        return []
    account = entry.account.lower()
    return [(account,), (account, entry.contact.lower())] if entry.contact else [(account,)]


def few(*values: Any) -> st.SearchStrategy[Any]:
    return st.sampled_from([None, *values])


lines = st.lists(
    st.builds(
        lambda name, **parts: Entry(account=name[0], contact=name[1], **parts),
        day=st.sampled_from([TODAY, TODAY, TODAY - timedelta(days=1)]),
        kind=st.sampled_from(["call", "call", "email"]),
        count=st.integers(1, 20),
        outcome=few("connected"),
        name=st.sampled_from(
            [(None, None), ("acme", None), ("ACME", "dana"), ("Acme", "DANA"), ("globex", "dana")]
        ),
        source=few("web", "fair"),
        persona=few("buyer", "user"),
        minutes=few(5, 30),
        value_cents=few(1, 1_000_000),
    ),
    min_size=1,
    max_size=3,
)


class Machine(RuleBasedStateMachine):
    empty: Path

    @initialize()
    def begin(self) -> None:
        self.folder = Path(tempfile.mkdtemp(dir=self.empty.parent))
        shutil.copy(self.empty, self.folder / "log.db")
        self.store = open_log(self.folder)
        self.done: list[Any] = []
        self.undone: list[Any] = []
        self.numbers = 0

    def plain(self) -> Plain:
        plain = Plain()
        for command, _, what in self.done:
            if command == "log":
                plain.add(*what)
            elif command == "rm":
                for number in what:
                    del plain.live[number]
            else:
                plain.off.append(what)
        return plain

    def did(self, command: str, number: int, what: Any) -> None:
        self.done.append((command, number, what))
        self.undone.clear()

    @rule(lines=lines)
    def log(self, lines: list[Entry]) -> None:
        with history.operation(self.store, "log", "words", NOW) as operation:
            added = entries.add(self.store, operation, lines)
        assert list(added.new_accounts) == self.plain().add(self.numbers + 1, lines)
        self.did("log", operation, (self.numbers + 1, lines))
        self.numbers += len(lines)
        plain = self.plain()
        assert [entry.replace(uid=None) for entry in added.entries] == [
            plain.live[entry.id or 0] for entry in added.entries
        ]

    @precondition(lambda self: self.plain().live)
    @rule(data=st.data())
    def rm(self, data: st.DataObject) -> None:
        numbers = data.draw(st.sets(st.sampled_from(sorted(self.plain().live)), min_size=1))
        remove(self.store, *numbers)
        self.did("rm", self.store.row("SELECT max(id) FROM operations")[0], numbers)

    @rule(length=st.integers(0, 3), part=st.sampled_from(["day", "am"]))
    def off(self, length: int, part: str) -> None:
        what = TimeOff(first=TODAY, last=TODAY + timedelta(days=length), part=part)
        with history.operation(self.store, "off", "words", NOW) as operation:
            time_off.add(self.store, operation, what)
        self.did("off", operation, what)

    @rule()
    def undo(self) -> None:
        if not self.done:
            with pytest.raises(NothingToDoError):
                history.undo(self.store, NOW)
            return
        undone = history.undo(self.store, NOW)
        self.undone.append(self.done.pop())
        assert (undone.command, undone.id) == self.undone[-1][:2]

    @rule()
    def redo(self) -> None:
        if not self.undone:
            with pytest.raises(NothingToDoError):
                history.redo(self.store, NOW)
            return
        redone = history.redo(self.store, NOW)
        self.done.append(self.undone.pop())
        assert (redone.command, redone.id) == self.done[-1][:2]

    @rule()
    def open_again(self) -> None:
        self.store.close()
        self.store = open_log(self.folder)

    @invariant()
    def the_log_is_what_the_plain_one_says(self) -> None:
        plain = self.plain()
        assert {entry.id: entry.replace(uid=None) for entry in live(self.store)} == plain.live
        assert days(self.store) == plain.totals()
        assert kept(self.store) == recounted(self.store)
        assert list(time_off.every(self.store)) == sorted(plain.off, key=lambda off: off.last)
        names = {entry.account for entry in plain.live.values() if entry.account}
        assert set(entries.account_names(self.store)) == names

    def teardown(self) -> None:
        if hasattr(self, "store"):
            assert self.store.row("PRAGMA foreign_key_check") is None
            self.store.close()
            shutil.rmtree(self.folder)


def test_any_operations_in_any_order_leave_what_a_plain_log_says(tmp_path: Path) -> None:
    empty = tmp_path / "empty.db"
    open_store(str(empty)).close()
    Machine.empty = empty
    run_state_machine_as_test(Machine, settings=settings(max_examples=60, stateful_step_count=25))
