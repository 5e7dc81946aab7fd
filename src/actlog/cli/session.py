"""One run of the program: its one clock, its folders, its screens, its open log.

Everything that a command may touch outside itself goes through a session, and everything
expensive in it is made when first asked for: `actlog log` never pays for Rich.
"""

from __future__ import annotations

import io
import os
import sys

from actlog.cli.clock import read_clock
from actlog.cli.globals import Globals
from actlog.cli.streams import shown, write_error
from actlog.config.paths import find
from actlog.domain.errors import InputError
from actlog.domain.text import visible

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import TypeVar

    from rich.console import Console

    from actlog.config.paths import Paths
    from actlog.domain.model_week import ModelWeek, Version
    from actlog.domain.week import TimeOff
    from actlog.store.database import Store

    T = TypeVar("T")
    from actlog.domain.plain import Document

_NARROWEST, _USUAL_WIDTH = 40, 80


class Session:
    """See the module. Close it, or use it in a `with` statement."""

    def __init__(
        self,
        options: Globals | None = None,
        *,
        environ: Mapping[str, str] = os.environ,
        copies: bool = True,
    ) -> None:
        """Read the clock and find the folders; InputError for a bad `ACTLOG_NOW`.

        `copies` tells whether a log that was written to is copied once a day.
        """
        self.options = options or Globals()
        self.environ = environ
        self.now = read_clock(environ)
        self.paths: Paths = find(environ)
        self._store: Store | None = None
        self._copies = copies
        self._noted = 0
        self._alone = False
        self._unsaid = io.StringIO()
        self._warned = ""
        self._heard: list[str] | None = None
        self._versions: tuple[Version, ...] | None = None
        self._newest: Version | None = None

    def __enter__(self) -> Session:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        try:
            if kind is None:
                self.settle()
            else:
                self._follow_up()
        except KeyboardInterrupt:
            return  # what was asked for is done, or has failed already
        finally:
            self.close()

    def begin_line(self) -> None:
        """Begin one more line of a run that may last for days: the clock has moved.

        The file or another shell may have changed the week meanwhile.
        """
        self.now = read_clock(self.environ)
        self.forget_versions()
        self._unsaid = io.StringIO()

    def settle(self) -> None:
        """Do what follows an answer, when it is on the screen."""
        self.keep_copy()
        self._follow_up()

    def _follow_up(self) -> None:
        """Let the hooks know what was stored, were it only its answer that failed."""
        store = self._store
        if store is None or not store.operations:
            return
        stored, store.operations = store.operations, []
        if self._hooked():
            from actlog.cli import hooks

            hooks.follow_up(self, stored)

    def end_week(self) -> None:
        """Hand a week that is over to its hook, once; a command that stored something does so."""
        if self._hooked():
            from actlog.cli import hooks

            hooks.end_week(self)

    def _hooked(self) -> bool:
        """Tell whether there may be hooks, in one look; what a hook runs starts none itself."""
        if "ACTLOG_HOOK" in self.environ:
            return False
        try:
            names = os.listdir(self.paths.hooks)
        except OSError:
            return False
        return any(name.startswith("on-") and not name.endswith(".sample") for name in names)

    def keep_copy(self) -> None:
        """Copy a log that was written to, once a day, when its answer is on the screen.

        A log that `ACTLOG_DB` put elsewhere is copied once somebody has made its folder of
        copies: `actlog backup` does.
        """
        store = self._store
        if store is None or not self._copies or store.conn.total_changes == self._noted:
            return
        from actlog.store.guard import copies_of, day_file

        if os.path.exists(day_file(store.path, self.now.date())):
            return
        if os.path.dirname(store.path) == self.paths.home or os.path.isdir(copies_of(store.path)):
            from actlog.cli.copies import keep_daily

            sys.stdout.flush()
            keep_daily(self)

    def note(self, name: str, value: str) -> None:
        """Keep something beside an answer; a log that can only be read goes without."""
        from actlog.store import settings

        self.aside(lambda: settings.keep(self.store, name, value))

    def aside(self, change: Callable[[], T]) -> T:
        """Return what a change comes to that is no part of the history, and so worth no copy."""
        before = self.store.conn.total_changes
        try:
            return change()
        finally:
            self._noted += self.store.conn.total_changes - before

    def close(self) -> None:
        """Close the log if it is open."""
        if self._store is not None:
            self._store.close()
            self._store = None

    # What the log and the model week say

    @property
    def store(self) -> Store:
        """The open log; it is created on first use. Raises StoreError."""
        if self._store is None:
            from actlog.store.database import open_store

            self._store = open_store(self.paths.database)
            for warning in self._store.warnings:
                self.warn(warning)
        return self._store

    def versions(self) -> tuple[Version, ...]:
        """Return every version of the model week, oldest first, with all time off in it.

        Time off belongs to dates, not to versions: each version carries what today's file
        and the log say. Raises ModelError when there is no version that could serve.
        """
        if self._versions is None:
            from actlog.cli.model_file import earlier

            newest = self._in_force()
            off = newest.model.calendar.time_off
            self._versions = (*[_with(version, off) for version in earlier(self)], newest)
        return self._versions

    def model(self) -> ModelWeek:
        """Return the model week now in force: the newest version, read without the others."""
        return self._in_force().model

    def _in_force(self) -> Version:
        if self._newest is None:
            from actlog.cli.model_file import newest
            from actlog.store.time_off import every

            found = newest(self)
            self._newest = _with(found, found.model.calendar.time_off + every(self.store))
        return self._newest

    def forget_versions(self) -> None:
        """Read the versions again when next asked: time off or the model has changed."""
        self._versions = self._newest = None

    # What the user sees and says

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


def _with(version: Version, off: tuple[TimeOff, ...]) -> Version:
    return version.replace(model=version.model.with_time_off(off))
