"""A run that is killed at any moment loses nothing it acknowledged, and the next one finishes it."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from pathlib import Path

from tests.store.steps import STEPS

from firsthand import record

CHILD = """
import sys
from firsthand import record
from tests.store.steps import STEPS
with record.open(sys.argv[1], pipeline=STEPS) as r:
    r.add([sys.argv[2]], workers=1, on_progress=lambda p: print(p.step, p.done, flush=True))
"""
KINDS = ("article", "attribution", "reuse_link", "family", "entity", "chain")
ROOT = Path(__file__).parents[2]


def test_what_was_acknowledged_outlives_a_kill(tmp_path: Path) -> None:
    pages = tmp_path / "pages"
    pages.mkdir()
    for n in range(150):
        (pages / f"{n:03}.txt").write_text(
            f"Ferry {n} leaves\n\nPilot Arno said ferry {n} left the harbour of Lumen at dawn.\n"
        )
    where = tmp_path / "killed.record"
    r = random.Random(5)
    for _ in range(4):
        acknowledged = killed_after_lines(where, pages, r.randint(2, 12))
        with record.open(where, pipeline=STEPS) as kept:
            steps = {s.step: s.done for s in kept.status().steps} | {"collect": kept.status().count("capture")}
            assert all(steps[step] >= done for step, done in acknowledged.items())
            assert kept.verify().faults == ()
    with record.open(where, pipeline=STEPS) as kept:
        kept.add([pages], workers=1)
        finished = [
            tuple(kept.all(kind)) for kind in ("article", "attribution", "reuse_link", "family", "entity", "chain")
        ]
    with record.open(tmp_path / "unbroken.record", pipeline=STEPS) as whole:
        whole.add([pages], workers=1)
        assert [
            tuple(whole.all(kind)) for kind in ("article", "attribution", "reuse_link", "family", "entity", "chain")
        ] == finished


def killed_after_lines(where: Path, pages: Path, lines: int) -> dict[str, int]:
    """Units acknowledged, by step, by a run that was killed once it had said so many lines."""
    command = [sys.executable, "-c", CHILD, str(where), str(pages)]
    child = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"},
    )
    assert child.stdout is not None
    said = [line for line, _ in zip(child.stdout, range(lines), strict=False)]
    child.kill()
    child.communicate()
    return {step: int(done) for step, done in (line.split() for line in said)}
