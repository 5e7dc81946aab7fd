"""A text in the user's own editor: given out, taken back, and never lost.

What is wrong in it stands above it when the editor opens again. However the editing ends,
a text that somebody wrote and that was not taken stays in a file, which is named.
"""

from __future__ import annotations

import os
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
from contextlib import suppress

from actlog.domain.errors import ActlogError, InputError, NothingToDoError
from actlog.domain.text import visible

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from typing import NoReturn, TypeVar

    from actlog.cli.session import Session

    Read = TypeVar("Read")

_UNSAVED = "unsaved-"

REMARK = "#! "
"""What begins a line that says what is wrong; such lines are none of the text."""


def run_editor(session: Session, text: str, suffix: str) -> str:
    """Return a text as `$VISUAL` or `$EDITOR` (vi, notepad on Windows) left it.

    The text lies in a file that only its owner may read, whose name ends with `suffix` so that
    editors know its language, and is gone afterwards. Raises InputError where nobody is there
    to edit, and for an editor that does not start, fails or is killed; what was written
    until then stays in a file that the error names.
    """
    command = _command(session)
    try:
        folder = tempfile.mkdtemp(prefix="actlog-")  # an editor may leave copies beside its file
    except OSError as error:
        raise _unwritten(error) from None
    path = os.path.join(folder, f"edit{suffix}")
    try:
        _write(path, text)
        failed = _run([*command, path])
        edited = _read(session, path, suffix)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    if failed is not None:
        hint = "VISUAL or EDITOR names another one" if edited == text else None
        said = f"the editor {visible(command[0])} {failed}: nothing is changed"
        raise InputError(said, hint or _kept(session, edited, suffix))
    return edited


def edit_until(
    session: Session,
    text: str,
    suffix: str,
    read: Callable[[str], Read],
    apply: Callable[[Read], None],
) -> None:
    """Let a text be edited until `read` understands it, then `apply` what it read.

    An ActlogError of `read` opens the editor again, with what is wrong in lines that begin
    with REMARK: above the wrong lines where it names their `places`, else at the top. A text
    left as it was gives up: NothingToDoError for a good one, else the error of `read`. A changed
    text that was not applied, for whatever reason, stays in a file that is named.
    """
    offered = text
    try:
        while True:
            remarks, marked = _marked(text, read)
            edited = run_editor(session, marked, suffix)
            if remarks:
                edited = _without_remarks(edited, text)
            if edited == text:
                _give_up(text, read)
            text = edited
            try:
                found = read(text)
            except ActlogError:
                continue
            apply(found)
            return
    except BaseException as error:
        if text != offered and text.strip():
            said = _kept(session, text, suffix)
            if isinstance(error, ActlogError):
                error.hint = f"{error.hint}; {said}" if error.hint else said
            else:
                session.warn(said)
        raise


def _give_up(text: str, read: Callable[[str], Read]) -> NoReturn:
    read(text)
    raise NothingToDoError("the text is as it was: nothing to change")


def keep_text(session: Session, text: str, suffix: str) -> str:
    """Keep a text that was not taken in a new file of the log's folder; return its path.

    Where that folder cannot be written, the folder of temporary files serves. Raises OSError.
    """
    try:
        os.makedirs(session.paths.home, mode=0o700, exist_ok=True)
        handle, path = tempfile.mkstemp(suffix, _UNSAVED, session.paths.home)
    except OSError:
        handle, path = tempfile.mkstemp(suffix, _UNSAVED)
    os.close(handle)
    _put(path, text)
    return path


def unsaved(session: Session) -> Iterator[tuple[str, str]]:
    """Yield the files of the log's folder with a text that was not taken, and the text."""
    with suppress(OSError), os.scandir(session.paths.home) as items:
        for item in items:
            if item.name.startswith(_UNSAVED) and item.is_file(follow_symlinks=False):
                with open(item.path, encoding="utf-8", errors="replace") as file:
                    yield item.path, file.read()


def _kept(session: Session, text: str, suffix: str) -> str:
    try:
        return f"your text is in {keep_text(session, text, suffix)}"
    except OSError:  # no disk has room: the terminal is the last place to keep it
        session.raw(text)
        return "your text could not be kept in a file and stands above"


def _command(session: Session) -> list[str]:
    if not session.interactive:
        raise InputError("nobody is there to edit", "an editor needs a terminal")
    windows = sys.platform == "win32"
    fallback = "notepad" if windows else "vi"
    wanted = session.environ.get("VISUAL") or session.environ.get("EDITOR") or fallback
    try:
        command = shlex.split(wanted, posix=not windows)
    except ValueError as error:
        said = f"the editor {visible(wanted)} is not understood: {error}".lower()
        raise InputError(said, "such as EDITOR='code --wait'") from None
    return [word.strip('"') for word in command] or [fallback]


def _run(command: list[str]) -> str | None:
    """Run an editor to its end; return how it went wrong, None where it did not."""
    # ctrl-c belongs to the editor. A handler, unlike SIG_IGN, is not inherited by it.
    before = signal.signal(signal.SIGINT, lambda *_: None)
    try:
        sys.stdout.flush()
        code = subprocess.run(command, check=False).returncode
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        return f"does not start ({(reason or 'unknown').lower()})"
    finally:
        signal.signal(signal.SIGINT, before)
    if code < 0:
        return f"was killed by signal {-code}"
    return f"ended with exit code {code}" if code else None


def _write(path: str, text: str) -> None:
    try:
        _put(path, text)
    except OSError as error:
        raise _unwritten(error) from None


def _put(path: str, text: str) -> None:
    with open(path, "w", encoding="utf-8", newline="") as file:
        file.write(text)


def _unwritten(error: OSError) -> InputError:
    return InputError(f"the text cannot be handed to an editor: {(error.strerror or '').lower()}")


def _read(session: Session, path: str, suffix: str) -> str:
    try:
        with open(path, "rb") as file:
            content = file.read()
    except OSError as error:
        said = (error.strerror or "").lower()
        raise InputError(f"the edited text cannot be read: {said}; nothing is changed") from None
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        kept = _kept(session, content.decode("utf-8", "backslashreplace"), suffix)
        said = f"the edited text is not UTF-8 at byte {error.start}: nothing is changed"
        raise InputError(said, kept) from None


def _marked(text: str, read: Callable[[str], Read]) -> tuple[list[str], str]:
    """Return the lines that say what is wrong with a text, and the text with them."""
    lines: list[str] = []
    end = "\r\n" if "\r\n" in text else "\n"
    for _ in range(2):  # the second time below as many lines as there will be
        try:
            read("\n" * len(lines) + text)
        except ActlogError as error:
            places: Sequence[tuple[int, str]] = getattr(error, "places", ())
            if places:
                return _above(text, places, end)
            said = [error.message, *error.problems, error.hint or ""]
            lines = [f"{REMARK}{visible(line)}{end}" for line in said if line]
        else:
            break
    return lines, "".join(lines) + text


def _above(text: str, places: Sequence[tuple[int, str]], end: str) -> tuple[list[str], str]:
    """Return remarks, and the text with each of them above its line."""
    said = {number: f"{REMARK}{visible(why)}{end}" for number, why in places}
    lines = [said.get(number, "") + line for number, line in enumerate(_lines(text), 1)]
    return list(said.values()), "".join(lines)


def _without_remarks(edited: str, text: str) -> str:
    """Return an edited text without remarks, changed ones too, but for the text's own lines."""
    own = {line.rstrip() for line in _lines(text)}
    lines = _lines(edited)
    return "".join([x for x in lines if not x.startswith(REMARK) or x.rstrip() in own])


def _lines(text: str) -> list[str]:
    lines = text.split("\n")
    return [f"{line}\n" for line in lines[:-1]] + lines[-1:]
