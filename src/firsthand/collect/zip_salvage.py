"""The whole members of a zip file whose directory, at its end, is lost: found by the header that stands before each."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from firsthand.collect import pages
from firsthand.collect.bounds import FREE, HIDDEN, MOST_MEMBERS, NESTED, RATIO
from firsthand.collect.captured import Item, Origin

MARK = b"PK\x03\x04"
HEADER = struct.Struct("<4s5H3I2H")
STEP = 1 << 20
STORED, DEFLATED = 0, 8


def read(file: BinaryIO, origin: Origin) -> Iterator[Item]:
    """A capture for each member that is whole by its checksum. Those that say their size only after themselves are left out."""
    at = 0
    for _ in range(MOST_MEMBERS):
        found = _next(file, at)
        if found is None:
            return
        at = found + 4
        file.seek(found)
        head = file.read(HEADER.size)
        if len(head) < HEADER.size:
            return
        _, _, flags, method, _, _, crc, packed, size, name_length, extra = HEADER.unpack(head)
        name = file.read(name_length).decode("utf-8" if flags & 0x800 else "cp437", "replace")
        file.seek(extra, 1)
        most = min(origin.max_bytes, max(FREE, packed * RATIO))
        if flags & 9 or size > most or packed > most or HIDDEN.search(name) or name.lower().endswith(NESTED):
            continue
        data = _unpacked(file.read(packed), method, size)
        if data is not None and name and zlib.crc32(data) == crc:
            at = file.tell()
            yield from pages.take(data, origin.inside(name, "zip"))


def _next(file: BinaryIO, at: int) -> int | None:
    """Where the next header begins, from `at` on."""
    file.seek(at)
    window = b""
    while piece := file.read(STEP):
        window += piece
        place = window.find(MARK)
        if place >= 0:
            return at + place
        at += len(window) - 3
        window = window[-3:]
    return None


def _unpacked(packed: bytes, method: int, size: int) -> bytes | None:
    if method == STORED:
        return packed
    if method != DEFLATED:
        return None
    try:
        return zlib.decompressobj(-15).decompress(packed, size + 1)
    except zlib.error:
        return None
