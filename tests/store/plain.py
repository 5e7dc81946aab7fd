"""A log that is only lists in memory: what the real one is held against.

It knows nothing of undoing, images or triggers. Its state is what comes of replaying, from
nothing, the operations that hold.
"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any

from actlog.domain.entry import Entry
from actlog.domain.promise import Promise
from actlog.domain.week import TimeOff


class Plain:
    """A log in memory, after some operations."""

    def __init__(self) -> None:
        self.live: dict[int, Entry] = {}
        self.hidden: dict[int, Entry] = {}
        self.off: list[TimeOff] = []
        self.promises: dict[int, Promise] = {}
        self.spelling: dict[Any, str] = {}
        self.said: dict[Any, str | None] = {}

    def _spell(self, key: Any, typed: str, met: dict[Any, bool]) -> str:
        if key not in met:
            met[key] = any(key in keys(entry) for entry in self.live.values())
            if not met[key]:
                self.spelling[key] = typed
        return self.spelling[key]

    def _inherit(self, key: Any, said: str | None) -> str | None:
        if said is not None:
            self.said[key] = said
        return self.said.get(key)

    def _settle(self, entry: Entry, met: dict[Any, bool]) -> Entry:
        """Return an entry with the names, source and persona that it gets or gives."""
        account, *contact = keys(entry) or (None,)
        if entry.account:
            name = self._spell(account, entry.account, met)
            entry = entry.replace(account=name, source=self._inherit(account, entry.source))
        if entry.contact:
            name = self._spell(contact[0], entry.contact, met)
            said = self._inherit(contact[0], entry.persona)
            entry = entry.replace(contact=name, persona=said)
        return entry

    def log(self, first: int, lines: Sequence[Entry]) -> list[str]:
        """Add entries numbered from `first`; return the names of new accounts."""
        met: dict[Any, bool] = {}
        self.live |= {
            number: self._settle(line.replace(id=number), met)
            for number, line in enumerate(lines, first)
        }
        return [self.spelling[key] for key, known in met.items() if len(key) == 1 and not known]

    def edit(self, number: int, parts: dict[str, Any]) -> None:
        """Change some parts of one entry."""
        before = self.live[number]
        after = before.replace(**parts)
        said = {name: parts.get(name) for name in ("source", "persona")}
        said = {name: None if said[name] == getattr(before, name) else said[name] for name in said}
        settled = self._settle(after.replace(**said), {})
        if (before.account, before.contact) == (after.account, after.contact):
            settled = settled.replace(source=after.source, persona=after.persona)
        self.live[number] = settled

    def rm(self, numbers: Sequence[int]) -> None:
        """Hide entries."""
        for number in numbers:
            self.hidden[number] = self.live.pop(number)

    def restore(self, numbers: Sequence[int]) -> None:
        """Bring removed entries back, under the names that are theirs by now."""
        for number in numbers:
            entry = self.hidden.pop(number)
            names = [self.spelling[key] for key in keys(entry)]
            spelled = dict(zip(("account", "contact"), names, strict=False))
            self.live[number] = entry.replace(**spelled)

    def move_account(self, name: str, to: str) -> None:
        """Give all that an account has to the account of that name."""
        old, new = (name.lower(),), (to.lower(),)
        if old != new:
            self._meet(old, new, to)
            for contact in {key for entry in self._all() for key in keys(entry)[1:]}:
                if contact[:1] == old:
                    self._meet(contact, (*new, contact[1]), self.spelling[contact])
        else:
            self.spelling[old] = to
        for entries in (self.live, self.hidden):
            for number, entry in entries.items():
                if keys(entry)[:1] == [old]:
                    contact = (*new, *[*keys(entry), ("", "")][1][1:])
                    names = {"account": self.spelling[new], "contact": self.spelling.get(contact)}
                    entries[number] = entry.replace(**names)

    def move_contact(self, account: str, name: str, to: str) -> None:
        """Give all entries of a contact to the one of that name in the account."""
        old, new = (account.lower(), name.lower()), (account.lower(), to.lower())
        if old != new:
            self._meet(old, new, to)
        else:
            self.spelling[old] = to
        for entries in (self.live, self.hidden):
            for number, entry in entries.items():
                if old in keys(entry):
                    entries[number] = entry.replace(contact=self.spelling[new])

    def _all(self) -> list[Entry]:
        return [*self.live.values(), *self.hidden.values()]

    def _meet(self, old: Any, new: Any, typed: str) -> None:
        """Let one name take over what another is and says; one in use keeps its own."""
        if not any(new in keys(entry) for entry in self.live.values()):
            self.spelling[new] = typed
            self.said[new] = None
        self.said[new] = self.said.get(new) or self.said.get(old)
        self.said[old] = None

    def meetings(self) -> list[Entry]:
        """Return the meetings that were set, by number."""
        return [self.live[n] for n in sorted(self.live) if self.live[n].kind == "meeting_set"]

    def take_off(self, off: TimeOff) -> None:
        """Take time off."""
        self.off.append(off)

    def promise(self, made: Promise) -> None:
        """Take a promise."""
        self.promises[made.id or 0] = made

    def answer(self, number: int, said: str) -> None:
        """Answer a promise."""
        self.promises[number] = self.promises[number].replace(answer=said)

    def promised(self, week: date) -> Promise | None:
        """Return the promise for a week: the latest."""
        found = [one for one in self.promises.values() if one.week == week]
        return max(found, key=lambda one: one.id or 0, default=None)

    def totals(self) -> list[tuple[Any, ...]]:
        """Return the sums by day, kind and outcome."""
        sums: dict[Any, list[int]] = defaultdict(lambda: [0, 0, 0])
        for entry in self.live.values():
            parts = (entry.count, entry.minutes or 0, entry.value_cents or 0)
            key = (entry.day, entry.kind, entry.outcome or "")
            sums[key] = [a + b for a, b in zip(sums[key], parts, strict=True)]
        return [(*key[:2], key[2] or None, *sums[key]) for key in sorted(sums)]

    def texts(self, word: str) -> list[int]:
        """Return the numbers of the entries that have a word in one of their texts."""
        return [
            number
            for number, entry in sorted(self.live.items())
            if word in " ".join(filter(None, [entry.note, entry.account, entry.contact])).lower()
        ]


def keys(entry: Entry) -> list[tuple[str, ...]]:
    """Return what tells an entry's account, and its contact, from others."""
    if entry.account is None:
        return []
    account = entry.account.lower()
    return [(account,), (account, entry.contact.lower())] if entry.contact else [(account,)]
