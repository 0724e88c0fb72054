"""Planted changes: whether exactly the discrepancy that was planted in a copied article is found, and no other.

Each base article is republished by another outlet on the same day with one change. Both go through the whole pipeline, as pages.
A discrepancy between the two counts as right if it is of the planted slot and stands on the planted words, else as a false one;
what an article says against itself is not counted. Base articles are texts of a folder: bring your own.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from firsthand.eval.figures import Counts, Measured, OnProgress, precision_recall, table
from firsthand.eval.planting import EXPECTED, KINDS, Kind, Plant, plants
from firsthand.model.articles import Article, Capture
from firsthand.model.comparing import Card, Variant
from firsthand.model.findings import Discrepancy, ReuseLink
from firsthand.model.ids import sha256
from firsthand.model.problems import UnreadableInput
from firsthand.model.readings import Attribution, Mention, PlaceRef, Quantity, Telling, TimeRef
from firsthand.model.spans import Span
from firsthand.model.units import (
    CollateInput,
    CompareInput,
    ExtractInput,
    LinkInput,
    Progress,
    Readings,
    ReadInput,
    Result,
)
from firsthand.pipeline import STEPS

MANY = 500  # plants in a full measure
LONGEST = 6000  # characters of a base article that are used
SHORTEST = 600
HEAD = "By {by} | {outlet} | {day}"
BASE, COPY = ("Tomas Rell", "Harbour Courier"), ("Ina Vesk", "Quayside Bulletin")
DAY = "March 4, 2016"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one plant: whether it was found, and the other discrepancies between base and copy."""

    kind: Kind
    found: bool
    false: tuple[Discrepancy, ...]
    example: str

    @property
    def right(self) -> bool:
        return (self.found or self.kind == "none") and not self.false


def measure(folder: Path, on_progress: OnProgress | None = None, many: int = MANY) -> Measured:
    """Precision and recall of planted changes, by kind and over all."""
    outcomes: list[Outcome] = []
    for base, plant in planned(folder, many):
        outcomes.append(tried(base, plant))
        if on_progress is not None:
            on_progress(Progress("plants", len(outcomes), many))
    documents = [_counts(o) for o in outcomes]
    figures = precision_recall(documents)
    examples = tuple(o.example for o in outcomes if not o.right)
    return Measured("plants", len(outcomes), figures, f"{_numbers(outcomes)}\n{table(figures)}", examples)


def planned(folder: Path, many: int) -> Iterator[tuple[str, Plant]]:
    """Base pages and their plants: as many of each kind, in turn, until there are enough."""
    texts = [t for path in sorted(folder.glob("*.txt")) if (t := base_page(path)) is not None]
    if not texts:
        raise UnreadableInput(f"no texts of {SHORTEST} characters or more in {folder}; it should hold NAME.txt files")
    each = -(-many // len(KINDS))
    given: dict[Kind, int] = defaultdict(int)
    rows: list[tuple[str, Plant]] = []
    for seed, text in enumerate(texts):
        for kind, plant in sorted(plants(text, _after_head(text), seed).items()):
            if given[kind] < each:
                given[kind] += 1
                rows.append((text, plant))
        if len(rows) >= many:
            break
    return iter(rows[:many])


def base_page(path: Path) -> str | None:
    """A text as a page: its first line as headline, a byline, its paragraphs."""
    lines = [x.strip() for x in path.read_text(encoding="utf-8").split("\n") if x.strip()]
    body = "\n\n".join(lines[1:])
    if len(body) < SHORTEST or len(lines[0]) > 200:
        return None
    cut = body[:LONGEST]
    whole = cut if len(body) <= LONGEST else cut[: cut.rfind(". ") + 1]
    return f"{lines[0]}\n\n{HEAD.format(by=BASE[0], outlet=BASE[1], day=DAY)}\n\n{whole}\n"


def _after_head(text: str) -> int:
    return text.index(DAY) + len(DAY)


def tried(base: str, plant: Plant) -> Outcome:
    """Base and copy through the pipeline."""
    copy = plant.text.replace(
        HEAD.format(by=BASE[0], outlet=BASE[1], day=DAY), HEAD.format(by=COPY[0], outlet=COPY[1], day=DAY), 1
    )
    shift = len(copy) - len(plant.text)
    pages = {"base": _read(base, "base.txt"), "copy": _read(copy, "copy.txt")}
    found = between(pages["base"], pages["copy"])
    places = {"base": plant.base, "copy": plant.copy.shift(shift)}
    hit = [d for d in found if plant.kind != "none" and d.slot in EXPECTED[plant.kind] and _stands_on(d, pages, places)]
    false = tuple(d for d in found if d not in hit)
    words = f"{plant.kind}: “{_around(base, plant.base)}” became “{_around(copy, places['copy'])}”"
    told = "\n".join(f"    {d.slot} {d.kind}: {d.words}" for d in found) or "    nothing found"
    return Outcome(plant.kind, bool(hit), false, f"{words}\n{told}")


def compare_input(read: Iterable[Readings]) -> CompareInput:
    """What `compare` takes for a record of these articles: links and cards made as the pipeline makes them."""
    every = sorted(read, key=lambda r: r.article.id)
    links: list[ReuseLink] = []
    for n, one in enumerate(every):
        made = STEPS["link"].work(LinkInput(one.article, tuple(r.article for r in every[:n])))
        links += [x for x in made.rows if isinstance(x, ReuseLink)]
    rows: list[object] = []
    for one in every:
        own = tuple(x for x in links if x.from_article == one.article.id)
        others = tuple(r for r in every if any(x.to_article == r.article.id for x in own))
        rows += STEPS["collate"].work(CollateInput(one, own, others)).rows
    cards = tuple(r for r in rows if isinstance(r, Card))
    return CompareInput(cards, tuple(r for r in rows if isinstance(r, Variant)), tuple(links))


def between(base: tuple[Readings, ...], copy: tuple[Readings, ...]) -> list[Discrepancy]:
    """The discrepancies that two pages have with each other."""
    told: Result = STEPS["compare"].work(compare_input((*base, *copy)))
    ours, theirs = ({r.article.id for r in some} for some in (base, copy))
    return [
        d for d in told.rows
        if isinstance(d, Discrepancy) and {v.article_id for v in d.values} & ours and {v.article_id for v in d.values} & theirs
    ]  # fmt: skip


_READ: dict[str, tuple[Readings, ...]] = {}


def _read(page: str, name: str) -> tuple[Readings, ...]:
    """The articles of a page with what is read from them; a base page is read once."""
    key = sha256(page.encode())
    if key not in _READ:
        if len(_READ) > 8:
            _READ.clear()
        capture = Capture(key, name, None, "2026-01-01T00:00:00Z", "text/plain", "utf-8", "folder", len(page.encode()))
        made = STEPS["extract"].work(ExtractInput(capture, page))
        _READ[key] = tuple(readings_of(a) for a in made.rows if isinstance(a, Article))
    return _READ[key]


def readings_of(article: Article) -> Readings:
    rows = STEPS["read"].work(ReadInput(article)).rows
    return Readings(
        article,
        tuple(r for r in rows if isinstance(r, Mention)),
        tuple(r for r in rows if isinstance(r, Attribution)),
        tuple(r for r in rows if isinstance(r, TimeRef)),
        tuple(r for r in rows if isinstance(r, PlaceRef)),
        tuple(r for r in rows if isinstance(r, Quantity)),
        tuple(r for r in rows if isinstance(r, Telling)),
    )


def _stands_on(d: Discrepancy, pages: dict[str, tuple[Readings, ...]], places: dict[str, Span]) -> bool:
    """Whether a value of each side lies on what was changed there."""
    for side, at in places.items():
        spans = {r.article.id: r.article.offsets.to_article(at) for r in pages[side]}
        if not any((s := spans.get(v.article_id)) is not None and s.overlaps(v.span) for v in d.values):
            return False
    return True


def _counts(outcome: Outcome) -> Counts:
    """Hits of what was read, hits of the gold, read, gold: over all and by kind."""
    hit, false = float(outcome.found), float(len(outcome.false))
    gold = 0.0 if outcome.kind == "none" else 1.0
    row = (hit, hit, hit + false, gold)
    return (
        {"planted": row, outcome.kind: row} if gold else {"planted": row, "false in controls": (0.0, 0.0, false, 0.0)}
    )


def _numbers(outcomes: Sequence[Outcome]) -> str:
    """How many of each kind, found, and with false ones beside."""
    lines = [f"{'':10}{'planted':>9}{'found':>9}{'false':>9}"]
    for kind in KINDS:
        some = [o for o in outcomes if o.kind == kind]
        lines.append(f"{kind:10}{len(some):9}{sum(o.found for o in some):9}{sum(len(o.false) for o in some):9}")
    return "\n".join(lines)


def _around(text: str, span: Span) -> str:
    return re.sub(r"\s+", " ", text[max(0, span.start - 40) : span.end + 40])
