"""`db path` and `db query`: the log's file for those who know SQL."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from actlog.cli.session import Session
    from actlog.views.shapes.keeping import DbPathJson, DbQueryJson


def path(session: Session, *, json: bool = False) -> int:
    """Print where the log lies, whether it is there already or not."""
    import os

    where = session.paths.database
    if json:
        shown: DbPathJson = {"path": where, "exists": os.path.exists(where)}
        session.json(shown)
    else:
        session.raw(f"{where}\n")
    return 0


def query(session: Session, sql: str, *, json: bool = False, csv: bool = False) -> int:
    """Run one statement that reads, and show all of its answer. Raises InputError."""
    from actlog.store.query import run
    from actlog.views.query import plain, query_table

    answer = run(session.store.path, sql)
    rows = [[plain(value) for value in row] for row in answer.rows]
    if json:
        shown: DbQueryJson = {"columns": list(answer.columns), "rows": rows}
        session.json(shown)
    elif csv:
        from actlog.views.tables import write_rows

        session.raw(write_rows(answer.columns, rows))
    else:
        from actlog.views.theme import Theme

        console, wrap = session.console(), session.fits
        table = query_table(answer.columns, answer.rows, Theme.of(console), wrap=wrap)
        console.print(table, soft_wrap=not wrap)
    return 0
