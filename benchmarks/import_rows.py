#!/usr/bin/env python3
"""Import files of growing length: rows a second and peak memory, whole processes.

    python benchmarks/import_rows.py [--rows 10000 100000 1000000] [--shuffled | --crm]

Each file goes into an empty log of its own. The rows look like a sales log's: an instant, an
outcome, one of 2,000 accounts, minutes, a note on every fifth. They stand in the order of their
time unless `--shuffled`. With `--crm` they are Salesforce's instead: tasks of the weekly export
with its 43 columns, zipped together with the 2,000 accounts and 6,000 contacts that their ids
stand for.
A command that fails ends the run with exit code 1.
"""

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
import zipfile
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import NamedTuple

NOW = "2026-11-19T15:00:00+00:00"
ZONE = timezone(timedelta(hours=1))
FIRST = datetime(2016, 1, 4, 8, tzinfo=ZONE)
LAST = datetime(2026, 11, 18, 18, tzinfo=ZONE)
OUTCOMES = ("connected", "not-interested", "voicemail", "no-answer", "")
HEADER = "at,kind,outcome,account,minutes,note\n"


class Run(NamedTuple):
    """One whole process: how long it took, what it computed, its peak memory in MiB."""

    seconds: float
    cpu: float
    peak: float


def main() -> int:
    """Measure each length and print one line."""
    options = argparse.ArgumentParser(description="rows a second and peak memory of actlog import")
    options.add_argument("--rows", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    options.add_argument("--shuffled", action="store_true", help="rows in no order")
    options.add_argument("--crm", action="store_true", help="Salesforce's weekly export")
    asked = options.parse_args()
    print(f"Python {sys.version.split()[0]}, {os.cpu_count()} cores")
    for rows in asked.rows:
        with tempfile.TemporaryDirectory() as folder:
            table, empty = Path(folder, "rows.csv"), Path(folder, "empty.csv")
            if asked.crm:
                table = table.with_suffix(".zip")
                write_crm(table, rows)
            else:
                write(table, rows, shuffled=asked.shuffled)
            empty.write_text(HEADER)
            actlog(folder, "import", str(empty))  # makes the log and a model week
            start = actlog(folder, "import", str(empty))
            run = actlog(folder, "import", str(table))
        took = run.seconds - start.seconds
        print(
            f"{rows:>9,} rows  {run.seconds:6.2f} s  {rows / run.seconds:>7,.0f} rows/s "
            f"({rows / took:,.0f} without start-up)  cpu {run.cpu:6.2f} s  peak {run.peak:3.0f} MiB"
        )
    return 0


def write(table: Path, rows: int, *, shuffled: bool) -> None:
    luck = random.Random(rows)
    step = (LAST - FIRST) / rows
    order = list(range(rows))
    if shuffled:
        luck.shuffle(order)
    with table.open("w") as file:
        file.write(HEADER)
        for number in order:
            at = (FIRST + step * number).isoformat(timespec="seconds")
            note = f"asked for pricing of lot {number}" if luck.random() < 0.2 else ""
            account = f"Account {luck.randrange(2000)}"
            file.write(
                f"{at},call,{luck.choice(OUTCOMES)},{account},{luck.randrange(1, 30)},{note}\n"
            )


TASKS = [
    "Id", "WhoId", "WhatId", "WhoCount", "WhatCount", "Subject", "ActivityDate", "Status",
    "Priority", "OwnerId", "Description", "CurrencyIsoCode", "Type", "IsDeleted", "AccountId",
    "IsClosed", "CreatedDate", "CreatedById", "LastModifiedDate", "LastModifiedById",
    "SystemModstamp", "IsArchived", "EmailMessageId", "ActivityOriginType",
    "CallDurationInSeconds", "CallType", "CallDisposition", "CallObject", "ReminderDateTime",
    "IsReminderSet", "RecurrenceActivityId", "IsRecurrence", "RecurrenceStartDateOnly",
    "RecurrenceEndDateOnly", "RecurrenceTimeZoneSidKey", "RecurrenceType", "RecurrenceInterval",
    "RecurrenceDayOfWeekMask", "RecurrenceDayOfMonth", "RecurrenceInstance",
    "RecurrenceMonthOfYear", "RecurrenceRegeneratedType", "CompletedDateTime",
]  # fmt: skip
RESULTS = ("Connected", "Not interested", "Left voicemail", "No answer", "")


def write_crm(table: Path, rows: int) -> None:
    """Write the archive of a weekly export with so many tasks."""
    luck = random.Random(rows)
    step = (LAST - FIRST) / rows
    with zipfile.ZipFile(table, "w", zipfile.ZIP_DEFLATED) as archive:
        with archive.open("Task.csv", "w", force_zip64=True) as file:
            file.write(quoted(TASKS))
            for number in range(rows):
                at = (FIRST + step * number).astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S")
                contact = luck.randrange(6000)
                account = contact % 2000
                task = {
                    "Id": f"00T8a{number:010}AAA",
                    "WhoId": f"0038a{contact:010}AAA",
                    "WhatId": f"0018a{account:010}AAA",
                    "WhoCount": "1",
                    "WhatCount": "1",
                    "Subject": "Call",
                    "ActivityDate": at[:10] + " 00:00:00",
                    "Status": "Completed",
                    "Priority": "Normal",
                    "OwnerId": "0058a00000AAAAAAAX",
                    "Description": f"asked for lot {number}" if luck.random() < 0.2 else "",
                    "CurrencyIsoCode": "USD",
                    "IsDeleted": "0",
                    "AccountId": f"0018a{account:010}AAA",
                    "IsClosed": "1",
                    "CreatedDate": at,
                    "LastModifiedDate": at,
                    "SystemModstamp": at,
                    "CallDurationInSeconds": str(luck.randrange(1, 1800)),
                    "CallType": "Outbound",
                    "CallDisposition": luck.choice(RESULTS),
                    "IsRecurrence": "0",
                    "CompletedDateTime": at,
                }
                file.write(quoted([task.get(name, "") for name in TASKS]))
        names = [quoted(["Id", "Name"])]
        names += [quoted([f"0018a{one:010}AAA", f"Account {one}"]) for one in range(2000)]
        archive.writestr("Account.csv", b"".join(names))
        names = [quoted(["Id", "AccountId", "FirstName", "LastName"])]
        names += [quoted([f"0038a{one:010}AAA", "", "Dana", f"No {one}"]) for one in range(6000)]
        archive.writestr("Contact.csv", b"".join(names))


def quoted(cells: list[str]) -> bytes:
    return (",".join([f'"{cell}"' for cell in cells]) + "\n").encode()


def actlog(folder: str, *words: str) -> Run:
    """Run the program with its home in `folder`; a failure ends the benchmark."""
    environ = os.environ | {"ACTLOG_HOME": f"{folder}/home", "ACTLOG_NOW": NOW}
    environ.pop("PYTHONDONTWRITEBYTECODE", None)  # modules are compiled once, as usual
    screen = Path(folder, "screen")
    with screen.open("wb") as out:
        begin = time.perf_counter()
        process = subprocess.Popen(
            [sys.executable, "-m", "actlog", *words], env=environ, stdout=out, stderr=out
        )
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - begin
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(screen.read_text())
    return Run(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


if __name__ == "__main__":
    sys.exit(main())
