"""Many rows in little memory: a record holds more events and claims than could stand side by side."""

from __future__ import annotations

import marshal
import zlib
from collections.abc import Callable, Collection, Iterable, Iterator
from itertools import islice
from typing import Any, Generic, TypeVar

T = TypeVar("T")
BLOCK = 64  # rows that are packed and unpacked together


class Packed(Collection[T], Generic[T]):
    """Rows that are gone through and not asked for one by one, each time made anew from what `write` left of them.

    `write` gives nothing but tuples, lists, words and numbers; `read` takes what it gave. They stay in the order given.
    """

    def __init__(self, rows: Iterable[T], write: Callable[[T], object], read: Callable[[Any], T]) -> None:
        self._read, self._blocks, self._many = read, list[bytes](), 0
        written = map(write, rows)
        while some := list(islice(written, BLOCK)):
            self._blocks.append(zlib.compress(marshal.dumps(some), 1))
            self._many += len(some)

    def __iter__(self) -> Iterator[T]:
        for block in self._blocks:
            yield from map(self._read, marshal.loads(zlib.decompress(block)))  # our own bytes, made above

    def __len__(self) -> int:
        return self._many

    def __contains__(self, row: object) -> bool:
        return any(row == x for x in self)
