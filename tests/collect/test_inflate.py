"""A web archive gives the same records and tells the same damages whichever library unpacks it."""

from __future__ import annotations

import io
import random
import zlib
from typing import Any

import pytest

from firsthand.collect import flow
from firsthand.collect.warc_records import Damage, Record, is_start, records
from tests.collect import made

WHOLE = made.warc("gz")


def read(data: bytes, unpacker: Any, monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, bytes | None]]:
    monkeypatch.setattr(flow, "inflate", unpacker)
    found = records(flow.Flow(io.BytesIO(data), "gzip", is_start), 1 << 20)
    return [(one.place, one.content if isinstance(one, Record) else None) for one in found]


def hurt(seed: int) -> bytes:
    rng, data = random.Random(seed), bytearray(WHOLE)
    for _ in range(rng.choice((1, 4, 30))):
        data[rng.randrange(len(data))] ^= 1 << rng.randrange(8)
    return bytes(data[: rng.randrange(len(data))] if seed % 2 else data)


@pytest.mark.parametrize("seed", range(40))
def test_records_and_damages_are_the_same(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    other = pytest.importorskip("zlib_ng.zlib_ng")
    assert read(hurt(seed), other, monkeypatch) == read(hurt(seed), zlib, monkeypatch)


def test_what_is_taken_leaves_what_is_held_free_to_grow() -> None:
    one = flow.Flow(io.BytesIO(b"abcdef" * 10), "plain")
    assert one.want(6) == 6
    assert one.taken(1, 4) == b"bcd"
    one.drop(6)
    one.held += b"more"
    assert one.taken(0, 3) == b"abc"
    assert all(not isinstance(x, Damage) for x in records(flow.Flow(io.BytesIO(WHOLE), "gzip", is_start), 1 << 20))
