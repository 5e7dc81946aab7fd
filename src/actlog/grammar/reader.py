"""Reading one line, left to right, into its parts."""

from __future__ import annotations

from actlog.domain.errors import LineError
from actlog.grammar.fields import FieldError, clean_tag
from actlog.grammar.keyed import read_account, read_keyed, read_note
from actlog.grammar.parts import (
    DetailPart,
    Part,
    QuotedPart,
    TagPart,
)
from actlog.grammar.tokens import Line, Token, has_key, is_sigil, quote, quote_word
from actlog.grammar.words import Scope, UnknownWordError, read_words

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence


_LONGEST_RUN = 24
"""No name and no date takes up more words."""


def _takes_spaces(text: str) -> bool:
    """Tell whether a word may hold spaces and still be one account or one key's value."""
    return text[0] == "@" or has_key(text) is not None


class Reader:
    """Reads some words of a line, behind the parts that were said `before` them.

    `inner` reads the words within a quoted argument.
    """

    __slots__ = ("_at", "_before", "_inner", "_line", "_parts", "_scope", "_tokens")

    def __init__(
        self,
        line: Line,
        tokens: Sequence[Token],
        scope: Scope,
        *,
        before: Sequence[Part] = (),
        inner: bool = False,
    ) -> None:
        """See the class."""
        self._line = line
        self._tokens = tokens
        self._scope = scope
        self._inner = inner
        self._before = len(before)
        self._parts: list[Part] = [*before]
        self._at = 0

    def read(self) -> list[Part]:
        """Return the parts in order. Raises LineError, UnknownWordError among them."""
        while self._at < len(self._tokens):
            token = self._tokens[self._at]
            if token.text.startswith("--"):
                raise self._no_option(token)
            if token.spaced and not _takes_spaces(token.text):
                self._parts.append(self._quoted(token))
                self._at += 1
            elif is_sigil(token.text):
                self._sigil(token)
            else:
                self._plain()
        return self._parts[self._before :]

    def _error(
        self, message: str, token: Token, hint: str | None = None, mend: str | None = None
    ) -> LineError:
        return self._line.error(message, token.start, token.end, hint, mend)

    def _no_option(self, token: Token) -> LineError:
        option = token.text.split()[0]
        return self._error(
            f"log has no option {option}",
            token,
            "its options are --at, --note, --dry-run, --json, --stdin and --file; "
            "a note that begins with dashes goes after --",
        )

    def _run(self, at: int) -> list[Token]:
        """Return the plain words from a place on."""
        run = []
        for token in self._tokens[at : at + _LONGEST_RUN]:
            if token.spaced or is_sigil(token.text) or token.text.startswith("--"):
                break
            run.append(token)
        return run

    def _plain(self) -> None:
        """Read one part from plain words."""
        run = self._run(self._at)
        found = read_words(self._line, run, self._scope, self._parts)
        if found is not None:
            self._at += found[0]
            self._parts.append(found[1])
        elif run[0].text.casefold() == "for":
            self._moment("for", run[0], run[1:], 0)
            self._at += 1
        else:
            from actlog.grammar.unknown import unknown_word

            raise unknown_word(self._line, run, self._scope, self._parts)

    def _moment(self, key: str, token: Token, words: Sequence[Token], given: int) -> None:
        """Read the date words behind `for` or a key of dates; `given` of them came with the key."""
        from actlog.grammar.ahead import read_ahead

        size, parts = read_ahead(self._line, key, token, words, self._scope)
        if size < given:
            blamed = words[size]
            raise self._error(f"{blamed.text} is no date or time", blamed, f"such as {key}:tue")
        self._parts += parts
        self._at += size - given

    def _sigil(self, token: Token) -> None:
        """Read an account, a tag or a key with its value."""
        key = has_key(token.text)
        value = token.text[len(key) + 1 if key else 1 :].strip()
        try:
            if key in {"at", "for", "due", "done"}:
                given = [Token(word, token.start, token.end) for word in value.split()]
                behind = [] if token.spaced else self._run(self._at + 1)
                self._moment(key, token, given + behind, len(given))
            elif key is not None:
                self._parts.append(self._keyed(token, key, value))
            elif not value:
                raise self._lone(token)
            elif token.text[0] == "@":
                self._check_account(token)
                self._parts.append(read_account(token, value))
            else:
                tag = clean_tag(value)
                self._parts.append(TagPart(start=token.start, end=token.end, tag=tag))
        except FieldError as error:
            raise self._error(error.message, token, error.hint) from None
        self._at += 1

    def _lone(self, token: Token) -> LineError:
        """Return the error about a sign without a name: `@ acme` has it in the next word."""
        message = f"the {'account' if token.text[0] == '@' else 'tag'} has no name"
        behind = self._tokens[self._at + 1 : self._at + 2]
        if not behind or is_sigil(behind[0].text):
            return self._error(message, token)
        mend = f"{token.text}{quote(behind[0].text)}"
        hint = "the name follows the sign without a space"
        return self._line.error(message, token.start, behind[0].end, hint, mend)

    def _keyed(self, token: Token, key: str, value: str) -> Part:
        if not value:
            raise self._nothing_behind(token, key)
        part = read_keyed(token, key, value, self._scope.vocabulary)
        if part is None:
            from actlog.grammar.unknown import unknown

            message = f"no activity has the outcome {value}"
            start = token.start + len(key) + 1
            raise unknown(self._line, message, (start, token.end), ((value, token.end),))
        return part

    def _nothing_behind(self, token: Token, key: str) -> LineError:
        message = f"{key}: has no value"
        behind = self._tokens[self._at + 1 : self._at + 2]
        if not behind or is_sigil(behind[0].text):
            return self._error(message, token, "the value follows the colon")
        return self._line.error(
            message,
            token.start,
            behind[0].end,
            "the value follows the colon without a space",
            f"{token.text}{quote(behind[0].text)}",
        )

    def _check_account(self, token: Token) -> None:
        """Refuse `@acme,` and `'@acme call yesterday'`: an account of that name, or more words."""
        if not token.spaced:
            if token.text.endswith(","):
                bare = token.text.rstrip(",")
                raise self._error(
                    f"{token.text} ends in a comma",
                    token,
                    f"a name that does is written account:'{token.text[1:]}'",
                    quote_word(bare),
                )
            return
        try:
            parts, _ = self._inside(token)
        except LineError:
            return
        if parts:
            value = token.text[1:].strip()
            raise self._error(
                f"{token.text} can be an account, or an account and more",
                token,
                f"write account:{quote(value)}, or leave out the quotes",
            )

    def _quoted(self, token: Token) -> Part:
        """Read an argument of several words: all of it is grammar, or it is a note."""
        if self._inner:
            return self._note(token, token.text)
        parts, problem = self._inside(token)
        return QuotedPart(
            start=token.start, end=token.end, text=token.text, parts=parts, problem=problem
        )

    def _inside(self, token: Token) -> tuple[tuple[Part, ...] | None, LineError | None]:
        """Return the parts that the words in a quoted argument make, or what is not understood."""
        tokens, tail = self._line.inside(token)
        if not tokens or any(inner.text.startswith("--") for inner in tokens):
            return None, None
        scope = self._scope.replace(prefixes=self._scope.prefixes and len(self._tokens) == 1)
        reader = Reader(self._line, tokens, scope, inner=True)
        try:
            parts = reader.read()
            if tail:
                parts.append(self._note(token, tail))
        except UnknownWordError as error:
            return None, error
        except LineError as error:
            if error.end == tokens[-1].end:
                raise self._or_note(error, token) from None
            return None, error
        return tuple(parts), None

    def _or_note(self, error: LineError, token: Token) -> LineError:
        """Return the error of quoted words that are grammar but wrong, with a note for a mend."""
        if error.mend is None and len(self._tokens) > 1:
            text = self._line.text
            note = f"note:{quote(token.text)}"
            error.mend = text[: token.start] + note + text[token.end :]
        return error

    def _note(self, token: Token, text: str) -> DetailPart:
        try:
            return read_note(token, text)
        except FieldError as error:
            raise self._error(error.message, token, error.hint) from None
