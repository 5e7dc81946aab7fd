"""Many lines at once: `--stdin`, `--file`, the plain-text import and the editor view."""

from __future__ import annotations

from actlog.domain.errors import ActlogError, InputError, LineError
from actlog.grammar.line import entries_of, mended, moment_of, read_parts, wrong_with
from actlog.grammar.parts import WhenPart
from actlog.grammar.tokens import Line, split
from actlog.grammar.vocabulary import Vocabulary
from actlog.grammar.words import Scope

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from actlog.domain.entry import Entry, Moment
    from actlog.domain.model_week import ModelWeek
    from actlog.grammar.parts import Part


class BatchError(InputError):
    """Lines that are not understood: `problems` holds one `line 3: …` for each of them."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        """Take the problems; the message counts them."""
        lines = "1 line is" if len(problems) == 1 else f"{len(problems):,} lines are"
        hint = "nothing is stored until every line is understood"
        super().__init__(f"{lines} not understood", hint, problems)


def parse_batch(lines: Iterable[str], *, model: ModelWeek, now: datetime) -> list[list[Entry]]:
    """Return the entries of each line that holds some; blank lines are passed over.

    A line with only a date heads the lines below it, up to the next such line. Kinds have
    no prefixes here. Raises BatchError, which names every bad line so that all can be mended
    at once.
    """
    scope = Scope(vocabulary=Vocabulary(model), now=now, prefixes=False)
    found: list[list[Entry]] = []
    problems: list[str] = []
    batch = Batch()
    for number, text in enumerate(lines, 1):
        if not text.strip():
            continue
        try:
            entries = batch.read(text, scope)
        except LineError as error:
            problems.append(f"line {number}: {in_a_line(error)}")
        else:
            if entries:
                found.append(entries)
    if problems:
        raise BatchError(tuple(problems))
    return found


class Batch:
    """Reads one line after the other: `heading` is the moment of the latest line with a date."""

    __slots__ = ("heading",)

    def __init__(self) -> None:
        """Begin without a heading."""
        self.heading: Moment | None = None

    def read(self, text: str, scope: Scope) -> list[Entry]:
        """Return the entries of a line; none for one that only heads those below it.

        Raises LineError, mended where that can be; the heading is then as it was.
        """
        line = Line(*split(text))
        try:
            parts = read_parts(line, scope)
            if is_heading(parts):
                self.heading = heading_of(line, parts, scope)
                return []
            return entries_of(line, parts, scope, self.heading)
        except LineError as error:
            wrong = wrong_with(scope, self.heading)
            raise mended(error, scope.vocabulary, wrong) from None


def is_heading(parts: Sequence[Part]) -> bool:
    """Tell whether a line holds only a date, or a time."""
    return bool(parts) and all(isinstance(part, WhenPart) for part in parts)


def heading_of(line: Line, parts: Sequence[Part], scope: Scope) -> Moment:
    """Return the moment of a line with only a date. Raises LineError on a time alone."""
    phrases = [part.phrase for part in parts if isinstance(part, WhenPart)]
    if not any(phrase.day or phrase.instant for phrase in phrases):
        raise line.error(
            "a time alone heads no lines",
            0,
            len(line.text),
            "name the day, or an activity behind the time: 9:10 call",
        )
    return moment_of(line, parts, scope, None)


def in_a_line(error: ActlogError) -> str:
    """Return what is wrong with a line, and its mend or hint, in one line."""
    hint = hint_of(error)
    return f"{error.message} ({hint})" if hint else error.message


def hint_of(error: ActlogError) -> str | None:
    """Return the mended line, else the hint, where an error has one of them."""
    mend = error.mend if isinstance(error, LineError) else None
    return f"try: {mend}" if mend else error.hint
