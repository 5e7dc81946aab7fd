"""What belongs to which kind: the clauses of a line."""

from __future__ import annotations

from actlog.domain.entry import name_key
from actlog.grammar.parts import DetailPart, KindPart, OutcomePart, Part

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from actlog.domain.errors import LineError
    from actlog.domain.model_week import Kind, ModelWeek
    from actlog.grammar.tokens import Line

_SAID = {"minutes": "duration", "value_cents": "value", "planned": "date behind for"}
_SAID |= {"next": "next step", "due": "due date", "done": "date behind done:"}


class Slice:
    """Some of a kind's count that ended in one outcome; `via` is the measure that was named."""

    __slots__ = ("count", "outcome", "part", "via")

    def __init__(self, outcome: str, count: int, part: Part, via: Kind | None) -> None:
        """See the class."""
        self.outcome = outcome
        self.count = count
        self.part = part
        self.via = via


class Clause:
    """A kind with its count, its outcomes and what belongs to it.

    `via` is the measure (a kind with `of`) that was named instead of the kind; `implied`
    tells that only an outcome was named.
    """

    __slots__ = (
        "count",
        "counted",
        "details",
        "implied",
        "kind",
        "outcome",
        "part",
        "slices",
        "via",
    )

    def __init__(
        self, kind: Kind, part: Part, count: int | None, *, via: Kind | None = None
    ) -> None:
        """See the class."""
        self.kind = kind
        self.part = part
        self.count = 1 if count is None else count
        self.counted = count is not None
        self.via = via
        self.implied = False
        self.outcome: str | None = None
        self.slices: list[Slice] = []
        self.details: dict[str, DetailPart] = {}

    @property
    def title(self) -> str:
        """The kind as it was named."""
        return (self.via or self.kind).title

    def amounts(self) -> list[tuple[int, str | None]]:
        """Return the counts and outcomes of its entries: the slices, then what is left over."""
        if self.outcome is not None:
            return [(self.count, self.outcome)]
        amounts: list[tuple[int, str | None]]
        amounts = [(part.count, part.outcome) for part in self.slices if part.count]
        left = self.count - sum([count for count, _ in amounts])
        if left:
            amounts.append((left, self.via.of_outcomes[0] if self.via else None))
        return amounts


class Clauses:
    """Builds the clauses of a line, part by part; every refusal is a LineError."""

    __slots__ = ("_clauses", "_line", "_model", "_waiting")

    def __init__(self, line: Line, model: ModelWeek) -> None:
        """See the class."""
        self._line = line
        self._model = model
        self._clauses: list[Clause] = []
        self._waiting: list[DetailPart] = []

    def read(self, parts: Sequence[Part]) -> list[Clause]:
        """Return the clauses that the parts make, in order; other kinds of parts are left out."""
        for part in parts:
            if isinstance(part, KindPart):
                self._kind(part)
            elif isinstance(part, OutcomePart):
                self._outcome(part)
            elif isinstance(part, DetailPart):
                self._detail(part)
        if len(self._clauses) == 1:
            for part in self._waiting:
                self._attach(self._clauses[0], part)
        elif self._clauses and self._waiting:
            said = self._text(self._waiting[0])
            raise self._error(
                self._waiting[0],
                f"{said} stands before several activities",
                "write it behind the one that it belongs to",
            )
        return self._clauses

    def _text(self, part: Part) -> str:
        return self._line.text[part.start : part.end]

    def _error(self, part: Part, message: str, hint: str | None = None) -> LineError:
        return self._line.error(message, part.start, part.end, hint)

    def _of(self, kind: Kind) -> Clause | None:
        """Return the last clause about a kind."""
        return next((c for c in reversed(self._clauses) if c.kind.name == kind.name), None)

    def _kind(self, part: KindPart) -> None:
        if part.count == 0:
            raise self._error(part, f"{self._text(part)}: a count is at least 1")
        parent = self._model.kind(part.kind.of) if part.kind.of else None
        if parent is None:
            earlier = self._of(part.kind)
            if earlier is not None and (earlier.implied or earlier.via):
                raise self._in_or_beside(part, earlier)
            self._clauses.append(Clause(part.kind, part, part.count))
            return
        earlier = self._of(parent)
        if earlier is None:
            self._clauses.append(Clause(parent, part, part.count, via=part.kind))
        elif earlier is self._clauses[-1] and not earlier.via:
            self._slice(
                earlier,
                Slice(part.kind.of_outcomes[0], part.count or 0, part, part.kind),
                part.count,
            )
        else:
            raise self._in_or_beside(part, earlier)

    def _outcome(self, part: OutcomePart) -> None:
        """Give an outcome to the kind before it, or take it for the only kind that has it."""
        targets = dict(part.targets)
        current = self._clauses[-1] if self._clauses else None
        if current is not None and current.kind.name in targets:
            outcome = targets[current.kind.name]
            if current.implied and current.counted and part.count:
                self._imply(part, current.kind, outcome)
                return
            self._check_measure(current, part, outcome)
            self._slice(current, Slice(outcome, part.count or 0, part, None), part.count)
            return
        kinds = [kind for name in targets if (kind := self._model.kind(name)) is not None]
        for kind in kinds:
            earlier = self._of(kind)
            if earlier is not None:
                raise self._in_or_beside(part, earlier)
        if len(kinds) > 1:
            titles = " or ".join([kind.title for kind in kinds])
            raise self._error(
                part, f"{part.spoken} can be said of {titles}", "name the activity before it"
            )
        self._imply(part, kinds[0], targets[kinds[0].name])

    def _imply(self, part: OutcomePart, kind: Kind, outcome: str) -> None:
        if part.count == 0:
            raise self._error(part, f"{self._text(part)}: a count is at least 1")
        if any(c.implied and c.kind is kind and c.outcome == outcome for c in self._clauses):
            raise self._error(part, f"{outcome} is counted twice", "count it once")
        clause = Clause(kind, part, part.count)
        clause.outcome = outcome
        clause.implied = True
        self._clauses.append(clause)

    def _check_measure(self, clause: Clause, part: OutcomePart, outcome: str) -> None:
        """Refuse an outcome that a measure does not count, and one that may be of it or beside."""
        if clause.via is not None and outcome not in clause.via.of_outcomes:
            allowed = ", ".join(clause.via.of_outcomes)
            raise self._error(
                part, f"{part.spoken} is no outcome of {clause.via.title}", f"it counts {allowed}"
            )
        last = clause.slices[-1] if clause.slices else None
        if last is not None and last.via is not None and outcome in last.via.of_outcomes:
            measured = last.via.counted(last.count)
            raise self._error(
                part,
                f"{self._text(part)} can be part of the {measured} or stand beside them",
                f"count the outcomes alone, without {last.via.title}",
            )

    def _slice(self, clause: Clause, piece: Slice, count: int | None) -> None:
        """Take some of the clause's count, or all of it where no count is said."""
        part, kind = piece.part, clause.kind
        if clause.outcome is not None or (count is None and clause.slices):
            earlier = clause.outcome or clause.slices[-1].outcome
            several = "say how many ended how: 12 calls 2 connected 7 voicemail"
            raise self._error(
                part, f"{kind.counted(clause.count)} {earlier}, and {self._text(part)} too", several
            )
        if count is None:
            clause.outcome = piece.outcome
            return
        if any(piece.outcome == other.outcome for other in clause.slices):
            raise self._error(part, f"{piece.outcome} is counted twice", "count it once")
        taken = sum([other.count for other in clause.slices]) + count
        if taken > clause.count:
            raise self._error(
                part,
                f"{taken} outcomes of {kind.counted(clause.count)}",
                "outcomes slice the count before them: 12 calls 2 connected",
            )
        clause.slices.append(piece)

    def _in_or_beside(self, part: KindPart | OutcomePart, earlier: Clause) -> LineError:
        """Return the refusal of a part that may be in an earlier clause's count, or add to it."""
        there = self._text(earlier.part)
        return self._error(
            part,
            f"{self._text(part)} can be part of {there}, or more of them",
            "put outcomes right behind their count: 12 calls 2 connected",
        )

    def _detail(self, part: DetailPart) -> None:
        if self._clauses:
            self._attach(self._clauses[-1], part)
        else:
            self._waiting.append(part)

    def _attach(self, clause: Clause, part: DetailPart) -> None:
        earlier = clause.details.get(part.field)
        if earlier is not None and isinstance(earlier.value, tuple):
            part = _joined(earlier, part)
        elif earlier is not None:
            said = _SAID.get(part.field, part.field)
            raise self._error(part, f"a second {said} for {clause.title}", "one is enough")
        clause.details[part.field] = part


def _joined(earlier: DetailPart, part: DetailPart) -> DetailPart:
    """Return objections that were said apart as one part, each of them once."""
    words: dict[str, str] = {}
    for value in (earlier.value, part.value):
        for word in value if isinstance(value, tuple) else ():
            words.setdefault(name_key(word), word)
    return part.replace(value=tuple(words.values()))
