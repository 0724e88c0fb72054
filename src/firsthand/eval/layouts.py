"""How well pages are cut into their articles: each one's first and last word against a truth beside the page.

A sample is a folder with `page.html` (or .txt, .eml) and `truth.json`: `{"articles": [{"span": [120, 2190], ...}]}`, offsets
into the decoded page from an article's headline (else its first line) to the end of its last prose.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from firsthand.collect import Found, collect, decode
from firsthand.eval.figures import Counts, Measured, OnProgress, counted
from firsthand.extract.step import read_page, split
from firsthand.model.articles import PROSE, Article
from firsthand.model.spans import Span
from firsthand.model.units import ExtractInput, Progress

NOW = "2031-05-05T00:00:00Z"
NO_WORDS = frozenset({"furniture", "tag", "category", "bio", "note", "caption"})

KEYS: dict[str, Callable[[Span], object]] = {
    "article": lambda span: span,
    "begins": lambda span: span.start,
    "ends": lambda span: span.end,
}


@dataclass(frozen=True, slots=True)
class Sample:
    """A page and where its articles lie."""

    name: str
    text: str
    true: tuple[Span, ...]
    read: tuple[Span, ...]


def measured(folder: Path, on_progress: OnProgress | None = None) -> Measured:
    """F1 of articles whose first and last word are right, of either alone, and of pages that hold one or none."""
    paths = sorted(p.parent for p in folder.rglob("truth.json"))
    documents, wrong = list[Counts](), list[str]()
    for n, path in enumerate(paths, 1):
        sample = _sample(path)
        documents.append(counts(sample))
        wrong += missed(sample)
        if on_progress is not None:
            on_progress(Progress("layouts", n, len(paths)))
    shares = frozenset({"page", "single page", "page of teasers"})
    found = counted("layouts", documents, shares)
    return Measured(found.name, found.documents, found.figures, found.text, tuple(wrong))


def counts(sample: Sample) -> Counts:
    """The hits of one page, ours and the truth's."""
    held: dict[str, tuple[float, float, float, float]] = {}
    if len(sample.true) > 1:
        for name, key in KEYS.items():
            true, read = {key(s) for s in sample.true}, {key(s) for s in sample.read}
            hits = float(len(true & read))
            held[name] = (hits, hits, float(len(read)), float(len(true)))
        held["page"] = _share(sample.true == sample.read)
    else:  # cut is what makes two articles or more of what holds one or none
        held["single page" if sample.true else "page of teasers"] = _share(len(sample.read) <= 1)
    return held


def missed(sample: Sample) -> Iterator[str]:
    """A page cut wrongly, for people: what was missed and what was read instead, by first and last words."""
    right = sample.true == sample.read if len(sample.true) > 1 else len(sample.read) <= 1
    if not right:
        lines = [f"{sample.name}: {len(sample.true)} articles, {len(sample.read)} read"]
        lines += [f"  missed {_ends(sample, s)}" for s in sample.true if s not in sample.read]
        lines += [f"  read   {_ends(sample, s)}" for s in sample.read if s not in sample.true]
        yield "\n".join(lines)


def stretch(article: Article) -> Span:
    """From its headline (else its first line) to the end of its last prose, in the capture."""
    head = next((p for p in article.parts if p.kind == "headline"), None)
    first = head or next((p for p in article.parts if p.kind not in NO_WORDS), article.parts[0])
    last = next((p for p in reversed(article.parts) if p.kind in PROSE), article.parts[-1])
    begins, ends = article.offsets.to_capture(first.span), article.offsets.to_capture(last.span)
    return Span(begins.start, max(begins.start, ends.end)) if begins and ends else article.region


def _sample(path: Path) -> Sample:
    page = next(p for p in sorted(path.glob("page.*")))
    found = next(x for x in collect([page], now=NOW) if isinstance(x, Found))
    text = decode(found.data, found.capture.charset)
    truth = json.loads((path / "truth.json").read_text(encoding="utf-8"))
    spans = tuple(sorted(Span(*one["span"]).trim(text) for one in truth["articles"]))
    articles: Sequence[Article] = split(read_page(ExtractInput(found.capture, text)))
    return Sample(path.name, text, spans, tuple(sorted(map(stretch, articles))))


def _share(right: bool) -> tuple[float, float, float, float]:
    return (float(right), float(right), 1.0, 1.0)


def _ends(sample: Sample, span: Span) -> str:
    words = " ".join(span.of(sample.text).split())
    return f"{span.start}-{span.end} {words[:50]!r} ... {words[-40:]!r}"
