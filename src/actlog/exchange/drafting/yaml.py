"""Texts of a stranger's as pieces of YAML that say exactly them."""

from __future__ import annotations

import re

from actlog.domain.text import is_control, visible

LONGEST_KEY = 900
"""The most characters of a key; YAML allows 1,024 before its colon."""

_LONGEST_SHOWN = 40
_PLAIN = re.compile(r"[^\W\d_]\w*(?:[ -]\w+)*")
_NULLS = frozenset(("null", "true", "false"))  # only the first is none here, other readers differ
_NO_CHARACTERS = "\ufffe\uffff"
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}


def scalar(text: str) -> str:
    """Return a text as a YAML scalar on one line, in quotes unless it is plain words."""
    text = text.strip()
    if _PLAIN.fullmatch(text) and text.casefold() not in _NULLS:
        return text
    return '"' + "".join([_ESCAPES.get(one) or _escaped(one) for one in text]) + '"'


def listed(texts: list[str]) -> str:
    """Return texts as a YAML list on one line."""
    return f"[{', '.join(map(scalar, texts))}]"


def said(text: str) -> str:
    """Return a text for a comment: short, quoted, in one line, every character harmless."""
    text = " ".join(text.split())
    if len(text) > _LONGEST_SHOWN:
        text = text[: _LONGEST_SHOWN - 1] + "…"
    shown = "".join([visible(one) if _is_safe(one) else "?" for one in text])
    return f'"{shown}"'


def _escaped(one: str) -> str:
    if one.isprintable() and not is_control(one) and _is_safe(one):
        return one
    code = ord(one)
    if code > 0xFFFF:
        return f"\\U{code:08x}"
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"


def _is_safe(one: str) -> bool:
    return one not in _NO_CHARACTERS
