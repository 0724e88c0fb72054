"""Our extraction of saved pages beside trafilatura's where it is installed, on the same pages in the same run."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from statistics import median

from firsthand.collect import decode
from firsthand.collect.charsets import charset_of
from firsthand.eval.figures import Counts, Figure, Measured, OnProgress, precision_recall, table
from firsthand.eval.pages import Said, benchmark, page_scores, shingles
from firsthand.eval.pages_gold import GoldPage, pages_in
from firsthand.eval.speed import user_seconds
from firsthand.extract.step import read_page, split
from firsthand.model.articles import PROSE, Article, Capture, PartKind
from firsthand.model.ids import sha256
from firsthand.model.units import ExtractInput, Progress

BODY: frozenset[PartKind] = PROSE | {
    "pull_quote",
    "subhead",
    "standfirst",
    "note",
    "dateline",
}  # what most truths count as body


def measured(folder: Path, on_progress: OnProgress | None = None) -> Measured:
    """Body and data of each page against its truth, ours and trafilatura's, and how many times its pace ours is.

    The pace is of all pages together (pages a second of CPU) and, in the report, of the middle page.
    """
    gold, beside = pages_in(folder), find_spec("trafilatura") is not None
    ours, theirs, spent = list[Said](), list[Said](), list[tuple[float, float]]()
    for n, page in enumerate(gold, 1):
        data = page.data()
        text = decode(data, charset_of(data, html=True).name)
        started = user_seconds()
        ours.append(_ours(page, data, text))
        turned = user_seconds()
        if beside:
            theirs.append(_theirs(text))
            spent.append((turned - started, user_seconds() - turned))
        if on_progress is not None:
            on_progress(Progress("pages", n, len(gold)))
    figures = _figures(gold, ours)
    report = f"{len(gold)} pages\n{table(figures)}"
    if not beside:
        return Measured(
            "pages", len(gold), figures, f"{report}\n\nnot beside trafilatura: pip install 'firsthand[peers]'"
        )
    pace = Figure("pace beside trafilatura", _times(spent), None, None, len(spent), steady=False)
    middle = median(b / max(0.001, a) for a, b in spent)
    report += f"\n\ntrafilatura\n{table(_figures(gold, theirs))}\n\n{pace.value:.2f} x its pages a second of CPU"
    return Measured("pages", len(gold), (*figures, pace), f"{report}; {middle:.2f} x on the middle page")


def _times(spent: Sequence[tuple[float, float]]) -> float:
    return sum(b for _, b in spent) / max(0.001, sum(a for a, _ in spent))


def _ours(page: GoldPage, data: bytes, text: str) -> Said:
    capture = Capture(sha256(data), page.name, None, "", "text/html", "utf-8", "folder", len(data))
    found = split(read_page(ExtractInput(capture, text)))
    return of_articles(found)


def of_articles(found: Sequence[Article]) -> Said:
    """What a page's articles say: their words in order, the data of the first."""
    if not found:
        return Said("")
    body = "\n\n".join(p.span.of(a.text) for a in found for p in a.parts if p.kind in BODY)
    first = found[0]
    published = first.first("published")
    topics = first.all("tag") or first.all("category")
    authors = tuple(d.value for d in first.all("byline"))
    return Said(body, first.title, authors, published.value if published else None, tuple(d.value for d in topics))


def _theirs(text: str) -> Said:
    import trafilatura

    try:
        read = trafilatura.bare_extraction(text, with_metadata=True, include_comments=False)
    except (ValueError, TypeError, AttributeError, RecursionError):  # its failures are its own score
        return Said("")
    if read is None:
        return Said("")
    said = read if isinstance(read, dict) else read.as_dict()
    authors = tuple(a for a in (said.get("author") or "").split("; ") if a)
    return Said(said.get("text") or "", said.get("title"), authors, said.get("date"), tuple(said.get("tags") or ()))


def _figures(gold: Sequence[GoldPage], read: Sequence[Said]) -> tuple[Figure, ...]:
    documents: list[Counts] = []
    for page, said in zip(gold, read, strict=True):
        true = Said(page.body, page.title, page.authors, page.published, page.topics)
        right, more, less = shingles(page.body, said.body)
        counts = {name: (value, value, 1.0, 1.0) for name, value in page_scores(true, said)}
        counts["shingles"] = (right, right, right + more, right + less)
        documents.append(counts)
    names = dict.fromkeys(name for d in documents for name in d)
    figures = precision_recall(documents, shares=frozenset(names) - {"shingles"})
    as_benchmark = benchmark((p.body, s.body) for p, s in zip(gold, read, strict=True))
    return (*figures, Figure("as the benchmark counts", as_benchmark["f1"], None, None, len(gold)))
