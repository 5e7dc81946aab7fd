"""A block of actlog's own lines in a file of the user's: put in, found again, taken out.

Everything works on bytes, so that what is not ours stays as it is, whatever its encoding and
its line ends: `without(put(file, …))` is the file again.
"""

from __future__ import annotations

_BEGIN, _END = b"# >>> actlog %s >>>\n", b"# <<< actlog %s <<<\n"
_JOINED = b"# the line before had no end\n"


def put(content: bytes, name: str, lines: str) -> bytes:
    """Return the file with the block of that name: in the old one's place, else at the end.

    `lines` are whole lines.
    """
    place = _find(content, name)
    begin, end = _BEGIN % name.encode(), _END % name.encode()
    if place is not None:
        start, stop, joined = place
        block = begin + (_JOINED if joined else b"") + lines.encode() + end
        return content[:start] + block + content[stop:]
    joined = content != b"" and not content.endswith(b"\n")
    begin = b"\n" + begin + _JOINED if joined else begin
    return content + begin + lines.encode() + end


def without(content: bytes, name: str) -> bytes:
    """Return the file without the block of that name, every other byte as it was."""
    place = _find(content, name)
    if place is None:
        return content
    start, stop, joined = place
    if joined and stop == len(content):  # the line end before it was made for the block alone
        start -= 1
    return content[:start] + content[stop:]


def inside(content: bytes, name: str) -> bytes | None:
    """Return the lines that the block of that name holds, None without one."""
    place = _find(content, name)
    if place is None:
        return None
    start, stop, joined = place
    begin = len(_BEGIN % name.encode()) + (len(_JOINED) if joined else 0)
    return content[start + begin : stop - len(_END % name.encode())]


def has(content: bytes, name: str) -> bool:
    """Tell whether the file holds the block of that name."""
    return _find(content, name) is not None


def _find(content: bytes, name: str) -> tuple[int, int, bool] | None:
    """Return where the block begins and ends, and whether a line end was made for it."""
    begin, end = _BEGIN % name.encode(), _END % name.encode()
    start = 0 if content.startswith(begin) else content.find(b"\n" + begin) + 1
    if start == 0 and not content.startswith(begin):
        return None
    stop = content.find(b"\n" + end, start)
    if stop < 0:
        return None
    return start, stop + 1 + len(end), content.startswith(begin + _JOINED, start)
