"""What pages say of their one article, read by us: title, authors, day, instant and topics, each held to its truth."""

from __future__ import annotations

from pathlib import Path

from firsthand.collect import decode
from firsthand.collect.charsets import charset_of
from firsthand.eval.figures import Counts, Measured, OnProgress, counted
from firsthand.eval.pages import Said, page_scores
from firsthand.eval.pages_gold import GoldPage, pages_in
from firsthand.eval.pages_measured import of_articles
from firsthand.extract.step import read_page, split
from firsthand.model.articles import Capture
from firsthand.model.ids import sha256
from firsthand.model.units import ExtractInput, Progress

BODY = "body words F1"  # measured by `pages`


def measured(folder: Path, on_progress: OnProgress | None = None) -> Measured:
    """Each page's data against its truth: shares of pages that are right, and F1 of topics."""
    gold, documents = pages_in(folder), list[Counts]()
    for n, page in enumerate(gold, 1):
        true = Said("", page.title, page.authors, page.published, page.topics)
        rows = ((name, value) for name, value in page_scores(true, read(page)) if name != BODY)
        documents.append({name: (value, value, 1.0, 1.0) for name, value in rows})
        if on_progress is not None:
            on_progress(Progress("page-data", n, len(gold)))
    names = frozenset(name for d in documents for name in d)
    return counted("page-data", documents, shares=names)


def read(page: GoldPage) -> Said:
    """What we read of a saved page."""
    data = page.data()
    charset = charset_of(data, html=True).name
    capture = Capture(sha256(data), page.name, None, "", "text/html", charset, "folder", len(data))
    return of_articles(split(read_page(ExtractInput(capture, decode(data, charset)))))
