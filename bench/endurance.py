"""Adds generated articles in one call and prints time and peak memory: python bench/endurance.py [NUMBER]"""

from __future__ import annotations

import resource
import sys
import tempfile
from pathlib import Path
from time import monotonic

import firsthand.record
from firsthand.model.units import Progress
from prose import write


def main(number: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        pages = Path(folder, "pages")
        write(pages, number)
        began = monotonic()

        def told(p: Progress) -> None:
            if p.done == p.of or p.done % 1000 < 64:
                print(f"{monotonic() - began:8.1f} s  {_peak():6.0f} MiB  {p.step} {p.done} of {p.of}", flush=True)

        with firsthand.record.open(Path(folder, "bench.record")) as record:
            report = record.add([pages], on_progress=told)
            again = monotonic()
            redone = record.run()
            print(
                f"added {report.new}, problems {len(report.problems)}, {monotonic() - began:.1f} s, peak {_peak():.0f} MiB"
            )
            print(f"a second run: {redone.done} units, {monotonic() - again:.1f} s")
            print(dict(record.status().counts))
            print(f"record {sum(f.stat().st_size for f in Path(folder).glob('bench.record*')) >> 20} MiB")
            print("whole" if record.verify().whole else "NOT WHOLE")


def _peak() -> float:
    """MiB, of this process and of the largest worker."""
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return (own + resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss) / 1024


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
