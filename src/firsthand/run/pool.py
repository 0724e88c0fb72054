"""Several processes. They get payloads and give results; only the parent reads or writes the record."""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice

from firsthand.model.problems import FirsthandError
from firsthand.run import serial
from firsthand.run.attempt import Job, Outcome, Work

CHUNK = 8  # units sent at once: enough to hide the sending, few enough for progress to move
WORTH = 24  # below this many units, starting processes takes longer than the work


@dataclass(frozen=True, slots=True)
class Pool:
    """An executor with so many processes. `execute(work, jobs)` gives each unit with its result, in order."""

    workers: int

    def __call__(self, work: Work, jobs: Iterable[Job]) -> Iterator[Outcome]:
        source = iter(jobs)
        first = list(islice(source, WORTH))
        if self.workers < 2 or len(first) < WORTH:
            yield from serial.execute(work, _chained(first, source))
            return
        yield from self._spread(work, _chained(first, source))

    def _spread(self, work: Work, jobs: Iterator[Job]) -> Iterator[Outcome]:
        # not "fork": the parent holds threads and open database handles
        context = multiprocessing.get_context("forkserver")
        with suppress(ValueError):
            context.set_forkserver_preload(["firsthand.pipeline"])
        pool = ProcessPoolExecutor(self.workers, mp_context=context)
        waiting: deque[Future[list[Outcome]]] = deque()
        try:
            while True:
                # a bounded queue: memory stays flat however many units there are
                while len(waiting) < 2 * self.workers and (some := list(islice(jobs, CHUNK))):
                    waiting.append(pool.submit(_do, work, some))
                if not waiting:
                    return
                yield from waiting.popleft().result()
        except BrokenProcessPool as error:
            raise FirsthandError(
                f"{work.step}: a worker process died, most likely for want of memory. What was done is kept; "
                "run again with: firsthand run --workers 1"
            ) from error
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def _chained(first: list[Job], rest: Iterator[Job]) -> Iterator[Job]:
    yield from first
    yield from rest


def _do(work: Work, jobs: list[Job]) -> list[Outcome]:
    return [work(job) for job in jobs]
