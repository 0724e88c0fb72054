"""Where the first element of a markup file begins: past its byte-order mark, declarations and comments.

By hand, and not by one expression: of those that fit, each hangs on some file that was made for it.
"""

from __future__ import annotations

SPACE = b" \t\r\n\f\v"
MOST = 200  # declarations and comments before the first element


def root(data: bytes) -> bytes:
    """What begins with the first element; empty where a declaration or comment has no end.

    root(b'<?xml version="1.0"?> <!-- made by us --><rss version="2.0">') -> b'<rss version="2.0">'
    """
    rest = data.removeprefix(b"\xef\xbb\xbf").lstrip(SPACE)
    for _ in range(MOST):
        end = _end(rest)
        if end is None:
            return rest
        if end < 0:
            return b""
        rest = rest[end:].lstrip(SPACE)
    return b""


def _end(rest: bytes) -> int | None:
    """Where the declaration or comment ends that stands here; None where none does, -1 where it has no end."""
    if rest.startswith(b"<!--"):
        return _after(rest, b"-->", 4)
    if rest.startswith(b"<?"):
        return _after(rest, b"?>", 2)
    if rest[:9].upper() == b"<!DOCTYPE":
        inner, end = rest.find(b"["), rest.find(b">")
        return _after(rest, b">", max(rest.find(b"]", inner), inner)) if 0 <= inner < end else _after(rest, b">", 9)
    return None


def _after(rest: bytes, mark: bytes, start: int) -> int:
    found = rest.find(mark, start)
    return found + len(mark) if found >= 0 else -1
