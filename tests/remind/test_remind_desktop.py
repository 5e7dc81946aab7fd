"""A notification on a real session bus, and one line where it cannot get there."""

import gc
import json
import os
import shutil
import socket
import subprocess
import sys
import warnings
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from actlog.domain.errors import ChannelError
from actlog.remind import desktop
from tests.program import Program

BUS = "DBUS_SESSION_BUS_ADDRESS"
SERVER = Path(__file__).with_name("notified.py")
Server = Callable[[str], "subprocess.Popen[str]"]

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="session buses are Linux's"),
    # The library asks for a policy that Python 3.14 calls deprecated.
    pytest.mark.filterwarnings("ignore:.*EventLoopPolicy:DeprecationWarning"),
]


@pytest.fixture(autouse=True)
def connections() -> Iterator[None]:
    """Close what the library leaves open until the process ends."""
    yield
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        gc.collect()


def running(stack: ExitStack, *command: str) -> "subprocess.Popen[str]":
    process = stack.enter_context(subprocess.Popen(command, stdout=subprocess.PIPE, text=True))
    stack.callback(process.kill)
    return process


def said(process: "subprocess.Popen[str]") -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


@pytest.fixture
def bus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Run a session bus of the test's own, which is the user's; return its socket."""
    if shutil.which("dbus-daemon") is None:
        assert "NO_TEST_MAY_BE_SKIPPED" not in os.environ, "install dbus"
        pytest.skip("there is no dbus-daemon")
    at = tmp_path / "bus"
    with ExitStack() as stack:
        daemon = running(
            stack,
            *("dbus-daemon", "--session", "--nofork", "--print-address"),
            f"--address=unix:path={at}",
        )
        monkeypatch.setenv(BUS, said(daemon))
        yield at


@pytest.fixture
def server(bus: Path) -> Iterator[Server]:
    """Return what starts somebody on the bus who shows notifications."""
    with ExitStack() as stack:

        def start(manner: str) -> "subprocess.Popen[str]":
            process = running(stack, sys.executable, str(SERVER), manner)
            assert said(process) == "ready"
            return process

        yield start


def failed(*lines: str, limit: float = 5) -> str:
    with pytest.raises(ChannelError) as error:
        desktop.tell(lines, limit=limit)
    assert "\n" not in error.value.message
    return error.value.message


def test_all_lines_arrive_in_one_notification(server: Server) -> None:
    shown = server("shows")
    desktop.tell(["calls: 7 to go – actlog log call", "a meeting tomorrow to confirm"])
    assert json.loads(said(shown)) == {
        "app": "actlog",
        "summary": "actlog",
        "body": "calls: 7 to go – actlog log call\na meeting tomorrow to confirm",
    }


def test_names_are_text_and_never_markup_or_control(server: Server) -> None:
    shown = server("shows")
    desktop.tell(["<b>R&D</b> <a href='http://x'>\x1b[31m\x00\udc80\u202e"])
    body = json.loads(said(shown))["body"]
    assert body == (
        "&lt;b&gt;R&amp;D&lt;/b&gt; &lt;a href='http://x'&gt;\\x1b[31m\\x00\\udc80\\u202e"
    )


def test_what_nobody_would_read_is_cut(server: Server) -> None:
    shown = server("shows")
    desktop.tell(["x" * 1_000_000])
    assert len(json.loads(said(shown))["body"]) == 1000


def test_a_desktop_that_shows_titles_alone_gets_it_there(server: Server) -> None:
    shown = server("bodiless")
    desktop.tell(["R&D: 2 calls"])
    got = json.loads(said(shown))
    assert (got["summary"], got["body"]) == ("actlog: R&D: 2 calls", "")


def test_the_bus_is_found_in_its_usual_place_as_under_cron(
    server: Server, bus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = server("shows")
    monkeypatch.delenv(BUS)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(bus.parent))
    desktop.tell(["hello"])
    assert json.loads(said(shown))["body"] == "hello"
    assert BUS not in os.environ


def test_the_program_reaches_the_desktop_from_as_little_as_cron_gives(
    server: Server, bus: Path, isolated: Path, actlog: Program
) -> None:
    actlog.ok("log", "call", "yesterday")
    shown = server("shows")
    done = subprocess.run(
        [sys.executable, "-m", "actlog", "remind", "--notify"],
        capture_output=True,
        text=True,
        env={
            "PATH": "/usr/bin:/bin",
            "XDG_RUNTIME_DIR": str(bus.parent),
            "ACTLOG_HOME": str(isolated),
            "ACTLOG_NOW": "2026-11-23T12:00",
        },
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (1, "", "")
    assert json.loads(said(shown))["body"] == "nothing is logged today – actlog log"


def test_no_bus_is_one_line(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv(BUS, raising=False)
    monkeypatch.delenv("HOME", raising=False)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    assert failed("hello") == "no desktop can be reached: [Errno 2] No such file or directory"


def test_an_address_that_is_none_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(BUS, "nonsense")
    assert failed("hello").startswith("no desktop can be reached: address")


def test_a_bus_on_which_nobody_shows_notifications_is_one_line(
    bus: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert "org.freedesktop.Notifications was not provided" in failed("hello")
    assert capfd.readouterr() == ("", "")


def test_a_notification_that_is_refused_is_one_line(
    server: Server, capfd: pytest.CaptureFixture[str]
) -> None:
    server("refuses")
    assert failed("hello") == "the desktop refused the notification"
    assert capfd.readouterr() == ("", "")


def test_a_desktop_that_hangs_is_not_waited_for(server: Server) -> None:
    server("hangs")
    assert failed("hello", limit=0.3) == "the desktop did not answer within 0.3 s"


def test_a_bus_that_hangs_is_not_waited_for(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with socket.socket(socket.AF_UNIX) as silent:
        silent.bind(str(tmp_path / "bus"))
        silent.listen()
        monkeypatch.setenv(BUS, f"unix:path={tmp_path / 'bus'}")
        assert failed("hello", limit=0.2) == "the desktop did not answer within 0.2 s"


def test_without_the_library_its_install_line_is_said(tmp_path: Path) -> None:
    code = (
        "from actlog.domain.errors import ActlogError\n"
        "from actlog.remind.desktop import tell\n"
        "try:\n    tell(['x'])\n"
        "except ActlogError as error:\n    print(error.message, error.hint, sep='\\n')\n"
    )
    # The program alone: -S and a folder of its own put all other packages out of sight.
    (tmp_path / "actlog").symlink_to(Path(desktop.__file__).parents[1])
    done = subprocess.run(
        [sys.executable, "-S", "-c", code],
        capture_output=True,
        text=True,
        env=os.environ | {"PYTHONPATH": str(tmp_path)},
        check=True,
    )
    assert done.stdout.splitlines() == [
        "a notification needs desktop-notifier, which is not installed",
        "pip install 'actlog-sales[desktop]'",
    ]
