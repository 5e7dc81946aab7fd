"""The `log>` prompt: the grammar line by line, without a shell's quoting.

What was typed before is there with the up arrow: it is read from the log itself, so that
there is no second file to keep, and nothing to erase beside the log.
"""

from __future__ import annotations

from contextlib import suppress

from actlog.domain.errors import ActlogError, InputError
from actlog.domain.text import visible
from actlog.grammar.completing import Completing
from actlog.grammar.offers import begun, unfinished
from actlog.grammar.tokens import quote_word
from actlog.grammar.vocabulary import CLOSING_WORDS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from prompt_toolkit import PromptSession
    from prompt_toolkit.completion import CompleteEvent, Completer
    from prompt_toolkit.document import Document
    from prompt_toolkit.history import History

    from actlog.cli.session import Session
    from actlog.grammar.offers import Offer

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
        with suppress(KeyboardInterrupt):  # the line is stored, and the prompt goes on
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
    """Complete what a line may hold, by the words that the shells' completion offers."""
    from prompt_toolkit.completion import Completer, Completion

    class LogLine(Completer):
        def get_completions(self, document: Document, _: CompleteEvent) -> Iterator[Completion]:
            words, raw, typed = unfinished(document.text_before_cursor)
            for offer in _offers(session, words, typed):
                text = quote_word(offer.text) + ("" if offer.more else " ")
                yield Completion(text, start_position=-len(raw), display=visible(offer.text))

    return LogLine()


def _offers(session: Session, words: list[str], typed: str) -> list[Offer]:
    """Return what may stand behind the words of a line; nothing where the log has a fault."""
    from actlog.store.peeking import Known

    try:
        known = Completing(session.model(), Known(session.store))
        if words and words[0].casefold() == "edit":
            return known.change(words[1:], typed)
        own = [] if words or not typed else begun(typed, ("edit", "undo", "redo"))
        return known.line(words, typed) + own
    except ActlogError:
        return []
