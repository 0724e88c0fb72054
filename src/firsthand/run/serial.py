"""One unit after the other, in this process."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from firsthand.run.attempt import Job, Outcome, Work


def execute(work: Work, jobs: Iterable[Job]) -> Iterator[Outcome]:
    """Each unit with its result, in order."""
    return map(work, jobs)
