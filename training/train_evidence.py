"""Learn what tells a text dump of several articles from one that only reads so: line_evidence.tsv.

    python training/train_evidence.py --pages sets/pages/web sets/pages/outlets --texts sets/polnear/train/text
        --before OLD.npz OLD_AGAIN.npz --new desks channels

Pages of several are drawn as for train_lines.py, by other seeds; pages of one are drawn too, and saved ones. As many pages
of hands newly learnt from are read by networks of before as of the other hands by the shipped ones: a stranger's will be read
so, and of layouts that they know networks are too sure. A logistic regression; then what is added is set so that of the saved
pages and texts no more than ALLOWED read as several.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from authors_lessons import HANDS, pages_of, text_and_starts
from dump_singles import drawn_single
from dump_voices import texts_in
from dumps import Texts, dump, pages
from firsthand.eval.pages_gold import pages_in
from firsthand.extract.line_evidence import EVIDENCE, FILE, evidence, likeliest
from firsthand.extract.line_network import SETS
from firsthand.extract.text_page import read_text
from firsthand.model.articles import Capture
from line_lessons import plain_text

SEED = 901  # of pages that no network learnt from
SINGLE = 6.0  # what a page of one article weighs beside one of several: few read as several at all, and no cut is worse
REAL = 3.0  # what a real one weighs beside a drawn one: they are few, and the bar hangs on them
RIDGE = 3.0
ALLOWED = 0.003  # share of saved pages and texts of one article that may read as several
RIGHT = 0.5  # share of a page's starts that must be right for it to tell what pages of several look like


@dataclass(frozen=True)
class Seen:
    """A page that reads as several: its evidence, whether it is of several, whether it is a real one."""

    signs: NDArray[np.float64]
    several: bool
    real: bool


def seen(text: str, starts: Sequence[int] | None, sets: Sequence[str] = SETS) -> Seen | None:
    """What speaks for several articles, by these weights; None for a page that does not read so, or reads so and wrongly.

    No starts: a real page of one.
    """
    page = read_text(Capture("0" * 64, "page", None, "", "text/plain", "utf-8", "folder", len(text)), text)
    if not page.blocks:
        return None
    reading, signs, scores = likeliest(page, sets)
    if len(reading.cuts) < 2:
        return None
    found = {page.blocks[c.start].span.start for c in reading.cuts}
    several = starts is not None and len(starts) > 1
    if several and len(found & set(starts or ())) < RIGHT * len(found | set(starts or ())):
        return None
    return Seen(evidence(page.blocks, signs, scores, reading), several, starts is None)


def made(count: int, words: Texts) -> Iterator[tuple[str, list[int]]]:
    """Drawn pages and where their articles begin: of our own words, of texts, of one article whose parts recur."""
    for seed, held in ((SEED, ()), (SEED + 1, words)):
        for _, page in pages("train", count, seed, held):
            yield page.text, [a.start for a in page.articles]
    for n in range(count):
        name = f"evidence {n}"
        page = dump(drawn_single(random.Random(name)), name, "train", count=1)
        yield page.text, [a.start for a in page.articles]


def real(saved: Sequence[Path], texts: Sequence[Path]) -> Iterator[str]:
    """Saved pages as plain text, and texts that no network learnt from, of one article each."""
    for folder in saved:
        yield from (plain_text(p)[0] for p in pages_in(folder))
    for folder in texts:
        yield from ("\n\n".join((title, *rest)) for title, rest in texts_in(folder, 1))


def learnt(told: Sequence[Seen], singles: int) -> NDArray[np.float64]:
    """How much each sign counts, and what to add."""
    rows, several = np.array([x.signs for x in told]), np.array([x.several for x in told], dtype=float)
    middle, spread = rows.mean(0), rows.std(0) + 1e-6
    scaled = np.c_[(rows - middle) / spread, np.ones(len(rows))]
    ridge = np.eye(scaled.shape[1]) * RIDGE
    ridge[-1, -1] = 0
    saved = np.array([x.real for x in told])
    held, counts = np.zeros(scaled.shape[1]), np.where(several, 1.0, np.where(saved, SINGLE * REAL, SINGLE))
    for _ in range(40):
        likely = 1 / (1 + np.exp(-scaled @ held))
        slope = scaled.T @ (counts * (likely - several)) + ridge @ held
        held -= np.linalg.solve((scaled * (counts * likely * (1 - likely))[:, None]).T @ scaled + ridge, slope)
    wrong = np.sort([float(x) for x, t in zip(scaled @ held, told, strict=True) if t.real])[::-1]
    held[-1] -= wrong[int(ALLOWED * singles)] + 0.02  # more than is lost by rounding what is written
    counted = held[:-1] / spread
    return np.append(counted, held[-1] - counted @ middle)


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--texts", nargs="*", type=Path, default=[])
    ask.add_argument("--pages", nargs="*", type=Path, default=[])
    ask.add_argument("--count", type=int, default=250)
    ask.add_argument("--before", nargs="*", type=Path, default=[], help="weights that know not all hands")
    ask.add_argument("--new", nargs="*", choices=HANDS, default=[], help="the hands that those did not learn from")
    ask.add_argument("--workers", type=int, default=1)
    args = ask.parse_args()
    words = tuple(t for folder in args.texts for t in texts_in(folder, 0))
    before = tuple(str(x.resolve()) for x in args.before)
    singles = list(real(args.pages, args.texts))
    shown: list[tuple[str, list[int] | None, Sequence[str]]] = [(x, y, SETS) for x, y in made(args.count, words)]
    shown += [(x, None, SETS) for x in singles]
    known = [x for x in HANDS if x not in args.new]
    for hands, sets in ((known, SETS), (args.new, before)):
        rows = pages_of(4 * args.count, SEED, (words,), hands=hands) if hands else []
        shown += [(*text_and_starts(x), sets) for x in rows]
    with ProcessPoolExecutor(args.workers) as workers:
        told = [x for x in workers.map(seen, *zip(*shown, strict=True), chunksize=20) if x]
    counts = learnt(told, len(singles))
    points = [(float(x.signs @ counts[:-1] + counts[-1]) > 0, x) for x in told]
    for name, kind in (("of several", (True, False)), ("drawn of one", (False, False)), ("real of one", (False, True))):
        cut = [p for p, x in points if (x.several, x.real) == kind]
        print(f"{name}: {sum(cut)} of {len(cut)} that read as several are cut")
    rows = ["sign\tcounts", *(f"{n}\t{x:.4g}" for n, x in zip((*EVIDENCE, "constant"), counts, strict=True))]
    FILE.write_text("\n".join(rows) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
