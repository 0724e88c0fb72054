"""Unpacked bytes of a file as they are asked for, with where its packed members begin and where it is damaged."""

from __future__ import annotations

import zlib
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, BinaryIO, Literal

import zstandard
from zlib_ng import zlib_ng

inflate: Any = zlib_ng  # the functions of zlib in less than half the time; its stubs call its error a value
Packing = Literal["plain", "gzip", "zstd"]
CHUNK = 1 << 16  # bytes read at once
SMALL_CHUNK = 1 << 14  # of gzip: what is left of it after a member is copied
MOST_AT_ONCE = 1 << 20  # bytes unpacked at once
ZSTD_STEP = 1 << 10  # packed bytes unpacked at once: four of them can hold 128 KiB
WINDOW = 1 << 27  # bytes a zstd frame may look back; the zstd program allows as many
GZIP, ZSTD, SKIPPED = b"\x1f\x8b\x08", b"\x28\xb5\x2f\xfd", b"\x2a\x4d\x18"
DICTIONARY = b"\x5d\x2a\x4d\x18"  # the frame that a .warc.zst begins with: the dictionary of all others
LARGEST_DICTIONARY = 1 << 26
FAILURES: tuple[type[Exception], ...] = (zlib.error, inflate.error, zstandard.ZstdError)
UNPACKABLE: tuple[type[Exception], ...] = (*FAILURES, MemoryError)


@dataclass(frozen=True, slots=True)
class Member:
    """A packed member: where it begins in the file, and its first byte among the unpacked ones."""

    offset: int
    at: int


@dataclass(frozen=True, slots=True)
class Break:
    """Where unpacking stopped: after the unpacked byte `at`, in the member that begins at `offset` of the file."""

    offset: int
    at: int
    why: str


def packing_of(head: bytes) -> Packing:
    """How a file that begins so is packed."""
    if head.startswith(GZIP[:2]):
        return "gzip"
    return "zstd" if head.startswith(ZSTD) or head[1:4] == SKIPPED else "plain"


class Flow:
    """Holds only what is being looked at: `held[0]` is the byte `at` of the unpacked ones.

    After damage it goes on at the next member whose unpacked bytes `is_start` knows as a beginning.
    """

    def __init__(self, file: BinaryIO, packing: Packing, is_start: Callable[[bytes], bool] = lambda _: False) -> None:
        self.held = bytearray()
        self.at = 0
        self.members: deque[Member] = deque()
        self.breaks: deque[Break] = deque()
        self.packing = packing
        self.ended = False
        self._file, self._is_start = file, is_start
        self._packed, self._offset = b"", 0  # packed bytes not yet unpacked, and where they begin
        self._unpack: Any = None
        self._dictionary: zstandard.ZstdCompressionDict | None = None
        if packing == "plain":
            self.members.append(Member(0, 0))

    def want(self, n: int) -> int:
        """How many of n bytes are at hand, those after a break not counted; fewer only at a break or the end."""
        held = self.held
        while len(held) < n and not self.ended and not self.breaks:
            self._more()
        have = self.breaks[0].at - self.at if self.breaks else len(held)
        return n if n < have else have

    @property
    def left(self) -> int:
        """Bytes held before the first break."""
        return self.breaks[0].at - self.at if self.breaks else len(self.held)

    @property
    def is_over(self) -> bool:
        return not self.want(1) and not self.breaks

    def taken(self, start: int, end: int) -> bytes:
        """These of the bytes held."""
        with memoryview(self.held) as held, held[start:end] as part:
            return bytes(part)

    def drop(self, n: int) -> None:
        """Goes on by n bytes that are held."""
        del self.held[:n]
        self.at += n

    def pass_break(self) -> Break:
        """Goes on after the break: what stood before it is dropped."""
        broken = self.breaks.popleft()
        self.drop(broken.at - self.at)
        return broken

    def member(self) -> Member:
        """The member that the byte `at` is of."""
        while len(self.members) > 1 and self.members[1].at <= self.at:
            self.members.popleft()
        return self.members[0] if self.members else Member(self._offset, self.at)

    def next_member(self, after: int, before: int) -> int | None:
        """Where among the unpacked bytes a member begins, `after` < it < `before`, that starts as it should."""
        if len(self.members) < 2 or self.members[-1].at <= after:
            return None
        for member in self.members:
            if after < member.at < before and self._is_start(bytes(self.held[member.at - self.at :][:16])):
                return member.at
        return None

    def _more(self) -> None:
        if not self._packed:
            self._packed = self._file.read(SMALL_CHUNK if self.packing == "gzip" else CHUNK)
        if not self._packed:
            self.ended = True
            if self._unpack is not None:
                self._unpack = None
                self._break("the file ends inside it")
        elif self.packing == "plain":
            self.held += self._packed
            self._packed = b""
        else:
            self._more_unpacked()

    def _more_unpacked(self) -> None:
        if self._unpack is None and not self._begin():
            return
        try:
            out, left, is_whole = self._step()
        except UNPACKABLE as error:
            self._unpack = None
            self._break(f"it cannot be unpacked: {error}")
            self._find_next(self._began + 1)
            return
        self.held += out
        self._offset += len(self._packed) - len(left)
        self._packed = left
        if is_whole:
            self._unpack = None

    def _step(self) -> tuple[bytes, bytes, bool]:
        """Unpacked bytes, packed ones left, whether the member is whole."""
        if self.packing == "gzip":
            out = self._unpack.decompress(self._packed, MOST_AT_ONCE)
            whole = self._unpack.eof
            return out, self._unpack.unused_data if whole else self._unpack.unconsumed_tail, whole
        step, rest = self._packed[:ZSTD_STEP], self._packed[ZSTD_STEP:]
        out = self._unpack.decompress(step)
        whole = self._unpack.eof
        return out, (self._unpack.unused_data if whole else b"") + rest, whole

    def _begin(self) -> bool:
        """Starts the next member; False where what comes next is none, and is passed."""
        if len(self._packed) < 8:
            self._packed += self._file.read(CHUNK)
        self._began = self._offset
        if not self._packed.strip(b"\0"):  # padding
            self._offset += len(self._packed)
            self._packed = b""
            return False
        if self.packing == "zstd" and self._packed[1:4] == SKIPPED:
            self._pass_skippable()
            return False
        self.members.append(Member(self._offset, self.at + len(self.held)))
        self._unpack = self._unpacker()
        return True

    def _unpacker(self) -> Any:
        if self.packing == "gzip":
            return inflate.decompressobj(31)
        return zstandard.ZstdDecompressor(dict_data=self._dictionary, max_window_size=WINDOW).decompressobj()

    def _pass_skippable(self) -> None:
        size = int.from_bytes(self._packed[4:8], "little")
        is_dictionary = self._packed.startswith(DICTIONARY) and size <= LARGEST_DICTIONARY
        frame, left = bytearray(), 8 + size
        while left and self._packed:
            piece = self._packed[:left]
            if is_dictionary:
                frame += piece
            left -= len(piece)
            self._offset += len(piece)
            self._packed = self._packed[len(piece) :] or self._file.read(CHUNK)
        if is_dictionary and not left:
            self._dictionary = _dictionary(bytes(frame[8:]))

    def _break(self, why: str) -> None:
        self.breaks.append(Break(self._began, self.at + len(self.held), why))

    def _find_next(self, offset: int) -> None:
        """Goes on at the next member that starts as it should, from this offset of the file on."""
        mark = GZIP if self.packing == "gzip" else ZSTD
        self._file.seek(offset)
        window, start = b"", offset
        while piece := self._file.read(CHUNK):
            window += piece
            place = window.find(mark)
            while place >= 0:
                if self._starts(window[place:] + self._peek()):
                    self._offset, self._packed = start + place, window[place:]
                    return
                place = window.find(mark, place + 1)
            start += max(0, len(window) - len(mark) + 1)
            window = window[-len(mark) + 1 :]
        self._packed, self._offset = b"", start

    def _peek(self) -> bytes:
        piece = self._file.read(512)
        self._file.seek(-len(piece), 1)
        return piece

    def _starts(self, packed: bytes) -> bool:
        try:
            unpack = self._unpacker()
            out = unpack.decompress(packed, 64) if self.packing == "gzip" else unpack.decompress(packed[:ZSTD_STEP])
            return self._is_start(bytes(out[:16]))
        except FAILURES:
            return False


def _dictionary(frame: bytes) -> zstandard.ZstdCompressionDict | None:
    try:
        if frame.startswith(ZSTD):
            with zstandard.ZstdDecompressor(max_window_size=WINDOW).stream_reader(frame) as reader:
                frame = reader.read(LARGEST_DICTIONARY)
        made = zstandard.ZstdCompressionDict(frame)
        zstandard.ZstdDecompressor(dict_data=made).decompressobj()  # refuses a damaged one only here
        return made
    except (zstandard.ZstdError, ValueError):
        return None
