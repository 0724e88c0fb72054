"""Records a second of a WARC file: ours beside warcio and FastWARC, in one run, with peak memory; and a file of junk.

    python bench/collect.py [--records 5000] [--junk-mb 200]
    python bench/collect.py --records 0 --junk-mb 1000          # the file of junk alone, half a minute

The file is made by us: response records of 20 to 60 KB of HTML, a gzip member each. `captures` is all that
`firsthand add` does before it writes (chunks and compression undone, digests checked, sha256, charset, address); `records` is
our reader alone, which is what the other two do here. Each reader runs in a process of its own; seconds
are of the processor. FastWARC is measured if it is installed.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

WORDS = ("harbour", "storm", "pilots", "ferry", "master", "Darma", "council", "closed", "open", "ships", "said", "told")


def made(path: Path, records: int) -> None:
    """A WARC file of this many pages; the same every time."""
    rng = random.Random(31)
    with path.open("wb") as out:
        for n in range(records):
            words = " ".join(rng.choices(WORDS, k=rng.randrange(3000, 9000)))
            body = (
                f"<!doctype html><html><head><meta charset=utf-8><title>{n}</title></head><body><p>{words}</p>".encode()
            )
            content = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + body
            head = (
                f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://a.example/{n}\r\n"
                f"WARC-Date: 2031-05-05T09:00:00Z\r\nWARC-Record-ID: <urn:uuid:{n}>\r\n"
                f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(content)}\r\n\r\n"
            )
            out.write(gzip.compress(head.encode() + content + b"\r\n\r\n", 6, mtime=0))


def junk(path: Path, megabytes: int) -> int:
    """Whole records among random bytes, damaged members, cut ones, broken headers and lies about lengths; how many are whole."""
    rng = random.Random(32)
    good = path.with_suffix(".some")
    made(good, 50)
    whole, pages = good.read_bytes(), 0
    with path.open("wb") as out:
        while out.tell() < megabytes << 20:
            kind = rng.randrange(5)
            if kind == 0:
                out.write(rng.randbytes(1 << 20))
            elif kind == 1:
                hurt = bytearray(whole)
                for _ in range(20):
                    hurt[rng.randrange(len(hurt))] ^= 1 << rng.randrange(8)
                out.write(hurt)
            elif kind == 2:
                out.write(whole[: rng.randrange(len(whole))])
            elif kind == 3:
                out.write(gzip.compress(_broken(rng), 1, mtime=0))
            else:
                out.write(whole)
                pages += 50
    return pages


def _broken(rng: random.Random) -> bytes:
    """A record whose header is none, has no end, or tells a length that is not so."""
    body = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>" + b"words " * rng.randrange(20_000)
    length = rng.choice((b"-5", b"many", b"99999999999", b"17", b"%d" % (len(body) * 2), b"%d" % (len(body) + 3)))
    head = rng.choice(
        (b"WARC/1.0\r\nno colon", b"WARC/9.9\r\nA: b", b"WARC/1.0\r\n" + b"X: y\r\n" * 40_000, b"WARC/1.0\r\nA: b")
    )
    return head + b"\r\nWARC-Type: response\r\nContent-Length: " + length + rng.choice((b"\r\n\r\n", b"\r\n")) + body


def ours(path: Path) -> dict[str, int]:
    from firsthand.collect import Found, collect

    count = {"records": 0, "problems": 0}
    for one in collect([path], now="2031-06-01T00:00:00Z"):
        count["records" if isinstance(one, Found) else "problems"] += 1
    return count


def alone(path: Path) -> dict[str, int]:
    """Our records without making captures of them: what the other two do."""
    from firsthand.collect.flow import Flow
    from firsthand.collect.warc_records import Record, is_start, records

    count = {"records": 0, "problems": 0}
    with path.open("rb") as file:
        for one in records(Flow(file, "gzip", is_start), 100_000_000):
            count["records" if isinstance(one, Record) else "problems"] += 1
    return count


def warcio(path: Path) -> dict[str, int]:
    records = 0
    with path.open("rb") as file:
        for record in import_module("warcio.archiveiterator").ArchiveIterator(file):
            record.content_stream().read()
            records += 1
    return {"records": records}


def fastwarc(path: Path) -> dict[str, int]:
    records = 0
    with path.open("rb") as file:
        for record in import_module("fastwarc.warc").ArchiveIterator(file):
            record.reader.read()
            records += 1
    return {"records": records}


READERS: dict[str, Callable[[Path], dict[str, int]]] = {
    "captures": ours,
    "records": alone,
    "warcio": warcio,
    "fastwarc": fastwarc,
}


def measured(name: str, path: Path) -> str:
    done = subprocess.run(
        [sys.executable, __file__, "--one", name, str(path)], capture_output=True, text=True, check=False
    )
    if done.returncode:
        return f"{name:<10} {done.stderr.strip().splitlines()[-1][:90] if done.stderr else 'failed'}"
    told = json.loads(done.stdout)
    speed = told["records"] / max(told["seconds"], 1e-9)
    counts = f"{told['records']:>7} records {told.get('problems', 0):>6} problems"
    return f"{name:<10} {counts} {told['seconds']:>7.2f} s {speed:>8.0f}/s {told['mb']:>6.0f} MB"


def one(name: str, path: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:  # what is loaded at first use is no part of a record
        made(warm := Path(folder) / "few.warc.gz", 5)
        READERS[name](warm)
    began = time.process_time()
    count = READERS[name](path)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({**count, "seconds": time.process_time() - began, "mb": peak}))


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--records", type=int, default=5000)
    parser.add_argument("--junk-mb", type=int, default=200)
    parser.add_argument("--one", nargs=2)
    told = parser.parse_args()
    if told.one:
        one(told.one[0], Path(told.one[1]))
        return
    with tempfile.TemporaryDirectory() as folder:
        for records in (told.records // 5, told.records) if told.records else ():
            path = Path(folder) / "made.warc.gz"
            made(path, records)
            print(f"{records} records, {path.stat().st_size >> 20} MB packed")
            for name in READERS:
                print("  " + measured(name, path))
        path = Path(folder) / "junk.warc.gz"
        pages = junk(path, told.junk_mb)
        print(f"junk, {path.stat().st_size >> 20} MB, {pages} records in stretches that are whole")
        for name in READERS:
            print("  " + measured(name, path))


if __name__ == "__main__":
    main()
