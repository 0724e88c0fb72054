"""How well text dumps are cut into articles: first and last characters, whole articles, what their heads say.

FOLDER holds text/NAME.txt and articles/NAME.tsv, as training/dumps.py writes them: start, end, then KIND=VALUE.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from firsthand.eval.figures import Counts, Measured, OnProgress, counted
from firsthand.extract.step import read_page, split
from firsthand.model.articles import Article, Capture, DatumKind
from firsthand.model.ids import sha256
from firsthand.model.problems import UnreadableInput
from firsthand.model.units import ExtractInput, Progress

SAYS: dict[str, DatumKind] = {
    "title": "title",
    "byline": "byline",
    "outlet": "outlet",
    "published": "published",
    "source": "declared_source",
}
WHOLE = "single kept whole"


@dataclass(frozen=True, slots=True)
class Gold:
    """An article of a dump and what its head says, by kind."""

    start: int
    end: int
    says: tuple[tuple[str, str], ...]


def measured(folder: Path, on_progress: OnProgress | None = None) -> Measured:
    """Starts, ends, both (boundary), whole articles, the single ones kept whole, and data of heads."""
    documents, missed = list[Counts](), list[str]()
    paths = sorted((folder / "text").glob("*.txt"))
    for n, path in enumerate(paths, 1):
        text = path.read_bytes().decode("utf-8")
        gold, ours = load(folder / "articles" / f"{path.stem}.tsv"), articles_of(text)
        documents.append(counts(gold, ours))
        missed += _missed(path.stem, gold, ours)
        if on_progress is not None:
            on_progress(Progress("splitting", n, len(paths)))
    held = counted("splitting", documents, shares=frozenset([WHOLE]))
    return Measured(held.name, held.documents, held.figures, held.text, tuple(missed))


def articles_of(text: str) -> Sequence[Article]:
    """The articles of a text file."""
    data = text.encode()
    capture = Capture(sha256(data), "dump", None, "", "text/plain", "utf-8", "folder", len(data))
    return split(read_page(ExtractInput(capture, text)))


def load(path: Path) -> list[Gold]:
    """The truth of one dump."""
    if not path.is_file():
        raise UnreadableInput(f"no {path.name} beside the texts; training/dumps.py writes both")
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()[1:]]
    return [Gold(int(a), int(b), tuple(_said(x) for x in says)) for a, b, *says in rows]


def _said(words: str) -> tuple[str, str]:
    kind, _, value = words.partition("=")
    return kind, value


def counts(gold: Sequence[Gold], ours: Sequence[Article]) -> Counts:
    """One dump: of starts, ends, both, and articles how many are right, read and true; data where the start is right."""
    true, read = [(g.start, g.end) for g in gold], [(a.region.start, a.region.end) for a in ours]
    starts, ends = ({t[k] for t in true} & {r[k] for r in read} for k in (0, 1))
    n, m = len(read), len(true)
    out: dict[str, tuple[float, float, float, float]] = {
        "starts": _hits(len(starts), n, m),
        "ends": _hits(len(ends), n, m),
        "boundary": _hits(len(starts) + len(ends), 2 * n, 2 * m),
        "articles": _hits(len(set(true) & set(read)), n, m),
    }
    if m == 1:
        out[WHOLE] = _hits(n == 1, 1, 1)
    at = {a.region.start: a for a in ours}
    pairs = [(g, at[g.start]) for g in gold if g.start in at]
    for name, kind in SAYS.items():
        said = [({_plain(v) for k, v in g.says if k == name}, {_plain(d.value) for d in a.all(kind)}) for g, a in pairs]
        hits = sum(len(x & y) for x, y in said)
        out[name] = _hits(hits, sum(len(y) for _, y in said), sum(len(x) for x, _ in said))
    return out


def _hits(hits: float, read: float, true: float) -> tuple[float, float, float, float]:
    return (hits, hits, read, true)


def _plain(value: str) -> str:
    return " ".join(value.casefold().split()).removeprefix("the ")


def _missed(name: str, gold: Sequence[Gold], ours: Sequence[Article]) -> list[str]:
    true, read = {g.start for g in gold}, {a.region.start for a in ours}
    if true == read:
        return []
    return [f"{name}: {len(true - read)} of {len(true)} starts not seen, {len(read - true)} false"]
