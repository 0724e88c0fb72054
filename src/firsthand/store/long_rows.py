"""Long rows of bytes that a step asks for now and then: in a file without a name, so that they fill no memory."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

IN_MEMORY = 32 << 20  # bytes: up to here no file is made


class LongRows:
    """Bytes one after the other, see `model.packed.Bytes`. What stands in the file is gone with the program."""

    def __init__(self, folder: Path | None = None, most: int = IN_MEMORY) -> None:
        """The file lies in the folder; where there is none, where temporary files do."""
        self._held, self._folder, self._most = bytearray(), folder, most
        self._file: IO[bytes] | None = None
        self._written = 0

    def add(self, some: bytes) -> int:
        """Where they begin."""
        start = self._written + len(self._held)
        self._held += some
        if len(self._held) > self._most:
            self._spill()
        return start

    def get(self, start: int, end: int) -> bytes:
        """Those from one place to another; a row never stands half in the file, but several may."""
        written = self._written
        if self._file is None or start >= written:
            return bytes(self._held[start - written : end - written])
        if end > written:
            return self.get(start, written) + self.get(written, end)
        self._file.seek(start)
        return self._read(end - start)

    def _read(self, many: int) -> bytes:
        """One reading gives no more than two gigabytes."""
        assert self._file is not None
        found = self._file.read(many)
        while len(found) < many and (more := self._file.read(many - len(found))):
            found += more
        return found

    def _spill(self) -> None:
        if self._file is None:
            there = self._folder is not None and self._folder.is_dir()
            self._file = TemporaryFile(dir=self._folder if there else None, buffering=0)  # noqa: SIM115 - lives as long as this
        self._file.seek(self._written)
        left = memoryview(self._held)
        while left:
            left = left[self._file.write(left) :]
        self._written += len(self._held)
        self._held = bytearray()
