"""A week of minutes: the program with a moving clock beside what is expected of it."""

from __future__ import annotations

import os
import re
import shlex
import time
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from datetime import UTC, date, datetime, timedelta
from io import BytesIO, StringIO, TextIOWrapper
from pathlib import Path
from zoneinfo import ZoneInfo

from actlog.cli.main import main
from tests.remind.expected import USUAL, Done, Expected, Said
from tests.remind.weeks import DAYS, STORIES, ZONES, Calendar, Story

MINUTES = 7 * 24 * 60
WORDS = {
    "timer": r"\w+ has been running for \d+ hours – actlog stop",
    "meetings_tomorrow": r"\d+ meetings? (tomorrow|by .*) to confirm – actlog meetings",
    "past_meetings": r"\d+ meetings? (is|are) over and nobody said how – actlog meetings",
    "next_steps": r"\d+ next steps? (is|are) due – actlog due",
    "nothing_logged": r"nothing is logged today – actlog log",
    "gap": r"(?P<about>[a-z ]+): \d+ to go(, \d+ booked)? – actlog .*",
    "timebox": r"(?P<about>[a-z ]+): today's timebox is not kept – actlog start \w+",
    "drought": r"no (?P<about>[a-z-]+) for \d+ working days – actlog log \w+",
    "friday": r"this week's page is ready – actlog week --friday",
}
NAMES = {
    "meetings held": "meeting_held",
    "meetings set": "meeting_set",
    "follow ups": "follow_up",
}


class Week:
    """A story in a zone and a season."""

    def __init__(self, story: str, zone: str, season: str) -> None:
        """Take the keys of STORIES and ZONES."""
        self.story: Story = STORIES[story]
        self.zone = zone
        self.name = f"{zone} {season}"
        self.calendar = Calendar(date.fromisoformat(ZONES[zone][season]), ZoneInfo(zone))
        self.begin = self.calendar.when("thu 00:00").astimezone(UTC)
        self.events: dict[datetime, list[int]] = {}
        for number, event in enumerate(self.story.events):
            at = self.calendar.when(event.at).astimezone(UTC)
            self.events.setdefault(at, []).append(number)

    def instants(self) -> list[datetime]:
        """Return every minute of the week."""
        return [self.begin + timedelta(minutes=n) for n in range(MINUTES)]

    def chosen(self) -> list[datetime]:
        """Return every eleventh minute, and all those around which anything may change.

        What is said wrongly is found all the same: it is said by the next run that is chosen.
        """
        every = self.instants()
        found = set(range(0, MINUTES, 11))
        hours = self.story.week.hours
        times = {self.story.week.at(watch) for watch in USUAL} | {*hours, 12 * 60, 12 * 60 - 30}
        said = self.said()
        for number, instant in enumerate(every):
            wall = instant.astimezone(self.calendar.zone)
            if (
                wall.hour * 60 + wall.minute in times
                or instant in self.events
                or self.label(instant) in said
            ):
                found |= {number - 1, number, number + 1}
        return [every[number] for number in sorted(found) if 0 <= number < MINUTES]

    def label(self, instant: datetime) -> str:
        """Return an instant as the clock on the wall shows it: `sun 02:30`, `sun 02:30 again`."""
        wall = instant.astimezone(self.calendar.zone)
        day = DAYS[(wall.weekday() - 3) % 7]
        return f"{day} {wall:%H:%M}{' again' if wall.fold else ''}"

    def said(self) -> dict[str, list[Said]]:
        """Return the story's own table, as it is in this zone and season."""
        found = {}
        for line in (self.story.said + self.story.changed.get(self.name, "")).splitlines():
            day, hour, *rest = line.split()
            again = rest[:1] == ["again"]
            label = " ".join([day, hour, *rest[: int(again)]])
            some = [one.split() for one in " ".join(rest[int(again) :]).split(",")]
            found[label] = [(one[0], " ".join(one[1:])) for one in some if one != ["-"]]
        return {label: some for label, some in found.items() if some}

    def expected(self, instants: list[datetime]) -> dict[str, list[Said]]:
        """Return what the model says, by the clock on the wall, when it is asked at instants."""
        stopped = self.calendar.day(self.story.stopped) if self.story.stopped else None
        log = Expected(self.story.week, self.calendar.zone, stopped=stopped)
        for one in self.story.past:
            day = self.calendar.day(str(one.day))
            log.operations.append([Done(day, kind, count) for kind, count in one.kinds])
        found = {}
        for instant in instants:
            for number in self.events.get(instant, ()):
                now = instant.astimezone(self.calendar.zone)
                self.story.events[number].effect(log, self.calendar, now)
            said = log.remind(instant)
            if said:
                found[self.label(instant)] = said
        return found

    def actual(self, instants: list[datetime], home: Path) -> dict[str, list[Said]]:
        """Return what the program says."""
        with environment(home, self.zone):
            home.mkdir(parents=True)
            (home / "model-week.yaml").write_text(self.story.yaml)
            steps: dict[str, str] = {}
            self.log_past(home)
            found = {}
            for instant in instants:
                for number in self.events.get(instant, ()):
                    self.do(number, instant, steps)
                code, out = run(instant, "remind")
                assert code == bool(out), (self.label(instant), code, out)
                if out:
                    found[self.label(instant)] = [read(x) for x in out.strip().split(" · ")]
        return found

    def log_past(self, home: Path) -> None:
        """Log what was before the week."""
        lines = []
        for one in self.story.past:
            lines += [self.calendar.day(str(one.day)).isoformat(), one.words]
        (home / "past").write_text("\n".join(lines))
        code, out = run(self.begin, "log", "--file", str(home / "past"))
        assert code == 0, out

    def do(self, number: int, instant: datetime, steps: dict[str, str]) -> None:
        """Do what the rep does; `steps` are entries by the last word of their next step."""
        event = self.story.events[number]
        days = {day: self.calendar.day(day).isoformat() for day in DAYS}
        words = shlex.split(event.words.format(**days, **steps))
        code, out = run(instant, *words)
        assert code == 0, (event, out)
        entry = re.match(r"#(\d+)", out)
        step = re.search(r"next:(?:'[^']*?(\w+)'|(\w+))", event.words)
        if entry and step:
            steps[step[1] or step[2]] = entry[1]


def read(said: str) -> Said:
    """Return what the program's words are about."""
    for watch, words in WORDS.items():
        match = re.fullmatch(words, said)
        if match:
            about = match.groupdict().get("about") or ""
            plain = about.removesuffix(" days").removesuffix("s")
            return watch, NAMES.get(about, plain)
    raise AssertionError(said)


def run(instant: datetime, *words: str) -> tuple[int, str]:
    """Run the program in this process; return its exit code and output."""
    os.environ["ACTLOG_NOW"] = instant.isoformat()
    out = TextIOWrapper(BytesIO(), "utf-8", write_through=True)
    with redirect_stdout(out), redirect_stderr(StringIO()) as errors:
        code = main(words)
    return code, out.buffer.getvalue().decode() + ("" if code in (0, 1) else errors.getvalue())


@contextmanager
def environment(home: Path, zone: str) -> Iterator[None]:
    """Let the program live in a folder and in a zone."""
    before = {name: os.environ.get(name) for name in ("TZ", "ACTLOG_HOME", "ACTLOG_NOW")}
    os.environ |= {"TZ": zone, "ACTLOG_HOME": str(home)}
    time.tzset()
    try:
        yield
    finally:
        for name, value in before.items():
            os.environ.pop(name)
            if value is not None:
                os.environ[name] = value
        time.tzset()
