"""An account or a contact named outside of a log line: `@acme`, `@acme/dana`, `account:acme`."""

from __future__ import annotations

from actlog.domain.errors import InputError
from actlog.grammar.fields import FieldError, clean_name
from actlog.grammar.keyed import split_account
from actlog.grammar.tokens import has_key

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

_ONE = "one account at a time: actlog accounts @acme; or words of names: actlog accounts acme"

Who = tuple[str, str | None]
"""An account and a contact of it, as typed."""


def parse_who(args: Sequence[str]) -> Who | None:
    """Return the account (and contact) if words name one, None if they are plain words.

    Raises InputError where one is named beside anything else.
    """
    named = [arg for arg in args if arg[:1] == "@" or has_key(arg) == "account"]
    if not named:
        return None
    keyed = [arg.partition(":")[2] for arg in args if has_key(arg) == "contact"]
    others = [arg for arg in args if arg is not named[0] and has_key(arg) != "contact"]
    value = named[0][1:] if named[0][0] == "@" else named[0].partition(":")[2]
    try:
        account, contact = split_account(value)
        contacts = [*keyed, contact] if contact is not None else keyed
        if others or len(contacts) > 1:
            raise InputError(f"{named[0]} stands beside {[*others, *keyed][0]}", _ONE)
        account = clean_name(account, "the account")
        return account, clean_name(contacts[0], "the contact") if contacts else None
    except FieldError as error:
        raise InputError(error.message, error.hint) from None


def new_name(text: str, what: str) -> str:
    """Return a new name, clean as in a log line; `@acme` stands for acme. Raises InputError."""
    try:
        return clean_name(text.removeprefix("@"), what)
    except FieldError as error:
        raise InputError(error.message, error.hint) from None
