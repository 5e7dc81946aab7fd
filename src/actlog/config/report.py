"""What the rules across fields write their findings to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from actlog.config.problems import Problem, listed, meant, quoted

if TYPE_CHECKING:
    from collections.abc import Iterable

    from actlog.config.yaml_nodes import Node, Path


class Report:
    """The problems of one file, each at its place."""

    def __init__(self, tree: Node) -> None:
        """Begin without a problem."""
        self.tree = tree
        self.problems: list[Problem] = []

    def tell(self, path: Path, text: str, *, key: bool = False) -> None:
        """Report what is wrong with the value at a path, or with its key."""
        self.problems.append(Problem(self.tree.find(path, key=key), text))

    def line(self, path: Path) -> int:
        """Return the line of a key as people count."""
        return self.tree.find(path, key=True).line + 1

    def known(
        self, path: Path, word: str, names: Iterable[str], what: str, *, key: bool = False
    ) -> bool:
        """Tell whether a word is one of the names, and report it where it is not."""
        choices = list(names)
        if word in choices:
            return True
        hint = meant(word, choices) or (f", expected {listed(choices)}" if choices else "")
        self.tell(path, f"{quoted(word)} is no {what} here{hint}", key=key)
        return False
