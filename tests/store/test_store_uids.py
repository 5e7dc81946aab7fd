import time
import uuid
from itertools import islice

from actlog.store.uids import uids


def test_ids_are_uuids_of_version_7_with_the_time_in_front() -> None:
    before = time.time_ns() // 1_000_000
    first = next(uids())
    after = time.time_ns() // 1_000_000
    read = uuid.UUID(first)
    assert read.hex == first
    assert (read.version, read.variant) == (7, uuid.RFC_4122)
    assert before <= int(first[:12], 16) <= after


def test_ids_of_one_source_sort_in_the_order_of_their_making() -> None:
    made = list(islice(uids(), 10_000))
    assert sorted(made) == made
    assert len(set(made)) == 10_000


def test_two_sources_make_different_ids() -> None:
    assert not set(islice(uids(), 100)) & set(islice(uids(), 100))
