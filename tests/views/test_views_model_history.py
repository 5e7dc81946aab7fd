from datetime import UTC, datetime

from actlog.analysis.model_changes import Difference
from actlog.views.model_history import VersionShown, history_screen
from tests import screens

VERSIONS = (
    VersionShown(number=1, since=datetime(2026, 10, 1, tzinfo=UTC), name="Jo's", changes=()),
    VersionShown(
        number=2,
        since=datetime(2026, 11, 2, 9, tzinfo=UTC),
        name="Jo's",
        changes=(
            Difference(place="call goal", old="240", new="70"),
            Difference(place="booth", old=None, new="added"),
            Difference(place="fair", old="dropped", new=None),
            Difference(
                place="call why",
                old=None,
                new="[bold]\x1b[31m ten dials make a connect and four connects make a meeting",
            ),
        ),
    ),
    VersionShown(number=3, since=datetime(2026, 11, 3, tzinfo=UTC), name="Jo's", changes=()),
)
SHOWN = """\
Jo's · 3 versions

 1  at first
 2  from Mon 2 Nov 2026
    call goal 240 → 70
    booth added
    fair dropped
    call why none → [bold]\\x1b[31m ten dials make a connect and four connects
      make a meeting
 3  from Tue 3 Nov 2026
    as the one before

a week is judged by the version in force at its end
"""


def test_the_history_on_a_terminal_and_in_a_pipe() -> None:
    for on in (screens.console(), screens.pipe()):
        assert screens.shown(on, history_screen(VERSIONS, screens.theme(on))) == SHOWN


def test_the_history_where_letters_are_few() -> None:
    on = screens.pipe(encoding="ascii")
    shown = screens.shown(on, history_screen(VERSIONS, screens.theme(on)))
    assert "    call goal 240 -> 70\n" in shown
    assert shown.isascii()
