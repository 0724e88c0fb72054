"""Whether a record of real reports tells where they part and joins what they say alike, held against places marked by reading
alone (gold/reports). The reports are those of `eval events`, read as they are there.

Spans stand for the words they touch. A difference is found if one of its slot is told, two of whose values touch two of the
gold's that differ; a tally that grows stands for itself alone, the other kinds for one another.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import get_args

from firsthand.collect import decode
from firsthand.eval.figures import Figure, Measured, OnProgress
from firsthand.eval.reports import load
from firsthand.model.articles import Article, Capture
from firsthand.model.findings import Claim, Discrepancy, DiscrepancyKind, Slot
from firsthand.model.ids import make_id
from firsthand.model.problems import UnreadableInput
from firsthand.model.spans import Span
from firsthand.model.units import Progress, Result
from firsthand.pipeline import PIPELINE
from firsthand.store.database import Database
from firsthand.store.view import View
from firsthand.store.write import Done, Writer

Words = frozenset[tuple[str, int]]  # article, number of the word in it
Tally = tuple[int, int]  # hits of how many
WORD = re.compile(r"\w+(?:[-'’.]\w+)*")
THEN = "2026-01-01T00:00:00Z"
TALLY, BOTH = "evolving_tally", "both"
UNWANTED = ("tallies told as contradictions", "pairs kept apart that are joined")


@dataclass(frozen=True, slots=True)
class Marked:
    """A difference, or a group of claims, of the gold."""

    set: str
    kind: str
    sure: bool
    slot: str  # "" of a group
    places: tuple[tuple[str, Words], ...]  # of a difference the number of the value, of a group the report


class Numbered:
    """An article whose words are numbered."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self._owner = [-1] * len(article.text)  # of each character; -1 between words
        for n, m in enumerate(WORD.finditer(article.text)):
            self._owner[m.start() : m.end()] = [n] * (m.end() - m.start())

    def of(self, span: Span) -> Words:
        """The words that a span of the article's text touches."""
        return frozenset((self.article.id, n) for n in self._owner[span.start : span.end] if n >= 0)

    def marked(self, field: str, start: int, end: int) -> Words:
        """The same of a place in a field of the report: `title` or `text`."""
        return self.of(Span(start, end).shift(self.article.parts[field == "text"].span.start))


def measured(gold: Path, folder: Path, on_progress: OnProgress | None = None) -> Measured:
    """What is told and joined of the reports in `folder`, by set of the gold and over all."""
    articles = [r.article for r in load(folder)]
    words = {a.id: Numbered(a) for a in articles}
    differences = list(_marked(gold / "differences.tsv", words, slots=True))
    groups = list(_marked(gold / "claims.tsv", words, slots=False))
    told, claims = recorded(articles, on_progress)
    said = [(d.slot, d.kind, [words[v.article_id].of(v.span) for v in d.values]) for d in told]
    joined = [[words[m.article_id].of(m.span) for m in c.members] for c in claims]
    columns: dict[str, dict[str, Tally]] = {}
    for name in (*dict.fromkeys(m.set for m in differences), BOTH):
        ours, own = ([m for m in some if name in (m.set, BOTH)] for some in (differences, groups))
        here = {x for m in (*ours, *own) for _, place in m.places for x, _ in place}
        of_set = [d for d in said if any(x in here for place in d[2] for x, _ in place)]
        columns[name] = told_of(ours, of_set) | joined_of(own, joined)
    figures = tuple(
        Figure(f"{name} {row}", hits / of if of else 0.0, None, None, of, "lower" if row in UNWANTED else "higher")
        for name, rows in columns.items()
        for row, (hits, of) in rows.items()
    )
    return Measured("differences", len(articles), figures, f"{len(articles)} reports\n{_table(columns)}")


def recorded(articles: Sequence[Article], told_to: OnProgress | None = None) -> tuple[list[Discrepancy], list[Claim]]:
    """The discrepancies and claims of a record of these articles, which is thrown away. Every step is done as it ships but
    `extract`, for the articles are given."""
    of: dict[str, list[Article]] = defaultdict(list)
    for a in articles:
        of[a.capture_id].append(a)
    with TemporaryDirectory() as folder:
        database = Database(str(Path(folder, "record")))
        view, writer = View(database, decode), Writer(database)
        for id_, some in of.items():
            page = some[0].text.encode()
            capture = Capture(id_, f"{id_}.txt", None, THEN, "text/plain", "utf-8", "folder", len(page))
            writer.put_captures([(capture, page)])
        for step in PIPELINE:
            units = view.units(step)
            for n, unit in enumerate(units, 1):
                given = step.name == "extract"
                result = Result(tuple(of[unit.id])) if given else step.work(view.payload(step, unit.id))
                writer.replace(step.name, [Done(unit, result, THEN, 0)])
                if told_to is not None:
                    told_to(Progress(step.name, n, len(units)))
        told = [d for d in view.all("discrepancy") if isinstance(d, Discrepancy)]
        claims = [c for c in view.all("claim") if isinstance(c, Claim)]
        database.close()
    return told, claims


def told_of(gold: Sequence[Marked], told: Sequence[tuple[str, str, Sequence[Words]]]) -> dict[str, Tally]:
    """What was found of these differences, over all, by kind and by slot; how much of what is told meets any of them."""
    meeting = [[n for n, (slot, _, v) in enumerate(told) if slot == m.slot and _meet(m.places, v)] for m in gold]
    kinds = [{told[n][1] for n in some} for some in meeting]
    results = [(m, bool(k & {TALLY} if m.kind == TALLY else k - {TALLY})) for m, k in zip(gold, kinds, strict=True)]
    miscalled = ("contradiction" in k for m, k in zip(gold, kinds, strict=True) if m.kind == TALLY)
    rows = {"found of the sure": _tally(f for m, f in results if m.sure), "found": _tally(f for _, f in results)}
    for name in (*get_args(DiscrepancyKind), *get_args(Slot)):
        rows[f"found: {name}"] = _tally(f for m, f in results if name in (m.kind, m.slot))
    rows["told that meet the gold"] = len({n for some in meeting for n in some}), len(told)
    return rows | {UNWANTED[0]: _tally(miscalled)}


def joined_of(gold: Sequence[Marked], claims: Sequence[Sequence[Words]]) -> dict[str, Tally]:
    """Marked pairs of one claim, of two reports, that are joined; joined pairs of marked places that are right, which leaves
    out what is opposed; and pairs that must be kept apart and are joined."""
    members = [(g, n, place) for g, m in enumerate(gold) for n, (_, place) in enumerate(m.places)]

    def marks(place: Words) -> set[tuple[int, int]]:
        return {(g, n) for g, n, ours in members if ours & place}

    def kinds(a: set[tuple[int, int]], b: set[tuple[int, int]]) -> set[str]:
        """Of the groups in which two places meet."""
        return {gold[g].kind for g in {g for g, _ in a} & {g for g, _ in b}}

    found = [[x for place in some if (x := marks(place))] for some in claims]
    reached = [{x for place in some for x in place} for some in found]
    one, apart = list[bool](), list[bool]()
    for g, m in enumerate(gold):
        for (i, (report, a)), (j, (other, b)) in combinations(enumerate(m.places), 2):
            joined = any({(g, i), (g, j)} <= some for some in reached)
            if m.kind == "same_claim" and report != other:
                one.append(joined)
            elif m.kind == "do_not_merge" and "same_claim" not in kinds(marks(a), marks(b)):
                apart.append(joined)
    among = [kinds(a, b) for some in found for a, b in combinations(some, 2)]
    right = ["same_claim" in k for k in among if "same_claim" in k or "opposed_claims" not in k]
    named = ("pairs of one claim joined", "joined pairs that are right", UNWANTED[1])
    return dict(zip(named, map(_tally, (one, right, apart)), strict=True))


def _marked(path: Path, words: Mapping[str, Numbered], *, slots: bool) -> Iterator[Marked]:
    """The differences, or groups, of a gold file in its order."""
    rows: dict[tuple[str, ...], list[tuple[str, Words]]] = defaultdict(list)
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        *head, report, field, start, end = line.split("\t")
        value = head.pop() if slots else report
        id_ = make_id("article", report)
        if id_ not in words:
            raise UnreadableInput(f"{path} marks the report {report}, which is not among the reports given")
        rows[tuple(head)].append((value, place := words[id_].marked(field, int(start), int(end))))
        if not place:
            raise UnreadableInput(f"{path} marks no word of {report} with: {line}. Are these the reports it is of?")
    for (set_, _, *slot, kind, confidence), places in rows.items():
        yield Marked(set_, kind, confidence == "sure", "".join(slot), tuple(places))


def _meet(values: Sequence[tuple[str, Words]], told: Sequence[Words]) -> bool:
    """Whether two values told touch two of the gold's that differ."""
    touch = [(value, n) for value, ours in values for n, theirs in enumerate(told) if ours & theirs]
    return any(a[0] != b[0] and a[1] != b[1] for a, b in combinations(touch, 2))


def _tally(some: Iterable[bool]) -> Tally:
    held = list(some)
    return sum(held), len(held)


def _table(columns: Mapping[str, Mapping[str, Tally]]) -> str:
    """A row a measure, a column a set: how many of how many, and per cent."""
    lines = [f"{'':34}" + "".join(f"{name:>20}" for name in columns)]
    for row in next(iter(columns.values())):
        cells = [held[row] for held in columns.values()]
        shares = (f"{100 * n / of:.1f}" if of else "-" for n, of in cells)
        lines.append(
            f"{row:34}" + "".join(f"{f'{n} of {of}':>13}{x:>7}" for (n, of), x in zip(cells, shares, strict=True))
        )
    return "\n".join(lines)
