"""How an error is told: one line, where it stands, what would be right."""

from __future__ import annotations

import sys

from actlog.domain.errors import ActlogError, LineError
from actlog.domain.text import visible

_MOST_PROBLEMS = 50


def tell(error: ActlogError) -> None:
    """Write an error to standard error: the line, the place under a caret, the mend, the hint."""
    lines = [f"actlog: {visible(error.message)}"]
    if isinstance(error, LineError):
        lines += _place(error)
        if error.mend is not None:
            lines.append(f"try: actlog log {visible(error.mend)}")
    lines += [visible(problem) for problem in error.problems[:_MOST_PROBLEMS]]
    if len(error.problems) > _MOST_PROBLEMS:
        lines.append(f"... and {len(error.problems) - _MOST_PROBLEMS:,} more")
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


def _place(error: LineError) -> list[str]:
    """Return the line and the carets under its wrong part, aligned by what a terminal shows."""
    from rich.cells import cell_len

    shown = visible(error.text)
    before = cell_len(visible(error.text[: error.start]))
    width = max(1, cell_len(visible(error.text[error.start : error.end])))
    return [f"  {shown}", "  " + " " * before + "^" * width]


def _write(lines: list[str]) -> None:
    encoding = sys.stderr.encoding or "ascii"
    text = "\n".join(lines) + "\n"
    sys.stdout.flush()
    sys.stderr.write(text.encode(encoding, "backslashreplace").decode(encoding))
    sys.stderr.flush()
