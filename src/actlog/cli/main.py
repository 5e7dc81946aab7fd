"""The one entrance and the one exit.

Everyday commands without options go straight to their handlers; everything else goes
through Typer, which takes longer to load than those commands take to run. Both lanes split
the words at the first `--` here, since Typer would swallow it, and both call the same
handlers.
"""

from __future__ import annotations

import gc
import os
import sys

from actlog.cli import streams
from actlog.cli.globals import Globals
from actlog.cli.session import Session
from actlog.domain.errors import ActlogError, InputError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    Handler = Callable[..., int]

BUG, INTERRUPTED = 70, 130

LEAN_OPTIONS = {
    "remind": {"again": False, "notify": False, "command": True},
    "status": {"format": True, "style": True},
}
"""The options that everyday commands know without Typer: whether each takes a value.

Handlers take them as keywords of the same name. Every other option goes through Typer.
"""

_OBJECTS = 100_000
"""After so many new objects the interpreter looks for garbage, instead of after 700.

What a command makes while it loads is no garbage: looking took 1 ms of a `log` and 3 of a
`week`. A long import or an open prompt is still cleaned up.
"""


def run() -> None:
    """Run the command line and end the process with its exit code.

    The process ends at once. The log is closed by now and the output written; taking down
    the interpreter would do nothing more, and take longer than many a command.
    """
    gc.set_threshold(_OBJECTS)
    streams.prepare()
    code = main(sys.argv[1:])
    streams.flush(sys.stderr)
    os._exit(code)


def main(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code; every error is told on standard error."""
    if len(arguments) > 2 and tuple(arguments[:2]) == ("completion", "words"):
        from actlog.cli.complete import run as complete

        return complete(arguments[2:])  # its words are somebody's line, not ours to split
    try:
        code = _dispatch(arguments)
        sys.stdout.flush()
    except ActlogError as error:
        _trace(arguments)
        return _tell(error)
    except KeyboardInterrupt:
        return INTERRUPTED
    except (BrokenPipeError, SystemExit) as error:
        # Whoever read our output has had enough (`actlog list --all | head`), which Rich and
        # Typer turn into an exit.
        if not any(isinstance(one, BrokenPipeError) for one in (error, error.__context__)):
            raise
        return 0
    except Exception as error:
        _trace(arguments)
        return _unforeseen(error)
    return code


def _trace(arguments: Sequence[str]) -> None:
    """Show where an error came from, if `--debug` asks for it; exit codes stay as they are."""
    if "--debug" in split_note(arguments)[0]:
        import traceback

        streams.write_error(traceback.format_exc())


def _dispatch(arguments: Sequence[str]) -> int:
    words, tail = split_note(arguments)
    words, options = take_globals(words)
    if not words and tail is None:
        words = ["today"]
    command = words[0] if words else ""
    plain, taken = take_lean(words[1:], LEAN_OPTIONS.get(command, {}))
    handler = None if any(map(_is_option, plain)) else _lean(command)
    if handler is None:
        from actlog.cli.app import run_app

        return run_app(words, tail, options)
    with Session(options) as session:
        return handler(session, plain, tail, **taken)


def split_note(arguments: Sequence[str]) -> tuple[list[str], str | None]:
    """Split at the first `--`: the words, and what follows it as one text (None without it)."""
    words = list(arguments)
    if "--" not in words:
        return words, None
    place = words.index("--")
    return words[:place], " ".join(words[place + 1 :])


def take_globals(words: Sequence[str]) -> tuple[list[str], Globals]:
    """Take `--model FILE`, `--yes`, `--quiet` and `--debug` out, wherever they stand."""
    options = Globals()
    left = []
    rest = iter(words)
    for word in rest:
        if word == "--yes":
            options.yes = True
        elif word == "--quiet":
            options.quiet = True
        elif word == "--debug":
            options.debug = True
        elif word == "--model" or word.startswith("--model="):
            options.model = word[8:] if "=" in word else next(rest, "")
            if not options.model:
                raise InputError("--model names no file", "such as --model trial-week.yaml")
        else:
            left.append(word)
    return left, options


def take_lean(
    words: Sequence[str], known: Mapping[str, bool]
) -> tuple[list[str], dict[str, str | bool]]:
    """Take the `known` options out of the words; what lacks its value stays, for Typer to refuse.

    An option given twice counts as given last, as with Typer.
    """
    left: list[str] = []
    taken: dict[str, str | bool] = {}
    rest = iter(words)
    for word in rest:
        name, _, value = word.removeprefix("--").partition("=")
        valued = known.get(name) if word.startswith("--") else None
        if valued is None or (not valued and "=" in word):
            left.append(word)
        elif not valued:
            taken[name] = True
        elif "=" in word:
            taken[name] = value
        else:
            following = next(rest, None)
            if following is None:
                left.append(word)
            else:
                taken[name] = following
    return left, taken


def _is_option(word: str) -> bool:
    return word.startswith("--") or word == "-h"


def _lean(command: str) -> Handler | None:
    """Return the Typer-free handler of an everyday command; LEAN_OPTIONS come as keywords."""
    if command == "log":
        from actlog.cli.log import lean_log

        return lean_log
    if command == "stop":
        from actlog.cli.timing import stop

        return stop
    handler: Handler
    if command in {"today", "week", "averages"}:
        from actlog.cli import look

        handler = {"today": look.today, "week": look.week, "averages": look.averages}[command]
    elif command in {"undo", "redo"}:
        from actlog.cli import mend

        handler = {"undo": mend.undo, "redo": mend.redo}[command]
    elif command == "start":
        from actlog.cli.timing import start as handler
    elif command == "remind":
        from actlog.cli.remind import remind as handler
    elif command == "status":
        from actlog.cli.status import status as handler
    else:
        return None
    return lambda session, words, tail, **options: handler(session, no_note(words, tail), **options)


def no_note(words: Sequence[str], tail: str | None) -> Sequence[str]:
    """Return the words of a command that takes no note; InputError when one was given."""
    if tail is not None:
        raise InputError("this command takes no text after --")
    return words


def _tell(error: ActlogError) -> int:
    from actlog.cli.problems import tell

    tell(error)
    return error.exit_code


def _unforeseen(error: Exception) -> int:
    """Tell a bug from an answer that is lost, on a full disk or a closed terminal."""
    # Files have names in their errors, and are told where they are opened: the streams have none.
    if isinstance(error, OSError) and error.filename is None:
        return _tell(
            InputError(
                f"the answer cannot be written: {(error.strerror or str(error)).lower()}",
                "what the command does is done; only its answer is lost",
            )
        )
    from actlog.cli.problems import tell_bug

    tell_bug(error)
    return BUG
