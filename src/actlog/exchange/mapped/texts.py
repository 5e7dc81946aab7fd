"""Foreign texts as fields can hold them: markup taken out, control characters made spaces."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from actlog.domain.entry import LONGEST_NOTE
from actlog.exchange.mapped.tallies import DECIDED, Noted

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

CUT = "texts longer than a note can be: the rest was cut off"

_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029][\x00-\x20\x7f-\x9f\u2028\u2029]*")
_HIDDEN = re.compile("[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
_LISTED = re.compile("[,;]")
_MARKUP = re.compile("[<&]")
_NO_TAG = re.compile("<(?![^<>]*>)")
_DECLARED = re.compile("<[!?][^<>]*>")
_APART = frozenset(
    (
        *("address", "article", "aside", "blockquote", "br", "dd", "div", "dl", "dt", "footer"),
        *("h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "option"),
        *("p", "pre", "section", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"),
    )
)
_UNSEEN = frozenset(("script", "style"))


def clean(text: str) -> str:
    """Return a text on one line: control characters are spaces, invisible ones are left out.

    Bytes that were no text (surrogates) stay, for the reader of rows to refuse.
    """
    if not text.isprintable():
        text = _CONTROL.sub(" ", text)
        if not text.isascii():
            text = _HIDDEN.sub("", text)
    return text.strip()


def words(text: str) -> str:
    """Return tags or objections with spaces between them: each is one word.

    Commas and semicolons part them in other programs; spaces within one become hyphens.
    """
    return " ".join(["-".join(part.split()) for part in _LISTED.split(clean(text)) if part.strip()])


def note(title: str) -> Callable[[str], str | Noted]:
    """Return what reads notes and next steps: what they cannot hold is cut off and counted."""

    def read(text: str) -> str | Noted:
        text = clean(text)
        if len(text) <= LONGEST_NOTE:
            return text
        return Noted(text[: LONGEST_NOTE - 1].rstrip() + "…", (DECIDED, title, CUT))

    return read


def without_markup(text: str) -> str:
    """Return the text of HTML: blocks and line breaks are spaces, entities what they stand for."""
    if not _MARKUP.search(text):
        return text
    reader = _Reader()
    # The parser looks for the end of every tag again and again: only what ends is given to it.
    reader.feed(_NO_TAG.sub("&lt;", _DECLARED.sub("", _without_comments(text))))
    reader.close()
    return " ".join("".join(reader.parts).split())


def _without_comments(text: str) -> str:
    parts, place = [], 0
    while (begin := text.find("<!--", place)) >= 0:
        parts.append(text[place:begin])
        end = text.find("-->", begin + 4)
        if end < 0:
            break
        place = end + 3
    return "".join(parts) + text[place:]


class _Reader(HTMLParser):
    """Collects what a browser would show."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._unseen = 0

    def handle_starttag(self, tag: str, _attrs: list[tuple[str, str | None]]) -> None:
        if tag in _APART:
            self.parts.append(" ")
        elif tag in _UNSEEN:
            self._unseen += 1

    def handle_endtag(self, tag: str) -> None:
        if tag in _APART:
            self.parts.append(" ")
        elif tag in _UNSEEN and self._unseen:
            self._unseen -= 1

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self.parts.append(data)
