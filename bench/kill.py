"""Kills a run ten times at random moments and shows that nothing acknowledged is lost: python bench/kill.py [ARTICLES] [KILLS]"""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import firsthand.record
from prose import write

CHILD = """
import sys, firsthand.record
with firsthand.record.open(sys.argv[1]) as record:
    record.add([sys.argv[2]], workers=1, on_progress=lambda p: print(p.step, p.done, flush=True))
"""


def main(articles: int, kills: int) -> None:
    r = random.Random(7)
    with tempfile.TemporaryDirectory() as folder:
        pages, where = Path(folder, "pages"), Path(folder, "kill.record")
        write(pages, articles)
        for n in range(kills):
            said = _killed(where, pages, r.uniform(0.8, 6))
            with firsthand.record.open(where) as record:
                kept = record.status()
                faults = record.verify().faults
            claimed = max((int(x.split()[1]) for x in said if x.startswith("collect ")), default=0)
            assert kept.count("capture") >= claimed, (kept, claimed)
            assert not faults, faults
            steps = {s.step: s.done for s in kept.steps}
            print(f"kill {n + 1}: acknowledged {claimed} captures, kept {kept.count('capture')}, units {steps}")
        with firsthand.record.open(where) as record:
            record.add([pages])
            before = dict(record.status().counts)
            record.rebuild()
            assert before == dict(record.status().counts)
            assert record.verify().whole
            print(f"finished: {before}")


def _killed(where: Path, pages: Path, after: float) -> list[str]:
    child = subprocess.Popen([sys.executable, "-c", CHILD, where, pages], stdout=subprocess.PIPE, text=True)
    time.sleep(after)
    child.send_signal(signal.SIGKILL)
    return child.communicate()[0].splitlines()


if __name__ == "__main__":
    numbers = [int(x) for x in sys.argv[1:3]]
    main(*(numbers + [2000, 10][len(numbers) :]))
