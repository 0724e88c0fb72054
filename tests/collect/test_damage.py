"""Every kind of capture cut short and with flipped bits: no crash, no hang; what comes out decodes. bench/damage.py does more."""

from __future__ import annotations

import random
import time
from pathlib import Path

import pytest

from firsthand.collect import Found, collect, decode
from firsthand.model.problems import Problem
from tests.collect import made

NOW = "2031-06-01T00:00:00Z"
CUTS, FLIPS = 12, 40
SLOWEST = 5.0  # seconds for one small file


def survives(path: Path, data: bytes) -> tuple[int, int]:
    """Captures and problems of these bytes; each capture's text can be made."""
    path.write_bytes(data)
    began = time.process_time()
    items = list(collect([path], now=NOW))
    found = [x for x in items if isinstance(x, Found)]
    for one in found:
        assert isinstance(decode(one.data, one.capture.charset), str)
    for item in items:
        if isinstance(item, Problem):
            assert item.message
            assert item.unit.startswith(str(path.parent))
    assert time.process_time() - began < SLOWEST
    return len(found), len(items) - len(found)


@pytest.mark.parametrize("name", sorted(made.SAMPLES))
def test_cut_short_or_with_flipped_bits_nothing_breaks(tmp_path: Path, name: str) -> None:
    data, rng = made.SAMPLES[name], random.Random(name)
    for _ in range(CUTS):
        found, problems = survives(tmp_path / name, data[: rng.randrange(len(data))])
        assert found + problems
    for _ in range(FLIPS):
        hurt = bytearray(data)
        for _ in range(rng.choice((1, 1, 4, 30))):
            hurt[rng.randrange(len(hurt))] ^= 1 << rng.randrange(8)
        found, problems = survives(tmp_path / name, bytes(hurt))
        assert found + problems
