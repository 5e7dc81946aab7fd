"""Text that somebody typed or imported, made safe to show."""

from __future__ import annotations

# Directional overrides and isolates, zero-width spaces and joins that hide or reorder text.
# The joiner U+200D and the variation selectors stay: emoji and several scripts need them.
_HIDDEN = frozenset(
    "\u00ad\u061c\u200b\u200e\u200f\u2028\u2029\u202a\u202b\u202c\u202d\u202e"
    "\u2060\u2066\u2067\u2068\u2069\ufeff"
)


def is_control(character: str) -> bool:
    """Tell whether a character moves the cursor, commands the terminal, or hides."""
    code = ord(character)
    return code < 0x20 or 0x7F <= code < 0xA0 or 0xD800 <= code < 0xE000 or character in _HIDDEN


def is_text(text: str) -> bool:
    """Tell whether a text can be written: bytes that were none are surrogates in it."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def visible(text: str) -> str:
    r"""Return the text with every control character written out, such as `\x1b` or `\u202e`."""
    if text.isascii() and text.isprintable():
        return text
    return "".join([_escape(c) if is_control(c) else c for c in text])


def _escape(character: str) -> str:
    code = ord(character)
    if character in "\n\r\t":
        return {"\n": "\\n", "\r": "\\r", "\t": "\\t"}[character]
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"


def can_show(encoding: str | None, text: str) -> bool:
    """Tell whether an encoding, or ASCII where none is known, has all letters of a text."""
    try:
        text.encode(encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True
