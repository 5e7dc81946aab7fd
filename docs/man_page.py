"""The manual page, made of the program's own help and of the documents' tables."""

import re
import textwrap
from pathlib import Path

import typer
from command_table import argument, arguments_of, commands

from actlog import __version__
from actlog.cli.app import app
from actlog.cli.grouped import examples, group_of, summary
from actlog.cli.offering import EVERYWHERE

ROOT = Path(__file__).resolve().parent.parent
PAGE = Path("docs/man/actlog.1")
LOG_LINE = (
    ("12 calls 2 connected", "what: a count, a kind and its outcomes, counted where they were"),
    ("@acme, @acme/dana", "who: an account, and a contact there; several make an entry each"),
    ("+referral", "a tag"),
    ("45m, 1h30m", "how long it took"),
    ("yesterday, thu 9:10, 2h ago", "when it was; without a word, now"),
    ("for tue 10:00", "when a meeting is to take place"),
    ("next:'send quote' due:fri", "the next step, and when"),
    ("value:18k, source:web, persona:owner", "the same way: a key, a colon, a value"),
    ("'asked for pricing'", "one quoted text of several words is the note"),
    ("-- anything at all", "and so is everything behind two dashes"),
)
FILES = (
    ("~/.local/share/actlog/actlog.db", "the log: one SQLite file"),
    ("~/.local/share/actlog/backups", "its copies, one a day"),
    ("~/.config/actlog/model-week.yaml", "the model week"),
    ("~/.config/actlog/hooks", "programs of your own that run when something was stored"),
)


def page() -> str:
    """Return the manual page in roff."""
    command = typer.main.get_command(app)
    parts = [
        '.\\" Written by docs/refresh.py from the help of the program: change that, not this.',
        f'.TH ACTLOG 1 "" "actlog {__version__}" "User Commands"',
        *section("NAME", r"actlog \- a salesperson\(aqs training log"),
        *section("SYNOPSIS", ".B actlog", '.RI [ COMMAND "] [" WORDS "]... [" OPTIONS ]'),
        *section("DESCRIPTION", text(summary(command.help))),
        ".PP",
        text(
            "Each line that you log lands in a local SQLite file and is checked against your "
            "model week, a file that says how much of what a week should hold. Without a "
            "command, actlog shows today. Without words, log opens a prompt."
        ),
        ".SH COMMANDS",
    ]
    group = ""
    for name, one in commands().items():
        if hasattr(one, "commands"):
            continue
        if group_of(name) != group:
            group = group_of(name)
            parts.append(f".SS {group}")
        parts += command_entry(name, one)
    parts += [".SH OPTIONS", text("Every command takes these as well, wherever they stand.")]
    parts += [line for name, value, note in EVERYWHERE for line in option(name, value, note)]
    parts += option("--version", "", "Print the version; with no command.")
    parts += [".SH THE LOG LINE", text("The words of log, and of edit, stop and list alike:")]
    parts += tagged(LOG_LINE)
    parts += [".PP", text("Kinds and outcomes are the model week's own words, in any case.")]
    parts += [".SH FILES", *tagged(FILES)]
    parts += [".PP", text("These are the places on Linux; actlog doctor names yours.")]
    parts += [".SH ENVIRONMENT", *tagged(table("Environment"))]
    parts += [".SH EXIT STATUS", *tagged(table("Exit codes"))]
    parts += [".SH SEE ALSO", ".BR sqlite3 (1),", ".BR crontab (1)", ".PP"]
    parts.append(text("actlog COMMAND --help says the same of one command."))
    return "\n".join(parts) + "\n"


def section(title: str, *lines: str) -> list[str]:
    """Return a section of roff lines."""
    return [f".SH {title}", *lines]


def command_entry(name, command) -> list[str]:
    """Return what the page says of one command: usage, meaning, options, examples."""
    arguments = list(map(argument, arguments_of(command)))
    usage = " ".join(f"\\fI{escaped(one)}\\fR" for one in arguments)
    said, shown = examples(command.help)
    lines = [".TP", f"\\fBactlog {escaped(name)}\\fR {usage}".rstrip(), text(summary(command.help))]
    for paragraph in said:
        lines += [".IP", text(paragraph)]
    if options := [one for one in command.params if hasattr(one, "is_flag") and not one.hidden]:
        lines.append(".RS")
        for one in options:
            value = "" if one.is_flag else one.metavar or "N"
            lines += option(one.opts[0], value, one.help or "")
        lines.append(".RE")
    return [*lines, ".IP", ".EX", *[escaped(f"$ {example}") for example in shown], ".EE"]


def option(name: str, value: str, note: str) -> list[str]:
    """Return an option with what it means."""
    shown = f"\\fB{escaped(name)}\\fR"
    return [".TP", f"{shown} \\fI{escaped(value)}\\fR" if value else shown, text(note)]


def tagged(rows: tuple[tuple[str, str], ...]) -> list[str]:
    """Return rows of a word and its meaning."""
    return [line for word, note in rows for line in (".TP", f"\\fB{escaped(word)}\\fR", text(note))]


def table(title: str) -> tuple[tuple[str, str], ...]:
    """Return the first two columns of the table under a heading of docs/scripts.md."""
    document = (ROOT / "docs/scripts.md").read_text(encoding="utf-8")
    body = document.split(f"\n## {title}\n")[1].split("\n## ")[0]
    rows = re.findall(r"^\| (.+?) \| (.+?) \|", body, re.MULTILINE)
    plain = [
        [re.sub(r"\[(.+?)\]\([^)]*\)", r"\1", cell).replace("`", "") for cell in row]
        for row in rows
    ]
    return tuple((word, note) for word, note in plain[1:])


def text(said: str) -> str:
    """Return a paragraph in lines that roff fills; none of them begins like a request."""
    lines = textwrap.wrap(escaped(said), 78, break_long_words=False, break_on_hyphens=False)
    return "\n".join("\\&" + line if line[:1] == "." else line for line in lines)


def escaped(said: str) -> str:
    """Return a text in which every sign means itself, and can be copied as it is."""
    signs = {
        "\\": r"\e", "-": r"\-", "'": r"\(aq", '"': r"\(dq",
        "`": r"\(ga", "^": r"\(ha", "~": r"\(ti",
    }  # fmt: skip
    return "".join(
        signs.get(sign, sign if sign.isascii() else f"\\[u{ord(sign):04X}]") for sign in said
    )
