"""Which units are due: those whose digest does not stand in the ledger; and which are gone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from firsthand.model.units import Step, Unit
from firsthand.store.view import View


@dataclass(frozen=True, slots=True)
class Due:
    units: tuple[Unit, ...]  # to be done, by id
    gone: tuple[str, ...]  # stand in the ledger, and exist no more
    standing: int  # need nothing


def due(view: View, step: Step) -> Due:
    """What a run of this step has to do now."""
    done = view.ledger_of(step.name)
    now = view.units(step)
    todo = tuple(unit for unit in now if done.get(unit.id) != unit.digest)
    gone = tuple(sorted(done.keys() - {unit.id for unit in now}))
    return Due(todo, gone, len(now) - len(todo))


def due_of(view: View, step: Step, ids: Sequence[str]) -> Due:
    """The same of these units alone, for an answer at once: what else is due, and what is gone, waits for a whole run."""
    done = view.ledger_of(step.name, ids)
    now = view.units_of(step, ids)
    todo = tuple(unit for unit in now if done.get(unit.id) != unit.digest)
    return Due(todo, (), len(now) - len(todo))
