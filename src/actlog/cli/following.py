"""`log --stdin --follow`: every line is stored and answered before the next one is read.

Whoever writes the lines may be a bot or a dialer, and stay for days: each line that is
refused is answered like any other, and the lines go on.
"""

from __future__ import annotations

import sys

from actlog.cli.reading import tell_terminal
from actlog.domain.errors import ActlogError, InputError
from actlog.domain.text import visible
from actlog.grammar.batch import Batch, hint_of, in_a_line
from actlog.grammar.dates import echo
from actlog.grammar.vocabulary import Vocabulary
from actlog.grammar.words import Scope

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

    from actlog.cli.session import Session
    from actlog.views.shapes.entries import (
        FollowErrorJson,
        FollowHeadingJson,
        FollowLogJson,
        RefusalJson,
    )

LONGEST = 64 * 1024
"""The most bytes of one line: of a longer one no more is ever held."""


def follow(session: Session, *, dry_run: bool = False, json: bool = False) -> int:
    """Log the lines of standard input as they come; each is one operation, with one answer.

    Returns 0, or the highest exit code among those of the lines that were refused.
    """
    session.ask_nobody()
    tell_terminal()
    following = _Following(session, dry_run=dry_run, json=json)
    code = 0
    for number, line in enumerate(_lines(sys.stdin.buffer), 1):
        try:
            code = max(code, following.answer(number, line))
        finally:
            session.settle()
    return code


def _lines(stream: BinaryIO) -> Iterator[str | InputError]:
    """Yield each line as soon as it is whole, or what is wrong with it."""
    while data := stream.readline(LONGEST + 1):
        if len(data) > LONGEST and not data.endswith(b"\n"):
            while data and not data.endswith(b"\n"):
                data = stream.readline(LONGEST)
            yield InputError("the line is longer than 64 KiB", "bring in files with: actlog import")
            continue
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            yield InputError("the line is not UTF-8 text")
            continue
        yield from text.removesuffix("\n").removesuffix("\r").split("\r")


class _Following:
    """Answers the lines of one stream."""

    def __init__(self, session: Session, *, dry_run: bool, json: bool) -> None:
        """Store nothing in a `dry_run`; answer with `json` documents, a line each."""
        self._session = session
        self._dry_run = dry_run
        self._json = json
        self._batch = Batch()

    def answer(self, number: int, line: str | InputError) -> int:
        """Store a line and answer it; return its exit code. Blank lines have no answer."""
        try:
            if isinstance(line, InputError):
                raise line
            if line.strip():
                self._log(number, line)
        except ActlogError as error:
            self._refuse(number, error)
            return error.exit_code
        finally:
            sys.stdout.flush()
        return 0

    def _log(self, number: int, line: str) -> None:
        from actlog.cli.log import Logged, keep, plain, say

        session = self._session
        session.begin_line()
        scope = Scope(vocabulary=Vocabulary(session.model()), now=session.now, prefixes=False)
        entries = self._batch.read(line, scope)
        if not entries:
            self._head(number)
            return
        if self._dry_run:
            logged = Logged(operation=None, entries=tuple(entries))
        else:
            logged = keep(session, entries, line.strip())
        if self._json:
            shown: FollowLogJson = {"line": number, **plain(session, logged)}
            session.json_line(shown)
        else:
            say(session, logged)

    def _head(self, number: int) -> None:
        """Answer a line that heads those below it."""
        heading = self._batch.heading
        if heading is None:
            return
        if self._json:
            shown: FollowHeadingJson = {"line": number, "heading": heading.iso()}
            self._session.json_line(shown)
        else:
            self._session.out(f"below: {echo(heading, self._session.now)}")

    def _refuse(self, number: int, error: ActlogError) -> None:
        """Answer a refused line where its answer is expected; quietly, only as an error."""
        if self._json:
            told: RefusalJson = {
                "message": error.message,
                "hint": hint_of(error),
                "code": error.exit_code,
                "line": number,
            }
            shown: FollowErrorJson = {"error": told}
            self._session.json_line(shown)
            return
        what = in_a_line(error)
        if self._session.quiet:
            self._session.warn(f"actlog: line {number}: {what}")
        else:
            self._session.out(visible(f"refused line {number}: {what}"))
