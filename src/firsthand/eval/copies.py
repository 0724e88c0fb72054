"""How well copies are found: the whole of relate over labelled copies made from a folder of texts."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import numpy as np

from firsthand.eval.copies_gold import How, Made, make, text_of, texts_in
from firsthand.model.articles import Article, Datum, Part
from firsthand.model.findings import Family, Fingerprints, ReuseKind, ReuseLink
from firsthand.model.ids import make_id
from firsthand.model.problems import UnreadableInput
from firsthand.model.spans import OffsetMap, Run, Span
from firsthand.model.units import ArticleCard, FamilyInput, LinkInput, ShingleInput
from firsthand.relate import family, link, shingle
from firsthand.store.postings import Postings
from firsthand.store.postings_arrays import Card

NEAR = 3  # words that are not shared between two that are, in one passage of the gold
LEAST = 20  # shared words of a gold passage; of pairs with shorter ones only, nothing is asked
LETTERS = frozenset("abcdefghijklmnopqrstuvwxyz")
# what each way of making may be called, seen between the copy and what it was made from
MAY: dict[How, frozenset[ReuseKind]] = {
    "verbatim": frozenset({"verbatim"}),
    "trim": frozenset({"edited", "excerpt"}),
    "light": frozenset({"edited"}),
    "heavy": frozenset({"edited", "excerpt"}),
    "update": frozenset({"update"}),
    "excerpt": frozenset({"excerpt"}),
    "merge": frozenset({"merge", "excerpt"}),
    "ocr": frozenset({"edited"}),
}
Pair = tuple[int, int]
Chars = set[tuple[int, int, int]]  # article, the other, character


@dataclass(frozen=True, slots=True)
class Related:
    """What relate made of articles."""

    links: tuple[ReuseLink, ...]
    families: tuple[Family, ...]


@dataclass(frozen=True, slots=True)
class Gold:
    """What is true of a made set, by numbers of articles, the lesser first."""

    reuse: dict[Pair, tuple[tuple[Span, ...], tuple[Span, ...]]]  # with the passages in both
    unasked: frozenset[Pair]
    same: frozenset[Pair]


def relate(articles: Sequence[Article]) -> Related:
    """Fingerprints, candidates, links and families of these, as a record of them would have."""
    prints = [row for a in articles for row in shingle(ShingleInput(a)).rows if isinstance(row, Fingerprints)]
    by_id = {a.id: a for a in articles}
    held = {p.article_id: np.array(p.hashes, dtype=np.uint64) for p in prints}
    outlets = {a.id: datum.value if (datum := a.first("outlet")) else None for a in articles}
    postings = Postings()
    postings.sync({i: i for i in by_id}, lambda ids: (Card(i, i, outlets[i], held[i]) for i in ids))
    links: list[ReuseLink] = []
    for id_ in postings.with_near():
        near = postings.near(id_)
        common = postings.common_of(np.unique(np.concatenate([held[i] for i in (id_, *near)])))
        payload = LinkInput(by_id[id_], tuple(by_id[i] for i in near), tuple(common.tolist()))
        links += [x for x in link(payload).rows if isinstance(x, ReuseLink)]
    links.sort(key=lambda x: x.id)
    linked = sorted({i for x in links for i in (x.from_article, x.to_article)})
    cards = tuple(ArticleCard(i, outlets[i], _day(by_id[i]), len(held[i])) for i in linked)
    rows = family(FamilyInput(cards, tuple(links))).rows
    return Related(tuple(links), tuple(f for f in rows if isinstance(f, Family)))


def article_of(made: Made, seed: int) -> Article:
    """A made article as the record would hold it."""
    text, stretches, _ = text_of(made)
    said: list[tuple[str, str]] = [("outlet", made.outlet), ("published", made.day)]
    said += [("declared_source", made.names)] if made.names else []
    data = tuple(Datum(kind, value, "header_line", None, value) for kind, value in said)  # type: ignore[arg-type]
    parts = tuple(Part("body", Span(*s)) for s in stretches)
    whole = Run(0, len(text), 0, len(text))
    id_ = make_id("article", "copies", seed, made.n)
    return Article(id_, "0" * 64, Span(0, len(text)), text, parts, OffsetMap((whole,)), data, "en", "made")


def gold_of(made: Sequence[Made]) -> Gold:
    """Who truly shares what with whom."""
    placed = [text_of(m)[2] for m in made]
    by_base: dict[int, set[int]] = defaultdict(set)
    for m in made:
        for base in {o[0] for o in placed[m.n]}:
            by_base[base].add(m.n)
    reuse: dict[Pair, tuple[tuple[Span, ...], tuple[Span, ...]]] = {}
    unasked: set[Pair] = set()
    for pair in {p for held in by_base.values() for p in combinations(sorted(held), 2)}:
        shared = placed[pair[0]].keys() & placed[pair[1]].keys()
        a, b = (_passages(made[n], shared) for n in pair)
        if a and b:
            reuse[pair] = (a, b)
        elif shared:
            unasked.add(pair)
    same = frozenset(
        p for p in (*reuse, *unasked) if made[p[0]].same is not None and made[p[0]].same == made[p[1]].same
    )
    return Gold(reuse, frozenset(unasked - same), same)


def _passages(made: Made, shared: Iterable[tuple[int, int]]) -> tuple[Span, ...]:
    """The stretches of shared words, those of LEAST words and more, over up to NEAR foreign ones."""
    wanted, found = set(shared), []
    at, foreign = 0, NEAR + 1
    for p in made.paragraphs:
        for x in p:
            if x.origin in wanted:
                if foreign > NEAR:
                    found.append([at, at, 0])
                found[-1][1:] = [at + len(x.word), found[-1][2] + 1]
                foreign = 0
            else:
                foreign += 1
            at += len(x.word) + 1
        at += 1
    return tuple(Span(a, b) for a, b, words in found if words >= LEAST)


def _day(article: Article) -> str | None:
    datum = article.first("published")
    return datum.value if datum else None


def kind_right(made: Made, source: Made, kind: ReuseKind) -> bool:
    """Whether a link between a copy and what it was made from is of a kind that it may be called."""
    if made.how == "update" and made.outlet != source.outlet:
        return kind in ("update", "edited")
    if made.outlet == source.outlet and made.how in ("trim", "light", "heavy", "ocr"):
        return kind in MAY[made.how] | {"update"}
    return kind in MAY[made.how]


def adjusted_rand(a: Sequence[object], b: Sequence[object]) -> float:
    """How alike two partitions of the same things are: 1 if equal, about 0 if by chance. Hubert and Arabie 1985."""

    def twos(counts: Iterable[int]) -> float:
        return sum(n * (n - 1) / 2 for n in counts)

    both, ours, theirs = (twos(Counter(x).values()) for x in (zip(a, b, strict=True), a, b))
    total = len(a) * (len(a) - 1) / 2
    expected, most = ours * theirs / total if total else 0.0, (ours + theirs) / 2
    return 1.0 if most == expected else (both - expected) / (most - expected)


def load(folder: Path) -> list[str]:
    texts = texts_in(folder)
    if not texts:
        raise UnreadableInput(f"no texts in {folder}: it should hold NAME.txt, or NAME.json with a `text`")
    return texts


def made_set(texts: Sequence[str], seed: int, articles: int) -> tuple[list[Made], Gold]:
    made = make(texts, seed, articles)
    return made, gold_of(made)
