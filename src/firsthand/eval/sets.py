"""The gold sets that Firsthand can be measured on: what each is called, where it lies in a folder of sets, what measures it.

None of the sets from elsewhere is shipped; bring your own copies. Those of our own lie in the repository's `gold/`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from firsthand.eval.figures import Measured, OnProgress, counted
from firsthand.model.problems import UnreadableInput, UsageError

Measure = Callable[[Path, OnProgress | None], Measured]


@dataclass(frozen=True, slots=True)
class GoldSet:
    """One gold set."""

    name: str
    places: tuple[str, ...]  # where it lies under a folder of sets, the first that is there
    files: tuple[str, ...]  # the files that decide what is measured, as patterns within its folder
    looks: str  # what such a folder holds, for people
    measure: Measure

    def within(self, root: Path) -> Path | None:
        """Its folder under this root; None if it is not there, or holds none of its files."""
        return next((p for place in self.places if self.has_files(p := root / place)), None)

    def has_files(self, folder: Path) -> bool:
        return any(True for pattern in self.files for _ in folder.glob(pattern))

    def check(self, folder: Path) -> Path:
        """The folder itself, or an error that says what was expected there and where it may lie instead."""
        if self.has_files(folder):
            return folder
        inner = self.within(folder) or next((p for p in sorted(folder.iterdir()) if self.has_files(p)), None)
        cure = f"try --data {inner}" if inner else f"it should hold {self.looks}"
        raise UnreadableInput(f"no {self.name} set in {folder}: {cure}")


@dataclass(frozen=True, slots=True)
class Digest:
    """Which files were measured on."""

    files: int
    sha256: str  # of their names within the folder and their bytes, by name


def digest_of(gold: GoldSet, folder: Path) -> Digest:
    """The same for the same files, wherever they lie and in whatever order they were copied."""
    found = sorted({p for pattern in gold.files for p in folder.glob(pattern) if p.is_file()})
    h = hashlib.sha256()
    for path in found:
        name = path.relative_to(folder).as_posix()
        h.update(f"{len(name.encode())} {name} {hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return Digest(len(found), h.hexdigest())


def find(name: str) -> GoldSet:
    """The set of this name."""
    for gold in SETS:
        if gold.name == name:
            return gold
    raise UsageError(f"no gold set {name}; there are: {', '.join(g.name for g in SETS)}")


def there(roots: Sequence[Path]) -> Iterator[tuple[GoldSet, Path | None]]:
    """Every set with its folder under the first root that has it, or None."""
    for gold in SETS:
        yield gold, next((place for root in roots if (place := gold.within(root)) is not None), None)


def _polnear(folder: Path, on_progress: OnProgress | None) -> Measured:
    from firsthand.eval import polnear  # here, as in all of these: they load models and tables

    return polnear.measured(folder, on_progress)


def _times(folder: Path, _: OnProgress | None) -> Measured:
    from firsthand.eval import times

    each = times.measure(folder).values()
    return counted("times", [{m: _equal(getattr(c, m), c.read, c.gold) for m in times.MEASURES} for c in each])


def _equal(hits: float, read: float, gold: float) -> tuple[float, float, float, float]:
    """Counts of one document where what is hit in the gold is hit in the reading, one for one."""
    return (hits, hits, read, gold)


SETS: tuple[GoldSet, ...] = (
    GoldSet(
        "polnear",
        ("polnear/dev", "polnear"),
        ("text/*.txt", "attributions/*.ann"),
        "text/NAME.txt and attributions/NAME_WHO.ann, as in PolNeAR",
        _polnear,
    ),
    GoldSet("times", ("times/AQUAINT", "times"), ("*.tml",), "TimeML files with TIMEX3 marks: NAME.tml", _times),
)
