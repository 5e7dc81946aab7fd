"""Help: the commands in groups, and the examples of each as they are typed."""

from __future__ import annotations

from typer.core import TyperCommand, TyperGroup

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typer._click import Context, HelpFormatter

GROUPS = {
    "Start": ("init", "demo", "doctor", "model"),
    "Log": ("log", "off", "start", "stop", "undo", "redo"),
    "Look": (
        *("today", "week", "averages", "list", "search", "show", "accounts", "meetings"),
        *("due", "done"),
    ),
    "Understand": (
        *("coach", "momentum", "funnel", "tipping", "worth", "plan", "promise"),
        "objections",
    ),
    "Mend": ("edit", "rm", "restore", "forget", "check"),
    "Move": ("import", "export", "mapping", "backup", "restore-backup", "db"),
    "Remind": ("remind", "status", "schedule"),
    "Shell": ("completion",),
}
"""Each group's commands, in the order in which help shows them; one that is missing is none."""

REST = "More"


def group_of(name: str) -> str:
    """Return the group of a command by the first word of its name; `More` for one without."""
    first = name.partition(" ")[0]
    return next((group for group, names in GROUPS.items() if first in names), REST)


class Grouped(TyperGroup):
    """Commands that help shows whole, and in groups where there are any of ours."""

    def list_commands(self, ctx: Context) -> list[str]:
        """Return the names in the order of the groups, then the others as they were added."""
        known = [name for names in GROUPS.values() for name in names if name in self.commands]
        if ctx.parent is not None:
            return list(self.commands)
        return known + [name for name in self.commands if name not in known]

    def format_commands(self, ctx: Context, formatter: HelpFormatter) -> None:
        """Write each group's commands under its name, none of their summaries cut short."""
        shown = [name for name in self.list_commands(ctx) if not self.commands[name].hidden]
        width = max(map(len, shown))
        sections: dict[str, list[tuple[str, str]]] = {}
        for name in shown:
            title = "Commands" if ctx.parent is not None else group_of(name)
            row = (name.ljust(width), summary(self.commands[name].help))
            sections.setdefault(title, []).append(row)
        for title, rows in sections.items():
            with formatter.section(title):
                formatter.write_dl(rows)


class Explained(TyperCommand):
    """A command whose help shows its examples apart, each in one line that can be copied."""

    def format_help_text(self, ctx: Context, formatter: HelpFormatter) -> None:
        """Write what the command does, then the examples."""
        del ctx
        said, shown = examples(self.help)
        with formatter.indentation():
            for paragraph in (summary(self.help), *said):
                formatter.write_paragraph()
                formatter.write_text(paragraph)
        with formatter.section("Examples"):
            formatter.write("".join([f"{'':>{formatter.current_indent}}{one}\n" for one in shown]))


def summary(text: str | None) -> str:
    """Return the first paragraph of a help text as one line."""
    return " ".join((text or "").split("\n\n")[0].split())


def examples(text: str | None) -> tuple[list[str], list[str]]:
    """Return the paragraphs of a help text behind its summary: what it says, what it shows.

    An example is a command line of its own: it runs `actlog` somewhere.
    """
    said: list[str] = []
    shown: list[str] = []
    for paragraph in (text or "").split("\n\n")[1:]:
        line = " ".join(paragraph.split())
        first = line.split()[0]
        runs = first == "actlog" or "=" in first or "$(actlog " in line or "| actlog " in line
        (shown if runs else said).append(line)
    return said, shown
