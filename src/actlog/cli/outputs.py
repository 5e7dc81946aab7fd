"""Files that are written for the user: whole or not at all, and over no other unasked."""

from __future__ import annotations

import os

from actlog.domain.errors import InputError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from actlog.cli.session import Session

_AT_ONCE = 1 << 16  # characters


def may_replace(session: Session, output: str) -> bool:
    """Ask whether to write over a file; InputError where nobody is there to answer.

    A pipe or a device is never put a file in the place of: InputError.
    """
    if not os.path.isfile(output):
        raise InputError(f"{output} cannot be written: it is no plain file", "name another one")
    if not (session.yes or session.interactive):
        raise InputError(f"{output} is there already", "--yes writes over it")
    return session.confirm(f"write over {output}?")


def chunks(texts: Iterable[str]) -> Iterator[str]:
    """Yield the texts joined into some that are worth writing at once."""
    some: list[str] = []
    size = 0
    for text in texts:
        some.append(text)
        size += len(text)
        if size >= _AT_ONCE:
            yield "".join(some)
            some.clear()
            size = 0
    yield "".join(some)


def write_whole(target: str, output: str, texts: Iterable[str]) -> None:
    """Write a file in UTF-8 beside the target and put it in its place when it is whole.

    `output` is what the user called it. Raises InputError where it cannot be written.
    """
    from tempfile import NamedTemporaryFile

    folder, name = os.path.split(target)
    try:
        with NamedTemporaryFile(dir=folder, prefix=f".{name[:40]}.", delete=False) as draft:
            try:
                for text in chunks(texts):
                    draft.write(text.encode())
                draft.flush()
                os.fsync(draft.fileno())
                os.replace(draft.name, target)
            except BaseException:
                os.remove(draft.name)
                raise
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) else str(error)
        raise InputError(f"{output} cannot be written: {why}") from None
