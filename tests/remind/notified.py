"""The desktop's own part: who shows notifications on the session bus. Prints each one as JSON.

Run as a program, with what it does: `shows`, `refuses`, `hangs`, or `bodiless`.
"""

import asyncio
import json
import sys
from typing import Annotated, Any

from dbus_fast import DBusError, NameFlag
from dbus_fast.aio import MessageBus
from dbus_fast.annotations import DBusInt32, DBusSignature, DBusStr, DBusUInt32
from dbus_fast.service import ServiceInterface, dbus_method

NAME = "org.freedesktop.Notifications"
Strings = Annotated[list[str], DBusSignature("as")]
Hints = Annotated[dict[str, Any], DBusSignature("a{sv}")]
About = Annotated[tuple[str, str, str, str], DBusSignature("ssss")]


def say(line: str) -> None:
    """Tell the test."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


class Notifications(ServiceInterface):
    """As much of the notification server's interface as a client needs."""

    def __init__(self, manner: str) -> None:
        """Take what it does with a notification."""
        super().__init__(NAME)
        self.manner = manner

    @dbus_method(name="Notify")
    async def notify(
        self,
        app: DBusStr,
        replaces: DBusUInt32,
        icon: DBusStr,
        summary: DBusStr,
        body: DBusStr,
        actions: Strings,
        hints: Hints,
        expires: DBusInt32,
    ) -> DBusUInt32:
        """Show one."""
        if self.manner == "hangs":
            await asyncio.Event().wait()
        if self.manner == "refuses":
            raise DBusError("org.freedesktop.DBus.Error.LimitsExceeded", "too many")
        say(json.dumps({"app": app, "summary": summary, "body": body}))
        return 1

    @dbus_method(name="GetCapabilities")
    def capabilities(self) -> Strings:
        """Tell what it can."""
        return [] if self.manner == "bodiless" else ["body", "body-markup", "actions"]

    @dbus_method(name="GetServerInformation")
    def information(self) -> About:
        """Tell who it is."""
        return "test", "actlog", "1", "1.2"


async def serve(manner: str) -> None:
    """Own the name until it is ended."""
    bus = await MessageBus().connect()
    bus.export("/org/freedesktop/Notifications", Notifications(manner))
    await bus.request_name(NAME, NameFlag.DO_NOT_QUEUE)
    say("ready")
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(serve(sys.argv[1]))
