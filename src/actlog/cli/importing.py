"""`import`: whatever file it is, as one operation, whole or not at all."""

from __future__ import annotations

from actlog.cli.arrivals import about, note, number_of_entries, preview, say, warn
from actlog.cli.given_kinds import ask_for_kinds, given_kinds
from actlog.cli.refused import name_bad, refusal
from actlog.domain.arrivals import Came, KindTotal, WeekTotal
from actlog.domain.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from actlog.cli.given_kinds import Given
    from actlog.cli.session import Session
    from actlog.domain.arrivals import Arrivals, FileSeen
    from actlog.domain.incoming import Incoming
    from actlog.domain.week import Week
    from actlog.exchange.kinds import Kinds
    from actlog.exchange.opening import Reading
    from actlog.exchange.problems import Problems
    from actlog.store.staging import Staging


class Asked(Record):
    """The options of an import: what `docs/import.md` says of them."""

    format: str | None = None
    mapping: str | None = None
    kinds: tuple[str, ...] = ()
    date_order: str | None = None
    sheet: str | None = None
    me: str | None = None
    dry_run: bool = False
    skip_bad: bool = False
    ignore_extra: bool = False
    json: bool = False


def import_file(session: Session, path: str, asked: Asked) -> int:
    """Bring what a file holds (`-`: standard input) into the log as one operation.

    A person is shown what would come in and asked first; a script is not, since one `undo`
    takes it all back. Raises InputError, after every bad row was named, when any is bad and
    they are not to be skipped.
    """
    from actlog.cli.recognised import recognised
    from actlog.store.staging import Staging

    given = given_kinds(session.model(), asked.kinds)
    with recognised(session, path, asked) as readings, Staging(session.store) as staging:
        filling = Filling(session, staging, readings)
        filling.fill(given)
        kinds = filling.problems.kinds
        if kinds and session.interactive and not (asked.json or asked.dry_run or session.yes):
            filling.fill(ask_for_kinds(session, kinds, given))
        return _store(session, filling, path, asked)


class Filling:
    """Reads tables into the waiting rows: once, or again when more is known of their kinds."""

    def __init__(self, session: Session, staging: Staging, readings: Sequence[Reading]) -> None:
        """Read nothing yet."""
        self.session = session
        self.staging = staging
        self.readings = readings
        self.problems: Problems
        self.files: list[FileSeen] = []

    def fill(self, given: Given) -> None:
        """Read everything; `problems` and `files` tell of it. Raises InputError."""
        from actlog.exchange.kinds import Kinds
        from actlog.exchange.problems import Problems, RowError

        staging = self.staging
        staging.clear()
        self.problems = Problems(staging.reject)
        self.files = []
        staging.fill(self._rows(Kinds(self.session.model(), given)))
        if self.problems:
            staging.drop_rejected()
        bad = self.problems.total
        for clash in staging.clashes():
            said = f"the uid is that of {self.problems.said(clash.first)}"
            self.problems.add_at(clash.place, RowError(f"{said}, which says something else", "uid"))
        if self.problems.total > bad:
            staging.drop_rejected()
        staging.settle()

    def _rows(self, kinds: Kinds) -> Iterator[Incoming]:
        """Yield the rows of every table, and take down what is worth saying at its end."""
        from actlog.cli.progress import Progress
        from actlog.exchange.rows import RowReader

        several = len(self.readings) > 1
        with Progress() as progress:
            for number, reading in enumerate(self.readings):
                self.problems.begin(reading.name if several else "")
                table, seen = reading.open(self.problems)
                reader = RowReader(table, kinds, self.session.now, number=number)
                yield from progress.watch(reader.read_all(self.problems), reading.done)
                left_out = (*seen().left_out, *sorted(reader.left_out.items()))
                self.files.append(seen().replace(left_out=left_out))
            progress.say("comparing")


def _store(session: Session, filling: Filling, path: str, asked: Asked) -> int:
    """Compare with the log, show, ask, and keep what is new."""
    from actlog.store import history, imports

    staging, bad = filling.staging, filling.problems.total
    came = _came(filling, imports.compare(staging), path)
    if bad and (not asked.skip_bad or filling.problems.cut_short):
        if asked.dry_run and not asked.json:
            preview(session, came)
        raise refusal(session.model(), filling.problems, path)
    wanted = came.arrivals.any and not asked.dry_run
    if not asked.json:
        asks = wanted and session.interactive and not session.yes
        show = preview if asked.dry_run or asks else note
        show(session, came)
        if show is preview:
            name_bad(session, filling.problems)
    if wanted and not asked.json and not _agreed(session, came):
        session.out("nothing is imported")
        return 1
    operation = None
    if bad and not asked.dry_run:
        from actlog.cli.rejects import write_rejects

        files = write_rejects(filling.readings, staging.rejected(), path)
        came = came.replace(reject_files=files)
    if wanted:
        with history.operation(session.store, "import", path, session.now) as operation:
            arrivals = imports.keep(staging, operation, came.arrivals)
        imports.shrink(session.store, arrivals.entries)
        came = came.replace(arrivals=arrivals)
    if asked.json:
        from actlog.views.arrivals import import_json

        session.json(import_json(came, operation=operation, dry_run=asked.dry_run))
        return 0
    say(session, came, dry_run=asked.dry_run)
    warn(session, came)
    return 0


def _agreed(session: Session, came: Came) -> bool:
    """Ask a person whether to store what was found; where nobody is, go ahead."""
    if session.yes or not session.interactive:
        return True
    arrivals, wanted = came.arrivals, []
    if arrivals.entries:
        found = about(arrivals, session.model())
        wanted.append(f"import {number_of_entries(arrivals.entries)}: {found}")
    if arrivals.changed:
        wanted.append(f"change {arrivals.changed:,}")
    return session.confirm(f"{' and '.join(wanted)}?")


def _came(filling: Filling, arrivals: Arrivals, path: str) -> Came:
    """Return all there is to say of an import that has been compared with the log."""
    return Came(
        path=path,
        files=tuple(filling.files),
        arrivals=arrivals,
        weeks=_weeks(filling),
        missing=_missing(filling, arrivals),
        rejected=filling.problems.total,
    )


def _missing(filling: Filling, arrivals: Arrivals) -> tuple[tuple[str, str, int], ...]:
    """Return what the model week asks of a new entry, and how many of these lack it."""
    model, lacking = filling.session.model(), filling.staging.lacking
    kinds = [kind for total in arrivals.kinds if (kind := model.kind(total.kind))]
    asked = sorted([(kind.name, field) for kind in kinds for field in kind.requires])
    found = [(kind, field, lacking(kind, field)) for kind, field in asked]
    return tuple([one for one in found if one[2]])


def _weeks(filling: Filling) -> tuple[WeekTotal, ...]:
    """Return what is new by weeks, in order."""
    from datetime import date

    from actlog.store import imports

    calendar = filling.session.model().calendar
    weeks: dict[Week, dict[str, tuple[int, int]]] = {}
    for day, kind, entries, count in imports.days(filling.staging):
        kinds = weeks.setdefault(calendar.week(date.fromisoformat(day)), {})
        before = kinds.get(kind, (0, 0))
        kinds[kind] = (before[0] + entries, before[1] + count)
    return tuple(
        [
            WeekTotal(
                week=week,
                kinds=tuple(
                    [
                        KindTotal(kind=kind, entries=entries, count=count)
                        for kind, (entries, count) in sorted(kinds.items())
                    ]
                ),
            )
            for week, kinds in weeks.items()
        ]
    )
