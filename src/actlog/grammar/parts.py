"""What a line is made of once its words are understood, before they are put together."""

from __future__ import annotations

from actlog.domain.entry import Moment
from actlog.domain.model_week import Kind
from actlog.domain.record import Record
from actlog.grammar.dates import Phrase

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence


class Part(Record):
    """A piece of a line and the half-open span in which the line shows it."""

    start: int
    end: int


class KindPart(Part):
    """A kind, and the count that was said with it."""

    kind: Kind
    count: int | None = None


class OutcomePart(Part):
    """An outcome as typed, what it may be (kind and outcome), and the count said with it."""

    spoken: str
    targets: tuple[tuple[str, str], ...]
    count: int | None = None


class WhenPart(Part):
    """A date, a clock time or both."""

    phrase: Phrase


class AccountPart(Part):
    """An account, and the contact that was named with it."""

    account: str
    contact: str | None = None


class TagPart(Part):
    """A tag."""

    tag: str


class CoverPart(Part):
    """What covers the whole line: `field` is `contact`, `source` or `persona`."""

    field: str
    text: str


class DetailPart(Part):
    """What belongs to the kind before it: `field` is a field of Entry, `value` its value."""

    field: str
    value: str | int | Moment | tuple[str, ...]


class QuotedPart(Part):
    """An argument of several words: a note, or the parts that all of its words make.

    `parts` is None when not all of it is understood; `problem` says what is not.
    """

    text: str
    parts: tuple[Part, ...] | None
    problem: Exception | None = None


def names_activity(parts: Sequence[Part]) -> bool:
    """Tell whether some part is a kind, or an outcome that could stand for one."""
    return any(isinstance(part, KindPart | OutcomePart) for part in parts)
