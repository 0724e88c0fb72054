"""Forgetting to bump a step's version is caught: its outputs on the demo pages may not change under an unchanged version.

After a change that was meant: bump the version in pipeline.py, then write the lock anew with
`python -m tests.house.test_goldens_lock`.
Steps whose results depend on a language model's arithmetic are not locked: it differs in the last digit between machines.
"""

from __future__ import annotations

import json
from pathlib import Path

from firsthand.model.ids import digest
from firsthand.pipeline import STEPS
from tests.house.in_memory import outputs

ROOT = Path(__file__).parents[2]
LOCK = ROOT / "tests/goldens.lock"
LOCKED = ("extract", "shingle", "link")


def current() -> dict[str, dict[str, str | int]]:
    made = outputs(ROOT / "demo/pages")
    return {name: {"version": STEPS[name].version, "digest": digest(made[name])} for name in LOCKED}


def test_outputs_change_only_with_the_version() -> None:
    locked, now = json.loads(LOCK.read_text(encoding="utf-8")), current()
    forgotten = [
        s for s in LOCKED if now[s]["version"] == locked[s]["version"] and now[s]["digest"] != locked[s]["digest"]
    ]
    assert forgotten == [], "outputs changed: bump the version in pipeline.py, then write the lock anew"
    assert now == locked, "the version was bumped: write the lock anew"


if __name__ == "__main__":
    LOCK.write_text(json.dumps(current(), indent=1) + "\n", encoding="utf-8")
