"""Every command: its summary, what its arguments are called, its options.

Written by docs/refresh.py from the command line itself: change that, not this. An option is
its name, what its value is called (empty for one without) and its help.
"""

# fmt: off
# ruff: noqa: E501

from __future__ import annotations

COMMANDS: dict[str, tuple[str, tuple[str, ...], tuple[tuple[str, str, str], ...]]] = {
    "init": ("Write your model week.", (), (
        ("--template", "sdr|ae|field", "The role to start from."),
        ("--date-order", "dmy|mdy|ymd", "How you read 11/2: day or month first."),
    )),
    "demo": ("Show a made-up rep's week and averages.", (), (
        ("--keep", "DIR", "Keep the made-up log in this new folder."),
    )),
    "doctor": ("Say how the log is doing.", (), (
        ("--full", "", "Compare every index and sum with the entries."),
        ("--mend", "", "Make sums and search index anew from the entries."),
        ("--json", "", "Print JSON, as documented in docs/json.md."),
    )),
    "model": ("Your model week: the weekly amounts you mean to live by.", ("COMMAND",), (
    )),
    "model check": ("Check the model week.", ("[FILE]",), (
        ("--json", "", "Print JSON, as documented in docs/json.md."),
    )),
    "model show": ("Show the model week in force.", (), (
        ("--json", "", "Print JSON, as documented in docs/json.md."),
    )),
    "model edit": ("Change the model week in your editor ($VISUAL or $EDITOR).", (), (
    )),
    "model set": ("Change one value of the model week; comments and order stay.", ("PLACE", "[VALUE]"), (
        ("--unset", "", "Take the key away."),
        ("--from", "DATE", "Let it count from a past day on."),
        ("--json", "", "Print JSON, as documented in docs/json.md."),
    )),
    "model add": ("Add an activity, or a result, to the model week.", ("KIND",), (
        ("--group", "GROUP", "Its group."),
        ("--tipping-point", "N", "The line: a week needs so many."),
        ("--goal", "N", "What you aim at."),
        ("--alias", "WORD", "Another word; may be repeated."),
        ("--result", "", "It is a result."),
        ("--json", "", "Print JSON, as documented in docs/json.md."),
    )),
    "model rename": ("Rename an activity, a result or an outcome, in the log as well.", ("OLD", "NEW"), (
        ("--json", "", "Print JSON, as documented in docs/json.md."),
    )),
    "model drop": ("Take an activity or a result out of the model week.", ("KIND",), (
        ("--into", "KIND", "Move its entries to another."),
        ("--keep-entries", "", "Leave its entries as they are."),
        ("--json", "", "Print JSON, as documented in docs/json.md."),
    )),
    "model history": ("Show the versions of the model week: since when, and what each changed.", (), (
        ("--json", "", "Print JSON, as documented in docs/json.md."),
        ("--csv", "", "Print CSV with a header line."),
    )),
    "model suggest": ("Propose lines for the model week from your own tipping points.", (), (
        ("--result", "RESULT", "The result to hold activity against."),
        ("--apply", "", "Write it into the file."),
        ("--json", "", "Print JSON, as documented in docs/json.md."),
    )),
    "log": ("Log what you did, in one line.", ("[WORDS]...",), (
        ("--at", "WHEN", "When it was: '2h ago', 'thu 9:10'."),
        ("--note", "TEXT", "A note of any text."),
        ("--stdin", "", "Read log lines from standard input, all or nothing."),
        ("--file", "FILE", "Read log lines from a file."),
        ("--follow", "", "With --stdin: store and answer each line as it comes."),
        ("--dry-run", "", "Show what would be done; do nothing."),
        ("--json", "", "Print JSON, as documented in docs/json.md."),
    )),
    "off": ("Take a day, a half day or an activity off.", ("[WORDS]...",), (
        ("--json", "", "Print JSON, as documented in docs/json.md."),
    )),
    "start": ("Start a timebox.", ("[WORDS]...",), (
        ("--json", "", "Print JSON, as documented in docs/json.md."),
    )),
    "stop": ("End the timebox that is running, and log it.", ("[WORDS]...",), (
        ("--discard", "", "Throw the time away; log nothing."),
        ("--json", "", "Print JSON, as documented in docs/json.md."),
    )),
    "undo": ("Take back the newest operation.", ("[NUMBER]",), (
        ("--json", "", "Print JSON, as documented in docs/json.md."),
    )),
    "redo": ("Do again what was last undone.", (), (
        ("--json", "", "Print JSON, as documented in docs/json.md."),
    )),
    "today": ("Show today: what is done, and what it still needs.", (), (
        ("--json", "", "Print JSON, as documented in docs/json.md."),
        ("--csv", "", "Print CSV with a header line."),
    )),
    "week": ("Show a week against the tipping point.", ("[WORDS]...",), (
        ("--friday", "", "Show the page for Friday: the week, heard, promised."),
        ("--markdown", "", "Print that page as Markdown."),
        ("--json", "", "Print JSON, as documented in docs/json.md."),
        ("--csv", "", "Print CSV with a header line."),
    )),
    "averages": ("Show weekly averages, weeks off left out.", (), (
        ("--json", "", "Print JSON, as documented in docs/json.md."),
        ("--csv", "", "Print CSV with a header line."),
    )),
    "list": ("Show the latest entries, or all that words ask for.", ("[WORDS]...",), (
        ("--all", "", "Show every entry, not the latest."),
        ("--json", "", "Print JSON, as documented in docs/json.md."),
        ("--csv", "", "Print CSV with a header line."),
    )),
    "search": ("Find entries by their notes, next steps, tags and names.", ("[WORDS]...",), (
        ("--in", "WORDS", "Search only what list shows for these words."),
        ("--all", "", "Show every entry, not the latest."),
        ("--json", "", "Print JSON, as documented in docs/json.md."),
        ("--csv", "", "Print CSV with a header line."),
    )),
    "show": ("Show all of an entry, and what became of it.", ("[ENTRY]...",), (
        ("--json", "", "Print JSON, as documented in docs/json.md."),
    )),
    "accounts": ("List accounts, or tell the story of one.", ("[WORDS]...",), (
        ("--stale", "", "Only those left behind."),
        ("--stale-after", "DAYS", "Left behind from so many days on, not 14."),
        ("--new", "", "Only those before a first meeting."),
        ("--existing", "", "Only those behind it."),
        ("--all", "", "Show every account, not the first."),
        ("--source", "TEXT", "Say where the account came from."),
        ("--persona", "TEXT", "Say who the contact is."),
        ("--rename", "NAME", "Give it a new name."),
        ("--merge", "NAME", "Give all it has to another one."),
        ("--json", "", "Print JSON, as documented in docs/json.md."),
        ("--csv", "", "Print CSV with a header line."),
    )),
    "meetings": ("Show the meetings to come, open past ones, and the show rate.", ("[WORDS]...",), (
        ("--json", "", "Print JSON, as documented in docs/json.md."),
        ("--csv", "", "Print CSV with a header line."),
    )),
    "due": ("List the next steps that are open, the overdue ones first.", ("[WORDS]...",), (
        ("--json", "", "Print JSON, as documented in docs/json.md."),
        ("--csv", "", "Print CSV with a header line."),
    )),
    "done": ("Close next steps by the number of their entry.", ("[WORDS]...",), (
        ("--json", "", "Print JSON, as documented in docs/json.md."),
    )),
    "coach": ("Say what the log shows, and what to do next.", (), (
        ("--all", "", "Show every finding, not the few that matter most."),
        ("--json", "", "Print JSON, as documented in docs/json.md."),
    )),
    "momentum": ("Show how near your days come to the model week, and which way that goes.", (), (
        ("--json", "", "Print JSON, as documented in docs/json.md."),
        ("--csv", "", "Print CSV with a header line."),
    )),
    "funnel": ("Show how far activity goes, step by step.", (), (
        ("--by", "WHAT", "Break it down by persona, source, account, tag, weekday, hour or outcome."),
        ("--weeks", "N", "How many weeks, this one included."),
        ("--json", "", "Print JSON, as documented in docs/json.md."),
        ("--csv", "", "Print CSV with a header line."),
    )),
    "tipping": ("Show your own tipping point of an activity, or why there is none to show.", ("[WORDS]...",), (
        ("--result", "RESULT", "The result to hold it against."),
        ("--weeks", "N", "Only the last so many weeks."),
        ("--plot", "", "Draw the weeks and the line."),
        ("--json", "", "Print JSON, as documented in docs/json.md."),
    )),
    "worth": ("Say what one more of each activity is worth.", ("[WORDS]...",), (
        ("--json", "", "Print JSON, as documented in docs/json.md."),
        ("--csv", "", "Print CSV with a header line."),
    )),
    "plan": ("Say what every week until a day has to hold for a target.", ("[WORDS]...",), (
        ("--json", "", "Print JSON, as documented in docs/json.md."),
        ("--csv", "", "Print CSV with a header line."),
    )),
    "promise": ("Promise what you will do in a week, or see how promises stand.", ("[WORDS]...",), (
        ("--next", "", "Make it for next week, whatever the day."),
        ("--kept", "", "Say that it was kept."),
        ("--broken", "", "Say that it was not kept."),
        ("--json", "", "Print JSON, as documented in docs/json.md."),
    )),
    "objections": ("Count what prospects objected to: by persona, source and outcome.", (), (
        ("--weeks", "N", "How many weeks, this one included."),
        ("--json", "", "Print JSON, as documented in docs/json.md."),
        ("--csv", "", "Print CSV with a header line."),
    )),
    "edit": ("Change entries: by words, or in your editor.", ("[WORDS]...",), (
        ("--dry-run", "", "Show what would be done; do nothing."),
        ("--json", "", "Print JSON, as documented in docs/json.md."),
    )),
    "rm": ("Remove entries by number; undo and restore bring them back.", ("[ENTRY]...",), (
        ("--json", "", "Print JSON, as documented in docs/json.md."),
    )),
    "restore": ("Bring back entries that were removed.", ("[ENTRY]...",), (
        ("--json", "", "Print JSON, as documented in docs/json.md."),
    )),
    "forget": ("Erase a person or an account for good.", ("[WORDS]...",), (
        ("--json", "", "Print JSON, as documented in docs/json.md."),
    )),
    "check": ("Find what looks wrong in the log, and how to mend it.", ("[WORDS]...",), (
        ("--all", "", "Show every one, not the first few."),
        ("--accept", "", "Call what is found right, and show it no more."),
        ("--json", "", "Print JSON, as documented in docs/json.md."),
        ("--csv", "", "Print CSV with a header line."),
    )),
    "import": ("Bring in a file: a CRM's or a dialer's export, a spreadsheet, a calendar, a day log.", ("FILE",), (
        ("--format", "FORMAT", "What the file is, where that is wrong."),
        ("--mapping", "FILE", "A mapping of your own: docs/mapping.md."),
        ("--as", "WORD=KIND", "Which kind a word is; - leaves it out."),
        ("--date-order", "ORDER", "How dates are written: dmy, mdy or ymd."),
        ("--sheet", "NAME", "Which sheet of a spreadsheet."),
        ("--me", "E-MAIL", "Whose calendar it is."),
        ("--skip-bad", "", "Keep bad rows in a file of their own."),
        ("--ignore-extra", "", "Leave out columns that actlog does not know."),
        ("--dry-run", "", "Show what would be done; do nothing."),
        ("--json", "", "Print JSON, as documented in docs/json.md."),
    )),
    "export": ("Take entries out: every one, or those that the words ask for.", ("[WORDS]...",), (
        ("--format", "FORMAT", "What to write: docs/import.md."),
        ("--mapping", "FILE", "A mapping of your own: docs/mapping.md."),
        ("--csv", "", "Print CSV with a header line."),
        ("--jsonl", "", "Print one JSON object a line."),
        ("--output", "FILE", "Write to a file; its ending says what."),
        ("--with", "COLUMN", "In a database for others: put a private column in."),
    )),
    "mapping": ("How another program's files become entries, and entries its files.", ("COMMAND",), (
    )),
    "mapping list": ("List the mappings: actlog's own, and yours.", (), (
        ("--json", "", "Print JSON, as documented in docs/json.md."),
        ("--csv", "", "Print CSV with a header line."),
    )),
    "mapping show": ("Print a mapping as its file has it.", ("NAME",), (
        ("--json", "", "Print JSON, as documented in docs/json.md."),
    )),
    "mapping check": ("Check a mapping: every mistake with its place.", ("FILE",), (
        ("--json", "", "Print JSON, as documented in docs/json.md."),
    )),
    "mapping new": ("Look at a table, and write a first mapping for you to correct.", ("FILE",), (
        ("--output", "OUT", "Write to a file instead."),
        ("--name", "NAME", "What such files are called."),
        ("--sheet", "NAME", "The sheet of a workbook."),
        ("--json", "", "Print JSON, as documented in docs/json.md."),
    )),
    "backup": ("Copy the log.", ("[FILE]",), (
        ("--json", "", "Print JSON, as documented in docs/json.md."),
    )),
    "restore-backup": ("Put a backup in the log's place.", ("[FILE]",), (
        ("--json", "", "Print JSON, as documented in docs/json.md."),
        ("--csv", "", "Print CSV with a header line."),
    )),
    "db": ("The log's file, for those who know SQL.", ("COMMAND",), (
    )),
    "db path": ("Print where the log lies.", (), (
        ("--json", "", "Print JSON, as documented in docs/json.md."),
    )),
    "db query": ("Run one SQL statement that reads.", ("SQL",), (
        ("--json", "", "Print JSON, as documented in docs/json.md."),
        ("--csv", "", "Print CSV with a header line."),
    )),
    "remind": ("Say in one line what should not wait, or nothing.", ("[WORDS]...",), (
        ("--again", "", "Say what holds now, said already or not."),
        ("--notify", "", "Show it on the desktop instead of printing it."),
        ("--command", "COMMAND", "Hand it to a command of yours, as JSON on its input."),
        ("--json", "", "Print JSON, as documented in docs/json.md."),
    )),
    "status": ("Say in one short line how the week stands, for a prompt or a status bar.", ("[WORDS]...",), (
        ("--format", "TEXT", "What the line says, with fields in braces."),
        ("--style", "plain|ansi|bash|zsh|tmux", "For whom the line is."),
        ("--json", "", "Print JSON, as documented in docs/json.md."),
    )),
    "schedule": ("What the machine runs for actlog: reminders, and Friday's page.", ("COMMAND",), (
    )),
    "schedule install": ("Let the machine run the reminders and Friday's page by itself.", (), (
        ("--with", "WHAT", "cron, systemd, launchd or windows."),
        ("--every", "MINUTES", "How often to look for reminders."),
        ("--page", "WHEN", "When Friday's page comes: 'fri 16:00', or none."),
        ("--notify", "", "Reminders are shown on the desktop."),
        ("--command", "COMMAND", "Reminders go to a command of yours."),
        ("--dry-run", "", "Show what would be done; do nothing."),
    )),
    "schedule remove": ("Take away what `schedule install` left, and nothing else.", (), (
    )),
    "schedule list": ("List what the machine runs for actlog, and where it stands.", (), (
        ("--json", "", "Print JSON, as documented in docs/json.md."),
    )),
    "completion": ("What Tab completes in your shell.", ("COMMAND",), (
    )),
    "completion install": ("Let your shell complete actlog on Tab.", ("[bash|zsh|fish|powershell]",), (
    )),
    "completion show": ("Print the script that a shell reads.", ("[bash|zsh|fish|powershell]",), (
    )),
    "completion remove": ("Take out again what install has put in, of every shell or of one.", ("[bash|zsh|fish|powershell]",), (
    )),
}
