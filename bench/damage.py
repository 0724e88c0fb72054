"""Every kind of capture, cut short at 100 random places and with bits flipped 1,000 times: no crash, no hang.

    python bench/damage.py [--cuts 100] [--flips 1000]

The samples are those of tests/collect/made.py. For each kind: how many captures and problems came out, and the slowest file.
A file that gives neither a capture nor a problem counts as silent, which is a fault too.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.collect import made

from firsthand.collect import Found, collect, decode


def hurt(data: bytes, rng: random.Random) -> bytes:
    out = bytearray(data)
    for _ in range(rng.choice((1, 1, 4, 30))):
        out[rng.randrange(len(out))] ^= 1 << rng.randrange(8)
    return bytes(out)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--cuts", type=int, default=100)
    parser.add_argument("--flips", type=int, default=1000)
    told = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for name, data in sorted(made.SAMPLES.items()):
            rng = random.Random(name)
            cases = [data[: rng.randrange(len(data))] for _ in range(told.cuts)]
            cases += [hurt(data, rng) for _ in range(told.flips)]
            print(f"{name:<14} " + counted(Path(folder) / name, cases))


def counted(path: Path, cases: list[bytes]) -> str:
    found = problems = silent = 0
    slowest = 0.0
    for data in cases:
        path.write_bytes(data)
        began = time.process_time()
        items = list(collect([path], now="2031-06-01T00:00:00Z"))
        for one in items:
            if isinstance(one, Found):
                decode(one.data, one.capture.charset)
        slowest = max(slowest, time.process_time() - began)
        kept = sum(isinstance(x, Found) for x in items)
        found, problems, silent = found + kept, problems + len(items) - kept, silent + (not items)
    return f"{len(cases)} files, {found} captures, {problems} problems, {silent} silent, slowest {slowest:.3f} s"


if __name__ == "__main__":
    main()
