"""A withdrawal that is killed at any moment is undone or finished by whoever opens the record next; never half of it stands."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.store.steps import STEPS
from tests.store.test_withdraw import everywhere

from firsthand import record

CHILD = """
import os, signal, sys
from firsthand import record
from tests.store.steps import STEPS
stages = iter(range(99))
def told(progress):
    if progress.step == "withdraw" and next(stages) == int(sys.argv[2]):
        os.kill(os.getpid(), signal.SIGKILL)
with record.open(sys.argv[1], pipeline=STEPS) as r:
    print("begins", flush=True)
    r.withdraw(person="Leena Kask", by="Ina", reason="asked for", on_progress=told)
"""
ROOT = Path(__file__).parents[2]
NEVER = 99


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("withdraw")
    (folder / "pages").mkdir()
    for n in range(40):
        words = f"Ferry {n} leaves\n\nPilot Arno said Leena Kask of ferry {n} left Lumen at dawn. Kask said ferry {n} is slow.\n"
        (folder / "pages" / f"{n:02}.txt").write_text(words)
    with record.open(folder / "whole.record", pipeline=STEPS) as r:
        r.add([folder / "pages"], workers=1)
    return folder / "whole.record"


def begun(where: Path, stage: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", CHILD, str(where), str(stage)]
    path = f"{ROOT / 'src'}{os.pathsep}{ROOT}"
    return subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, cwd=ROOT, env={**os.environ, "PYTHONPATH": path}
    )


def stands(where: Path) -> bool:
    """Whether everything is there still; if not, nothing may be."""
    with record.open(where, pipeline=STEPS) as r:
        if not r.withdrawals():
            assert r.verify().faults == ()
            assert "Leena Kask of ferry 39" in everywhere(r)
            return True
        r.run(workers=1)
        assert "Kask" not in everywhere(r).replace("kask", "Kask")
        assert "Leena" not in everywhere(r)
        assert r.verify().faults == ()
        assert r.status().count("article") == 40
        assert r.run(workers=1).done == 0
        return False


@pytest.mark.parametrize("stage", [0, 1])
def test_a_kill_between_the_transaction_and_the_end_is_finished_at_the_next_opening(
    whole: Path, tmp_path: Path, stage: int
) -> None:
    where = tmp_path / "killed.record"
    shutil.copy(whole, where)
    child = begun(where, stage)
    child.communicate()
    assert child.returncode == -signal.SIGKILL
    if stage == 0:
        assert b"Leena" in where.read_bytes()  # so there was something left to finish
    assert not stands(where)


def test_a_kill_at_any_moment_leaves_all_or_nothing(whole: Path, tmp_path: Path) -> None:
    r = random.Random(5)
    for n in range(6):
        where = tmp_path / f"{n}.record"
        shutil.copy(whole, where)
        child = begun(where, NEVER)
        assert child.stdout is not None
        child.stdout.readline()
        time.sleep(r.uniform(0, 0.5))
        child.kill()
        child.communicate()
        stands(where)


def test_a_reader_that_holds_the_record_puts_off_the_end_and_verify_says_so(whole: Path, tmp_path: Path) -> None:
    where = tmp_path / "held.record"
    shutil.copy(whole, where)
    with record.open(where, pipeline=STEPS) as reader, reader._database.engine.connect() as held:
        held.exec_driver_sql("BEGIN")
        held.exec_driver_sql("SELECT count(*) FROM article").fetchall()
        with record.open(where, pipeline=STEPS) as r:
            with pytest.raises(record.StoreError):
                r.withdraw(person="Leena Kask", by="Ina", reason="asked for")
            assert any("not finished" in fault for fault in r.verify().faults)
    assert not stands(where)
