"""The version of every form of data that other programs read."""

from __future__ import annotations

SCHEMA_VERSION = 1
"""Goes up only when a promised name disappears or changes its meaning."""
