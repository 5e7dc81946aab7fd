"""The three standard streams: always there, and never a reason to break off.

A job may run with a stream closed (`actlog log call >&-`) or on a terminal that knows few
letters; what was asked for is done all the same.
"""

from __future__ import annotations

import io
import os
import sys

from actlog.domain.text import can_show

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TextIO


_PLAIN_GLYPHS = {"│": "|", "·": "-", "–": "-", "—": "-", "…": "...", "→": "->", "×": "x", "½": ".5"}


def prepare() -> None:
    """Give each closed stream a silent stand-in, and let output write out what it cannot show."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            handle = os.open(os.devnull, os.O_RDWR)
            setattr(sys, name, os.fdopen(handle, mode, encoding="utf-8"))
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")


def flush(stream: TextIO) -> None:
    """Pass on what a stream holds back, as far as it can be."""
    try:
        stream.flush()
    except OSError:
        return


def write_error(text: str) -> None:
    """Write to standard error; where that is full or gone, nobody is there to be told."""
    try:
        sys.stderr.write(text)
        sys.stderr.flush()
    except OSError:
        return


def shown(stream: TextIO, text: str) -> str:
    """Return a text as a line that the stream can show, its usual signs in plain ones."""
    if not can_show(stream.encoding, text):
        encoding = stream.encoding or "ascii"
        text = "".join([_PLAIN_GLYPHS.get(character, character) for character in text])
        text = text.encode(encoding, "backslashreplace").decode(encoding)
    return text + "\n"
