"""The executors: the same results, whoever does the work; one unit that breaks never stops the others."""

from __future__ import annotations

import pytest
from tests.store.steps import extract

from firsthand.model.articles import Capture
from firsthand.model.problems import MissingPart
from firsthand.model.units import ExtractInput, Result, Unit
from firsthand.run import serial
from firsthand.run.attempt import Job, Work
from firsthand.run.pool import Pool


def jobs(number: int) -> list[Job]:
    made = []
    for n in range(number):
        text = "BREAK" if n == 5 else f"Mill {n} opens\n\nMiller Hanno said mill {n} grinds."
        capture = Capture(f"{n:064x}", f"{n}.txt", None, "now", "text/plain", "utf-8", "folder", len(text))
        made.append((Unit(capture.id, "digest"), ExtractInput(capture, text)))
    return made


def test_a_pool_gives_what_serial_work_gives() -> None:
    work = Work("extract", extract)
    alone = [(unit, result) for unit, result, _ in serial.execute(work, jobs(30))]
    together = [(unit, result) for unit, result, _ in Pool(2)(work, jobs(30))]
    assert together == alone


def test_a_unit_that_breaks_becomes_a_problem() -> None:
    results = [result for _, result, _ in serial.execute(Work("extract", extract), jobs(8))]
    broken = [n for n, result in enumerate(results) if result.problems]
    assert broken == [5]
    assert results[5].problems[0].code == "step-failed"
    assert "ValueError: this page breaks" in results[5].problems[0].message


def without_a_part(given: object) -> Result:
    raise MissingPart("install the extra [model]")


def test_wrong_use_is_told_and_not_recorded_for_every_unit() -> None:
    with pytest.raises(MissingPart):
        list(serial.execute(Work("read", without_a_part), jobs(1)))
