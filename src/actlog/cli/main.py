"""The one entrance and the one exit."""

from __future__ import annotations


def run() -> None:
    """Run the command line and leave the process with its exit code."""
