"""The work that a decision leaves behind for the whole record, done by a thread of the server while people read on."""

from __future__ import annotations

import threading

from firsthand.record import FirsthandError, Record


class Redo:
    """Runs what is due, once for however many asked meanwhile. `busy` until nothing is due any more."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self._state = threading.Condition()
        self._asked = self._working = False
        self._thread: threading.Thread | None = None
        self.failed: str | None = None  # why the last run broke, in words

    @property
    def busy(self) -> bool:
        with self._state:
            return self._asked or self._working

    def ask(self) -> None:
        """Have the findings made anew, soon."""
        with self._state:
            self._asked = True
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name="redo", daemon=True)
                self._thread.start()
            self._state.notify_all()

    def wait(self, seconds: float) -> bool:
        """Whether all is done within that time."""
        with self._state:
            return self._state.wait_for(lambda: not (self._asked or self._working), seconds)

    def _work(self) -> None:
        while True:
            with self._state:
                self._working = False
                self._state.notify_all()
                self._state.wait_for(lambda: self._asked)
                self._asked, self._working = False, True
            try:
                self._record.run(workers=1)
                self.failed = None
            except FirsthandError as error:  # the decision is kept; the next one, or `firsthand run`, tries again
                self.failed = str(error)
