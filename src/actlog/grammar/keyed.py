"""What stands behind a sigil or a key: `@acme/dana`, `value:18k`, `next:'send quote'`."""

from __future__ import annotations

from actlog.domain.entry import MOST_MINUTES
from actlog.grammar.datewords import is_digits
from actlog.grammar.fields import (
    FieldError,
    clean_name,
    clean_objections,
    clean_text,
    read_minutes,
    read_money,
)
from actlog.grammar.parts import AccountPart, CoverPart, DetailPart, OutcomePart, Part

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from actlog.grammar.tokens import Token
    from actlog.grammar.vocabulary import Vocabulary

_LONGEST_UID = 64


def read_account(token: Token, value: str) -> AccountPart:
    """Return the account, and the contact behind a `/`. Raises FieldError.

    `//` stands for a slash in a name: `@A//S/dana`.
    """
    account, contact = split_account(value)
    account = clean_name(account, "the account")
    if contact is not None:
        contact = clean_name(contact, "the contact")
    return AccountPart(start=token.start, end=token.end, account=account, contact=contact)


def split_account(value: str) -> tuple[str, str | None]:
    """Split an account from its contact at the one slash that is not doubled. Raises FieldError."""
    names = [""]
    at = 0
    while at < len(value):
        if value.startswith("//", at):
            at += 1
        elif value[at] == "/":
            names.append("")
            at += 1
            continue
        names[-1] += value[at]
        at += 1
    if len(names) > 2:
        raise FieldError(
            "an account and its contact have one slash between them",
            "write // for a slash in a name: @A//S/dana",
        )
    return names[0], names[1] if len(names) == 2 else None


def read_keyed(token: Token, key: str, value: str, vocabulary: Vocabulary) -> Part | None:
    """Return the part that a key (none of those that take dates) makes with its value.

    None for an outcome that the model does not know. Raises FieldError on a bad value.
    """
    start, end = token.start, token.end
    if key == "account":
        return read_account(token, value)
    if key in {"contact", "source", "persona"}:
        return CoverPart(start=start, end=end, field=key, text=clean_name(value, f"the {key}"))
    if key == "outcome":
        words = value.split()
        size, targets = vocabulary.outcomes(words)
        if size != len(words):
            return None
        return OutcomePart(start=start, end=end, spoken=value, targets=tuple(targets))
    field, read = _DETAILS[key]
    return DetailPart(start=start, end=end, field=field, value=read(value))


def read_note(token: Token, text: str) -> DetailPart:
    """Return a note. Raises FieldError."""
    note = clean_text(text, "the note")
    return DetailPart(start=token.start, end=token.end, field="note", value=note)


def _minutes(value: str) -> int:
    """Read `20` or a duration."""
    if is_digits(value):
        minutes = int(value) if len(value) <= 5 else MOST_MINUTES + 1
        if minutes > MOST_MINUTES:
            raise FieldError(f"{value} minutes are longer than a day")
        return minutes
    words = value.split()
    found = read_minutes(words)
    if found is None or found[0] != len(words):
        raise FieldError(f"{value} is no duration", "such as mins:45 or mins:1h30m")
    return found[1]


def _story(value: str) -> str:
    """Read the number of a meeting set, or the unique id of one."""
    name = value.removeprefix("#")
    if len(name) > _LONGEST_UID or not (name.isascii() and name.replace("-", "").isalnum()):
        raise FieldError(f"{value} is no entry", "such as story:1842, the number of a meeting set")
    return name


_DETAILS: dict[str, tuple[str, Callable[[str], str | int | tuple[str, ...]]]] = {
    "mins": ("minutes", _minutes),
    "next": ("next", lambda value: clean_text(value, "the next step")),
    "objection": ("objection", clean_objections),
    "note": ("note", lambda value: clean_text(value, "the note")),
    "story": ("story", _story),
    "value": ("value_cents", read_money),
}
