"""Any operations in any order, against a log that is only lists in memory."""

import os
import shutil
import tempfile
from collections.abc import Callable
from datetime import date, timedelta
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

from actlog.domain.entry import Entry, Moment
from actlog.domain.errors import NothingToDoError
from actlog.domain.promise import Promise
from actlog.domain.week import TimeOff, Week
from actlog.store import accounts, entries, history, mending, people, promises, stories, time_off
from actlog.store.database import open_store
from tests.store.logbook import NOW, TODAY, days, kept, live, open_log, recounted, remove
from tests.store.plain import Plain

SEQUENCES = 1000 if os.environ.get("HYPOTHESIS_PROFILE") == "ci" else 60

WEEKS = (TODAY, TODAY + timedelta(days=7))
NAMES = [(None, None), ("acme", None), ("ACME", "dana"), ("Acme", "DANA"), ("globex", "dana")]
WORDS = ("pricing", "budget", "acme", "globex", "dana")


def few(*values: Any) -> st.SearchStrategy[Any]:
    return st.sampled_from([None, *values])


parts = st.fixed_dictionaries(
    {},
    optional={
        "day": st.sampled_from([TODAY, TODAY - timedelta(days=1)]),
        "kind": st.sampled_from(["call", "email"]),
        "count": st.integers(1, 20),
        "outcome": few("connected"),
        "source": few("web", "fair"),
        "persona": few("buyer", "user"),
        "minutes": few(5, 30),
        "value_cents": few(1, 1_000_000),
        "note": few("asked for pricing", "budget"),
        "next": few("send quote"),
        "done": few(Moment(day=TODAY)),
        "objection": st.sampled_from([(), ("price",), ("price", "timing")]),
    },
)
names = st.sampled_from(NAMES).map(lambda name: {"account": name[0], "contact": name[1]})
lines = st.lists(
    st.builds(
        lambda name, parts: Entry(**{"day": TODAY, "kind": "call"} | parts | name), names, parts
    ),
    min_size=1,
    max_size=3,
)
changes = st.builds(lambda name, parts: parts | name, names | st.just({}), parts)


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
        self.uids: dict[int, str] = {}

    def plain(self) -> Plain:
        plain = Plain()
        for command, _, what in self.done:
            getattr(plain, command)(*what)
        return plain

    def did(self, command: str, number: int, *what: Any) -> None:
        self.done.append((command, number, what))
        self.undone.clear()

    def draw_live(self, data: st.DataObject) -> int:
        number: int = data.draw(st.sampled_from(sorted(self.plain().live)))
        return number

    @rule(lines=lines)
    def log(self, lines: list[Entry]) -> None:
        self.keep(lines)

    def keep(self, lines: list[Entry], link: Callable[[int], None] | None = None) -> None:
        """Log some lines, `link` the first of them, and see that they are stored as they are."""
        with history.operation(self.store, "log", "words", NOW) as operation:
            added = entries.add(self.store, operation, lines)
            if link is not None:
                link(self.numbers + 1)
        assert list(added.new_accounts) == self.plain().log(self.numbers + 1, lines)
        self.did("log", operation, self.numbers + 1, lines)
        self.numbers += len(lines)
        self.uids |= {entry.id or 0: entry.uid or "" for entry in added.entries}
        plain = self.plain()
        stored = entries.get(self.store, [entry.id or 0 for entry in added.entries])
        assert [entry.replace(uid=None) for entry in stored] == [
            plain.live[entry.id or 0] for entry in added.entries
        ]

    @rule(name=names.filter(lambda name: name["account"]), ahead=st.integers(0, 2))
    def set_meeting(self, name: dict[str, Any], ahead: int) -> None:
        planned = Moment(day=TODAY + timedelta(days=ahead)) if ahead else None
        self.keep([Entry(day=TODAY, kind="meeting_set", planned=planned, **name)])

    @precondition(lambda self: self.plain().meetings())
    @rule(data=st.data(), how=few("moved", "no-show", "cancelled", "rescheduled"))
    def end_meeting(self, data: st.DataObject, how: str | None) -> None:
        begun = data.draw(st.sampled_from(self.plain().meetings()))
        story = self.uids[begun.id or 0]
        line = Entry(
            day=TODAY, kind="meeting_held", outcome=how, account=begun.account, story=story
        )
        self.keep([line])

    @precondition(lambda self: self.plain().meetings())
    @rule(data=st.data())
    def set_it_again(self, data: st.DataObject) -> None:
        begun = data.draw(st.sampled_from(self.plain().meetings()))
        story = self.uids[begun.id or 0]
        line = Entry(
            day=TODAY, kind="meeting_set", outcome="again", account=begun.account, story=story
        )
        self.keep([line], lambda at: stories.link(self.store, at, story=story, outcome="again"))

    @precondition(lambda self: self.plain().live)
    @rule(data=st.data(), parts=changes)
    def edit(self, data: st.DataObject, parts: dict[str, Any]) -> None:
        (before,) = entries.get(self.store, [self.draw_live(data)])
        with history.operation(self.store, "edit", "words", NOW) as operation:
            entries.edit(self.store, operation, before, before.replace(**parts))
        if self.newest() == operation:  # an edit that changes nothing leaves none
            self.did("edit", operation, before.id, parts)

    def newest(self) -> int:
        number: int = self.store.row("SELECT max(id) FROM operations")[0]
        return number

    @precondition(lambda self: self.plain().live)
    @rule(data=st.data())
    def rm(self, data: st.DataObject) -> None:
        numbers = data.draw(st.sets(st.sampled_from(sorted(self.plain().live)), min_size=1))
        remove(self.store, *numbers)
        self.did("rm", self.newest(), numbers)

    @precondition(lambda self: any(entry.account for entry in self.plain().live.values()))
    @rule(data=st.data(), to=st.sampled_from(["Acme", "globex", "Initech"]))
    def move_account(self, data: st.DataObject, to: str) -> None:
        known = sorted({entry.account or "" for entry in self.plain().live.values()} - {""})
        name = data.draw(st.sampled_from(known))
        account = accounts.find(self.store, name)
        assert account is not None
        with history.operation(self.store, "accounts", "words", NOW) as operation:
            people.move_account(self.store, operation, account, to)
        self.did("move_account", operation, name, to)

    @precondition(lambda self: any(entry.contact for entry in self.plain().live.values()))
    @rule(data=st.data(), to=st.sampled_from(["Dana", "kim"]))
    def move_contact(self, data: st.DataObject, to: str) -> None:
        known = {
            (entry.account or "", entry.contact or "")
            for entry in self.plain().live.values()
            if entry.contact
        }
        name, who = data.draw(st.sampled_from(sorted(known)))
        account = accounts.find(self.store, name)
        assert account is not None
        contact = people.contact(self.store, account.id, who)
        assert contact is not None
        with history.operation(self.store, "accounts", "words", NOW) as operation:
            people.move_contact(self.store, operation, contact, to)
        self.did("move_contact", operation, name, who, to)

    @precondition(lambda self: self.plain().hidden)
    @rule(data=st.data())
    def restore(self, data: st.DataObject) -> None:
        hidden = sorted(self.plain().hidden)
        numbers = data.draw(st.lists(st.sampled_from(hidden), min_size=1, unique=True))
        with history.operation(self.store, "restore", "words", NOW) as operation:
            mending.restore(self.store, operation, numbers)
        self.did("restore", operation, numbers)

    @rule(length=st.integers(0, 3), part=st.sampled_from(["day", "am"]))
    def off(self, length: int, part: str) -> None:
        what = TimeOff(first=TODAY, last=TODAY + timedelta(days=length), part=part)
        with history.operation(self.store, "off", "words", NOW) as operation:
            time_off.add(self.store, operation, what)
        self.did("take_off", operation, what)

    @rule(week=st.sampled_from(WEEKS), counted=st.booleans())
    def promise(self, week: date, counted: bool) -> None:
        made = Promise(week=week, text=f"promise {len(self.done)}")
        if counted:
            made = made.replace(kind="call", count=5)
        with history.operation(self.store, "promise", "words", NOW) as operation:
            kept = promises.add(self.store, operation, made)
        self.did("promise", operation, kept)

    @rule(week=st.sampled_from(WEEKS), said=st.sampled_from(["kept", "broken"]))
    def answer(self, week: date, said: str) -> None:
        made = promises.of_week(self.store, Week(start=week))
        if made is None or made.answer == said:
            return
        with history.operation(self.store, "promise", f"--{said}", NOW) as operation:
            promises.answer(self.store, operation, made, said)
        self.did("answer", operation, made.id, said)

    @rule()
    def undo(self) -> None:
        if not self.done:
            with pytest.raises(NothingToDoError):
                history.undo(self.store, NOW)
            return
        undone = history.undo(self.store, NOW)
        self.undone.append(self.done.pop())
        assert undone.id == self.undone[-1][1]

    @rule()
    def redo(self) -> None:
        if not self.undone:
            with pytest.raises(NothingToDoError):
                history.redo(self.store, NOW)
            return
        redone = history.redo(self.store, NOW)
        self.done.append(self.undone.pop())
        assert redone.id == self.done[-1][1]

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
        for week in WEEKS:
            promised = promises.of_week(self.store, Week(start=week))
            assert promised == plain.promised(week)
        names = {entry.account for entry in plain.live.values() if entry.account}
        assert set(entries.account_names(self.store)) == names
        for word in WORDS:
            sql = "SELECT rowid FROM search WHERE search MATCH ? ORDER BY rowid"
            assert [row[0] for row in self.store.rows(sql, (word,))] == plain.texts(word)

    def teardown(self) -> None:
        if not hasattr(self, "store"):
            return
        assert self.store.row("PRAGMA foreign_key_check") is None
        self.store.run("INSERT INTO search (search, rank) VALUES ('integrity-check', 1)")
        while self.done:
            self.undo()
        self.the_log_is_what_the_plain_one_says()
        assert not live(self.store)
        self.store.close()
        shutil.rmtree(self.folder)


@pytest.mark.timeout(600)
def test_any_operations_in_any_order_leave_what_a_plain_log_says(tmp_path: Path) -> None:
    empty = tmp_path / "empty.db"
    open_store(str(empty)).close()
    Machine.empty = empty
    run_state_machine_as_test(
        Machine, settings=settings(max_examples=SEQUENCES, stateful_step_count=25)
    )
