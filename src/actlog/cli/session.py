"""One run of the program: its one clock, its folders, its open log, and its voice.

Everything that a command may touch outside itself goes through a session, and everything
expensive in it is made when first asked for: `actlog log` never pays for Rich.
"""

from __future__ import annotations

import os
import sys

from actlog.cli.clock import read_clock
from actlog.cli.globals import Globals
from actlog.cli.voice import Voice
from actlog.config.paths import find

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import TypeVar

    from actlog.config.paths import Paths
    from actlog.domain.model_week import ModelWeek, Version
    from actlog.domain.week import TimeOff
    from actlog.store.database import Store

    T = TypeVar("T")


class Session(Voice):
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
        super().__init__(options or Globals(), environ)
        self.now = read_clock(environ)
        self.paths: Paths = find(environ)
        self._store: Store | None = None
        self._copies = copies
        self._noted = 0
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
        self.begin_answer()

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


def _with(version: Version, off: tuple[TimeOff, ...]) -> Version:
    return version.replace(model=version.model.with_time_off(off))
