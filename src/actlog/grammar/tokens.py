"""Lines and words: splitting a typed line, quoting a word, and where each word stands.

A shell has already split and unquoted what it hands over; the prompt, `--stdin`, `--file`
and the editor view hand over whole lines. `split` does for those what a shell would, and is
kinder to apostrophes; `quote` writes a text so that both read it back.
"""

from __future__ import annotations

from actlog.domain.errors import LineError
from actlog.domain.text import is_control

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

KEYS = (
    "account",
    "contact",
    "at",
    "for",
    "mins",
    "value",
    "source",
    "persona",
    "outcome",
    "objection",
    "next",
    "due",
    "done",
    "story",
    "note",
)
"""The keys that stand before a colon, as in `value:18k`."""

_SAFE = frozenset("@%+=:,./_-")
_OPENERS = frozenset("@+:/")
_ESCAPES = {"n": "\n", "r": "\r", "t": "\t", "\\": "\\", "'": "'", '"': '"'}
_CODES = {"x": 2, "u": 4, "U": 8}


class Token:
    """One word of a line: its text, and the half-open span in which the line shows it.

    `spaced` tells that it arrived as one although it holds spaces: it was quoted.
    """

    __slots__ = ("end", "spaced", "start", "text")

    def __init__(self, text: str, start: int, end: int) -> None:
        """See the class."""
        self.text = text
        self.start = start
        self.end = end
        self.spaced = len(text.split()) > 1


class Line:
    """A line as it is shown in errors, its words, and the note behind its first `--`."""

    __slots__ = ("tail", "tail_token", "text", "tokens")

    def __init__(self, args: Iterable[str], tail: str | None) -> None:
        """Take shell arguments, unquoted, and what stood behind the first `--`, if it did."""
        self.tokens: list[Token] = []
        self.text = ""
        for arg in args:
            if arg.strip():
                self.tokens.append(self._put(arg.strip(), quote_word(arg.strip())))
        self.tail = tail.strip() if tail is not None else None
        self.tail_token: Token | None = None
        if self.tail:
            self.tail_token = self._put(self.tail, _show_tail(self.tail))

    def _put(self, text: str, shown: str) -> Token:
        start = len(self.text) + 1 if self.text else 0
        self.text += f" {shown}" if self.text else shown
        return Token(text, start, len(self.text))

    def inside(self, token: Token) -> tuple[list[Token], str | None]:
        """Return the words within a quoted one, with their own spans, and the note behind `--`."""
        words, tail = split(token.text)
        tokens = []
        start = token.start
        for word in words:
            place = self.text.find(word, start, token.end)
            if place < 0:
                tokens.append(Token(word, token.start, token.end))
            else:
                start = place + len(word)
                tokens.append(Token(word, place, start))
        return tokens, tail

    def error(
        self, message: str, start: int, end: int, hint: str | None = None, mend: str | None = None
    ) -> LineError:
        """Return the error about a span; `mend` is what would stand there in a right line."""
        whole = None if mend is None else self.text[:start] + mend + self.text[end:]
        return LineError(message, text=self.text, start=start, end=end, mend=whole, hint=hint)


def _show_tail(tail: str) -> str:
    """Return the note so that a shell and the prompt would both read it."""
    words = tail.split(" ")
    return f"-- {tail}" if all(_is_safe(word) for word in words) else f"note:{quote(tail)}"


def has_key(text: str) -> str | None:
    """Return the key that a word begins with (`value` in `value:18k`), or None."""
    head, colon, _ = text.partition(":")
    key = head.casefold()
    return key if colon and key in KEYS else None


def is_sigil(text: str) -> bool:
    """Tell whether a word is an account, a tag or a key with its value."""
    return text[:1] in {"@", "+"} or has_key(text) is not None


def split(text: str) -> tuple[list[str], str | None]:
    r"""Split one line into words and the note behind its first bare `--` (None without one).

    A quote opens at the start of a word or right behind `@`, `+`, `:` or `/`, and closes
    where the word ends or a `/` follows; every other quote, and one that is never closed, is
    a plain character: `@o'brien`, `'don't know yet'`. `\"` and `\\` are read within double
    quotes, the escapes of `$'…'` as in bash. Never fails.
    """
    args: list[str] = []
    unclosed: set[str] = set()
    at = 0
    while True:
        while at < len(text) and text[at].isspace():
            at += 1
        if at == len(text):
            return args, None
        if text.startswith("--", at) and not text[at + 2 : at + 3].strip():
            return args, text[at + 2 :].strip()
        arg, at = take(text, at, unclosed)
        args.append(arg)


def take(text: str, at: int, unclosed: set[str]) -> tuple[str, int]:
    """Return the word that begins at a place, and where it ends; `unclosed` is for `split`."""
    parts = []
    fresh = True
    while at < len(text) and not text[at].isspace():
        quoted = _quoted(text, at, unclosed) if fresh and text[at] in "'\"$" else None
        if quoted is not None:
            part, at = quoted
            fresh = False
        else:
            part = text[at]
            fresh = part in _OPENERS
            at += 1
        parts.append(part)
    return "".join(parts), at


def _quoted(text: str, at: int, unclosed: set[str]) -> tuple[str, int] | None:
    """Return what is quoted at a place and where it ends.

    A kind of quote that was not closed once is not looked for again: the search stays
    linear whatever is typed.
    """
    mark = text[at : at + 2] if text[at] == "$" else text[at]
    if mark in unclosed or mark == "$" or (mark[0] == "$" and mark[1:] != "'"):
        return None
    found = _escaped(text, at + 2) if mark == "$'" else _between(text, at + 1, mark)
    if found is None:
        unclosed.add(mark)
    return found


def _between(text: str, at: int, mark: str) -> tuple[str, int] | None:
    """Read up to the closing quote: the first one behind which the word may end."""
    parts: list[str] = []
    while at < len(text):
        character = text[at]
        if mark == '"' and character == "\\" and text[at + 1 : at + 2] in ('"', "\\"):
            at += 1
            character = text[at]
        elif character == mark and (not text[at + 1 : at + 2].strip() or text[at + 1] == "/"):
            return "".join(parts), at + 1
        parts.append(character)
        at += 1
    return None


def _escaped(text: str, at: int) -> tuple[str, int] | None:
    r"""Read up to the closing quote of `$'…'`, with `\n`, `\'`, `\x1b` and `\u202e`."""
    parts = []
    while at < len(text) and text[at] != "'":
        part = text[at]
        at += 1
        if part == "\\" and at < len(text):
            part, at = _escape(text, at)
        parts.append(part)
    return ("".join(parts), at + 1) if at < len(text) else None


def _escape(text: str, at: int) -> tuple[str, int]:
    """Read what stands behind a backslash; an escape that means nothing stays as it is."""
    letter = text[at]
    if letter in _ESCAPES:
        return _ESCAPES[letter], at + 1
    digits = text[at + 1 : at + 1 + _CODES.get(letter, 0)]
    if (
        digits
        and len(digits) == _CODES[letter]
        and all(c in "0123456789abcdefABCDEF" for c in digits)
    ):
        code = int(digits, 16)
        if code <= 0x10FFFF:
            return chr(code), at + 1 + len(digits)
    return "\\" + letter, at + 1


def quote(text: str) -> str:
    """Return a text as one word that `split`, bash and zsh all read back."""
    if text and text != "--" and text[0] != "=" and _is_safe(text):
        return text  # a leading = is a path to zsh
    if not any(is_control(c) for c in text):
        if "'" not in text:
            return f"'{text}'"
        if not any(c in "$`!\\" for c in text):
            return '"' + text.replace('"', '\\"') + '"'
    return "$'" + "".join([_spell(c) for c in text]) + "'"


def _is_safe(text: str) -> bool:
    return all(c.isalnum() or c in _SAFE for c in text)


def _spell(character: str) -> str:
    if character in "\\'":
        return "\\" + character
    if not is_control(character):
        return character
    code = ord(character)
    for letter, plain in _ESCAPES.items():
        if plain == character:
            return "\\" + letter
    return f"\\x{code:02x}" if code < 0x80 else f"\\u{code:04x}"


def quote_word(word: str) -> str:
    """Return a word of a line quoted behind its sigil or key: `next:'send quote'`."""
    key = has_key(word)
    place = len(key) + 1 if key else 1 if word[:1] in {"@", "+"} else 0
    if place == len(word):
        return word
    return word[:place] + quote(word[place:])


def texts(tokens: Sequence[Token]) -> list[str]:
    """Return the texts of some words."""
    return [token.text for token in tokens]
