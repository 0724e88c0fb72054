"""The gold sets that Firsthand can be measured on: what each is called, where it lies in a folder of sets, what measures it.

None of the sets from elsewhere is shipped; bring your own copies. Those of our own lie in the repository's `gold/`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from firsthand.eval import counting
from firsthand.eval.figures import Measured, OnProgress
from firsthand.model.problems import UnreadableInput, UsageError

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
    teaches: str  # the help of its command

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


SETS: tuple[GoldSet, ...] = (
    GoldSet(
        "polnear",
        ("polnear/dev", "polnear"),
        ("text/*.txt", "attributions/*.ann"),
        "text/NAME.txt and attributions/NAME_WHO.ann, as in PolNeAR",
        counting.polnear,
        """Score attributions against PolNeAR, and their speed against spaCy alone in the same run.

        DATA holds text/NAME.txt and attributions/NAME_WHO.ann (brat). who_what: the content at least half right and the
        source shares a word; exact: word for word. Then by quotation marks, by kind of source, by the outlet that file
        names begin with, why things were missed, and whether `confidence` keeps its word.

        \b
        firsthand eval polnear --data sets/polnear/dev
        firsthand eval polnear --data sets/polnear/dev --misses 20
        """,
    ),
    GoldSet(
        "own-text",
        ("own-text", "own_text"),
        ("text/*.txt", "attributions/*.ann", "more/*.tsv"),
        "what training/own_text.py writes: text/, attributions/ and more/NAME.tsv",
        counting.own_text,
        """Score attributions on texts of our own: relays, nesting, stance, kinds of source.

        DATA is what training/own_text.py writes. Spans as in `polnear`; then, of the attributions that say rightly who said
        what: stance and source_kind, and precision and recall of addressee, venue and nesting (inside).

        \b
        python training/own_text.py sets/own-text --count 300 --split test
        firsthand eval own-text --data sets/own-text
        """,
    ),
    GoldSet(
        "times",
        ("times/AQUAINT", "times"),
        ("*.tml",),
        "TimeML files with TIMEX3 marks: NAME.tml",
        counting.times,
        """Score times against TimeML: TempEval-3's measures.

        DATA holds TimeML files (NAME.tml) with TIMEX3 marks. strict: the same words marked; relaxed: a word shared; value:
        the same value too. The document's own day is given and does not count.

        \b
        firsthand eval times --data sets/times/AQUAINT
        """,
    ),
    GoldSet(
        "quantities",
        ("quantities",),
        ("*.json",),
        "JSON files of sentences with `text` and `quantities`, as in NewsQuant",
        counting.quantities,
        """Score quantities against NewsQuant: CQE's measures.

        DATA holds JSON files of sentences with what they say. value: right within 1e-5; unit, change, concept: of values
        that are right. First counted as CQE's own script does, then one to one, which is stricter.

        \b
        firsthand eval quantities --data sets/quantities
        """,
    ),
)
