"""What is offered for a word that was begun, and where in a line such a word begins."""

from __future__ import annotations

from actlog.domain.record import Record
from actlog.grammar.tokens import take

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable


class Offer(Record):
    """A whole word that may stand where one was begun.

    `more` says that the word goes on, such as a key before its value; `note` explains it.
    """

    text: str
    more: bool = False
    note: str = ""


def begun(typed: str, words: Iterable[str], *, more: bool = False) -> list[Offer]:
    """Return the words that begin as typed, in any case, `-` and `_` alike; each once."""
    start = _fold(typed)
    found: dict[str, Offer] = {}
    for word in words:
        if _fold(word[: len(typed)]) == start:
            text = typed + word[len(typed) :]
            found.setdefault(text, Offer(text=text, more=more))
    return list(found.values())


def unfinished(text: str) -> tuple[list[str], str, str]:
    """Return the words of a `log>` line, its last one as it stands, and what that one says.

    The last one is empty behind a space, and reaches back to a quote that is still open.
    """
    for mark in ("'", '"', ""):
        whole, words, at = text + mark, list[str](), 0
        while text[at:].strip():
            at += len(text[at:]) - len(text[at:].lstrip())
            start = at
            word, at = take(whole, at, set())
            if at >= len(whole) and not (mark and word.endswith(mark)):
                return words, text[start:], word
            words.append(word)
        if not mark:
            break
    return words, "", ""


def _fold(text: str) -> str:
    return text.casefold().replace("_", "-")
