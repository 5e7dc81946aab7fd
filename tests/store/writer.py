"""Logs without end until it is killed; prints an operation's number once it is confirmed."""

import sys
from itertools import count

from actlog.store import entries, history
from actlog.store.database import open_store
from tests.store.logbook import NOW, call


def write(path: str, name: str) -> None:
    """Log one to four entries at a time, each time through a connection of its own."""
    for turn in count():
        store = open_store(path)
        size = turn % 4 + 1
        lines = [call(count=place, account=name, source=str(turn)) for place in range(1, size + 1)]
        with history.operation(store, "log", str(size), NOW) as operation:
            entries.add(store, operation, lines)
        sys.stdout.write(f"{operation} {size}\n")
        sys.stdout.flush()
        store.close()


if __name__ == "__main__":
    write(*sys.argv[1:])
