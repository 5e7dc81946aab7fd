"""A block of ours in somebody's file: everything else stays byte for byte."""

from hypothesis import given
from hypothesis import strategies as st

from actlog.domain import marked_block

FILES = st.one_of(
    st.binary(max_size=60),
    st.lists(st.sampled_from([b"alias x=y", b"", b"# >>> actlog other >>>", b"\xff\xfe", b"\r"]))
    .map(b"\n".join),
)  # fmt: skip


@given(file=FILES)
def test_what_is_put_in_comes_out_again(file: bytes) -> None:
    put = marked_block.put(file, "test", "one\ntwo\n")
    assert marked_block.has(put, "test")
    assert b"\none\ntwo\n" in put
    assert marked_block.without(put, "test") == file


@given(file=FILES, before=FILES)
def test_a_block_is_put_in_once_and_stays_where_it_is(file: bytes, before: bytes) -> None:
    put = marked_block.put(file, "test", "one\n")
    assert marked_block.put(put, "test", "one\n") == put
    changed = marked_block.put(put, "test", "two\n")
    assert changed == put.replace(b"\none\n", b"\ntwo\n")
    assert marked_block.without(changed, "test") == file


def test_lines_that_were_added_behind_the_block_stay_lines() -> None:
    put = marked_block.put(b"no end", "test", "one\n") + b"more\n"
    assert marked_block.without(put, "test") == b"no end\nmore\n"


def test_a_block_without_an_end_is_left_alone() -> None:
    broken = b"# >>> actlog test >>>\none\n"
    assert not marked_block.has(broken, "test")
    assert marked_block.without(broken, "test") == broken
