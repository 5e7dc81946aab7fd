"""A change that was made to one text, made to another that has changed since."""

from __future__ import annotations

from difflib import SequenceMatcher


def merge(before: str, after: str, now: str) -> str | None:
    """Return `now` with the lines changed that differ between `before` and `after`.

    None where `now` has changed at one of those places itself. As in diff3, lines that touch
    count as the same place; a change that `now` has already is none.
    """
    old, new, current = (text.splitlines(keepends=True) for text in (before, after, now))
    theirs = _changes(old, current)
    found: list[str] = []
    reached, shift = 0, 0
    wanted = [change for change in _changes(old, new) if change not in theirs]
    for begin, end, lines in wanted:
        for start, stop, _ in theirs:
            if start <= end and begin <= stop:
                return None
        shift = sum(len(put) - (stop - start) for start, stop, put in theirs if stop <= begin)
        found += current[reached : begin + shift] + lines
        reached = end + shift
    return "".join(found + current[reached:])


def _changes(old: list[str], new: list[str]) -> list[tuple[int, int, list[str]]]:
    """Return the runs of old lines that something else stands for."""
    codes = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return [(i, j, new[k:n]) for what, i, j, k, n in codes if what != "equal"]
