"""The entries of a first mapping: what the rows are, and how they ended."""

from __future__ import annotations

from actlog.domain.record import Record
from actlog.exchange.drafting.yaml import listed, said, scalar

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from actlog.domain.model_week import Kind
    from actlog.exchange.drafting.looks import Look
    from actlog.exchange.drafting.roles import Roles
    from actlog.exchange.drafting.speech import Speech

ACTIVITY = "activity"
"""What a row is called where nothing says what it is: no kind, so that `import` asks."""

_MOST_NAMED = 6


class Rule(Record):
    """One of `entries:` as lines of YAML; `outcome` tells whether it has one."""

    lines: tuple[str, ...]
    outcome: bool


def rules(found: Roles, titles: Sequence[str], speech: Speech) -> tuple[list[Rule], str | None]:
    """Return the entries that a row may make, and what could not be found out, in words.

    `titles` are texts that may name what all rows are: the file's, then the columns'.
    """
    ends = found.get("outcome")
    named = speech.kind_within(titles)
    column = found.get("kind")
    if column is not None and (named is None or any(map(speech.kind, dict(column.values)))):
        return _by_kind(column, ends, speech), None
    if named is not None:
        kind, title = named
        lines = [f"kind: {{is: {kind.name}}}  # by the name {said(title)}; no column says it"]
        table = _outcomes(ends, [kind], speech) if ends else None
        return [_with(lines, table, ends, speech)], None
    names = ", ".join([kind.name for kind in speech.kinds[:_MOST_NAMED]])
    lines = [
        "# No column says what a row is. Put a kind of your model week here, such as",
        f"# {names}.",
        f"kind: {{is: {ACTIVITY}}}",
    ]
    return [_with(lines, None, ends, speech)], "what a row is (kind)"


def _by_kind(column: Look, ends: Look | None, speech: Speech) -> list[Rule]:
    """Return one entry, or one for the kinds of each set of outcomes and one for the rest."""
    meant = {text: speech.kind(text) for text, _ in column.values}
    tables: dict[tuple[str, ...] | None, list[str]] = {}
    for text, kind in meant.items():
        table = _outcomes(ends, [kind], speech) if ends and kind else None
        tables.setdefault(table, []).append(text)
    if len(tables) == 1:
        ((table, _),) = tables.items()
        return [_with(_kinds(column, meant, set(meant)), table, ends, speech)]
    several = [(table, set(texts)) for table, texts in tables.items() if table is not None]
    first = [_kinds(column, meant, texts, when=True) for _, texts in several]
    made = [
        _with(lines, table, ends, speech) for lines, (table, _) in zip(first, several, strict=True)
    ]
    rest = _kinds(column, meant, set(tables.get(None, ())))
    return [*made, Rule(lines=tuple(rest), outcome=False)]


def _kinds(
    column: Look, meant: dict[str, Kind | None], wanted: set[str], *, when: bool = False
) -> list[str]:
    name, lines = scalar(column.name), list[str]()
    if when:
        lines.append(f"when: {{{name}: {listed(sorted(wanted))}}}")
    if not wanted:
        return [f"kind: {name}"]
    lines += ["kind:", f"  column: {name}", "  values:"]
    for text, rows in column.values:
        if text in wanted:
            kind = meant[text]
            if kind is None:
                lines.append(f"    # {scalar(text)}: which?  # {_rows(rows)}")
            else:
                lines.append(f"    {scalar(text)}: {kind.name}  # {_rows(rows)}")
    empty = column.rows - column.filled
    if empty and not when:
        lines.append(f'    # "": which?  # {_rows(empty)} without any')
    return lines


def _with(
    lines: Sequence[str], table: tuple[str, ...] | None, ends: Look | None, speech: Speech
) -> Rule:
    """Return an entry with its outcomes; those that no kind of it has are left as a comment."""
    if table is not None:
        return Rule(lines=(*lines, *table), outcome=True)
    left = [f"# {line}" for line in _table(ends, speech.kinds, speech)] if ends else []
    return Rule(lines=(*lines, *left), outcome=False)


def _outcomes(column: Look, kinds: Sequence[Kind], speech: Speech) -> tuple[str, ...] | None:
    """Return the table of outcomes, None where not one is known."""
    if not any(_outcome(text, kinds, speech) for text, _ in column.values):
        return None
    return tuple(_table(column, kinds, speech, mark="# "))


def _table(column: Look, kinds: Sequence[Kind], speech: Speech, mark: str = "") -> list[str]:
    """Return the table of outcomes; `mark` stands before those that no kind has."""
    lines = []
    for text, rows in column.values:
        found = _outcome(text, kinds, speech)
        if found:
            lines.append(f"    {scalar(text)}: {scalar(found)}  # {_rows(rows)}")
        elif not _outcome(text, speech.kinds, speech):
            lines.append(f"    {mark}{scalar(text)}: which?  # {_rows(rows)}")
    return ["outcome:", f"  column: {scalar(column.name)}", "  values:", *lines, "  other: empty"]


def _outcome(text: str, kinds: Sequence[Kind], speech: Speech) -> str | None:
    return next((one for kind in kinds if (one := speech.outcome(text, kind))), None)


def _rows(count: int) -> str:
    return "1 row" if count == 1 else f"{count:,} rows"
