"""The line of `status`: a format with fields and styles, filled in. On the leanest lane.

`{meeting_held.done}` is a field, `{meeting_held:bold}` a field with a style, `[...]` a part that is
left out when a field in it is empty. `{{`, `}}`, `[[` and `]]` stand for single signs.
"""

from __future__ import annotations

from actlog.domain.errors import InputError
from actlog.domain.record import Record
from actlog.domain.text import visible

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Find = Callable[[str], "Value"]

COLOURS = ("red", "green", "yellow", "blue", "magenta", "cyan")
_EFFECTS = ("bold", "dim")
ZONE = "zone"
"""The style that takes the colour of an activity's zone."""

LOOKS = (*_EFFECTS, *COLOURS, ZONE)
_OF_ZONE = {"below": "yellow", "at": "blue", "past": "magenta"}
_CODES = {name: str(31 + place) for place, name in enumerate(COLOURS)} | {"bold": "1", "dim": "2"}

PLAIN, ANSI, BASH, ZSH, TMUX = "plain", "ansi", "bash", "zsh", "tmux"
STYLES = (PLAIN, ANSI, BASH, ZSH, TMUX)
"""For whom a line is: each marks colours in its own way, and reads some signs as commands."""

MOST = 1_000
"""So many characters a format may have."""


class Value(Record):
    """What a field says, with the zone of its activity where it has one."""

    text: str
    zone: str | None = None


class _Field(Record):
    name: str
    look: str | None


class _Part(Record):
    """Texts and fields in order; an `optional` part goes when one of its fields is empty."""

    items: tuple[str | _Field, ...]
    optional: bool


def line(given: str, find: Find, style: str = PLAIN, *, coloured: bool = True) -> str:
    """Return a format filled in as one line, for a style of STYLES.

    Without colours, texts are still made harmless for the style. `find` returns what a field
    says, and raises InputError for one that it does not know. Raises InputError for a
    format that cannot be read.
    """
    if len(given) > MOST:
        raise InputError(f"a format has at most {MOST:,} characters", "docs/status.md shows some")
    return "".join([_shown(part, find, style, coloured=coloured) for part in _parse(given)])


def _shown(part: _Part, find: Find, style: str, *, coloured: bool) -> str:
    values = [find(one.name) if isinstance(one, _Field) else None for one in part.items]
    if part.optional and any(value is not None and not value.text for value in values):
        return ""
    texts = []
    for one, value in zip(part.items, values, strict=True):
        if isinstance(one, _Field) and value is not None:
            look = _OF_ZONE.get(value.zone or "") if one.look == ZONE else one.look
            texts.append(_styled(value.text, look if coloured else None, style))
        elif isinstance(one, str):
            texts.append(escaped(one, style))
    return "".join(texts)


def _styled(text: str, look: str | None, style: str) -> str:
    said = escaped(text, style)
    if look is None or style == PLAIN or not text:
        return said
    if style == TMUX:
        begin = look if look in _EFFECTS else f"fg={look}"
        return f"#[{begin}]{said}#[{'fg=default' if look in COLOURS else 'no' + look}]"
    code, reset = f"\x1b[{_CODES[look]}m", "\x1b[0m"
    if style == BASH:  # readline counts no columns between these
        code, reset = f"\x01{code}\x02", f"\x01{reset}\x02"
    elif style == ZSH:
        code, reset = f"%{{{code}%}}", f"%{{{reset}%}}"
    return f"{code}{said}{reset}"


def escaped(text: str, style: str) -> str:
    """Return a text on one line, of which a prompt or a status bar takes nothing for a command."""
    said = visible(text)
    if style == ZSH:
        return said.replace("%", "%%")
    return said.replace("#", "##") if style == TMUX else said


def _parse(given: str) -> list[_Part]:
    parts: list[_Part] = []
    items: list[str | _Field] = []
    optional, place = False, 0
    while place < len(given):
        sign = given[place]
        if given[place : place + 2] in {"{{", "}}", "[[", "]]"}:
            items.append(sign)
            place += 2
            continue
        if sign == "{":
            end = given.find("}", place)
            if end < 0:
                raise InputError("a { of the format has no }", "two, as in {{, stand for one")
            items.append(_field(given[place + 1 : end]))
            place = end + 1
            continue
        if sign in "[]":
            if optional == (sign == "["):
                raise InputError(
                    f"a {sign} of the format has no partner",
                    f"two, as in {sign}{sign}, stand for one",
                )
            parts.append(_Part(items=tuple(items), optional=optional))
            items, optional = [], not optional
        elif sign == "}":
            raise InputError("a } of the format has no {", "two, as in }}, stand for one")
        else:
            items.append(sign)
        place += 1
    if optional:
        raise InputError("a [ of the format has no ]", "two, as in [[, stand for one")
    return [*parts, _Part(items=tuple(items), optional=False)]


def _field(said: str) -> _Field:
    name, colon, look = said.partition(":")
    if colon and look not in LOOKS:
        said = visible(look) or "nothing"
        raise InputError(f"{said} is no style", f"known are {', '.join(LOOKS)}")
    return _Field(name=name.strip(), look=look or None)


def choice(said: str | None, *, terminal: bool) -> str:
    """Return the style that was asked for, else the usual one; InputError for another."""
    if said is None:
        return ANSI if terminal else PLAIN
    if said not in STYLES:
        raise InputError(f"{visible(said)} is no style of a line", f"known are {', '.join(STYLES)}")
    return said


def listed(names: Sequence[str]) -> str:
    """Return a few names for a hint."""
    return ", ".join(names[:12])
