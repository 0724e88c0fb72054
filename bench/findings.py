"""Findings at scale: CPU and memory of every step from fingerprints to differences, over generated articles with their readings.

    python bench/findings.py                          # 1 000, 3 000 and 10 000 articles
    python bench/findings.py --sizes 1000 20000 100000 --steps resolve claims
    python bench/findings.py --sizes 100000 --kept FOLDER    # the generated articles stay there for the next time

Making the articles takes longer than all steps; FOLDER takes 40 KB an article.

Every step of the whole record runs in a process of its own that holds its payload alone, as the runner gives it; its peak is
that process's. What a step takes from others is made by those. No database takes part: see bench/endurance.py for that.
"""

from __future__ import annotations

import argparse
import gc
import math
import multiprocessing
import pickle
import resource
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time
from typing import Any, TypeVar

import numpy as np

from firsthand.model.articles import Article
from firsthand.model.cards import Cards
from firsthand.model.comparing import Card, Variant
from firsthand.model.event_cards import EventCards
from firsthand.model.findings import Chain, Claim, Entity, Event, Family, Fingerprints, ReuseLink
from firsthand.model.readings import EventMention
from firsthand.model.tellings import Tellings
from firsthand.model.units import (
    ArticleCard,
    Carrier,
    ClaimsInput,
    CollateInput,
    CompareInput,
    EventArticle,
    EventsInput,
    FamilyInput,
    Happening,
    InArticle,
    KnownPlace,
    LinkInput,
    NameUse,
    Readings,
    ResolveInput,
    ShingleInput,
    Spoken,
    TraceInput,
)
from firsthand.pipeline import STEPS
from firsthand.store import codec, postings_arrays, short, tables
from firsthand.store.event_cards import Known, article_cards
from firsthand.store.long_rows import LongRows
from firsthand.store.postings import Postings
from firsthand.store.units import COLLATED
from made_news import generated

NAMES = ("shingle", "link", "family", "resolve", "trace", "events", "claims", "collate", "compare")
WINDOW = 64  # articles back to which a generated copy may be of
AT_ONCE = 100  # rows in one piece on disk
TOGETHER = 32  # articles that one step is run over before another is
ALLOWED, ARTICLES, EXPONENT, MOST = 180.0, 20_000, 1.05, 2048  # CPU seconds, articles, exponent, MB that are asked for
T = TypeVar("T")
Spent = dict[str, tuple[float, int]]  # by step: CPU seconds, MB at most


class Shelf:
    """Rows on disk, some a line: what one process makes and another takes."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def put(self, name: str, rows: Iterable[object]) -> None:
        left = iter(rows)
        with (self._folder / name).open("ab") as file:
            while some := list(islice(left, AT_ONCE)):
                pickle.dump(some, file, protocol=5)

    def lay(self, name: str, path: Path) -> None:
        """Rows that lie elsewhere."""
        (self._folder / name).symlink_to(path.resolve())

    def get(self, name: str) -> Iterator[Any]:
        path = self._folder / name
        if path.exists():
            with path.open("rb") as file:
                while file.peek(1):
                    yield from pickle.load(file)


def main() -> int:
    """Prints a table for every size, then exponents and whether what is asked for is kept."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--sizes", type=int, nargs="*", default=[1000, 3000, 10_000])
    asked.add_argument(
        "--steps", nargs="*", default=NAMES, choices=NAMES, help="shown; others run where these need them"
    )
    asked.add_argument(
        "--kept", type=Path, help="a folder for generated articles: made there once, then taken from there"
    )
    asked.add_argument("--collector", action="store_true", help="leave Python's garbage collector on")
    given = asked.parse_args()
    measured: dict[int, Spent] = {}
    for many in given.sizes:
        with TemporaryDirectory() as folder:
            shelf = Shelf(Path(folder))
            _lay_out(shelf, many, given.kept)
            measured[many] = measure(many, shelf, given.collector)
        show(many, {k: v for k, v in measured[many].items() if k in given.steps})
    exponents(measured, given.steps)
    return 0


def _lay_out(shelf: Shelf, many: int, kept: Path | None) -> None:
    """The generated articles, in a process of its own: what making them holds is no step's."""
    if kept is None:
        _apart(_written, shelf, many, collector=False)
        return
    kept.mkdir(parents=True, exist_ok=True)
    name = f"written-{many}"
    if not (kept / name).exists():
        _apart(_written, Shelf(kept), many, collector=False)
        (kept / "written").rename(kept / name)
    shelf.lay("written", kept / name)


def _written(shelf: Shelf, many: int) -> Spent:
    shelf.put("written", generated(many))
    return {}


def measure(many: int, shelf: Shelf, collector: bool) -> Spent:
    """All steps in the pipeline's order."""
    spent: Spent = {}
    for work in (first, lambda s, n: record("family", s), lambda s, n: record("resolve", s), second,
                 *(lambda s, n, k=k: record(k, s) for k in ("events", "claims", "compare"))):  # fmt: skip
        spent |= _apart(work, shelf, many, collector)
    return spent


def _apart(work: Callable[[Shelf, int], Spent], shelf: Shelf, many: int, collector: bool) -> Spent:
    """A piece of work in a process of its own."""
    here, there = multiprocessing.Pipe(duplex=False)

    def run() -> None:
        if not collector:
            gc.disable()
        there.send(work(shelf, many))

    process = multiprocessing.get_context("fork").Process(target=run)
    process.start()
    there.close()
    found: Spent = here.recv()
    process.join()
    return found


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def first(shelf: Shelf, many: int) -> Spent:
    """Fingerprints, the index, links, and the names in use."""
    postings, prints, spent = Postings(), dict[str, np.ndarray](), 0.0
    uses: dict[tuple[str, str], dict[str, tuple[bool, dict[str, int]]]] = defaultdict(dict)
    outlets: dict[str, str] = {}
    for some in _together(shelf.get("written")):  # one step after the other, as the runner does them
        for read, *_ in some:
            took, rows = timed("shingle", ShingleInput(read.article))
            spent += took
            prints[read.article.id] = np.array(
                next(x for x in rows if isinstance(x, Fingerprints)).hashes, dtype=np.uint64
            )
            outlets[read.article.id] = read.article.data[0].value
        for read, *_ in some:
            _name(read, uses)
    shelf.put("uses", _uses(uses))
    uses.clear()
    began = process_time()
    postings.sync({i: i for i in prints}, lambda ids: (postings_arrays.Card(i, i, outlets[i], prints[i]) for i in ids))
    near = {i: postings.near(i) for i in postings.with_near()}
    linking = process_time() - began
    for article, nearby in _in_sight(shelf, many):
        linking += _linked(article, [nearby[i] for i in near.get(article.id, ()) if i in nearby], shelf)
    return {"shingle": (spent, _peak()), "link": (linking, _peak())}


def _in_sight(shelf: Shelf, many: int) -> Iterator[tuple[Article, dict[str, Article]]]:
    """Each article with those written shortly before and after; from disk, for ten thousand with readings fill a gigabyte."""
    window: dict[str, Article] = {}
    waiting: list[Article] = []
    for n, (read, *_) in enumerate(shelf.get("written"), 1):
        window[read.article.id] = read.article
        waiting.append(read.article)
        if len(waiting) >= WINDOW + TOGETHER or n == many:
            for article in waiting[: TOGETHER if n < many else None]:
                yield article, window
            del waiting[: TOGETHER if n < many else None]
        while len(window) > 2 * WINDOW + TOGETHER:
            window.pop(next(iter(window)))


def _together(found: Iterator[T]) -> Iterator[list[T]]:
    """Some at a time: making them between two runs of a step would have it find the processor's caches full of other things."""
    while some := list(islice(found, TOGETHER)):
        yield some


def _linked(article: Article, candidates: list[Article], shelf: Shelf) -> float:
    """Links of an article with those near it, in one unit as the runner has them."""
    if not candidates:
        return 0.0
    took, rows = timed("link", LinkInput(article, tuple(candidates)))
    shelf.put("links", rows)
    return took


def second(shelf: Shelf, many: int) -> Spent:
    """Chains and cards of every article, and what the steps of the whole record take of it."""
    known, links, linked = _known(shelf), defaultdict[str, list[ReuseLink]](list), set[str]()
    for x in shelf.get("links"):
        links[x.from_article].append(x)
        linked |= {x.from_article, x.to_article}
    window: dict[str, Readings] = {}
    waiting: list[tuple[Readings, tuple[EventMention, ...]]] = []
    spent = {"trace": 0.0, "collate": 0.0}
    for n, (read, events, tellings) in enumerate(shelf.get("written"), 1):
        window[read.article.id] = read
        waiting.append((read, events))
        shelf.put("tellings", tellings)
        if len(waiting) > WINDOW // 2 or n == many:
            # late enough that what it has its words from is in sight, whichever was written first
            _traced_and_collated(waiting, window, links, spent, shelf, known)
            waiting.clear()
        while len(window) > 2 * WINDOW:
            window.pop(next(iter(window)))
    return {name: (took, _peak()) for name, took in spent.items()}


def _traced_and_collated(
    some: list[tuple[Readings, tuple[EventMention, ...]]],
    window: dict[str, Readings],
    links: dict[str, list[ReuseLink]],
    spent: dict[str, float],
    shelf: Shelf,
    known: Known,
) -> None:
    given = [(read, events, tuple(links[read.article.id][:COLLATED])) for read, events in some]
    others = [tuple(window[x.to_article] for x in own if x.to_article in window) for _, _, own in given]
    for (read, _, own), held in zip(given, others, strict=True):
        article, of = read.article, tuple(o.article for o in held)
        took, chains = timed("trace", TraceInput(article, read.mentions, read.attributions, own, of))
        spent["trace"] += took
        shelf.put("spoken", _spoken(read, chains))
        known.origin |= {c.attribution_id: (c.origin, c.origin_named) for c in chains}
    for (read, _, own), held in zip(given, others, strict=True):
        took, rows = timed("collate", CollateInput(read, own, held))
        spent["collate"] += took
        shelf.put("cards", (x for x in rows if isinstance(x, Card)))
        shelf.put("variants", (x for x in rows if isinstance(x, Variant)))
    for read, events, _ in given:
        _shelve(read, events, shelf, known)
    known.origin.clear()


def _shelve(read: Readings, events: tuple[EventMention, ...], shelf: Shelf, known: Known) -> None:
    """What the steps of the whole record take of an article."""
    article = read.article
    heads = [p.span for p in article.parts_of("headline")]
    every = (*read.times, *read.places, *read.quantities, *read.attributions, *read.mentions, *events)
    shelf.put("event cards", article_cards(article.text, heads, every, known))
    shelf.put("articles", [(article.id, article.data[0].value, article.data[1].value, len(article.text.split()))])


def record(name: str, shelf: Shelf) -> Spent:
    """A step over the whole record, its rows gone through once: some are made only when they are asked for."""
    payload = PAYLOADS[name](shelf)
    began = process_time()
    rows = STEPS[name].work(payload).rows
    for _ in rows:
        pass
    took, peak = process_time() - began, _peak()
    shelf.put(name, rows)
    return {name: (took, peak)}


def timed(name: str, payload: object) -> tuple[float, tuple[Any, ...]]:
    began = process_time()
    rows = STEPS[name].work(payload).rows
    return process_time() - began, rows


def _family(shelf: Shelf) -> FamilyInput:
    links = tuple(shelf.get("links"))
    linked = sorted({i for x in links for i in (x.from_article, x.to_article)})
    return FamilyInput(tuple(ArticleCard(i, None, None, 500) for i in linked), links)


def _claims(shelf: Shelf) -> ClaimsInput:
    families = tuple(x for x in shelf.get("family") if isinstance(x, Family))
    founders = {a: f.founder for f in families for a in f.articles}
    carriers = tuple(Carrier(i, outlet, day, None, founders.get(i)) for i, outlet, day, _ in shelf.get("articles"))
    kept = LongRows()
    tellings = Tellings(shelf.get("tellings"), kept)
    event_of = {m: e.id for e in shelf.get("events") if isinstance(e, Event) for m in e.mentions}
    happened = (Happening(c.article_id, c.span.start, c.kind, event_of.get(c.id)) for c in shelf.get("event cards"))
    entities = short.entities((x for x in shelf.get("resolve") if isinstance(x, Entity)), kept)
    told = (tellings, short.spoken(shelf.get("spoken"), kept), carriers, entities, families)
    return ClaimsInput(*told, happenings=short.happenings(happened, kept))


def _events(shelf: Shelf) -> EventsInput:
    of = {a: f for f in shelf.get("family") if isinstance(f, Family) for a in f.articles}
    articles = tuple(
        EventArticle(i, outlet, day, of[i].id if i in of else None, of[i].founder if i in of else None, "en")
        for i, outlet, day, _ in shelf.get("articles")
    )
    return EventsInput(articles, EventCards(shelf.get("event cards")))


def _compare(shelf: Shelf) -> CompareInput:
    kept = LongRows()
    cards = Cards(map(_stored, shelf.get("cards")), kept)
    events = short.events((x for x in shelf.get("events") if isinstance(x, Event)), kept)
    claims = short.claims((x for x in shelf.get("claims") if isinstance(x, Claim)), kept)
    return CompareInput(cards, tuple(shelf.get("variants")), short.links(shelf.get("links"), kept), events, claims)


def _stored(card: Card) -> Card:
    """A card as the store gives it, by way of its row."""
    return codec.card(codec.encode([card], "")[tables.card][0])


PAYLOADS: dict[str, Callable[[Shelf], object]] = {
    "family": _family,
    "resolve": lambda s: ResolveInput(tuple(s.get("uses")), (), (KnownPlace("geonames:1", 1.0, 2.0, "settlement"),)),
    "events": _events,
    "claims": _claims,
    "compare": _compare,
}


def _name(read: Readings, uses: dict[tuple[str, str], dict[str, tuple[bool, dict[str, int]]]]) -> None:
    speakers = {a.speaker for a in read.attributions if a.source_kind.startswith("named")}
    where = {p.mention_id: p.gazetteer_id for p in read.places}
    for m in read.mentions:
        held = uses[m.kind, m.name].setdefault(read.article.id, (m.name in speakers, {}))
        if m.id in where:
            held[1][where[m.id]] = held[1].get(where[m.id], 0) + 1


def _uses(uses: dict[tuple[str, str], dict[str, tuple[bool, dict[str, int]]]]) -> Iterator[NameUse]:
    for (kind, name), articles in sorted(uses.items()):
        shown = tuple(_shown(kind, name, i, *x) for i, x in sorted(articles.items()))
        yield NameUse(kind, name, (name,), len(articles), shown if kind in ("person", "place") else ())


def _shown(kind: str, name: str, article_id: str, speaks: bool, places: dict[str, int]) -> InArticle:
    return InArticle(
        article_id, (name,) if kind == "person" else (), speaks=speaks, places=tuple(sorted(places.items()))
    )


def _known(shelf: Shelf) -> Known:
    entities = [x for x in shelf.get("resolve") if isinstance(x, Entity)]
    return Known({(e.kind, k): e.id for e in entities for k in e.keys}, {e.id: e.name for e in entities})


def _spoken(read: Readings, chains: Iterable[Chain]) -> Iterator[Spoken]:
    ends = {c.attribution_id: c for c in chains}
    for a in read.attributions:
        end, at = ends[a.id], a.speaker_span
        around = (
            read.article.text[max(0, at.start - 90) : at.end + 90] if at and a.source_kind == "named_person" else ""
        )
        through = tuple(h.party for h in end.hops[:-1] if h.party)
        yield Spoken(a.id, a.article_id, a.speaker, a.source_kind, a.stance, end.origin, end.hops[-1].kind,
                     end.origin_named, end.reaches_origin, through, around)  # fmt: skip


def show(many: int, spent: Spent) -> None:
    for name, (took, peak) in spent.items():
        print(
            f"{many:7} {name:8} {1000 * took / many:6.2f} ms an article {took:7.1f} s {peak:5} MB at most", flush=True
        )
    print(f"{many:7} {'all':8} {1000 * sum(t for t, _ in spent.values()) / many:6.2f} ms an article", flush=True)


def exponents(measured: dict[int, Spent], steps: Iterable[str]) -> None:
    """By a line through the logarithms; and what is asked for, beside."""
    if len(measured) < 2:
        return
    sizes = list(measured)

    def slope(spent: list[float]) -> float:
        return float(np.polyfit(np.log(sizes), np.log(np.maximum(spent, 1e-3)), 1)[0])

    for name in (n for n in NAMES if n in steps):
        print(f"{name:8} exponent {slope([measured[n][name][0] for n in sizes]):.3f}")
    whole = [sum(took for name, (took, _) in measured[n].items() if name in steps) for n in sizes]
    exponent, peak = slope(whole), max(p for s in measured.values() for _, p in s.values())
    near = min(range(len(sizes)), key=lambda k: abs(math.log(sizes[k] / ARTICLES)))
    at = whole[near] * (ARTICLES / sizes[near]) ** exponent
    print(f"all      exponent {exponent:.3f} (asked: {EXPONENT}); {peak} MB (asked: {MOST})")
    print(f"{ARTICLES} articles {at:.0f} s (asked: {ALLOWED:.0f})")


if __name__ == "__main__":
    sys.exit(main())
