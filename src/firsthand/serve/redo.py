"""The work that a decision leaves behind for the whole record, done as a job of the server while people read on."""

from __future__ import annotations

from dataclasses import replace

from firsthand.record import Record
from firsthand.serve.jobs import Ended, Jobs, Tell, run_due

WHAT = "Findings made anew after decisions"
LEFT = "What was left undone when the server last ended"
NOTHING = "nothing was due"


class Redo:
    """Runs what is due, once for however many asked meanwhile. `busy` until nothing is due any more."""

    def __init__(self, record: Record, jobs: Jobs) -> None:
        self._record, self._jobs = record, jobs

    @property
    def busy(self) -> bool:
        return any(job.open and job.writes and job.what != LEFT for job in self._jobs.all())

    @property
    def failed(self) -> str | None:
        """Why the last run broke, in words; the decisions are kept, and the next one, or `firsthand run`, tries again."""
        last = next((job for job in self._jobs.all() if job.what == WHAT and not job.open), None)
        return last.ended.told if last and last.ended and last.state == "failed" else None

    def ask(self, who: str = "") -> None:
        """Have the findings made anew, soon."""
        if not any(job.what == WHAT and job.state == "waiting" for job in self._jobs.all()):
            self._jobs.ask(WHAT, who, self._run)

    def finish(self) -> None:
        """Have done what a server that ended, or a job that was stopped, left due. Nothing due, nothing listed."""
        self._jobs.ask(LEFT, "", lambda tell: replace(ended := self._run(tell), idle=ended.told == NOTHING))

    def wait(self, seconds: float) -> bool:
        """Whether all is done within that time."""
        return self._jobs.wait(seconds)

    def _run(self, tell: Tell) -> Ended:
        done, problems = run_due(self._record, tell)
        told = f"{done:,} units of work" if done else NOTHING
        return Ended(told, problems=((f"{problems} problems", "/about"),) if problems else ())
