"""The words of `list` and `due`: `calls @acme connected +referral last week`."""

from __future__ import annotations

from actlog.domain.filter import Filter
from actlog.grammar.asking import Asking
from actlog.grammar.fields import FieldError, clean_name, clean_objections, clean_tag
from actlog.grammar.keyed import read_account
from actlog.grammar.periods import Period, ahead, period
from actlog.grammar.tokens import Line, Token, has_key, is_sigil, texts
from actlog.grammar.vocabulary import Vocabulary

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from actlog.domain.model_week import Kind, ModelWeek

_HINT = "{} takes kinds, outcomes, @accounts, +tags and a period such as {}"


def parse_filter(
    args: Sequence[str], *, model: ModelWeek, now: datetime, steps: bool = False
) -> Filter:
    """Return which entries the words ask for.

    Kinds (with prefixes) and outcomes by any of their names, `@account` and
    `@account/contact`, `+tag`, `objection:`, `source:`, `persona:` and `outcome:` (the last three
    alone: entries without one), and one period. A measure (a kind with `of`) asks for the
    outcomes that it counts. With `steps`, entries with an open next step are asked for, and the
    period looks ahead. Raises LineError on anything else.
    """
    reader = _FilterReader(Line(_single(args), None), Vocabulary(model), now, steps=steps)
    return reader.read()


def _single(args: Sequence[str]) -> list[str]:
    """Return the arguments with quoted runs of plain words taken apart."""
    words: list[str] = []
    for arg in args:
        keeps = is_sigil(arg.strip()) or len(arg.split()) < 2
        words += [arg] if keeps else arg.split()
    return words


class _FilterReader(Asking):
    """Reads the words of one filter, left to right."""

    def __init__(self, line: Line, vocabulary: Vocabulary, now: datetime, *, steps: bool) -> None:
        super().__init__(line, vocabulary, now)
        self._steps = steps
        self._hint = _HINT.format(*(("due", "this week") if steps else ("list", "last week")))
        self._found: dict[str, list[str]] = {}
        self._measures: list[Kind] = []
        self._days: Period | None = None

    def read(self) -> Filter:
        """Return the filter."""
        tokens = self._line.tokens
        at = 0
        while at < len(tokens):
            if is_sigil(tokens[at].text):
                self._sigil(tokens[at])
                at += 1
            else:
                end = at
                while end < len(tokens) and not is_sigil(tokens[end].text):
                    end += 1
                at += self._plain(tokens[at:end])
        return Filter(
            first=self._days.first if self._days else None,
            last=self._days.last if self._days else None,
            steps=self._steps,
            **{name: tuple(dict.fromkeys(values)) for name, values in self._found.items()},
        )

    def _put(self, field: str, *values: str) -> None:
        self._found.setdefault(field, []).extend(values)

    def _sigil(self, token: Token) -> None:
        try:
            self._named(token, has_key(token.text))
        except FieldError as error:
            raise self._line.error(error.message, token.start, token.end, error.hint) from None

    def _named(self, token: Token, key: str | None) -> None:
        """Read an account, a contact or a tag. Raises FieldError."""
        value = token.text[1:] if key is None else token.text.partition(":")[2]
        if key == "contact":
            self._put("contacts", clean_name(value, "the contact"))
        elif key in {"source", "persona"}:
            self._put(f"{key}s", clean_name(value, f"the {key}") if value else "")
        elif key == "outcome":
            self._put("outcomes", *self._outcomes(token, value))
        elif key == "objection":
            self._put("objections", *clean_objections(value))
        elif key not in {None, "account"}:
            raise FieldError(f"nothing can be listed by {key}:", self._hint)
        elif token.text[0] == "+":
            self._put("tags", clean_tag(value))
        else:
            part = read_account(token, value)
            self._put("accounts", part.account)
            if part.contact is not None:
                self._put("contacts", part.contact)

    def _outcomes(self, token: Token, value: str) -> list[str]:
        """Return the outcomes that a word names; an empty one for entries without any."""
        words = value.split()
        size, outcomes = self._vocabulary.outcomes(words) if words else (0, [])
        if size != len(words):
            start = token.end - len(value)
            raise self._line.error(f"no activity has the outcome {value}", start, token.end)
        return [outcome for _, outcome in outcomes] or [""]

    def _plain(self, tokens: Sequence[Token]) -> int:
        """Read a kind, an outcome or the period; return how many words it takes up."""
        words = texts(tokens)
        kind_size, kinds = self._vocabulary.kinds(words)
        outcome_size, outcomes = self._vocabulary.outcomes(words)
        read = ahead if self._steps else period
        days = self._days_by(read, tokens, max(kind_size, outcome_size))
        period_size = 0 if days is None else days.size
        size = max(kind_size, outcome_size, period_size)
        if size == 0:
            size, kinds = kind_size, _ = self._vocabulary.prefixed(words)
        if size == 0:
            raise self._unknown(tokens[0], self._hint)
        start, end = tokens[0].start, tokens[size - 1].end
        if size == kind_size:
            self._kind(kinds, start, end)
        elif size == outcome_size:
            self._put("outcomes", *[outcome for _, outcome in outcomes])
        elif self._days is not None:
            raise self._line.error("a second period", start, end, "one is enough")
        else:
            self._days = days
        return size

    def _kind(self, kinds: Sequence[Kind], start: int, end: int) -> None:
        kind = self._only(kinds, start, end)
        if kind.of is not None:
            self._measures.append(kind)
            self._put("outcomes", *kind.of_outcomes)
        self._put("kinds", kind.of or kind.name)
        if self._measures and len(set(self._found["kinds"])) > 1:
            raise self._line.error(
                f"{self._measures[0].plural_title()} cannot be listed beside other kinds",
                start,
                end,
                "list them alone",
            )
