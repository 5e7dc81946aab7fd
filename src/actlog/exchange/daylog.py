"""Day logs: plain text with a date above the log lines of its day.

    2026-11-23

    09:10+01:00 call connected @acme/dana 20m -- asked for pricing
    2 calls no-answer

A line is what `log` takes, without beginnings of names; one that begins with `#` and a space
says nothing. A time that is written here has its UTC offset: a file means the same wherever it
is read.
"""

from __future__ import annotations

from contextlib import suppress

from actlog.domain.errors import LineError
from actlog.domain.model_week import NONE, Kind, Outcome
from actlog.domain.text import visible
from actlog.exchange.codec import FIELDS, to_cells, to_plain
from actlog.exchange.problems import RowError
from actlog.exchange.table import Table
from actlog.grammar.batch import Batch, in_a_line
from actlog.grammar.clocks import read_clock
from actlog.grammar.vocabulary import Vocabulary, outcomes_of
from actlog.grammar.when import DateError
from actlog.grammar.words import Scope, UnknownWordError
from actlog.grammar.writer import write as write_line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date, datetime

    from actlog.domain.entry import Entry
    from actlog.domain.model_week import ModelWeek
    from actlog.exchange.problems import Problems

_NO_TEXT = "it holds bytes that are no UTF-8 text; save the file as UTF-8"

_LONGEST = 32_000  # characters: each entry of a line takes a hundred times its text


def write(entries: Iterable[Entry], model: ModelWeek) -> Iterator[str]:
    r"""Yield the entries as lines that end with `\n`, with a date before each day's.

    They stand by day. What is read back equals them, but for their ids and uids, and for the
    links that name uids: meetings are paired anew, by account.
    """
    vocabulary = Vocabulary(model)
    day: date | None = None
    for entry in entries:
        if entry.day != day:
            gap = "" if day is None else "\n"
            yield f"{gap}{entry.day.isoformat()}\n\n"
            day = entry.day
        said = entry if entry.story is None else entry.replace(story=None)
        yield write_line(said, vocabulary, when=_clock(entry)) + "\n"


def _clock(entry: Entry) -> str:
    """Return `09:10+01:00`, or nothing where no time is known.

    Where that could be a span of time (`09:30-10:00`), it is the whole instant.
    """
    if entry.at is None:
        return ""
    instant = entry.when.iso()
    clock = instant[11:16] + instant[16:].removeprefix(":00")
    try:
        return clock if read_clock([clock]) else instant
    except DateError:
        return instant


def read(
    lines: Iterable[str],
    problems: Problems,
    model: ModelWeek,
    now: datetime,
    *,
    known: Iterable[str] = (),
) -> Table:
    """Return the lines as a table; what is wrong with a line goes to `problems` when it is read.

    A line may make several rows. `known` are words that stand for kinds though the model week
    has none of them: like any word in a kind's place, they become the cells of rows. `now` is an
    aware instant.
    """
    return Table(columns=FIELDS, rows=_Lines(model, now, known).rows(lines, problems), restore=str)


class _Lines:
    """Reads one line after the other, in little memory."""

    def __init__(self, model: ModelWeek, now: datetime, known: Iterable[str]) -> None:
        self._model = _lenient(model, known)
        self._now = now
        self._scope = _scope(self._model, now)
        self._batch = Batch()

    def rows(self, lines: Iterable[str], problems: Problems) -> Iterator[tuple[int, list[str]]]:
        """Yield the line and the cells of every entry."""
        for number, raw in enumerate(lines, 1):
            text = _bare(raw)
            if not text or _is_comment(text):
                continue
            if len(text) > _LONGEST:
                problems.add(number, RowError(f"it is longer than {_LONGEST:,} characters"))
                continue
            try:
                entries = self._batch.read(text, self._scope)
            except LineError as error:
                entries = self._of_unknown_kind(text, error)
                if not entries:
                    problems.add(number, RowError(_why(text, error)))
            for entry in entries:
                yield number, to_cells(to_plain(entry))

    def _of_unknown_kind(self, text: str, error: LineError) -> list[Entry]:
        """Return the entries of a line that is right but for a kind nobody knows, else none.

        What has a mend is mistyped. From then on the word is a kind.
        """
        if error.mend is not None or not isinstance(error, UnknownWordError) or not error.words:
            return []
        word = error.words[0][0]
        model = _lenient(self._model, [word])
        scope = _scope(model, self._now)
        try:
            found = self._batch.read(text, scope)
        except LineError:
            return []
        if any(entry.kind != word for entry in found):
            return []
        self._model, self._scope = model, scope
        return found


def _scope(model: ModelWeek, now: datetime) -> Scope:
    return Scope(vocabulary=Vocabulary(model), now=now, prefixes=False)


def _lenient(model: ModelWeek, words: Iterable[str]) -> ModelWeek:
    """Return a model that asks for no fields, as old data may lack them, and has more kinds.

    These may have every outcome: which of them are right is known when the kind is.
    """
    every = [name for kind in model.kinds() for name in outcomes_of(kind)]
    outcomes = tuple([Outcome(name=name, cls=NONE) for name in dict.fromkeys(every)])
    more = [Kind(name=word, outcomes=outcomes) for word in words]
    return model.replace(
        activities=(*[kind.replace(requires=()) for kind in model.activities], *more),
        results=tuple([kind.replace(requires=()) for kind in model.results]),
    )


def _why(text: str, error: LineError) -> str:
    torn = any("\ud800" <= character <= "\udfff" for character in text)
    return _NO_TEXT if torn else in_a_line(error)


def _bare(line: str) -> str:
    return line.strip("\ufeff \t\r\n")


def _is_comment(text: str) -> bool:
    return text[0] == "#" and (len(text) == 1 or text[1] in " !\t")


def looks_like(start: str, model: ModelWeek, now: datetime) -> bool:
    """Tell whether a text begins, comments aside, with a date or a line that `log` would take."""
    lines = [_bare(line) for line in start.split("\n")]
    first = next((line for line in lines if line and not _is_comment(line)), None)
    if first is None:
        return False
    try:
        Batch().read(first, _scope(_lenient(model, ()), now))
    except LineError:
        return False
    return True


def rejects(
    lines: Iterable[str], reasons: Iterable[tuple[int, str]], model: ModelWeek, now: datetime
) -> Iterator[str]:
    """Yield the rejected lines below their dates, each behind a comment that says what is wrong.

    `reasons` are (line, what is wrong), in order.
    """
    scope, batch, said = _scope(_lenient(model, ()), now), Batch(), None
    wanted = iter(reasons)
    one = next(wanted, None)
    for number, raw in enumerate(lines, 1):
        if one is None:
            return
        text = _bare(raw)
        if number < one[0]:
            _take_heading(batch, text, scope)
            continue
        if batch.heading is not None and batch.heading != said:
            gap = "" if said is None else "\n"
            yield f"{gap}{batch.heading.iso()}\n\n"
            said = batch.heading
        yield f"# {visible(one[1])}\n{text}\n"
        while one is not None and one[0] <= number:
            one = next(wanted, None)


def _take_heading(batch: Batch, text: str, scope: Scope) -> None:
    """Let a batch know a line that may be a date above others."""
    with suppress(LineError):
        if text and not _is_comment(text):
            batch.read(text, scope)
