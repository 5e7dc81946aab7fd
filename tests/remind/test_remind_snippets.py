"""What is to be pasted for launchd and Windows says what the jobs say."""

from __future__ import annotations

import plistlib
from xml.etree import ElementTree

import pytest

from actlog.domain.errors import InputError
from actlog.remind.jobs import PAGE, REMIND, Job
from actlog.remind.launchd import agent
from actlog.remind.windows import task

ENVIRON = (("ACTLOG_HOME", '/a & <b> "c"'),)
LOOK = Job(name=REMIND, words=("/bin/act log", "remind", "--notify"), environ=ENVIRON, every=15)
PAGE_JOB = Job(
    name=PAGE, words=("/bin/actlog", "week", "--friday"), output="/x/page.txt", weekday=6
)
TASKS = "{http://schemas.microsoft.com/windows/2004/02/mit/task}"


def test_launchd_gets_property_lists() -> None:
    name, text = agent(LOOK)
    assert name == "actlog.remind.plist"
    assert plistlib.loads(text.encode()) == {
        "Label": "actlog.remind",
        "ProgramArguments": list(LOOK.words),
        "EnvironmentVariables": dict(ENVIRON),
        "StartInterval": 900,
    }
    held = plistlib.loads(agent(PAGE_JOB)[1].encode())
    assert held["StartCalendarInterval"] == {"Weekday": 0, "Hour": 16, "Minute": 0}
    assert held["StandardOutPath"] == "/x/page.txt"


def test_windows_gets_tasks() -> None:
    name, text = task(LOOK)
    assert name == "actlog-remind.xml"
    root = ElementTree.fromstring(text.replace('encoding="UTF-16"', ""))
    assert root.findtext(f".//{TASKS}Interval") == "PT15M"
    assert root.findtext(f".//{TASKS}Command") == "cmd.exe"
    arguments = root.findtext(f".//{TASKS}Arguments") or ""
    assert 'set "ACTLOG_HOME=/a & <b> "c""&& "/bin/act log" remind --notify' in arguments
    page = ElementTree.fromstring(task(PAGE_JOB)[1].replace('encoding="UTF-16"', ""))
    assert page.find(f".//{TASKS}DaysOfWeek/{TASKS}Sunday") is not None
    assert (page.findtext(f".//{TASKS}StartBoundary") or "").endswith("T16:00:00")
    assert '> "/x/page.txt"' in (page.findtext(f".//{TASKS}Arguments") or "")
    bare = ElementTree.fromstring(
        task(LOOK.replace(environ=()))[1].replace('encoding="UTF-16"', "")
    )
    assert bare.findtext(f".//{TASKS}Command") == "/bin/act log"
    assert bare.findtext(f".//{TASKS}Arguments") == "remind --notify"


def test_what_cmd_would_expand_is_refused() -> None:
    with pytest.raises(InputError, match="path with a %"):
        task(LOOK.replace(environ=(("ACTLOG_HOME", "/100%PATH%"),)))
