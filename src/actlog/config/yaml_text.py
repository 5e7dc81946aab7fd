"""Small pieces of YAML: where comments stand, and how a text is written."""

from __future__ import annotations

import re

from ruamel.yaml import YAML

from actlog.config.yaml_nodes import read
from actlog.domain.errors import ModelError

_COMMENT = re.compile(r"#[^\r\n]*")


def comment_spans(text: str) -> list[tuple[int, int]]:
    """Return where the comments of a YAML text stand."""
    tokens = pure_yaml().scan(text)
    return comments_between(
        text, [(token.start_mark.index, token.end_mark.index) for token in tokens]
    )


def comments_between(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return whatever follows a # between two tokens."""
    found = []
    reached = 0
    for begin, end in spans:
        if begin > reached:
            gap = _COMMENT.finditer(text[reached:begin])
            found += [(reached + match.start(), reached + match.end()) for match in gap]
        reached = max(reached, end)
    return found


def scalar(text: str, style: str | None = None) -> str:
    """Return a text as YAML of one line, quoted where needed, or in the `style` it had."""
    if style == '"' and not set('"\\') & set(text):
        return f'"{text}"'
    if style not in {"'", '"'} and _is_plain(text):
        return text
    return "'" + text.replace("'", "''") + "'"


def _is_plain(text: str) -> bool:
    """Tell whether a text without quotes is itself, in flow and in block style."""
    try:
        both = read(f"[{text}]", "").data() == [text] and read(f"k: {text}", "").data()
    except ModelError:
        return False
    return both == {"k": text} and not comment_spans(f"[{text}]")


def without_comments(text: str) -> str:
    """Return a text between two tokens without its comments."""
    return _COMMENT.sub("", text)


def pure_yaml() -> YAML:
    """Return ruamel's reader that tells where everything stands."""
    return YAML(typ="safe", pure=True)
