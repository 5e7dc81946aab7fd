"""`export`: the log, or a part of it, as a file for other programs and for people."""

from __future__ import annotations

import os

from actlog.cli.arrivals import number_of_entries
from actlog.cli.copies import target_of
from actlog.cli.outputs import chunks, may_replace, write_whole
from actlog.domain.errors import InputError
from actlog.domain.text import visible

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from actlog.cli.session import Session
    from actlog.domain.entry import Entry
    from actlog.domain.filter import Filter


class Taking:
    """What is taken out: the entries that `wanted` asks for, counted as they pass.

    `told` says what was written where that is not those entries, such as `12 weeks`, and
    `remarks` what else is worth saying of it: they are filled while a format writes.
    """

    def __init__(self, session: Session, wanted: Filter, private: Sequence[str] = ()) -> None:
        """Take nothing yet; `private` names what goes along though it is private."""
        self.session = session
        self.wanted = wanted
        self.private = private
        self.told: str | None = None
        self.remarks: list[str] = []
        self._number = 0

    def entries(self, *, by_time: bool = False) -> Iterator[Entry]:
        """Yield the entries by number, or by time, in little memory. Raises StoreError."""
        from actlog.store.entries import iterate

        for entry in iterate(self.session.store, self.wanted, by_time=by_time):
            self._number += 1
            yield entry

    @property
    def what(self) -> str:
        """What was written, in words."""
        return self.told or number_of_entries(self._number)


def export(
    session: Session,
    words: Sequence[str],
    *,
    format_: str | None = None,
    mapping: str | None = None,
    output: str | None = None,
    private: Sequence[str] = (),
) -> int:
    """Write what the words ask for (none: everything) in a format of `cli/formats.py`.

    `mapping` is a file that says how another program has it. Without either, the ending of `output`
    says which format, else it is CSV. It goes to standard output, or to the file `output`, which is
    whole or not there at all and replaces another only when that is agreed to. `private` names
    private columns that a database for others holds as well. Raises InputError.
    """
    from actlog.cli.asked import asked_for
    from actlog.cli.formats import chosen

    form = chosen(session, format_, output, mapping)
    if private and not form.private:
        raise InputError(
            f"--with puts nothing into {form.name}", "it is for --format sqlite: private columns"
        )
    taking = Taking(session, asked_for(session, words, steps=form.ahead), private)
    if output is None and form.texts is not None:
        for text in chunks(form.texts(taking)):
            session.raw(text)
    elif form.write is not None and output is not None:
        return form.write(taking, output)
    elif form.texts is not None and output is not None:
        ending = form.endings[0] if form.endings else ".csv"
        target = target_of(session.paths.database, output, f"log{ending}")
        if os.path.lexists(target) and not may_replace(session, output):
            session.out("nothing is written")
            return 1
        write_whole(target, output, form.texts(taking))
        session.out(f"wrote {taking.what} to {visible(output)}")
    for remark in taking.remarks:
        session.remark(remark)
    return 0


def format_of(name: str | None, *, csv: bool, jsonl: bool, mapping: str | None) -> str | None:
    """Return the one format that the options name. Raises InputError where they name several."""
    said = [("--csv", "actlog-csv", csv), ("--jsonl", "jsonl", jsonl)]
    named = {form: option for option, form, asked in said if asked}
    if name is not None:
        named.setdefault(name, f"--format {visible(name)}")
    asked = [*named.values(), *(["--mapping"] if mapping is not None else [])]
    if len(asked) > 1:
        raise InputError(f"{' and '.join(asked)} are two formats", "ask for one of them")
    return next(iter(named), None)
