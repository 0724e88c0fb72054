"""The gold sets that Firsthand can be measured on: what each is called, where it lies in a folder of sets, what measures it.

None of the sets from elsewhere is shipped; bring your own copies. Those of our own lie in the repository's `gold/`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from firsthand.eval.figures import Counts, Measured, OnProgress, counted
from firsthand.model.problems import UnreadableInput, UsageError
from firsthand.model.units import Progress

Measure = Callable[[Path, OnProgress | None], Measured]


@dataclass(frozen=True, slots=True)
class GoldSet:
    """One gold set."""

    name: str
    places: tuple[str, ...]  # where it lies under a folder of sets, the first that is there
    files: tuple[
        str, ...
    ]  # the files that decide what is measured, as patterns within its folder; the last must be there
    looks: str  # what such a folder holds, for people
    measure: Measure

    def within(self, root: Path) -> Path | None:
        """Its folder under this root; None if it is not there, or holds none of its files."""
        return next((p for place in self.places if self.has_files(p := root / place)), None)

    def has_files(self, folder: Path) -> bool:
        return any(True for _ in folder.glob(self.files[-1]))

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


def _own_text(folder: Path, on_progress: OnProgress | None) -> Measured:
    from firsthand.eval import own_text
    from firsthand.eval.polnear import read

    documents: list[Counts] = []
    paths = sorted((folder / "more").glob("*.tsv"))
    for n, path in enumerate(paths, 1):
        report, text = own_text.Report(), (folder / "text" / f"{path.stem}.txt").read_bytes().decode("utf-8")
        own_text.add(report, text, own_text.load(folder, path.stem), read(path.stem, text))
        places = {m: own_text.found(report, m) for m in ("addressee", "venue", "inside")}
        documents.append(
            {
                **report.tally.counts,
                **{m: _equal(s.hits_of_read, s.read, s.gold) for m, s in places.items()},
                **{m: _equal(report.right[m], report.of[m], report.of[m]) for m in ("stance", "source_kind")},
            }
        )
        if on_progress is not None:
            on_progress(Progress("own-text", n, len(paths)))
    return counted("own-text", documents, shares=frozenset(["stance", "source_kind"]))


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
    GoldSet(
        "own-text",
        ("own-text", "own_text"),
        ("text/*.txt", "attributions/*.ann", "more/*.tsv"),
        "what training/own_text.py writes: text/, attributions/ and more/NAME.tsv",
        _own_text,
    ),
)
