"""Builds the gazetteer: rows of places in, one file of sorted arrays out, in memory that does not grow with the rows."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from firsthand.lang.gazetteer_file import NONE, SECTIONS, Header, write
from firsthand.lang.gazetteer_names import hashed, key
from firsthand.model.problems import MissingPart

KINDS = (
    "country",
    "region",  # a state, a province: the first division of a country
    "district",  # a county: the second
    "subdistrict",
    "capital",
    "seat",  # where a region is governed from
    "settlement",
    "quarter",  # a part of a settlement
    "site",  # a base, a camp, an airport, a mosque
    "water",  # a strait, a lake, a river
    "sea",
    "area",  # a stretch of land with a name and no office: a desert, a front, a plain
    "continent",
)
KIND = {name: n for n, name in enumerate(KINDS)}
# how a name belongs to its place
CHIEF, ALSO = 0, 1
BUCKETS = 64  # of names, by the head of their hash: one is sorted at a time
ROWS = 50_000  # kept before they are written down
RECORD = np.dtype([("key", "<u8"), ("entry", "<u4"), ("population", "<u4"), ("how", "|u1")])
MARK = np.dtype([("key", "<u8"), ("entry", "<u4")])

OnProgress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """One place, as a source gives it."""

    id: str  # "geonames:98182"
    name: str
    others: tuple[str, ...]
    lat: float  # WGS 84
    lon: float
    country: str  # ISO 3166-1 alpha-2; "" for what lies in none or many
    code: str  # of its own, or of the smallest division that it lies in: "US.TX.423"
    kind: str  # one of KINDS
    population: int


def build_file(
    path: Path, rows: Iterable[PlaceRow], sources: tuple[tuple[str, str], ...], on_progress: OnProgress | None = None
) -> Header:
    """Writes the gazetteer of these rows, whose ids differ. Rows in the same order give the same bytes."""
    with tempfile.TemporaryDirectory(prefix="firsthand-gazetteer-") as folder, contextlib.ExitStack() as stack:
        work = _Work(Path(folder), stack)
        for n, row in enumerate(rows, 1):
            work.add(row)
            if n % ROWS == 0:
                work.flush()
                _tell(on_progress, n)
        work.flush()
        if not work.count:
            raise MissingPart("nothing to build a gazetteer from: pip install 'firsthand[places]'")
        _tell(on_progress, work.count)
        return write(path, work.finish(), sources)


class _Work:
    """The columns as they grow on disk."""

    def __init__(self, folder: Path, stack: contextlib.ExitStack) -> None:
        self.folder = folder
        self.count = 0
        self._rows: list[PlaceRow] = []
        self._files = {n: stack.enter_context(self._path(n).open("w+b")) for n in SECTIONS}
        self._codes = stack.enter_context(self._path("codes").open("w+b"))
        self._buckets = [stack.enter_context(self._path(f"bucket{n}").open("w+b")) for n in range(BUCKETS)]
        self._marks = [stack.enter_context(self._path(f"mark{n}").open("w+b")) for n in range(BUCKETS)]
        self._divisions: dict[int, int] = {}  # hash of a division's code: its entry
        self._ends = {"name": 0, "id": 0}
        for name in ("name_at", "id_at"):
            self._put(name, [0])

    def add(self, row: PlaceRow) -> None:
        self._rows.append(row)

    def flush(self) -> None:
        rows, self._rows = self._rows, []
        if not rows:
            return
        self._put("lat", [round(r.lat * 100_000) for r in rows])
        self._put("lon", [round(r.lon * 100_000) for r in rows])
        self._put("population", [min(max(r.population, 0), NONE) for r in rows])
        self._put("country", [int.from_bytes(r.country.encode()[:2], "little") for r in rows])
        self._put("kind", [KIND[r.kind] for r in rows])
        self._texts("name", [r.name for r in rows])
        self._texts("id", [r.id for r in rows])
        self._put_ids(rows)
        self._put_codes(rows)
        self._put_names(rows)
        self.count += len(rows)

    def finish(self) -> dict[str, Path]:
        """Sorts what must be sorted; the sections' files."""
        self._contain()
        self._sort_names()
        self._sort_ids()
        for file in self._files.values():
            file.flush()
        return {name: self._path(name) for name in SECTIONS}

    def _put(self, name: str, values: list[int]) -> None:
        self._files[name].write(np.array(values, dtype=SECTIONS[name]).tobytes())

    def _texts(self, name: str, texts: list[str]) -> None:
        raw = [t.encode("utf-8", "replace") for t in texts]
        self._files[f"{name}_text"].write(b"".join(raw))
        ends = (np.cumsum([len(r) for r in raw]) + self._ends[name]).tolist()
        self._ends[name] = ends[-1]
        self._put(f"{name}_at", ends)

    def _put_codes(self, rows: list[PlaceRow]) -> None:
        """Two hashes a row, of its region's and its district's code, to be looked up when all divisions are known."""
        pairs = np.zeros((len(rows), 2), dtype="<u8")
        for n, row in enumerate(rows):
            parts = row.code.split(".")
            if row.kind in ("region", "district"):
                self._divisions.setdefault(hashed(row.code), self.count + n)
            if len(parts) > 1:
                pairs[n, 0] = hashed(".".join(parts[:2]))
            if len(parts) > 2:
                pairs[n, 1] = hashed(".".join(parts[:3]))
        self._codes.write(pairs.tobytes())

    def _put_ids(self, rows: list[PlaceRow]) -> None:
        held: list[list[tuple[int, int]]] = [[] for _ in range(BUCKETS)]
        for n, row in enumerate(rows, self.count):
            code = hashed(row.id)
            held[code * BUCKETS >> 64].append((code, n))
        for file, records in zip(self._marks, held, strict=True):
            file.write(np.array(records, dtype=MARK).tobytes())

    def _put_names(self, rows: list[PlaceRow]) -> None:
        held: list[list[tuple[int, int, int, int]]] = [[] for _ in range(BUCKETS)]
        for n, row in enumerate(rows, self.count):
            chief = key(row.name)
            for form in {chief, *map(key, row.others)} - {""}:
                code = hashed(form)
                held[code * BUCKETS >> 64].append((code, n, row.population, CHIEF if form == chief else ALSO))
        for file, records in zip(self._buckets, held, strict=True):
            file.write(np.array(records, dtype=RECORD).tobytes())

    def _contain(self) -> None:
        known = np.array(sorted(self._divisions), dtype="<u8")
        entries = np.array([self._divisions[int(k)] for k in known], dtype="<u4")
        self._codes.seek(0)
        while raw := self._codes.read(ROWS * 16):
            pairs = np.frombuffer(raw, dtype="<u8").reshape(-1, 2)
            for column, name in enumerate(("region", "district")):
                found = np.full(len(pairs), NONE, dtype="<u4")
                if len(known):
                    at = np.minimum(np.searchsorted(known, pairs[:, column]), len(known) - 1)
                    hit = known[at] == pairs[:, column]
                    found[hit] = entries[at[hit]]
                self._files[name].write(found.tobytes())

    def _sort_names(self) -> None:
        """Names by hash; the entries of one name by population, then as they came. The buckets are in order already."""
        total = 0
        for file in self._buckets:
            file.seek(0)
            records = np.frombuffer(file.read(), dtype=RECORD)
            order = np.lexsort((records["entry"], -records["population"].astype("<i8"), records["key"]))
            records = records[order]
            codes, first = np.unique(records["key"], return_index=True)
            self._files["key"].write(codes.astype("<u8").tobytes())
            self._files["key_at"].write((first + total).astype("<u4").tobytes())
            self._files["entry"].write(records["entry"].tobytes())
            self._files["how"].write(records["how"].tobytes())
            total += len(records)
        self._put("key_at", [total])

    def _sort_ids(self) -> None:
        for file in self._marks:
            file.seek(0)
            records = np.frombuffer(file.read(), dtype=MARK)
            records = records[np.lexsort((records["entry"], records["key"]))]
            self._files["id_key"].write(records["key"].tobytes())
            self._files["id_entry"].write(records["entry"].tobytes())

    def _path(self, name: str) -> Path:
        return self.folder / name


def _tell(on_progress: OnProgress | None, rows: int) -> None:
    if on_progress is not None:
        on_progress(rows)
