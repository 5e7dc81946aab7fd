"""Write screens, the command reference, the manual page and the JSON Schemas from the program.

    python docs/refresh.py           writes what has changed
    python docs/refresh.py --check   changes nothing; exit code 1 where something is stale

A screen stands between two marks, in any document:

    <!-- screen demo: actlog week -->
    <!-- end of screen -->

The first word names the log that the command runs on (`demo`, `bank`, `campaign`, `years` or
`fresh`). Commands run in a real terminal of 80 columns, whose colours are left out here. `fresh` is
a new, empty log for each document, in which the commands follow one another. Settings before a
command, such as a later `ACTLOG_NOW`, are left out of the screen.
"""

import os
import pty
import re
import subprocess
import sys
import tempfile
from datetime import date, timedelta
from pathlib import Path

import command_table
import json_schema
import man_page

from actlog.cli.grouped import group_of

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
SCREEN = re.compile(r"(<!-- screen (\w+): (.+?) -->\n)(.*?)(<!-- end of screen -->)", re.DOTALL)
SETTINGS = re.compile(r"^(\w+=\S+ )+")
COLOURS = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
DEMO_NOW, FRESH_NOW, BANK_NOW = "2026-11-18T11:15", "2026-11-23T10:41", "2010-11-18T12:00"


def main() -> int:
    """Refresh or check every document; return the exit code."""
    check = "--check" in sys.argv[1:]
    stale = []
    with tempfile.TemporaryDirectory() as folder:
        homes = make_homes(Path(folder))
        documents = [ROOT / "README.md", *sorted(ROOT.glob("docs/*.md"))]
        documents += sorted(ROOT.glob("examples/**/*.md"))
        stale += [
            document.relative_to(ROOT)
            for document in documents
            if refresh(document, homes, Path(folder), check=check)
        ]
        made = {
            Path("docs/commands.md"): reference(),
            man_page.PAGE: man_page.page(),
            Path("src/actlog/cli/command_table.py"): command_table.table(),
        }
        stale += [path for path, text in made.items() if write(ROOT / path, text, check=check)]
    stale += refresh_schemas(check=check)
    for name in stale:
        print(f"{'stale' if check else 'wrote'}: {name}")
    return 1 if check and stale else 0


def refresh_schemas(*, check: bool) -> list[Path]:
    """Write the JSON Schemas, and take away those of no command; return what was stale."""
    folder, wanted = ROOT / "docs/schema", json_schema.schemas()
    folder.mkdir(exist_ok=True)
    stale = [name for name, text in wanted.items() if write(folder / name, text, check=check)]
    gone = sorted({path.name for path in folder.iterdir()} - set(wanted))
    if not check:
        for name in gone:
            (folder / name).unlink()
    return [Path("docs/schema") / name for name in (*stale, *gone)]


def make_homes(folder: Path) -> dict[str, dict[str, str]]:
    """Make the logs that screens are taken of; return their environments by name."""
    demo = environment(folder / "demo", DEMO_NOW)
    run(["actlog", "demo", "--keep", str(folder / "demo")], demo)
    example = ROOT / "examples/bank-calls"
    bank = environment(folder / "bank", BANK_NOW)
    bank["ACTLOG_MODEL"] = str(example / "model-week.yaml")
    table = folder / "log.csv"
    converter = [sys.executable, str(example / "to_actlog.py")]
    with (example / "calls.csv").open() as calls, table.open("w") as log:
        subprocess.run(converter, stdin=calls, stdout=log, check=True)
    run(["actlog", "import", str(table), "--yes"], bank)
    campaign = environment(folder / "campaign", BANK_NOW)
    campaign["ACTLOG_MODEL"] = bank["ACTLOG_MODEL"]
    run(["actlog", "import", str(example / "campaign.csv"), "--yes"], campaign)
    return {"demo": demo, "bank": bank, "campaign": campaign, "years": two_years(folder)}


def two_years(folder: Path) -> dict[str, str]:
    """Make the log of two made-up years in which the tipping point is known to be 7.4."""
    years = environment(folder / "years", DEMO_NOW)
    years["ACTLOG_MODEL"] = str(ROOT / "src/actlog/demo/model-week.yaml")
    command = [sys.executable, str(ROOT / "benchmarks/reps.py"), "--log", "slow-fast-flat"]
    command += ["--weeks", "104", "--seed", "3", "--level", "8", "--lag", "2"]
    table = folder / "years.csv"
    with table.open("w") as log:
        subprocess.run([*command, "--before", "2026-11-16"], stdout=log, check=True)
    lines = table.read_text().splitlines()
    off = [date.fromisoformat(line[5:]) for line in lines if line.startswith("#off ")]
    table.write_text("".join(f"{line}\n" for line in lines if not line.startswith("#")))
    run(["actlog", "import", str(table), "--yes"], years)
    for first in off:
        run(["actlog", "off", f"{first}..{first + timedelta(days=6)}"], years)
    return years


def environment(home: Path, now: str) -> dict[str, str]:
    """Return an environment with a log, a clock and a terminal of its own."""
    kept = {name: os.environ[name] for name in ("HOME", "LANG") if name in os.environ}
    return kept | {
        "ACTLOG_HOME": str(home),
        "ACTLOG_NOW": now,
        "COLUMNS": "80",
        "LC_ALL": "C.UTF-8",
        "PATH": f"{BIN}:{os.environ['PATH']}",
        "TERM": "xterm-256color",
        "TZ": "UTC",
    }


def refresh(document: Path, homes: dict[str, dict[str, str]], folder: Path, *, check: bool) -> bool:
    """Put fresh screens into a document; return whether it was stale."""
    fresh = environment(folder / f"fresh-{document.stem}", FRESH_NOW)

    def screen(found: re.Match[str]) -> str:
        name, command = found[2], found[3]
        environ = fresh if name == "fresh" else homes[name]
        shown = at_home(terminal(command, environ), environ["ACTLOG_HOME"])
        typed = SETTINGS.sub("", command)
        return f"{found[1]}\n```console\n$ {typed}\n{shown}```\n\n{found[5]}"

    text = document.read_text(encoding="utf-8")
    return write(document, SCREEN.sub(screen, text), check=check)


def at_home(shown: str, folder: str) -> str:
    """Show files where they lie on Linux without ACTLOG_HOME."""
    model = "model-week.yaml"
    return shown.replace(f"{folder}/{model}", f"~/.config/actlog/{model}").replace(
        folder, "~/.local/share/actlog"
    )


def terminal(command: str, environ: dict[str, str]) -> str:
    """Run a command line in a terminal of 80 columns and return what it shows, uncoloured."""
    child, screen = pty.fork()
    if child == 0:
        os.execvpe("sh", ["sh", "-c", command], environ)
    shown = b""
    while True:
        try:
            part = os.read(screen, 65536)
        except OSError:  # the terminal is closed when its last process has gone
            break
        if not part:
            break
        shown += part
    os.close(screen)
    _, status = os.waitpid(child, 0)
    code = os.waitstatus_to_exitcode(status)
    if code not in (0, 1, 2):
        sys.exit(f"{command!r} ended with {code}:\n{shown.decode()}")
    text = COLOURS.sub("", shown.decode("utf-8")).replace("\r\n", "\n")
    return "\n".join(line.rstrip() for line in text.strip("\n").split("\n")) + "\n"


def reference() -> str:
    """Return the command reference: what every command's `--help` says."""
    environ = environment(Path("unused"), FRESH_NOW)
    parts = [
        "# Command reference\n",
        "What `actlog COMMAND --help` says, for every command. This page is written by the",
        "program; [the log line](log-line.md) explains the words that `log` takes.\n",
        *contents(),
    ]
    for command in ("", *command_table.commands()):
        shown = run(["actlog", *command.split(), "--help"], environ).strip("\n")
        title = f"actlog {command}".strip()
        parts.append(f"## {title}\n\n```text\n{shown}\n```\n")
    return "\n".join(parts)


def contents() -> list[str]:
    """Return a line for every group of commands, each with a link to what it says."""
    groups: dict[str, list[str]] = {}
    for name in command_table.commands():
        link = f"[{name}](#actlog-{name.replace(' ', '-')})"
        groups.setdefault(group_of(name), []).append(link)
    rows = [f"| {group} | {' · '.join(links)} |" for group, links in groups.items()]
    return ["| group | commands |\n|---|---|\n" + "\n".join(rows) + "\n"]


def run(command: list[str], environ: dict[str, str]) -> str:
    """Run a command in a pipe and return its output; it must succeed."""
    done = subprocess.run(command, env=environ, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{command} ended with {done.returncode}:\n{done.stderr}")
    return "\n".join(line.rstrip() for line in done.stdout.split("\n"))


def write(path: Path, text: str, *, check: bool) -> bool:
    """Write a text unless it is there already or only checked; return whether it was stale."""
    if path.exists() and path.read_text(encoding="utf-8") == text:
        return False
    if not check:
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return True


if __name__ == "__main__":
    sys.exit(main())
