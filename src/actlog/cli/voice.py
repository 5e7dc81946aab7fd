"""What a run says and asks: the answer, data, warnings, remarks, and questions to a person."""

from __future__ import annotations

import io
import os
import sys

from actlog.cli.globals import Globals
from actlog.cli.streams import shown, write_error
from actlog.domain.errors import InputError
from actlog.domain.text import visible

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import TypeVar

    from rich.console import Console

    from actlog.domain.plain import Document

    T = TypeVar("T")

_NARROWEST, _USUAL_WIDTH = 40, 80


class Voice:
    """One run's way to its user, by the standard streams."""

    def __init__(self, options: Globals, environ: Mapping[str, str]) -> None:
        """Speak as `options` ask, and as wide and colourful as `environ` does."""
        self.options = options
        self.environ = environ
        self._alone = False
        self._unsaid = io.StringIO()
        self._warned = ""
        self._heard: list[str] | None = None

    @property
    def yes(self) -> bool:
        """Whether every question is answered with yes."""
        return self.options.yes

    @property
    def interactive(self) -> bool:
        """Whether a person is there to answer: input and output are both terminals."""
        return not self._alone and sys.stdin.isatty() and sys.stdout.isatty()

    def ask_nobody(self) -> None:
        """Ask no questions from now on: standard input is for something else."""
        self._alone = True

    def begin_answer(self) -> None:
        """Forget what a quiet run has not said: another answer begins."""
        self._unsaid = io.StringIO()

    @property
    def quiet(self) -> bool:
        """Whether answers and remarks are left out; data and errors are not."""
        return self.options.quiet

    @property
    def width(self) -> int:
        """The columns to fill: `COLUMNS`, the terminal's own, or 80."""
        columns = self.environ.get("COLUMNS", "")
        if columns.isascii() and columns.isdigit() and 0 < int(columns) < 10_000:
            return max(int(columns), _NARROWEST)
        try:
            return max(os.get_terminal_size(sys.stdout.fileno()).columns, _NARROWEST)
        except (OSError, ValueError):
            return _USUAL_WIDTH

    @property
    def fits(self) -> bool:
        """Whether lines must fit a width: on a terminal, or where `COLUMNS` asks for it."""
        return sys.stdout.isatty() or "COLUMNS" in self.environ

    def out(self, text: str) -> None:
        """Write one line of an answer to standard output. The text is safe to show already."""
        (self._unsaid if self.quiet else sys.stdout).write(shown(sys.stdout, text))

    def raw(self, text: str) -> None:
        """Write data (JSON, CSV) to standard output as UTF-8, whatever the terminal can show."""
        sys.stdout.flush()
        sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace"))
        sys.stdout.buffer.flush()

    def json(self, data: Document) -> None:
        """Write data as one JSON document with its `schema_version`."""
        from actlog.views.jsonable import dump

        self.raw(dump(data))

    def json_line(self, data: Document) -> None:
        """Write data as one line of JSON, with its `schema_version`."""
        from actlog.views.jsonable import dump_line

        self.raw(dump_line(data))

    def warn(self, text: str) -> None:
        """Write one line about what is not as it should be to standard error, once in a row."""
        if self._heard is not None:
            self._heard.append(text)
            return
        if text != self._warned:
            write_error(shown(sys.stderr, visible(text)))
        self._warned = text

    def hear(self, read: Callable[[], T]) -> tuple[T, list[str]]:
        """Return what is read, and the warnings that it gave, which are not written."""
        heard: list[str] = []
        self._heard = heard
        try:
            return read(), heard
        finally:
            self._heard = None

    def remark(self, text: str) -> None:
        """Write one line beside the answer to standard error: it can be done without."""
        if not self.quiet:
            write_error(shown(sys.stderr, visible(text)))

    def ask(self, question: str, default: str = "") -> str:
        """Ask a person; InputError where there is none, or at the end of input."""
        if not self.interactive:
            raise InputError(f"nobody is there to answer: {question}", "say --yes in scripts")
        sys.stdout.write(self._unsaid.getvalue())  # what leads up to a question belongs to it
        self._unsaid = io.StringIO()
        shown = f"{question} [{default}] " if default else f"{question} "
        try:
            return input(shown).strip() or default
        except EOFError:
            raise InputError("the question was not answered: nothing is changed") from None

    def confirm(self, question: str) -> bool:
        """Ask for a yes or a no; `--yes` answers it."""
        return self.yes or self.ask(f"{question} (y/n)", "n").lower() in {"y", "yes"}

    def console(self) -> Console:
        """Return the Rich console of standard output: plain and unboxed in a pipe."""
        from actlog.views.theme import make_console

        stream = self._unsaid if self.quiet else sys.stdout
        return make_console(stream, self.environ, self.width)
