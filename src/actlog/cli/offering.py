"""What may stand in a command line: commands, options, their values, and a command's own words."""

from __future__ import annotations

from actlog.cli.command_table import COMMANDS
from actlog.domain.errors import ActlogError
from actlog.grammar.completing import BACK, PERIODS, Completing
from actlog.grammar.datewords import DAYS
from actlog.grammar.offers import Offer, begun

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

EVERYWHERE = (
    ("--model", "FILE", "Judge this run by another model week."),
    ("--yes", "", "Answer every question with yes."),
    ("--quiet", "", "Leave out answers and remarks."),
    ("--debug", "", "Show a traceback."),
    ("--help", "", "Show help."),
)

LIKE = {
    "log": "line",
    "stop": "line",
    "edit": "change",
    "list": "filter",
    "check": "filter",
    "meetings": "filter",
    "due": "filter",
    "search": "named",
    "accounts": "named",
    "forget": "named",
    "off": "off",
    "worth": "kinds",
    "tipping": "kinds",
    "promise": "kinds",
    "plan": "kinds",
}
"""The grammar that a command's words are completed by: a method of `Completing`."""

GROUP = ("COMMAND",)
"""What the arguments of a command are that only holds others."""

_DAYS = {"WHEN": BACK, "DATE": BACK}
_ALSO = {"start": "BOX"}
"""What the words of a command are, where its help calls them nothing but words."""

VALUES = {
    ("funnel", "--by"): ("persona", "source", "account", "tag", "weekday", "hour", "outcome"),
    ("schedule install", "--with"): ("cron", "systemd", "launchd", "windows"),
    ("schedule install", "--page"): DAYS,
}
"""What options take that their help does not list as `one|other`."""


def offers(words: Sequence[str], typed: str, environ: Mapping[str, str]) -> list[Offer] | None:
    """Return what may stand behind the words, where `typed` begins; None for names of files."""
    left, valued = _without_globals(words)
    if valued:
        return None
    name = _command(left)
    if not name or COMMANDS[name][1] == GROUP:
        return _names_of(left, typed)
    left = left[len(name.split()) :]
    _, arguments, options = COMMANDS[name]
    takes = {option: metavar for option, metavar, _ in (*options, *EVERYWHERE)}
    if left and takes.get(left[-1]):
        return _option_value(name, left[-1], takes[left[-1]], typed, environ)
    option, equals, value = typed.partition("=")
    if equals and takes.get(option):
        found = _option_value(name, option, takes[option], value, environ)
        return found and [offer.replace(text=f"{option}={offer.text}") for offer in found]
    if typed.startswith("-") and (typed.startswith("--") or name != "edit" or not left):
        return _options(options, typed)
    return _words(name, arguments, _without_options(left, takes), typed, environ)


def _without_globals(words: Sequence[str]) -> tuple[list[str], bool]:
    """Return the words without what every command takes; True where `--model` lacks its file."""
    left: list[str] = []
    rest = iter(words)
    for word in rest:
        if word == "--model":
            if next(rest, None) is None:
                return left, True
        elif word not in {"--yes", "--quiet", "--debug"} and not word.startswith("--model="):
            left.append(word)
    return left, False


def _command(words: Sequence[str]) -> str:
    """Return the name of the command that the words begin with, or what could become one."""
    two = " ".join(words[:2])
    return two if two in COMMANDS else words[0] if words and words[0] in COMMANDS else ""


def _names_of(words: Sequence[str], typed: str) -> list[Offer]:
    """Return the commands, or those of a group."""
    depth = len(words)
    if typed.startswith("-"):
        return [] if depth else _options((("--version", "", "Print the version."),), typed)
    before = "".join([f"{word} " for word in words])
    found = {
        name.removeprefix(before): summary
        for name, (summary, _, _) in COMMANDS.items()
        if name.startswith(before) and name.count(" ") == depth
    }
    return [offer.replace(note=found.get(offer.text, "")) for offer in begun(typed, found)]


def _options(options: Sequence[tuple[str, str, str]], typed: str) -> list[Offer]:
    notes = {option: note for option, _, note in (*options, *EVERYWHERE)}
    return [offer.replace(note=notes.get(offer.text, "")) for offer in begun(typed, notes)]


def _without_options(words: Sequence[str], takes: Mapping[str, str]) -> list[str]:
    """Return the words without options and their values."""
    left, rest = [], iter(words)
    for word in rest:
        if word not in takes:
            left.append(word)
        elif takes[word]:
            next(rest, None)
    return left


def _option_value(
    name: str, option: str, metavar: str, typed: str, environ: Mapping[str, str]
) -> list[Offer] | None:
    """Return what may be the value of a command's option."""
    if (name, option) in VALUES:
        return begun(typed, VALUES[name, option])
    return _value(metavar, typed, environ)


def _value(metavar: str, typed: str, environ: Mapping[str, str]) -> list[Offer] | None:
    """Return what may stand for a word of help, such as FILE or KIND."""
    if "|" in metavar:
        return begun(typed, metavar.split("|"))
    if metavar in {"FILE", "DIR"}:
        return None
    if metavar in _DAYS:
        return begun(typed, _DAYS[metavar])
    with Known(environ) as known:
        if metavar == "PLACE":
            return known.places(typed)
        if metavar in {"KIND", "OLD", "RESULT", "BOX"}:
            return known.exact(typed, results=metavar == "RESULT", boxes=metavar == "BOX")
    return []


def _words(
    name: str,
    arguments: Sequence[str],
    words: Sequence[str],
    typed: str,
    environ: Mapping[str, str],
) -> list[Offer] | None:
    """Return what may stand among a command's own words."""
    if name == "week":
        return begun(typed, PERIODS)
    if name not in LIKE:
        metavar = arguments[len(words)].strip("[]{}.") if len(words) < len(arguments) else ""
        return [] if name == "model add" else _value(_ALSO.get(name, metavar), typed, environ)
    with Known(environ) as known:
        found: list[Offer] = getattr(known, LIKE[name])(words, typed)
        return found


class Known(Completing):
    """The words of the user's own log and model week, as far as they can be read at once."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        """Look into the log that the environment names."""
        from actlog.config.paths import find
        from actlog.store.peeking import Known as Names
        from actlog.store.peeking import peek

        model = None
        self._store = store = peek(find(environ).database)
        if store is not None:
            from actlog.store import models

            try:
                model = models.newest(store).model if models.any_kept(store) else None
            except ActlogError:
                model = None
        super().__init__(model, None if store is None else Names(store))

    def __enter__(self) -> Known:
        return self

    def __exit__(self, *_: object) -> None:
        if self._store is not None:
            self._store.close()
