"""Work that takes its time, done by one thread of the server, one job after the other: so there is one writer at a time."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from shutil import rmtree
from typing import Literal

from firsthand.model.units import Progress
from firsthand.record import FirsthandError, Record

State = Literal["waiting", "running", "done", "stopped", "failed"]
KEPT = 40  # jobs that ended and are still listed; a file that an older one made is thrown away
ENDED = ("done", "stopped", "failed")


@dataclass(frozen=True, slots=True)
class Ended:
    """What a job came to."""

    told: str  # "2 articles read"
    links: tuple[tuple[str, str], ...] = ()  # words and the address they lead to
    problems: tuple[tuple[str, str | None], ...] = ()  # what went wrong and where it is shown
    file: Path | None = None  # to be fetched at /jobs/{id}/file; alone in a folder of its own
    idle: bool = False  # it found nothing to do: not worth a line in the list


@dataclass(frozen=True, slots=True)
class Job:
    """A job as its page shows it: `Job("3", "Read 2 pages", "Ina", ..., state="running", steps=(Progress("read", 1, 2),))`."""

    id: str  # counted from the server's start
    what: str
    who: str
    asked_at: str
    state: State = "waiting"
    began_at: str | None = None
    ended_at: str | None = None
    steps: tuple[Progress, ...] = ()
    ended: Ended | None = None
    stopping: bool = False
    writes: bool = True  # whether what pages show may change by it

    @property
    def open(self) -> bool:
        return self.state not in ENDED


class Stopped(Exception):
    """Raised between two units of a job that a person stopped."""


Tell = Callable[[Progress], None]
Work = Callable[[Tell], Ended]


class Jobs:
    """The queue. `ask` puts a job in; a thread of the server takes them one by one."""

    def __init__(self) -> None:
        self._state = threading.Condition()
        self._jobs: dict[str, Job] = {}
        self._work: dict[str, Work] = {}
        self._count = 0
        self._thread: threading.Thread | None = None

    def ask(self, what: str, who: str, work: Work, *, writes: bool = True) -> Job:
        """Have this done, when all that was asked before is done."""
        with self._state:
            self._count += 1
            made = Job(str(self._count), what, who, now(), writes=writes)
            self._jobs[made.id], self._work[made.id] = made, work
            if self._thread is None:
                self._thread = threading.Thread(target=self._do_all, name="jobs", daemon=True)
                self._thread.start()
            self._state.notify_all()
            return made

    def all(self) -> tuple[Job, ...]:
        """Every job that is listed, the last asked for first."""
        with self._state:
            return tuple(self._jobs.values())[::-1]

    def get(self, id_: str) -> Job | None:
        with self._state:
            return self._jobs.get(id_)

    def stop(self, id_: str) -> None:
        """A job that waits is not begun; one that runs ends after the units it is at. What those made is kept."""
        with self._state:
            job = self._jobs.get(id_)
            if job is not None and job.state == "waiting":
                self._end(job.id, "stopped", Ended("stopped before it began"))
            elif job is not None and job.open:
                self._jobs[id_] = replace(job, stopping=True)
            self._state.notify_all()

    def wait(self, seconds: float) -> bool:
        """Whether all is done within that time."""
        with self._state:
            return self._state.wait_for(lambda: not any(job.open for job in self._jobs.values()), seconds)

    def _do_all(self) -> None:
        while True:
            with self._state:
                self._state.wait_for(lambda: any(job.state == "waiting" for job in self._jobs.values()))
                job = next(job for job in self._jobs.values() if job.state == "waiting")
                self._jobs[job.id] = replace(job, state="running", began_at=now())
                work = self._work[job.id]
            state, ended = self._done(job.id, work)
            with self._state:
                self._end(job.id, state, ended)

    def _done(self, id_: str, work: Work) -> tuple[State, Ended]:
        try:
            return "done", work(lambda progress: self._told(id_, progress))
        except Stopped:
            return "stopped", Ended("stopped between two units; what was done before stands, the rest is still due")
        except FirsthandError as error:
            return "failed", Ended(f"{error}")
        except Exception as error:  # noqa: BLE001 - a job that breaks never stops those behind it
            told = f"{type(error).__name__}: {error}"[:300]
            return "failed", Ended(f"it broke ({told}). What was done before stands. This is a bug: please report it")

    def _told(self, id_: str, progress: Progress) -> None:
        with self._state:
            job = self._jobs[id_]
            steps = {step.step: step for step in job.steps} | {progress.step: progress}
            self._jobs[id_] = replace(job, steps=tuple(steps.values()))
            if job.stopping:
                raise Stopped

    def _end(self, id_: str, state: State, ended: Ended) -> None:
        self._jobs[id_] = replace(self._jobs[id_], state=state, ended=ended, ended_at=now(), stopping=False)
        self._work.pop(id_, None)
        if ended.idle:
            del self._jobs[id_]
        over = [job for job in self._jobs.values() if not job.open]
        for old in over[: max(0, len(over) - KEPT)]:
            del self._jobs[old.id]
            if old.ended and old.ended.file:
                rmtree(old.ended.file.parent, ignore_errors=True)
        self._state.notify_all()


def now() -> str:
    """This instant, to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def run_due(record: Record, tell: Tell, *, workers: int | None = 1) -> tuple[int, int]:
    """Does what is due; how many units were worked on, and how many problems they met."""
    report = record.run(workers=workers, on_progress=tell)
    return report.done, report.problems
