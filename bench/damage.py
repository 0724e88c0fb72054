"""Every kind of capture, cut short at 100 random places and with bits flipped 1,000 times: no crash, no hang.

    python bench/damage.py [--cuts 100] [--flips 1000]

The samples are those of tests/collect/made.py, and two PDFs. For each kind: how many captures and problems came out, and the
slowest file, its reader's own process included. A file that gives neither a capture nor a problem counts as silent, which is
a fault; so is a whole record before a cut that is not read (`lost`), and a damage in an archive told without its place.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import tempfile
from bisect import bisect_right
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.collect import made

from firsthand.collect import Found, collect, decode
from firsthand.model.problems import Problem

PAGES = ("Rain fell on Darma.\nThe port closed.", "It opened again on Monday.")
MORE = {"x.pdf": made.pdf(*PAGES), "y.pdf": made.packed_pdf(*PAGES)}
PACKINGS = {"a.warc": "plain", "b.warc.gz": "gz", "e.warc.zst": "zst"}  # one member a record


def hurt(data: bytes, rng: random.Random) -> bytes:
    out = bytearray(data)
    for _ in range(rng.choice((1, 1, 4, 30))):
        out[rng.randrange(len(out))] ^= 1 << rng.randrange(8)
    return bytes(out)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--cuts", type=int, default=100)
    parser.add_argument("--flips", type=int, default=1000)
    parser.add_argument("--only", nargs="*", help="names of samples")
    told = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for name, data in sorted({**made.SAMPLES, **MORE}.items()):
            if told.only and name not in told.only:
                continue
            rng = random.Random(name)
            cuts = [rng.randrange(len(data)) for _ in range(told.cuts)]
            path = Path(folder) / name
            print(f"{name:<12} cut  {counted(path, [data[:n] for n in cuts], whole(name, cuts))}", flush=True)
            print(f"{name:<12} flip {counted(path, [hurt(data, rng) for _ in range(told.flips)])}", flush=True)


def whole(name: str, cuts: list[int]) -> list[int]:
    """How many pages stand whole before each cut of a web archive or plain PDF; 0 of other kinds."""
    if name == "x.pdf":
        ends = [MORE[name].find(b"endstream", MORE[name].find(page.encode()[:9])) + 9 for page in PAGES]
        return [sum(end <= n for end in ends) for n in cuts]
    if name not in PACKINGS:
        return [0] * len(cuts)
    records = made.warc_records()
    ends = [len(made.warc(PACKINGS[name], records[:n])) for n in range(1, len(records) + 1)]
    pages = [0]
    for record in records:
        pages.append(pages[-1] + (b"WARC-Type: response" in record))
    return [pages[bisect_right(ends, n)] for n in cuts]


def spent() -> float:
    """CPU seconds of this process and of those that ended."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def counted(path: Path, cases: list[bytes], least: list[int] | None = None) -> str:
    found = problems = silent = lost = placeless = 0
    slowest = 0.0
    for n, data in enumerate(cases):
        path.write_bytes(data)
        began = spent()
        items = list(collect([path], now="2031-06-01T00:00:00Z"))
        for one in items:
            if isinstance(one, Found):
                decode(one.data, one.capture.charset)
        slowest = max(slowest, spent() - began)
        kept = sum(isinstance(x, Found) for x in items)
        whole_pages = sum(decode(x.data, x.capture.charset).count("\f") + 1 for x in items if isinstance(x, Found))
        found, problems, silent = found + kept, problems + len(items) - kept, silent + (not items)
        lost += least is not None and (whole_pages if path.suffix == ".pdf" else kept) < least[n]
        placeless += sum(
            isinstance(x, Problem) and x.code == "damaged-record" and "offset=" not in x.unit for x in items
        )
    told = f"{len(cases)} files, {found} captures, {problems} problems, slowest {slowest:.2f} s"
    return told + "".join(
        f", {n} {what}" for n, what in ((silent, "SILENT"), (lost, "LOST"), (placeless, "WITHOUT PLACE")) if n
    )


if __name__ == "__main__":
    main()
