import pytest

from actlog.domain.errors import InputError
from actlog.exchange.mapped.recognising import best
from tests.exchange.mapped.tables import mapping

TASKS = mapping(format="tasks", title="tasks", recognise=(("Id", "Status"), ("Subject",)))
EVENTS = mapping(format="events", title="events", recognise=(("Id", "StartDateTime", "Status"),))
CALLS = mapping(format="calls", title="calls", recognise=(("id", "number"),))
NONE = mapping(format="none", title="none")
ALL = (TASKS, EVENTS, CALLS, NONE)


def test_a_header_belongs_to_the_mapping_with_the_largest_set_that_it_has() -> None:
    assert best(("Id", "Status"), ALL) == TASKS
    assert best(("Id", "Status", "StartDateTime"), ALL) == EVENTS
    assert best(("Subject", "x"), ALL) == TASKS
    assert best(("\ufeff ID ", "NUMBER", ""), ALL) == CALLS


def test_other_names_of_columns_count() -> None:
    how = CALLS.replace(names=(("number", ("phone", "Telefon")), ("Status", ("id",))))
    assert best(("Id", "Telefon"), (how,)) == how
    assert best(("Id", "Mobil"), (how,)) is None


def test_a_header_that_has_no_whole_set_belongs_to_none() -> None:
    assert best(("Id", "StartDateTime"), ALL) is None
    assert best((), ALL) is None


def test_a_header_of_two_mappings_is_refused_with_both() -> None:
    with pytest.raises(InputError) as caught:
        best(("Id", "Status", "Number"), ALL)
    assert caught.value.message == "this can be tasks or calls"
    assert caught.value.hint == "say which: --format tasks or --format calls"
