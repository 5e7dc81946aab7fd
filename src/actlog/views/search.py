"""What `search` finds, in the columns of `list`, with the words that matched in bold."""

from __future__ import annotations

from rich.text import Text

from actlog.views.entries import begin, in_columns
from actlog.views.said import details

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from rich.console import RenderableType

    from actlog.domain.model_week import ModelWeek
    from actlog.domain.sought import Hit
    from actlog.views.grid import Cell
    from actlog.views.theme import Theme

_MATCH = "bold underline"
_SHOWN, _BEFORE = 96, 24
"""How many characters of a long note are shown on a terminal, and how many before the match."""


def hits_list(
    hits: Sequence[Hit], model: ModelWeek, now: datetime, theme: Theme, *, wrap: bool
) -> RenderableType:
    """Return the entries that were found; `wrap` as for `entries_list`.

    With it a long note is cut to what stands around its first match.
    """
    rows = [_row(hit, model, now, theme, cut=wrap) for hit in hits]
    return in_columns(rows, wrap=wrap)


def _row(hit: Hit, model: ModelWeek, now: datetime, theme: Theme, *, cut: bool) -> list[Cell]:
    entry = hit.entry
    who = Text()
    for sign, name, field in (("@", entry.account, "account"), ("/", entry.contact, "contact")):
        if name is not None:
            who.append(sign).append_text(_marked(name, hit.within(field), theme))
    parts = []
    if entry.note is not None:
        parts.append(_note(entry.note, hit.within("note"), theme, cut=cut))
    if entry.next is not None:
        parts.append(Text("next: ").append_text(_marked(entry.next, hit.within("next"), theme)))
    parts += [Text(theme.clean(said)) for said in details(entry.replace(next=None), now)]
    if entry.tags:
        parts.append(_tags(hit, theme))
    parts += [Text(theme.clean(name)) for name in (entry.persona, entry.source) if name]
    rest = Text(f" {theme.glyphs.dot} ").join(parts)
    return [*begin(entry, model, now, theme), who, rest]


def _tags(hit: Hit, theme: Theme) -> Text:
    """Return the tags with their signs; the spans are those of the tags joined by spaces."""
    shown, at = [], 0
    for tag in hit.entry.tags:
        spans = [(start - at, end - at) for start, end in hit.within("tags")]
        inside = [span for span in spans if 0 <= span[0] < len(tag)]
        shown.append(Text("+").append_text(_marked(tag, inside, theme)))
        at += len(tag) + 1
    return Text(" ").join(shown)


def _note(note: str, spans: Sequence[tuple[int, int]], theme: Theme, *, cut: bool) -> Text:
    if not cut or len(note) <= _SHOWN:
        return _marked(note, spans, theme)
    first = spans[0][0] if spans else 0
    start = max(0, min(first - _BEFORE, len(note) - _SHOWN))
    end = start + _SHOWN
    # Rather whole words at both ends, where the match leaves room for it.
    start += note[start:first].find(" ") + 1 if start else 0
    end = max(note.rfind(" ", first, end), first + 1) if end < len(note) else end
    moved = [(max(a - start, 0), min(b, end) - start) for a, b in spans if start <= a < end]
    before = theme.glyphs.more if start else ""
    after = theme.glyphs.more if end < len(note) else ""
    return Text.assemble(before, _marked(note[start:end], moved, theme), after)


def _marked(text: str, spans: Sequence[tuple[int, int]], theme: Theme) -> Text:
    """Return a text that somebody typed, safe to show, with its spans in another style."""
    shown, at = Text(), 0
    for start, end in spans:
        shown.append(theme.clean(text[at:start]))
        shown.append(theme.clean(text[start:end]), style=_MATCH)
        at = end
    return shown.append(theme.clean(text[at:]))
