"""The words of `search`: `pricing`, `pri*`, `'send quote'`, beside the signs that `list` knows."""

from __future__ import annotations

from actlog.domain.errors import InputError
from actlog.domain.sought import Term
from actlog.grammar.tokens import has_key, is_sigil, quote_word

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

_HINT = "such as: actlog search pricing, or actlog search 'send quote' @acme"


def parse_search(args: Sequence[str]) -> tuple[tuple[Term, ...], list[str]]:
    """Return the terms that an entry must have, and the words that are a filter's.

    A word is a term, a quoted argument or `"…"` within one is a phrase, and a `*` behind
    either takes what begins so. Words with a sign or a key (`@acme`, `+vip`) filter as they
    do in `list`. Raises InputError where nothing is left to search for.
    """
    terms: list[Term] = []
    filters: list[str] = []
    for arg in args:
        if _is_filter(arg.strip()):
            filters.append(arg.strip())
        else:
            terms += _terms(arg)
    if not terms and filters:
        signs = " ".join(map(quote_word, filters))
        listed = {has_key(word) for word in filters} <= {None, "account", "contact"}
        hint = f"to see all of it: actlog list {signs}" if listed else _HINT
        raise InputError(f"{signs} is no text to search for", hint)
    if not terms:
        said = " ".join(args).strip()
        wrong = f"{said} has no letter to search for" if said else "nothing to search for"
        raise InputError(wrong, _HINT)
    if any("\ud800" <= character <= "\udfff" for term in terms for character in term.text):
        raise InputError("the text holds a byte that is not UTF-8")
    return tuple(terms), filters


def _is_filter(word: str) -> bool:
    """Tell a sign or a key from text: `'+49 170 1234'` is a number, since no tag holds spaces."""
    return is_sigil(word) and not (word[0] == "+" and len(word.split()) > 1)


def _terms(arg: str) -> list[Term]:
    """Return the terms of one argument: what stands between double quotes, and the rest."""
    found = []
    pieces = arg.split('"')
    if len(pieces) % 2 == 0:  # a lone quote is no quote
        pieces = [" ".join(pieces)]
    for place, piece in enumerate(pieces):
        inside = place % 2 == 1
        begins = pieces[place + 1].startswith("*") if inside else piece.rstrip().endswith("*")
        found.append(Term(text=" ".join(piece.replace("*", " ").split()), begins=begins))
    return [term for term in found if any(map(str.isalnum, term.text))]
