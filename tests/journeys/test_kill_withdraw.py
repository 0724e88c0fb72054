"""A withdrawal that is killed at any moment is undone or finished by whoever opens the record next; never half of it stands."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from tests.store.steps import STEPS
from tests.store.test_withdraw import everywhere

from firsthand import record

CHILD = """
import os, signal, sys
from itertools import count
from firsthand import record
from sqlalchemy import event
from tests.store.steps import STEPS
stages, statements = count(), count()
def told(progress):
    if progress.step == "withdraw" and next(stages) == int(sys.argv[2]):
        os.kill(os.getpid(), signal.SIGKILL)
def asked(*_):
    if next(statements) == int(sys.argv[3]):
        os.kill(os.getpid(), signal.SIGKILL)
with record.open(sys.argv[1], pipeline=STEPS) as r:
    event.listen(r._database.engine, "before_cursor_execute", asked)
    r.withdraw(person="Leena Kask", by="Ina", reason="asked for", on_progress=told)
    print(next(statements))
"""
ROOT = Path(__file__).parents[2]
NEVER = 1_000_000


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("withdraw")
    (folder / "pages").mkdir()
    for n in range(20):
        words = f"Ferry {n} leaves\n\nPilot Arno said Leena Kask of ferry {n} left Lumen at dawn. Kask said ferry {n} is slow.\n"
        (folder / "pages" / f"{n:02}.txt").write_text(words)
    with record.open(folder / "whole.record", pipeline=STEPS) as r:
        r.add([folder / "pages"], workers=1)
    return folder / "whole.record"


def ended(where: Path, *, stage: int = NEVER, statement: int = NEVER) -> subprocess.CompletedProcess[str]:
    """A withdrawal that kills itself at a stage that it tells of, or before a statement to the database."""
    command = [sys.executable, "-c", CHILD, str(where), str(stage), str(statement)]
    env = {**os.environ, "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"}
    return subprocess.run(command, stdout=subprocess.PIPE, text=True, cwd=ROOT, env=env, check=False)


def stands(where: Path) -> bool:
    """Whether everything is there still; if not, nothing may be."""
    with record.open(where, pipeline=STEPS) as r:
        if not r.withdrawals():
            assert r.verify().faults == ()
            assert "Leena Kask of ferry 19" in everywhere(r)
            return True
        r.run(workers=1)
        assert "Kask" not in everywhere(r).replace("kask", "Kask")
        assert "Leena" not in everywhere(r)
        assert r.verify().faults == ()
        assert r.status().count("article") == 20
        assert r.run(workers=1).done == 0
        return False


@pytest.mark.parametrize("stage", [0, 1])
def test_a_kill_between_the_transaction_and_the_end_is_finished_at_the_next_opening(
    whole: Path, tmp_path: Path, stage: int
) -> None:
    where = tmp_path / "killed.record"
    shutil.copy(whole, where)
    assert ended(where, stage=stage).returncode == -signal.SIGKILL
    if stage == 0:
        assert b"Leena" in where.read_bytes()  # so there was something left to finish
    assert not stands(where)


def test_a_kill_before_any_statement_leaves_all_or_nothing(whole: Path, tmp_path: Path) -> None:
    shutil.copy(whole, tmp_path / "all.record")
    statements = int(ended(tmp_path / "all.record").stdout)
    found = set()
    for n in sorted(random.Random(5).sample(range(statements), 4)):
        where = tmp_path / f"{n}.record"
        shutil.copy(whole, where)
        assert ended(where, statement=n).returncode == -signal.SIGKILL
        found.add(stands(where))
    assert found == {True, False}


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
