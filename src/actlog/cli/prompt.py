"""The `log>` prompt: the grammar line by line, without a shell's quoting.

What was typed before is there with the up arrow: it is read from the log itself, so that
there is no second file to keep, and nothing to erase beside the log.
"""

from __future__ import annotations

from contextlib import suppress

from actlog.domain.errors import ActlogError, InputError
from actlog.grammar.vocabulary import CLOSING_WORDS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from prompt_toolkit import PromptSession
    from prompt_toolkit.completion import Completer
    from prompt_toolkit.history import History

    from actlog.cli.session import Session

_REMEMBERED = 200


def prompt(session: Session) -> int:
    """Read lines until the end of input or a closing word; each is one operation."""
    if not session.interactive:
        raise InputError(
            "nothing to log", "such as: actlog log 5 calls @acme (or --stdin to read lines)"
        )
    from prompt_toolkit import PromptSession

    asking: PromptSession[str] = PromptSession(
        history=_history(session), completer=_completer(session), complete_while_typing=False
    )
    session.out("one line per activity, such as: 5 calls @acme (empty line or ctrl-d: done)")
    for line in _lines(asking):
        _answer(session, line)
        with suppress(KeyboardInterrupt):  # of a hook that is waited for
            session.settle()  # it may stay open for days
    return 0


def _lines(asking: PromptSession[str]) -> Iterator[str]:
    while True:
        try:
            line = asking.prompt("log> ").strip()
        except EOFError:
            return
        except KeyboardInterrupt:
            continue
        if not line or line.casefold() in CLOSING_WORDS:
            return
        yield line


def _answer(session: Session, line: str) -> None:
    """Log one line, or undo, redo or edit; an error is told and the prompt goes on."""
    from actlog.cli.edit import edit
    from actlog.cli.log import keep, say
    from actlog.cli.mend import redo, undo
    from actlog.cli.problems import tell
    from actlog.cli.targets import is_target
    from actlog.grammar.line import parse
    from actlog.grammar.tokens import split

    session.begin_line()
    line = line.removeprefix("actlog ").strip()  # answers name commands with it
    words, tail = split(line)
    edits = len(words) > 1 and words[0].casefold() == "edit" and is_target(words[1])
    try:
        again = {"undo": undo, "redo": redo}.get(line.casefold())
        if again is not None:
            again(session, [])
        elif edits:
            edit(session, words[1:], tail)
        else:
            entries = parse(words, tail, model=session.model(), now=session.now)
            say(session, keep(session, entries, line))
    except ActlogError as error:
        tell(error, command="edit " if edits else "")


def _history(session: Session) -> History:
    from prompt_toolkit.history import InMemoryHistory

    from actlog.store.history import latest_words

    lines = latest_words(session.store, "log", _REMEMBERED)
    return InMemoryHistory([line for line in lines if not line.startswith("--")])


def _completer(session: Session) -> Completer:
    """Complete kinds, outcomes and aliases, and accounts behind `@`."""
    from prompt_toolkit.completion import WordCompleter

    from actlog.grammar.vocabulary import Vocabulary
    from actlog.store.entries import account_names

    words = [*Vocabulary(session.model()).words()]
    words += [f"@{name}" for name in account_names(session.store) if " " not in name]
    return WordCompleter(words, ignore_case=True, WORD=True)
