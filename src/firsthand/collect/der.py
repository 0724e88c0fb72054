"""DER taken apart as far as time stamps need it: which values stand where. Their meaning is the reader's."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

SEQUENCE, SET, OCTETS, NAMED = 0x30, 0x31, 0x04, 0x06
DEEPEST_LENGTH = 4  # octets of a length: 4 GB


@dataclass(frozen=True, slots=True)
class Value:
    """A value within these bytes: [start, end) with its head, [inner, end) without."""

    data: bytes
    tag: int
    start: int
    inner: int
    end: int

    @property
    def whole(self) -> bytes:
        return self.data[self.start : self.end]

    @property
    def content(self) -> bytes:
        return self.data[self.inner : self.end]

    def parts(self) -> tuple[Value, ...]:
        """The values that it is made of, in order."""
        return tuple(_values(self.data, self.inner, self.end))

    def part(self, n: int, tag: int) -> Value:
        """The nth of them, which must be of this kind."""
        found = self.parts()
        if n >= len(found) or found[n].tag != tag:
            raise ValueError(f"no value {tag:#x} at place {n}")
        return found[n]

    def tagged(self, n: int) -> Value | None:
        """The one of them that is marked [n], if there is one."""
        return next((x for x in self.parts() if x.tag == 0xA0 + n), None)


def read(data: bytes) -> Value:
    """The one value that these bytes are; `ValueError` where they are none, or more."""
    found = tuple(_values(data, 0, len(data)))
    if len(found) != 1:
        raise ValueError("not one value")
    return found[0]


def _values(data: bytes, at: int, end: int) -> Iterator[Value]:
    while at < end:
        if end - at < 2 or data[at] & 0x1F == 0x1F:
            raise ValueError("a value is cut off")
        tag, length, inner = data[at], data[at + 1], at + 2
        if length >= 0x80:
            more = length - 0x80
            if not 1 <= more <= DEEPEST_LENGTH or inner + more > end:
                raise ValueError("a length is not as DER has it")
            length, inner = int.from_bytes(data[inner : inner + more], "big"), inner + more
        if inner + length > end:
            raise ValueError("a value is cut off")
        yield Value(data, tag, at, inner, inner + length)
        at = inner + length
