"""The index of fingerprints as files beside the record: made when missing, brought up to date when stale, deletable.

    firsthand.record.cache/postings.npz          articles, common fingerprints, candidates; it names the runs
    firsthand.record.cache/run-3f9a01c2.npy      a sorted array of postings, mapped into memory and never changed

Of a PostgreSQL record they lie in the user's cache folder. What they hold is held against the ledger at every run.
"""

from __future__ import annotations

import os
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from secrets import token_hex
from threading import Lock
from typing import IO
from weakref import WeakKeyDictionary

import numpy as np
import numpy.typing as npt
from sqlalchemy import Connection, Engine, select

from firsthand.lang.gazetteer import cache_folder
from firsthand.store import tables as t
from firsthand.store.codec import hashes_from_bytes
from firsthand.store.postings import Postings
from firsthand.store.postings_arrays import BY_ARTICLE, Card, Keys, State, numbers, once

FORMAT = 1  # raised when the files change
HEAD = "postings.npz"
TOGETHER = 500  # ids in one question: below what the databases allow
_BROKEN = (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile)


class Shelf:
    """A record's index: in memory, and in its folder if there is one."""

    def __init__(self, folder: Path | None, *, writes: bool = True) -> None:
        self.folder, self._writes = folder, writes
        self._held: Postings | None = None
        self._lock = Lock()

    def synced(self, c: Connection) -> Postings:
        """The index of what the record holds now."""
        with self._lock:
            held = self._held = self._held or Postings(load(self.folder) if self.folder else None)
            line = t.ledger.c
            done = select(line.unit_id, line.digest).where(line.step == "shingle", line.state == "done")
            if held.sync(dict(c.execute(done).all()), lambda ids: cards(c, ids)) and self.folder and self._writes:
                save(self.folder, held.state)
            return held

    def held(self, c: Connection) -> Postings:
        """The index as it was last synced: the payloads of a run are of the state that its units were of."""
        return self._held or self.synced(c)


_SHELVES: WeakKeyDictionary[Engine, Shelf] = WeakKeyDictionary()


def attach(engine: Engine, folder: Path, *, writes: bool) -> None:
    """Says where the index of this database lies."""
    _SHELVES[engine] = Shelf(folder, writes=writes)


def shelf(c: Connection) -> Shelf:
    return _SHELVES.setdefault(c.engine, Shelf(None))


def folder_of(where: str) -> Path:
    """The folder of what is derived from a record and kept beside it."""
    if "://" in where:
        return cache_folder() / f"record-{sha256(where.encode()).hexdigest()[:16]}.cache"
    return Path(f"{where}.cache")


def cards(c: Connection, ids: Sequence[str]) -> Iterator[Card]:
    """The cards of these articles, by id; of those without fingerprints none."""
    f, a, line = t.fingerprint.c, t.article.c, t.ledger.c
    rows = select(f.article_id, line.digest, a.outlet, f.hashes).join(t.article, a.id == f.article_id)
    rows = rows.join(t.ledger, (line.unit_id == f.article_id) & (line.step == "shingle")).order_by(f.article_id)
    for start in range(0, len(ids), TOGETHER):
        for id_, digest, outlet, packed in c.execute(rows.where(f.article_id.in_(ids[start : start + TOGETHER]))):
            yield Card(id_, digest, outlet, hashes_from_bytes(packed))


def hashes_of(c: Connection, ids: Iterable[str]) -> Keys:
    """All fingerprints of these articles, each once."""
    found = [card.hashes for card in cards(c, sorted(ids))]
    return once(np.concatenate([numbers(), *found]))


def load(folder: Path) -> State | None:
    """What the files hold; None if they are missing, broken or of another version."""
    try:
        with np.load(folder / HEAD) as head:
            if int(head["format"]) != FORMAT:
                return None
            names = _lines(head["runs"].tobytes())
            return State(
                ids=_lines(head["ids"].tobytes()),
                runs=[np.asarray(np.load(folder / name, mmap_mode="r")) for name in names],
                names=[*names],
                common=head["common"],
                near_later=head["near_later"],
                near_before=head["near_before"],
                **{name: head[name] for name in BY_ARTICLE},
            )
    except _BROKEN:
        return None


def save(folder: Path, state: State) -> None:
    """Writes what is new, then the head that names it; where the folder cannot be written, the index stays in memory."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for i, name in enumerate(state.names):
            if name is None:
                fresh = f"run-{token_hex(4)}.npy"
                with (folder / fresh).open("wb") as file:
                    np.save(file, state.runs[i])
                    _to_disk(file)
                state.names[i] = fresh
                state.runs[i] = np.asarray(np.load(folder / fresh, mmap_mode="r"))
        whole = folder / f"{HEAD}.{token_hex(4)}"
        with whole.open("wb") as file:
            np.savez(
                file,
                format=FORMAT,
                ids=_bytes(state.ids),
                runs=_bytes(n for n in state.names if n),
                common=state.common,
                near_later=state.near_later,
                near_before=state.near_before,
                **{name: getattr(state, name) for name in BY_ARTICLE},
            )
            _to_disk(file)
        whole.replace(folder / HEAD)
        for path in folder.glob("run-*.npy"):
            if path.name not in state.names:
                path.unlink()
    except OSError:
        return


def _to_disk(file: IO[bytes]) -> None:
    file.flush()
    os.fsync(file.fileno())


def _bytes(lines: Iterable[str]) -> npt.NDArray[np.uint8]:
    return np.frombuffer("\n".join(lines).encode(), dtype=np.uint8)


def _lines(raw: bytes) -> list[str]:
    return raw.decode().split("\n") if raw else []
