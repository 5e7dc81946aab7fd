"""What is wrong in a file of the user's (a model week, a mapping), and where."""

from __future__ import annotations

import unicodedata
from typing import NamedTuple

from actlog.domain.errors import ModelError
from actlog.domain.text import visible

MODEL_WEEK, MAPPING = "model week", "mapping"
"""What a file can be meant to be, as messages call it."""

_LONGEST_QUOTE = 40


class Mark(NamedTuple):
    """A place in the file; both numbers count from 0 and are shown from 1."""

    line: int
    column: int


class Problem(NamedTuple):
    """One thing that is wrong: what, and what was expected."""

    mark: Mark
    text: str

    def shown(self, name: str) -> str:
        """Return `file:line:column: what is wrong, what was expected`."""
        return f"{visible(name)}:{self.mark.line + 1}:{self.mark.column + 1}: {visible(self.text)}"


def failure(name: str, problems: list[Problem], what: str = MODEL_WEEK) -> ModelError:
    """Return the error that tells every problem of a file, in its order; `what` it should be."""
    lines = tuple([problem.shown(name) for problem in sorted(set(problems))])
    count = "1 problem" if len(lines) == 1 else f"{len(lines)} problems"
    return ModelError(f"the {what} has {count}", problems=lines)


def quoted(text: str) -> str:
    """Return what somebody wrote, safe and short enough to stand in a message."""
    if len(text) > _LONGEST_QUOTE:
        text = text[: _LONGEST_QUOTE - 1] + "…"
    return f"“{visible(text)}”" if '"' in text else f'"{visible(text)}"'


def listed(words: list[str] | tuple[str, ...], last: str = "or") -> str:
    """Return `a`, `a or b`, `a, b or c`."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def meant(word: str, known: list[str]) -> str:
    """Return `, did you mean x?` where a known word is near, else nothing."""
    from rapidfuzz import fuzz, process, utils

    # 75 lets one slip in a short word and two in a long one pass, and no other word.
    best = process.extractOne(
        word, known, scorer=fuzz.ratio, processor=utils.default_process, score_cutoff=75
    )
    return f", did you mean {best[0]}?" if best else ""


def folded(word: str) -> str:
    """Return what is left of a word once case, spaces, hyphens and underscores are folded."""
    word = unicodedata.normalize("NFKC", word).casefold()
    return "".join([c for c in word if c not in " -_"])
