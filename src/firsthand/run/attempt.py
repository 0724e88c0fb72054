"""One unit's work, in whatever process: its result, or the problem that it broke. The one place that catches everything."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from time import perf_counter

from firsthand.model.problems import FirsthandError, Problem
from firsthand.model.units import Payload, Result, Step, Unit

Job = tuple[Unit, Payload]
Outcome = tuple[Unit, Result, int]  # with the milliseconds it took
Execute = Callable[["Work", Iterable[Job]], Iterator[Outcome]]


@dataclass(frozen=True, slots=True)
class Work:
    """A step's function with the name of the step: what crosses to another process."""

    step: str
    function: Callable[..., Result]

    def __call__(self, job: Job) -> Outcome:
        unit, payload = job
        began = perf_counter()
        result = self._result(unit, payload)
        return unit, result, round(1000 * (perf_counter() - began))

    def _result(self, unit: Unit, payload: Payload) -> Result:
        try:
            return self.function(payload)
        except FirsthandError:
            raise  # a missing part, a wrong setting: the same for every unit
        except Exception as error:  # noqa: BLE001 - one bad page never stops the others
            said = f"{type(error).__name__}: {error}"[:300]
            message = f"{self.step} broke on {unit.id} ({said}); the rest went on. This is a bug: please report it"
            capture_id = unit.id if len(unit.id) == 64 else None
            return Result((), (Problem(self.step, unit.id, "step-failed", message, capture_id),))


def likeness_of(function: Callable[..., str | None], payload: Payload) -> str | None:
    """What a payload has alike with others; None also where asking broke: its own work then tells why."""
    try:
        return function(payload)
    except Exception:  # noqa: BLE001 - one bad page never stops the others
        return None


def work_of(step: Step) -> Work:
    return Work(step.name, step.work)
