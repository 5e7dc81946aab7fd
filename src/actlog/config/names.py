"""Rules for the words of a model week: each must be sayable in a line, and mean one thing."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from actlog.config.problems import folded, quoted
from actlog.config.shapes import REQUIRABLE, ActivityShape
from actlog.domain.model_week import AGAIN, STORY_OUTCOMES, Kind, plural
from actlog.grammar.dates import is_date_word
from actlog.grammar.vocabulary import CLOSING_WORDS

if TYPE_CHECKING:
    from actlog.config.report import Report
    from actlog.config.shapes import ModelShape, ResultShape
    from actlog.config.yaml_nodes import Path

LONGEST = 40
_LINE_KEYS = frozenset({*REQUIRABLE, "at", "mins"})


class Word(NamedTuple):
    """A word that names a kind: where it stands and whether somebody wrote it."""

    text: str
    path: Path
    key: bool
    written: bool = True


def check_names(report: Report, shape: ModelShape) -> None:
    """Report what is wrong with the names of kinds and outcomes, and how they meet."""
    owners: dict[str, Path] = {}
    for path, kind in _kinds(shape):
        told: Path | None = None
        for word in _words(path, kind):
            wrong = _wrong(word.text) if word.written else None
            if wrong is None:
                owner = owners.setdefault(folded(word.text), path)
                if owner != path:
                    wrong = (
                        f"{quoted(word.text)} already means {owner[1]} (line "
                        f"{report.line(owner)}), expected a word of its own"
                    )
            if wrong and word.path != told:  # a plural says nothing that its word did not
                told = word.path
                report.tell(word.path, wrong, key=word.key)
    closed = {kind.closes for kind in shape.activities.values()}
    for path, kind in _kinds(shape):
        if isinstance(kind, ActivityShape) and kind.of is None:
            words = STORY_OUTCOMES if kind.closes else (AGAIN,) if path[-1] in closed else ()
            _outcomes(report, path, kind, owners, words)


def _kinds(shape: ModelShape) -> list[tuple[Path, ActivityShape | ResultShape]]:
    found: list[tuple[Path, ActivityShape | ResultShape]] = []
    found += [(("activities", name), kind) for name, kind in shape.activities.items()]
    found += [(("results", name), kind) for name, kind in shape.results.items()]
    return found


def _words(path: Path, kind: ActivityShape | ResultShape) -> list[Word]:
    """Return every word that a line may call a kind by."""
    name = str(path[-1])
    words = [Word(name, path, key=True)]
    for place, alias in enumerate(kind.aliases):
        at = (*path, "aliases", place)
        words.append(Word(alias, at, key=False))
        words.append(Word(plural(alias), at, key=False, written=False))
    if kind.plural:
        words.append(Word(kind.plural.replace(" ", "_"), (*path, "plural"), key=False))
    else:
        words.append(Word(Kind(name=name).plural_title(), path, key=True, written=False))
    return words


def _outcomes(
    report: Report,
    path: Path,
    kind: ActivityShape,
    owners: dict[str, Path],
    story: tuple[str, ...],
) -> None:
    """Check an activity's own outcomes; a measure's are checked against its parent's.

    `story` are words that its kind has anyway.
    """
    seen: dict[str, str] = {}
    for name in kind.outcomes:
        key = folded(name)
        wrong = _wrong(name, story)
        if wrong is None and key in owners:
            wrong = (
                f"outcome {quoted(name)} is also a word for {owners[key][1]}, and a line could be "
                "read both ways, expected another word"
            )
        if wrong is None and key in seen:
            wrong = f"outcome {quoted(name)} reads like {quoted(seen[key])}, expected one of them"
        if wrong:
            report.tell((*path, "outcomes", name), wrong, key=True)
        seen.setdefault(key, name)


def _wrong(name: str, story: tuple[str, ...] = (*STORY_OUTCOMES, AGAIN)) -> str | None:
    """Return why a word cannot be a name, or None; `story` are words of meetings to refuse."""
    if not _is_name(name):
        return _no_name(name)
    reason = None
    meant = name.replace("_", "-")
    if meant in story:
        which = "that another closes" if meant == AGAIN else "that closes another"
        reason = f"a word of every activity {which}"
    elif meant in STORY_OUTCOMES:
        reason = None
    elif name in _LINE_KEYS:
        reason = f"a key of log lines ({name}:…)"
    elif name == "why":
        reason = "a key of special weeks"
    elif name in CLOSING_WORDS:
        reason = "how the log> prompt is left"
    elif is_date_word(name):
        reason = "read as a date, a duration or a number"
    return f"{quoted(name)} is {reason}, expected another name" if reason else None


def _no_name(name: str) -> str:
    """Return what is wrong with a word that is no name, with the nearest name there is."""
    slug = "_".join(name.lower().split())
    slug = "".join([character for character in slug if _fits(character)])
    example = f", as in {slug}" if _is_name(slug) else ""
    return (
        f"{quoted(name)} is no name, expected a lower-case letter, then letters, digits, _ and -, "
        f"at most {LONGEST}{example}"
    )


def _is_name(name: str) -> bool:
    return (
        0 < len(name) <= LONGEST
        and name[0].isalpha()
        and name[-1] not in "_-"
        and name == name.lower() == unicodedata.normalize("NFKC", name)
        and all(_fits(character) for character in name)
    )


def _fits(character: str) -> bool:
    """Tell whether a name may hold a character: letters of any script with their marks."""
    if character.isascii():
        return character.isalnum() or character in "_-"
    return unicodedata.category(character)[0] in "LM"
