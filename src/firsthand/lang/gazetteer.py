"""The gazetteer: names of places to where they lie. One file in the user's cache folder, mapped into memory, only ever read.

Made by `firsthand gazetteer build`. Without it no place is resolved, and what reads says so.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from firsthand.lang.gazetteer_build import KINDS
from firsthand.lang.gazetteer_file import NONE, Header, open_arrays
from firsthand.lang.gazetteer_names import hashed, key
from firsthand.model.problems import MissingPart
from firsthand.model.readings import Precision

SETTING = "FIRSTHAND_GAZETTEER"  # the file; "none": do without
FILE = "gazetteer.bin"
PRECISION: dict[str, Precision] = {
    "country": "country",
    "region": "region",
    "district": "district",
    "subdistrict": "district",
    "capital": "settlement",
    "seat": "settlement",
    "settlement": "settlement",
    "quarter": "district",
    "site": "site",
    "water": "water",
    "sea": "water",
    "area": "area",
    "continent": "area",
}
PINNED = frozenset({"district", "subdistrict", "capital", "seat", "settlement", "quarter", "site", "water"})
U4 = npt.NDArray[np.uint32]


@dataclass(frozen=True, slots=True)
class Place:
    """One entry. `lat` and `lon` are a representative point; `pinned` says whether it may be shown as one."""

    id: str
    name: str
    lat: float
    lon: float
    country: str | None
    kind: str  # one of KINDS
    population: int
    region: str | None  # name of the state or province that it lies in
    district: str | None

    @property
    def precision(self) -> Precision:
        return PRECISION[self.kind]

    @property
    def pinned(self) -> bool:
        return self.kind in PINNED


class Gazetteer:
    """An open gazetteer. Entries are numbers from 0; `look` gives those of a name, `place` what one is."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.header, arrays = open_arrays(path)
        self._names, self._name_at = arrays["name_text"], arrays["name_at"]
        self._ids, self._id_at = arrays["id_text"], arrays["id_at"]
        self._key, self._key_at = arrays["key"], arrays["key_at"]
        self._entry, self._how = arrays["entry"], arrays["how"]
        self._id_key, self._id_entry = arrays["id_key"], arrays["id_entry"]
        self.lat, self.lon = arrays["lat"], arrays["lon"]  # hundred thousandths of a degree
        self.population, self.kind, self.country = arrays["population"], arrays["kind"], arrays["country"]
        self.region, self.district = arrays["region"], arrays["district"]

    def __len__(self) -> int:
        return self.header.entries

    def look(self, name: str) -> U4:
        """Entries of a name in any spelling that `key` makes one, most populous first; empty if there is none."""
        at = self._find(key(name))
        return self._entry[at[0] : at[1]]

    def look_how(self, name: str) -> tuple[U4, npt.NDArray[np.uint8]]:
        """As `look`, and for each entry whether the name is its chief one (0) or another (1)."""
        start, end = self._find(key(name))
        return self._entry[start:end], self._how[start:end]

    def place(self, entry: int) -> Place:
        country = int(self.country[entry])
        return Place(
            self.id(entry),
            self.name(entry),
            int(self.lat[entry]) / 100_000,
            int(self.lon[entry]) / 100_000,
            country.to_bytes(2, "little").decode() if country else None,
            KINDS[self.kind[entry]],
            int(self.population[entry]),
            self._name_of(int(self.region[entry])),
            self._name_of(int(self.district[entry])),
        )

    def entry_of(self, id_: str) -> int | None:
        """The number of an id; None if it is not here."""
        code = np.uint64(hashed(id_))
        at = int(self._id_key.searchsorted(code))
        return int(self._id_entry[at]) if at < len(self._id_key) and self._id_key[at] == code else None

    def id(self, entry: int) -> str:
        return bytes(self._ids[int(self._id_at[entry]) : int(self._id_at[entry + 1])]).decode()

    def name(self, entry: int) -> str:
        return bytes(self._names[int(self._name_at[entry]) : int(self._name_at[entry + 1])]).decode()

    def _find(self, form: str) -> tuple[int, int]:
        code = np.uint64(hashed(form))
        at = int(self._key.searchsorted(code))
        if at == len(self._key) or self._key[at] != code:
            return 0, 0
        return int(self._key_at[at]), int(self._key_at[at + 1])

    def _name_of(self, entry: int) -> str | None:
        return None if entry == NONE else self.name(entry)


def where() -> Path | None:
    """The gazetteer's file: as set, else in the user's cache folder; None if set to "none". It need not be there."""
    configured = os.environ.get(SETTING)
    if configured == "none":
        return None
    return Path(configured) if configured else cache_folder() / FILE


def cache_folder() -> Path:
    """Where this user's programs keep what they can make again, by the custom of the platform."""
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "firsthand"
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "firsthand" / "Cache"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "firsthand"


def find() -> Gazetteer | None:
    """The gazetteer, opened once; None if there is none. Raises MissingPart, with the cure, if it is broken or of old."""
    path = where()
    if path is None or not path.is_file():
        return None
    stat = path.stat()
    return _opened(path, stat.st_mtime_ns, stat.st_size)


def need() -> Gazetteer:
    """The gazetteer; raises MissingPart, with the cure, if there is none."""
    found = find()
    if found is None:
        raise MissingPart(f"there is no gazetteer at {where()}. Make it: firsthand gazetteer build")
    return found


def digest() -> str:
    """A digest of all that look-ups can give; "none" without a gazetteer."""
    found = find()
    return found.header.digest if found is not None else "none"


def point(id_: str) -> tuple[float, float] | None:
    """Latitude and longitude (WGS 84, degrees) that stand for an entry, a country's too; None if it is not here."""
    found = find()
    entry = found.entry_of(id_) if found is not None else None
    if found is None or entry is None:
        return None
    return int(found.lat[entry]) / 100_000, int(found.lon[entry]) / 100_000


def look(name: str) -> tuple[Place, ...]:
    """Every place of a name, most populous first; raises MissingPart without a gazetteer."""
    found = need()
    return tuple(found.place(int(entry)) for entry in found.look(name))


def describe(header: Header) -> Sequence[str]:
    """What it was built from, a line each."""
    return [f"{name} {version}" for name, version in header.sources]


@lru_cache(maxsize=4)
def _opened(path: Path, changed: int, size: int) -> Gazetteer:
    return Gazetteer(path)
