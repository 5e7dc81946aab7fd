"""Reminders as a notification of the desktop.

desktop-notifier shows it; it is an extra, and only this module knows it.
"""

from __future__ import annotations

import asyncio
import logging
import os
import sys
from contextlib import contextmanager
from html import escape
from importlib.util import find_spec

from actlog.domain.errors import ChannelError
from actlog.domain.text import visible

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

LIMIT = 3.0
"""How many seconds a desktop may take to answer."""

TITLE = "actlog"
_LONGEST = 1000
_HINT = "remind still prints; a command of your own: --command 'notify.sh'"


def tell(lines: Sequence[str], limit: float = LIMIT) -> None:
    """Show lines in one notification, under the program's name.

    Raises ChannelError where the library is not installed, no desktop can be reached (no session
    bus, nobody on it who shows notifications, an app that may not show any), or none has
    answered within `limit` seconds.
    """
    if find_spec("desktop_notifier") is None:
        raise ChannelError(
            "a notification needs desktop-notifier, which is not installed",
            "pip install 'actlog-sales[desktop]'",
        )
    text = "\n".join([visible(line) for line in lines])
    text = text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
    with _session_bus(), _silence():
        try:
            asyncio.run(asyncio.wait_for(_send(text), limit))
        except TimeoutError:
            said = f"the desktop did not answer within {limit:g} s"
            raise ChannelError(said, _HINT) from None
        except ChannelError:
            raise
        except Exception as error:  # each platform's library fails in its own ways
            reason = visible(str(error)) or type(error).__name__
            raise ChannelError(f"no desktop can be reached: {reason}", _HINT) from None


async def _send(text: str) -> None:
    from desktop_notifier import Capability, DesktopNotifier

    arrived: list[bool] = []
    notifier = DesktopNotifier(app_name=TITLE, app_icon=None)
    # What cannot be reached raises here; sending would only log it.
    able = await notifier.get_capabilities()
    if Capability.TITLE not in able:
        raise ChannelError("this desktop shows no notifications of this Python", _HINT)
    title, body = TITLE, text
    if Capability.MESSAGE not in able:
        title, body = f"{TITLE}: {text}", ""
    elif sys.platform == "linux":
        # By its specification a body is markup there, links and images too; a title is not.
        body = escape(text, quote=False)
    await notifier.send(
        title=title,
        message=body,
        on_dispatched=lambda: arrived.append(True),
    )
    if not arrived:
        raise ChannelError("the desktop refused the notification", _HINT)


@contextmanager
def _session_bus() -> Iterator[None]:
    """Name the user's session bus where nothing does, as under cron; it has one usual place."""
    name = "DBUS_SESSION_BUS_ADDRESS"
    if sys.platform != "linux" or os.environ.get(name):
        yield
        return
    folder = os.environ.get("XDG_RUNTIME_DIR") or f"/run/user/{os.getuid()}"
    os.environ[name] = f"unix:path={os.path.join(folder, 'bus')}"
    try:
        yield
    finally:
        del os.environ[name]


@contextmanager
def _silence() -> Iterator[None]:
    """Keep the library's own log off standard error: what fails is said in one line."""
    logger = logging.getLogger("desktop_notifier")
    before, logger.disabled = logger.disabled, True
    try:
        yield
    finally:
        logger.disabled = before
