"""Many rows in little memory: a record holds more events and claims than could stand side by side."""

from __future__ import annotations

import marshal
import zlib
from abc import abstractmethod
from array import array
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import islice
from operator import eq
from typing import Any, Generic, Protocol, TypeVar, overload

import numpy as np
from numpy.typing import NDArray

T = TypeVar("T")
BLOCK = 64  # rows that are packed and unpacked together
AT_ONCE = 1000  # rows that stand as objects while they are gone through


class Packed(Collection[T], Generic[T]):
    """Rows that are gone through and not asked for one by one, each time made anew from what `write` left of them.

    `write` gives nothing but tuples, lists, words and numbers; `read` takes what it gave. They stay in the order given.
    """

    def __init__(
        self,
        rows: Iterable[T],
        write: Callable[[T], object],
        read: Callable[[Any], T],
        kept: Bytes | None = None,
    ) -> None:
        self._read, self._kept, self._many = read, kept or InMemory(), 0
        self._starts, self._ends = array("Q"), array("Q")
        written = map(write, rows)
        while some := list(islice(written, BLOCK)):
            block = zlib.compress(marshal.dumps(some), 1)
            self._starts.append(self._kept.add(block))
            self._ends.append(self._starts[-1] + len(block))
            self._many += len(some)

    def __iter__(self) -> Iterator[T]:
        for block in map(self._kept.get, self._starts, self._ends):
            yield from map(self._read, marshal.loads(zlib.decompress(block)))  # our own bytes, made above

    def __len__(self) -> int:
        return self._many

    def __contains__(self, row: object) -> bool:
        return any(row == x for x in self)


class Asked(Sequence[T], Generic[T]):
    """A sequence whose rows are made one by one, by `one`, when they are asked for."""

    @abstractmethod
    def one(self, n: int) -> T: ...

    def several(self, which: NDArray[np.int64]) -> Sequence[T]:
        """Those asked for: some make many at once faster than one by one."""
        return [self.one(n) for n in which.tolist()]

    @overload
    def __getitem__(self, n: int) -> T: ...
    @overload
    def __getitem__(self, n: slice) -> Sequence[T]: ...
    def __getitem__(self, n: int | slice) -> T | Sequence[T]:
        if isinstance(n, slice):
            return [self.one(k) for k in range(*n.indices(len(self)))]
        if not 0 <= n < len(self):
            raise IndexError(n)  # ends iteration
        return self.one(n)


class OneByOne(Asked[T], Generic[T]):
    """Rows that are asked for one by one, in any order: each is made anew from what `write` left of it.

    Larger than `Packed`, which has to unpack a whole block; `write` and `read` are as there.
    """

    def __init__(
        self,
        rows: Iterable[T],
        write: Callable[[T], Any],
        read: Callable[[Any], T],
        kept: Bytes | None = None,
    ) -> None:
        self._write, self._read, self._kept = write, read, kept or InMemory()
        self._starts, self._sizes = array("Q"), array("I")
        for row in rows:
            self.add(row)

    def add(self, row: T) -> None:
        written = marshal.dumps(self._write(row))
        self._starts.append(self._kept.add(written))
        self._sizes.append(len(written))

    def one(self, n: int) -> T:
        return self._read(self.written(n))

    def written(self, n: int) -> Any:
        """What `write` left of a row: for who needs little of it, faster than the row."""
        start = self._starts[n]
        return marshal.loads(self._kept.get(start, start + self._sizes[n]))

    def __len__(self) -> int:
        return len(self._starts)


class InOrder(Collection[T], Generic[T]):
    """Rows that lie in several places, gone through by their ids; then others."""

    def __init__(
        self, places: Sequence[Sequence[T]], ids: Iterable[str] | NDArray[np.bytes_], then: Collection[T]
    ) -> None:
        """`ids` are those of all rows, place by place. Of equal ones the first comes first."""
        self._places, self._then = places, then
        names = ids if isinstance(ids, np.ndarray) else np.array([id_.encode() for id_ in ids], dtype=np.bytes_)
        self._order = np.argsort(names, kind="stable")

    def __len__(self) -> int:
        return len(self._order) + len(self._then)

    def __iter__(self) -> Iterator[T]:
        first = np.cumsum([0, *map(len, self._places)])
        for start in range(0, len(self._order), AT_ONCE):
            some = self._order[start : start + AT_ONCE]
            place = np.searchsorted(first, some, side="right") - 1
            edges = np.flatnonzero(np.diff(place)) + 1
            for of, here in zip(np.split(place, edges), np.split(some, edges), strict=True):
                yield from _several(self._places[of[0]], here - first[of[0]])
        yield from self._then

    def by_place(self) -> Iterator[Iterator[tuple[int, T]]]:
        """The rows of each place, then the others, with their numbers among all."""
        first = 0
        for some in self._places:
            numbers = np.flatnonzero((self._order >= first) & (self._order < first + len(some)))
            yield _numbered(some, numbers, self._order[numbers] - first)
            first += len(some)
        yield enumerate(self._then, len(self._order))

    def __contains__(self, row: object) -> bool:
        return any(row == x for x in self)

    def __eq__(self, other: object) -> bool:
        """Whether the same rows come in the same order."""
        return isinstance(other, InOrder) and len(self) == len(other) and all(map(eq, self, other))


def _numbered(place: Sequence[T], numbers: NDArray[np.int64], which: NDArray[np.int64]) -> Iterator[tuple[int, T]]:
    for start in range(0, len(which), AT_ONCE):
        some = _several(place, which[start : start + AT_ONCE])
        yield from zip(numbers[start : start + AT_ONCE].tolist(), some, strict=True)


def _several(place: Sequence[T], which: NDArray[np.int64]) -> Sequence[T]:
    return place.several(which) if isinstance(place, Asked) else [place[n] for n in which.tolist()]


class Bytes(Protocol):
    """Where long rows of bytes are kept: in memory, or in a file. `add` tells where a row begins; what stands in a row, or in
    several that were added one after the other, is got from one place to another."""

    def add(self, some: bytes) -> int: ...
    def get(self, start: int, end: int) -> bytes: ...


class InMemory:
    """Bytes of a small record."""

    def __init__(self) -> None:
        self._held = bytearray()

    def add(self, some: bytes) -> int:
        self._held += some
        return len(self._held) - len(some)

    def get(self, start: int, end: int) -> bytes:
        return bytes(self._held[start:end])
