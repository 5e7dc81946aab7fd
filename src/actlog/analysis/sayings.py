"""What is said of each rule of `check`: a title, a detail, and the words that mend it.

Where the right figure cannot be known, the words have a likely one, or one in capitals for
what only the rep can say.
"""

from __future__ import annotations

from actlog.domain.odd import LONG_OVERDUE, MANY_TIMES
from actlog.domain.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date

    from actlog.domain.model_week import Kind, ModelWeek
    from actlog.domain.odd import Odd

    Said = tuple[str, str, list[str]]
    """A title, a detail, and the words behind `actlog`."""

_MOST_RUNS = 20
"""How many runs of entries one `rm` is asked to remove."""
_LONGEST_RUN = 1000
"""How many entries `rm` takes as one run."""

_PLACEHOLDERS = {
    "account": "@ACCOUNT", "contact": "contact:NAME", "minutes": "mins:MINUTES",
    "value": "value:AMOUNT", "outcome": "outcome:OUTCOME", "source": "source:SOURCE",
    "persona": "persona:PERSONA", "note": "note:NOTE", "for": "for:WHEN",
    "next": "next:STEP", "due": "due:WHEN",
}  # fmt: skip
_FIELDS = {
    "account": "an account", "contact": "a contact", "value": "a value", "outcome": "an outcome",
    "source": "a source", "persona": "a persona", "note": "a note", "for": "a planned date",
    "next": "a next step", "due": "a day due",
}  # fmt: skip


class Speech(Record):
    """How words are said to a person and to a shell.

    `quote` makes one shell word of a text, `nearest` finds the known name that a name was
    likely meant to be, `day` says a date as screens do.
    """

    quote: Callable[[str], str]
    nearest: Callable[[str, Iterable[str]], str | None]
    day: Callable[[date], str]


class Sayings:
    """One method for each rule, and `of` that finds it."""

    def __init__(self, model: ModelWeek, speech: Speech) -> None:
        """Take today's model week."""
        self._model = model
        self._speech = speech

    def of(self, odd: Odd) -> Said:
        """Return what is said of an oddity."""
        said: Said = getattr(self, f"_{odd.rule.replace('-', '_')}")(odd)
        return said

    # What several rules say

    def _about(self, odd: Odd) -> str:
        """Return which entry is spoken of: `#1842 of Mon 3 Aug @acme`."""
        account = f" @{odd.account}" if odd.account else ""
        return f"#{odd.first} of {self._speech.day(odd.day)}{account}"

    def _entries(self, odd: Odd) -> str:
        kind = self._kind(odd)
        name = kind.title if kind is not None else odd.kind
        return f"{_some(len(odd.entries), 'entry', 'entries')} of {name}"

    def _kind(self, odd: Odd) -> Kind | None:
        return self._model.kind(odd.kind or "")

    def _edit(self, odd: Odd, *words: str) -> list[str]:
        return ["edit", str(odd.first), *words]

    def _instead(self, odd: Odd, name: str, new: str, word: str) -> list[str]:
        """Return the words that put a known name in place of one: of one entry, or of all."""
        quote = self._speech.quote
        if len(odd.entries) == 1:
            return self._edit(odd, quote(word))
        return ["model", "rename", quote(name), quote(new)]

    def _count(self, odd: Odd, count: int) -> list[str]:
        """Return the words for a count: `50 calls`."""
        kind = self._kind(odd)
        name = kind.plural_title() if kind is not None and count != 1 else odd.kind or ""
        return [str(count), self._speech.quote(name if name.isalpha() else odd.kind or "")]

    # The rules

    def _unknown_kind(self, odd: Odd) -> Said:
        name, measure = odd.kind or "", self._kind(odd)
        if measure is not None:
            title = f"{self._entries(odd)}, which is counted from {measure.of} and not logged"
            words = [self._speech.quote(word) for word in (measure.of or "", *measure.of_outcomes)]
            return title, f"{self._about(odd)} counts nothing", self._edit(odd, *words[:2])
        title = f"{self._entries(odd)}, a kind that the model week does not have"
        detail = f"{self._about(odd)} counts in no week"
        known = [kind.name for kind in self._model.kinds()]
        near = self._speech.nearest(name, known)
        if near is not None:
            return title, f"{detail}; meant {near}?", self._instead(odd, name, near, near)
        return title, detail, ["model", "add", self._speech.quote(name)]

    def _unknown_outcome(self, odd: Odd) -> Said:
        kind, word = self._kind(odd), odd.what or ""
        known = [outcome.name for outcome in kind.outcomes] if kind is not None else []
        known += kind.uncounted if kind is not None else ()
        title = f"{self._entries(odd)} with the outcome {word}, which is not declared"
        near = self._speech.nearest(word, known)
        if near is not None:
            mend = self._instead(odd, f"{odd.kind}.{word}", f"{odd.kind}.{near}", near)
            return title, f"{self._about(odd)}; meant {near}?", mend
        place = self._speech.quote(f"{odd.kind}.outcomes.{word}")
        return title, self._about(odd), ["model", "set", place, "CLASS"]

    def _future(self, odd: Odd) -> Said:
        title = f"{self._entries(odd)} still to come: what is logged has happened"
        # Today at the time of day that was said could still be to come.
        return title, self._about(odd), self._edit(odd, "now" if odd.what else "today")

    def _over_maximum(self, odd: Odd) -> Said:
        count, most = odd.figure or 0, odd.usual or 1
        title = f"{self._entries(odd)} above the {most:,} that one entry may count"
        mend = self._edit(odd, *self._count(odd, _fewer_digits(count, most)))
        return title, f"{self._about(odd)} counts {count:,}", mend

    def _missing_field(self, odd: Odd) -> Said:
        field = odd.what or ""
        title = f"{self._entries(odd)} without {_FIELDS.get(field, field)}, which is required"
        return title, self._about(odd), self._edit(odd, _PLACEHOLDERS[field])

    def _long_minutes(self, odd: Odd) -> Said:
        minutes, day = odd.figure or 0, odd.usual or 1
        title = f"{self._entries(odd)} longer than a working day"
        likely = _fewer_digits(minutes, day)
        return title, f"{self._about(odd)} took {minutes:,} minutes", self._edit(odd, f"{likely}m")

    def _unusual_day(self, odd: Odd) -> Said:
        kind, total, third = self._kind(odd), odd.figure or 0, odd.usual or 1
        counted = kind.counted(total) if kind is not None else f"{total:,} {odd.kind}"
        title = f"{counted} on {self._speech.day(odd.day)}, far above any usual day"
        detail = f"but for two days, the most ever was {third:,}"
        if len(odd.entries) == 1:
            likely = _fewer_digits(total, third)
            return title, detail, self._edit(odd, *self._count(odd, likely))
        return title, detail, ["list", self._speech.quote(odd.kind or ""), odd.day.isoformat()]

    def _unusual_value(self, odd: Odd) -> Said:
        value, usual = odd.figure or 0, odd.usual or 0
        if odd.what == "nothing":
            mend = self._edit(odd, _PLACEHOLDERS["value"])
            return f"{self._entries(odd)} worth 0", self._about(odd), mend
        much = odd.what == "much"
        times = f"{MANY_TIMES} times the usual" if much else f"a {MANY_TIMES}th of the usual"
        title = f"{self._entries(odd)} worth {times} or {'more' if much else 'less'}"
        likely = _fewer_digits(value, 10 * usual) if much else value * 1000
        detail = (
            f"{self._about(odd)} is worth {_money(value)}; half are worth {_money(usual)} or less"
        )
        return title, detail, self._edit(odd, f"value:{_plain_money(likely)}")

    def _near_accounts(self, odd: Odd) -> Said:
        quote, name, other = self._speech.quote, odd.name or "", odd.what or ""
        mend = ["accounts", f"@{quote(name)}", "--merge", quote(other)]
        return f"the accounts {name} and {other} may be one", _sizes(odd), mend

    def _near_contacts(self, odd: Odd) -> Said:
        quote, name, other = self._speech.quote, odd.name or "", odd.what or ""
        owner = f" of {odd.account}" if odd.account else ""
        path = f"{quote(odd.account or '')}/{quote(name)}"
        mend = ["accounts", f"@{path}", "--merge", quote(other)]
        return f"the contacts {name} and {other}{owner} may be one", _sizes(odd), mend

    def _held_without_set(self, odd: Odd) -> Said:
        kind = self._kind(odd)
        target = kind.closes if kind is not None and kind.closes else ""
        opened = self._model.kind(target)
        name = opened.title if opened is not None else target
        title = f"{self._entries(odd)} with no {name} before"
        account = [f"@{self._speech.quote(odd.account)}"] if odd.account else []
        mend = ["log", self._speech.quote(target), *account, odd.day.isoformat()]
        return title, self._about(odd), mend

    def _lost_story(self, odd: Odd) -> Said:
        title = f"{self._entries(odd)} about a meeting that is not in the log"
        return title, self._about(odd), self._edit(odd, "-story")

    def _closed_twice(self, odd: Odd) -> Said:
        title = f"{self._entries(odd)} that end one and the same meeting"
        return title, f"the latest is {self._about(odd)}", ["rm", str(odd.first)]

    def _overdue_step(self, odd: Odd) -> Said:
        size = _some(len(odd.entries), "next step", "next steps")
        title = f"{size} open for more than {LONG_OVERDUE} days after the day due"
        step = f": {odd.what}" if odd.what else ""
        return title, f"{self._about(odd)}{step}", ["done", str(odd.first)]

    def _logged_twice(self, odd: Odd) -> Said:
        title = f"{self._entries(odd)} that another line said already"
        repeats = f" repeats #{odd.usual}" if odd.usual is not None else ""
        return title, f"{self._about(odd)}{repeats}", ["rm", *_runs(odd.entries)]

    def _imported_twice(self, odd: Odd) -> Said:
        size = _some(len(odd.entries), "entry", "entries")
        title = f"{size} of operation {odd.what} that the log had already"
        detail = f"from {self._about(odd)} on; the operation has {odd.figure:,} entries"
        return title, detail, ["rm", *_runs(odd.entries)]


def _sizes(odd: Odd) -> str:
    number = f" (#{odd.first})" if len(odd.entries) == 1 else ""
    size = _some(odd.figure or 0, "entry", "entries")
    return f"{odd.name} has {size}{number}, {odd.what} {odd.usual:,}"


def _some(count: int, one: str, more: str) -> str:
    return f"{count:,} {one if count == 1 else more}"


def _fewer_digits(figure: int, most: int) -> int:
    """Return a figure with its last digits left out until it is no more than `most`."""
    while figure > max(most, 1):
        figure //= 10
    return max(figure, 1)


def _money(cents: int) -> str:
    return f"{cents / 100:,.2f}".removesuffix(".00")


def _plain_money(cents: int) -> str:
    return _money(cents).replace(",", "")


def _runs(numbers: Sequence[int]) -> list[str]:
    """Return entry numbers as `rm` takes them, `1842-1844` for a run; the first runs of many."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1 and number - runs[-1][0] < _LONGEST_RUN:
            runs[-1][1] = number
        elif len(runs) == _MOST_RUNS:
            break
        else:
            runs.append([number, number])
    return [str(first) if first == last else f"{first}-{last}" for first, last in runs]
