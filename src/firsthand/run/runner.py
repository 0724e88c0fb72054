"""A run: step by step, unit by unit, what is due is done and written. Progress comes out as values."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from time import monotonic

from firsthand.model.units import Progress, Step
from firsthand.run import ledger, serial
from firsthand.run.attempt import Execute, Job, Outcome, work_of
from firsthand.store.view import View
from firsthand.store.write import Done, Writer

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


def _run_step(view: View, writer: Writer, step: Step, execute: Execute) -> Iterator[Progress]:
    due = ledger.due(view, step)
    writer.drop_units(step.name, due.gone)
    done = problems = 0
    yield Progress(step.name, 0, len(due.units))
    for some in _batches(execute(work_of(step), _jobs(view, step, due))):
        writer.replace(step.name, some)
        done += len(some)
        problems += sum(len(one.result.problems) for one in some)
        yield Progress(step.name, done, len(due.units), problems)


def _jobs(view: View, step: Step, due: ledger.Due) -> Iterator[Job]:
    return ((unit, view.payload(step, unit.id)) for unit in due.units)


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
