"""The bytes as received: compressed with zstd, cut into rows of a bounded size, read back as a stream and checked."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

import zstandard
from sqlalchemy import Connection, insert, select

from firsthand.model.problems import StoreError
from firsthand.store import tables as t

PIECE = 1 << 20  # bytes of compressed data in one row


def keep(connection: Connection, capture_id: str, data: bytes) -> None:
    """Writes the bytes of a capture; its row stands already."""
    packed = zstandard.compress(data, 6)
    starts = range(0, len(packed), PIECE)
    rows = [{"capture_id": capture_id, "n": n, "data": packed[i : i + PIECE]} for n, i in enumerate(starts)]
    connection.execute(insert(t.original), rows)


def fetch(connection: Connection, capture_id: str, length: int) -> bytes:
    """The bytes of a capture; where words were withdrawn, those kept instead.

    Stops when there are more than `length`: a damaged frame cannot fill the memory.
    """
    out = bytearray()
    now = kept_instead(connection, capture_id)
    length = now[1] if now else length
    try:
        for piece in _unpacked(connection, capture_id):
            out += piece
            if len(out) > length:
                break
    except zstandard.ZstdError as error:
        raise StoreError(f"the original of {capture_id} is damaged; put back your copy of the record") from error
    if len(out) != length:
        raise StoreError(f"the original of {capture_id} is not {length} bytes long; put back your copy of the record")
    return bytes(out)


def is_whole(connection: Connection, capture_id: str, length: int) -> bool:
    """Whether the bytes kept are those that were received: their sha256 is the capture's id, or what a withdrawal noted."""
    try:
        data = fetch(connection, capture_id, length)
    except StoreError:
        return False
    now = kept_instead(connection, capture_id)
    return hashlib.sha256(data).hexdigest() == (now[0] if now else capture_id)


def kept_instead(connection: Connection, capture_id: str) -> tuple[str, int] | None:
    """The sha256 and length of what is kept where words were withdrawn; None where the original is as it was received."""
    x = t.cut.c
    last = select(x.kept, x.length).where(x.capture_id == capture_id).order_by(x.n.desc()).limit(1)
    row = connection.execute(last).first()
    return (row.kept, row.length) if row else None


def _unpacked(connection: Connection, capture_id: str) -> Iterator[bytes]:
    unpack = zstandard.ZstdDecompressor().decompressobj()
    rows = select(t.original.c.data).where(t.original.c.capture_id == capture_id).order_by(t.original.c.n)
    for (piece,) in connection.execute(rows):
        for start in range(0, len(piece), 1 << 14):  # small steps, so that a bomb is met before it has grown
            yield unpack.decompress(piece[start : start + (1 << 14)])
