"""Which mappings there are: actlog's own, and the user's in a folder beside the model week."""

from __future__ import annotations

import os
from importlib.resources import files

from actlog.domain.errors import ActlogError, InputError
from actlog.domain.record import Record
from actlog.domain.text import visible

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from importlib.resources.abc import Traversable

    from actlog.cli.session import Session
    from actlog.domain.mapping import Mapping

_ENDINGS = (".yaml", ".yml")


class MappingFile(Record):
    """Where a mapping stands: `format` is its word for `--format`.

    `path` is the user's own file, None where actlog brings it along; `replaces` tells whether
    actlog brings one of that name along as well.
    """

    format: str
    path: str | None = None
    replaces: bool = False

    def content(self) -> bytes:
        """Return what the file holds. Raises InputError."""
        if self.path is None:
            return (_presets() / f"{self.format}.yaml").read_bytes()
        from actlog.config.mapping import content

        return content(self.path)

    def read(self) -> Mapping:
        """Return the mapping. Raises InputError and ModelError."""
        from actlog.config.mapping import read_mapping

        return read_mapping(self.content(), self.path or f"{self.format}.yaml", self.format)


def known(session: Session) -> tuple[Mapping, ...]:
    """Return every mapping, the user's first: one of a preset's name is there in its place.

    What is wrong with a file of the user's is a warning: other formats go on without it.
    """
    return tuple([mapping for _, mapping in readable(session)])


def readable(session: Session) -> Iterator[tuple[MappingFile, Mapping]]:
    """Yield every mapping with its file, as `known` returns them; it warns of the others."""
    for file in found(session):
        try:
            mapping = file.read()
        except ActlogError as error:
            if file.path is None:
                raise
            session.warn(
                f"warning: {visible(file.path)} is left out: {error.message}; "
                "actlog mapping check names what is wrong"
            )
        else:
            yield file, mapping


def by_name(session: Session, format: str) -> Mapping:  # noqa: A002
    """Return the mapping of a word for `--format`. Raises InputError and ModelError."""
    return file_of(session, format).read()


def file_of(session: Session, format: str) -> MappingFile:  # noqa: A002
    """Return where the mapping of a word for `--format` stands. Raises InputError."""
    from actlog.grammar.suggest import nearest

    every = {file.format: file for file in found(session)}
    if format in every:
        return every[format]
    near = nearest(format, list(every))
    hint = f"did you mean {near}?" if near else f"there are {', '.join(every)}"
    raise InputError(f"there is no mapping {visible(format)!r}", hint)


def from_file(path: str) -> Mapping:
    """Return the mapping in a file that somebody named. Raises InputError and ModelError."""
    return MappingFile(format=_stem(path), path=path).read()


def found(session: Session) -> list[MappingFile]:
    """Return every mapping there is, right or wrong: the user's first, each by name."""
    presets = sorted(_stems([path.name for path in _presets().iterdir()]))
    try:
        names = os.listdir(session.paths.mappings)
    except OSError:
        names = []
    own = {
        stem: MappingFile(
            format=stem, path=os.path.join(session.paths.mappings, name), replaces=stem in presets
        )
        for stem, name in sorted(_stems(names).items())
    }
    return [*own.values(), *[MappingFile(format=stem) for stem in presets if stem not in own]]


def _presets() -> Traversable:
    return files("actlog.exchange") / "mappings"


def _stems(names: list[str]) -> dict[str, str]:
    """Return the files of a folder that are mappings, by their words for `--format`."""
    return {
        _stem(name): name
        for name in sorted(names, reverse=True)
        if name.endswith(_ENDINGS) and not name.startswith(".")
    }


def _stem(path: str) -> str:
    return os.path.splitext(os.path.basename(path))[0]
