"""The log's one SQLite file."""
