"""How well copies are found: the whole of relate over labelled copies made from a folder of texts."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import numpy as np

from firsthand.eval.copies_gold import How, Made, make, text_of, texts_in
from firsthand.eval.figures import Counts, Figure, Measured, OnProgress, precision_recall, table
from firsthand.model.articles import Article, Datum, DatumKind, Part
from firsthand.model.findings import Family, Fingerprints, ReuseKind, ReuseLink
from firsthand.model.ids import make_id
from firsthand.model.spans import OffsetMap, Run, Span
from firsthand.model.units import ArticleCard, FamilyInput, LinkInput, Progress, ShingleInput
from firsthand.relate import family, link, shingle
from firsthand.store.postings import Postings
from firsthand.store.postings_arrays import Card, once

NEAR = 3  # words that are not shared between two that are, in one passage of the gold
LEAST = 20  # shared words of a gold passage; of pairs with shorter ones only, nothing is asked
SHARES = frozenset({"kind", "direction"})
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
        common = postings.common_of(once(np.concatenate([held[i] for i in (id_, *near)])))
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
    said: list[tuple[DatumKind, str]] = [("outlet", made.outlet), ("published", made.day)]
    said += [("declared_source", made.names)] if made.names else []
    data = tuple(Datum(kind, value, "header_line", None, value) for kind, value in said)
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


def measured(folder: Path, on_progress: OnProgress | None = None, seed: int = 1) -> Measured:
    """Any reuse and same article by pairs, passages by character, kinds, directions, and families as a whole."""
    texts = texts_in(folder)
    made = make(texts, seed)
    gold = gold_of(made)
    articles = [article_of(m, seed) for m in made]
    if on_progress is not None:
        on_progress(Progress("copies", 0, len(made)))
    found = relate(articles)
    if on_progress is not None:
        on_progress(Progress("copies", len(made), len(made)))
    number = {a.id: m.n for a, m in zip(articles, made, strict=True)}
    counts = _Counts(made, gold, number, found)
    figures = precision_recall(counts.documents(), shares=SHARES)
    rand = Figure("family ARI", counts.rand(), None, None, len(made))
    figures = (*figures, rand)
    kinds = ", ".join(f"{n} {how}" for how, n in sorted(Counter(m.how for m in made).items()))
    head = f"{len(made)} articles made from {len({b for m in made for b in m.bases})} texts: {kinds}"
    return Measured("copies", len(made), figures, f"{head}\n{len(found.links)} links found\n{table(figures)}")


@dataclass(frozen=True, slots=True)
class _Counts:
    """What was found, held against what is true; every pair counts for the lesser of its articles."""

    made: Sequence[Made]
    gold: Gold
    number: Mapping[str, int]
    found: Related

    def documents(self) -> list[Counts]:
        links = {self._pair(x.from_article, x.to_article): x for x in self.found.links}
        joined = {p for f in self.found.families for p in combinations(sorted(self.number[i] for i in f.articles), 2)}
        held: list[dict[str, list[float]]] = [defaultdict(lambda: [0.0] * 4) for _ in self.made]
        for pair in {*links, *self.gold.reuse} - self.gold.unasked:
            _add(
                held[pair[0]]["any reuse"],
                pair in links and pair in self.gold.reuse,
                pair in links,
                pair in self.gold.reuse,
            )
            for ours, theirs in zip(
                self._passages(links.get(pair), pair), self.gold.reuse.get(pair, ((), ())), strict=True
            ):
                _add(held[pair[0]]["passages"], len(ours & _letters(theirs)), len(ours), len(_letters(theirs)))
        for pair in joined | self.gold.same:
            both = pair in joined and pair in self.gold.same
            _add(held[pair[0]]["same article"], both, pair in joined, pair in self.gold.same)
        for m in self.made:
            link = links.get((m.taken, m.n)) if m.taken is not None else None
            if link is not None and m.taken is not None:
                right = kind_right(m, self.made[m.taken], link.kind)
                _add(held[m.n]["kind"], right, 1, 1)
                if link.direction != "unknown":
                    _add(held[m.n]["direction"], self.number[link.from_article] == m.n, 1, 1)
        return list(held)

    def rand(self) -> float:
        family = {self.number[i]: f.id for f in self.found.families for i in f.articles}
        true = [f"of {m.same}" if m.same is not None else m.n for m in self.made]
        return adjusted_rand(true, [family.get(m.n, m.n) for m in self.made])

    def _pair(self, a: str, b: str) -> Pair:
        one, other = sorted((self.number[a], self.number[b]))
        return one, other

    def _passages(self, link: ReuseLink | None, pair: Pair) -> tuple[set[int], set[int]]:
        if link is None:
            return set(), set()
        ours, theirs = _letters(p.from_span for p in link.passages), _letters(p.to_span for p in link.passages)
        return (ours, theirs) if self.number[link.from_article] == pair[0] else (theirs, ours)


def _letters(spans: Iterable[Span]) -> set[int]:
    return {i for s in spans for i in range(s.start, s.end)}


def _add(held: list[float], hits: float, read: float, gold: float) -> None:
    held[:] = [held[0] + hits, held[1] + hits, held[2] + read, held[3] + gold]
