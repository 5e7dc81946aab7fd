"""Lets `python -m actlog` do what `actlog` does."""

from actlog.cli.main import run

if __name__ == "__main__":
    run()
