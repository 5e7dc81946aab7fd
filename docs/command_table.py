"""What every command is called and takes, read from the program's own command line.

The completion looks it up in a table of the package instead of loading Typer; `refresh.py`
writes that table, and a test holds it against the program.
"""

import typer

from actlog.cli.app import app
from actlog.cli.grouped import summary

HEAD = '''"""Every command: its summary, what its arguments are called, its options.

Written by docs/refresh.py from the command line itself: change that, not this. An option is
its name, what its value is called (empty for one without) and its help.
"""

# fmt: off
# ruff: noqa: E501

from __future__ import annotations

COMMANDS: dict[str, tuple[str, tuple[str, ...], tuple[tuple[str, str, str], ...]]] = {
'''


def commands():
    """Return every command and group by its full name, in the order of their help."""
    found = {}

    def look(group, before):
        context = typer.Context(group, parent=typer.Context(group) if before else None)
        for name in group.list_commands(context):
            command = group.commands[name]
            if not command.hidden:
                found[before + name] = command
                if hasattr(command, "commands"):
                    look(command, f"{before}{name} ")

    look(typer.main.get_command(app), "")
    return found


def table() -> str:
    """Return the module that holds the table."""
    lines = [HEAD]
    for name, command in commands().items():
        arguments = tuple(map(argument, arguments_of(command)))
        if hasattr(command, "commands"):
            arguments = ("COMMAND",)
        lines.append(f"    {quoted(name)}: ({quoted(summary(command.help))}, {row(arguments)}, (\n")
        for option in command.params:
            if hasattr(option, "is_flag") and not option.hidden:
                value = "" if option.is_flag else option.metavar or "N"
                names = [one for one in option.opts if one.startswith("--")]
                lines.append(f"        {row((names[0], value, option.help or ''))},\n")
        lines.append("    )),\n")
    return "".join([*lines, "}\n"])


def arguments_of(command) -> list:
    """Return the arguments of a command that help shows."""
    return [one for one in command.params if not hasattr(one, "is_flag") and not one.hidden]


def argument(one) -> str:
    """Return what help calls an argument."""
    return one.metavar or one.name.upper()


def row(values: tuple[str, ...]) -> str:
    """Return a tuple as Python writes it, in double quotes."""
    inner = ", ".join(map(quoted, values))
    return f"({inner},)" if len(values) == 1 else f"({inner})"


def quoted(text: str) -> str:
    """Return a string as Python writes it, in double quotes."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
