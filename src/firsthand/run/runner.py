"""A run: step by step, unit by unit, what is due is done and written. Progress comes out as values."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from datetime import UTC, datetime
from time import monotonic

from firsthand.model.problems import Problem
from firsthand.model.units import Progress, Result, Step
from firsthand.run import copies, ledger, serial
from firsthand.run.attempt import Execute, Outcome
from firsthand.store.database import Refused
from firsthand.store.view import View
from firsthand.store.write import FAILED, Done, Writer

# Units are written several in one transaction, since each transaction waits for the disk. A unit is acknowledged when the
# Progress that counts it comes out, and that is after its transaction.
TOGETHER = 64
SECONDS = 0.5


def run(
    view: View,
    writer: Writer,
    pipeline: Sequence[Step],
    steps: Sequence[str] | None = None,
    execute: Execute = serial.execute,
) -> Iterator[Progress]:
    """Does what is due. After the last Progress of a step, its rows and its ledger are as if done from nothing."""
    for step in pipeline:
        if steps is None or step.name in steps:
            yield from _run_step(view, writer, step, execute)


def run_of(
    view: View, writer: Writer, pipeline: Sequence[Step], ids: Sequence[str], execute: Execute = serial.execute
) -> Iterator[Progress]:
    """Does what is due of these captures and articles alone, in the steps that can do so; the rest waits for a whole run."""
    for step in pipeline:
        yield from _run_step(view, writer, step, execute, ids)


def _run_step(
    view: View, writer: Writer, step: Step, execute: Execute, only: Sequence[str] | None = None
) -> Iterator[Progress]:
    due = ledger.due(view, step) if only is None else ledger.due_of(view, step, only)
    writer.drop_units(step.name, due.gone)
    done = problems = 0
    yield Progress(step.name, 0, len(due.units))
    batches = _batches(copies.execute(view, step, due.units, execute))
    while True:
        with uncollected() if step.per == "record" else nullcontext():
            made = next(batches, None)
            some = _written(writer, step.name, made) if made is not None else []
        if made is None:
            return
        done += len(some)
        problems += sum(len(one.result.problems) for one in some)
        yield Progress(step.name, done, len(due.units), problems)


@contextmanager
def uncollected() -> Iterator[None]:
    """Without Python's search for circles of garbage, which steps do not make.

    A step over the whole record makes and keeps millions of objects, and each search goes through all of them again: without it
    the time that resolving takes grew as the articles to the power 1.05, with it 1.2.
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _written(writer: Writer, step: str, some: list[Done]) -> list[Done]:
    """What now stands in the record. Rows that the database refuses become a problem of their unit; the others are kept."""
    try:
        writer.replace(step, some)
        return some
    except Refused as error:
        if len(some) > 1:
            return [kept for one in some for kept in _written(writer, step, [one])]
        message = f"what {step} made of {some[0].unit.id} could not be kept ({error}). This is a bug: please report it"
        bad = replace(some[0], result=Result((), (Problem(step, some[0].unit.id, FAILED, message),)))
        writer.replace(step, [bad])
        return [bad]


def _batches(outcomes: Iterator[Outcome], clock: Callable[[], float] = monotonic) -> Iterator[list[Done]]:
    held: list[Done] = []
    began = clock()
    for unit, result, ms in outcomes:
        held.append(Done(unit, result, now(), ms))
        if len(held) >= TOGETHER or clock() - began >= SECONDS:
            yield held
            held, began = [], clock()
    if held:
        yield held


def now() -> str:
    """This instant, ISO 8601 UTC, fixed width."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
