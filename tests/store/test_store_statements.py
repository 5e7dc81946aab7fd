"""What holds of every statement, whatever Python's sqlite3 makes of it."""

import re
from pathlib import Path

import actlog

SOURCES = Path(actlog.__file__).parent


def test_no_parameter_has_a_number_since_newer_pythons_refuse_them() -> None:
    found = [
        f"{source.name}: {line.strip()}"
        for source in SOURCES.rglob("*.py")
        for line in source.read_text(encoding="utf-8").splitlines()
        if re.search(r"[^`]\?\d", line)
    ]
    assert not found
