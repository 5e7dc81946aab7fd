"""A YAML text that is changed in place: what is not meant stays as it is, byte for byte.

A round trip through a YAML writer sets indents, line lengths and quotes anew. Here the places
of ruamel's nodes and tokens say where to cut, and the rest of the text is never touched.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Any, NamedTuple

from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from ruamel.yaml.tokens import FlowEntryToken

from actlog.config.yaml_nodes import read
from actlog.config.yaml_text import (
    comment_spans,
    comments_between,
    pure_yaml,
    scalar,
    without_comments,
)
from actlog.domain.errors import ModelError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from actlog.config.yaml_nodes import Path

_STEP = 2


class Spot(NamedTuple):
    """Something in a mapping or list: its holder, its key (None in a list) and its value."""

    holder: Any
    at: int
    key: Any
    value: Any

    @property
    def begin(self) -> int:
        """Where it begins in the text."""
        return int((self.key or self.value).start_mark.index)


class Draft:
    """A text that is YAML, and the cuts to be made in it; `done` makes them."""

    def __init__(self, text: str, name: str) -> None:
        """Take a text. ModelError, with the places, for what no model week's file may hold."""
        self.text = text
        self._name = name
        self._data = read(text, name).data()
        self._root: Any = pure_yaml().compose(text)
        tokens = list(pure_yaml().scan(text))
        spans = [(token.start_mark.index, token.end_mark.index) for token in tokens]
        self._ends = sorted([end for start, end in spans if end > start])
        self._commas = [
            token.start_mark.index for token in tokens if isinstance(token, FlowEntryToken)
        ]
        self._comments = comments_between(text, spans)
        self._eol = "\r\n" if "\r\n" in text else "\n"
        self._cuts: list[tuple[int, int, str]] = []

    # Where things stand

    def find(self, path: Path) -> Spot | None:
        """Return what stands at a path of keys and, in lists, indices or texts."""
        spot: Spot | None = None
        node = self._root
        for step in path:
            spot = _below(node, step)
            if spot is None:
                return None
            node = spot.value
        return spot

    def inside(self, path: Path) -> list[Spot]:
        """Return what a mapping or list holds, nothing for anything else."""
        spot = self.find(path)
        node = spot.value if spot else self._root if not path else None
        if isinstance(node, MappingNode):
            return [Spot(node, at, key, value) for at, (key, value) in enumerate(node.value)]
        if isinstance(node, SequenceNode):
            return [Spot(node, at, None, value) for at, value in enumerate(node.value)]
        return []

    def _end(self, node: Node) -> int:
        """Return where the text of a node ends, the comments and empty lines below it left out."""
        place = bisect_right(self._ends, node.end_mark.index)
        end: int = self._ends[place - 1] if place else node.end_mark.index
        if node.start_mark.index < end:
            end = node.start_mark.index + len(self.text[node.start_mark.index : end].rstrip())
        return end

    def _line(self, place: int) -> int:
        return self.text.rfind("\n", 0, place) + 1

    def _after_line(self, place: int) -> int:
        end = self.text.find("\n", place)
        return len(self.text) if end < 0 else end + 1

    # What is to be changed

    def word(self, node: Any, text: str) -> None:
        """Put another text in the place of a scalar, quoted as it was where it was quoted."""
        self._cut(node.start_mark.index, self._end(node), scalar(text, node.style))

    def put(self, path: Path, value: str, order: Callable[[Path], Sequence[str]]) -> None:
        """Put a value, YAML of one line, at a path of keys; what is missing on the way is made.

        `order` names the keys of the mapping at a path in their usual order: new ones go behind
        those that stand before them in it.
        """
        spot = self.find(path)
        if spot is not None:
            self._replace(spot, value)
            return
        missing = [path[-1]]
        while self.find(path[: -len(missing)]) is None and len(missing) < len(path):
            missing.insert(0, path[-len(missing) - 1])
        parent = path[: -len(missing)]
        for step in reversed(missing[1:]):
            value = f"{{{scalar(str(step))}: {value}}}"
        self._insert(parent, str(missing[0]), value, order(parent))

    def _replace(self, spot: Spot, value: str) -> None:
        node = spot.value
        begin, end = node.start_mark.index, self._end(node)
        if isinstance(node, ScalarNode) and node.value == "" and node.style is None:
            self._cut(end, end, f" {value}")
            return
        if isinstance(node, ScalarNode) and node.style in {"'", '"'} and value[:1] not in "[{'\"":
            value = scalar(value, node.style)
        if spot.key is not None and "\n" in self.text[self._end(spot.key) : begin]:
            begin = self._end(spot.key)  # a block under its key comes up to it
            begin = self.text.index(":", begin) + 1
            value = f" {value}"
        self._keep_comments(begin, end, self._line(spot.begin))
        self._cut(begin, end, value)

    def _insert(self, path: Path, key: str, value: str, order: Sequence[str]) -> None:
        spot = self.find(path)
        node = spot.value if spot else self._root
        entry = f"{scalar(key)}:{value if value.startswith(chr(10)) else ' ' + value}".rstrip()
        if not isinstance(node, MappingNode):
            self._first(spot, node, entry)
            return
        known = [str(one.value) for one, _ in node.value]
        rank = {name: place for place, name in enumerate(order)}
        before = [
            (rank.get(name, -1 if key in rank else at), at)
            for at, name in enumerate(known)
            if rank.get(name, -1) < rank.get(key, len(rank))
        ]
        behind = max(before)[1] if before else None
        if node.flow_style:
            self._insert_flow(node, behind, entry)
        elif behind is not None:
            self._below_line(self._end(node.value[behind][1]), node, entry)
        else:
            first = node.value[0][0].start_mark
            self._cut(first.index, first.index, f"{entry}{self._eol}{' ' * first.column}")

    def _below_line(self, place: int, node: Any, entry: str) -> None:
        """Put an entry of a block mapping on the line below a place."""
        at = self._after_line(place)
        lead = "" if at and self.text[at - 1] == "\n" else self._eol
        indent = " " * node.value[0][0].start_mark.column
        lines = self._eol.join([f"{indent}{line}" for line in entry.split("\n")])
        self._cut(at, at, f"{lead}{lines}{self._eol}")

    def _insert_flow(self, node: Any, behind: int | None, entry: str) -> None:
        entry = _one_line(entry)
        if behind is not None:
            at = self._end(node.value[behind][1])
            self._cut(at, at, f", {entry}")
        else:
            at = node.start_mark.index + 1
            self._cut(at, at, f"{entry}, " if node.value else entry)

    def _first(self, spot: Spot | None, node: Any, entry: str) -> None:
        """Put the first entry into a key that has no value yet."""
        if not (isinstance(node, ScalarNode) and node.value == "" and node.style is None):
            if spot is not None:
                self._replace(spot, f"{{{_one_line(entry)}}}")
            return
        if spot is None or spot.holder.flow_style or spot.key is None:
            self._cut(self._end(node), self._end(node), f" {{{_one_line(entry)}}}")
            return
        at = self._after_line(self._end(node))
        lead = "" if at and self.text[at - 1] == "\n" else self._eol
        indent = " " * (spot.key.start_mark.column + _STEP)
        lines = self._eol.join([f"{indent}{line}" for line in entry.split("\n")])
        self._cut(at, at, f"{lead}{lines}{self._eol}")

    def remove(self, spot: Spot) -> None:
        """Take an entry out of its mapping or list; comments in it stay where it was."""
        begin, end = spot.begin, self._end(spot.value)
        line = self._line(begin)
        if spot.holder.flow_style:
            begin, end = self._with_comma(begin, end)
            begin, end = self._whole_line(begin, end)
        elif not self.text[line:begin].strip(" -" if spot.key is None else " "):
            begin, end = line, self._after_line(end)
        elif spot.at + 1 < len(spot.holder.value):  # the first key of a list's item
            end = spot.holder.value[spot.at + 1][0].start_mark.index
        self._keep_comments(begin, end, begin)
        self._cut(begin, end, "")

    def _with_comma(self, begin: int, end: int) -> tuple[int, int]:
        after = next((at for at in self._commas if at >= end), None)
        if after is not None and not without_comments(self.text[end:after]).strip():
            while self.text[after + 1 : after + 2] == " ":
                after += 1
            return begin, after + 1
        before = max((at for at in self._commas if at < begin), default=None)
        if before is not None and not without_comments(self.text[before + 1 : begin]).strip():
            if "#" in self.text[before:begin]:  # a comma may stay: YAML lets one end a list
                return begin, end
            return before, end
        return begin, end

    def _whole_line(self, begin: int, end: int) -> tuple[int, int]:
        line, after = self._line(begin), self._after_line(end)
        if not self.text[line:begin].strip() and not self.text[end:after].strip():
            return line, after
        return begin, end

    def _keep_comments(self, begin: int, end: int, at: int) -> None:
        """Put the comments of a span that goes on lines of their own."""
        line = self.text[self._line(at) : self._after_line(at)]
        indent = line[: len(line) - len(line.lstrip(" "))]
        for start, stop in self._comments:
            if begin <= start < end:
                self._cut(at, at, f"{indent}{self.text[start:stop]}{self._eol}")

    def _cut(self, begin: int, end: int, text: str) -> None:
        self._cuts.append((begin, end, text))

    def done(self, expected: Any) -> str:
        """Return the text with the changes made.

        Raises ModelError unless it says what is `expected`, as plain dicts, lists and texts,
        with every comment in it: what cannot be changed in place is left to its owner.
        """
        text = self.text
        self._cuts.sort(key=lambda cut: cut[:2])
        for begin, end, put in reversed(self._cuts):
            text = text[:begin] + put + text[end:]
        try:
            same = _bare(read(text, self._name).data()) == _bare(expected)
        except ModelError:
            same = False
        kept = [self.text[start:stop].rstrip() for start, stop in self._comments]
        now = [text[start:stop].rstrip() for start, stop in comment_spans(text)] if same else []
        if not same or sorted(kept) != sorted(now):
            raise ModelError(
                "the model week's file is written in a way that only an editor can change",
                "actlog model edit",
            )
        return text

    @property
    def data(self) -> Any:
        """What the text says, as plain dicts, lists, texts and None."""
        return self._data


def _bare(data: Any) -> Any:
    """Return plain data with nothing in the place of all that is empty."""
    if isinstance(data, dict):
        return {key: _bare(value) for key, value in data.items()} or None
    return [_bare(value) for value in data] or None if isinstance(data, list) else data


def _below(node: Any, step: str | int) -> Spot | None:
    if isinstance(node, MappingNode):
        for at, (key, value) in enumerate(node.value):
            if key.value == step:
                return Spot(node, at, key, value)
    elif isinstance(node, SequenceNode):
        for at, value in enumerate(node.value):
            if step in {at, value.value} if isinstance(value, ScalarNode) else step == at:
                return Spot(node, at, None, value)
    return None


def _one_line(entry: str) -> str:
    """Return a block of `key:` with keys below it as one line for a flow mapping."""
    head, *rest = entry.split("\n")
    if not rest:
        return entry
    return f"{head} {{{', '.join([line.strip() for line in rest])}}}"
