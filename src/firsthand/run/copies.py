"""Units that are alike are worked on once: of articles with the same words one is read, the others get its rows carried over."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import partial

from firsthand.model.units import Payload, Result, Step, Unit
from firsthand.run import serial
from firsthand.run.attempt import Execute, Job, Outcome, Work, likeness_of, work_of
from firsthand.store.view import View


def execute(view: View, step: Step, units: Sequence[Unit], do: Execute) -> Iterator[Outcome]:
    """Each unit with its result; a unit's copies right after it. Where a unit broke, its copies are worked on themselves."""
    alike = [same for same in _alike(view, step, units) if len(same) > 1]
    copies = {same[0].id: same[1:] for same in alike}
    later = {unit.id for some in copies.values() for unit in some}
    for unit, result, ms in do(work_of(step), _jobs(view, step, [u for u in units if u.id not in later])):
        yield unit, result, ms
        if unit.id in copies:
            broke = bool(result.problems)
            work = work_of(step) if broke else _carrying(step, result, view.payload(step, unit.id))
            yield from serial.execute(work, _jobs(view, step, copies[unit.id]))


def _alike(view: View, step: Step, units: Sequence[Unit]) -> list[list[Unit]]:
    """The units in groups of one likeness, those without any left out."""
    found: dict[str, list[Unit]] = defaultdict(list)
    if step.likeness is not None and len(units) > 1:
        for unit in units:
            likeness = likeness_of(step.likeness, view.payload(step, unit.id))
            if likeness is not None:
                found[likeness].append(unit)
    return list(found.values())


def _carrying(step: Step, result: Result, read: Payload) -> Work:
    """The work of making a copy's result from that of the unit that was read."""
    assert step.carry is not None, f"{step.name} has a likeness and cannot carry over"
    return Work(step.name, partial(step.carry, result, read))


def _jobs(view: View, step: Step, units: Sequence[Unit]) -> Iterator[Job]:
    return ((unit, view.payload(step, unit.id)) for unit in units)
