"""Tar files of pages, packed or not, read as a stream and never unpacked to disk; and single pages packed with gzip or zstd."""

from __future__ import annotations

import io
import tarfile
from collections.abc import Iterator
from typing import BinaryIO

from firsthand.collect import pages, warc
from firsthand.collect.bounds import HIDDEN, MOST_BYTES, MOST_MEMBERS, NESTED, RATIO
from firsthand.collect.captured import Item, Origin
from firsthand.collect.flow import Flow, packing_of
from firsthand.collect.warc_records import is_start

PACKED = (b"\x1f\x8b", b"\x28\xb5\x2f\xfd")
FREE = 64 << 20  # unpacked bytes before the ratio is looked at


def recognise(head: bytes, name: str) -> bool:
    return head.startswith(PACKED) or is_tar(head) or name.endswith((".tar", ".tgz", ".tar.gz", ".tar.zst"))


def is_tar(head: bytes) -> bool:
    return head[257:262] == b"ustar"


def read(file: BinaryIO, origin: Origin) -> Iterator[Item]:
    """A capture for each page in it. What is packed and no tar is one page, or a web archive of any name."""
    start = file.read(16)
    file.seek(0)
    stream = _Unpacked(file, Flow(file, packing_of(start)))
    head = stream.peek(512)
    if is_start(head):
        file.seek(0)
        yield from warc.read(file, origin)
    elif is_tar(head) or origin.name.endswith((".tar", ".tgz", ".tar.gz", ".tar.zst")):
        yield from _members(stream, origin)
    else:
        yield from _one(stream, origin)


def _members(stream: _Unpacked, origin: Origin) -> Iterator[Item]:
    count = 0
    try:
        with tarfile.open(fileobj=stream, mode="r|", errorlevel=1) as box:
            for member in box:
                count += 1
                if count > MOST_MEMBERS:
                    yield origin.problem(
                        "too-large", f"has more than {MOST_MEMBERS:,} members. Split it and add the parts"
                    )
                    return
                name = member.name.removeprefix("./")
                if member.isfile() and not HIDDEN.search(name):
                    yield from _member(box, member, origin.inside(name, "tar"))
        if not count:
            yield origin.problem("damaged-archive", f"holds no file that can be read{stream.why()}. Get the file again")
        elif stream.flow.breaks:
            yield origin.problem("damaged-archive", f"is damaged{stream.why()}. Get the file again")
    except (tarfile.TarError, EOFError, OSError, ValueError, OverflowError) as error:
        yield origin.problem(
            "damaged-archive", f"can be read no further after {count} members: {error}{stream.why()}. Get it again"
        )


def _member(box: tarfile.TarFile, member: tarfile.TarInfo, at: Origin) -> Iterator[Item]:
    if member.name.lower().endswith(NESTED):
        yield at.problem("nested-archive", "is an archive inside an archive. Unpack the outer one, then add this one")
    elif member.size > at.max_bytes:
        yield at.problem(
            "too-large",
            f"has {member.size:,} bytes, more than {at.max_bytes:,}. Unpack it yourself, split it and add it",
        )
    elif (file := box.extractfile(member)) is not None:
        data = file.read()
        if len(data) < member.size:
            yield at.problem(
                "damaged-archive", f"is cut short: {len(data):,} of {member.size:,} bytes. Get the file again"
            )
        else:
            yield from pages.take(data, at)


def _one(stream: _Unpacked, origin: Origin) -> Iterator[Item]:
    data = bytearray()
    while len(data) <= origin.max_bytes and (piece := stream.read(1 << 16)):
        data += piece
    if stream.flow.breaks:
        yield origin.problem("damaged-archive", f"is damaged{stream.why()}. Get the file again")
    elif len(data) > origin.max_bytes:
        yield origin.problem(
            "too-large", f"has more than {origin.max_bytes:,} bytes when unpacked. Unpack it yourself and split it"
        )
    else:
        yield from pages.take(bytes(data), origin.without_packing())


class _Unpacked(io.RawIOBase):
    """The unpacked bytes as a file that is read once; a bomb ends it."""

    def __init__(self, file: BinaryIO, flow: Flow) -> None:
        super().__init__()
        self._file, self.flow = file, flow

    def readable(self) -> bool:
        return True

    def peek(self, n: int) -> bytes:
        return bytes(self.flow.held[: self.flow.want(n)])

    def read(self, n: int = -1) -> bytes:
        if n is None or n < 0:
            n = 1 << 16
        have = self.flow.want(n)
        out = bytes(self.flow.held[:have])
        self.flow.drop(have)
        if self.flow.at > MOST_BYTES or (self.flow.at > FREE and self.flow.at > RATIO * max(1, self._file.tell())):
            raise OSError(f"it unpacks to more than {self.flow.at:,} bytes")
        return out

    def why(self) -> str:
        """': it cannot be unpacked ..., in what begins at byte 512'; empty where nothing is broken."""
        broken = self.flow.breaks[0] if self.flow.breaks else None
        return f": {broken.why}, in what begins at byte {broken.offset}" if broken else ""
