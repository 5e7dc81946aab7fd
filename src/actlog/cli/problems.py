"""How an error is told: one line, where it stands, what would be right."""

from __future__ import annotations

import os
import sys

from actlog.cli import streams
from actlog.domain.errors import ActlogError, LineError
from actlog.domain.text import visible


def tell(error: ActlogError, command: str | None = None) -> None:
    """Write an error to standard error: the line, the place under a caret, the mend, the hint.

    `command` is what a mended line is typed behind, where that is not its own command:
    nothing at the `log>` prompt.
    """
    lines = [f"actlog: {visible(error.message)}"]
    if isinstance(error, LineError):
        from actlog.cli.carets import place

        lines += place(error, sys.stderr.encoding or "ascii", _columns())
        if error.mend is not None:
            typed = f"actlog {error.command} " if command is None else command
            lines.append(f"try: {typed}{visible(error.mend)}")
    lines += map(visible, error.problems)
    if error.hint:
        lines.append(visible(error.hint))
    _write(lines)


def tell_bug(error: Exception) -> None:
    """Write what a bug report needs, without a traceback."""
    name = type(error).__name__
    _write(
        [
            f"actlog: this is a bug in actlog ({name}: {visible(str(error))})",
            "nothing is stored by halves; run it again with --debug and report what it prints",
        ]
    )


def _columns() -> int:
    """Return how wide a line may be: `COLUMNS`, the terminal's own width, or 80."""
    try:
        return int(os.environ.get("COLUMNS") or os.get_terminal_size(sys.stderr.fileno()).columns)
    except (OSError, ValueError):
        return 80


def _write(lines: list[str]) -> None:
    encoding = sys.stderr.encoding or "ascii"
    text = "\n".join(lines) + "\n"
    streams.flush(sys.stdout)
    streams.write_error(text.encode(encoding, "backslashreplace").decode(encoding))
