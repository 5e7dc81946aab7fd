"""YAML 1.2 as a tree of texts with their places.

Built from ruamel's events instead of its loader: every scalar stays the text that was
written (`no`, `9:30`, `010` and `2026-12-24` are not guessed at; 0.1 never becomes a float),
aliases cannot multiply, and all that is refused is named with its place.
"""

from __future__ import annotations

import unicodedata
from codecs import BOM_UTF8
from typing import TYPE_CHECKING, Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceStartEvent,
)

from actlog.config.problems import MODEL_WEEK, Mark, Problem, failure, quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_BYTES = 1024 * 1024
DEEPEST = 12
_NULLS = ("", "~", "null", "Null", "NULL")
_START = Mark(0, 0)

Path = tuple[str | int, ...]


class Node:
    """A value of the file and its place: a text, None, a list or a mapping of nodes."""

    __slots__ = ("keys", "mark", "value")

    def __init__(self, value: str | list[Node] | dict[str, Node] | None, mark: Mark) -> None:
        """`keys` holds the places of a mapping's keys."""
        self.value = value
        self.mark = mark
        self.keys: dict[str, Mark] = {}

    def data(self) -> Any:
        """Return the same as plain dicts, lists, texts and None."""
        if isinstance(self.value, dict):
            return {key: node.data() for key, node in self.value.items()}
        if isinstance(self.value, list):
            return [node.data() for node in self.value]
        return self.value

    def child(self, step: str | int) -> Node | None:
        """Return what stands under a key or an index; in a list of texts, the text itself."""
        if isinstance(self.value, dict):
            return self.value.get(str(step))
        if isinstance(self.value, list):
            if isinstance(step, int):
                return self.value[step] if step < len(self.value) else None
            return next((node for node in self.value if node.value == step), None)
        return None

    def find(self, path: Path, *, key: bool = False) -> Mark:
        """Return the place of the value at a path, or of its key; of the nearest that exists.

        A number that leads into a mapping is no step: a list of one may be written without
        its brackets.
        """
        node, mark = self, self.mark
        for step in path:
            if isinstance(node.value, dict) and isinstance(step, int):
                continue
            below = node.child(step)
            if below is None:
                return mark
            mark = node.keys.get(str(step), below.mark) if key else below.mark
            node = below
        return mark


def read(text: str | bytes, name: str, what: str = MODEL_WEEK) -> Node:
    """Return the tree of a file's one document; `what` is what messages call the file.

    Raises ModelError with the places.
    """
    content = decode(text, name, what)
    try:
        return _Builder(YAML(typ="safe", pure=True).parse(content), name, what).document()
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = Mark(mark.line, mark.column) if mark else _START
        said = str(error.problem or error.context or "not YAML").splitlines()[0]
        raise failure(name, [Problem(place, f"not YAML: {said}")], what) from None
    except (YAMLError, ValueError, IndexError, AssertionError) as error:
        # ruamel lets a few of its own slips through, such as chr() of an impossible escape.
        said = (str(error).splitlines() or [type(error).__name__])[0]
        raise failure(name, [Problem(_START, f"not YAML: {said}")], what) from None


def decode(text: str | bytes, name: str, what: str = MODEL_WEEK) -> str:
    """Return the text of a file; ModelError when it is too large, not UTF-8 or not text."""
    if len(text) > MOST_BYTES:
        said = f"the file is larger than 1 MiB, a {what} is not"
        raise failure(name, [Problem(_START, said)], what)
    if isinstance(text, bytes):
        text = _utf8(text, name, what)
    for place, character in enumerate(text):
        if _unprintable(character):
            said = f"control character U+{ord(character):04X}, expected plain text"
            raise failure(name, [Problem(_place(text[:place]), said)], what)
    return text


def _utf8(content: bytes, name: str, what: str) -> str:
    """Decode a file; a byte order mark at its beginning is none of the text."""
    content = content.removeprefix(BOM_UTF8)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8")
        said = f"byte 0x{content[error.start]:02x} is not UTF-8, expected the file in UTF-8"
        raise failure(name, [Problem(_place(before), said)], what) from None


def _unprintable(character: str) -> bool:
    """Tell whether YAML forbids the character to stand in a file."""
    code = ord(character)
    if code < 0x20:
        return character not in "\t\n\r"
    if code < 0x7F:
        return False
    return (code < 0xA0 and code != 0x85) or 0xD800 <= code < 0xE000 or code in {0xFFFE, 0xFFFF}


def _place(before: str) -> Mark:
    lines = before.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return Mark(len(lines) - 1, len(lines[-1]))


class _Builder:
    """Turns the events of one document into nodes and gathers what is refused."""

    def __init__(self, events: Iterator[Any], name: str, what: str) -> None:
        self.events = events
        self.name = name
        self.what = what
        self.problems: list[Problem] = []

    def document(self) -> Node:
        root = Node(None, _START)
        documents = 0
        for event in self.events:
            if isinstance(event, DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self._refuse(event, "a second document begins, expected one")
                    break
            elif isinstance(event, NodeEvent):
                root = self._node(event, 1)
        if self.problems:
            raise failure(self.name, self.problems, self.what)
        return root

    def _node(self, event: Any, depth: int) -> Node:
        mark = Mark(event.start_mark.line, event.start_mark.column)
        if isinstance(event, AliasEvent):
            self._refuse(
                event, f"alias {quoted(f'*{event.anchor}')}, expected the values written out"
            )
            return Node(None, mark)
        if event.anchor is not None:
            self._refuse(
                event, f"anchor {quoted(f'&{event.anchor}')}, expected the values written out"
            )
        if event.tag is not None:
            self._refuse(event, f"tag {quoted(str(event.tag))}, expected a plain value")
        if depth > DEEPEST:
            self._refuse(event, f"nested more than {DEEPEST} deep, a {self.what} is not")
            raise failure(self.name, self.problems, self.what)
        if isinstance(event, MappingStartEvent):
            return self._mapping(mark, depth)
        if isinstance(event, SequenceStartEvent):
            return Node([self._node(item, depth + 1) for item in self._items()], mark)
        return Node(_text(event), mark)

    def _items(self) -> Iterator[NodeEvent]:
        """Yield the events that begin a node until the collection ends."""
        for event in self.events:
            if not isinstance(event, NodeEvent):
                return
            yield event

    def _mapping(self, mark: Mark, depth: int) -> Node:
        values: dict[str, Node] = {}
        node = Node(values, mark)
        items = self._items()
        for event in items:
            key = self._node(event, depth + 1)
            value = self._node(next(items), depth + 1)
            if isinstance(key.value, (list, dict)):
                self._refuse(event, "a key that is a list or a mapping, expected a word")
                continue
            word = key.value or ""
            if word == "<<":
                self._refuse(event, "merge key <<, expected the values written out")
            elif word in values:
                first = node.keys[word].line + 1
                said = f"{quoted(word)} stands here again, it is already on line {first}"
                self._refuse(event, said)
            else:
                values[word] = value
                node.keys[word] = key.mark
        return node

    def _refuse(self, event: Any, said: str) -> None:
        mark = event.start_mark
        self.problems.append(Problem(Mark(mark.line, mark.column), said))


def _text(event: ScalarEvent) -> str | None:
    """Return the text of a scalar, composed as one types it; None for an empty plain one."""
    text: str = event.value
    if event.implicit[0] and text in _NULLS:
        return None
    return unicodedata.normalize("NFC", text)
