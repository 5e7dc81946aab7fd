"""`mapping list`, `mapping show` and `mapping check`: mappings from the command line."""

from __future__ import annotations

from actlog.domain.errors import ModelError
from actlog.domain.text import visible

TYPE_CHECKING = False
if TYPE_CHECKING:
    from actlog.cli.session import Session
    from actlog.domain.mapping import Mapping
    from actlog.views.shapes.mappings import MappingCheckJson, MappingListJson, MappingShowJson


def list_mappings(session: Session, *, json: bool = False, csv: bool = False) -> int:
    """Show every mapping there is: the user's first, then those that actlog brings along."""
    from actlog.cli.mappings import readable
    from actlog.views import mappings as views

    shown = [
        views.MappingShown(
            format=file.format,
            title=mapping.title,
            recognised=bool(mapping.recognise),
            path=file.path,
            replaces=file.replaces,
        )
        for file, mapping in readable(session)
    ]
    folder = session.paths.mappings
    if json:
        document: MappingListJson = {"folder": folder, "mappings": views.plain(shown)}
        session.json(document)
    elif csv:
        from actlog.views.tables import write

        session.raw(write(views.rows(shown)))
    else:
        from actlog.views.theme import Theme

        console = session.console()
        screen = views.mappings_screen(shown, folder, Theme.of(console))
        console.print(screen, soft_wrap=True)
    return 0


def show(session: Session, name: str, *, json: bool = False) -> int:
    """Print a mapping as it stands in its file, right or wrong. Raises InputError, ModelError."""
    from actlog.cli.mappings import file_of
    from actlog.config.mapping import as_text

    file = file_of(session, name)
    text = as_text(file.content(), file.path or file.format)
    if json:
        document: MappingShowJson = {"format": file.format, "file": file.path, "text": text}
        session.json(document)
    else:
        session.raw(text if text.endswith("\n") else f"{text}\n")
    return 0


def check(session: Session, path: str, *, json: bool = False) -> int:
    """Say whether a mapping is right; its problems are a ModelError.

    As JSON, problems are data too, with the exit code that the error would have. Raises
    InputError where the file cannot be read.
    """
    from actlog.cli.mappings import from_file

    shown: MappingCheckJson
    try:
        mapping = from_file(path)
    except ModelError as error:
        if not json:
            raise
        shown = {"file": path, "right": False, "problems": list(error.problems)}
        session.json(shown)
        return error.exit_code
    if json:
        shown = {"file": path, "right": True, "problems": []}
        session.json(shown)
    else:
        session.out(f"{visible(path)} is right: {_made(mapping)}, {_recognised(mapping)}")
    return 0


def _made(mapping: Mapping) -> str:
    """Return how many entries a row may make: rules of one part never make two."""
    most = len({rule.part for rule in mapping.entries})
    return "a row makes at most one entry" if most == 1 else f"a row makes at most {most} entries"


def _recognised(mapping: Mapping) -> str:
    if mapping.recognise:
        return "files are recognised by their columns"
    return "files are only taken for it with --format or --mapping"
