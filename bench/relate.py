"""Copies at scale: cost an article of fingerprints, candidates, links and families; an article into a large index.

    python bench/relate.py                         # 1 000 and 10 000 generated articles, one in three a copy
    python bench/relate.py --sizes 1000 --indexed 1000000
    python bench/relate.py --pace texts/           # fingerprints and candidates beside rensa, if it is installed

Articles are word salad over a vocabulary with the frequencies of English, copies have a tenth of their words changed.
"""

from __future__ import annotations

import argparse
import math
import resource
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time

import numpy as np

from firsthand.eval.copies import relate
from firsthand.eval.copies_gold import texts_in
from firsthand.model.articles import Article, Part
from firsthand.model.findings import Fingerprints
from firsthand.model.ids import make_id
from firsthand.model.spans import OffsetMap, Run, Span
from firsthand.model.units import LinkInput, ShingleInput
from firsthand.relate import link, shingle
from firsthand.store.postings import Postings
from firsthand.store.postings_arrays import Card
from firsthand.store.postings_file import save

WORDS, PARAGRAPHS = 650, 10
VOCABULARY = 20_000
PRINTS = 147  # of an article of 650 words


def main() -> int:
    """Prints what was asked for."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--sizes", type=int, nargs="*", default=[1000, 10_000])
    asked.add_argument("--indexed", type=int, default=0)
    asked.add_argument("--pace", type=Path)
    given = asked.parse_args()
    if given.pace is not None:
        pace(given.pace)
        return 0
    if given.indexed:
        insert(given.indexed)
        return 0
    spent = [whole(n) for n in given.sizes]
    if len(spent) > 1:
        exponent = math.log(spent[-1] / spent[0]) / math.log(given.sizes[-1] / given.sizes[0])
        print(f"exponent {exponent:.3f}")
    return 0


def whole(many: int) -> float:
    """The CPU seconds of all of relate over so many articles."""
    articles = list(generated(many))
    began = process_time()
    found = relate(articles)
    spent = process_time() - began
    print(
        f"{many} articles: {1000 * spent / many:.2f} ms CPU each; {len(found.links)} links, {len(found.families)} families,"
        f" {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB at most"
    )
    return spent


def insert(many: int, more: int = 300) -> None:
    """One article more into an index of so many, made of random fingerprints and some true articles."""
    chance = np.random.default_rng(3)
    articles = list(generated(2 * more))
    known, fresh = articles[:more], articles[more:]
    index = Postings()
    held = {a.id: a for a in known}
    prints = {a.id: prints_of(a) for a in known}
    ids = [make_id("article", n) for n in range(many - more)]

    def cards(wanted: object) -> Iterator[Card]:
        for id_ in wanted:
            hashes = prints[id_] if id_ in prints else np.sort(chance.integers(0, 1 << 40, PRINTS, dtype=np.uint64))
            yield Card(id_, id_, f"outlet {int(id_[2:], 36) % 500}", hashes)

    began = process_time()
    index.sync({i: i for i in (*ids, *held)}, cards)
    print(f"{many} articles indexed in {process_time() - began:.0f} s CPU")
    with TemporaryDirectory() as folder:
        save(Path(folder), index.state)
        files = sum(p.stat().st_size for p in Path(folder).iterdir())
        print(f"{files / many:.0f} bytes an article beside the record, {5 * PRINTS} in it")
        print_quantiles(index, held, fresh)


def print_quantiles(index: Postings, held: dict[str, Article], fresh: list[Article]) -> None:
    """Fingerprints, candidates and links of each new article, in CPU milliseconds."""
    spent: dict[str, list[float]] = {"fingerprints": [], "candidates": [], "links": [], "all": []}
    for article in fresh:
        times = [process_time()]
        hashes = prints_of(article)
        times.append(process_time())
        near = index.candidates(Card(article.id, "", "outlet 1", hashes))
        times.append(process_time())
        link(LinkInput(article, tuple(held[i] for i in near if i in held)))
        times.append(process_time())
        for name, a, b in zip(spent, (*times[:3], times[0]), (*times[1:], times[3]), strict=True):
            spent[name].append(1000 * (b - a))
    for name, values in spent.items():
        p50, p95, p99 = np.percentile(values, (50, 95, 99))
        print(f"{name:14} p50 {p50:.2f}  p95 {p95:.2f}  p99 {p99:.2f} ms CPU")


def pace(folder: Path) -> None:
    """Articles a CPU second: fingerprints and candidates, and the same of rensa's MinHash (128, three words, 0.3)."""
    texts = [t for t in texts_in(folder) if len(t.split()) > 50]
    articles = [plain(make_id("article", n), text) for n, text in enumerate(texts)]
    ours = min(_spent(lambda: _candidates(articles)) for _ in range(3))
    print(f"{len(texts)} texts: ours {len(texts) / ours:.0f} a CPU second")
    try:
        from rensa import RMinHash, RMinHashLSH
    except ImportError:
        print("rensa is not installed")
        return

    def peer() -> None:
        index, prints = RMinHashLSH(threshold=0.3, num_perm=128, num_bands=32), []
        for n, text in enumerate(texts):
            words = text.lower().split()
            one = RMinHash(num_perm=128, seed=42)
            one.update([" ".join(words[i : i + 3]) for i in range(len(words) - 2)])
            index.insert(n, one)
            prints.append(one)
        for one in prints:
            index.query(one)

    theirs = min(_spent(peer) for _ in range(3))
    print(f"rensa {len(texts) / theirs:.0f} a CPU second; ratio {theirs / ours:.2f}")


def _candidates(articles: list[Article]) -> None:
    prints = {a.id: prints_of(a) for a in articles}
    index = Postings()
    index.sync({i: i for i in prints}, lambda ids: (Card(i, i, None, prints[i]) for i in ids))
    for a in articles:
        index.near(a.id)


def _spent(work: object) -> float:
    began = process_time()
    work()
    return process_time() - began


def prints_of(article: Article) -> np.ndarray:
    (row,) = shingle(ShingleInput(article)).rows
    assert isinstance(row, Fingerprints)
    return np.array(row.hashes, dtype=np.uint64)


def generated(many: int) -> Iterator[Article]:
    """So many articles; every third is a copy of one of the twenty before it, a tenth of its words changed."""
    chance = np.random.default_rng(7)
    ranks = 1 / np.arange(1, VOCABULARY + 1)
    words = np.array([f"{'bcdfgklmnprstv'[i % 14]}{'aeiou'[i % 5]}{i:x}" for i in range(VOCABULARY)])
    lately: list[np.ndarray] = []
    for n in range(many):
        if n % 3 == 2:
            own = lately[chance.integers(len(lately))].copy()
            change = np.flatnonzero(chance.random(len(own)) < 0.1)
            own[change] = chance.choice(VOCABULARY, len(change), p=ranks / ranks.sum())
        else:
            own = chance.choice(VOCABULARY, WORDS, p=ranks / ranks.sum())
        lately = [*lately[-19:], own]
        cut = [" ".join(p) for p in np.array_split(words[own], PARAGRAPHS)]
        yield plain(make_id("article", "bench", n), "\n\n".join(cut))


def plain(id_: str, text: str) -> Article:
    stretches, at = [], 0
    for block in text.split("\n\n"):
        stretches.append(Part("body", Span(at, at + len(block))))
        at += len(block) + 2
    whole = OffsetMap((Run(0, len(text), 0, len(text)),))
    return Article(id_, "0" * 64, Span(0, len(text)), text, tuple(stretches), whole, (), "en", "made")


if __name__ == "__main__":
    sys.exit(main())
