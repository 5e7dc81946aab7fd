"""`mapping new`: a first mapping for a file that nobody has described yet."""

from __future__ import annotations

import os
import shlex
from contextlib import suppress

from actlog.domain.errors import InputError
from actlog.domain.text import visible

TYPE_CHECKING = False
if TYPE_CHECKING:
    from actlog.cli.session import Session
    from actlog.exchange.drafting.draft import Draft
    from actlog.exchange.source import Member, Source
    from actlog.exchange.table import Raw
    from actlog.views.shapes.mappings import MappingNewJson

_UNWRITTEN = "mine.yaml"
_MOST_NAMED = 8


def new(
    session: Session,
    path: str,
    *,
    output: str | None = None,
    name: str | None = None,
    sheet: str | None = None,
    json: bool = False,
) -> int:
    """Look at a file and write a first mapping for it: to `output`, or to standard output.

    `name` is what such files are called, the file's own name without it, and `sheet` the one to
    look at in a workbook. Another file is only
    written over when that is agreed to. Returns 1 where no column holds dates: the mapping
    cannot serve before that is mended. Raises InputError where the file is no table.
    """
    found, known = _looked_at(session, path, name, sheet)
    target = None if output is None else os.path.realpath(output)
    if output is not None and target is not None:
        from actlog.cli.outputs import may_replace, write_whole

        if os.path.lexists(target) and not may_replace(session, output):
            session.out("nothing is written")
            return 1
        write_whole(target, output, [found.text])
    if json:
        session.json(_plain(found, path, output, known))
    else:
        _say(session, found, path, output, known)
    return 0 if found.dated else 1


def _looked_at(
    session: Session, path: str, name: str | None, sheet: str | None
) -> tuple[Draft, str | None]:
    """Return the first mapping, and the word of one that knows such files already."""
    from actlog.cli.mappings import known
    from actlog.config.mapping import read_mapping
    from actlog.exchange.drafting.draft import draft
    from actlog.exchange.mapped import recognising
    from actlog.exchange.source import Source as Opened

    with Opened(path) as source:
        member = _member(source, path)
        raw = _raw(member, sheet)
        if not raw.header:
            raise InputError("the file is empty", "its first row names the columns")
        _refuse_own(raw, path)
        best = None
        with suppress(InputError):  # several know it
            best = recognising.best(raw.header, known(session))
        found = draft(raw, name or member.name, session.model(), session.now)
    if found.dated:
        read_mapping(found.text, _UNWRITTEN, "mine")
    return found, None if best is None else best.format


def _member(source: Source, path: str) -> Member:
    """Return the one file to look at. Raises InputError where there are several."""
    if len(source.members) > 1:
        names = ", ".join([member.name for member in source.members[:_MOST_NAMED]])
        more = ", …" if len(source.members) > _MOST_NAMED else ""
        hint = f"unpack the one with your activities: {visible(names)}{more}"
        raise InputError(f"{path} holds {len(source.members):,} files", hint)
    return source.members[0]


def _raw(member: Member, sheet: str | None) -> Raw:
    from actlog.exchange.problems import Problems

    if member.is_sheet:
        from actlog.exchange.sheet import read_sheet

        return read_sheet(member, Problems(), wanted=sheet)
    from actlog.exchange.delimited import read_raw
    from actlog.exchange.text import Text

    return read_raw(Text(member.open, member.name).lines(), Problems())


def _refuse_own(raw: Raw, path: str) -> None:
    from actlog.exchange import own

    if own.names_columns(raw.header):
        hint = f"actlog import {shlex.quote(visible(path))}"
        raise InputError("these are actlog's own columns, which need no mapping", hint)


def _say(session: Session, found: Draft, path: str, output: str | None, known: str | None) -> None:
    """Say what was found and what to do next: beside the mapping where it is printed."""
    say = session.remark if output is None else session.out
    if output is None:
        session.raw(found.text)
    else:
        session.out(f"wrote a first mapping to {visible(output)}: {_counted(found)}")
    if known is not None:
        say(f"{known} knows such files already: actlog import {_word(path)} needs no mapping")
    for one in found.missing:
        say(f"not found: {one}")
    say(_following(found, path, output))


def _counted(found: Draft) -> str:
    used = len({column for _, columns in found.fields for column in columns})
    columns = "1 column" if found.columns == 1 else f"{found.columns:,} columns"
    rows = "1 row" if found.rows == 1 else f"{found.rows:,} rows"
    return f"{used} of {columns} used, {rows} looked at"


def _following(found: Draft, path: str, output: str | None) -> str:
    mapping = _word(output or _UNWRITTEN)
    what = "read and correct it" if output else f"put it into {mapping} and correct it"
    if not found.dated:
        return f"{what}, then: actlog mapping check {mapping}"
    return f"{what}, then: actlog import {_word(path)} --mapping {mapping} --dry-run"


def _word(path: str) -> str:
    return shlex.quote(visible(path))


def _plain(found: Draft, path: str, output: str | None, known: str | None) -> MappingNewJson:
    return {
        "file": path,
        "output": output,
        "rows": found.rows,
        "columns": found.columns,
        "fields": [{"field": field, "columns": list(columns)} for field, columns in found.fields],
        "not_found": list(found.missing),
        "known": known,
        "text": found.text,
    }
