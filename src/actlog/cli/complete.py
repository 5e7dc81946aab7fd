"""What the shells ask on Tab: `actlog completion words SHELL …`, without Typer and in silence.

A log that is missing, locked, damaged or of another version leaves the words that need none.
Nothing is ever made or written here, and whatever goes wrong is no word at all.
"""

from __future__ import annotations

import os
import sys

from actlog.cli.offering import offers
from actlog.domain.text import visible

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from actlog.grammar.offers import Offer

SHELLS = ("bash", "zsh", "fish", "powershell")
FILES = "files"
"""The answer that lets the shell complete the names of files itself."""


def run(arguments: Sequence[str], environ: Mapping[str, str] = os.environ) -> int:
    """Answer a shell's question; the exit code is always 0.

    After the shell's name stand for bash its line up to the cursor and the part of it that
    the answer will replace, for the others the words behind the program's name, the one
    that is being typed last. PowerShell hands them over in `ACTLOG_WORDS`, one a line.
    """
    # Nobody asked for a word about what is wrong: the next command will say it.
    try:
        shown = answer(arguments, environ)
        sys.stdout.buffer.write("".join([f"{line}\n" for line in shown]).encode("utf-8"))
        sys.stdout.buffer.flush()
    except Exception:
        return 0
    return 0


def answer(arguments: Sequence[str], environ: Mapping[str, str]) -> list[str]:
    """Return the lines that answer a shell: first `files`, `more` or `words`, then the offers."""
    shell, given = arguments[0], list(arguments[1:])
    line = place = ""
    if shell == "bash":
        from actlog.cli.shell_words import Typed, follow_on

        line, place = given
        typed = Typed(line)
        words, current = typed.words[1:], typed.text
    else:
        if shell == "powershell":
            # The words are no arguments: older versions spoil quotes in them.
            given = environ.get("ACTLOG_WORDS", "").split("\n")
        words, current = given[:-1], given[-1] if given else ""
        if shell == "fish":
            from actlog.cli.shell_words import Typed

            current = Typed(current, fish=True).text
    found = offers(words, current, environ)
    if found is None:
        return [FILES]
    found = [offer for offer in found if visible(offer.text) == offer.text]
    first = "more" if len(found) == 1 and found[0].more else "words"
    if shell == "bash":
        return [first, *follow_on(typed.raw, place, [offer.text for offer in found])]
    if shell == "powershell":
        return [_json(found)]
    return [first, *[f"{offer.text}\t{offer.note}" for offer in found]]


def _json(found: Sequence[Offer]) -> str:
    """Return the offers as JSON of plain ASCII, whatever PowerShell takes output for."""
    import json

    return json.dumps([{"text": offer.text, "note": offer.note} for offer in found])
