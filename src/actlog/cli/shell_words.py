"""Words as shells quote them: read from a line that is being typed, and written into it.

bash hands over its line as it stands, and puts an answer in the place of what lies behind
the last sign that breaks words for it (`@`, `:`, `=`, a quote). So the line is read here, and
an answer is written as what follows on the part that stays.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

_BLANK = " \t\n"
_PLAIN = frozenset("@%+:,./_-")
_IN_DOUBLE = frozenset('$`"\\')
_ANSI = {"n": "\n", "t": "\t", "r": "\r", "e": "\x1b", "a": "\a"}


class Typed:
    """A line up to the cursor: its finished `words`, and the one that is being typed.

    `raw` is that one as it stands, `text` what it says, and `quote` the quote that is open at
    its end: nothing, `'`, `"` or `$'`.
    """

    __slots__ = ("quote", "raw", "text", "words")

    def __init__(self, line: str, *, fish: bool = False) -> None:
        """Read a line as bash does, or as fish does."""
        self.words: list[str] = []
        self.text = self.quote = ""
        start: int | None = None
        at = 0
        while at < len(line):
            if not self.quote and line[at] in _BLANK:
                if start is not None:
                    self.words.append(self.text)
                start, self.text = None, ""
                at += 1
                continue
            start = at if start is None else start
            at = self._take(line, at, fish=fish)
        self.raw = "" if start is None else line[start:]

    def _take(self, line: str, at: int, *, fish: bool) -> int:
        """Read one sign of a word; return where the next one stands."""
        sign, following = line[at], line[at + 1 : at + 2]
        if not self.quote:
            if sign == "$" and following == "'" and not fish:
                self.quote = "$'"
                return at + 2
            if sign in "'\"":
                self.quote = sign
                return at + 1
        elif sign == self.quote[-1]:
            self.quote = ""
            return at + 1
        if sign == "\\" and following and self._escapes(following, fish=fish):
            self.text += _ANSI.get(following, following) if self.quote == "$'" else following
            return at + 2
        if not (sign == "\\" and not self.quote):  # one at the very end escapes what will follow
            self.text += sign
        return at + 1

    def _escapes(self, following: str, *, fish: bool) -> bool:
        """Tell whether a backslash before this sign means something here."""
        if self.quote == "'":
            return fish and following in "'\\"
        return self.quote != '"' or following in _IN_DOUBLE


def follow_on(typed: str, place: str, texts: Sequence[str]) -> list[str]:
    """Return for bash what stands for each of the texts in the place of `place`.

    `typed` is the word as it stands, `place` its end, which bash puts the answer in place of.
    Texts that do not follow on what stays of the word are left out.
    """
    kept = Typed(typed[: len(typed) - len(place)] if typed.endswith(place) else "")
    said = [text[len(kept.text) :] for text in texts if text.startswith(kept.text)]
    same = len(_common(said))
    fork = sorted({text[same] for text in said if len(text) > same and _special(text[same])})
    found = []
    for text in said:
        if kept.quote or len(fork) < 2 or text[same : same + 1] not in fork:
            found.append("".join([_spell(sign, kept.quote) for sign in text]))
        else:
            # A shell inserts what all answers have in common: a lone backslash must not be.
            sign = text[same]
            style = _STYLES[fork.index(sign) % len(_STYLES)]
            forked = _spell(sign, "") if sign == "'" else style.format(sign)
            found.append(_unquoted(text[:same]) + forked + _unquoted(text[same + 1 :]))
    return found


_STYLES = ("\\{}", "'{}'")


def _common(texts: Sequence[str]) -> str:
    """Return what all texts begin with."""
    first, last = (min(texts), max(texts)) if texts else ("", "")
    size = 0
    while size < min(len(first), len(last)) and first[size] == last[size]:
        size += 1
    return first[:size]


def _unquoted(text: str) -> str:
    return "".join([_spell(sign, "") for sign in text])


def _special(sign: str) -> bool:
    return sign.isascii() and not sign.isalnum() and sign not in _PLAIN


def _spell(sign: str, quote: str) -> str:
    """Return a sign so that it means itself, outside of quotes or within open ones."""
    if quote == "'":
        return "'\\''" if sign == "'" else sign
    if quote == "$'":
        return "\\" + sign if sign in "'\\" else sign
    if quote == '"':
        if sign == "!":
            return "\"'!'\""  # within double quotes, bash would look into its history
        return "\\" + sign if sign in _IN_DOUBLE else sign
    return "\\" + sign if _special(sign) or sign.isspace() else sign
