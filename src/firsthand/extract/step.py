"""Step 1: one capture into its articles, and a report of what was left out and why."""

from __future__ import annotations

from collections.abc import Sequence

from firsthand.extract.accounts import Said
from firsthand.extract.disagreeing import beside
from firsthand.extract.draft import Draft, assemble
from firsthand.extract.html_page import read_html
from firsthand.extract.layouts import LAYOUTS
from firsthand.extract.layouts.by_hand import by_hand
from firsthand.extract.notices import noticed
from firsthand.extract.page import Page
from firsthand.extract.pull_quotes import with_pull_quotes
from firsthand.extract.report import left_out
from firsthand.extract.rims import rims
from firsthand.extract.settle import settle_data
from firsthand.extract.text_page import read_text
from firsthand.extract.unswept import unswept
from firsthand.model.articles import Article
from firsthand.model.problems import Problem
from firsthand.model.units import ExtractInput, Result


@unswept
def run(payload: ExtractInput) -> Result:
    """The articles of a capture in page order, what stands in none of them, and a problem where there is none."""
    page = read_page(payload)
    found = told(page, payload.layouts)
    articles = [article for article, _ in found]
    problems = () if articles else (_no_article(page),)
    settled, lost = settle_data(articles, payload.judgements)
    accounts = [x for a, (_, said) in zip(settled, found, strict=True) for x in beside(a, said)]
    edges = tuple(r for a in settled if (r := rims(a, payload.capture)) is not None)
    return Result(tuple(settled), (*problems, *lost), tuple(left_out(page, articles)), tuple(accounts), edges)


@unswept
def read_page(payload: ExtractInput) -> Page:
    """The capture as located blocks."""
    read = read_html if payload.capture.is_html else read_text
    return read(payload.capture, payload.text)


@unswept
def split(page: Page, own: Sequence[str] = ()) -> Sequence[Article]:
    """The articles by a layout of the user's own that is for the page, else by the one that is surest of it and finds any."""
    return [article for article, _ in told(page, own)]


def told(page: Page, own: Sequence[str] = ()) -> list[tuple[Article, tuple[Said, ...]]]:
    """The same articles, each with all that the page's accounts say of it."""
    drafts = ((draft, with_pull_quotes(page, noticed(draft))) for draft in _drafts(page, own))
    return [(assemble(page, labelled), draft.accounts) for draft, labelled in drafts]


def _drafts(page: Page, own: Sequence[str]) -> Sequence[Draft]:
    if drafts := by_hand(page, own):
        return drafts
    ranked = sorted(((layout.recognise(page), layout) for layout in LAYOUTS), key=lambda x: -x[0])
    for surety, layout in ranked:
        if surety > 0 and (drafts := layout.split(page)):
            return drafts
    return []


def _no_article(page: Page) -> Problem:
    message = (
        "no article text was found on this page. Save the article's own page, or its text as a .txt file, and add that"
    )
    return Problem("extract", page.capture.id, "no-article", message, page.capture.id)
